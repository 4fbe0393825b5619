"""A bounded sample of any number of things, the same in whatever order they come."""

from bisect import bisect_left
from collections.abc import Iterator
from typing import Any, Generic, TypeVar

Thing = TypeVar("Thing")


class Sample(Generic[Thing]):
    """At most `size` things: those whose keys come first. Of things with one key a single one is kept.

    With the beginning of a transcript's hash as the key the sample is drawn by chance, yet always the same; with the
    time, turned round, it is the latest.
    """

    __slots__ = ("_found", "_keys", "_size")

    def __init__(self, size: int) -> None:
        self._size = size
        self._keys: list[Any] = []
        self._found: list[Thing] = []

    def __iter__(self) -> Iterator[Thing]:
        """Yield what was kept, in the order of its keys."""
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)

    def add(self, key: Any, thing: Thing) -> None:
        """Keep the thing, if its key is among the first."""
        place = bisect_left(self._keys, key)
        if place >= self._size or (place < len(self._keys) and self._keys[place] == key):
            return
        self._keys.insert(place, key)
        self._found.insert(place, thing)
        del self._keys[self._size :], self._found[self._size :]
