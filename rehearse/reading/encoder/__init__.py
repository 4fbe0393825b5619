"""The trained reader: a small language model that reads a whole talk at once, and code that decides what stands."""
