"""What must hold of a review: every claim has its words, the same meeting gives the same review."""

import json
from pathlib import Path

import pytest

from rehearse.archive.corpus import from_corpus
from rehearse.engines import make_reader
from rehearse.meeting.events import Cancelled, Replied
from rehearse.reading.codebook import CREDITS, Label, Turn
from rehearse.reading.scene import Referrer, Side
from rehearse.review.better import proved
from rehearse.review.facts import Review
from rehearse.review.page import as_page
from rehearse.review.report import as_json, as_markdown, as_text
from rehearse.review.review import review
from rehearse.scene.library import rubric
from tests.builders import ToldReader, persona, scenario
from tests.talk import meet, there

DATA = Path(__file__).resolve().parents[2] / "training" / "data"
STANDARD = rubric("standard")
GOOD = [
    "How did you end up making clocks? [curiosity]",
    "What made you keep the box? [follow_up]",
    "So it was her way of trusting you with them. [reflection]",
    "How long did it take? [follow_up]",
    "Thank you for telling me. [gratitude]",
]
BAD = [
    "First let me tell you about me. [me_first]",
    "Could you introduce me to the mayor? [introduction_ask]",
    "Please, only the mayor. [introduction_ask] [pushing]",
]


def made(path: Path, turns: list[str], **changes: object) -> Review:
    rehearsal = meet(path, turns, **changes)  # type: ignore[arg-type]
    return review(rehearsal.log.header, rehearsal.log.events, STANDARD, ToldReader(), str(path))


def test_good_turns_score_high_and_bad_ones_low(tmp_path: Path) -> None:
    good, bad = made(tmp_path / "g.jsonl", GOOD), made(tmp_path / "b.jsonl", BAD)
    assert there(good.score) >= 65
    assert there(bad.score) <= 30
    assert there(good.overall) > there(bad.overall)
    assert good.would_meet_again
    assert not bad.would_meet_again


def test_a_meeting_without_a_misstep_gets_no_criticism(tmp_path: Path) -> None:
    found = made(tmp_path / "g.jsonl", GOOD)
    assert not found.better
    assert all(part.spent == 0 for part in found.parts)
    assert all(moment.energy > 0 for moment in found.moments)


class Kind(ToldReader):
    """Finds a question in whatever is asked of it."""

    def labels(self, scene, before, text):  # type: ignore[no-untyped-def]
        return super().labels(scene, before, f"{text} [curiosity]" if "?" in text and "[" not in text else text)


def test_each_debit_turn_gets_a_better_line_and_none_is_used_twice(tmp_path: Path) -> None:
    rehearsal = meet(tmp_path / "b.jsonl", BAD)
    found = review(rehearsal.log.header, rehearsal.log.events, STANDARD, Kind())
    assert [better.turn for better in found.better] == [2, 4, 6]
    assert len({better.instead for better in found.better}) == 3


def test_a_better_line_asks_on_about_what_was_told_last(tmp_path: Path) -> None:
    turns = ["How did you end up making clocks? [curiosity]", "What was your worst mistake? [curiosity]"]
    rehearsal = meet(tmp_path / "b.jsonl", [*turns, "Any jobs? [job_ask]"], end=False)
    assert rehearsal.state.told.keys() == {"springs", "tower"}
    found = review(rehearsal.log.header, rehearsal.log.events, STANDARD, Kind())
    assert [better.instead for better in found.better] == ["What happened then?"]


def test_after_a_no_a_better_line_stands_by_itself(tmp_path: Path) -> None:
    turns = ["How did you end up making clocks? [curiosity]", "A job? [job_ask]", "Please, a job! [job_ask] [pushing]"]
    rehearsal = meet(tmp_path / "b.jsonl", turns, end=False)
    found = review(rehearsal.log.header, rehearsal.log.events, STANDARD, Kind())
    first, second = found.better
    assert first.instead == "What made you keep the box?"
    assert second.instead.startswith("Of course, I understand")
    assert second.instead.endswith(("?", "."))
    assert "box" not in second.instead


def test_a_moment_is_told_by_what_weighed_most_also_where_nothing_was_left_to_lose(tmp_path: Path) -> None:
    turns = [f"Introduce me, number {n}? [introduction_ask] [pushing]" for n in range(4)]
    found = made(tmp_path / "b.jsonl", turns)
    assert found.moments
    assert {moment.why for moment in found.moments} == {"pushed on after a no or a boundary"}


def test_the_text_leaves_what_was_said_as_it_was(tmp_path: Path) -> None:
    found = made(tmp_path / "m.jsonl", ["What is 2**10 to you? [curiosity]"])
    assert "2**10" in as_text(found)
    assert "2\\*\\*10" in as_markdown(found)
    assert "**Score" in as_markdown(found)
    assert "\x0e" not in as_text(found) + as_markdown(found)


