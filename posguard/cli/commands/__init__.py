"""The commands: each reads its arguments, calls, prints and chooses the exit code. Loaded when it
is called.
"""
