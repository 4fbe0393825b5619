"""Makes transcripts to measure with: `python -m benchmarks.transcripts FOLDER [--files N] [--played N] [--seed N]`.

Some meetings are held in full: scripted learners, each with a habit, say lines of the labelled corpus to the embedded
contact of the shipped scenarios, through the very rehearsal that a person has. The rest are copies of these with a
header of their own: another id, another day, another learner's folder. The same seed gives the same bytes.
"""

import argparse
import asyncio
import hashlib
import multiprocessing
import random
import re
import sys
import tempfile
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime, timedelta
from functools import lru_cache, partial
from pathlib import Path

from rehearse.archive.encode import event_line, header_line
from rehearse.archive.transcript import Heard, read_transcript
from rehearse.coaching.many.processes import cores
from rehearse.coaching.many.worker import introduce
from rehearse.engines import make_reader, offline_contact
from rehearse.reading.codebook import CREDITS, Label
from rehearse.reading.scene import Side
from rehearse.rehearsal import start
from rehearse.scene import library
from training.corpus import DEV, TRAIN, read

PLAYED = 1_000
"""Meetings that are held in full."""
PER_LEARNER = 50
"""Meetings in a learner's folder."""
_BEGAN = datetime(2026, 1, 1, 9, tzinfo=UTC)
_DAYS = 300
_TURNS = (4, 14)
"""Turns that a learner means to say, from, to."""
_HABITS: dict[str, tuple[frozenset[Label], ...]] = {
    "curious": (frozenset({Label.CURIOSITY, Label.FOLLOW_UP}), frozenset({Label.REFLECTION})),
    "grateful": (frozenset({Label.GRATITUDE, Label.GIVE_BACK}), frozenset({Label.FOLLOW_UP, Label.TIME_RESPECT})),
    "prepared": (frozenset({Label.PREPARATION, Label.ADVICE_ASK}), frozenset({Label.REFLECTION, Label.FOLLOW_UP})),
    "hasty": (frozenset({Label.ME_FIRST, Label.RESUME_WALKTHROUGH}), frozenset({Label.UNPREPARED, Label.CURIOSITY})),
    "pushy": (frozenset({Label.JOB_ASK, Label.INTRODUCTION_ASK}), frozenset({Label.PUSHING, Label.CURIOSITY})),
    "selling": (frozenset({Label.SALES_PITCH, Label.FREE_WORK_ASK}), frozenset({Label.NAME_DROP, Label.CONDUIT})),
    "mixed": (frozenset(Label), frozenset(CREDITS), frozenset()),
}
"""What a learner's turns carry, one kind or another at a time; the empty kind are turns that carry nothing."""


