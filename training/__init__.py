"""Makes what the reader of turns knows, from labelled meetings; part of the checkout, never of the wheel."""