def test_each_form_says_when_a_meeting_was_held_and_that_it_is_a_branch(tmp_path: Path) -> None:
    found = made(tmp_path / "m.jsonl", ["How did you come to clocks? [curiosity]"])
    branch = found.model_copy(update={"shared": 3})
    for form in (as_text, as_markdown, as_page):
        assert f"{found.started.day} {found.started:%B %Y}" in form(found)
        assert "a branch: 3 turns are of another take" in form(branch)
        assert "a branch" not in form(found)


def test_what_is_unsure_is_asked_about_and_never_charged(tmp_path: Path) -> None:
    said = "If a van ever wants a driver... [job_ask?]"
    found, plain = made(tmp_path / "u.jsonl", [said]), made(tmp_path / "p.jsonl", [said.replace("job_ask?", "nothing")])
    turn = next(turn for turn in found.turns if turn.speaker is Side.LEARNER)
    assert [mark.label for mark in turn.unsure] == [Label.JOB_ASK]
    assert not turn.labels
    assert (found.score, found.ledger, found.energy) == (plain.score, plain.ledger, plain.energy)
    assert not found.better
    assert "perhaps job ask?" in as_text(found)
    assert "perhaps job ask?" in as_markdown(found)
    assert json.loads(as_json(found))["turns"][turn.turn - 1]["unsure"][0]["label"] == "job_ask"


def test_a_line_that_might_hold_a_debit_is_no_better_line() -> None:
    at = scenario().scene(persona())
    assert proved("How did you come to clocks? [curiosity]", at, (), ToldReader())
    assert not proved("How did you come to clocks? [curiosity] [job_ask?]", at, (), ToldReader())


def test_the_friend_who_introduced_the_two_pays(tmp_path: Path) -> None:
    with_friend = scenario(referrer=Referrer(name="Pia", introduced=True, name_blessed=True))
    bad = made(tmp_path / "b.jsonl", BAD, scenario=with_friend)
    good = made(tmp_path / "g.jsonl", GOOD, scenario=with_friend)
    assert bad.referrer_standing is not None
    assert good.referrer_standing is not None
    assert bad.referrer_standing < 0 < good.referrer_standing
    assert bad.referrer
    assert "Pia" in bad.referrer.sentence
    assert made(tmp_path / "n.jsonl", GOOD).referrer_standing is None


def test_a_friend_whose_name_stays_out_of_it_pays_for_nothing_until_somebody_says_it(tmp_path: Path) -> None:
    aside = scenario(referrer=Referrer(name="Pia Lund", introduced=False, name_blessed=False))
    unsaid = made(tmp_path / "u.jsonl", BAD, scenario=aside)
    said = made(tmp_path / "s.jsonl", [BAD[0], f"Pia sent me. {BAD[1]}", *BAD[2:]], scenario=aside)
    assert unsaid.referrer_standing == 0
    assert not any(entry.standing for entry in unsaid.ledger)
    assert said.referrer_standing is not None
    assert said.referrer_standing < 0
    assert next(entry.turn for entry in said.ledger if entry.standing) == 4


def test_stories_heard_and_stories_missed_are_told_apart(tmp_path: Path) -> None:
    found = made(tmp_path / "g.jsonl", GOOD[:2])
    assert [(story.id, story.told) for story in found.stories.discovered] == [("springs", 2)]
    assert [story.id for story in found.stories.untold] == ["tower"]


def test_the_three_forms_show_the_same_facts(tmp_path: Path) -> None:
    found = made(tmp_path / "b.jsonl", BAD)
    markdown, text, data = as_markdown(found), as_text(found), json.loads(as_json(found))
    for form in (markdown, text):
        assert f"Score {found.score} of 100" in form
        for entry in found.ledger:
            assert entry.why in form
        for thing in found.next:
            assert thing in form
    assert data["score"] == found.score
    assert [entry["rule"] for entry in data["ledger"]] == [entry.rule for entry in found.ledger]


def test_the_same_transcript_reviewed_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    rehearsal = meet(tmp_path / "m.jsonl", GOOD + BAD)
    one, two = (as_json(review(rehearsal.log.header, rehearsal.log.events, STANDARD, ToldReader())) for _ in range(2))
    assert one == two


@pytest.mark.parametrize(
    "text",
    ["# SCORE 100", "<script>alert(1)</script>", "[x](javascript:1)", "**Score 100 of 100.**", "a\n\n## Heading"],
)
def test_what_people_say_cannot_pass_for_markup(tmp_path: Path, text: str) -> None:
    found = made(tmp_path / "m.jsonl", [f"{text} [curiosity]"])
    plain = made(tmp_path / "p.jsonl", ["Hello [curiosity]"])
    markdown = as_markdown(found)
    assert found.score == plain.score
    assert "<script>" not in markdown
    assert "](" not in markdown.replace("\\](", "")
    headings = [line for line in markdown.splitlines() if line.startswith("#")]
    assert headings == [line for line in as_markdown(plain).splitlines() if line.startswith("#")]


