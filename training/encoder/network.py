"""The network: six layers of MiniLM that look backwards only, and two heads, one on each piece, one on each turn."""

from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from rehearse.reading.encoder.network import FROZEN, HEAD, HEADS, LAYERS
from rehearse.reading.encoder.wordpiece import PIECES

HIDDEN, PLACES = HEADS * HEAD, 512
SIDES = 3
_PARTS = {
    "query": "attention.self.query",
    "key": "attention.self.key",
    "value": "attention.self.value",
    "out": "attention.output.dense",
    "first_norm": "attention.output.LayerNorm",
    "up": "intermediate.dense",
    "down": "output.dense",
    "second_norm": "output.LayerNorm",
}
_UNLIKELY = -2.5
"""Log-odds at which every head begins: most labels are on few turns."""


class Layer(nn.Module):
    """One layer of BERT: attention, then two linear maps, each added and normed."""

    def __init__(self) -> None:
        super().__init__()
        self.query, self.key, self.value, self.out = (nn.Linear(HIDDEN, HIDDEN) for _ in range(4))
        self.up, self.down = nn.Linear(HIDDEN, 4 * HIDDEN), nn.Linear(4 * HIDDEN, HIDDEN)
        self.first_norm, self.second_norm = (nn.LayerNorm(HIDDEN, eps=1e-12) for _ in range(2))

    def forward(
        self, x: Tensor, blind: Tensor, dropout: float = 0.0, past: Tensor | None = None
    ) -> tuple[Tensor, Tensor]:
        """Return what the layer makes of `x` (batch, pieces, hidden), and the keys and values that it looked at.

        `blind` is added to the attention's scores; `past` are keys and values of earlier pieces, (2, batch, heads,
        pieces, hidden / heads), that are looked at as well.
        """
        batch, length, _ = x.shape

        def heads(y: Tensor) -> Tensor:
            return y.view(batch, length, HEADS, HEAD).transpose(1, 2)

        seen = torch.stack([heads(self.key(x)), heads(self.value(x))])
        if past is not None:
            seen = torch.cat([past, seen], 3)
        if self.training:
            taken = functional.scaled_dot_product_attention(heads(self.query(x)), *seen, attn_mask=blind)
        else:
            scores = heads(self.query(x)) @ seen[0].transpose(-1, -2) * (HEAD) ** -0.5
            taken = torch.softmax(scores + blind, -1) @ seen[1]
        mixed = self.out(taken.transpose(1, 2).reshape(batch, length, HIDDEN))
        x = self.first_norm(x + dropped(mixed, dropout, self.training))
        thought = self.down(functional.gelu(self.up(x)))
        return self.second_norm(x + dropped(thought, dropout, self.training)), seen


class Network(nn.Module):
    """Reads windows of talk: log-odds of each of `outputs` things for each piece, and for each turn."""

    def __init__(self, outputs: int, dropout: float = 0.1) -> None:
        super().__init__()
        self.word, self.place = nn.Embedding(PIECES, HIDDEN), nn.Embedding(PLACES, HIDDEN)
        self.kind, self.norm = nn.Embedding(2, HIDDEN), nn.LayerNorm(HIDDEN, eps=1e-12)
        self.side = nn.Embedding(SIDES, HIDDEN)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.mix, self.piece, self.turn = nn.Linear(HIDDEN, HIDDEN), *(nn.Linear(HIDDEN, outputs) for _ in range(2))
        self.dropout = dropout
        with torch.no_grad():
            self.side.weight.normal_(0, 0.02)
            self.mix.weight.copy_(torch.eye(HIDDEN))
            for zero in (self.mix.bias, self.piece.weight, self.turn.weight, self.turn.bias):
                zero.zero_()
            self.piece.bias.fill_(_UNLIKELY)

    def start_from(self, base: Path) -> "Network":
        """Take over the weights of the base in the folder `base`; return the network itself."""
        kept = load_file(base / "model.safetensors")
        own = {
            "word.weight": "embeddings.word_embeddings.weight",
            "place.weight": "embeddings.position_embeddings.weight",
            "kind.weight": "embeddings.token_type_embeddings.weight",
            "norm.weight": "embeddings.LayerNorm.weight",
            "norm.bias": "embeddings.LayerNorm.bias",
        } | {
            f"layers.{i}.{mine}.{kind}": f"encoder.layer.{i}.{theirs}.{kind}"
            for i in range(LAYERS)
            for mine, theirs in _PARTS.items()
            for kind in ("weight", "bias")
        }
        missing = self.load_state_dict({mine: kept[theirs] for mine, theirs in own.items()}, strict=False)
        if missing.unexpected_keys:
            raise ValueError(f"the base does not fit the network: {missing.unexpected_keys}")
        return self

    def lower(self, ids: Tensor, turns: Tensor) -> Tensor:
        """Return what the frozen layers make of pieces (batch, pieces)."""
        x = self.norm(self.word(ids) + self.place.weight[: ids.shape[1]] + self.kind.weight[0])
        blind = blindness(turns)
        for layer in self.layers[:FROZEN]:
            x, _ = layer(x, blind)
        return x

    def upper(self, x: Tensor, sides: Tensor, turns: Tensor) -> tuple[Tensor, Tensor]:
        """Return the log-odds of each piece (batch, pieces, outputs), and what each adds for its turn as a whole."""
        x = x + self.side(sides)
        blind = blindness(turns)
        for layer in self.layers[FROZEN:]:
            x, _ = layer(x, blind, self.dropout)
        mixed = dropped(functional.gelu(self.mix(x)), self.dropout, self.training)
        return self.piece(mixed), self.turn(mixed)

    def forward(self, ids: Tensor, sides: Tensor, turns: Tensor) -> tuple[Tensor, Tensor]:
        """Return both from the pieces of windows, with whose they are and of which turn, each (batch, pieces)."""
        return self.upper(self.lower(ids, turns), sides, turns)


