"""Measures speed: each figure beside a baseline that was taken in the same run."""
