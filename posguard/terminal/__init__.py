"""The terminal and the standard streams: prompts, output and files written for the user."""
