"""`rehearse label`: corpus lines in, the same lines out with labels, cues and ratings; flat in memory."""

import argparse
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from rehearse.cli import FOUND_WANTING
from rehearse.cli.reading import reader_at_hand
from rehearse.errors import InputError, RehearseError
from rehearse.review.labelling import LONGEST, labelled_line
from rehearse.scene import library
from rehearse.scene.rubric import STANDARD
from rehearse.text import one_line


def run(args: argparse.Namespace) -> int:
    """Label each line; a bad one is named on stderr and left out, the rest go on (exit code 1)."""
    reader, rubric = reader_at_hand(), library.rubric(STANDARD)
    bad = 0
    with _source(args.corpus) as lines:
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            try:
                print(labelled_line(line, reader, rubric), flush=True)
            except RehearseError as error:
                print(f"rehearse: {one_line(f'{_name(args.corpus)}:{number}: {error}', 500)}", file=sys.stderr)
                bad += 1
    return FOUND_WANTING if bad else 0


@contextmanager
def _source(name: str) -> Iterator[Iterable[bytes]]:
    if name == "-":
        yield _bounded(sys.stdin.buffer)
        return
    try:
        with Path(name).open("rb") as file:
            yield _bounded(file)
    except OSError as error:
        cure = "Name a file of corpus lines, or - for stdin."
        raise InputError(f"cannot be read: {error.strerror}", where=one_line(name), cure=cure) from None


def _bounded(file: BinaryIO) -> Iterator[bytes]:
    """Yield lines, of an overlong one only so much as shows that it is."""
    while line := file.readline(LONGEST + 1):
        yield line
        while len(line) > LONGEST and not line.endswith(b"\n"):
            line = file.readline(LONGEST + 1)
            if not line:
                return


def _name(corpus: str) -> str:
    return "stdin" if corpus == "-" else corpus
