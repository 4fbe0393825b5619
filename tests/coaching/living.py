"""A coach and learners, each with data of their own, who type at the command line; and a clock that can be set."""

import hashlib
import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from rehearse.cli.main import main
from rehearse.coaching.handed.submission import Attempt, HandedIn, Submission, submission

LISTENING = [
    "Tell me about yourself, how did you end up in this work?",
    "So what made you stay?",
    "Thank you, I loved hearing that.",
]
GRASPING = [
    "Hello! Let me walk you through my resume. I started at Acme in 2015, then I moved to Beta in 2018.",
    "Who else should I talk to, could you introduce me?",
]
ASKED = ["good-coffee", "--id", "week-one", "--title", "The first week", "--coach", "Ina", "--attempts", "2"]
ASKED += ["--min-score", "40", "--forbid", "introduction_ask", "--require", "follow_up", "--due", "2026-12-10"]


class Done(NamedTuple):
    """What a command did."""

    code: int
    out: str
    err: str


class Person(NamedTuple):
    """Somebody with data of their own."""

    home: Path

    def types(self, *args: object, lines: list[str] | None = None) -> Done:
        """Run a command; `lines` are what they say in a meeting."""
        out, err = io.StringIO(), io.StringIO()
        with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
            patch.setenv("REHEARSE_HOME", str(self.home))
            patch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in lines or [])))
            code = main([str(arg) for arg in args])
        return Done(code, out.getvalue(), err.getvalue())

    def practises(self, assignment: object, lines: list[str], *more: object) -> Done:
        """Hold a meeting line by line, with the same chance each time."""
        return self.types("practice", "--plain", "--seed", 7, "--contact", "offline", *more, assignment, lines=lines)

    def transcripts(self) -> list[Path]:
        """Return their transcripts, by name."""
        return sorted((self.home / "transcripts").glob("*.jsonl"))


@contextmanager
def at(moment: str) -> Iterator[None]:
    """Let it be this moment, in UTC, for all that is begun and said."""
    fixed = datetime.fromisoformat(moment).replace(tzinfo=UTC)

    class Clock(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> Any:
            return fixed

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("rehearse.rehearsal.datetime", Clock)
        yield


def forged(path: Path, change: Callable[[dict[str, Any]], None]) -> bytes:
    """Return a submission whose content was changed by somebody who knows how to make the hashes right again."""
    given = Submission.model_validate_json(path.read_bytes()).content.model_dump(mode="json")
    change(given)
    attempts = [
        Attempt(**{**each, "sha256": _sha256(each["transcript"])}).model_dump() for each in given.pop("attempts")
    ]
    content = HandedIn.model_validate({**given, "attempts": attempts})
    return (submission(content).model_dump_json(by_alias=True) + "\n").encode()


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
