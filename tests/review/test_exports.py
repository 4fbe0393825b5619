"""What must hold of the forms for programs: a corpus line that reads back, ConvoKit's format to the letter."""

import json
from pathlib import Path
from typing import Any

import pytest

from rehearse.archive.corpus import from_corpus, to_corpus
from rehearse.archive.transcript import Transcript
from rehearse.engines import make_reader
from rehearse.meeting.events import Cancelled, Replied
from rehearse.reading.scene import Referrer
from rehearse.review.convokit import as_convokit
from rehearse.review.export import FORMS, corpus_line
from rehearse.review.facts import Review
from rehearse.review.review import review
from rehearse.scene.library import rubric
from rehearse.text import clean
from tests.builders import MOMENT, ToldReader, scenario
from tests.review.hostile import HOSTILE
from tests.talk import meet

STANDARD = rubric("standard")
DATA = Path(__file__).resolve().parents[2] / "training" / "data"
TURNS = ["How did you end up making clocks? [curiosity]", "Could you introduce me? [introduction_ask] [job_ask?]"]
FILES = {"utterances.jsonl", "speakers.json", "conversations.json", "corpus.json", "index.json"}


def held(path: Path, turns: list[str], **changes: Any) -> Transcript:
    log = meet(path, turns, **changes).log
    return Transcript(log.header, tuple(log.events))


def reviewed(kept: Transcript) -> Review:
    return review(kept.header, kept.events, STANDARD, ToldReader())


class Loaded:
    """The corpus as ConvoKit's loader reads it: strictly, and nothing that it would ignore."""

    def __init__(self, files: dict[str, str]) -> None:
        assert files.keys() == FILES
        assert all(text.isascii() for text in files.values())
        self.utterances = [json.loads(line) for line in files["utterances.jsonl"].splitlines()]
        self.speakers, self.conversations, self.meta, self.index = (
            json.loads(files[f"{name}.json"]) for name in ("speakers", "conversations", "corpus", "index")
        )
        for component in (*self.speakers.values(), *self.conversations.values()):
            assert component.keys() == {"meta", "vectors"}

    def metas(self) -> dict[str, list[dict[str, Any]]]:
        return {
            "utterances-index": [each["meta"] for each in self.utterances],
            "speakers-index": [each["meta"] for each in self.speakers.values()],
            "conversations-index": [each["meta"] for each in self.conversations.values()],
            "overall-index": [self.meta],
        }


@pytest.fixture
def kept(tmp_path: Path) -> Transcript:
    return held(tmp_path / "m.jsonl", TURNS)


def test_a_corpus_line_is_one_line_that_reads_back_as_the_same_talk(kept: Transcript) -> None:
    line = corpus_line(kept)
    assert line.count("\n") == 1
    assert line.endswith("\n")
    again = from_corpus(json.loads(line))
    assert to_corpus(*again[:2]) == json.loads(line)
    assert [turn["text"] for turn in json.loads(line)["turns"]] == [turn.text for turn in reviewed(kept).turns]


def test_json_is_the_review_and_reads_back_as_it(kept: Transcript) -> None:
    found = reviewed(kept)
    assert Review.model_validate_json(FORMS["json"].write(found, None, kept)) == found


def test_every_form_is_the_same_bytes_each_time(kept: Transcript) -> None:
    for form in FORMS.values():
        assert form.write(reviewed(kept), None, kept) == form.write(reviewed(kept), None, kept)
    assert as_convokit(reviewed(kept), kept.events) == as_convokit(reviewed(kept), kept.events)


def test_no_form_is_taken_for_a_transcript() -> None:
    assert not any(form.suffix.endswith(".jsonl") for form in FORMS.values())
    assert len({form.suffix for form in FORMS.values()}) == len(FORMS)


@pytest.mark.parametrize("name", HOSTILE)
def test_no_form_holds_what_a_terminal_could_obey(tmp_path: Path, name: str) -> None:
    said = clean(HOSTILE[name])
    friend = Referrer(name=f"Pia {HOSTILE[name]}", introduced=False, name_blessed=False)
    kept = held(tmp_path / "m.jsonl", [HOSTILE[name]], scenario=scenario(title=HOSTILE[name], referrer=friend))
    found = reviewed(kept)
    for form in FORMS.values():
        text = form.write(found, None, kept)
        assert clean(text) == text
    assert json.loads(corpus_line(kept))["turns"][1]["text"] == said
    loaded = Loaded(as_convokit(found, kept.events))
    assert loaded.utterances[1]["text"] == said


