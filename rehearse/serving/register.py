"""Who may come in: a file with a line and a token for each learner. Kept is what a token is known by, not the token."""

import hashlib
import hmac
import os
import re
import secrets
import stat
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from rehearse.archive.fresh import write_new
from rehearse.errors import InputError, RehearseError, StorageError
from rehearse.settings import private_folder
from rehearse.text import one_line

MARK = "sha256:"
SHORTEST, LONGEST = 16, 256
"""Characters of a token."""
BYTES = 4_000_000
"""More than the lines of forty thousand learners."""
NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LONGEST_NAME = 64
_OTHERS = stat.S_IRWXG | stat.S_IRWXO
_HEX = re.compile(r"[0-9a-f]{64}")
_EXAMPLE = "Write NAME TOKEN, or let --new-token NAME write it."
_HEAD = "# One learner a line. A token is shown once, when its line is written; here stands what it is known by.\n"


class Learner(NamedTuple):
    """Somebody who may come in."""

    name: str
    """Also the name of their folder: lower case, digits, single hyphens."""
    digest: str
    """What their token is known by; another token makes another learner of the same name."""


class Register:
    """The learners of one token file, read again whenever the file was written to."""

    def __init__(self, path: Path) -> None:
        """Read the file. Raises InputError: file, line, what is wrong, cure."""
        self._path = path
        self._stamp = _stamp(path)
        self._learners = read_register(path)
        self.trouble: RehearseError | None = None
        """Why the file as it is now cannot be used; until it is mended, those hold who stood in it before."""

    def find(self, token: str) -> Learner | None:
        """Return whose token this is. Takes as long for a wrong one as for a right one."""
        self._renew()
        digest, found = digest_of(token), None
        for learner in self._learners.values():
            if hmac.compare_digest(learner.digest, digest):
                found = learner
        return found

    def knows(self, learner: Learner) -> bool:
        """Whether the file still has this learner, with the same token."""
        self._renew()
        return self._learners.get(learner.name) == learner

    def __len__(self) -> int:
        return len(self._learners)

    def _renew(self) -> None:
        stamp = _stamp(self._path)
        if stamp == self._stamp:
            return
        self._stamp = stamp
        try:
            self._learners = read_register(self._path)
            self.trouble = None
        except RehearseError as error:
            self.trouble = error


def digest_of(token: str) -> str:
    """Return what a token is known by, its SHA-256: fast to make, but no help in finding a token of 256 random bits."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def read_register(path: Path) -> dict[str, Learner]:
    """Return the learners of a token file by name.

    Raises InputError: a file that others can read, a line that is none, a short token, a name or token twice.
    """
    learners: dict[str, Learner] = {}
    digests: set[str] = set()
    for number, line in enumerate(_text(path).splitlines(), start=1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        where = f"{path}, line {number}"
        learner = _learner(line, where)
        if learner.name in learners:
            raise InputError(f"there is a second line for {learner.name}", where=where, cure="Keep one of them.")
        if learner.digest in digests:
            raise InputError("this token has another learner, too", where=where, cure="Give each a token of their own.")
        learners[learner.name] = learner
        digests.add(learner.digest)
    return learners


def add_learner(path: Path, name: str) -> str:
    """Write a line for a new learner, into a new file (0600) where there is none; return the token, shown only here.

    Raises InputError for a bad name or one that has a line, and as `read_register` does; StorageError.
    """
    check_name(name, "--new-token")
    if not path.exists():
        private_folder(path.absolute().parent)
        write_new(path, _HEAD)
    if name in read_register(path):
        cure = "Take that line out first; the old token then opens nothing."
        raise InputError(f"{name} has a token already", where=str(path), cure=cure)
    token = secrets.token_urlsafe()
    try:
        with path.open("r+b") as file:
            end = file.seek(0, os.SEEK_END)
            file.seek(max(end - 1, 0))
            gap = "" if file.read(1) in (b"", b"\n") else "\n"
            file.write(f"{gap}{name} {MARK}{digest_of(token)}\n".encode())
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        why = one_line(error.strerror or str(error))
        raise StorageError(f"cannot be written: {why}", where=str(path), cure="Make it a file of yours.") from error
    return token


def check_name(name: str, where: str) -> None:
    """Raise InputError for what could not be the name of a learner and of their folder."""
    if len(name) > LONGEST_NAME or not NAME.fullmatch(name):
        raise InputError(
            f"`{one_line(name, 40)}` is no name for a learner",
            where=where,
            cure="Write it like anna-berg: lower case, digits, single hyphens.",
        )


def _learner(line: str, where: str) -> Learner:
    words = line.split()
    if len(words) != 2:  # noqa: PLR2004 - a name and a token
        raise InputError("this is no name and token", where=where, cure=_EXAMPLE)
    name, token = words
    check_name(name, where)
    if token.startswith(MARK):
        digest = token.removeprefix(MARK)
        if not _HEX.fullmatch(digest):
            raise InputError(f"after {MARK} stand 64 digits, 0 to 9 and a to f", where=where, cure=_EXAMPLE)
        return Learner(name, digest)
    if not (token.isascii() and token.isprintable() and SHORTEST <= len(token) <= LONGEST):
        raise InputError(
            f"a token has {SHORTEST} to {LONGEST} letters, digits and signs without accents",
            where=where,
            cure="Take a random one: --new-token NAME writes it.",
        )
    return Learner(name, digest_of(token))


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            _check_private(os.fstat(file.fileno()), path)
            raw = file.read(BYTES + 1)
    except OSError as error:
        why = one_line(error.strerror or str(error))
        cure = "`rehearse serve --token-file FILE --new-token NAME` writes one."
        raise InputError(f"the token file cannot be read: {why}", where=str(path), cure=cure) from error
    if len(raw) > BYTES:
        raise InputError("it is larger than any token file", where=str(path), cure="Keep one learner a line.")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InputError("it is not UTF-8 text", where=str(path), cure="Save it as UTF-8.") from None


def _check_private(found: os.stat_result, path: Path) -> None:
    if not stat.S_ISREG(found.st_mode):
        raise InputError("this is no file", where=str(path), cure=_EXAMPLE)
    if os.name == "posix" and found.st_mode & _OTHERS:
        raise InputError("others on this machine can use this file", where=str(path), cure=f"Run: chmod 600 {path}")


def _stamp(path: Path) -> tuple[int, int, int] | None:
    with suppress(OSError):
        found = path.stat()
        return found.st_ino, found.st_size, found.st_mtime_ns
    return None
