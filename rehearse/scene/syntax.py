"""From YAML text to plain data, with the place of each value: a small, safe part of YAML and nothing else.

Built from the parser's events, without recursion: no alias is expanded, no tag constructs anything, dates stay
text, a key stands once.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from rehearse.scene.problem import FileError, Problem, problem_in
from rehearse.scene.scalars import resolve
from rehearse.scene.source import fault, read_text
from rehearse.scene.yaml_faults import in_plain_words

Where = tuple[str | int, ...]
"""The way from the top of a file to a value: keys and positions in lists."""

MOST_LEVELS = 24
MOST_VALUES = 50_000

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_PREFIX = "tag:yaml.org,2002:"
_CORE = tuple(f"{_PREFIX}{name}" for name in ("str", "int", "float", "bool", "null", "map", "seq"))

_HALF = re.compile("[\ud800-\udfff]")


class Place(NamedTuple):
    """Where something stands, from 1; and how it was written, where it was a bare word without quotes."""

    line: int
    column: int
    bare: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A file as plain data (text, numbers, true, false, None, lists, dicts) with the place of each part."""

    path: Path
    text: str
    data: Any
    values: dict[Where, Place]
    keys: dict[Where, Place]

    def problem(self, where: Where, what: str, cure: str, *, at_key: bool = False) -> Problem:
        """Return a problem at this value, at its key, or at the nearest part around it that the file has."""
        first, second = (self.keys, self.values) if at_key else (self.values, self.keys)
        while where and where not in first and where not in second:
            where = where[:-1]
        place = first.get(where) or second.get(where) or Place(1, 1)
        return problem_in(self.path, place.line, place.column, what, cure)

    def at(self, where: Where) -> Any:
        """Return the value there, or None."""
        value = self.data
        for step in where:
            try:
                value = value[step]
            except (KeyError, IndexError, TypeError):
                return None
        return value


def read(path: Path) -> Document:
    """Return the file's document. Raises FileError with each problem that has a place."""
    return parse(path, read_text(path))


def parse(path: Path, text: str) -> Document:
    """Return the document of a text; `path` names it, and nothing is read there. Raises as `read` does."""
    builder = _Builder(path)
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            builder.take(event)
    except yaml.YAMLError as error:
        raise fault(path, *in_plain_words(error, text)) from None
    if builder.problems:
        raise FileError(builder.problems)
    if not builder.rooted:
        raise fault(path, 1, 1, "the file holds nothing but comments", "Start from a copy of a file of the app's.")
    return Document(path, text, builder.root, builder.values, builder.keys)


@dataclass(slots=True)
class _Frame:
    """A list or dict that is being filled."""

    box: list[Any] | dict[str, Any]
    where: Where
    key: str | None = None


@dataclass(slots=True)
class _Builder:
    path: Path
    root: Any = None
    rooted: bool = False
    values: dict[Where, Place] = field(default_factory=dict)
    keys: dict[Where, Place] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    frames: list[_Frame] = field(default_factory=list)

    def take(self, event: Any) -> None:
        """Take the next event of the parser. Raises FileError where reading on makes no sense."""
        if isinstance(event, yaml.DocumentStartEvent) and self.rooted:
            raise self._fault(event, "a second document begins here", "Keep one document in a file: delete `---`.")
        if isinstance(event, yaml.AliasEvent):
            raise self._fault(event, f"`*{event.anchor}` repeats another place", "Write the text itself.")
        if isinstance(event, yaml.NodeEvent):
            self._check_marks(event)
        if isinstance(event, yaml.ScalarEvent):
            self._scalar(event)
        elif isinstance(event, yaml.SequenceStartEvent):
            self._open(event, [])
        elif isinstance(event, yaml.MappingStartEvent):
            self._open(event, {})
        elif isinstance(event, yaml.CollectionEndEvent):
            self.frames.pop()

    def _check_marks(self, event: Any) -> None:
        tag = getattr(event, "tag", None)
        if event.anchor is not None:
            raise self._fault(event, f"`&{event.anchor}` names a place to repeat it", "Delete it: nothing may repeat.")
        if tag is not None and tag not in _CORE:
            raise self._fault(
                event,
                f"`{tag.replace(_PREFIX, '!!')[:60]}` is a tag",
                "Delete it; text that begins with `!` needs quotes.",
            )

    def _scalar(self, event: Any) -> None:
        if _HALF.search(event.value):
            raise self._fault(event, "an escape stands for no character", "Write the character itself.")
        bare = event.implicit[0] or (event.tag is not None and event.tag != _CORE[0])
        frame = self.frames[-1] if self.frames else None
        if frame is not None and isinstance(frame.box, dict) and frame.key is None:
            self._key(frame, event)
            return
        self._put(event, resolve(event.value) if bare else event.value, event.value if bare else None)

    def _key(self, frame: _Frame, event: Any) -> None:
        frame.key = event.value
        where = (*frame.where, event.value)
        if event.value in frame.box:
            what = f"`{event.value[:40]}` stands here a second time, first in line {self.keys[where].line}"
            self.problems.append(problem_in(self.path, *_place(event)[:2], what, "Keep one of the two."))
            return
        self.keys[where] = _place(event)

    def _open(self, event: Any, box: list[Any] | dict[str, Any]) -> None:
        frame = self.frames[-1] if self.frames else None
        if frame is not None and isinstance(frame.box, dict) and frame.key is None:
            raise self._fault(event, "a key has to be one word", "Put text that begins with `[` or `{` in quotes.")
        if len(self.frames) >= MOST_LEVELS:
            raise self._fault(event, "this is nested too deeply", f"Stay within {MOST_LEVELS} levels.")
        self.frames.append(_Frame(box, self._put(event, box)))

    def _put(self, event: Any, value: Any, bare: str | None = None) -> Where:
        """Put a value where it belongs and return the way to it."""
        where: Where = ()
        if self.frames:
            frame = self.frames[-1]
            if isinstance(frame.box, list):
                where = (*frame.where, len(frame.box))
                frame.box.append(value)
            else:
                where = (*frame.where, str(frame.key))
                frame.box[str(frame.key)] = value
                frame.key = None
        else:
            self.root, self.rooted = value, True
        if len(self.values) >= MOST_VALUES:
            raise self._fault(event, "the file holds too many values", f"Stay within {MOST_VALUES:,}.")
        if value is not None or bare:
            self.values[where] = _place(event, bare)
        return where

    def _fault(self, event: Any, what: str, cure: str) -> FileError:
        place = _place(event)
        return fault(self.path, place.line, place.column, what, cure)


def _place(event: Any, bare: str | None = None) -> Place:
    return Place(event.start_mark.line + 1, event.start_mark.column + 1, bare)


def parts(document: Document) -> Iterator[tuple[Where, Any]]:
    """Yield each single value of the document with the way to it, in the order of the file."""
    for where in document.values:
        value = document.at(where)
        if not isinstance(value, list | dict):
            yield where, value
