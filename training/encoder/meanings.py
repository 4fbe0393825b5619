"""Fits what tells meanings: a question lies near other questions of its kind, and near what answers it.

Contrastive, with the other pairs of a batch as the wrong answers (InfoNCE, van den Oord and others 2018), as the base
itself was made. The lower layers stay as they are: they are shared with the network that reads turns.
"""

import random
from collections.abc import Sequence
from typing import NamedTuple

import torch
from torch import Tensor
from torch.nn.functional import cross_entropy

from rehearse.archive.corpus import CorpusLine
from rehearse.contact.items import items_of
from rehearse.reading.codebook import Cue, Label
from rehearse.reading.encoder.meaning import cut, laid
from rehearse.reading.encoder.wordpiece import WordPiece
from rehearse.reading.scene import Side
from rehearse.scene.persona import Persona
from training.encoder.base import folder, vocabulary
from training.encoder.fit import DEVICE, Say
from training.encoder.network import Meaning, Network

EPOCHS, BATCH, RATE, WARM_UP = 1, 96, 5e-5, 0.1
"""Times that all pairs are shown, pairs in a batch, highest rate (AdamW), share of the steps in which it rises."""
SHARPNESS, SEED = 20.0, 1
"""What cosines are multiplied by before they are compared; what chance begins with."""
ASKS = frozenset({Label.CURIOSITY, Label.FOLLOW_UP, Label.ADVICE_ASK})


class Pair(NamedTuple):
    """Two texts that belong together."""

    one: str
    other: str
    item: str
    """What they are about: pairs of one item are no wrong answers to each other."""
    source: str
    """The persona or the corpus that they come from."""


def of_talks(lines: Sequence[CorpusLine]) -> list[Pair]:
    """Return questions of learners with what the contact answered, where it was no refusal; each once."""
    found = {}
    for line in lines:
        for turn, reply in zip(line.turns, line.turns[1:], strict=False):
            if turn.speaker is not Side.LEARNER or not ASKS & set(turn.labels or ()):
                continue
            if reply.speaker is Side.CONTACT and Cue.DECLINES not in (reply.cues or ()):
                found[turn.text, reply.text] = Pair(turn.text, reply.text, turn.text, "talks")
    return list(found.values())


def of_persona(persona: Persona, rng: random.Random) -> list[Pair]:
    """Return each question and topic of a persona with another of the same item, or with what is said to it."""
    found: dict[str, Pair] = {}
    for item in items_of(persona):
        for phrase in item.phrases:
            others = [*(each for each in item.phrases if each != phrase), *[item.says] * len(item.phrases)]
            found.setdefault(phrase, Pair(phrase, rng.choice(others), f"{persona.id}:{item.ref}", persona.id))
    return list(found.values())


def fit_meaning(talks: Sequence[CorpusLine], personas: Sequence[Persona], say: Say) -> Network:
    """Return the base with its upper layers fitted to the pairs of these talks and personas."""
    torch.manual_seed(SEED)
    rng, pieces = random.Random(SEED), WordPiece(vocabulary())
    base: Network = Network(1).start_from(folder()).to(DEVICE).eval()
    base.requires_grad_(False)
    module = Meaning(base).train()
    module.requires_grad_(True)
    optimiser = torch.optim.AdamW(module.parameters(), lr=RATE, weight_decay=0.01)
    fixed, done = of_talks(talks), 0.0
    for epoch in range(EPOCHS):
        batches = _batches([*fixed, *(pair for who in personas for pair in of_persona(who, rng))], rng)
        losses = []
        for batch in batches:
            done += 1 / (EPOCHS * len(batches))
            optimiser.param_groups[0]["lr"] = RATE * min(done / WARM_UP, (1 - done) / (1 - WARM_UP))
            one, other = (
                _vectors(base, module, pieces, texts)
                for texts in ([each.one for each in batch], [each.other for each in batch])
            )
            loss = _loss(one, other, [each.item for each in batch])
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            losses.append(loss.item())
        say(f"meanings, epoch {epoch + 1}: loss {sum(losses) / len(losses):.4f} in {len(losses)} steps")
    fitted: Network = base.cpu().eval()
    return fitted


def _batches(pairs: Sequence[Pair], rng: random.Random) -> list[list[Pair]]:
    """Return the pairs in batches of one source each, in random order: a person's other answers are the wrong ones."""
    by_source: dict[str, list[Pair]] = {}
    for pair in pairs:
        by_source.setdefault(pair.source, []).append(pair)
    batches = []
    for own in by_source.values():
        rng.shuffle(own)
        count = max(1, round(len(own) / BATCH))
        batches += [own[at::count] for at in range(count)]
    rng.shuffle(batches)
    return batches


def _vectors(base: Network, module: Meaning, pieces: WordPiece, texts: Sequence[str]) -> Tensor:
    given = laid([cut(pieces, text) for text in texts])
    ids, turns = (torch.from_numpy(given[name]).to(DEVICE) for name in ("ids", "turns"))
    with torch.no_grad():
        lower = base.lower(ids, turns)
    vectors: Tensor = module(lower, turns)
    return vectors


def _loss(one: Tensor, other: Tensor, items: Sequence[str]) -> Tensor:
    """Return the mean cross-entropy of finding each text's partner among the batch's, both ways."""
    same = torch.tensor([[a == b for b in items] for a in items], device=one.device)
    same.fill_diagonal_(fill_value=False)
    alike = (SHARPNESS * one @ other.T).masked_fill(same, -1e4)
    right = torch.arange(len(items), device=one.device)
    return (cross_entropy(alike, right) + cross_entropy(alike.T, right)) / 2
