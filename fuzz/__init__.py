"""Feeds every parser of the app what nobody would write: `make fuzz`, or `python -m fuzz [PARSER ...]`."""
