"""Keeps transcripts: appends to them, recovers, reads, lists and finds them, turns them into corpus lines and back."""
