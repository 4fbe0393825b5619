"""A chat server on this machine that talks at the pace of a model: `python -m benchmarks.talker` prints its address.

What is said to it is answered with a few words; only the question that it waits for, with 2,000 tokens, a hundred a
second.
"""

import re
import sys
import time
from itertools import product

from tests.contact.chat_server import ChatServer, Wire, delta, say

TOKENS = 2_000
PER_SECOND = 100.0
QUESTION = "How did that begin?"
"""What it waits for."""
GREETING = "There you are. Do sit down."
BEGINNING = "The old baker mended"
LAST = "finis"
"""What is said last, and nowhere before."""
_WHO = ("The old baker", "My uncle", "A tall woman", "The night porter", "Our neighbour", "The youngest driver")
_DID = ("mended", "painted", "carried", "forgot", "measured", "admired")
_WHAT = ("the long ladder", "a blue gate", "three brass lamps", "the kitchen clock", "a row of crates")
_WHEN = ("before the rain came", "on a grey morning", "while the kettle sang", "in the second winter")


def reply() -> list[str]:
    """Return the tokens of a long reply: sentences of which none is said twice, and none grants anything.

    A token is a word with the space before it, or a full stop, as models have it in English so plain.
    """
    every = " ".join(f"{who} {did} {what} {when}." for did, when, what, who in product(_DID, _WHEN, _WHAT, _WHO))
    ending = _tokens(f" And so, {LAST}.")
    return [*_tokens(every)[: TOKENS - len(ending)], *ending]


def _tokens(text: str) -> list[str]:
    return re.findall(r"\s?\w+|\.", text)


def _talk(wire: Wire) -> None:
    """Answer: to the question with the reply, each token at its time."""
    if not any(QUESTION in message["content"] for message in wire.request.messages):
        say(GREETING)(wire)
        return
    wire.begin()
    begun = time.perf_counter()
    for number, token in enumerate(reply()):
        time.sleep(max(begun + number / PER_SECOND - time.perf_counter(), 0))  # noqa: TID251 - its pace is its task
        wire.data(delta(token))
    wire.data(delta(finish="stop"))
    wire.data("[DONE]")
    wire.end()


def main() -> int:
    """Serve until the input ends."""
    with ChatServer(_talk) as server:
        print(server.url, flush=True)
        sys.stdin.read()
    return 0


if __name__ == "__main__":
    sys.exit(main())
