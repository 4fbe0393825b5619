"""Fifty debits that were missed, or given where there was none, drawn by chance from the first fold of `cross`.

With what was said before, to be read and classified by hand.
"""

import random
from collections.abc import Iterator

from rehearse.reading.codebook import DEBITS
from training.corpus import as_labelled, as_read, brief, marks
from training.encoder.cross import folds, told
from training.encoder.curve import halves

COUNT, BEFORE, SEED = 50, 3, 1


def main() -> None:
    """Print them."""
    found = sorted(_errors())
    random.Random(SEED).shuffle(found)
    print(f"{len(found)} in all\n")
    print("\n\n".join(found[:COUNT]))


def _errors() -> Iterator[str]:
    left_out, *rest = folds()
    fold = told([name for each in rest for name in each], left_out, "fold-0")
    debits = {label.value for label in DEBITS}
    for half, reader in halves(fold):
        for line in (line for line, _ in fold.plain if brief(line) in half):
            said = [f"  {turn.speaker.value}: {turn.text}" for turn in line.turns]
            for at, (gold, read) in enumerate(zip(as_labelled(line), as_read(line, reader), strict=True)):
                unsure = {mark.label.value for mark in read.unsure}
                for name in sorted((marks(gold) ^ marks(read)) & debits):
                    what = "given" if name in marks(read) else "unsure" if name in unsure else "missed"
                    head = f"{line.id} turn {at + 1}: {what} {name}; labelled {sorted(marks(gold))}"
                    yield "\n".join([head, *said[max(0, at - BEFORE) : at + 1]])
