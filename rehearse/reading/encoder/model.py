"""The trained network as it ships: loaded from its folder, run on onnxruntime.

numpy and onnxruntime are imported where they are first used, never on the way to the first paint.
"""

import hashlib
import json
import os
from collections import OrderedDict
from collections.abc import Sequence
from functools import lru_cache, partial
from importlib.resources import files
from importlib.resources.abc import Traversable
from threading import Lock
from typing import TYPE_CHECKING, Any, NamedTuple

from rehearse.reading.encoder.decide import weighings
from rehearse.reading.encoder.outputs import OUTPUTS
from rehearse.reading.encoder.windows import Laid, Window, lay, windows
from rehearse.reading.encoder.wordpiece import PIECES, Piece, WordPiece
from rehearse.reading.scene import Scene, Side

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Odds = NDArray[np.float32]
    Inputs = dict[str, NDArray[Any]]

LAYERS, HEADS, HEAD = 6, 12, 32
"""Layers of the network, heads of each, and numbers that a head keeps of a piece as key and as value."""
FOLDER = files("rehearse.reading.encoder").joinpath("shipped")
NETWORK, VOCABULARY, CARD = "network.onnx", "vocabulary.txt", "card.json"
TOGETHER = 4
"""Windows in one pass at most."""
KEPT = 4
"""Talks that are read on from where they were, at most; each takes some five megabytes."""
THREADS = 2
"""Threads at most: more are no faster for texts so short."""
_MOST = 20.0
_LAID = 512
"""Turns whose pieces are kept."""


class Told(NamedTuple):
    """What the network tells of one turn."""

    turn: "Odds"
    """Log-odds of each output, (outputs,)."""
    pieces: "Odds"
    """Log-odds of each output for each of its pieces, (pieces, outputs)."""
    places: tuple[Piece, ...]
    """Where these pieces stand in the text."""


class Run(NamedTuple):
    """What one pass gives."""

    pieces: "Odds"
    """Log-odds of each new piece, (windows, pieces, outputs)."""
    wholes: "Odds"
    """What each adds for its turn as a whole, of the same shape."""
    kept: "Odds"
    """What the next pass reads on from, (layers, 2, windows, heads, all pieces, 32)."""


class Unreadable(Exception):
    """The model cannot be loaded; the message says why, for a person."""


