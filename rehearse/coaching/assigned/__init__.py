"""An assignment: packed and pinned, taken in by a learner, and how their meetings stand to it."""
