"""Which briefs a network is fitted to, and which it never sees: no brief is ever on two sides."""

import json
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from rehearse.archive.corpus import CorpusLine
from training.corpus import DATA, DEV, TRAIN, WRITTEN, brief, read
from training.encoder.examples import Marks, read_marks

MARKS = DATA / "marks.jsonl"
"""Which words carry what, in `train.jsonl` and `written.jsonl`."""
EVIDENCE = DATA / "evidence.jsonl"
"""Words marked by hand on turns of `dev.jsonl`, to measure quotes by."""
DEV_BRIEFS = frozenset("a b".split())
LATER = frozenset({"n52", "n59"})
"""Groups as under `CONTEXTS`, of other people: the network never sees them; settings are chosen on them, too."""
CHOSEN = frozenset("n10 n19 n23 n28 n37".split()) | LATER
"""Briefs on which settings are chosen, and set how sure the reader says it is. Nothing else is fitted to them."""
REPORTED = frozenset("n08 n13 n20 n34 n38".split())
"""Briefs on which nothing is fitted or chosen: the report is made on these and on dev."""
AHEAD = frozenset("n63 n64 n65 n66 n67 n68 n69 n71".split())
"""Briefs written at what the shipped network misses, after it was fitted; used as those that are chosen on."""

CONTEXTS = frozenset("n44 n45 n46 n47 n48 n49 n50 n51 n53 n54 n55 n56 n57 n58 n63 n65 n67 n71".split())
"""Briefs of short exchanges in groups: the same last words after other turns, or other last words after the same."""


class Corpus(NamedTuple):
    """All labelled talks, with their marks by id."""

    lines: tuple[CorpusLine, ...]
    marks: Mapping[str, Marks]

    def under(self, briefs: Iterable[str]) -> list[CorpusLine]:
        """Return the talks under these briefs."""
        wanted = frozenset(briefs)
        return [line for line in self.lines if brief(line) in wanted]

    @property
    def briefs(self) -> list[str]:
        """All briefs, sorted."""
        return sorted({brief(line) for line in self.lines})


def corpus() -> Corpus:
    """Return everything that is labelled."""
    return Corpus((*read(TRAIN), *read(DEV), *read(WRITTEN)), read_marks(MARKS))


def fitted() -> list[str]:
    """Return the briefs that the shipped network is fitted to."""
    return [name for name in corpus().briefs if name not in DEV_BRIEFS | CHOSEN | REPORTED | AHEAD]


def partners() -> dict[str, int]:
    """Return which talks have the same last words in another context: all of a pair or a group have its number."""
    raw = map(json.loads, MARKS.read_text(encoding="utf-8").splitlines())
    return {each["id"]: each["pair"] for each in raw if "pair" in each}
