"""Decides what the contact does in the next turn, from how things stand. Pure; the words come later."""

from rehearse.contact import answering, offering
from rehearse.contact.hearing import Heard, hear
from rehearse.contact.noticing import answers_us, noticed
from rehearse.contact.wording import said, wordings
from rehearse.errors import ContactError
from rehearse.meeting import clock
from rehearse.meeting.gladness import would_meet_again
from rehearse.meeting.plan import Beat, Leaving, Move, Plan
from rehearse.meeting.state import State
from rehearse.reading.codebook import ASKS, DEBITS, Cue, Label, Turn
from rehearse.reading.scene import Side

REFUSED = (*ASKS, Label.PUSHING)
"""What is answered with a no."""
SEVERITY = (
    Label.PUSHING,
    Label.SALES_PITCH,
    Label.INTRODUCTION_ASK,
    Label.JOB_ASK,
    Label.FREE_WORK_ASK,
    Label.NAME_DROP,
    Label.RESUME_WALKTHROUGH,
    Label.CONDUIT,
    Label.ME_FIRST,
    Label.UNPREPARED,
)
"""Which of several debits in one turn is answered: the first of these."""
BEARABLE = (Label.UNPREPARED, Label.ME_FIRST, Label.CONDUIT)
"""Debits after which a question in the same turn is still answered."""
THANKED = (
    Label.GIVE_BACK,
    Label.PREPARATION,
    Label.TIME_RESPECT,
    Label.GRACEFUL_RESPONSE,
    Label.REFLECTION,
    Label.GRATITUDE,
)
"""Credits that are answered in the persona's wording, the most telling first."""
PASSING = (Move.RESUME, Move.SIGNAL_TIME, Move.MISNAMED)
"""What is left out first when the time is short."""
CONTENT = 0.3
"""Energy from which a goodbye is not cold."""
COLD = 0.08
"""Energy below which even a patient contact leaves."""


def make_plan(state: State, *, parting: bool = False) -> Plan:
    """Return what the contact does next; with `parting`, the learner is about to leave.

    Raises ContactError for a meeting without a persona.
    """
    persona = state.header.persona
    if persona is None:
        raise ContactError("this meeting has no persona", cure="Review or replay it instead.")
    turn = state.last(Side.LEARNER)
    heard = hear(turn.text) if turn else Heard.GREETING
    goodbye = parting or (heard is Heard.PARTING and turn is not None and not _asks(turn))
    leaving = leaving_for(state, goodbye=True) if goodbye else _leaving(state, heard)
    gifts = offering.eligible(state)
    beats = [Beat(move=Move.GREET)] if turn is None else _beats(state, turn, heard, leaving, gifts, parting=parting)
    beats = _sayable(state, _greeted(state, beats))
    if not beats:
        leaving = leaving or leaving_for(state)
        beats = [Beat(move=Move.LEAVE, ref=leaving)]
    return Plan(
        beats=tuple(beats),
        mood=state.mood,
        minutes_left=state.minutes_left,
        words=persona.voice.words[1],
        leaving=leaving,
        goodbye=goodbye,
        may_offer=tuple(gift.id for gift in gifts),
    )


def _greeted(state: State, beats: list[Beat]) -> list[Beat]:
    """Who is known is greeted first, also where they were the first to speak, unless what they said is turned down."""
    known = state.header.earlier is not None and state.last(Side.CONTACT) is None
    if not known or _is_final(beats) or any(beat.move in (Move.GREET, Move.LEAVE) for beat in beats):
        return beats
    return [Beat(move=Move.GREET), *beats]


def leaving_for(state: State, *, goodbye: bool = False) -> Leaving:
    """Return how a contact ends a meeting whose time has come, or that the learner ends.

    They are as glad as the review will say: glad where they would meet again, and nobody went on after a no.
    """
    if state.energy < CONTENT and not goodbye:
        return Leaving.EARLY
    if would_meet_again(state) and Label.PUSHING not in state.counts:
        return Leaving.GLAD
    return Leaving.PARTING if goodbye and state.minutes_left > clock.SHORT else Leaving.ON_TIME


