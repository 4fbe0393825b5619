"""Turns what pydantic found into problems that whoever wrote the file can mend."""

import difflib
import json
from collections.abc import Sequence
from typing import Any, NamedTuple

from pydantic import BaseModel, ValidationError

from rehearse.scene.problem import Problem
from rehearse.scene.shape import keys_at, meaning_at, shape_at, values_at
from rehearse.scene.syntax import Document, Where, parts
from rehearse.text import counted, one_line

MOST_FINDINGS = 500
"""Explained of one file: whoever mends so many checks again, and a file made to hold more costs no more time."""

_RANGES = ("greater_than_equal", "less_than_equal", "greater_than", "less_than")
_LISTED = ("tuple_type", "list_type")
_KEYED = ("model_type", "dict_type", "model_attributes_type")
_NUMBERS = ("int_type", "int_from_float", "float_type", "finite_number", "int_parsing", "float_parsing")
_RULES = {
    "gifts": "Write `to` below an introduction, and below no other gift.",
    "due": "Write day, time and zone, such as 2026-12-10T18:00+01:00.",
}
"""Cures for what a model says about several keys at once, by the key at the top."""


class _Finding(NamedTuple):
    """One finding of pydantic, with the document and the model it was found in."""

    document: Document
    model: type[BaseModel]
    where: Where
    kind: str
    limits: dict[str, Any]
    message: str

    @property
    def value(self) -> Any:
        return self.document.at(self.where)

    @property
    def name(self) -> str:
        """What the place is called: its key, or `says 3` for the third entry of the list `says`."""
        last = self.where[-1] if self.where else "the file"
        return (
            str(last) if isinstance(last, str) else f"{self.where[-2]} {last + 1}" if self.where[1:] else f"{last + 1}"
        )


def explain(document: Document, model: type[BaseModel], error: ValidationError) -> list[Problem]:
    """Return the problems in the order of the file, each once; what follows from another is left out."""
    findings = [
        _Finding(document, model, _where(found["loc"]), found["type"], found.get("ctx", {}), found["msg"])
        for found in error.errors(include_url=False, include_input=False)[:MOST_FINDINGS]
    ]
    meant = {
        (*finding.where[:-1], near)
        for finding in findings
        if finding.kind == "extra_forbidden" and (near := nearest(str(finding.where[-1]), _free_keys(finding)))
    }
    strays = (finding for finding in findings if finding.kind == "extra_forbidden")
    meant |= {(*finding.where[:-1], above) for finding in strays if (above := _above(finding))}
    told = [finding for finding in findings if not _follows(finding, meant)]
    problems = [_problem(finding) for finding in told]
    return sorted(dict.fromkeys(problems), key=lambda problem: (problem.line, problem.column))


EMPTY = ("this text is empty", "Write it, or delete the line.")


def blanks(document: Document) -> list[Problem]:
    """Return a problem for each text that holds nothing to read."""
    return [
        document.problem(where, *EMPTY)
        for where, value in parts(document)
        if isinstance(value, str) and not one_line(value)
    ]


def nearest(word: str, words: Sequence[str]) -> str | None:
    """Return the word that was probably meant, if any comes near."""
    found = difflib.get_close_matches(word.lower()[:64], words, n=1, cutoff=0.7)
    return found[0] if found else None


def _where(loc: tuple[str | int, ...]) -> Where:
    return loc[:-1] if loc and loc[-1] == "[key]" else loc


def _follows(finding: _Finding, meant: set[Where]) -> bool:
    """Whether another problem says it already: a misspelt key is no missing one, a bad item no short list.

    Nor is a key empty whose own keys stand beside it.
    """
    value = finding.value
    if finding.kind == "missing" or value is None:
        return finding.where in meant
    return finding.kind == "too_short" and isinstance(value, list) and len(value) >= finding.limits["min_length"]


def _problem(finding: _Finding) -> Problem:
    where, document = finding.where, finding.document
    if finding.kind == "missing":
        what, cure = _missing(finding)
        return document.problem(where[:-1], what, cure, at_key=len(where) > 1)
    if finding.kind == "extra_forbidden" or (finding.kind == "enum" and where in document.keys and _is_label(finding)):
        return document.problem(where, *_unknown(finding), at_key=True)
    if finding.kind in ("string_type", "enum", "bool_type", *_LISTED, *_KEYED, *_NUMBERS):
        return document.problem(where, *_wrong_type(finding))
    return document.problem(where, *_out_of_bounds(finding))


def _is_label(finding: _Finding) -> bool:
    """Whether the key itself, not its value, is wrong."""
    return finding.where[-1] not in keys_at(finding.model, finding.where[:-1])


def _missing(finding: _Finding) -> tuple[str, str]:
    last = finding.where[-1]
    if isinstance(last, int):
        return f"`{finding.where[-2]}` has too few values", _count_cure(finding, finding.where[:-1])
    meaning = meaning_at(finding.model, finding.where)
    return f"`{last}` is missing", f"Add `{last}: …`" + (f" ({meaning})." if meaning else ".")


