"""Rulings that are a matter of record, whatever the network tells."""

import pytest

from rehearse.reading.codebook import Cue, CueMark, Label, LabelMark, Turn
from rehearse.reading.encoder.rulings import brought_up, carried_on, invited, only_asks_who
from rehearse.reading.invitations import invitations
from rehearse.reading.scene import Side
from tests.builders import label_marks, persona, scenario

TEXT = "And who taught you?"


def contact(confidence: float, cue: Cue = Cue.SIGNALS_TIME) -> Turn:
    text = "My tea is cold."
    mark = CueMark(label=cue, quote=text, start=0, end=len(text), confidence=confidence)
    return Turn(speaker=Side.CONTACT, text=text, cues=(mark,))


def test_who_asks_about_what_the_contact_brought_up_is_not_unprepared_for_it() -> None:
    at = scenario().scene(persona())
    before = [Turn(speaker=Side.CONTACT, text="At Strathdallan they would have made you sit down.")]
    open_ = invitations(at, before)
    for quote, barred in (("strathdallan, is it a tea estate?", True), ("So what is it that you do, Bo?", False)):
        (mark,) = label_marks(quote, Label.UNPREPARED)
        assert brought_up(mark, at, open_) is barred
        assert not brought_up(mark, at, invitations(at, []))
        (other,) = label_marks(quote, Label.FOLLOW_UP)
        assert not brought_up(other, at, open_)


def marks(*labels: Label) -> tuple[LabelMark, ...]:
    return label_marks(TEXT, *labels)


@pytest.mark.parametrize("label", [Label.CURIOSITY, Label.FOLLOW_UP, Label.ADVICE_ASK])
def test_who_asks_on_over_a_time_signal_on_record_pushes(label: Label) -> None:
    pushed = carried_on([contact(1.0)], marks(label))
    assert pushed
    assert (pushed.label, pushed.quote) == (Label.PUSHING, TEXT)


def test_a_signal_that_was_only_read_is_left_to_the_network() -> None:
    assert carried_on([contact(0.95)], marks(Label.FOLLOW_UP)) is None


def test_who_keeps_the_time_or_only_thanks_does_not_push() -> None:
    assert carried_on([contact(1.0)], marks(Label.FOLLOW_UP, Label.TIME_RESPECT)) is None
    assert carried_on([contact(1.0)], marks(Label.GRATITUDE)) is None


def test_another_cue_or_an_older_signal_is_no_signal() -> None:
    between = Turn(speaker=Side.CONTACT, text="Stay a little.")
    assert carried_on([contact(1.0, Cue.DECLINES)], marks(Label.FOLLOW_UP)) is None
    assert carried_on([contact(1.0), between], marks(Label.FOLLOW_UP)) is None
    assert carried_on([], marks(Label.FOLLOW_UP)) is None


def test_pushing_that_is_found_already_is_not_found_twice() -> None:
    assert carried_on([contact(1.0)], marks(Label.FOLLOW_UP, Label.PUSHING)) is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("So tell me, how can I help you?", "how can I help you?"),
        ("It's Wednesday, Kevin. What can I do for you, apart from tea?", "What can I do for you, apart from tea?"),
    ],
)
def test_an_invitation_in_plain_words_is_one_whatever_the_network_felt(text: str, words: str) -> None:
    found = invited(text, ())
    assert found
    assert (found.label, found.quote) == (Cue.INVITES_ASK, words)
    assert invited(text, (found,)) is None


@pytest.mark.parametrize(
    "text",
    [
        "How can I help it if the stones crack?",
        "They all ask me “what can I do for you?”",
        "I know what I can do for you.",
    ],
)
def test_the_same_words_about_something_else_invite_nothing(text: str) -> None:
    assert invited(text, ()) is None


@pytest.mark.parametrize(
    ("turn", "only"),
    [
        ("And Iker, is he your colleague at the practice?", True),
        ("Please, who is this woman laughing in the photograph?", True),
        ("And these baskets with the names, whose names are those?", True),
        ("Tell me about Mrs Lumb, then, who let you sleep through double maths?", True),
        ("Oh, and tell me more about Severo.", True),
        ("Tell me about your partner Iker, maybe he needs help?", False),
        ("Tell me about anyone I should meet.", False),
        ("Who is she? Could you introduce us?", False),
        ("Who's the head of your scheme?", False),
        ("Who else should I be talking to?", False),
        ("Would you put in a word?", False),
    ],
)
def test_who_only_asks_who_somebody_is_is_asked_whether_they_meant_more_and_not_charged(turn: str, only: bool) -> None:
    mark = LabelMark(label=Label.INTRODUCTION_ASK, quote=turn, start=0, end=len(turn), confidence=0.98)
    assert only_asks_who(mark, turn) is only
    other = mark.model_copy(update={"label": Label.CONDUIT})
    assert not only_asks_who(other, turn)