def _leaving(state: State, heard: Heard) -> Leaving | None:
    """Whether the contact ends the meeting now, and how."""
    patience = state.header.patience
    debits = sum(state.counts.get(label, 0) for label in DEBITS)
    if state.energy <= COLD + 0.1 * (1 - patience) or debits >= 4 + round(4 * patience):
        return Leaving.EARLY
    if heard is Heard.RUDE and _heard_before(state, Heard.RUDE):
        return Leaving.EARLY
    scenario = state.header.scenario
    if state.minutes_left <= 0 or (scenario and state.learner_turns >= scenario.limits.turns):
        return leaving_for(state)
    turn = state.last(Side.LEARNER)
    if state.time_was_signalled and turn and turn.has(Label.TIME_RESPECT) and not _asks(turn):
        return leaving_for(state)
    return None


def _beats(  # noqa: PLR0913 - one step of make_plan, on all that it found
    state: State, turn: Turn, heard: Heard, leaving: Leaving | None, gifts: tuple[offering.Gift, ...], *, parting: bool
) -> list[Beat]:
    beats = [] if parting else _reaction(state, turn, heard)
    if not parting and not _is_final(beats):
        beats = _with_notice(noticed(state, turn), beats)
    if leaving:
        gift = None if parting else offering.at_parting(state, gifts)
        kept = [*beats[:1], _offer(gift)] if gift else beats[:1]
        told = [] if gift or parting or _is_final(beats) else _last_answer(state, turn, heard, leaving)
        return [*(told or kept), Beat(move=Move.LEAVE, ref=leaving)]
    if not _is_final(beats):
        gift = offering.now(state, gifts) if not _asks(turn) else None
        said_to_it = any(beat.move is not Move.MISNAMED for beat in beats)
        answer = answering.answer(state, turn, heard, reacted=said_to_it)
        beats += [*_received(answer), _offer(gift)] if gift else answer
    if _time_is_short(state) or (_carries_on(state, turn) and not _is_final(beats)):
        gift, kept = offering.at_parting(state, gifts), _shortened(beats)
        full = any(beat.move in (Move.OFFER, Move.TELL, Move.ADVISE) for beat in kept)
        offer = [_offer(gift)] if gift and not full else []
        beats = [*kept, *offer, Beat(move=Move.SIGNAL_TIME)]
    return beats


def _with_notice(notice: list[Beat], beats: list[Beat]) -> list[Beat]:
    """What is noticed comes first; a promise that is kept is thanked for once, in the words for that."""
    if any(beat.move is Move.KEPT for beat in notice):
        beats = [beat for beat in beats if beat.label not in (Label.GIVE_BACK, Label.GRATITUDE)]
    return [*notice, *beats]


def _shortened(beats: list[Beat]) -> list[Beat]:
    """The first beat that is no mere lead-in nor the signal that follows, with the second where they are one answer.

    A word to what the learner told or brought is short, and stays before an answer.
    """
    lead = [beat for beat in beats if beat.move in (Move.RECEIVE, Move.KEPT)][:1]
    meant = [beat for beat in beats if beat.move not in PASSING and beat not in lead]
    together = len(meant) > 1 and meant[0].ref is not None and meant[0].ref == meant[1].ref
    return [*lead, *meant[: 2 if together else 1]]


def _received(answer: list[Beat]) -> list[Beat]:
    """Of an answer, what takes up the learner's own news: it is said before a gift as well."""
    return [beat for beat in answer[:1] if beat.move is Move.RECEIVE]


