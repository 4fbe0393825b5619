"""Reads turns: text in context to labels and cues, each with the words that carry it."""
