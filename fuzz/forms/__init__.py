"""Changes that know a form, so that what they make gets past the first look at it."""
