"""Readers: every kind of file ends in one row model and one table grammar."""
