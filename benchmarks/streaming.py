"""What a token of a long reply costs, from the wire to the screen: `python -m benchmarks.streaming`.

A server on this machine sends 2,000 tokens, a hundred a second; the app reads the wire, holds each sentence to the
plan, and shows it word by word. The baseline is Textual's own MarkdownStream, which is handed the same tokens at the
same pace, and only shows them.
"""

import sys
import tempfile
from pathlib import Path

from benchmarks.bare import READY
from benchmarks.echo import begin_reply, practice, streaming, talker
from benchmarks.figure import Figure, table
from benchmarks.process import computed
from benchmarks.startup import environment
from benchmarks.talker import BEGINNING, LAST, TOKENS
from benchmarks.typist import Typist

AT_MOST = 3.0
"""Times what MarkdownStream takes."""
PATIENCE = 300.0


def figures() -> list[Figure]:
    """Let both show the same reply, one after the other."""
    with talker() as url, tempfile.TemporaryDirectory() as made:
        with Typist([sys.executable, "-m", "benchmarks.beside", "streaming"], environment(Path(made))) as bare:
            bare.wait_for(READY)
            bare.pause(0.5)
            bare.type(" ")
            bare.wait_for(BEGINNING)
            baseline = _until_the_end(bare)
        with Typist(practice("llm"), streaming(Path(made, "talkative"), url)) as ours:
            begin_reply(ours)
            own = _until_the_end(ours)
    name = f"CPU a token, reply of {TOKENS:,}"
    return [Figure(name, own, "MarkdownStream, which only shows them", baseline, AT_MOST, unit="ms")]


def _until_the_end(program: Typist) -> float:
    """Return the milliseconds of a processor that each token takes from now on, until the reply has come to its end."""
    before = computed(program.pid)
    program.wait_for(LAST, patience=PATIENCE)
    program.pause(0.2)
    return 1_000 * (computed(program.pid) - before) / TOKENS


if __name__ == "__main__":
    print(table(figures()))
