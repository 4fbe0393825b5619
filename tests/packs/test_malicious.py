"""A pack made to do harm is refused with one line, exit code 2, and leaves nothing behind."""

import os
import resource
import socket
import subprocess
import sys
import tarfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZIP_LZMA, ZipFile

import pytest

from rehearse.cli.main import main
from rehearse.errors import InputError
from rehearse.packs.folder import read_folder
from tests.packs.packing import (
    ABOUT,
    PERSONA,
    RUBRIC,
    SCENARIO,
    files,
    folder,
    raw,
    with_info,
    zipped,
)
from tests.scene import small

OTHER = b"personas/other.yaml"
MANY_KEYS = "voice: x\n" + "".join(f"k{n}: 1\n" for n in range(40_000))
LAUGHS = "a: &a [x, x]\n" + "".join(
    f"{new}: &{new} [*{old}, *{old}]\n" for old, new in zip("abcdefg", "bcdefgh", strict=True)
)
"""What doubles with each line: thirty lines of it would fill any memory."""


def named(name: str) -> bytes:
    """The small pack with an entry of this name, written as UTF-8."""
    return raw().add(name.encode(), b"x", flags=0x800).done()


def written(name: str, text: str | bytes) -> bytes:
    """The small pack with another content in one file."""
    return zipped({**files(), name: text})


def bomb(method: int, megabytes: int = 20) -> bytes:
    """A persona that is nothing but blanks, very many."""
    buffer = BytesIO(zipped(files()))
    with ZipFile(buffer, "a", method) as archive, archive.open(OTHER.decode(), "w") as entry:
        for _ in range(megabytes):
            entry.write(b" " * 1_000_000)
    return buffer.getvalue()


def overlapping() -> bytes:
    """Many names for one content."""
    made = raw()
    start = len(made.bytes)
    made.add(OTHER, b"x" * 900_000)
    for number in range(50):
        made.add(b"personas/x%d.yaml" % number, b"x" * 900_000, at=start)
    return made.done()


def nested_quoting() -> bytes:
    """Each entry's content is the next entry, header and all, as in the bombs that grow without bounds."""
    made = raw()
    start = len(made.bytes)
    inner = raw().add(OTHER, b"y").done()
    made.add(b"personas/outer.yaml", inner, method=0)
    made.add(OTHER, b"y", at=start + 30 + len("personas/outer.yaml") + inner.index(OTHER) - 30)
    return made.done()


def changed(old: str, new: str, name: str = PERSONA) -> bytes:
    return written(name, small.changed(files()[name], old, new)[0])


def says(value: str) -> bytes:
    """The small pack, its persona's one fact as YAML of our own."""
    return changed("    says: I own four pairs of boots.", f"    says: {value}")


def with_long_names() -> bytes:
    made = raw()
    for number in range(170):
        made.add(b"%d" % number + b"x" * 60_000, b"")
    return made.done()


def large_together() -> bytes:
    made = raw()
    for number in range(9):
        made.add(b"personas/x%d.yaml" % number, os.urandom(400_000).hex().encode())
    return made.add(b"personas/y.yaml", os.urandom(450_000).hex().encode()).done()


def many_entries() -> bytes:
    made = raw()
    for number in range(3_000):
        made.add(b"notes/%d.txt" % number, b"")
    return made.done()


def torn() -> bytes:
    whole = bytearray(raw().add(OTHER, b"schema: 1\n", method=0).done())
    at = whole.index(b"schema: 1\n", whole.index(OTHER))
    whole[at] ^= 1
    return bytes(whole)


def tarred() -> bytes:
    buffer = BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz") as archive:
        archive.addfile(tarfile.TarInfo("../escape"), BytesIO(b""))
    return buffer.getvalue()


