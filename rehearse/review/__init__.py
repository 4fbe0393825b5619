"""The review: what a meeting earned and spent, each finding with the learner's own words."""
