"""Keeps transcripts: appends to them, recovers and reads them, lists and finds them, turns them into the corpus form and back."""
