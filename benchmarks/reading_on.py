"""The app at a table where the reader never rests: `python -m benchmarks.reading_on`, to see what a key then waits for.

In a meeting it reads a turn for some hundredths of a second, and rests; here it reads one labelled meeting after
another in its thread, each turn as in the course of its meeting.
"""

import sys
from itertools import cycle
from threading import Thread

from rehearse.engines import make_reader
from rehearse.reading.codebook import Turn
from rehearse.reading.scene import Side
from rehearse.tui.app import run
from rehearse.tui.start import Start
from training.corpus import DEV, read

SCENARIO = "good-coffee"


def _read_on() -> None:
    reader = make_reader()
    for line in cycle(list(read(DEV))):
        before: list[Turn] = []
        for turn in line.turns:
            (reader.read if turn.speaker is Side.LEARNER else reader.cues)(line.scene, before, turn.text)
            before.append(Turn(speaker=turn.speaker, text=turn.text))


def main() -> int:
    """Run the app at the table, while the reader reads."""
    Thread(target=_read_on, daemon=True).start()
    return run(Start("practice", scenario=SCENARIO, seed=1))


if __name__ == "__main__":
    sys.exit(main())
