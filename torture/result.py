"""What became of a fault, and the table that says so."""

import time
from collections.abc import Callable, Sequence
from typing import NamedTuple

_SHOWN = 3
"""Broken promises that are told of each fault."""


class Result(NamedTuple):
    """One fault, done to the app so many times."""

    fault: str
    """What was done, and where."""
    tries: int
    """How many times."""
    broken: tuple[str, ...]
    """What did not hold, a line each."""
    told: str = ""
    """What the person was told, where they were told something."""
    seconds: float = 0.0
    """How long all tries took."""


def tried(fault: str, do: Callable[[], list[str]], told: str = "", tries: int = 1) -> Result:
    """Do it, and return what came of it; what was waited for in vain does not hold either."""
    began = time.monotonic()
    try:
        broken = do()
    except (AssertionError, OSError, RuntimeError) as error:
        broken = [f"{type(error).__name__}: {error}"]
    return Result(fault, tries, tuple(broken), told, time.monotonic() - began)


def where(plain: bool) -> str:
    """Return how a meeting is held."""
    return "line by line" if plain else "in the app"


def table(results: Sequence[Result]) -> str:
    """Return the results as lines of text, one a fault, each broken promise below its fault."""
    width = max(len(each.fault) for each in results)
    lines = [f"{'':{width}}{'tries':>8}{'broken':>8}{'seconds':>9}  told"]
    for each in results:
        lines.append(
            f"{each.fault:{width}}{each.tries:>8,}{len(each.broken):>8,}{each.seconds:>9.1f}  {each.told}".rstrip()
        )
        lines += [f"    {said}" for said in each.broken[:_SHOWN]]
        if len(each.broken) > _SHOWN:
            lines.append(f"    … and {len(each.broken) - _SHOWN:,} more")
    return "\n".join(lines)
