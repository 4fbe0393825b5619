"""A process killed between any two turns loses no turn that was shown."""

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from rehearse.archive.transcript import read_transcript
from rehearse.meeting.state import fold

TURNS = ["Tell me about yourself.", "What made you stay?", "How did your family take it?", "ok", "What then?"]


def shown_turns(text: str) -> list[str]:
    return [match[2] for match in re.finditer(r"^(You|Desmond Achebe): (.+)$", text, re.M)]


@pytest.mark.parametrize("before", range(5))
def test_every_turn_that_was_shown_is_in_the_transcript(before: int, rehearse_home: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-u", "-m", "rehearse", "practice", "--plain", "--seed", "7", "good-coffee"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    seen = ""
    for turn in TURNS[:before]:
        process.stdin.write(f"{turn}\n")
        process.stdin.flush()
    while seen.count("Desmond Achebe: ") <= before:
        seen += process.stdout.readline()
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    process.stdin.close()
    process.stdout.close()
    (path,) = (rehearse_home / "transcripts").glob("*.jsonl")
    transcript = read_transcript(path)
    kept = [turn.text for turn in fold(transcript.header, transcript.events).turns]
    assert shown_turns(seen) == kept[: len(shown_turns(seen))]
    for command in (["review"], ["replay", "--plain"]):
        done = subprocess.run(
            [sys.executable, "-m", "rehearse", *command, str(path)], capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        assert all(turn.split(". ")[0] in done.stdout for turn in shown_turns(seen))