ZIPS: dict[str, tuple[Callable[[], bytes], str]] = {
    # Names that lead elsewhere.
    "traversal": (lambda: named("../escape.yaml"), "leads out of the pack"),
    "traversal inside": (lambda: named("personas/../../escape.yaml"), "leads out of the pack"),
    "traversal at the end": (lambda: named("personas/.."), "leads out of the pack"),
    "traversal of a folder": (lambda: named("../../"), "leads out of the pack"),
    "absolute": (lambda: named("/tmp/escape.yaml"), "top of a disk"),
    "home": (lambda: named("~/personas/other.yaml"), "top of a disk"),
    "two slashes": (lambda: named("//server/share/x.yaml"), "top of a disk"),
    "backslash": (lambda: named("..\\escape.yaml"), "backslash"),
    "backslash inside": (lambda: named("personas\\other.yaml"), "backslash"),
    "drive": (lambda: named("C:/escape.yaml"), "colon"),
    "stream of another file": (lambda: named("personas/other.yaml:hidden"), "colon"),
    "empty part": (lambda: named("personas//other.yaml"), "part of a name is empty"),
    "dot": (lambda: named("./personas/other.yaml"), "part of a name is empty"),
    "blank at the end": (lambda: named("personas /other.yaml"), "part of a name is empty"),
    "no name": (lambda: raw().add(b"", b"x").done(), "part of a name is empty"),
    # Names that nobody sees for what they are.
    "NUL in a name": (lambda: raw().add(b"personas/other.yaml\0.exe", b"x").done(), "U+0000"),
    "line break in a name": (lambda: named("personas/other\n.yaml"), "U+000A"),
    "escape in a name": (lambda: named("personas/\x1b[2J.yaml"), "U+001B"),
    "right-to-left name": (lambda: named("personas/\u202elmay.yaml"), "U+202E"),
    "zero width": (lambda: named("personas/oth\u200ber.yaml"), "U+200B"),
    "tag characters": (lambda: named("personas/other\U000e0041.yaml"), "U+E0041"),
    "ten megabytes of name": (lambda: raw().add(b"personas/" + b"x" * 60_000 + b".yaml", b"x").done(), "characters"),
    "names of ten megabytes": (with_long_names, "too large"),
    "not an id": (lambda: named("personas/Other One.yaml"), "is no id"),
    "long id": (lambda: named(f"personas/{'x' * 65}.yaml"), "is no id"),
    # The same name twice.
    "twice": (lambda: raw().add(PERSONA.encode(), b"x").done(), "look the same"),
    "twice, letter case": (lambda: named("Personas/Small-One.yaml"), "look the same"),
    "twice, wide letters": (lambda: named("personas/\uff53\uff4d\uff41\uff4c\uff4c-one.yaml"), "look the same"),
    "twice, long s": (lambda: named("per\u017fonas/small-one.yaml"), "look the same"),
    "twice, yml": (lambda: named("personas/small-one.yml"), "twice"),
    "folder and file": (lambda: named("personas/small-one.yaml/"), "look the same"),
    # What is no file of a pack.
    "program": (lambda: named("personas/run.py"), "no file of a pack"),
    "template": (lambda: named("prompts/system.j2"), "no file of a pack"),
    "zip in zip": (lambda: written("more.zip", zipped(files())), "no file of a pack"),
    "settings": (lambda: named("config.toml"), "no file of a pack"),
    "foreign folder": (lambda: named("transcripts/x.yaml"), "in no folder of a pack"),
    "beside the folders": (lambda: named("other.yaml"), "in no folder of a pack"),
    "deep": (lambda: named("a/" * 40 + "x.yaml"), "too many folders deep"),
    "symlink": (lambda: raw().add(OTHER, b"/etc/passwd", attributes=0o120777 << 16).done(), "a link"),
    "hidden symlink": (lambda: raw().add(b".x", b"/etc/passwd", attributes=0o120777 << 16).done(), "a link"),
    "device": (lambda: raw().add(OTHER, b"", attributes=0o020666 << 16).done(), "a link or no ordinary file"),
    "pipe": (lambda: raw().add(OTHER, b"", attributes=0o010666 << 16).done(), "a link or no ordinary file"),
    "socket": (lambda: raw().add(OTHER, b"", attributes=0o140666 << 16).done(), "a link or no ordinary file"),
    "file that is a folder": (lambda: raw().add(OTHER, b"x", attributes=0o040700 << 16).done(), "both a file and"),
    # Sizes.
    "bomb": (lambda: bomb(ZIP_DEFLATED), "larger than 1 MB"),
    "bomb, bzip2": (lambda: bomb(ZIP_BZIP2), "unusual way"),
    "bomb, lzma": (lambda: bomb(ZIP_LZMA), "unusual way"),
    "bomb that claims to be small": (lambda: raw().add(OTHER, b" " * 9_000_000, claims=9).done(), "larger than 1 MB"),
    "bomb below the limit": (lambda: raw().add(OTHER, b" " * 999_000).done(), "grows more than 100 times"),
    "claims to be small": (lambda: raw().add(OTHER, b"schema: 1\n" * 99, claims=9).done(), "damaged"),
    "claims to be large": (lambda: raw().add(OTHER, b"schema: 1\n", claims=4_000_000_000).done(), "damaged"),
    "larger than a megabyte": (lambda: raw().add(OTHER, os.urandom(1_000_001), method=0).done(), "larger than 1 MB"),
    "too large together": (large_together, "too large"),
    "zip of ten megabytes": (lambda: raw().add(b"notes.txt", os.urandom(10_000_000), method=0).done(), "too large"),
    "thousands of entries": (many_entries, "too many entries"),
    "overlapping": (overlapping, "by two names"),
    "quoted": (nested_quoting, "overlaps another entry"),
    # What is no honest zip.
    "encrypted": (lambda: raw().add(OTHER, b"x", flags=1).done(), "is encrypted"),
    "two names": (lambda: raw().add(OTHER, b"x", local_name=b"personas/thief.yaml").done(), "by two names"),
    "wrong sum": (torn, "damaged"),
    "rest behind the stream": (lambda: raw().add(OTHER, b"x", packed=b"\x03\x00more").done(), "damaged"),
    "no deflate": (lambda: raw().add(OTHER, b"x", packed=b"\xff" * 20).done(), "damaged"),
    "cut off": (lambda: zipped(files())[:-40], "damaged"),
    "listing elsewhere": (lambda: raw().add(OTHER, b"x", at=99_999_999).done(), "damaged"),
    "only the mark": (lambda: b"PK\3\4", "damaged"),
    "unknown method": (lambda: raw().add(OTHER, b"x", method=99, packed=b"x").done(), "unusual way"),
    "newer zip": (lambda: with_info(b"x", extract_version=99), "damaged"),
    "empty zip": (lambda: zipped({}), "nothing in it to install"),
    "nothing but words": (lambda: zipped({"README.md": "x"}), "nothing in it to install"),
    "a program before the zip": (lambda: b"#!/bin/sh\nrm -r ~\n" + zipped(files()), "neither a folder nor a zip"),
    "tar": (tarred, "neither a folder nor a zip"),
    "nothing": (lambda: b"", "neither a folder nor a zip"),
    # YAML that does more than say something.
    "aliases that explode": (lambda: written(PERSONA, LAUGHS), "nothing may repeat"),
    "alias": (lambda: says("*boots"), "repeats another place"),
    "merge": (lambda: says("x\n    <<: *boots"), "repeats another place"),
    "python tag": (lambda: says("!!python/object/apply:os.system [id]"), "is a tag"),
    "python name": (lambda: says("!!python/name:os.system x"), "is a tag"),
    "local tag": (lambda: says("!include /etc/passwd"), "is a tag"),
    "deep nesting": (lambda: written(PERSONA, "a: " + "[" * 200_000), "nested too deeply"),
    "deep mapping": (lambda: written(PERSONA, "{a: " * 100_000), "nested too deeply"),
    "deep list by dashes": (lambda: written(PERSONA, "- " * 100_000 + "x"), "nested too deeply"),
    "many values": (lambda: written(PERSONA, "a: [" + "1," * 90_000 + "]"), "too many values"),
    "many unknown keys": (lambda: written(PERSONA, MANY_KEYS), "is missing"),
    "blank lines without end": (lambda: raw().add(OTHER, b"\n \r" * 300_000, method=0).done(), "the file is empty"),
    "huge scalar": (lambda: raw().add(OTHER, ("name: " + "x" * 990_000).encode(), method=0).done(), "missing"),
    "huge key": (lambda: raw().add(OTHER, b"? " + b"x" * 990_000 + b"\n: y\n", method=0).done(), "missing"),
    "huge number": (lambda: changed("minutes: 20", "minutes: " + "9" * 5_000, SCENARIO), "has to be a"),
    "NUL": (lambda: written(PERSONA, b"name: a\0b"), "no text file"),
    "UTF-16": (lambda: written(PERSONA, small.persona().encode("utf-16")), "UTF-16"),
    "UTF-32": (lambda: written(PERSONA, small.persona().encode("utf-32-be")), "no text file"),
    "Latin-1": (lambda: written(PERSONA, b"name: Andr\xe9\n"), "not UTF-8"),
    "escape for a terminal": (lambda: changed("name: Ada Small", "name: \x1b]0;x\x07"), "no text file"),
    "two documents": (lambda: written(PERSONA, small.persona() + "---\nid: x\n"), "a second document"),
    "another YAML": (lambda: written(PERSONA, "%YAML 9.9\n---\n" + small.persona()), "another version of YAML"),
    "half a letter": (lambda: says('"\\ud800"'), "stands for no character"),
    # Files that are not what their place says.
    "scenario among personas": (lambda: zipped({"personas/small-talk.yaml": small.scenario()}), "stands among"),
    "id of another": (lambda: zipped({"personas/other-one.yaml": small.persona()}), "not the file's name"),
    "id that leads elsewhere": (lambda: changed("id: small-one", "id: ../../x"), "is no id"),
    "persona that nobody has": (lambda: zipped({SCENARIO: small.scenario()}), "there is no persona"),
    "unknown key": (lambda: changed("name: Ada Small", "name: Ada\nrun: rm"), "unknown key"),
    "pack.yaml with orders": (lambda: written(ABOUT, files()[ABOUT] + "post_install: rm -r ~\n"), "unknown key"),
    "pack.yaml of aliases": (lambda: written(ABOUT, LAUGHS), "nothing may repeat"),
    "rubric that pays for asking": (lambda: changed("weight: -10", "weight: 90", RUBRIC), "has the wrong sign"),
    "a rubric in the standard's place": (
        lambda: zipped({"rubrics/standard.yaml": small.rubric().replace("small-rubric", "standard")}),
        "is there already",
    ),
}  # fmt: skip


