"""What a server is asked for beside the messages; what it refuses is left out, or asked for in another way."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from rehearse.config import is_openai
from rehearse.contact.refusal import names

if TYPE_CHECKING:
    from openai import APIStatusError

ROOM = 3_000
"""Tokens of a reply at most: few are spoken, but a model may think before; the guard ends what is too long."""
ALSO_CALLED = {"response_format": ("json_schema", "json_object")}
"""Other words by which a server's refusal means a parameter."""

Wishes = Mapping[str, Sequence[tuple[str, Any]]]
"""What is wished for: the parameter and its value, best first; where all were refused, nothing is sent."""


class Asked(NamedTuple):
    """One parameter as it was sent."""

    wish: str
    step: int
    """How many ways of asking for it had been given up before."""
    name: str
    value: Any


def common_wishes(base_url: str) -> dict[str, list[tuple[str, Any]]]:
    """Return what every request wishes for: to be told the usage, and a limit by the name that this host takes."""
    limits = [("max_tokens", ROOM), ("max_completion_tokens", ROOM)]
    if is_openai(base_url):
        limits.reverse()
    return {"usage": [("stream_options", {"include_usage": True})], "limit": limits}


class Terms:
    """Remembers what a server refused, so that it is tried once; requests at the same time may share it."""

    def __init__(self) -> None:
        self._given_up: Counter[str] = Counter()

    def fit(self, wishes: Wishes) -> list[Asked]:
        """Return what is sent of these wishes."""
        asked = []
        for wish, ways in wishes.items():
            step = self._given_up[wish]
            asked += [Asked(wish, step, *way) for way in ways[step : step + 1]]
        return asked

    def give_up(self, asked: Sequence[Asked], error: "APIStatusError") -> bool:
        """Give up the parameter that the server's answer names; return whether it names one that was asked for."""
        for told in (error.param, error.body):
            for each in asked:
                if any(names(told, name) for name in (each.name, *ALSO_CALLED.get(each.name, ()))):
                    # A request sent at the same time may have learnt it already.
                    self._given_up[each.wish] = max(self._given_up[each.wish], each.step + 1)
                    return True
        return False
