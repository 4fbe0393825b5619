"""What is fuzzed: one way by which bytes of a stranger come into the app."""

from collections.abc import Callable, Sequence
from random import Random
from typing import NamedTuple

Change = Callable[[Random, bytes, bytes], bytes]
"""Returns the first input changed; the second is another one, to take from."""


class Target(NamedTuple):
    """One parser."""

    name: str
    """As it is named on the command line."""
    about: str
    """What it reads, for the list of targets."""
    share: int
    """How many of a thousand inputs it gets where all are fuzzed: more where they cost less."""
    seeds: Callable[[], Sequence[bytes]]
    """Returns what the changes begin from: whole inputs, small ones."""
    parse: Callable[[bytes], str | None]
    """Reads an input; may say in a word what it took it for, which tells the ways of inputs that are taken apart.

    Raises a RehearseError for what is none; anything else that it raises is a find. It asserts what the app promises
    of an input that it takes, so that a broken promise is a find, too.
    """
    changes: Sequence[Change]
    """Changes that know the form; bytes are changed as well, whatever the form."""
