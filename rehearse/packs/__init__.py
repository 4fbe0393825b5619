"""Scenario packs: personas, scenarios and rubrics that travel together, in a folder or a zip; never run, only read."""
