"""The report counts what it says it counts."""

import json
from pathlib import Path

import pytest

from rehearse.archive.corpus import CorpusLine
from tests.training.meetings import BIND, GLUE, Always
from training.corpus import DEV, TRAIN, WRITTEN, brief, read
from training.encoder.briefs import AHEAD, CHOSEN, DEV_BRIEFS, EVIDENCE, REPORTED, corpus, fitted, partners
from training.encoder.report import both_right, pairs, quotes, report, stripped, sureness


def test_no_brief_is_on_two_sides() -> None:
    known = corpus().briefs
    sides = [set(fitted()), set(CHOSEN), set(REPORTED), set(DEV_BRIEFS), set(AHEAD)]
    assert set().union(*sides) == set(known)
    assert sum(map(len, sides)) == len(known)


def test_each_file_has_briefs_of_its_own_and_no_talk_twice() -> None:
    found = [read(path) for path in (TRAIN, DEV, WRITTEN)]
    ids = [line.id for lines in found for line in lines]
    assert len(set(ids)) == len(ids)
    briefs = [set(map(brief, lines)) for lines in found]
    assert not briefs[0] & briefs[1] | briefs[0] & briefs[2] | briefs[1] & briefs[2]


def test_every_mark_stands_in_a_turn_that_has_its_label() -> None:
    known = corpus()
    by_id = {line.id: line for line in known.lines}
    for name, marks in known.marks.items():
        for i, told in marks.items():
            turn = by_id[name].turns[i]
            on = {each.value for each in (*(turn.labels or ()), *(turn.cues or ()))}
            for label, start, end in told:
                assert 0 <= start < end <= len(turn.text)
                assert (label in on) if not label.endswith("!") else (label[:-1] not in on), (name, i, label)


def test_what_is_reported_of_a_brief_is_its_own() -> None:
    found = report({"all": [BIND, GLUE]}, Always())["all"]
    assert found["labels"]["job_ask"]["precision"] == 0
    assert set(found["by brief"]) == {"b1", "b2"}
    assert found["accused"] == 1.0
    assert found["by length"]["1 to 8 words"]["caught"] == 1.0


def test_sureness_is_off_by_how_much_more_was_said_than_was_right() -> None:
    found = sureness(pairs([BIND], Always()))
    assert found["error"] == pytest.approx(1 - found["bins"][-1]["right"])


def test_a_pair_counts_only_where_both_sides_are_read_rightly() -> None:
    assert len(partners()) >= 120
    one = BIND.model_copy(update={"id": "p-1"})
    other = CorpusLine(id="p-2", scene=BIND.scene, turns=BIND.turns[:2])
    assert both_right([one, other], {"p-1": 1, "p-2": 1}, Always()) == {"pairs": 1, "both right": 0.0}


def test_a_quote_holds_when_the_marked_words_are_in_it(tmp_path: Path) -> None:
    path = tmp_path / "evidence.jsonl"
    path.write_text(json.dumps({"id": "b1-01", "turn": 3, "marks": [["job_ask", "a line to her?"], ["pushing", "on"]]}))
    assert quotes(path, [BIND], Always())["unseen"] == {"turns": 1, "quotes": 1, "held": 1.0, "words": 7.0}


def test_the_words_marked_by_hand_stand_in_their_turns() -> None:
    by_id = {line.id: line for line in read(DEV)}
    rows = [json.loads(row) for row in EVIDENCE.read_text(encoding="utf-8").splitlines()]
    assert len(rows) >= 150
    for row in rows:
        turn = by_id[row["id"]].turns[row["turn"]]
        for label, words in row["marks"]:
            assert words in turn.text
            assert label in {each.value for each in turn.labels or ()}


def test_a_stripped_talk_keeps_its_labels() -> None:
    bare = stripped(GLUE)
    assert [turn.labels for turn in bare.turns] == [turn.labels for turn in GLUE.turns]
    assert bare.turns[1].text == "what made you choose that glue"