def _reaction(state: State, turn: Turn, heard: Heard) -> list[Beat]:
    """What the contact says to the turn itself, before any answer."""
    direct = {Heard.RUDE: Move.REBUKE, Heard.BOT: Move.HUMAN}.get(heard)
    if direct:
        return [Beat(move=direct)]
    debits = [label for label in SEVERITY if turn.has(label)]
    if not debits:
        return _thanks(state, turn)
    if debits[0] is Label.PUSHING and not _refused_before(state):
        # What a persona says to pushing is about a no. Who only went on over a time signal hears the time again, and
        # the first time a short answer.
        if _carries_on(state, turn):
            return [] if state.times(Label.PUSHING) <= 1 else [Beat(move=Move.SIGNAL_TIME)]
        debits = [*debits[1:], *debits[:1]]
    debit = debits[0]
    times = state.times(*REFUSED) if debit in REFUSED else state.times(debit)
    move = Move.DECLINE if debit in REFUSED else Move.REACT
    beats = [Beat(move=move, label=debit, times=max(times, 1))]
    persona = state.header.persona
    if persona and len(turn.text.split()) > persona.interrupts_after:
        beats.insert(0, Beat(move=Move.INTERRUPT))
    return beats


def _carries_on(state: State, turn: Turn) -> bool:
    """Whether all that is wrong with a turn is that it asks on although the time was said to be nearly over."""
    return [label for label in SEVERITY if turn.has(label)] == [Label.PUSHING] and not _refused_before(state)


def _last_answer(state: State, turn: Turn, heard: Heard, leaving: Leaving) -> list[Beat]:
    """What is still told to a question before a goodbye that is no cold one."""
    if leaving is Leaving.EARLY or not _asks(turn) or turn.has(Label.PUSHING):
        return []
    told = answering.answer(state, turn, heard, reacted=True)
    return told if told and all(beat.move in (Move.TELL, Move.ADVISE) for beat in told) else []


def _refused_before(state: State) -> bool:
    """Whether the contact has said no in this meeting: otherwise whoever pushes asks for the first time."""
    return any(turn.has(Cue.DECLINES) for turn in state.turns)


def _thanks(state: State, turn: Turn) -> list[Beat]:
    """The answer to a credit; not each time, or it would be a reflex.

    An answer to the contact's own question is taken up as that, whatever thanks are in it.
    What a persona says to grace is about a no well taken, and what they say to thanks about what they gave.
    """
    last, unfit = state.last(Side.CONTACT), set[Label]()
    if answers_us(state):
        unfit |= {Label.REFLECTION, Label.GRATITUDE, Label.TIME_RESPECT}
    if last is None or not last.has(Cue.DECLINES):
        unfit.add(Label.GRACEFUL_RESPONSE)
    if state.learner_turns <= 1:
        unfit.add(Label.GRATITUDE)
    if _asks(turn):
        # The answer shows that the contact was understood; a word to that, before it, is one word too many.
        unfit.add(Label.REFLECTION)
    label = next((label for label in THANKED if turn.has(label) and label not in unfit), None)
    often = label is Label.GRATITUDE and _asks(turn) and state.times(label) % 2 == 0
    if label is None or often:
        return []
    return [Beat(move=Move.REACT, label=label, times=max(state.times(label), 1))]


def _is_final(beats: list[Beat]) -> bool:
    """Whether what was said stands alone: a no, a rebuke, a boundary."""
    return any(
        beat.move in (Move.DECLINE, Move.REBUKE, Move.HUMAN, Move.SIGNAL_TIME)
        or (beat.label is not None and beat.label.is_debit and (beat.label not in BEARABLE or beat.times > 1))
        for beat in beats
    )


def _asks(turn: Turn) -> bool:
    return hear(turn.text) is Heard.QUESTION or turn.has(Label.CURIOSITY, Label.FOLLOW_UP, Label.ADVICE_ASK)


def _heard_before(state: State, kind: Heard) -> bool:
    return any(turn.speaker is Side.LEARNER and hear(turn.text) is kind for turn in state.turns[:-1])


def _time_is_short(state: State) -> bool:
    short = min(clock.SHORT, 0.35 * state.header.scene.minutes)
    return state.minutes_left <= short and not state.time_was_signalled


def _offer(gift: offering.Gift) -> Beat:
    return Beat(move=Move.OFFER, ref=gift.id)


def _sayable(state: State, beats: list[Beat]) -> list[Beat]:
    """Only what the persona still has words for."""
    spoken = said(state)
    return [beat for beat in beats if wordings(state, beat, spoken)]
