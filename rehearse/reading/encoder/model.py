"""The trained network with its vocabulary and its card: tells what turns of a talk carry."""

import hashlib
import json
from collections import OrderedDict
from collections.abc import Sequence
from functools import lru_cache, partial
from importlib.resources import files
from importlib.resources.abc import Traversable
from threading import Lock
from typing import TYPE_CHECKING, Any, NamedTuple

from rehearse.reading.encoder.decide import weighings
from rehearse.reading.encoder.network import Kept, Networks, fed
from rehearse.reading.encoder.outputs import OUTPUTS
from rehearse.reading.encoder.windows import Laid, Window, lay, windows
from rehearse.reading.encoder.wordpiece import PIECES, Piece, WordPiece
from rehearse.reading.scene import Scene, Side
from rehearse.reading.spelling import spelled_out

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Odds = NDArray[np.float32]

FOLDER = files("rehearse.reading.encoder").joinpath("shipped")
VOCABULARY, CARD = "vocabulary.txt", "card.json"
KEPT = 4
"""Talks that are read on from where they were, at most; each takes some five megabytes."""
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


class Unreadable(Exception):
    """The model cannot be loaded; the message says why, for a person."""


class Model:
    """The network with its vocabulary. Raises Unreadable where its files or the packages that run it are not there."""

    def __init__(self, folder: Traversable = FOLDER) -> None:
        try:
            pieces = folder.joinpath(VOCABULARY).read_text(encoding="utf-8").removesuffix("\n").split("\n")
            self.card: dict[str, Any] = json.loads(folder.joinpath(CARD).read_text(encoding="utf-8"))
            self.networks = Networks(folder)
            self.wordpiece = WordPiece(pieces)
            self.weighings = weighings(self.card["weighings"])
            self._check(len(pieces))
        except Exception as error:
            # Whatever is wrong with a package or a file, the rules step in: onnxruntime has many ways to say no.
            raise Unreadable(f"the trained reader cannot be loaded: {type(error).__name__}: {error}") from error
        self._lay = lru_cache(maxsize=_LAID)(partial(_spelled_out, self.wordpiece))
        self._kept: OrderedDict[tuple[tuple[int, ...], tuple[int, ...]], Kept] = OrderedDict()
        self._lock = Lock()

    @property
    def version(self) -> str:
        """What reads, to the last weight: the name of the card and the beginning of a checksum of card and network."""
        told = json.dumps([self.sha256, self.card["weighings"]], sort_keys=True)
        return f"{self.card['version']}-{hashlib.sha256(told.encode()).hexdigest()[:8]}"

    @property
    def sha256(self) -> str:
        """Checksum of the network."""
        return self.networks.sha256

    def _check(self, pieces: int) -> None:
        """Raise ValueError where network, vocabulary and card do not belong together."""
        if self.networks.outputs != len(OUTPUTS):
            raise ValueError("the network tells something else")
        if pieces != PIECES:
            raise ValueError(f"the vocabulary has {pieces} pieces, not {PIECES}")
        if self.card["network"] != self.sha256:
            raise ValueError("the card belongs to another network")
        if not isinstance(self.card["worth"], str) or not isinstance(self.card["version"], str):
            raise ValueError("the card does not say what it describes")

    def read(self, scene: Scene, talk: Sequence[tuple[Side, str]]) -> list[Told]:
        """Return what is told of the turns of a talk, each as if nothing came after it."""
        laid, found = self._laid(talk), list[Told]()
        for window in windows(self.wordpiece, scene, laid):
            given = fed(window)
            ran = self.networks.run(given)
            for number in range(window.fresh - window.first + 1, max(window.turns) + 1):
                inside = given.turns[0] == number
                found.append(_told(ran.pieces[0][inside], ran.wholes[0][inside], laid[window.first + number - 1]))
        return found

    def last(self, scene: Scene, talk: Sequence[tuple[Side, str]]) -> Told:
        """Return what is told of the last turn of a talk; what was said before it is read once, and kept a while."""
        laid = self._laid(talk)
        window = windows(self.wordpiece, scene, laid)[-1]
        cut = len(window.ids) - len(laid[-1].pieces)
        with self._lock:
            past = self._before(window, cut)
            ran = self.networks.run(fed(window, cut, past))
            self._keep(window, len(window.ids), ran.kept)
        return _told(ran.pieces[0], ran.wholes[0], laid[-1])

    def forget(self) -> None:
        """Keep nothing of what was read."""
        with self._lock:
            self._kept.clear()

    def _laid(self, talk: Sequence[tuple[Side, str]]) -> list[Laid]:
        return [self._lay(side, text) for side, text in talk]

    def _before(self, window: Window, cut: int) -> Kept:
        """Return what is kept of the first `cut` pieces of a window; they are read now where nothing is."""
        key = _key(window, cut)
        kept = self._kept.get(key)
        if kept is not None:
            self._kept.move_to_end(key)
        else:
            begun = window._replace(ids=window.ids[:cut], sides=window.sides[:cut], turns=window.turns[:cut])
            kept = self.networks.run(fed(begun)).kept
            self._keep(window, cut, kept)
        return kept

    def _keep(self, window: Window, length: int, kept: Kept) -> None:
        self._kept[_key(window, length)] = kept
        self._kept.move_to_end(_key(window, length))
        while len(self._kept) > KEPT:
            self._kept.popitem(last=False)


def _spelled_out(wordpiece: WordPiece, side: Side, text: str) -> Laid:
    """Return a turn's pieces as it would be written out, each with the place of the words as they are written."""
    plain, places = spelled_out(text)
    laid = lay(wordpiece, side, plain)
    if plain == text:
        return laid
    first, *rest = laid.pieces
    moved = [Piece(each.id, places[each.start][0], places[each.end - 1][1]) for each in rest]
    return Laid(laid.side, (first, *moved))


def _told(pieces: "Odds", wholes: "Odds", laid: Laid) -> Told:
    """Return what is told of a turn from what is told of its pieces, its separator first."""
    import numpy as np

    weight = np.exp(np.clip(pieces, -_MOST, _MOST))
    return Told((weight * pieces).sum(0) / weight.sum(0) + wholes[0], pieces[1:], laid.pieces[1:])


def _key(window: Window, length: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
    return tuple(window.ids[:length]), tuple(window.sides[:length])
