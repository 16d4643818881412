"""Parts that `cchc.testing` is made of: synthetic truth, diseases, and renderings of both."""
