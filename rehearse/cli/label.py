"""`rehearse label`: corpus lines in, the same lines out with labels, cues and ratings; flat in memory."""

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from rehearse.cli import FOUND_WANTING
from rehearse.cli.reading import reader_at_hand
from rehearse.errors import InputError, RehearseError
from rehearse.reading.reader import Reader
from rehearse.review.labelling import labelled
from rehearse.scene import library
from rehearse.scene.rubric import STANDARD, Rubric
from rehearse.text import in_json, one_line

LONGEST = 16 * 2**20
"""Bytes of a line at most."""


def run(args: argparse.Namespace) -> int:
    """Label each line; a bad one is named on stderr and left out, the rest go on (exit code 1)."""
    reader, rubric = reader_at_hand(), library.rubric(STANDARD)
    bad = 0
    with _source(args.corpus) as lines:
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            try:
                print(_labelled(line, reader, rubric), flush=True)
            except RehearseError as error:
                print(f"rehearse: {one_line(f'{_name(args.corpus)}:{number}: {error}', 500)}", file=sys.stderr)
                bad += 1
    return FOUND_WANTING if bad else 0


def _labelled(line: bytes, reader: Reader, rubric: Rubric) -> str:
    if len(line) > LONGEST:
        raise InputError("the line is longer than 16 MiB", cure="Split the transcript.")
    try:
        record = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise InputError("the line is not UTF-8", cure="Save the file as UTF-8.") from None
    except (json.JSONDecodeError, RecursionError):
        raise InputError("the line is no JSON", cure="One transcript a line, as the codebook's format shows.") from None
    if not isinstance(record, dict):
        raise InputError("the line is no transcript", cure="One JSON object a line, with id, scene and turns.")
    return in_json(json.dumps(labelled(record, reader, rubric), ensure_ascii=False))


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
