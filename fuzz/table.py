"""The figures of a run, a line for each parser."""

from collections import Counter
from collections.abc import Iterable

from fuzz.crew import Done
from fuzz.share import Find
from fuzz.trial import Fate


class Row:
    """What came of one parser so far."""

    def __init__(self) -> None:
        self.fates: Counter[Fate] = Counter()
        self.signs: set[str] = set()
        self.finds: dict[str, Find] = {}
        self.seconds = 0.0

    def add(self, done: Done) -> None:
        """Count a share."""
        self.seconds += done.seconds
        if done.tally:
            self.fates += done.tally.fates
            self.signs |= done.tally.signs
        else:
            # Of a process that was lost only its end is known: what it did before is left out of the figures.
            self.fates[Fate.FOUND] += 1
        for find in (*(done.tally.finds if done.tally else ()), *([done.died] if done.died else ())):
            self.finds.setdefault(find.sign, find)


HEAD = f"{'':14}{'inputs':>10}{'a second':>10}{'taken':>10}{'refused':>10}{'ways':>7}{'finds':>7}"


def line(name: str, row: Row) -> str:
    """Return the line of a parser: `ways` are the words in which it refused, `finds` the different ones."""
    inputs = row.fates.total()
    rate = inputs / row.seconds if row.seconds else 0
    counts = f"{row.fates[Fate.TAKEN]:>10,}{row.fates[Fate.REFUSED]:>10,}{len(row.signs):>7,}{len(row.finds):>7,}"
    return f"{name:14}{inputs:>10,}{rate:>10,.0f}{counts}"


def total(rows: Iterable[Row], seconds: float) -> str:
    """Return the last line: all parsers together, at the pace of all processes."""
    whole = Row()
    for row in rows:
        whole.fates += row.fates
        whole.signs |= row.signs
        whole.finds |= {f"{find.target} {sign}": find for sign, find in row.finds.items()}
    whole.seconds = seconds
    return line("all", whole)
