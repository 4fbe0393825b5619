"""The networks as they ship, run on onnxruntime: lower layers that all share, and upper ones that read turns.

numpy and onnxruntime are imported where they are first used, never on the way to the first paint.
"""

import hashlib
import os
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING, Any, NamedTuple

from rehearse.reading.encoder.windows import Window

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from onnxruntime import InferenceSession

    Array = NDArray[Any]
    Odds = NDArray[np.float32]

LAYERS, HEADS, HEAD = 6, 12, 32
"""Layers of the network, heads of each, and numbers that a head keeps of a piece as key and as value."""
FROZEN = 2
"""Lowest layers: the same in every network that was fitted, and in the one that tells meanings."""
LOWER, UPPER, MEANING = "lower.onnx", "upper.onnx", "meaning.onnx"
THREADS = 2
"""Threads at most: more are no faster for texts so short."""


class Kept(NamedTuple):
    """What a pass reads on from: of the lower and of the upper layers, (layers, 2, windows, heads, pieces, 32)."""

    lower: "Odds"
    upper: "Odds"


class Fed(NamedTuple):
    """A window as the networks take it: (1, pieces) each. Several at a time are no faster."""

    ids: "Array"
    sides: "Array"
    turns: "Array"
    past_turns: "Array"
    """Of the pieces that were read before."""
    past: Kept

    @property
    def for_lower(self) -> "dict[str, Array]":
        """What the lower layers take, by name."""
        return {"ids": self.ids, "turns": self.turns, "past": self.past.lower, "past_turns": self.past_turns}

    def for_upper(self, x: "Odds") -> "dict[str, Array]":
        """What the upper layers take, by name; `x` is what the lower ones made of the pieces."""
        rest = {"sides": self.sides, "turns": self.turns, "past": self.past.upper, "past_turns": self.past_turns}
        return {"x": x} | rest


class Run(NamedTuple):
    """What one pass gives."""

    pieces: "Odds"
    """Log-odds of each new piece, (windows, pieces, outputs)."""
    wholes: "Odds"
    """What each adds for its turn as a whole, of the same shape."""
    kept: Kept
    """What the next pass reads on from."""


class Networks:
    """Lower and upper layers in a folder. Raises whatever onnxruntime and the file system raise."""

    def __init__(self, folder: Traversable) -> None:
        raw = {name: folder.joinpath(name).read_bytes() for name in (LOWER, UPPER)}
        self.sha256 = checksum(*raw.values())
        self.lower, self.upper = (session(content) for content in raw.values())

    def run(self, fed: Fed) -> Run:
        """Return what the networks make of windows."""
        x, low = self.lower.run(["x", "kept"], fed.for_lower)
        pieces, wholes, high = self.upper.run(["pieces", "wholes", "kept"], fed.for_upper(x))
        return Run(pieces, wholes, Kept(low, high))

    @property
    def outputs(self) -> int:
        """How many things the upper layers tell."""
        return int({each.name: each.shape[-1] for each in self.upper.get_outputs()}["pieces"])


def session(raw: bytes) -> "InferenceSession":
    """Return a network that can be run."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = min(THREADS, _cores())
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    # Threads that spin while they wait are no faster here, and take the time of whoever draws the screen.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return onnxruntime.InferenceSession(raw, options, providers=["CPUExecutionProvider"])


def checksum(*raw: bytes) -> str:
    """Return the sha256 of files, one after the other, in hex."""
    found = hashlib.sha256()
    for each in raw:
        found.update(each)
    return found.hexdigest()


def fed(window: Window, cut: int = 0, past: Kept | None = None) -> Fed:
    """Return a window as the networks take it; `past` is what was kept of its first `cut` pieces, left out here."""
    import numpy as np

    ids, sides, turns = (np.array([each], np.int64) for each in (window.ids, window.sides, window.turns))
    return Fed(ids[:, cut:], sides[:, cut:], turns[:, cut:], turns[:, :cut], past or nothing_kept(1))


def nothing_kept(windows: int) -> Kept:
    """Return what is kept before windows begin."""
    import numpy as np

    lower, upper = (np.zeros((each, 2, windows, HEADS, 0, HEAD), np.float32) for each in (FROZEN, LAYERS - FROZEN))
    return Kept(lower, upper)


def _cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
