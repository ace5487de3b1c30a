"""The commands of a case, loaded when they are called."""
