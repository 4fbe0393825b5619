"""Where sentences lie by their meaning: a sentence encoder (Reimers and Gurevych 2019) on the reader's lower layers."""

from collections.abc import Sequence
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING

from rehearse.reading.encoder.network import HEAD, HEADS, MEANING, checksum, nothing_kept, session
from rehearse.reading.encoder.wordpiece import WordPiece

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from rehearse.reading.encoder.model import Model

    Vectors = NDArray[np.float32]
    Inputs = dict[str, NDArray[np.generic]]

SIZE = HEADS * HEAD
"""Numbers of a vector."""
LONGEST = 64
"""Pieces of a sentence at most; what comes after them is not looked at."""
TOGETHER = 8
"""Sentences in one pass at most: more are no faster, and what a pass takes of memory stays taken."""


class Meaning:
    """Tells where sentences lie, with the lower layers of a model and upper ones of its own, in `folder`.

    Raises whatever onnxruntime and the file system raise, and ValueError where the two do not fit.
    """

    def __init__(self, model: "Model", folder: Traversable) -> None:
        self._lower, self._wordpiece = model.networks.lower, model.wordpiece
        raw = folder.joinpath(MEANING).read_bytes()
        self.sha256 = checksum(raw)
        if model.card["meaning"] != self.sha256:
            raise ValueError("the card belongs to another network")
        self._upper = session(raw)

    def vectors(self, texts: Sequence[str]) -> "Vectors":
        """Return the vectors of sentences, each of length 1, (sentences, 384).

        The dot product of two is their cosine: 1 for the same meaning, about 0 for unrelated ones.
        """
        import numpy as np

        rows = [cut(self._wordpiece, text) for text in texts]
        order = sorted(range(len(rows)), key=lambda at: len(rows[at]))
        found = np.zeros((len(rows), SIZE), np.float32)
        for begin in range(0, len(order), TOGETHER):
            chosen = order[begin : begin + TOGETHER]
            given = laid([rows[at] for at in chosen])
            (x,) = self._lower.run(["x"], given)
            (found[chosen],) = self._upper.run(["vectors"], {"x": x, "turns": given["turns"]})
        return found


def cut(wordpiece: WordPiece, text: str) -> list[int]:
    """Return the ids of a sentence's pieces between the marks of beginning and end."""
    return [wordpiece.cls, *(piece.id for piece in wordpiece.pieces(text)[: LONGEST - 2]), wordpiece.sep]


def laid(rows: Sequence[Sequence[int]]) -> "Inputs":
    """Return sentences as the lower layers take them, padded to the longest; `turns` is 0 on a piece, else 1."""
    import numpy as np

    length = max(map(len, rows))
    ids, turns = np.zeros((len(rows), length), np.int64), np.ones((len(rows), length), np.int64)
    for at, row in enumerate(rows):
        ids[at, : len(row)], turns[at, : len(row)] = row, 0
    before = np.zeros((len(rows), 0), np.int64)
    return {"ids": ids, "turns": turns, "past": nothing_kept(len(rows)).lower, "past_turns": before}
