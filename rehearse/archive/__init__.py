"""Keeps transcripts: appends to them, recovers and reads them, lists them, turns them into the corpus form and back."""