class Model:
    """The network with its vocabulary. Raises Unreadable where its files or the packages that run it are not there."""

    def __init__(self, folder: Traversable = FOLDER) -> None:
        try:
            import onnxruntime

            raw = folder.joinpath(NETWORK).read_bytes()
            pieces = folder.joinpath(VOCABULARY).read_text(encoding="utf-8").removesuffix("\n").split("\n")
            self.card: dict[str, Any] = json.loads(folder.joinpath(CARD).read_text(encoding="utf-8"))
            options = onnxruntime.SessionOptions()
            options.intra_op_num_threads = min(THREADS, _cores())
            options.inter_op_num_threads = 1
            options.log_severity_level = 3
            self._session = onnxruntime.InferenceSession(raw, options, providers=["CPUExecutionProvider"])
            self._wordpiece = WordPiece(pieces)
            self.weighings = weighings(self.card["weighings"])
            self.sha256 = hashlib.sha256(raw).hexdigest()
            self._check(len(pieces))
        except Exception as error:
            # Whatever is wrong with a package or a file, the rules step in: onnxruntime has many ways to say no.
            raise Unreadable(f"the trained reader cannot be loaded: {type(error).__name__}: {error}") from error
        self._lay = lru_cache(maxsize=_LAID)(partial(lay, self._wordpiece))
        self._kept: OrderedDict[tuple[tuple[int, ...], tuple[int, ...]], Odds] = OrderedDict()
        self._lock = Lock()

    @property
    def version(self) -> str:
        """What reads, to the last weight: the name of the card and the beginning of a checksum of card and network."""
        told = json.dumps([self.sha256, self.card["weighings"]], sort_keys=True)
        return f"{self.card['version']}-{hashlib.sha256(told.encode()).hexdigest()[:8]}"

    def _check(self, pieces: int) -> None:
        """Raise ValueError where network, vocabulary and card do not belong together."""
        inputs = {each.name for each in self._session.get_inputs()}
        outputs = {each.name: each.shape[-1] for each in self._session.get_outputs()}
        if inputs != {"ids", "sides", "turns", "past", "past_turns"} or outputs.get("pieces") != len(OUTPUTS):
            raise ValueError("the network takes or tells something else")
        if pieces != PIECES:
            raise ValueError(f"the vocabulary has {pieces} pieces, not {PIECES}")
        if self.card["network"] != self.sha256:
            raise ValueError("the card belongs to another network")
        if not isinstance(self.card["worth"], str) or not isinstance(self.card["version"], str):
            raise ValueError("the card does not say what it describes")

    def read(self, scene: Scene, talk: Sequence[tuple[Side, str]]) -> list[Told]:
        """Return what is told of the turns of a talk, each as if nothing came after it."""
        laid = self._laid(talk)
        every, found = windows(self._wordpiece, scene, laid), list[Told]()
        for begin in range(0, len(every), TOGETHER):
            chosen = every[begin : begin + TOGETHER]
            inputs = fed(chosen)
            pieces, wholes = self._session.run(["pieces", "wholes"], inputs)
            for row, each in enumerate(chosen):
                for number in range(each.fresh - each.first + 1, max(each.turns) + 1):
                    inside = inputs["turns"][row] == number
                    found.append(_told(pieces[row][inside], wholes[row][inside], laid[each.first + number - 1]))
        return found

    def last(self, scene: Scene, talk: Sequence[tuple[Side, str]]) -> Told:
        """Return what is told of the last turn of a talk; what was said before it is read once, and kept a while."""
        laid = self._laid(talk)
        window = windows(self._wordpiece, scene, laid)[-1]
        cut = len(window.ids) - len(laid[-1].pieces)
        with self._lock:
            past = self._before(window, cut)
            ran = self.run(fed([window], cut, past))
            self._keep(window, len(window.ids), ran.kept)
        return _told(ran.pieces[0], ran.wholes[0], laid[-1])

    def forget(self) -> None:
        """Keep nothing of what was read."""
        with self._lock:
            self._kept.clear()

    def run(self, inputs: "Inputs") -> Run:
        """Return what the network makes of its inputs, as `fed` gives them."""
        return Run(*self._session.run(["pieces", "wholes", "kept"], inputs))

    def _laid(self, talk: Sequence[tuple[Side, str]]) -> list[Laid]:
        return [self._lay(side, text) for side, text in talk]

    def _before(self, window: Window, cut: int) -> "Odds":
        """Return what is kept of the first `cut` pieces of a window; they are read now where nothing is."""
        key = _key(window, cut)
        kept = self._kept.get(key)
        if kept is not None:
            self._kept.move_to_end(key)
        else:
            begun = window._replace(ids=window.ids[:cut], sides=window.sides[:cut], turns=window.turns[:cut])
            kept = self.run(fed([begun])).kept
            self._keep(window, cut, kept)
        return kept

    def _keep(self, window: Window, length: int, kept: "Odds") -> None:
        self._kept[_key(window, length)] = kept
        self._kept.move_to_end(_key(window, length))
        while len(self._kept) > KEPT:
            self._kept.popitem(last=False)


def fed(chosen: Sequence[Window], cut: int = 0, past: "Odds | None" = None) -> "Inputs":
    """Return windows as the network takes them, padded to the longest.

    `past` is what was kept of their first `cut` pieces, which are then left out.
    """
    import numpy as np

    length = max(len(each.ids) for each in chosen) - cut
    ids, sides = (np.zeros((len(chosen), length), np.int64) for _ in range(2))
    turns = np.full((len(chosen), length), length + cut, np.int64)
    for row, each in enumerate(chosen):
        size = len(each.ids) - cut
        ids[row, :size], sides[row, :size], turns[row, :size] = each.ids[cut:], each.sides[cut:], each.turns[cut:]
    if past is None:
        past = np.zeros((LAYERS, 2, len(chosen), HEADS, 0, HEAD), np.float32)
    before = np.array([each.turns[:cut] for each in chosen], np.int64).reshape(len(chosen), cut)
    return {"ids": ids, "sides": sides, "turns": turns, "past": past, "past_turns": before}


def _told(pieces: "Odds", wholes: "Odds", laid: Laid) -> Told:
    """Return what is told of a turn from what is told of its pieces, its separator first."""
    import numpy as np

    weight = np.exp(np.clip(pieces, -_MOST, _MOST))
    return Told((weight * pieces).sum(0) / weight.sum(0) + wholes[0], pieces[1:], laid.pieces[1:])


def _key(window: Window, length: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
    return tuple(window.ids[:length]), tuple(window.sides[:length])


def _cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
