"""One share of the inputs of one parser: changes what there is, tries it, and builds on what went a new way.

The way that an input went is told by the parser itself, by what it says. An input that it refuses in other words than
all before, or that it takes at last, is changed on from then on: so inputs get deeper without any look at the code.
"""

from collections import Counter
from collections.abc import Callable
from random import Random
from typing import NamedTuple

from fuzz import raw
from fuzz.target import Target
from fuzz.trial import SECONDS, Fate, Verdict, attempt

MOST_KEPT = 300
"""Inputs that are changed on."""
_TIMES = (1, 1, 1, 2, 2, 3, 6)
"""How many changes make an input."""


class Find(NamedTuple):
    """An input that did what no input may do."""

    target: str
    sign: str
    data: bytes
    trace: str


class Tally(NamedTuple):
    """What came of a share."""

    fates: Counter[Fate]
    signs: frozenset[str]
    """The ways that inputs went."""
    finds: tuple[Find, ...]
    """The first of each sign."""


def run(
    target: Target, count: int, seed: str, *, seconds: float = SECONDS, before: Callable[[bytes], None] | None = None
) -> Tally:
    """Try so many inputs: the same ones for the same seed. `before` is told each, before it is tried."""
    rng = Random(seed)
    pool = list(target.seeds())
    fates: Counter[Fate] = Counter()
    signs: set[str] = set()
    finds: dict[str, Find] = {}
    for number in range(count):
        data = pool[number] if number < len(target.seeds()) else _made(rng, target, pool)
        if before:
            before(data)
        verdict = attempt(target, data, seconds)
        fates[verdict.fate] += 1
        if verdict.fate is Fate.FOUND:
            finds.setdefault(verdict.sign, Find(target.name, verdict.sign, data, verdict.trace))
        elif _is_new(verdict, signs, rng):
            pool.append(data)
            if len(pool) > MOST_KEPT:
                del pool[rng.randrange(len(target.seeds()), len(pool))]
        signs.add(verdict.sign)
    return Tally(fates, frozenset(signs), tuple(finds.values()))


def _made(rng: Random, target: Target, pool: list[bytes]) -> bytes:
    """Return a new input. The first ones to begin from are taken as often as all that came later."""
    begins = target.seeds() if rng.randrange(2) else pool
    data = rng.choice(begins)
    for _ in range(rng.choice(_TIMES)):
        change = rng.choice(target.changes) if rng.randrange(3) else raw.changed
        data = change(rng, data, rng.choice(pool))[: raw.LONGEST]
    return data


def _is_new(verdict: Verdict, signs: set[str], rng: Random) -> bool:
    """Whether nothing went that way before; what is taken is kept now and then, since it says no more than that."""
    return verdict.sign not in signs or (verdict.fate is Fate.TAKEN and rng.randrange(200) == 0)
