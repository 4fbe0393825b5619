"""A better line follows from what the contact has just said: nobody asks to hear more of what was not told."""

import pytest

from rehearse.engines import make_reader
from rehearse.meeting.events import AnyEvent, Planned, Read, Replied, Said
from rehearse.meeting.plan import Beat, Move, Plan
from rehearse.meeting.state import fold
from rehearse.reading.codebook import Label
from rehearse.review.better import MORE, better_lines
from tests.builders import MOMENT, header, label_marks

LONG = "It would take me a longer pot of tea than this one to work all of that out for you."
ASK = "Can you get me a job with your partner?"


def lines(move: Move | None) -> list[str]:
    events: list[AnyEvent] = []
    if move is not None:
        plan = Plan(beats=(Beat(move=move, ref="a-remark"),), mood="even", minutes_left=20, words=30)
        events.append(Planned(n=1, at=MOMENT, plan=plan))
    events.append(Replied(n=len(events) + 1, at=MOMENT, text=LONG, engine="offline"))
    events.append(Said(n=len(events) + 1, at=MOMENT, text=ASK))
    events.append(Read(n=len(events) + 1, at=MOMENT, labels=label_marks(ASK, Label.JOB_ASK)))
    return [better.instead for better in better_lines(fold(header(), events), make_reader())]


@pytest.mark.parametrize(("move", "fits"), [(Move.TURN_ASIDE, False), (Move.TELL, True), (None, True)])
def test_more_is_asked_of_what_was_told_or_may_have_been(move: Move | None, fits: bool) -> None:
    found = lines(move)
    assert len(found) == 1
    assert (MORE in found) == fits
