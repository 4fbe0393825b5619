"""Vectors of a persona's phrases, remembered on the disk: the first time takes seconds, every other none.

What is remembered is made from persona files only. A file that is damaged, foreign or from another model is made anew,
and a disk that refuses costs nothing but the time.
"""

import hashlib
import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from rehearse.reading.encoder.meaning import SIZE, Meaning
from rehearse.settings import cache_dir

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]

FILES = 32
"""Personas that are remembered at most; those that were longest unused are forgotten."""


def vectors_of(texts: Sequence[str], meaning: Meaning) -> "Vectors":
    """Return the vectors of texts, (texts, 384), from the disk where they are there."""
    path = cache_dir() / "phrases" / f"{_key(texts, meaning)}.npy"
    found = _read(path, len(texts))
    if found is None:
        found = meaning.vectors(texts)
        with suppress(OSError):
            _write(path, found)
    return found


def _key(texts: Sequence[str], meaning: Meaning) -> str:
    return hashlib.sha256("\0".join([meaning.sha256, *texts]).encode("utf-8", "surrogatepass")).hexdigest()


def _read(path: Path, count: int) -> "Vectors | None":
    import numpy as np

    try:
        kept = np.load(path, allow_pickle=False)
        os.utime(path)
    except (OSError, ValueError, EOFError):
        return None
    if kept.shape != (count, SIZE) or kept.dtype != np.float16 or not np.isfinite(kept).all():
        return None
    vectors: Vectors = kept.astype(np.float32)
    return vectors


def _write(path: Path, vectors: "Vectors") -> None:
    """Write beside, then put in place, so that no half file is ever read; then forget what is too much."""
    import numpy as np

    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    beside = path.with_name(f"{path.stem}.{os.getpid()}.part")
    with beside.open("wb") as file:
        np.save(file, vectors.astype(np.float16), allow_pickle=False)
    beside.replace(path)
    for old in sorted(path.parent.glob("*.npy"), key=lambda each: each.stat().st_mtime)[:-FILES]:
        old.unlink(missing_ok=True)
