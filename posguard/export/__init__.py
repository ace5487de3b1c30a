"""Exports: a plan for case systems, and the interview as a process for workflow engines."""
