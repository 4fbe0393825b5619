"""Five-fold cross-validation by brief over all that is labelled: no brief on both sides, every choice inside the fold.

Each fold's network is fitted to the briefs of the four others, and its signs are weighed on what the other folds'
networks tell of talks that they never saw. Each is shown its talks twice, not seven times as the one that ships, so
that five end in two hours on two cores. What a fold's network told is kept in `build/cross`, so that a run that was
stopped goes on where it was.
"""

import hashlib
import json
import pickle
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import rehearse.reading.encoder
from rehearse.archive.corpus import CorpusLine
from rehearse.reading.encoder.decide import Weighing
from rehearse.reading.encoder.model import Model, Told
from rehearse.reading.encoder.reader import EncoderReader
from rehearse.reading.scene import Scene, Side
from training.corpus import DEV, TRAIN, WRITTEN
from training.encoder.briefs import MARKS, corpus, partners
from training.encoder.card import write_card
from training.encoder.export import export
from training.encoder.fit import Beneath, Recipe
from training.encoder.paths import CROSS, ROOT, say
from training.encoder.report import Pair, both_right, by_brief, measured, stripped, table
from training.encoder.ship import SAMPLES, fit_to, samples
from training.encoder.weigh import Heard, as_told, fit
from training.encoder.worth import heard

FOLDS = 5
SHORT = Recipe(epochs=(1, 1))
KEPT = ROOT / "build" / "cross"
MAKES = ("examples.py", "export.py", "fit.py", "fusing.py", "network.py", "ship.py", "surface.py")
LAYS_OUT = ("model.py", "network.py", "outputs.py", "windows.py", "wordpiece.py", "../spelling.py")
"""Code on which it hangs what a network tells: here, and where it runs."""


class Replayed:
    """A model that takes what a network told of whole talks from a record."""

    version = "replayed"

    def __init__(self, talks: Sequence[Heard], weighings: dict[str, Weighing]) -> None:
        self.weighings = weighings
        self._record = {_key(line.scene, _talk(line)): told for line, told in talks}

    def read(self, scene: Scene, talk: Sequence[tuple[Side, str]]) -> Sequence[Told]:
        """Return what was told of the turns of a talk."""
        return self._record[_key(scene, talk)]

    def last(self, scene: Scene, talk: Sequence[tuple[Side, str]]) -> Told:
        """Return what was told of the last turn of a talk."""
        return self.read(scene, talk)[-1]


class Fold(NamedTuple):
    """What a network told of talks that it never saw, and of the same talks stripped."""

    plain: Sequence[Heard]
    bare: Sequence[Heard]


def main() -> None:
    """Fit, weigh and report."""
    split, beneath = folds(), Beneath()
    parts = [
        told([name for other in split if other is not left_out for name in other], left_out, f"fold-{fold}", beneath)
        for fold, left_out in enumerate(split)
    ]
    read: dict[str, list[Pair]] = {}
    bare: dict[str, list[Pair]] = {}
    right = []
    for fold, (plain, other) in enumerate(parts):
        weighings = fit([talk for at, each in enumerate(parts) if at != fold for talk in each.plain])
        reader = EncoderReader(Replayed([*plain, *other], weighings))
        read |= by_brief([line for line, _ in plain], reader)
        bare |= by_brief([line for line, _ in other], reader)
        right.append(both_right([line for line, _ in plain], partners(), reader))
        say(f"fold {fold + 1} is measured")
    found = measured(read, bare)
    pairs = sum(each["pairs"] for each in right)
    found["pairs"] = {"pairs": pairs, "both right": sum(each["both right"] * each["pairs"] for each in right) / pairs}
    CROSS.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    print(table({"crossed": found}))
    print("\npairs that differ only in context:", found["pairs"])


def folds() -> list[list[str]]:
    """Return the briefs in five parts, those of each way of writing in all of them."""
    briefs = corpus().briefs
    return [briefs[fold::FOLDS] for fold in range(FOLDS)]


def told(shown: Sequence[str], left_out: Sequence[str], name: str, beneath: Beneath) -> Fold:
    """Return the talks of the briefs left out with what a network tells of them that was fitted to those shown.

    It is kept under this name; what the frozen layers make of windows, in `beneath`.
    """
    path = KEPT / f"{name}-{_fingerprint()}.pickle"
    if not path.exists():
        folder = KEPT / name
        export(fit_to(shown, SHORT, beneath), samples(SAMPLES, shown), folder)
        write_card(folder, as_told())
        lines, model = corpus().under(left_out), Model(folder)
        begun = path.with_suffix(".begun")
        begun.write_bytes(pickle.dumps(Fold(heard(model, lines), heard(model, list(map(stripped, lines))))))
        begun.replace(path)
        say(f"{name} is read")
    kept: Fold = pickle.loads(path.read_bytes())
    return kept


def _fingerprint() -> str:
    """Return what tells one state of the data and of the code that makes a network from another."""
    own, other = Path(__file__).parent, Path(rehearse.reading.encoder.__file__).parent
    code = [*map(own.joinpath, MAKES), *map(other.joinpath, LAYS_OUT)]
    content = b"".join(path.read_bytes() for path in (TRAIN, DEV, WRITTEN, MARKS, *code))
    return hashlib.sha256(content).hexdigest()[:12]


def _talk(line: CorpusLine) -> list[tuple[Side, str]]:
    return [(turn.speaker, turn.text) for turn in line.turns]


def _key(scene: Scene, talk: Sequence[tuple[Side, str]]) -> str:
    return scene.model_dump_json() + json.dumps([text for _, text in talk])
