"""Rehearse a coffee meeting with a busy contact, then read what it earned and what it spent."""

__version__ = "0.1.0"
