"""The model as it ships, loaded once: for whoever reads turns, and for whoever asks what sentences mean."""

from functools import lru_cache
from threading import Lock

from rehearse.lasting import lasting
from rehearse.reading.encoder import model
from rehearse.reading.encoder.meaning import Meaning
from rehearse.reading.encoder.model import Model, Unreadable

_LOADING = Lock()
"""Held while something is loaded, so that two threads do not both load it."""


def shipped() -> Model:
    """Return the model. Raises Unreadable where it cannot be loaded."""
    with _LOADING:
        return _model()


def shipped_meaning() -> Meaning:
    """Return what tells meanings. Raises Unreadable where it cannot be loaded, or does not belong to the model."""
    with _LOADING:
        return _meaning()


def forget() -> None:
    """Load both anew when they are next asked for."""
    with _LOADING:
        _model.cache_clear()
        _meaning.cache_clear()


@lru_cache(maxsize=1)
def _model() -> Model:
    with lasting():
        return Model()


@lru_cache(maxsize=1)
def _meaning() -> Meaning:
    read = _model()
    try:
        with lasting():
            found = Meaning(read, model.FOLDER)
            found.vectors(["Does it work?"])
    except Exception as error:
        # As for the model: whatever is wrong with the file, words alone still find an answer.
        raise Unreadable(f"meanings cannot be told: {type(error).__name__}: {error}") from error
    return found
