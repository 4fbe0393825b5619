"""Those who review, in short: they take chunks and give back what became of them, whatever becomes of a worker."""

from typing import NamedTuple, Protocol

from rehearse.coaching.many.chunk import Answer, Chunk
from rehearse.coaching.many.worker import Worker


class Done(NamedTuple):
    """A chunk that came back."""

    chunk: Chunk
    answers: list[Answer] | None
    """None where the worker died over it."""


class Crew(Protocol):
    """Workers, here or on a cluster."""

    hands: int
    """Chunks that are worked on at a time."""

    def meet(self) -> Worker:
        """Return who they are. Raises InputError where they differ, or lack what they need."""
        ...

    def send(self, chunk: Chunk) -> None:
        """Give them a chunk; they may have several waiting."""
        ...

    def receive(self) -> Done:
        """Wait for one of the chunks that were sent.

        Raises InputError where a worker may not work on it, StorageError where all of them are gone.
        """
        ...

    def leave(self) -> None:
        """End their work at once, also in the midst of it. May be called twice."""
        ...
