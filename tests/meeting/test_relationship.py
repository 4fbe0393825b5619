"""What must hold of a relationship: the fold over all meetings with one contact."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rehearse.meeting.events import Header, Parent
from rehearse.meeting.fading import HALF_LIFE, faded, grown
from rehearse.meeting.garden import Season, Standing, hint, since, standing
from rehearse.meeting.met import Met, met
from rehearse.meeting.plan import Beat, Leaving, Move
from rehearse.meeting.relationship import Relationship, earlier, relationships, trust_to_begin
from rehearse.reading.scene import Side
from rehearse.scene.scenario import STRANGER
from tests.acquaintance import NEWS, SENT, events
from tests.builders import MOMENT, header, persona

UNITS = st.floats(0, 1)


def meeting(name: str, days: float = 0, *told: Beat, parent: str | None = None, **rest: Any) -> Met:
    """A meeting so many days after the first possible one."""
    at = MOMENT + timedelta(days=days)
    head: dict[str, Any] = {"id": name, "started": at, "trust": rest.pop("trust", STRANGER)}
    head |= {"parent": Parent(id=parent, turns=1)} if parent else {}
    found = met(header(**head), events(*told, at=at, **rest))
    assert found is not None
    return found


def one(*meetings: Met) -> Relationship:
    return relationships(meetings)["bo-lind"]


@given(UNITS, st.floats(0, 100_000), st.floats(0, 100_000))
def test_trust_fades_towards_a_stranger_s_and_never_across(trust: float, days: float, more: float) -> None:
    soon, later = faded(trust, days), faded(trust, days + more)
    low, high = sorted((round(trust, 4), STRANGER))
    assert low <= soon <= high
    assert abs(later - STRANGER) <= abs(soon - STRANGER)


def test_after_a_half_life_half_of_what_was_won_or_lost_is_left() -> None:
    assert faded(0.8, HALF_LIFE) == pytest.approx(0.5)
    assert faded(0.0, HALF_LIFE) == pytest.approx(0.1)


@given(UNITS, UNITS, UNITS)
def test_a_meeting_moves_trust_its_own_way_and_within_its_bounds(trust: float, start: float, end: float) -> None:
    after = grown(trust, start, end)
    assert 0 <= after <= 1
    assert (after >= trust - 1e-4) if end >= start else (after <= trust + 1e-4)
    assert grown(start, start, end) == pytest.approx(end, abs=1e-4)


SPACED = st.lists(st.tuples(st.floats(0, 900), UNITS, st.booleans()), min_size=1, max_size=6)


@given(SPACED, st.randoms(use_true_random=False), st.floats(0, 5_000))
def test_the_order_in_which_files_are_listed_makes_no_difference(
    spaced: list[tuple[float, float, bool]], chance: Any, later: float
) -> None:
    meetings = [
        meeting(f"m{n}", days, trust=trust, letter="Thank you." if wrote else "")
        for n, (days, trust, wrote) in enumerate(spaced)
    ]
    shuffled = list(meetings)
    chance.shuffle(shuffled)
    found = one(*meetings)
    assert one(*shuffled) == found
    assert list(found.points) == sorted(found.points, key=lambda point: point.at)
    assert all(0 <= point.trust <= 1 for point in found.points)
    assert 0 <= found.trust_at(MOMENT + timedelta(days=later)) <= 1


def test_branches_of_one_meeting_count_once_and_the_last_that_ended_counts() -> None:
    parent = meeting("parent", 0, Beat(move=Move.TELL, ref="springs"))
    child = meeting("child", 2, Beat(move=Move.TELL, ref="tower"), parent="parent")
    grandchild = meeting("grandchild", 3, parent="child", end=False)
    orphans = [meeting(f"orphan-{n}", n, parent="a-deleted-one") for n in (4, 5)]
    found = one(grandchild, child, parent, *orphans)
    assert [each.id for each in found.meetings] == ["child", "orphan-5"]
    assert set(found.told) == {"tower"}


def test_a_branch_of_an_unfinished_branch_belongs_to_the_same_family() -> None:
    family = [
        meeting("a"),
        meeting("b", 1, parent="a", end=False),
        meeting("c", 2, parent="b"),
    ]
    assert [each.id for each in one(*family).meetings] == ["c"]


def test_transcripts_that_name_each_other_as_parents_are_one_family() -> None:
    found = one(meeting("a", 0, parent="b"), meeting("b", 1, parent="a"), meeting("c", 2, parent="a"))
    assert [each.id for each in found.meetings] == ["c"]


def test_a_copy_of_a_transcript_counts_once() -> None:
    assert len(one(meeting("a"), meeting("a")).meetings) == 1


def test_unfinished_and_imported_meetings_do_not_count() -> None:
    assert relationships([meeting("a", end=False)]) == {}
    assert met(header(persona=None), events()) is None


def test_what_was_told_given_and_said_is_remembered_across_meetings() -> None:
    found = one(
        meeting("a", 0, Beat(move=Move.TELL, ref="springs"), Beat(move=Move.TELL, ref="lund")),
        meeting("b", 30, Beat(move=Move.TELL, ref="springs", layer=1), Beat(move=Move.OFFER, ref="ada")),
    )
    assert found.told == {"springs": (0, 1)}
    assert found.remarks == ("lund",)
    assert found.gifts == ("ada",)
    assert found.learned == (NEWS,)
    assert [story.id for story in found.unheard(persona())] == ["tower"]
    promised = [(promise.by, promise.what) for _, promise in found.promises]
    assert promised == [
        (Side.LEARNER, SENT),
        (Side.LEARNER, SENT),
        (Side.CONTACT, "an introduction to Ada Berg: “So.”"),
    ]


def test_a_note_moves_the_relationship_s_trust_and_not_the_meeting_s() -> None:
    plain, thanked = meeting("a"), meeting("a", letter="Thank you for the box.")
    assert thanked.end == plain.end
    assert thanked.letter is not None
    assert thanked.letter.trust > 0
    assert one(thanked).trust_at(MOMENT) == pytest.approx(one(plain).trust_at(MOMENT) + thanked.letter.trust)


def going_on(found: Relationship, days: float) -> Header:
    now = MOMENT + timedelta(days=days)
    return header(id="next", started=now, earlier=earlier(found, now), trust=trust_to_begin(found, STRANGER, now))


def test_a_meeting_that_goes_on_adds_only_what_was_new_in_it() -> None:
    first = meeting("a", 0, Beat(move=Move.TELL, ref="springs"))
    head = going_on(one(first), 20)
    assert head.earlier is not None
    assert (head.earlier.days, head.earlier.told) == (20, {"springs": (0,)})
    second = met(head, events(Beat(move=Move.TELL, ref="springs", layer=1), at=head.started))
    assert second is not None
    assert second.told == {"springs": (1,)}
    assert one(first, second).trust_at(head.started) == second.end


def test_what_was_earned_is_not_lost_to_a_cool_scene_nor_a_burn_forgiven_by_a_warm_one() -> None:
    friend, burned = one(meeting("a", trust=0.7)), one(meeting("a", trust=0.0))
    stands = friend.trust_at(MOMENT)
    assert trust_to_begin(friend, 0.1, MOMENT) == stands
    assert trust_to_begin(friend, 0.95, MOMENT) == 0.95
    assert trust_to_begin(burned, 0.5, MOMENT) == burned.trust_at(MOMENT) < STRANGER


def test_moments_without_a_zone_can_be_compared() -> None:
    naive = met(header(id="b", started=MOMENT.replace(tzinfo=None)), events())
    assert naive is not None
    assert len(one(meeting("a"), naive).meetings) == 2


def test_whoever_was_just_met_and_written_to_needs_nothing_and_is_no_name_of_the_home_screen() -> None:
    written = meeting("one", letter="Thank you for the box. [gratitude]")
    found = one(written)
    now = found.seen + timedelta(hours=1)
    assert standing(found, now) == Standing(Season.REST, "needs nothing for now: you met today, and wrote")
    assert hint([found], now) == ""


def test_last_evening_was_yesterday_by_the_calendar() -> None:
    evening = datetime(2026, 1, 1, 22).astimezone()
    assert since(evening, evening + timedelta(hours=9)) == "yesterday"
    assert since(evening, evening + timedelta(hours=1)) == "today"


def test_after_a_lukewarm_meeting_nobody_is_said_to_be_glad() -> None:
    glad, lukewarm = (one(meeting("a", trust=0.5, how=how)) for how in (Leaving.GLAD, Leaving.ON_TIME))
    for days, season in ((1, Season.THANK), (30, Season.WRITE)):
        now = glad.seen + timedelta(days=days)
        assert standing(glad, now).season is season
        assert hint([glad], now) == "Bo would be glad to hear from you"
        assert "glad" not in standing(lukewarm, now).clause
        assert hint([lukewarm], now) == ""


def test_a_meeting_in_which_the_learner_said_nothing_does_not_count() -> None:
    said = [event for event in events() if event.kind in ("contact", "end")]
    assert met(header(), said) is None
