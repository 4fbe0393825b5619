"""The forms of a cohort's report: what was said breaks no page, no table and no line, and all stay bounded."""

import csv
import io
import re
from typing import Any

import pytest

from rehearse.coaching.cohort.as_csv import BEGINNING, FORMULAS, Table
from rehearse.coaching.cohort.as_text import WIDTH, as_text
from rehearse.coaching.cohort.fold import Cohort, CohortFold
from rehearse.coaching.cohort.page import SHOWN, as_page
from rehearse.coaching.facts import Bad, Claim, MeetingFacts, Told
from rehearse.reading.codebook import Label
from rehearse.text import clean
from tests.coaching.cohorts import RUBRIC, facts, judged, report
from tests.review.hostile import HOSTILE
from tests.review.test_page import Seen

PLAIN = "Plain words"


def meetings(word: str) -> list[MeetingFacts]:
    """Meetings in which each text that a person or a file may choose holds the word."""
    told = Told(id="springs", title=word, turn=2, quote=word)
    claim = Claim(label=Label.JOB_ASK, turn=2, quote=word)
    given: dict[str, Any] = {"title": word, "contact": word, "persona": word, "reader": word, "claims": (claim,)}
    found = [
        facts(f"ana {word}", number, 40 - number, discovered=(told,), untold=(told,), **given) for number in range(3)
    ]
    correction = judged(2, (Label.JOB_ASK,), (), word).model_copy(update={"quote": word})
    return [*found[:2], found[2].model_copy(update={"judged": (correction,), "ended": None, "branch_of": word})]


def page(word: str) -> str:
    return as_page(report(*meetings(word), Bad(word, word)))


@pytest.mark.parametrize("word", HOSTILE.values(), ids=HOSTILE)
def test_nothing_that_was_said_becomes_part_of_the_page(word: str) -> None:
    plain, seen = Seen(page(PLAIN)), Seen(page(word))
    assert seen.tags == plain.tags
    assert not seen.open
    assert seen.other == plain.other
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", page(word))


@pytest.mark.parametrize("word", HOSTILE.values(), ids=HOSTILE)
def test_nothing_that_was_said_breaks_a_line_of_the_text(word: str) -> None:
    text = as_text(report(*meetings(word), Bad(word, word)))
    assert clean(text) == text
    assert all(len(line) <= WIDTH for line in text.splitlines())
    assert len([line for line in text.split("\n") if line.isupper() and "PROGRESS" in line]) == 1


def test_the_page_needs_nothing_from_elsewhere() -> None:
    seen = Seen(page(PLAIN))
    assert not [value for name, value in seen.values if name in ("src", "href") and not value.startswith("#")]
    assert "script" not in {tag for tag, _ in seen.tags}
    assert not [tag for tag, names in seen.tags if "style" in names]


def test_every_link_of_the_page_leads_somewhere() -> None:
    values = Seen(page(PLAIN)).values
    ids = {value for name, value in values if name == "id"}
    assert {value.removeprefix("#") for name, value in values if name == "href"} <= ids


def test_the_page_shows_every_learner_reason_and_debit() -> None:
    found = report(*meetings(PLAIN))
    text = Seen(as_page(found)).text
    assert all(row.learner in text for row in found.learners)
    assert all(reason.says in text for talk in found.talks for reason in talk.reasons)
    assert found.talks
    assert "job ask" in text
    assert "too few to say" in text


def test_the_page_of_thousands_is_bounded_and_says_what_it_leaves_out() -> None:
    few, many = (as_page(report(*(facts(f"no-{n}", 1, n % 100) for n in range(count)))) for count in (100, 2_000))
    assert len(many) < 1.2 * len(few)
    assert f"{2_000 - SHOWN:,} more learners" in Seen(many).text


def test_those_who_need_a_talk_are_on_the_page_however_many_there_are() -> None:
    needy = [facts("zoe", number, 10) for number in range(3)]
    text = Seen(as_page(report(*(facts(f"no-{n}", 1) for n in range(200)), *needy))).text
    assert "The scores stay low: 10, 10 and 10." in text


def test_an_empty_cohort_has_a_page_and_a_text() -> None:
    assert "nothing to report on" in as_page(report())
    assert "nothing to report on" in as_text(report())


def test_one_meeting_has_a_page() -> None:
    assert "1 learner, 1 meeting" in as_page(report(facts()))


def test_the_json_is_read_back_as_it_was() -> None:
    found = report(*meetings(PLAIN), Bad("a", "b"))
    assert Cohort.model_validate_json(found.model_dump_json(by_alias=True)) == found


def rows(*found: MeetingFacts) -> list[dict[str, str]]:
    file = io.StringIO()
    table = Table(file, RUBRIC)
    for one in found:
        table.add(one)
    assert file.getvalue().startswith(BEGINNING)
    return list(csv.DictReader(io.StringIO(file.getvalue().removeprefix(BEGINNING))))


def test_a_row_holds_the_facts_of_a_meeting() -> None:
    (row,) = rows(facts("ana", 1, 60, Label.JOB_ASK, Label.JOB_ASK, Label.CURIOSITY))
    assert (row["learner"], row["transcript"], row["score"], row["ended"]) == ("ana", "ana/1.jsonl", "60", "glad")
    assert (row["points_restraint"], row["points_care"], row["would_meet_again"]) == ("18.0", "", "yes")
    assert (row["job_ask"], row["curiosity"], row["me_first"]) == ("2", "1", "0")
    assert row["debits_quoted"] == "job ask, turn 2: “job ask of ana, 1” / job ask, turn 4: “job ask of ana, 1”"


@pytest.mark.parametrize("word", [f"{sign}1+1" for sign in FORMULAS] + ["=HYPERLINK(A1)", " =1+1", *HOSTILE.values()])
def test_no_cell_is_a_formula(word: str) -> None:
    (row,) = rows(meetings(word)[0].model_copy(update={"learner": word, "source": word, "gifts": (word,)}))
    texts = {name: value for name, value in row.items() if not re.fullmatch(r"-?[0-9.]+", value)}
    assert texts["learner"]
    assert not [name for name, value in texts.items() if value.startswith(tuple(FORMULAS))]


def test_a_number_below_zero_stays_a_number() -> None:
    (row,) = rows(facts(parts={"restraint": -6.0}))
    assert row["points_restraint"] == "-6.0"


def test_the_report_does_not_depend_on_parts_that_the_rubric_lacks() -> None:
    fold = CohortFold(RUBRIC)
    fold.add(facts(parts={"zeal": 1.0, "curiosity": 4.0}))
    assert [part.name for part in fold.report().parts] == ["curiosity", "zeal"]
