"""Fits the network, and writes it as it ships."""

import random
from collections.abc import Sequence

import torch

from rehearse.archive.corpus import CorpusLine
from rehearse.reading.encoder.outputs import OUTPUTS
from rehearse.reading.encoder.windows import Window
from rehearse.reading.encoder.wordpiece import WordPiece
from rehearse.scene.files import load
from training.corpus import brief
from training.encoder.base import vocabulary
from training.encoder.briefs import CONTEXTS, corpus, fitted
from training.encoder.card import write_card
from training.encoder.examples import altered, examples
from training.encoder.export import agreement, export, export_meaning
from training.encoder.fit import Beneath, Recipe, Stage, fit
from training.encoder.meanings import fit_meaning
from training.encoder.network import Network
from training.encoder.paths import KEPT, MEANINGS, PERSONAS, SHIPPED, WHOLE, say
from training.encoder.surface import any_change
from training.encoder.weigh import as_told

SAMPLES = 200
"""Windows on which the ranges of the small network are set."""


def main() -> None:
    """Fit to the briefs that are not held out, and keep the network in full precision."""
    network = fit_to(fitted(), Recipe())
    WHOLE.parent.mkdir(exist_ok=True)
    torch.save(network.state_dict(), WHOLE)


def meanings() -> None:
    """Fit what tells meanings, and keep it in full precision."""
    whom = [load(path, "persona") for path in sorted(PERSONAS.glob("*.yaml"))]
    torch.save(fit_meaning(corpus().under(fitted()), whom, say).state_dict(), MEANINGS)


def quantise() -> None:
    """Write what was fitted as it ships."""
    network, meaning = Network(len(OUTPUTS)), Network(1)
    network.load_state_dict(torch.load(WHOLE))
    meaning.load_state_dict(torch.load(MEANINGS))
    drawn = samples(2 * SAMPLES, fitted())
    export(network.eval(), drawn[:SAMPLES], SHIPPED)
    write_card(SHIPPED, as_told())
    export_meaning(meaning, _sentences(SAMPLES), SHIPPED)
    write_card(SHIPPED, as_told())
    say(f"the network is written; beside the whole one it is off by {agreement(SHIPPED, network, drawn[SAMPLES:]):.4f}")


def _sentences(count: int) -> list[str]:
    """Return turns of talks, as short as most are and as long as some are."""
    lines = corpus().under(fitted())
    random.Random(1).shuffle(lines)
    return [turn.text for line in lines for turn in line.turns][:count]


def samples(count: int, briefs: Sequence[str]) -> list[Window]:
    """Return windows drawn from the talks under these briefs."""
    pieces, lines = WordPiece(vocabulary()), corpus().under(briefs)
    random.Random(0).shuffle(lines)
    return [each.window for line in lines[:count] for each in examples(pieces, line, None)][:count]


def fit_to(briefs: Sequence[str], recipe: Recipe, beneath: Beneath | None = None) -> Network:
    """Return a network that was fitted to the talks under these briefs: last to all, before that to whole talk only.

    So it first learns what words do, and then what the same words do in another context.
    """
    torch.set_num_threads(2)
    known, pieces = corpus(), WordPiece(vocabulary())
    lines = known.under(briefs)
    say(f"{len(lines):,} talks under {len(briefs)} briefs")
    plain = {line.id: examples(pieces, line, known.marks.get(line.id)) for line in lines}
    other = {line.id: altered(pieces, line, known.marks.get(line.id), any_change, recipe.seed) for line in lines}

    def stage(talks: Sequence[CorpusLine]) -> Stage:
        shown, twins = ([each for line in talks for each in made[line.id]] for made in (plain, other))
        return shown, twins

    whole = [line for line in lines if brief(line) not in CONTEXTS]
    return fit([stage(whole), stage(lines)], recipe, say, KEPT, beneath)
