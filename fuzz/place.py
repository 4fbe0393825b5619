"""Where the parsers are fuzzed: a person's folder with a small library, away from everybody's own, and light."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

from rehearse.contact import telling
from rehearse.reading.encoder.meaning import Meaning
from rehearse.reading.encoder.model import Unreadable
from tests.scene import small

_MEMORY = Path("/dev/shm")
"""A folder that no disk stands behind, where there is one."""


@contextmanager
def prepared() -> Iterator[Path]:
    """Give the folder, REHEARSE_HOME while it lasts. No network for words is loaded: rules read, words find stories."""
    with TemporaryDirectory(prefix="rehearse-fuzz-", dir=_MEMORY if _MEMORY.is_dir() else None) as name:
        home = Path(name)
        for folder, file, text in (
            ("personas", "small-one", small.persona()),
            ("scenarios", "small-talk", small.scenario()),
            ("rubrics", "small-rubric", small.rubric()),
        ):
            (home / folder).mkdir(mode=0o700)
            (home / folder / f"{file}.yaml").write_text(text, encoding="utf-8")
        (home / "try").mkdir(mode=0o700)
        ours = {key: value for key, value in os.environ.items() if not key.startswith(("REHEARSE_", "OPENAI_"))}
        with (
            patch.dict(os.environ, ours | {"REHEARSE_HOME": name}, clear=True),
            patch.object(telling, "shipped_meaning", _none),
        ):
            yield home


def _none() -> Meaning:
    raise Unreadable("no network is loaded where parsers are fuzzed")


def written(data: bytes, name: str) -> Path:
    """Write an input to a file (0600) of this process's own in that folder, and return its path."""
    path = Path(os.environ["REHEARSE_HOME"]) / "try" / f"{os.getpid()}-{name}"
    path.write_bytes(data)
    path.chmod(0o600)
    return path
