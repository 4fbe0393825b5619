"""What the list of transcripts says of one file, at a glance: its header without the persona, its turns, its end.

Light, and never an error: a file that is no transcript says so in its row.
"""

import os
import re
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO

from rehearse.archive.lines import LINE_BYTES, open_file, unreadable
from rehearse.archive.opening import opening
from rehearse.errors import InputError
from rehearse.text import one_line

# Quotes within a text are written \", so that these are found nowhere but in the record itself.
_TURN = re.compile(rb'"kind"\s*:\s*"(?:learner"|contact"|cancelled"\s*,\s*"text"\s*:\s*"[^"])')
_END = re.compile(rb'"kind"\s*:\s*"end"\s*,\s*"how"\s*:\s*"(\w{1,20})"')
_BLOCK = 1_000_000
_COUNTS = range(1, 2**31)
"""What a number in a row may be: more, and no database holds it."""
COURSES = {
    None: "not ended",
    "glad": "ended gladly",
    "on_time": "ended on time",
    "parting": "you left first",
    "early": "they left early",
}
"""Whether and how a meeting ended, in two or three words."""
SILENT = "you said nothing"


@dataclass(frozen=True, slots=True)
class Summary:
    """One row of a list of transcripts. All texts are on one line and cleaned."""

    path: Path
    id: str
    """The transcript's id; of a broken file, its name."""
    started: datetime
    """With its zone; of a broken file, when it was last changed."""
    scenario: str | None = None
    """The scenario's id; none where the talk was imported."""
    title: str = ""
    """The scenario's title, or the transcript's id."""
    contact: str = ""
    """The contact's name."""
    engine: str = ""
    """Who played the contact: offline, llm or import."""
    turns: int = 0
    """Turns of both sides."""
    mine: int | None = None
    """Turns of the learner's, known to the search index only."""
    ended: str | None = None
    """How the meeting ended: glad, on_time or early; none where it may go on."""
    parent: str | None = None
    """The id of the transcript that this is a branch of."""
    shared: int = 0
    """How many turns the two share."""
    persona: str | None = None
    """The contact's id; none where the talk was imported."""
    score: int | None = None
    """0 to 100, under the standard rubric. This and what follows is known to the search index only (`search.py`)."""
    trust: float | None = None
    """The trust at the end, 0 to 1."""
    energy: float | None = None
    """The energy at the end, 0 to 1."""
    broken: str | None = None
    """Why it cannot be read, in one line. A glance finds only what is wrong in the header."""

    @property
    def unfinished(self) -> bool:
        """Whether somebody could go on with it."""
        return self.broken is None and self.ended is None and self.scenario is not None

    @property
    def silent(self) -> bool:
        """Whether it is known that the learner said nothing."""
        return self.mine == 0

    @property
    def course(self) -> str:
        """Whether and how it ended, in two or three words; after a meeting without a word of the learner's, that."""
        return SILENT if self.silent and self.ended else COURSES.get(self.ended, "ended")


def head(path: Path) -> Summary:
    """Return the row of one file. The persona and what was said are not checked: only reading it does that."""
    changed = datetime.fromtimestamp(0, UTC)
    try:
        with open_file(path) as file:
            changed = datetime.fromtimestamp(os.fstat(file.fileno()).st_mtime, UTC)
            return _row(path, opening(file.readline(LINE_BYTES), brief=True), *_course(file))
    except (InputError, OSError) as failure:
        error = failure if isinstance(failure, InputError) else unreadable(path, failure)
        name = one_line(path.name)
        why = one_line(f"{error.what}. {error.cure}", 300)
        return Summary(path=path, id=name, started=changed, title=name, broken=why)


def _course(file: BinaryIO) -> tuple[int, str | None]:
    """Return how many turns the whole lines from here on hold, and how the meeting ended."""
    turns, ended, rest = 0, None, b""
    while len(rest) <= LINE_BYTES and (block := file.read(_BLOCK)):
        lines, _, rest = (rest + block).rpartition(b"\n")
        turns += len(_TURN.findall(lines))
        for how in _END.findall(lines):
            ended = how.decode()
    return turns, ended


def _row(path: Path, header: dict[str, Any], turns: int, ended: str | None) -> Summary:
    scenario = header.get("scenario")
    scene = header.get("scene")
    identity = short(header.get("id"))
    started = _moment(short(header.get("started")))
    if not identity or started is None or not isinstance(scene, dict):
        raise InputError("its header is not whole", cure="Take a copy of the file.")
    known = scenario if isinstance(scenario, dict) else {}
    contact, persona, parent = scene.get("contact"), header.get("persona"), header.get("parent")
    branched = parent if isinstance(parent, dict) else {}
    return Summary(
        path=path,
        id=identity,
        started=started,
        scenario=short(known.get("id")) or None,
        title=short(known.get("title")) or identity,
        contact=short(contact.get("name")) if isinstance(contact, dict) else "",
        engine=short(header.get("engine")),
        turns=turns,
        ended=ended,
        parent=short(branched.get("id")) or None,
        shared=_number(branched.get("turns")),
        persona=short(persona.get("id")) or None if isinstance(persona, dict) else None,
    )


def zoned(moment: datetime) -> datetime | None:
    """Return the moment with its zone, UTC where it has none; None where no other zone could count so far off."""
    if not MINYEAR < moment.year < MAXYEAR:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _number(value: object) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) and value in _COUNTS else 0


def short(value: object) -> str:
    """Return a text as rows show it, on one line of at most 200 characters; nothing for what is no text."""
    return one_line(value, 200) if isinstance(value, str) else ""


def _moment(text: str) -> datetime | None:
    try:
        return zoned(datetime.fromisoformat(text))
    except ValueError:
        return None
