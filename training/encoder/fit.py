"""The fit: a seeded fine-tuning of the upper layers and the heads, on what the lower ones made of every window."""

import hashlib
import random
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import torch
from torch import Tensor
from torch.nn.functional import binary_cross_entropy_with_logits

from rehearse.reading.encoder.network import FROZEN, LAYERS
from rehearse.reading.encoder.outputs import OUTPUTS
from training.encoder.base import folder
from training.encoder.examples import NO, UNKNOWN, YES, Example
from training.encoder.network import PLACES, Network, pooled

DEVICE = torch.device("cuda" if torch.cuda.is_available() else "cpu")
"""A GPU is used where there is one."""
HALF = DEVICE.type == "cpu" and bool(torch.cpu._is_avx512_bf16_supported())
"""Whether products are made in half precision: a third less time where the processor has them, else far more."""
PADDING = PLACES
"""The number of a turn that is none and comes after every other: nothing but padding may look at it."""


class Recipe(NamedTuple):
    """How the network is fitted; chosen on briefs t8, t9 and t10 held out, before any other brief was measured."""

    epochs: tuple[int, ...] = (4, 3)
    """Times that the examples of each stage are shown."""
    rate: float = 2e-4
    """Learning rate of the highest layer (AdamW); each layer below has `decay` of the one above."""
    decay: float = 0.9
    head_rate: float = 1e-3
    batch: int = 900
    """Pieces in a batch, roughly: some twenty turns. With three times as many the fit is far worse."""
    warm_up: float = 0.05
    """Share of the whole in which the rate rises; then it falls to nothing."""
    marks: float = 0.5
    """Weight of what the pieces are to tell, beside what the turns are to tell."""
    hidden: float = 0.06
    """Share of the pieces that are left out at random."""
    altered: float = 0.25
    """Share of the windows whose surface may be altered."""
    seed: int = 1

    def pace(self, epochs: float) -> float:
        """Return the share of the rate that holds when so many epochs are done."""
        done = epochs / sum(self.epochs)
        return min(done / self.warm_up, max(0.02, 1 - done))


class Cached(NamedTuple):
    """An example and what the frozen layers make of it: (pieces, hidden) in half precision."""

    example: Example
    lower: Tensor


class Fitting(NamedTuple):
    """What is under way."""

    network: Network
    optimiser: torch.optim.Optimizer


Stage = tuple[Sequence[Example], Sequence[Example]]
"""Examples that are shown together, and for each a twin of another surface."""
Say = Callable[[str], None]
Beneath = dict[bytes, Tensor]
"""What the frozen layers made of windows: the same in every fit, so several fits may share it."""


def fit(stages: Sequence[Stage], recipe: Recipe, say: Say, kept: Path, beneath: Beneath | None = None) -> Network:
    """Return a network fitted to the examples, stage after stage.

    What a stage ends with is kept in the folder `kept`, so that a fit which was stopped goes on where it was; what
    the frozen layers make of windows, in `beneath`.
    """
    beneath = {} if beneath is None else beneath
    torch.manual_seed(recipe.seed)
    network: Network = Network(len(OUTPUTS)).start_from(folder()).to(DEVICE)
    optimiser = torch.optim.AdamW(_groups(network, recipe), betas=(0.9, 0.98), weight_decay=0.01, fused=True)
    kept.mkdir(parents=True, exist_ok=True)
    for number, stage in enumerate(stages):
        path = kept / f"stage-{number + 1}-{_fingerprint(stages[: number + 1], recipe)}.pt"
        if path.exists():
            for each, state in zip((network, optimiser), torch.load(path, map_location=DEVICE), strict=True):
                each.load_state_dict(state)
            say(f"stage {number + 1} was fitted before")
        else:
            made = (cached(network, stage[0], beneath), cached(network, stage[1], beneath))
            _fit_stage(Fitting(network, optimiser), made, number, recipe, say)
            torch.save((network.state_dict(), optimiser.state_dict()), path)
    network.cpu().eval()
    return network


def _fit_stage(
    fitting: Fitting, stage: tuple[list[Cached], list[Cached]], number: int, recipe: Recipe, say: Say
) -> None:
    (network, optimiser), (one, other) = fitting, stage
    torch.manual_seed(recipe.seed + number)
    rng = random.Random(recipe.seed + number)
    say(f"stage {number + 1}: {len(one)} windows, {sum(len(each.example.window.ids) for each in one):,} pieces")
    weight = _weights([each.example for each in one]).to(DEVICE)
    trained = [each for each in network.parameters() if each.requires_grad]
    for epoch in range(sum(recipe.epochs[:number]), sum(recipe.epochs[: number + 1])):
        shown = [
            rng.choice(pair) if rng.random() < recipe.altered else pair[0] for pair in zip(one, other, strict=True)
        ]
        network.train()
        batches, losses = list(_batches(shown, recipe.batch, rng)), []
        for at, batch in enumerate(batches):
            pace = recipe.pace(epoch + (at + 1) / len(batches))
            for group in optimiser.param_groups:
                group["lr"] = group["most"] * pace
            with torch.autocast(DEVICE.type, torch.bfloat16, enabled=HALF):
                loss = _loss(network, batch, weight, recipe)
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(trained, 1.0)
            optimiser.step()
            losses.append(loss.item())
        say(f"epoch {epoch + 1}: loss {sum(losses) / len(losses):.4f} in {len(losses)} steps")


