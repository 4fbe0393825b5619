"""Rehearse in a browser: who may come in, an app of its own for each of them, and the pages around it."""
