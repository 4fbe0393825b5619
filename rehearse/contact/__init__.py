"""The contact: plans what to do, then finds the words, by itself or through an LLM."""