class Lower(nn.Module):
    """The frozen layers as they ship: what they make of pieces, reading on from what they kept of those before."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, ids: Tensor, turns: Tensor, past: Tensor, past_turns: Tensor) -> tuple[Tensor, Tensor]:
        """Return what the layers make of each new piece, (windows, pieces, hidden), and what is to be kept of all.

        `past` is what was kept of the pieces before, (layers, 2, windows, heads, pieces, hidden / heads), and
        `past_turns` (windows, pieces) their turns; both hold no pieces where a window begins.
        """
        own = self.network
        places = torch.arange(ids.shape[1]) + past.shape[4]
        x = own.norm(own.word(ids) + own.place(places) + own.kind.weight[0])
        return _through(own.layers[:FROZEN], x, turns, past, past_turns)


class Upper(nn.Module):
    """The fitted layers and the heads as they ship, on what the frozen ones made of the pieces."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(
        self, x: Tensor, sides: Tensor, turns: Tensor, past: Tensor, past_turns: Tensor
    ) -> tuple[Tensor, Tensor, Tensor]:
        """Return the log-odds of each new piece, what each adds for its turn, and what is to be kept of all pieces."""
        own = self.network
        x, kept = _through(own.layers[FROZEN:], x + own.side(sides), turns, past, past_turns)
        mixed = functional.gelu(own.mix(x))
        return own.piece(mixed), own.turn(mixed), kept


class Meaning(nn.Module):
    """Upper layers of another network on what the frozen ones made of sentences: where each lies by its meaning."""

    def __init__(self, base: Network) -> None:
        super().__init__()
        self.layers = base.layers[FROZEN:]

    def forward(self, x: Tensor, turns: Tensor) -> Tensor:
        """Return the mean over each sentence's pieces, of length 1, (sentences, hidden); `turns` is 0 on a piece."""
        blind, inside = blindness(turns), (turns == 0).float()[:, :, None]
        for layer in self.layers:
            x, _ = layer(x, blind)
        return functional.normalize((x * inside).sum(1) / inside.sum(1), dim=-1)


def _through(
    layers: nn.ModuleList, x: Tensor, turns: Tensor, past: Tensor, past_turns: Tensor
) -> tuple[Tensor, Tensor]:
    """Return what some layers make of `x`, and what is to be kept of all pieces."""
    blind, kept = blindness(turns, torch.cat([past_turns, turns], 1)), []
    for i, layer in enumerate(layers):
        x, seen = layer(x, blind, 0.0, past[i])
        kept.append(seen)
    return x, torch.stack(kept)


def dropped(x: Tensor, share: float, training: bool) -> Tensor:
    """Return `x`, in training with this share of it set to nothing by chance, and the rest that much larger.

    What torch's own dropout does, to the 256th part; on a processor that takes a fifteenth of the fit, this a fiftieth.
    """
    if not (training and share):
        return x
    least = round(256 * share)
    bits = torch.empty((x.numel() + 3) // 4, dtype=torch.int32, device=x.device).random_(-(2**31), 2**31)
    kept = bits.view(torch.uint8)[: x.numel()].view(x.shape) >= least
    return x * kept * (256 / (256 - least))


def blindness(turns: Tensor, seen: Tensor | None = None) -> Tensor:
    """Return what keeps pieces of `turns` from looking at later ones of `seen`: (batch, 1, pieces, seen), 0 or less."""
    return torch.where(turns[:, :, None] >= (turns if seen is None else seen)[:, None, :], 0.0, -1e4)[:, None]


def pooled(pieces: Tensor, wholes: Tensor, turns: Tensor, count: int) -> Tensor:
    """Return the log-odds of turns 1 to `count` (batch, count, outputs).

    The mean of its pieces' log-odds, each weighed by its own odds, so that a few telling pieces decide; and on top
    what its separator says of the turn as a whole.
    """
    numbers = torch.arange(1, count + 1, device=turns.device)
    belongs = (turns[:, None, :] == numbers[None, :, None]).float()
    begins = belongs * (turns[:, None, :] != functional.pad(turns, (1, 0))[:, None, :-1]).float()
    odds = torch.exp(pieces.clamp(-20, 20))
    return belongs @ (odds * pieces) / (belongs @ odds + 1e-9) + begins @ wholes
