"""The commands: each reads its arguments, calls, prints and chooses the exit code.

A command's module is loaded when the command is called.
"""