def _unknown(finding: _Finding) -> tuple[str, str]:
    key = one_line(str(finding.where[-1]), 40)
    near = nearest(key, _free_keys(finding)) or nearest(key, keys_at(finding.model, finding.where[:-1]))
    if near:
        return f"unknown key `{key}`", f"Did you mean `{near}`?"
    if above := _above(finding):
        return f"`{key}` belongs to `{above}`, and stands beside it", "Indent it by two spaces more."
    free = _free_keys(finding)
    return f"unknown key `{key}`", f"Delete it; still free here: {', '.join(free)}." if free else "Delete it."


def _above(finding: _Finding) -> str | None:
    """The empty key beside an unknown one that may hold it: one forgot to indent what follows."""
    key, place = str(finding.where[-1]), finding.where[:-1]
    given = finding.document.at(place) or {}
    return next((at for at in given if given[at] is None and key in keys_at(finding.model, (*place, at))), None)


def _free_keys(finding: _Finding) -> list[str]:
    """The keys that the place may hold and does not yet hold."""
    given = finding.document.at(finding.where[:-1]) or {}
    return [key for key in keys_at(finding.model, finding.where[:-1]) if key not in given]


def _wrong_type(finding: _Finding) -> tuple[str, str]:
    if finding.value is None:
        return f"nothing stands at `{finding.name}`", "Write its value, or delete the key where it may be left out."
    if finding.kind in _LISTED:
        return f"`{finding.name}` has to be a list", "Write each on a line of its own, after `- `."
    if finding.kind in _KEYED:
        keys = keys_at(finding.model, finding.where)
        return f"{finding.name} has to hold keys with values", f"Such as `{keys[0] if keys else 'key'}: …`."
    if finding.kind in _NUMBERS:
        return f"`{finding.name}` has to be a {_kind_of_number(finding)}", _range_cure(finding)
    if finding.kind == "bool_type":
        return f"`{finding.name}` has to be true or false", "Write true or false, without quotes."
    return _no_text(finding)


def _no_text(finding: _Finding) -> tuple[str, str]:
    """What stands where text belongs, or text of a few words only."""
    value = finding.value
    if isinstance(value, dict):
        return "a colon has made a key of this text", "Put the whole text in quotes."
    if isinstance(value, list):
        return f"`{finding.name}` has to be one text", "Write it without `- ` and without square brackets."
    if not isinstance(value, str):
        bare = finding.document.values[finding.where].bare
        means = f"means {str(value).lower()}" if isinstance(value, bool) else "is a number"
        return f"`{bare}` without quotes {means} in YAML", f'Quote it: "{bare}".'
    words = values_at(finding.model, finding.where)
    near = nearest(value, words)
    in_list = finding.where[1:] and isinstance(finding.where[-1], int)
    what = f"is not known in `{finding.where[-2]}`" if in_list else f"is no {finding.name}"
    cure = f"Did you mean `{near}`?" if near else f"Use one of {', '.join(words)}."
    return f"`{one_line(value, 40)}` {what}", cure


def _out_of_bounds(finding: _Finding) -> tuple[str, str]:
    kind, limits = finding.kind, finding.limits
    if kind in _RANGES:
        return f"`{finding.name}` is out of range: {json.dumps(finding.value)}", _range_cure(finding)
    if kind == "string_too_short" or (kind == "too_short" and isinstance(finding.value, str)):
        return EMPTY
    if kind in ("too_short", "too_long"):
        return f"`{finding.name}` holds {len(finding.value) or 'nothing yet'}", _count_cure(finding, finding.where)
    if kind == "string_too_long":
        return f"this text has {counted(len(finding.value), 'character')}", f"Stay within {limits['max_length']:,}."
    if kind == "string_pattern_mismatch":
        cure = "Use lower case letters, digits and single hyphens, such as `cold-call`."
        return f"`{one_line(finding.value, 40)}` is no id", cure
    if kind.startswith("datetime_"):
        what = f"`{one_line(str(finding.value), 40)}` is no moment"
    else:
        what = str(limits["error"]) if kind == "value_error" and "error" in limits else finding.message
    rule = _RULES.get(str(finding.where[0]) if finding.where else "", "Change it here.")
    return what.rstrip("."), rule


def _kind_of_number(finding: _Finding) -> str:
    return "whole number" if shape_at(finding.model, finding.where).get("type") == "integer" else "number"


def _range_cure(finding: _Finding) -> str:
    shape = shape_at(finding.model, finding.where)
    low, high = shape.get("minimum"), shape.get("maximum")
    if low is not None and low == high:
        return f"Write {low:g}, without quotes."
    span = (
        f" from {low:g} to {high:g}" if None not in (low, high) else f" of {low:g} or more" if low is not None else ""
    )
    return f"Write a {_kind_of_number(finding)}{span}, without quotes."


def _count_cure(finding: _Finding, where: Where) -> str:
    shape = shape_at(finding.model, where)
    low, high = shape.get("minItems", 0), shape.get("maxItems")
    example = f", such as {json.dumps(shape['examples'][0])}" if shape.get("examples") else ""
    meaning = f": {shape['description']}" if shape.get("description") and not example else ""
    if low == high:
        return f"Write exactly {low}{example}{meaning}."
    return f"Write at least {low}{example}{meaning}." if high is None else f"Write {low} to {high}{example}{meaning}."
