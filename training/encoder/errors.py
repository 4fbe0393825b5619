"""Fifty debits that were missed, or given where there was none, to be read and classified by hand.

Drawn by chance from briefs that the network never saw, but from none of those that the report is made on: whoever has
read the errors there is no judge of them any more.
"""

import random
from collections.abc import Iterator

from rehearse.reading.codebook import DEBITS
from rehearse.reading.encoder.model import Model
from rehearse.reading.encoder.reader import EncoderReader
from training.corpus import as_labelled, as_read, marks
from training.encoder.briefs import AHEAD, CHOSEN, corpus
from training.encoder.paths import SHIPPED

COUNT, BEFORE, SEED = 50, 3, 1
"""How many, how many turns before each are shown, what chance begins with."""


def main() -> None:
    """Print them."""
    found = sorted(_errors())
    random.Random(SEED).shuffle(found)
    print(f"{len(found)} in all\n")
    print("\n\n".join(found[:COUNT]))


def _errors() -> Iterator[str]:
    reader, debits = EncoderReader(Model(SHIPPED)), {label.value for label in DEBITS}
    for line in corpus().under(CHOSEN | AHEAD):
        said = [f"  {turn.speaker.value}: {turn.text}" for turn in line.turns]
        for at, (gold, read) in enumerate(zip(as_labelled(line), as_read(line, reader), strict=True)):
            unsure = {mark.label.value for mark in read.unsure}
            for name in sorted((marks(gold) ^ marks(read)) & debits):
                what = "given" if name in marks(read) else "unsure" if name in unsure else "missed"
                head = f"{line.id} turn {at + 1}: {what} {name}; labelled {sorted(marks(gold))}"
                yield "\n".join([head, *said[max(0, at - BEFORE) : at + 1]])
