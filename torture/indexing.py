"""Killed while the search index is built, renewed and wiped: it is as the transcripts are, or made anew."""

import os
import random
from pathlib import Path

from rehearse.archive import renewing
from rehearse.archive.search import Index, Matches
from rehearse.archive.tables import OWN
from rehearse.archive.wanted import Wanted
from rehearse.archive.warm import newest_unfinished
from rehearse.review import finding
from rehearse.scene import library
from rehearse.scene.rubric import STANDARD
from rehearse.settings import index_path, shipped, transcripts_dir

_FILES = 60
_BATCH = 8
"""Transcripts that are written to the index together: fewer than in the app, so that it is written to more often."""
_WORDS = ("", "van", "thank")


class Indexing:
    """A person's meetings, some of them finished, are read into the index, and then change."""

    name = "while the index is built"

    def set_up(self, home: Path, chance: random.Random) -> None:
        """Keep copies of the meetings that came with the app, each under an id of its own, half of them broken off."""
        folder = home / "transcripts"
        folder.mkdir()
        samples = sorted(shipped("transcripts").glob("*.jsonl"))
        for number in range(_FILES):
            sample = samples[number % len(samples)].read_bytes()
            first, *rest = sample.splitlines(keepends=True)
            before, _, after = first.partition(b'"id":"')
            content = before + b'"id":"' + f"{number:04}".encode() + after + b"".join(rest[: chance.choice((9, None))])
            _write(folder / f"{number:04}.jsonl", content)

    def typed(self, chance: random.Random) -> bytes:
        """Type nothing."""
        return b""

    def environment(self, home: Path) -> dict[str, str]:
        """Need nothing but the folder."""
        return {}

    def play(self, home: Path, typed: bytes) -> None:
        """Build the index; then take meetings away, add some, and let some grow, and bring it up to them."""
        renewing.BATCH = _BATCH
        _renew()
        paths = sorted(transcripts_dir().glob("*.jsonl"))
        for path in paths[::7]:
            path.unlink()
        for path in paths[1::7]:
            _write(path, b"".join(path.read_bytes().splitlines(keepends=True)[:5]))
        for path in paths[2::7]:
            _write(path.with_stem(f"{path.stem}-again"), path.read_bytes())
        _renew()

    def broken(self, home: Path, shown: str) -> list[str]:
        """Ask the index as it was left, bring it up to the files, and compare it with one that was made just now."""
        found = finding.index()
        newest_unfinished(transcripts_dir(), index_path())
        for words in _WORDS:
            found.find(Wanted(words))
        if not found.renew():
            return ["the index could not be brought up to the transcripts"]
        fresh = Index(home / "fresh.sqlite3", {OWN: transcripts_dir()}, finding.rater(library.rubric(STANDARD)))
        fresh.renew()
        broken = [
            f"it finds other meetings for {words!r}" for words in _WORDS if _own(found, words) != _own(fresh, words)
        ]
        left = {path.name for path in home.iterdir()} - {"transcripts", index_path().name, "fresh.sqlite3"}
        return [*broken, *(f"{name} was left behind" for name in sorted(left))]


def _renew() -> None:
    finding.index().renew(lambda read, of: print(read, of, flush=True) is None)


def _own(index: Index, words: str) -> list[object]:
    found: Matches = index.find(Wanted(words))
    return [match for match in found.shown if match.shelf == OWN]


def _write(path: Path, content: bytes) -> None:
    """Write a meeting that was held long ago, so that its time can be trusted."""
    path.write_bytes(content)
    os.utime(path, (1_700_000_000, 1_700_000_000))