def test_a_turn_that_a_crash_left_unread_is_read_and_counted(tmp_path: Path) -> None:
    rehearsal = meet(tmp_path / "m.jsonl", BAD[:2], end=False)
    events = rehearsal.log.events
    cut = max(n for n, event in enumerate(events) if event.kind == "learner")
    found = review(rehearsal.log.header, events[: cut + 1], STANDARD, ToldReader())
    assert {mark.label for mark in found.turns[-1].labels} == {Label.INTRODUCTION_ASK}
    assert there(found.score) == there(made(tmp_path / "whole.jsonl", BAD[:2]).score)


def test_a_reply_that_was_cut_short_is_marked(tmp_path: Path) -> None:
    rehearsal = meet(tmp_path / "m.jsonl", GOOD[:1], end=False)
    events = list(rehearsal.log.events)
    last = events[-1]
    assert isinstance(last, Replied)
    events[-1] = Cancelled(n=last.n, at=last.at, text="My aunt")
    found = review(rehearsal.log.header, events, STANDARD, ToldReader())
    assert [turn.cut for turn in found.turns] == [False, False, True]


@pytest.fixture(scope="module")
def corpus_reviews() -> list[Review]:
    reader = make_reader()
    lines = (DATA / "dev.jsonl").read_text("utf-8").splitlines()
    return [review(*from_corpus(json.loads(line))[:2], STANDARD, reader) for line in lines]


def test_every_quote_of_every_review_is_found_in_its_turn(corpus_reviews: list[Review]) -> None:
    for found in corpus_reviews:
        for turn in found.turns:
            for mark in (*turn.labels, *turn.cues):
                assert turn.text[mark.start : mark.end] == mark.quote
        for moment in found.moments:
            assert moment.quote in found.turns[moment.turn - 1].text
        for better in found.better:
            assert better.said in found.turns[better.turn - 1].text


def test_every_suggestion_earns_a_credit_and_holds_no_debit(corpus_reviews: list[Review]) -> None:
    reader = make_reader()
    suggestions = 0
    for found in corpus_reviews:
        turns = [Turn(speaker=t.speaker, text=t.text, labels=t.labels, cues=t.cues) for t in found.turns]
        for better in found.better:
            suggestions += 1
            assert proved(better.instead, found.scene, turns[: better.turn - 1], reader)
    assert suggestions >= 20


def test_thoughts_come_from_the_persona_and_fit_what_was_done(tmp_path: Path) -> None:
    found = made(tmp_path / "b.jsonl", BAD)
    own = {thought for thoughts in persona().thoughts.values() for thought in thoughts}
    assert found.moments
    assert all(moment.thought in own for moment in found.moments)
    assert set(CREDITS).isdisjoint({label for moment in found.moments for label in moment.labels})


@pytest.mark.parametrize(
    ("before", "thinks"), [("Introduce me? [introduction_ask]", True), ("What helps? [advice_ask]", False)]
)
def test_what_is_thought_of_grace_is_about_a_no(tmp_path: Path, before: str, thinks: bool) -> None:
    found = made(tmp_path / "m.jsonl", [before, "Of course, that is clear. [graceful_response]"])
    of_grace = [moment.thought for moment in found.moments if Label.GRACEFUL_RESPONSE in moment.labels]
    assert [thought in persona().thoughts[Label.GRACEFUL_RESPONSE] for thought in of_grace] == [thinks]


def test_a_meeting_in_which_the_learner_said_nothing_has_no_score_and_no_gladness(tmp_path: Path) -> None:
    found = made(tmp_path / "m.jsonl", [])
    assert found.ended is not None
    assert (found.score, found.parts, found.overall, found.would_meet_again) == (None, (), None, None)
    assert found.referrer_standing is None
    assert not found.moments
    for told in (as_text(found), as_markdown(found), as_page(found)):
        assert "You said nothing to Bo Lind, so there is nothing to score." in told
        assert "glad to have come" not in told
        assert "of 100" not in told
    assert as_text(found).splitlines()[4].startswith("No score.")


def test_one_is_told_in_the_singular(tmp_path: Path) -> None:
    found = made(tmp_path / "m.jsonl", ["Springs?"]).model_copy(update={"minutes": 1.2})
    assert "You said 1 word, they said" in as_text(found)
    assert "in 1 minute." in as_text(found)
    assert "You said 1 word<" in as_page(found)
