"""One table of named patterns for each family."""
