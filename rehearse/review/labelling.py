"""Labels a corpus line: reads each turn in its context and rates the whole, keeping what it does not know."""

import json
import re
from collections.abc import Mapping
from typing import Any

from rehearse.archive.corpus import from_corpus
from rehearse.errors import InputError
from rehearse.meeting.events import AnyEvent, Read, Replied, Said
from rehearse.meeting.state import fold
from rehearse.reading.codebook import Turn
from rehearse.reading.reader import Reader
from rehearse.reading.scene import Scene, Side
from rehearse.review.scoring import verdict
from rehearse.scene.rubric import Rubric
from rehearse.text import in_json

LONGEST = 16 * 2**20
"""Bytes of a line at most."""
_HALF = re.compile("[\ud800-\udfff]")


def labelled_line(line: bytes, reader: Reader, rubric: Rubric) -> str:
    """Return a line of a corpus with its labels, as JSON on one line. Raises InputError for what is no such line."""
    if len(line) > LONGEST:
        raise InputError("the line is longer than 16 MiB", cure="Split the transcript.")
    try:
        record = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise InputError("the line is not UTF-8", cure="Save the file as UTF-8.") from None
    except (ValueError, RecursionError):
        raise InputError("the line is no JSON", cure="One transcript a line, as the codebook's format shows.") from None
    if not isinstance(record, dict):
        raise InputError("the line is no transcript", cure="One JSON object a line, with id, scene and turns.")
    text = json.dumps(labelled(record, reader, rubric), ensure_ascii=False)
    # What a line may hold as an escape and no encoding takes: a field that is only kept goes out as it came in.
    return in_json(_HALF.sub(lambda half: f"\\u{ord(half[0]):04x}", text))


def labelled(line: Mapping[str, Any], reader: Reader, rubric: Rubric) -> dict[str, Any]:
    """Return the corpus line with the reader's `labels`, `cues`, `overall`, `would_meet_again`, `referrer_standing`.

    What stood under these names is replaced; all other fields stay as they are. Raises InputError for a
    line that is not of the corpus form.
    """
    header, said, _ = from_corpus(_bare(line))
    spoken = [event for event in said if isinstance(event, Said | Replied)]
    turns = reader.read_all(header.scene, [(_side(event), event.text) for event in spoken])
    events: list[AnyEvent] = []
    for turn, event in zip(turns, spoken, strict=True):
        events += _events(turn, event, len(events) + 1)
    rated = verdict(fold(header, events), rubric)
    return {
        **line,
        "turns": [_merged(raw, turn) for raw, turn in zip(line["turns"], turns, strict=True)],
        **rated._asdict(),
    }


def _bare(line: Mapping[str, Any]) -> dict[str, Any]:
    """The line with only what the corpus form knows and a reader may see."""
    scene, turns = line.get("scene"), line.get("turns")
    return {
        "id": line.get("id"),
        "scene": {k: v for k, v in scene.items() if k in Scene.model_fields} if isinstance(scene, dict) else scene,
        "turns": [_bare_turn(turn) for turn in turns] if isinstance(turns, list) else turns,
    }


def _bare_turn(turn: object) -> object:
    return {k: turn[k] for k in ("speaker", "text") if k in turn} if isinstance(turn, dict) else turn


def _side(event: Said | Replied) -> Side:
    return Side.LEARNER if isinstance(event, Said) else Side.CONTACT


def _events(turn: Turn, said: Said | Replied, n: int) -> list[AnyEvent]:
    if isinstance(said, Replied):
        return [said.model_copy(update={"n": n, "cues": turn.cues})]
    return [said.model_copy(update={"n": n}), Read(n=n + 1, at=said.at, labels=turn.labels, unsure=turn.unsure)]


def _merged(raw: Mapping[str, Any], turn: Turn) -> dict[str, Any]:
    if turn.speaker is Side.LEARNER:
        return {**raw, "labels": [mark.label.value for mark in turn.labels]}
    return {**raw, "cues": [mark.label.value for mark in turn.cues]}
