"""The commands, thin: parse, call, print."""

FOUND_WANTING = 1
"""Exit code of a command that did its work and found something wanting."""
