"""The corpus form and the transcript turn into each other without losing a word or a label."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rehearse.archive.corpus import from_corpus, to_corpus
from rehearse.errors import InputError
from rehearse.meeting.events import AnyEvent, Corrected, Read, Replied, Said
from rehearse.meeting.state import fold
from rehearse.reading.codebook import Cue, Label
from tests.archive.meetings import MEETING, SCENE, TEXTS, at, header, meetings

SCENE_DATA = SCENE.model_dump(mode="json")
LEARNER = {"speaker": "learner", "text": "Tell me about yourself!", "labels": ["curiosity"]}
CONTACT = {"speaker": "contact", "text": "What brings you here?", "cues": ["invites_background", "signals_time"]}


def line(*turns: dict[str, Any], **other: Any) -> dict[str, Any]:
    return {"id": "t1-001", "scene": SCENE_DATA, "turns": list(turns), **other}


def _names(kind: type[Label] | type[Cue]) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from([name.value for name in kind]), unique=True, max_size=4)


TURNS = st.one_of(
    st.fixed_dictionaries({"speaker": st.just("learner"), "text": TEXTS}, optional={"labels": _names(Label)}),
    st.fixed_dictionaries({"speaker": st.just("contact"), "text": TEXTS, "cues": _names(Cue)}),
)


@given(st.lists(TURNS, max_size=6))
def test_a_corpus_line_comes_back_as_it_was(turns: list[dict[str, Any]]) -> None:
    found = from_corpus(line(*turns))
    assert to_corpus(found.header, found.events) == line(*turns)


@given(meetings())
def test_a_meeting_has_the_turns_of_its_fold(events: tuple[AnyEvent, ...]) -> None:
    given = to_corpus(header(), events)
    folded = fold(header(), events).turns
    assert [(turn["speaker"], turn["text"]) for turn in given["turns"]] == [(t.speaker, t.text) for t in folded]
    for turn, read in zip(given["turns"], folded, strict=True):
        marks = {mark.label.value for mark in read.labels} | {cue.label.value for cue in read.cues}
        assert set(turn.get("labels", turn.get("cues", ()))) == marks
    assert to_corpus(*from_corpus(json.loads(json.dumps(given)))[:2]) == given


def test_a_meeting_in_the_corpus_form() -> None:
    assert to_corpus(header("x1"), MEETING) == {
        "id": "x1",
        "scene": SCENE_DATA,
        "turns": [
            {"speaker": "contact", "text": "Hallo, setzen Sie sich! ☕", "cues": []},
            {
                "speaker": "learner",
                "text": "Tell me about the “Große Glocke”.\nHow did it crack? 🔔",
                "labels": ["curiosity"],
            },
            {"speaker": "contact", "text": "One did. What can I do for you?", "cues": ["invites_ask"]},
            {"speaker": "learner", "text": "Nothing, thank you. 谢谢", "labels": []},
            {"speaker": "contact", "text": "Well, then", "cues": []},
        ],
    }


def test_a_corpus_line_as_a_transcript() -> None:
    first, events, recovered = from_corpus(line(LEARNER, LEARNER, CONTACT, overall=7, would_meet_again=None))
    assert (first.id, first.engine, first.seed, first.scenario, first.persona) == ("t1-001", "import", 0, None, None)
    assert recovered is None
    assert [(event.n, event.kind, event.at.isoformat()) for event in events[2:]] == [
        (3, "learner", "1970-01-01T00:00:03+00:00"),
        (4, "reading", "1970-01-01T00:00:04+00:00"),
        (5, "contact", "1970-01-01T00:00:05+00:00"),
    ]
    said, read, reply = events[0], events[1], events[4]
    assert isinstance(said, Said)
    assert isinstance(read, Read)
    assert isinstance(reply, Replied)
    (mark,) = read.labels
    assert (mark.label, mark.quote, mark.start, mark.end, mark.confidence) == ("curiosity", said.text, 0, 23, 1.0)
    assert [cue.label for cue in reply.cues] == ["invites_background", "signals_time"]


def test_the_same_line_is_always_the_same_transcript() -> None:
    assert from_corpus(line(LEARNER, CONTACT)) == from_corpus(line(LEARNER, CONTACT))


def test_a_turn_that_nobody_has_read_is_not_one_without_labels() -> None:
    bare = {"speaker": "learner", "text": "Hi."}
    assert [event.kind for event in from_corpus(line(bare)).events] == ["learner"]
    assert [event.kind for event in from_corpus(line({**bare, "labels": []})).events] == ["learner", "reading"]


def test_a_reading_counts_once_and_names_each_label_once() -> None:
    read = from_corpus(line(LEARNER)).events[1]
    assert isinstance(read, Read)
    events = [MEETING[1], read.model_copy(update={"labels": read.labels * 2}), read.model_copy(update={"labels": ()})]
    assert to_corpus(header(), events)["turns"][0]["labels"] == ["curiosity"]


def correction(turn: int, *names: Label | Cue, author: str = "Ana") -> AnyEvent:
    key = "labels" if turn in (2, 4) else "cues"
    return Corrected.model_validate({"n": 11, "at": at(11), "turn": turn, key: names, "author": author})


def test_corrected_turns_take_the_coach_s_labels_where_one_asks_for_them() -> None:
    events = [*MEETING, correction(2, Label.FOLLOW_UP, Label.GRATITUDE), correction(3, Cue.DECLINES), correction(5)]
    assert to_corpus(header("x1"), events) == to_corpus(header("x1"), MEETING)
    turns = to_corpus(header("x1"), events, corrected=True)["turns"]
    assert [turn.get("labels", turn.get("cues")) for turn in turns] == [
        [],
        ["follow_up", "gratitude"],
        ["declines"],
        [],
        [],
    ]


def test_a_corrected_line_reads_back() -> None:
    events = [*MEETING, correction(2, Label.FOLLOW_UP), correction(3, Cue.DECLINES)]
    given = to_corpus(header("x1"), events, corrected=True)
    found = from_corpus(json.loads(json.dumps(given)))
    assert to_corpus(found.header, found.events) == given
    read = fold(found.header, found.events).turns
    assert (read[1].names, read[2].names) == ((Label.FOLLOW_UP,), (Cue.DECLINES,))


def test_the_last_coach_who_corrected_a_turn_is_the_one_who_is_exported() -> None:
    events = [*MEETING, *(correction(2, label, author=f"{label}") for label in (Label.PUSHING, Label.CURIOSITY))]
    assert to_corpus(header(), events, corrected=True)["turns"][1]["labels"] == ["curiosity"]


def test_a_turn_that_nobody_read_has_labels_once_a_coach_gave_some() -> None:
    events = [*MEETING[:2], correction(2, Label.CURIOSITY)]
    assert "labels" not in to_corpus(header(), events)["turns"][1]
    assert to_corpus(header(), events, corrected=True)["turns"][1]["labels"] == ["curiosity"]


def test_corrections_of_turns_that_are_not_there_or_of_the_other_side_correct_nothing() -> None:
    wrong = Corrected(n=11, at=at(11), turn=3, labels=(Label.PUSHING,), author="Ana")
    events = [*MEETING, wrong, wrong.model_copy(update={"turn": 99})]
    assert to_corpus(header(), events, corrected=True) == to_corpus(header(), MEETING)


def test_half_a_surrogate_pair_becomes_a_replacement_character() -> None:
    found = from_corpus(json.loads(json.dumps(line({"speaker": "learner", "text": "oh \ud83d"}))))
    assert to_corpus(found.header, found.events)["turns"][0]["text"] == "oh \ufffd"


DEEP: list[Any] = []
for _ in range(100_000):
    DEEP = [DEEP]


@pytest.mark.parametrize(
    ("obj", "why"),
    [
        (None, "^corpus line: "),
        ([], "^corpus line: "),
        ({}, "`id`: Field required"),
        ({"id": "x", "scene": SCENE_DATA}, "^corpus line x: `turns`: Field required"),
        (line(id=" "), "`id`"),
        (line(id=5), "`id`"),
        (line(extra=1), "`extra`: Extra inputs"),
        (line(overall=11), "`overall`"),
        (line(would_meet_again="yes"), "`would_meet_again`"),
        (line(scene={**SCENE_DATA, "minutes": "30"}), "`scene.minutes`"),
        (line(scene={**SCENE_DATA, "setting": "sauna"}), "`scene.setting`"),
        (line(LEARNER, {**LEARNER, "text": ""}), "`turns.1.text`"),
        (line({**LEARNER, "text": "\a"}), "`turns.0`: the text holds nothing"),
        (line({**LEARNER, "text": 5}), "`turns.0.text`"),
        (line({**LEARNER, "text": "x" * 100_001}), "`turns.0.text`"),
        (line({**LEARNER, "speaker": "coach"}), "`turns.0.speaker`"),
        (line({**LEARNER, "labels": ["charm"]}), "`turns.0.labels.0`"),
        (line({**LEARNER, "labels": "curiosity"}), "`turns.0.labels`"),
        (line({**LEARNER, "labels": ["curiosity"] * 2}), "name one twice"),
        (line({**LEARNER, "cues": []}), "a learner turn has labels only"),
        (line({**CONTACT, "labels": []}), "a contact turn has cues only"),
        (line(overall=float("nan")), "corpus line t1-001: "),
        (line(overall={1, 2}), "this is no JSON"),
        (line(overall=DEEP), "this is no JSON"),
    ],
)
def test_what_is_not_of_the_corpus_form_is_named(obj: object, why: str) -> None:
    with pytest.raises(InputError, match=why) as told:
        from_corpus(obj)
    assert "\n" not in str(told.value)
