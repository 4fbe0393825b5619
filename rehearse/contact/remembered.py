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

from rehearse.errors import StorageError
from rehearse.reading.encoder.meaning import SIZE, Meaning
from rehearse.settings import cache_dir, private_folder

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]

HEADER = 4_096
"""Bytes that a file has more than its numbers, at most."""
FILES = 32
"""Personas that are remembered at most; those that were longest unused are forgotten."""


def vectors_of(texts: Sequence[str], meaning: Meaning) -> "Vectors":
    """Return the vectors of texts, (texts, 384), from the disk where they are there."""
    path = cache_dir() / "phrases" / f"{_key(texts, meaning)}.npy"
    found = _read(path, len(texts))
    if found is None:
        found = meaning.vectors(texts)
        with suppress(OSError, StorageError):
            _write(path, found)
    return found


def _key(texts: Sequence[str], meaning: Meaning) -> str:
    return hashlib.sha256("\0".join([meaning.sha256, *texts]).encode("utf-8", "surrogatepass")).hexdigest()


def _read(path: Path, count: int) -> "Vectors | None":
    import numpy as np

    try:
        if path.stat().st_size > HEADER + count * SIZE * np.float16().nbytes:
            return None
        kept = np.load(path, allow_pickle=False)
        os.utime(path)
    except (OSError, ValueError, EOFError, MemoryError):
        return None
    if kept.shape != (count, SIZE) or kept.dtype != np.float16 or not np.isfinite(kept).all():
        return None
    vectors: Vectors = kept.astype(np.float32)
    return vectors


def _write(path: Path, vectors: "Vectors") -> None:
    """Write beside, then put in place, so that no half file is ever read; then forget what is too much."""
    import numpy as np

    private_folder(path.parent)
    beside = path.with_name(f"{path.stem}.{os.getpid()}.part")
    with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600), "wb") as file:
        np.save(file, vectors.astype(np.float16), allow_pickle=False)
    beside.replace(path)
    for old in sorted(path.parent.glob("*.npy"), key=lambda each: each.stat().st_mtime)[:-FILES]:
        old.unlink(missing_ok=True)
