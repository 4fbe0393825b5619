"""The review as a corpus of one conversation in ConvoKit's format, which its `Corpus(filename=FOLDER)` loads.

The letter of the format is ConvoKit's own dump: each file as its loader reads it back, each field of metadata in the
index with the Python types that it holds.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from rehearse import __version__
from rehearse.meeting.events import AnyEvent, Cancelled, Replied, Said
from rehearse.reading.scene import Side
from rehearse.review.facts import Review, TurnFacts

VERSION = 1
"""Of this corpus, not of the format: ConvoKit counts it up with each dump."""
_ELSEWHERE = {"id", "transcript", "turns"}
"""What of a review is no conversation's metadata: its own names, a path of this machine, the utterances."""


def as_convokit(review: Review, events: Sequence[AnyEvent]) -> dict[str, str]:
    """Return the files of the corpus, by name. `events` are the meeting's: they tell when each turn was said."""
    utterances = list(_utterances(review, events))
    speakers = {_speaker(review, side): _described(review, side) for side in Side}
    conversation = review.model_dump(mode="json", exclude=_ELSEWHERE)
    overall = {"source": f"Rehearse {__version__}"}
    index = {
        "utterances-index": _index(each["meta"] for each in utterances),
        "speakers-index": _index(speakers.values()),
        "conversations-index": _index([conversation]),
        "overall-index": _index([overall]),
        "version": VERSION,
        "vectors": [],
    }
    return {
        "utterances.jsonl": "".join(f"{_json(each)}\n" for each in utterances),
        "speakers.json": _json({name: _component(meta) for name, meta in speakers.items()}),
        "conversations.json": _json({review.id: _component(conversation)}),
        "corpus.json": _json(overall),
        "index.json": _json(index),
    }


def _utterances(review: Review, events: Sequence[AnyEvent]) -> Iterator[dict[str, Any]]:
    before = None
    for turn, moment, energy in zip(review.turns, _moments(events), review.energy, strict=True):
        name = f"{review.id}-{turn.turn}"
        yield {
            "id": name,
            "conversation_id": review.id,
            "text": turn.text,
            "speaker": _speaker(review, turn.speaker),
            "meta": {**_marks(turn), "cut": turn.cut, "energy": energy},
            "reply-to": before,
            "timestamp": int(moment.timestamp()),
            "vectors": [],
        }
        before = name


def _moments(events: Iterable[AnyEvent]) -> list[datetime]:
    """When each turn was said: of the same events that the review counts as turns."""
    return [e.at for e in events if isinstance(e, Said | Replied) or (isinstance(e, Cancelled) and e.text)]


def _marks(turn: TurnFacts) -> dict[str, Any]:
    return turn.model_dump(mode="json", include={"labels", "unsure", "cues", "notes", "corrections"})


def _speaker(review: Review, side: Side) -> str:
    """Who speaks: the same id for the same contact in every corpus, so that corpora can be merged."""
    return "learner" if side is Side.LEARNER else f"contact:{review.contact}"


def _described(review: Review, side: Side) -> dict[str, str]:
    if side is Side.LEARNER:
        return {"side": side.value}
    return {"side": side.value, "name": review.contact, "role": review.scene.contact.role}


def _component(meta: Mapping[str, Any]) -> dict[str, Any]:
    return {"meta": meta, "vectors": []}


def _index(records: Iterable[Mapping[str, Any]]) -> dict[str, list[str]]:
    """Return the types that each field holds, as Python names them; null has none."""
    types: dict[str, list[str]] = {}
    for record in records:
        for field, value in record.items():
            known = types.setdefault(field, [])
            if value is not None and str(type(value)) not in known:
                known.append(str(type(value)))
    return types


def _json(value: object) -> str:
    """In ASCII, as ConvoKit writes it: it reads its files in whatever encoding the machine has."""
    return json.dumps(value)
