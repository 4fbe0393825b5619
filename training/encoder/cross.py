"""Five-fold cross-validation by brief over all that is labelled: no brief on both sides, every choice inside the fold.

Each fold's network is fitted to the briefs of the four others, and its signs are weighed on what the other folds'
networks tell of talks that they never saw. Each is shown its talks twice, not seven times as the one that ships, so
that five end in two and a half hours on two slow cores. What a fold's network told is kept in `build/cross`, so that a
run that was stopped goes on where it was.
"""

import hashlib
import json
import pickle
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any, NamedTuple

import rehearse.reading.encoder
from rehearse.archive.corpus import CorpusLine
from rehearse.reading.encoder.decide import Weighing
from rehearse.reading.encoder.model import Model, Told
from rehearse.reading.encoder.reader import EncoderReader
from rehearse.reading.scene import Scene, Side
from training.corpus import DEV, TRAIN, WRITTEN, brief
from training.encoder.briefs import AHEAD, CONTEXTS, LATER, MARKS, corpus, fitted, partners
from training.encoder.card import write_card
from training.encoder.export import export
from training.encoder.fit import Beneath, Recipe
from training.encoder.paths import CROSS, ROOT, WEIGHINGS, say
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
    beneath = Beneath()
    for fold in range(FOLDS):
        part(fold, beneath)
    beneath.clear()
    with ProcessPoolExecutor(2, get_context("spawn")) as pool:
        read = list(pool.map(_read, range(FOLDS)))
    found = {}
    for name, briefs in kinds().items():
        plain, bare = ({k: v for fold in read for k, v in fold[at].items() if k in briefs} for at in (0, 1))
        found[name] = measured(plain, bare)
    pairs = sum(right["pairs"] for _, _, right in read)
    both = sum(right["both right"] * right["pairs"] for _, _, right in read) / pairs
    found["all"]["pairs"] = {"pairs": pairs, "both right": round(both, 3)}
    CROSS.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    print(table(found))
    print("\npairs that differ only in context:", found["all"]["pairs"])


def weigh() -> None:
    """Weigh the signs on what the folds tell of the briefs that the shipped network is fitted to, and keep the result.

    So no brief of the report has a part in it, and the turns are eight times as many as in the chosen briefs.
    """
    shown = frozenset(fitted())
    talks = [talk for fold in range(FOLDS) for talk in part(fold, Beneath()).plain if brief(talk[0]) in shown]
    say(f"{len(talks):,} talks that no network of these saw")
    kept = {name: row._asdict() for name, row in fit(talks).items()}
    WEIGHINGS.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")


def part(fold: int, beneath: Beneath) -> Fold:
    """Return what a network tells of the briefs of a fold that was fitted to the four others."""
    split = folds()
    shown = [name for at, other in enumerate(split) if at != fold for name in other]
    return told(shown, split[fold], f"fold-{fold}", beneath)


def _read(fold: int) -> tuple[dict[str, list[Pair]], dict[str, list[Pair]], dict[str, Any]]:
    """Return the turns of a fold as labelled and as read, the same stripped, and how many pairs are right."""
    parts = [part(each, Beneath()) for each in range(FOLDS)]
    plain, bare = parts[fold]
    weighings = fit([talk for at, each in enumerate(parts) if at != fold for talk in each.plain])
    reader = EncoderReader(Replayed([*plain, *bare], weighings))
    lines = [line for line, _ in plain]
    say(f"fold {fold + 1} is weighed")
    return (
        by_brief(lines, reader),
        by_brief([line for line, _ in bare], reader),
        both_right(lines, partners(), reader),
    )


def kinds() -> dict[str, frozenset[str]]:
    """Return all briefs; and apart: ordinary talk, groups in which context alone differs, what was written last."""
    every = frozenset(corpus().briefs)
    plain = every - CONTEXTS - AHEAD - LATER - {"n13"}
    return {"all": every, "ordinary talk": plain, "groups": every - plain - AHEAD, "ahead": AHEAD}


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
    """Return what tells one state of the data, the recipe and the code that makes a network from another."""
    own, other = Path(__file__).parent, Path(rehearse.reading.encoder.__file__).parent
    code = [*map(own.joinpath, MAKES), *map(other.joinpath, LAYS_OUT)]
    content = b"".join(path.read_bytes() for path in (TRAIN, DEV, WRITTEN, MARKS, *code))
    return hashlib.sha256(content + repr(SHORT).encode()).hexdigest()[:12]


def _talk(line: CorpusLine) -> list[tuple[Side, str]]:
    return [(turn.speaker, turn.text) for turn in line.turns]


def _key(scene: Scene, talk: Sequence[tuple[Side, str]]) -> str:
    return scene.model_dump_json() + json.dumps([text for _, text in talk])
