"""What plays the contact, whatever finds the words."""

from collections.abc import AsyncIterator
from typing import Protocol

from rehearse.meeting.plan import Plan
from rehearse.meeting.state import State


class Contact(Protocol):
    """A contact engine: given how things stand and what is planned, it finds the words."""

    @property
    def engine(self) -> str:
        """`offline` or `llm`, as the transcript's header keeps it."""
        ...

    @property
    def model(self) -> str | None:
        """The LLM's name, if there is one."""
        ...

    @property
    def note(self) -> str | None:
        """What went wrong on the way to the last turn's words, if anything did; the transcript keeps it."""
        ...

    def speak(self, state: State, plan: Plan) -> AsyncIterator[str]:
        """Yield the turn in chunks; joined they are what is said.

        Raises ContactError when no words can be had; what was yielded before stands as a partial reply.
        """
        ...