def test_each_utterance_has_the_fields_of_the_format_and_answers_the_one_before(kept: Transcript) -> None:
    found = reviewed(kept)
    loaded = Loaded(as_convokit(found, kept.events))
    assert [each["text"] for each in loaded.utterances] == [turn.text for turn in found.turns]
    fields = ("id", "conversation_id", "text", "speaker", "meta", "reply-to", "timestamp", "vectors")
    assert all(tuple(each) == fields for each in loaded.utterances)
    ids = [each["id"] for each in loaded.utterances]
    assert len(set(ids)) == len(ids)
    assert [each["reply-to"] for each in loaded.utterances] == [None, *ids[:-1]]
    assert {each["conversation_id"] for each in loaded.utterances} == set(loaded.conversations) == {found.id}
    assert {each["speaker"] for each in loaded.utterances} == set(loaded.speakers) == {"learner", "contact:Bo Lind"}
    assert {each["timestamp"] for each in loaded.utterances} == {int(MOMENT.timestamp())}


def test_labels_and_cues_stand_with_their_quotes_at_the_utterance(kept: Transcript) -> None:
    found = reviewed(kept)
    for each, turn, energy in zip(
        Loaded(as_convokit(found, kept.events)).utterances, found.turns, found.energy, strict=True
    ):
        assert each["meta"] == {
            "labels": [mark.model_dump(mode="json") for mark in turn.labels],
            "unsure": [mark.model_dump(mode="json") for mark in turn.unsure],
            "cues": [mark.model_dump(mode="json") for mark in turn.cues],
            "notes": [],
            "corrections": [],
            "cut": False,
            "energy": energy,
        }
        for mark in (*each["meta"]["labels"], *each["meta"]["unsure"], *each["meta"]["cues"]):
            assert each["text"][mark["start"] : mark["end"]] == mark["quote"]


def test_scene_score_and_verdict_stand_at_the_conversation_and_no_path_of_this_machine(kept: Transcript) -> None:
    found = reviewed(kept).model_copy(update={"transcript": "/home/ada/secret.jsonl"})
    files = as_convokit(found, kept.events)
    (conversation,) = Loaded(files).conversations.values()
    whole = found.model_dump(mode="json")
    assert conversation["meta"] == {k: v for k, v in whole.items() if k not in ("id", "transcript", "turns")}
    assert {"scene", "score", "overall", "would_meet_again", "referrer_standing", "ledger"} <= conversation[
        "meta"
    ].keys()
    assert not any("secret" in text for text in files.values())


def test_the_index_names_the_types_of_each_field_and_of_no_other(kept: Transcript) -> None:
    loaded = Loaded(as_convokit(reviewed(kept), kept.events))
    assert loaded.index.keys() == {*loaded.metas(), "version", "vectors"}
    assert isinstance(loaded.index["version"], int)
    assert loaded.index["vectors"] == []
    for name, metas in loaded.metas().items():
        assert loaded.index[name].keys() == {field for meta in metas for field in meta}
        for field, types in loaded.index[name].items():
            held_types = {str(type(meta[field])) for meta in metas if meta.get(field) is not None}
            assert set(types) == held_types
            assert len(types) == len(held_types)


def test_a_reply_that_was_cut_short_is_an_utterance_too(kept: Transcript) -> None:
    events = list(kept.events)
    at = max(n for n, event in enumerate(events) if isinstance(event, Replied))
    events[at:] = [Cancelled(n=events[at].n, at=MOMENT, text="My aunt")]
    cut = Transcript(kept.header, tuple(events))
    last = Loaded(as_convokit(reviewed(cut), cut.events)).utterances[-1]
    assert (last["text"], last["meta"]["cut"]) == ("My aunt", True)


def test_a_meeting_in_which_nothing_was_said_is_an_empty_corpus(kept: Transcript) -> None:
    nothing = Transcript(kept.header, ())
    loaded = Loaded(as_convokit(reviewed(nothing), ()))
    assert loaded.utterances == []
    assert len(loaded.conversations) == 1


def test_talk_from_a_corpus_leaves_in_every_form() -> None:
    line = (DATA / "dev.jsonl").read_text("utf-8").splitlines()[0]
    kept = from_corpus(json.loads(line))
    found = review(kept.header, kept.events, STANDARD, make_reader())
    for form in FORMS.values():
        assert form.write(found, None, kept)
    assert Loaded(as_convokit(found, kept.events)).utterances
    assert "1970" not in FORMS["html"].write(found, None, kept)