def refused(pack: Path, home: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """Install the pack, which has to fail without a trace; return the line that says why."""
    before = sorted(pack.parent.rglob("*"))
    assert main(["install", str(pack)]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    (line,) = told.err.splitlines()
    assert line.startswith("rehearse: ")
    assert line.isprintable()
    assert len(line) < 1_500
    assert not [path for path in home.rglob("*") if path.is_file()]
    assert sorted(pack.parent.rglob("*")) == before
    return line


@pytest.mark.parametrize("trick", ZIPS)
def test_a_malicious_zip_is_refused_with_one_line(
    trick: str, tmp_path: Path, rehearse_home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    make, why = ZIPS[trick]
    place = tmp_path / "place"
    place.mkdir()
    (place / "pack.zip").write_bytes(make())
    line = refused(place / "pack.zip", rehearse_home, capsys)
    assert why in line
    assert "pack.zip" in line or trick == "a rubric in the standard's place"


def _links(place: Path) -> None:
    (place / "personas" / "other.yaml").symlink_to("/etc/passwd")


def _linked_folder(place: Path) -> None:
    (place / "more").symlink_to("/etc")


def _pipe(place: Path) -> None:
    os.mkfifo(place / "personas" / "other.yaml")


def _socket(place: Path) -> None:
    here = Path.cwd()
    with socket.socket(socket.AF_UNIX) as listening:
        try:
            os.chdir(place)
            listening.bind("x.yaml")
        finally:
            os.chdir(here)


def _deep(place: Path) -> None:
    (place / "/".join(["a"] * 60)).mkdir(parents=True)


def _crowded(place: Path) -> None:
    for number in range(500):
        (place / f"{number}.txt").touch()


def _large(place: Path) -> None:
    with (place / "personas" / "other.yaml").open("wb") as file:
        file.truncate(2_000_000_000)


def _undecodable(place: Path) -> None:
    Path(os.fsdecode(os.fsencode(place) + b"/personas/\xff.yaml")).touch()


def _odd_name(place: Path) -> None:
    (place / "personas" / "a\x1b[2J.yaml").touch()


def _program(place: Path) -> None:
    (place / "setup.py").write_text("raise SystemExit")


FOLDERS: dict[str, tuple[Callable[[Path], None], str]] = {
    "symlink": (_links, "a link or no ordinary file"),
    "symlink to a folder": (_linked_folder, "a link or no ordinary file"),
    "pipe": (_pipe, "a link or no ordinary file"),
    "socket": (_socket, "a link or no ordinary file"),
    "deep": (_deep, "too many folders deep"),
    "crowded": (_crowded, "too many files"),
    "large": (_large, "larger than 1 MB"),
    "name that is no text": (_undecodable, "invisible character"),
    "name with orders": (_odd_name, "U+001B"),
    "program": (_program, "no file of a pack"),
}


@pytest.mark.parametrize("trick", FOLDERS)
def test_a_malicious_folder_is_refused_with_one_line(
    trick: str, tmp_path: Path, rehearse_home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bend, why = FOLDERS[trick]
    place = folder(tmp_path / "place" / "pack")
    bend(place)
    assert why in refused(place, rehearse_home, capsys)


@pytest.mark.parametrize("path", ["/dev/zero", "/dev/null", "no-such-pack", "a\0b"])
def test_what_is_no_pack_at_all_is_named(path: str, rehearse_home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["install", path]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("rehearse: ")


def test_a_file_that_becomes_a_link_after_it_was_listed_is_not_followed(tmp_path: Path) -> None:
    place = folder(tmp_path / "pack")
    (entry,) = [each for each in read_folder(place) if each.name == PERSONA]
    (place / PERSONA).unlink()
    (place / PERSONA).symlink_to("/etc/passwd")
    with pytest.raises(InputError, match="cannot be read"):
        entry.read(1_000_000)


HEAVY: dict[str, Callable[[], bytes]] = {
    "bomb": lambda: bomb(ZIP_DEFLATED, 400),
    "thousands of entries": many_entries,
    "aliases that explode": lambda: written(PERSONA, LAUGHS),
}


@pytest.mark.parametrize("trick", HEAVY)
def test_refusing_takes_little_memory_and_time(trick: str, tmp_path: Path) -> None:
    path = tmp_path / "pack.zip"
    path.write_bytes(HEAVY[trick]())

    def bounded() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (300_000_000, 300_000_000))
        resource.setrlimit(resource.RLIMIT_CPU, (10, 10))

    done = subprocess.run(
        [sys.executable, "-m", "rehearse", "install", str(path)],
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=bounded,
    )
    assert done.returncode == 2, done.stderr
    assert len(done.stderr.splitlines()) == 1
