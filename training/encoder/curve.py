"""The learning curve: networks fitted to ever more briefs, all measured on the same briefs that none of them saw.

Those of the first fold of `cross`. The signs are weighed and the thresholds set on one half of these, and the figures
made on the other, both ways.
"""

import json
from collections.abc import Iterator

from rehearse.reading.encoder.reader import EncoderReader
from rehearse.reading.scene import Side
from training.corpus import brief
from training.encoder.briefs import corpus
from training.encoder.cross import Fold, Replayed, folds, told
from training.encoder.fit import Beneath
from training.encoder.paths import CURVE, say
from training.encoder.report import WHOLE, Pair, by_brief, measured
from training.encoder.weigh import fit

SHARES = (4, 2, 1)
"""Of so many briefs one is shown."""


def main() -> None:
    """Fit, weigh and report."""
    left_out, *rest = folds()
    names = [name for each in rest for name in each]
    found, beneath = [], Beneath()
    for share in SHARES:
        shown = names[::share]
        name = "fold-0" if share == 1 else f"curve-{share}"
        turns = sum(turn.speaker is Side.LEARNER for line in corpus().under(shown) for turn in line.turns)
        row = {"briefs": len(shown), "learner turns": turns} | _worth(told(shown, left_out, name, beneath))
        say(json.dumps(row))
        found.append(row)
    CURVE.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    print("\n".join(" ".join(f"{value:>10}" for value in row.values()) for row in found))


def halves(fold: Fold) -> Iterator[tuple[list[str], EncoderReader]]:
    """Yield both halves of a fold's briefs with a reader whose signs were weighed on the other."""
    names = sorted({brief(line) for line, _ in fold.plain})
    for half in (names[::2], names[1::2]):
        weighings = fit([talk for talk in fold.plain if brief(talk[0]) not in half])
        yield half, EncoderReader(Replayed([*fold.plain, *fold.bare], weighings))


def _worth(fold: Fold) -> dict[str, float]:
    read: list[dict[str, list[Pair]]] = [{}, {}]
    for half, reader in halves(fold):
        for known, talks in zip(read, fold, strict=True):
            known.update(by_brief([line for line, _ in talks if brief(line) in half], reader))
    figures = measured(*read)
    return {name: figures[name] for name in WHOLE}
