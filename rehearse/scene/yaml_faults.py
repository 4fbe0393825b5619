"""Says in plain words what a YAML parser found wrong, and what to do about it."""

from typing import Any

import yaml

Fault = tuple[int, int, str, str]
"""Line and column from 1, what is wrong, what would be right."""

_QUOTE = "Put the whole text in quotes."
_BY_CHARACTER = {
    "\t": ("a tab stands where YAML wants blanks", "Indent with blanks."),
    "@": ("text may not begin with `@`", _QUOTE),
    "`": ("text may not begin with a backtick", _QUOTE),
    "%": ("text may not begin with `%`", _QUOTE),
}
_BY_PROBLEM = (
    ("mapping values are not allowed", "a colon stands inside text, or the line is indented too far", _QUOTE),
    ("invalid unicode character escape", "an escape stands for no character", "Write the character itself."),
    ("unknown escape", "a backslash begins no escape that YAML knows", "Write `\\\\`, or use single quotes."),
    ("incompatible yaml", "this is another version of YAML", "Delete the line that begins with `%YAML`."),
    ("expected node content", "something is missing inside brackets here", "Close them, or put the text in quotes."),
    (
        "expected the node content",
        "something is missing inside brackets here",
        "Close them, or put the text in quotes.",
    ),
    ("alias", "text may not begin with `*` or `&`", _QUOTE),
    ("anchor", "text may not begin with `*` or `&`", _QUOTE),
    ("could not find expected ':'", "a key without a colon", "Write `key: value`, or put the text in quotes."),
)
_BY_CONTEXT = (
    ("quoted scalar", "a quote opens here and does not close as it should", "Close it, or double a quote inside it."),
    ("flow sequence", "a `[` opens here and does not close as it should", "Close it with `]`, or quote the text."),
    ("flow mapping", "a `{` opens here and does not close as it should", "Close it with `}`, or quote the text."),
    ("scanning a tag", "text may not begin with `!`", _QUOTE),
    ("parsing a tag", "text may not begin with `!`", _QUOTE),
    ("block scalar", "a text block begins wrongly", "Write `|` or `>` alone on the line, the text indented below it."),
)
_STRUCTURE = (
    "this line does not fit what stands above it",
    "Check the indentation, and the quotes of the line above.",
)


def in_plain_words(error: yaml.YAMLError, text: str) -> Fault:
    """Return the place, the cause and the cure of a parser's error in `text`."""
    problem = str(getattr(error, "problem", None) or error).lower()
    context = str(getattr(error, "context", None) or "").lower()
    mark = getattr(error, "problem_mark", None)
    opened = getattr(error, "context_mark", None)
    known = next(((what, cure) for sign, what, cure in _BY_PROBLEM if sign in problem), None)
    if known is not None:
        return (*_place(mark), *known)
    if "cannot start any token" in problem and (found := _BY_CHARACTER.get(_character(text, mark))):
        return (*_place(mark), *found)
    known = next(((what, cure) for sign, what, cure in _BY_CONTEXT if sign in context), None)
    if known is not None:
        return (*_place(opened or mark), *known)
    return (*_place(mark or opened), *_STRUCTURE)


def _place(mark: Any) -> tuple[int, int]:
    return (mark.line + 1, mark.column + 1) if mark is not None else (1, 1)


def _character(text: str, mark: Any) -> str:
    lines = text.split("\n")
    line = lines[mark.line] if mark is not None and mark.line < len(lines) else ""
    return line[mark.column : mark.column + 1] if line else ""
