"""The parsers hold against what was found before and against a short run; and the fuzzing finds what it should."""

import sys
from pathlib import Path

import pytest

from fuzz.found import kept
from fuzz.place import prepared
from fuzz.share import run
from fuzz.targets import TARGETS
from fuzz.trial import Fate, attempt
from tests.project.checkout import outcome

FOUND = Path(__file__).parent / "found"
INPUTS = 4_000

BAD = """
import os, sys
from fuzz import __main__, share, targets
from fuzz.target import Target
from rehearse.errors import InputError

def deep():
    return deep()

def parse(data):
    match data[:1]:
        case b"a": raise KeyError("this is for no person")
        case b"b": assert not data, "a promise that is broken"
        case b"c": bytearray(8 << 30)
        case b"d": os._exit(3)
        case b"e":
            while True: pass
        case b"f": raise InputError("this is no\\nline")
        case b"g": deep()
        case b"h": raise InputError("this is no such file", cure="Give another.")
        case b"i": return "taken"

made = {letter: Target(letter, "", 1, lambda letter=letter: [letter.encode()], parse, ()) for letter in "abcdefghi"}
__main__.TARGETS = made
share._made = lambda rng, target, pool: pool[0]
sys.exit(__main__.main(["--inputs", "9", "--out", sys.argv[1]]))
"""


@pytest.mark.parametrize(("parser", "file"), [pytest.param(*each, id=each[1].stem) for each in kept(FOUND)])
def test_what_was_found_once_is_refused_in_words_or_taken(parser: str, file: Path) -> None:
    with prepared():
        verdict = attempt(TARGETS[parser], file.read_bytes())
    assert verdict.fate is not Fate.FOUND, verdict.trace


def test_no_parser_fails_on_some_thousand_inputs_that_nobody_would_write(tmp_path: Path) -> None:
    done = outcome(sys.executable, "-m", "fuzz", "--inputs", str(INPUTS), "--out", tmp_path)
    assert (done.returncode, done.stderr, list(tmp_path.iterdir())) == (0, "", [])
    rows = {line.split()[0]: line.split()[1:] for line in done.stdout.splitlines()[1:-1]}
    assert rows.keys() == {*TARGETS, "all"}
    assert rows["all"][0] == f"{INPUTS:,}"
    assert [name for name, (_, _, taken, *_) in rows.items() if taken == "0"] == [], (
        "what is never taken is hardly read"
    )


def test_whatever_a_parser_does_wrong_is_found_and_kept(tmp_path: Path) -> None:
    done = outcome(sys.executable, "-c", BAD, tmp_path)
    assert done.returncode == 1
    finds = {parser: file.with_suffix(".txt").read_text().splitlines()[0] for parser, file in kept(tmp_path)}
    assert {parser: sign.split()[0] for parser, sign in finds.items()} == {
        "a": "KeyError",
        "b": "AssertionError",
        "c": "MemoryError",
        "d": "died",
        "e": "TooSlow",
        "f": "unclean",
        "g": "RecursionError",
    }
    assert all(file.read_bytes() == parser.encode() for parser, file in kept(tmp_path))
    assert "this is for no person" in done.stderr


@pytest.mark.parametrize("name", ["scenario", "pack", "card-png", "stream"])
def test_the_same_seed_gives_the_same_inputs(name: str) -> None:
    tried: list[list[bytes]] = [[], []]
    with prepared():
        tallies = [run(TARGETS[name], 60, "1:x", before=each.append) for each in tried]
        run(TARGETS[name], 60, "2:x", before=(other := list[bytes]()).append)
    assert tried[0] == tried[1] != other
    assert tallies[0] == tallies[1]
