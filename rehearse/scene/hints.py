"""The files that authors begin with: their text, and what in a file of theirs is still the hint that stood there."""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from string import Template

from rehearse.scene.shelf import Kind
from rehearse.scene.syntax import Document, Where, parse, parts
from rehearse.settings import shipped

TEMPLATES = Path(__file__).parent / "templates"
HINTS = {
    "name": "Their full name",
    "pronouns": "she/her",
    "role": "What they do",
    "organisation": "Where they do it",
    "place": "The town",
    "about": "One sentence for the list, who this is and how they are.",
    "register": "Pace, warmth, humour and dialect in one sentence.",
    "openings": "[]           # at least 3 first lines",
}
"""What stands in a new persona where nothing is known yet."""
_MAY_STAY = frozenset({"id", "kind", "persona", "pronouns", "topics", "questions", "answers", "asks_back", "tips"})
"""Keys below which a template holds what may well stay."""


def begun(kind: Kind, name: str, values: Mapping[str, str], notes: str = "") -> str:
    """Return the text of a new file with this id, as YAML writes it; `values` stand in the place of HINTS.

    A rubric is the one that ships, under another id, below what its keys mean.
    """
    text = _filled(kind, {**values, "id": name}, notes)
    if kind != "rubric":
        return text
    standard = (shipped("rubrics") / "standard.yaml").read_text("utf-8")
    return text + standard.partition("\ntitle: ")[2].partition("\n")[2]


def _filled(kind: Kind, values: Mapping[str, str], notes: str = "") -> str:
    template = Template((TEMPLATES / f"{kind}.yaml").read_text("utf-8"))
    return template.substitute({**HINTS, **values}, notes=notes, schema="$schema")


def left(document: Document, kind: Kind) -> Iterator[Where]:
    """Yield each place of a file where a hint of its template still stands."""
    hints = _hints(kind)
    return (where for where, value in parts(document) if isinstance(value, str) and value in hints)


@cache
def _hints(kind: Kind) -> frozenset[str]:
    document = parse(TEMPLATES / f"{kind}.yaml", _filled(kind, {"id": "x", "persona": "x", "scenario": "x"}))
    return frozenset(
        value
        for where, value in parts(document)
        if isinstance(value, str) and " " in value and not _MAY_STAY.intersection(map(str, where))
    )
