"""A submission: written by a learner; collected, checked, replayed and reviewed anew by a coach."""
