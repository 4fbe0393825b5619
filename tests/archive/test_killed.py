"""An app that is killed at any moment has kept each event that it said it had kept."""

import random
import subprocess
import sys
from pathlib import Path

import pytest

from rehearse.archive.log import TranscriptLog
from rehearse.archive.transcript import read_transcript
from tests.project.checkout import ROOT

TALKS = """
import sys
from pathlib import Path
from rehearse.archive.log import TranscriptLog
from tests.archive.meetings import header, said
path = Path(sys.argv[1])
log = TranscriptLog.open(path) if path.exists() else TranscriptLog.create(path, header())
n = len(log.events)
while True:
    n += 1
    log.append(said(n, "x" * (n * 997 % 20000 + 1)))
    print(n, flush=True)
"""


@pytest.mark.parametrize("seed", [20261124])
def test_whatever_was_said_to_be_kept_is_kept(tmp_path: Path, seed: int) -> None:
    path = tmp_path / "a.jsonl"
    chance = random.Random(seed)
    promised = 0
    for _ in range(10):
        promised = _talk_and_die(path, after=chance.randrange(1, 40))
        found = read_transcript(path)
        assert len(found.events) >= promised
        assert [event.n for event in found.events] == list(range(1, len(found.events) + 1))
    with TranscriptLog.open(path) as log:
        assert len(log.events) >= promised


def _talk_and_die(path: Path, after: int) -> int:
    """Kill a talker in the midst of it, some events after its first; return the last number that it promised."""
    command = [sys.executable, "-c", TALKS, str(path)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as talker:
        assert talker.stdout is not None
        read = [talker.stdout.readline() for _ in range(after)]
        talker.kill()
        read += talker.stdout.readlines()
    numbers = [int(line) for line in read if line.endswith(b"\n")]
    assert len(numbers) >= after
    return numbers[-1]
