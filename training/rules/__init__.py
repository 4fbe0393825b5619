"""Weighs the patterns and facts of the reader made of rules: `python -m training.rules`."""