def main(given: Sequence[str] | None = None) -> int:
    """Make them, where they are not yet, and say how many."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.transcripts", description="Make transcripts.")
    parser.add_argument("folder", type=Path, metavar="FOLDER")
    parser.add_argument("--files", type=int, default=PLAYED, metavar="N", help="transcripts in all")
    parser.add_argument("--played", type=int, default=PLAYED, metavar="N", help="of these, meetings held in full")
    parser.add_argument("--seed", type=int, default=1, metavar="N")
    args = parser.parse_args(given)
    originals = args.folder.with_name(f"{args.folder.name}-played")
    held = play_all(originals, min(args.played, args.files), args.seed)
    write_all(originals, held, args.folder, args.files)
    print(f"{args.files:,} transcripts in {args.folder}: {held:,} meetings, each held in full, and copies of these")
    return 0


def play_all(folder: Path, count: int, seed: int) -> int:
    """Hold so many meetings, in parallel; those that lie there already stay. Return how many there are."""
    folder.mkdir(parents=True, exist_ok=True)
    missing = [number for number in range(count) if not _original(folder, number).exists()]
    if missing:
        with ProcessPoolExecutor(cores(), multiprocessing.get_context("spawn"), introduce) as pool:
            for _ in pool.map(partial(play, folder, seed), missing, chunksize=4):
                pass
    return count


def play(folder: Path, seed: int, number: int) -> None:
    """Hold one meeting and keep its transcript; its number decides scenario, habit and lines."""
    chance = random.Random(f"{seed}-{number}")
    scenarios, habits = [each.id for each in library.scenarios()], sorted(_HABITS)
    scenario = library.scenario(scenarios[number % len(scenarios)])
    lines = _lines(habits[number // len(scenarios) % len(habits)], chance)
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch, "meeting.jsonl")
        asyncio.run(_hold(path, scenario.id, lines, chance.randrange(2**31)))
        found = read_transcript(path)
    identity = hashlib.sha256(f"{seed}-{number}".encode()).hexdigest()[:16]
    heard, written = Heard(), [header_line(found.header.model_copy(update={"id": identity}))]
    for event in found.events:
        heard = heard.after(event)
        written.append(event_line(event, event.n, heard.text))
    partial_ = _original(folder, number).with_suffix(".partial")
    partial_.write_bytes(b"".join(written))
    partial_.replace(_original(folder, number))


async def _hold(path: Path, scenario: str, lines: Sequence[str], seed: int) -> None:
    ticks = (_BEGAN + timedelta(seconds=tick) for tick in range(10_000))
    found = library.scenario(scenario)
    rehearsal = start(
        path,
        found,
        library.persona(found.persona),
        offline_contact(),
        make_reader(),
        seed=seed,
        clock=lambda: next(ticks),
    )
    async for _ in rehearsal.open():
        pass
    for line in lines:
        if rehearsal.over:
            break
        async for _ in rehearsal.say(line):
            pass
    async for _ in rehearsal.end():
        pass
    rehearsal.log.close()


def _lines(habit: str, chance: random.Random) -> list[str]:
    kinds = _HABITS[habit]
    return [chance.choice(_bank(kinds[turn % len(kinds)])) for turn in range(chance.randint(*_TURNS))]


@lru_cache
def _bank(kind: frozenset[Label]) -> tuple[str, ...]:
    """Return learner turns of the corpus that carry one of these labels; of no label, those that carry nothing."""
    turns = [
        turn for path in (TRAIN, DEV) for line in read(path) for turn in line.turns if turn.speaker is Side.LEARNER
    ]
    return tuple(t.text for t in turns if (kind & set(t.labels or ()) if kind else not t.labels))


def write_all(originals: Path, held: int, folder: Path, count: int) -> None:
    """Write so many transcripts in learners' folders; what lies there of an earlier time is written over."""
    numbers = [range(first, min(first + PER_LEARNER, count)) for first in range(0, count, PER_LEARNER)]
    with ProcessPoolExecutor(cores(), multiprocessing.get_context("spawn")) as pool:
        for _ in pool.map(partial(_write, originals, held, folder), numbers, chunksize=8):
            pass


def _write(originals: Path, held: int, folder: Path, numbers: range) -> None:
    learner = folder / f"learner-{numbers.start // PER_LEARNER:05}"
    learner.mkdir(parents=True, exist_ok=True)
    for number in numbers:
        (learner / f"{number:07}.jsonl").write_bytes(copied(_original(originals, number % held).read_bytes(), number))


def copied(original: bytes, number: int) -> bytes:
    """Return a transcript with the id and the day of this number."""
    header, rest = original.split(b"\n", 1)
    day = (_BEGAN + timedelta(days=number % _DAYS)).strftime("%Y-%m-%d").encode()
    header = re.sub(rb'"id":"[0-9a-f]{16}"', b'"id":"%016x"' % number, header, count=1)
    first = _BEGAN.strftime("%Y-%m-%d").encode()
    header = header.replace(b'"started":"' + first, b'"started":"' + day, 1)
    return header + b"\n" + rest.replace(b'"at":"' + first, b'"at":"' + day)


def _original(folder: Path, number: int) -> Path:
    return folder / f"{number:05}.jsonl"


if __name__ == "__main__":
    sys.exit(main())
