"""The command line: commands that parse, call, print and choose the exit code."""