def _fingerprint(stages: Sequence[Stage], recipe: Recipe) -> str:
    """Return what tells one fit from another, up to the last of these stages."""
    found = hashlib.sha256(repr(recipe).encode())
    for plain, altered in stages:
        for each in (*plain, *altered):
            found.update(repr((each.window.ids, each.turns, each.pieces)).encode())
    return found.hexdigest()[:12]


def cached(network: Network, examples: Sequence[Example], beneath: Beneath) -> list[Cached]:
    """Return the examples with what the frozen layers make of them; what is not in `beneath` yet is put there."""
    network.eval()
    keyed = [(_key(each), each) for each in examples]
    new = {key: each for key, each in keyed if key not in beneath}
    order = sorted(new.items(), key=lambda each: len(each[1].window.ids))
    with torch.no_grad():
        for begin in range(0, len(order), 16):
            keys, chosen = zip(*order[begin : begin + 16], strict=True)
            ids, _, turns = stacked(chosen)
            lower = network.lower(ids.to(DEVICE), turns.to(DEVICE)).half().cpu()
            for at, each in enumerate(chosen):
                beneath[keys[at]] = lower[at, : len(each.window.ids)].clone()
    return [Cached(each, beneath[key]) for key, each in keyed]


def _key(example: Example) -> bytes:
    return repr((example.window.ids, example.window.turns)).encode()


def stacked(examples: Sequence[Example]) -> tuple[Tensor, Tensor, Tensor]:
    """Return the ids, sides and turn numbers of windows, each (windows, longest), padded."""
    longest = max(len(each.window.ids) for each in examples)
    rows = [
        (
            [*each.window.ids, *[0] * (longest - len(each.window.ids))],
            [*each.window.sides, *[0] * (longest - len(each.window.ids))],
            [*each.window.turns, *[PADDING] * (longest - len(each.window.ids))],
        )
        for each in examples
    ]
    ids, sides, turns = (torch.tensor([row[part] for row in rows]) for part in range(3))
    return ids, sides, turns


def _groups(network: Network, recipe: Recipe) -> list[dict[str, Any]]:
    for each in network.parameters():
        each.requires_grad = False
    groups: list[dict[str, Any]] = [
        {"params": list(network.layers[i].parameters()), "lr": recipe.rate * recipe.decay ** (LAYERS - 1 - i)}
        for i in range(FROZEN, LAYERS)
    ]
    groups.append({"params": list(network.side.parameters()), "lr": recipe.rate})
    heads = [each for part in (network.mix, network.piece, network.turn) for each in part.parameters()]
    groups.append({"params": heads, "lr": recipe.head_rate})
    for group in groups:
        group["most"] = group["lr"]
        for each in group["params"]:
            each.requires_grad = True
    return groups


def _weights(examples: Sequence[Example]) -> Tensor:
    """Return how much a YES counts beside a NO, by output: the root of how much rarer it is, 1 to 6."""
    known = torch.tensor([turn for each in examples for turn in each.turns])
    yes, no = (known == YES).sum(0), (known == NO).sum(0)
    return (no / yes.clamp(min=1)).sqrt().clamp(1, 6)


def _batches(examples: Sequence[Cached], size: int, rng: random.Random) -> Iterator[list[Cached]]:
    """Yield batches of windows of like length, in random order."""
    order = sorted(examples, key=lambda each: len(each.example.window.ids) + rng.uniform(0, 25))
    batches: list[list[Cached]] = [[]]
    for each in order:
        if batches[-1] and len(batches[-1]) * len(each.example.window.ids) >= size:
            batches.append([])
        batches[-1].append(each)
    rng.shuffle(batches)
    yield from batches


def _loss(network: Network, batch: Sequence[Cached], weight: Tensor, recipe: Recipe) -> Tensor:
    _, sides, turns = stacked([each.example for each in batch])
    lower = torch.zeros(*turns.shape, batch[0].lower.shape[1])
    for at, each in enumerate(batch):
        lower[at, : len(each.lower)] = each.lower.float()
    lower *= (torch.rand(turns.shape) >= recipe.hidden)[:, :, None]
    turns = turns.to(DEVICE)
    pieces, wholes = network.upper(lower.to(DEVICE), sides.to(DEVICE), turns)
    count = max(len(each.example.turns) for each in batch)
    of_turns = _padded([each.example.turns for each in batch], count)
    of_pieces = _padded([each.example.pieces for each in batch], turns.shape[1])
    told = _told(pooled(pieces, wholes, turns, count), of_turns.to(DEVICE), weight)
    return told + recipe.marks * _told(pieces, of_pieces.to(DEVICE), torch.ones_like(weight))


def _padded(rows: Sequence[Sequence[Sequence[int]]], length: int) -> Tensor:
    out = torch.full((len(rows), length, len(OUTPUTS)), UNKNOWN)
    for at, each in enumerate(rows):
        out[at, : len(each)] = torch.tensor(each)
    return out


def _told(odds: Tensor, known: Tensor, weight: Tensor) -> Tensor:
    """Return the mean cross-entropy over what is known."""
    counts = (known != UNKNOWN).float()
    losses = binary_cross_entropy_with_logits(odds, (known == YES).float(), pos_weight=weight, reduction="none")
    return (losses * counts).sum() / counts.sum()
