"""What the command line tells the shell."""

CLEAN = 0
WITH_ISSUES = 1  # read with issues, or with findings
NOT_READABLE = 2  # or a wrong call
