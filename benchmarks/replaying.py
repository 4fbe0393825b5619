"""How long the replay of a very long meeting takes to open, beside that of a short one."""

import sys
import tempfile
from collections.abc import Callable, Iterator
from itertools import cycle
from pathlib import Path

from benchmarks.figure import Figure, medians
from benchmarks.startup import environment
from benchmarks.terminal import seconds_until
from rehearse.archive.encode import header_line
from rehearse.archive.transcript import Transcript, read_transcript
from rehearse.meeting.events import AnyEvent, Ended, Replied, Said
from rehearse.settings import shipped

_SAMPLE = "good-coffee-gone-well"
_FIRST_WORDS = "There you are."
"""How the sample begins; turn 1 stands on the screen when these do."""
_LONG, _SHORT = 10_000, 20
_BOUND = 1.5


def figures() -> list[Figure]:
    """Measure from the command to the first frame that shows turn 1, each meeting alone in a home of its own."""
    with tempfile.TemporaryDirectory() as long, tempfile.TemporaryDirectory() as short:
        ours, baseline = medians(_opening(Path(long), _LONG), _opening(Path(short), _SHORT))
    return [Figure("replay of 10,000 turns, to its first", ours, "replay of 20 turns", baseline, _BOUND)]


def _opening(home: Path, turns: int) -> Callable[[], float]:
    command = [sys.executable, "-m", "rehearse", "replay", str(_kept(home, turns))]
    return lambda: seconds_until(_FIRST_WORDS, command, environment(home))


def _kept(home: Path, turns: int) -> Path:
    """Keep the sample's turns among the transcripts of this home, over and over until there are so many."""
    sample = read_transcript(shipped("transcripts") / f"{_SAMPLE}.jsonl")
    path = home / "rehearse" / "transcripts" / "long.jsonl"
    path.parent.mkdir(parents=True)
    with path.open("wb") as file:
        file.write(header_line(sample.header))
        for event in _repeated(sample, turns):
            file.write(event.model_dump_json().encode() + b"\n")
    return path


def _repeated(sample: Transcript, turns: int) -> Iterator[AnyEvent]:
    talk = cycle(event for event in sample.events if not isinstance(event, Ended))
    count = 0
    for number, event in enumerate(talk, start=1):
        count += isinstance(event, Said | Replied)
        yield event.model_copy(update={"n": number})
        if count == turns:
            return
