"""How long a key takes until it is drawn, at the table and in a bare Textual app: `python -m benchmarks.echo`.

Each is typed into a terminal of its own. At the table three times: while nothing else goes on, while a reply of 2,000
tokens streams in from a server on this machine, and while the reader reads without a rest.
"""

import random
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import yaml

from benchmarks.bare import READY
from benchmarks.figure import Promptness, table
from benchmarks.reading_on import SCENARIO
from benchmarks.startup import environment
from benchmarks.talker import BEGINNING, GREETING, QUESTION, TOKENS
from benchmarks.typist import Typist
from rehearse.settings import shipped

KEYS = 200
"""Letters that are typed in a round."""
ROUNDS = 3
LATE = 0.99
AT_MOST = 0.016
"""Seconds in which of a hundred keys 99 are drawn, at least."""
PERSONA = "desmond-achebe"
_OPENED = "Write what you say"


def figures(keys: int = KEYS, rounds: int = ROUNDS) -> list[Promptness]:
    """Type by turns at the tables and at Textual's own."""
    with talker() as url, tempfile.TemporaryDirectory() as made:
        home, talkative = Path(made, "home"), Path(made, "talkative")
        own, asked = environment(home), streaming(talkative, url)
        tables: dict[str, Callable[[Typist], None]] = {
            "": _sit,
            " as a reply streams": _listen,
            " as the reader reads": _sit,
        }
        programs = {
            "": (practice("offline"), own),
            " as a reply streams": (practice("llm"), asked),
            " as the reader reads": ([sys.executable, "-m", "benchmarks.reading_on"], own),
        }
        taken: dict[str, list[float]] = {name: [] for name in (*tables, "bare")}
        for number in range(rounds):
            chance = random.Random(number)
            taken["bare"] += _typed([sys.executable, "-m", "benchmarks.beside", "writing"], own, _write, keys, chance)
            for name, begin in tables.items():
                taken[name] += _typed(*programs[name], begin, keys, chance)
    baseline = late(taken.pop("bare"))
    return [
        Promptness(f"a key until drawn{name}, 99 %", late(each), "a bare TextArea", baseline, AT_MOST)
        for name, each in taken.items()
    ]


def late(seconds: Sequence[float]) -> float:
    """Return the time within which all but one of a hundred were done."""
    return statistics.quantiles(seconds, n=100, method="inclusive")[round(LATE * 100) - 1]


@contextmanager
def talker() -> Iterator[str]:
    """Start a chat server in a process of its own; give its address."""
    with subprocess.Popen(
        [sys.executable, "-m", "benchmarks.talker"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as server:
        assert server.stdout is not None
        try:
            yield server.stdout.readline().strip()
        finally:
            server.terminate()


def streaming(home: Path, url: str) -> dict[str, str]:
    """Return an environment with this server, and with a persona at home who may talk as long as they like."""
    folder = home / "rehearse" / "personas"
    folder.mkdir(parents=True)
    persona = yaml.safe_load((shipped("personas") / f"{PERSONA}.yaml").read_text("utf-8"))
    persona["voice"]["words"] = [10, TOKENS]
    (folder / f"{PERSONA}.yaml").write_text(yaml.safe_dump(persona, allow_unicode=True), encoding="utf-8")
    return environment(home) | {"REHEARSE_BASE_URL": url, "REHEARSE_MODEL": "talker"}


def practice(contact: str) -> list[str]:
    """Return the command that sits down to the scene with this contact."""
    return [sys.executable, "-m", "rehearse", "practice", SCENARIO, "--seed", "1", "--contact", contact]


def _typed(
    command: Sequence[str],
    environment: Mapping[str, str],
    begin: Callable[[Typist], None],
    keys: int,
    chance: random.Random,
) -> list[float]:
    with Typist(command, environment) as typist:
        begin(typist)
        return list(typist.echoes(keys, chance))


def _write(typist: Typist) -> None:
    typist.wait_for(READY)
    typist.pause(0.5)


def _sit(typist: Typist) -> None:
    """Wait until the contact has said their first words."""
    typist.wait_for(_OPENED, "beat me to it.")
    typist.pause(1)


def _listen(typist: Typist) -> None:
    """Say something, and wait until the long reply has begun."""
    begin_reply(typist)
    typist.pause(0.5)


def begin_reply(typist: Typist) -> None:
    """Say something, and wait for the first words of the long reply."""
    typist.wait_for(_OPENED, GREETING)
    typist.pause(0.5)
    typist.type(QUESTION)
    typist.wait_for(QUESTION[-1])
    typist.type("\r")
    typist.wait_for(BEGINNING)


if __name__ == "__main__":
    print(table(figures()))
