"""What must hold of the fold over a meeting's events."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from rehearse.meeting.events import EVENT, AnyEvent, Corrected, Noted
from rehearse.meeting.ledger import RULES
from rehearse.meeting.plan import Beat, Move, Plan
from rehearse.meeting.state import advance, begin, fold
from rehearse.reading.codebook import Label
from rehearse.reading.scene import Referrer
from tests.builders import MOMENT, header, label_marks, scenario

WORDS = st.text(alphabet="abc d", min_size=1, max_size=40).filter(str.strip)
PLAN = Plan(beats=(Beat(move=Move.NOD),), mood="even", minutes_left=20, words=30)


@st.composite
def meetings(draw: st.DrawFn) -> list[AnyEvent]:
    """Events as a meeting makes them: said, read, planned, replied or cancelled, any number of times."""
    events: list[AnyEvent] = []

    def add(kind: str, **fields: object) -> None:
        events.append(EVENT.validate_python({"kind": kind, "n": len(events) + 1, "at": MOMENT, **fields}))

    for _ in range(draw(st.integers(0, 12))):
        text = draw(WORDS)
        add("learner", text=text)
        add("reading", labels=label_marks(text, *draw(st.lists(st.sampled_from(list(Label)), unique=True, max_size=4))))
        add("plan", plan=PLAN)
        if draw(st.booleans()):
            add("contact", text=draw(WORDS), engine="offline")
        else:
            add("cancelled", text=draw(st.sampled_from(["", "I was abo"])))
        if draw(st.booleans()):
            add("note", turn=1, text=draw(WORDS), author="coach")
            labels = draw(st.lists(st.sampled_from(list(Label)), unique=True, max_size=2))
            add("correction", turn=draw(st.integers(1, 3)), labels=labels, author=draw(st.sampled_from(["Ana", "Bo"])))
    return events


@given(meetings(), st.integers(0, 60))
def test_a_prefix_does_not_depend_on_what_follows(events: list[AnyEvent], cut: int) -> None:
    head = header()
    step_by_step = begin(head)
    for event in events[:cut]:
        step_by_step = advance(step_by_step, event)
    assert fold(head, events[:cut]) == step_by_step
    full = fold(head, events)
    count = len(step_by_step.turns)
    if not step_by_step.unread:
        assert full.turns[:count] == step_by_step.turns
        assert full.ledger[: len(step_by_step.ledger)] == step_by_step.ledger
        assert full.energy_curve[:count] == step_by_step.energy_curve


@given(meetings())
def test_energy_trust_and_standing_stay_in_range_and_are_the_ledger_s_sum(events: list[AnyEvent]) -> None:
    referrer = Referrer(name="Pia", introduced=True, name_blessed=True)
    head = header(with_scenario=scenario(referrer=referrer))
    state = fold(head, events)
    assert 0 <= state.energy <= 1
    assert 0 <= state.trust <= 1
    assert -2 <= state.standing <= 2
    assert abs(head.energy + sum(entry.energy for entry in state.ledger) - state.energy) < 1e-3
    assert abs(head.trust + sum(entry.trust for entry in state.ledger) - state.trust) < 1e-3
    assert abs(sum(entry.standing for entry in state.ledger) - state.standing) < 1e-3


@given(meetings())
def test_of_each_author_s_corrections_of_a_turn_the_last_holds(events: list[AnyEvent]) -> None:
    corrections = [event for event in events if isinstance(event, Corrected)]
    last = {(event.turn, event.author): event for event in corrections}
    state = fold(header(), events)
    assert sorted(state.corrections, key=lambda event: event.n) == sorted(last.values(), key=lambda event: event.n)
    assert state.corrections == tuple(sorted(state.corrections, key=lambda event: event.n))


@given(meetings())
def test_notes_and_corrections_change_nothing_at_the_table(events: list[AnyEvent]) -> None:
    bare = [event for event in events if not isinstance(event, Noted | Corrected)]
    kept = replace(fold(header(), events), notes=(), corrections=(), events=0)
    assert kept == replace(fold(header(), bare), events=0)


@given(meetings())
def test_without_a_referrer_nobody_s_standing_changes(events: list[AnyEvent]) -> None:
    assert fold(header(), events).standing == 0


@given(meetings())
def test_every_ledger_entry_names_a_learner_turn_that_carries_its_rule(events: list[AnyEvent]) -> None:
    state = fold(header(), events)
    for entry in state.ledger:
        turn = state.turns[entry.turn - 1]
        assert entry.rule in {mark.label.value for mark in turn.labels} | {"monologue", "overtime"}


@given(meetings())
def test_there_is_one_energy_for_each_turn_and_the_clock_only_runs_on(events: list[AnyEvent]) -> None:
    head = header()
    state, used = begin(head), 0.0
    for event in events:
        state = advance(state, event)
        assert state.minutes_used >= used
        used = state.minutes_used
    assert len(state.energy_curve) == len(state.turns)


def test_each_credit_raises_and_each_debit_lowers_energy_and_trust() -> None:
    assert set(RULES) == set(Label)
    for label, rule in RULES.items():
        assert (rule.energy < 0) == label.is_debit
        assert (rule.trust < 0) == label.is_debit
