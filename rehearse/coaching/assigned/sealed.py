"""Reads a file that came from somebody else and says by a hash what it holds: an assignment, a submission.

Strictly, and bounded: what is cut off, changed on the way, of another kind or from a newer app is refused in one line.
"""

import codecs
import json
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from rehearse.archive.lines import open_file, shown
from rehearse.archive.transcript import fault
from rehearse.coaching.assigned.pinned import Pinned
from rehearse.errors import InputError
from rehearse.text import one_line

ASSIGNMENT_BYTES = 64_000_000
"""Bytes of a packed assignment at most; one of fifty large personas takes a tenth of it."""
SUBMISSION_BYTES = 256_000_000
"""Bytes of a submission at most; a hundred meetings take a tenth of it."""
BEGUN = 400
"""Bytes that tell how a file begins, in whatever encoding an editor saved it again."""

_KINDS = {"assignment": "an assignment", "submission": "a submission", "header": "a transcript"}
_NEWER = ("extra_forbidden", "union_tag_invalid", "enum")
"""What is found where a newer app has more to say."""
_AGAIN = "Ask for the file once more."


S = TypeVar("S", bound=Pinned[Any])


def read_bounded(path: Path, most: int) -> bytes:
    """Return the bytes of an ordinary file. Raises InputError: missing, a folder, no rights, larger than `most`."""
    with open_file(path) as file:
        data = file.read(most + 1)
    if len(data) > most:
        cure = "No such file is so large; check what it is."
        raise InputError(f"the file is larger than {most // 1_000_000} MB", where=shown(path), cure=cure)
    return data


def unsealed(data: bytes, model: type[S], kind: str, where: str) -> S:
    """Return the record of this kind in the bytes, `where` being their place in errors.

    Raises InputError for what is cut off, changed, of another kind, or from a newer app.
    """
    data = _as_utf8(data)
    try:
        loose = json.loads(data)
    except RecursionError:
        raise InputError(f"this is no {kind}: it is nested too deeply", where=where, cure=_AGAIN) from None
    except ValueError as error:
        raise _no_json(data, kind, where, error) from None
    _check_kind(loose, kind, where)
    try:
        found = model.model_validate_json(data, strict=True)
    except ValidationError as error:
        raise _unknown(error, kind, where) from None
    if not found.genuine:
        what = f"this {kind} was changed after it was written: its content is not what its hash says"
        raise InputError(what, where=where, cure=_AGAIN)
    return found


def begins_like(kind: str, data: bytes) -> bool:
    """Whether a file begins as one of this kind does, however it was saved again since it was written."""
    begun = "".join(_as_utf8(data).decode("utf-8", "ignore").split())
    return begun.startswith(f'{{"kind":"{kind}"')


def _as_utf8(data: bytes) -> bytes:
    """Return text as it was written, where an editor has saved it with a mark of its encoding in front."""
    if data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode(json.detect_encoding(data), "ignore").encode("utf-8", "ignore") or data
    return data


def _check_kind(loose: object, kind: str, where: str) -> None:
    found = loose.get("kind") if isinstance(loose, dict) else None
    if not isinstance(loose, dict) or found != kind:
        is_what = f"; it is {_KINDS[found]}" if isinstance(found, str) and found in _KINDS else ""
        raise InputError(f"this is no {kind}{is_what}", where=where, cure=f"Name the file of {_KINDS[kind]}.")
    schema = loose.get("schema")
    if isinstance(schema, int) and schema > 1:
        what = f"this {kind} was written by a newer Rehearse (schema {schema}); this one reads schema 1"
        raise InputError(what, where=where, cure="Update.")


def _no_json(data: bytes, kind: str, where: str, error: ValueError) -> InputError:
    if not data:
        return InputError("the file is empty", where=where, cure=_AGAIN)
    begun = begins_like(kind, data[:BEGUN])
    at_end = isinstance(error, json.JSONDecodeError) and error.pos >= len(error.doc.rstrip())
    if begun and (at_end or not data.rstrip().endswith(b"}")):
        return InputError(f"this {kind} is cut off: its end is missing", where=where, cure=_AGAIN)
    if begun:
        return InputError(
            f"this {kind} was changed after it was written: it is no whole JSON", where=where, cure=_AGAIN
        )
    return InputError(f"this is no {kind}", where=where, cure=f"Name the file of {_KINDS[kind]}.")


def _unknown(error: ValidationError, kind: str, where: str) -> InputError:
    found = error.errors(include_url=False, include_input=False)
    new = next((each for each in found if each["type"] in _NEWER), None)
    if new is not None:
        cure = "Update, if a newer Rehearse wrote it; else ask for the file once more."
        place = one_line(".".join(map(str, new["loc"])), 80)
        what = f"this {kind} holds what this Rehearse does not know, at `{place}`"
        return InputError(what, where=where, cure=cure)
    return InputError(f"this {kind} is not as it should be: {fault(error)}", where=where, cure=_AGAIN)
