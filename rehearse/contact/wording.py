"""The persona's own words for a beat, those first that were not yet said in this meeting."""

import random
from collections.abc import Iterable
from functools import lru_cache

from rehearse.contact.news import about
from rehearse.meeting.plan import Beat, Leaving, Move
from rehearse.meeting.state import State
from rehearse.reading.scene import Side
from rehearse.reading.spans import sentences, words
from rehearse.scene.persona import Persona

COLD_MOODS = ("cool", "cold")
"""Moods in which a wrong name is no joke."""


@lru_cache(maxsize=4096)
def sentence_keys(text: str) -> frozenset[str]:
    """Return the sentences of a text, folded so that case and punctuation make no difference."""
    return frozenset(" ".join(words(span.text)) for span in sentences(text)) - {""}


def said(state: State) -> frozenset[str]:
    """Return all sentences that the contact has said in this meeting, folded."""
    turns = (turn.text for turn in state.turns if turn.speaker is Side.CONTACT)
    return frozenset().union(*map(sentence_keys, turns))


def fresh(lines: Iterable[str], spoken: frozenset[str]) -> list[str]:
    """Return the lines of which no sentence was spoken yet."""
    return [line for line in lines if not sentence_keys(line) & spoken]


def wordings(state: State, beat: Beat, spoken: frozenset[str]) -> list[str]:
    """Return what the persona can still say for a beat, in the file's order."""
    return fresh(lines_for(state, beat), spoken)


def lines_for(state: State, beat: Beat) -> tuple[str, ...]:
    """Return the lines that the persona's file has for a beat, said or not, in its order."""
    persona = state.header.persona
    return _lines(state, persona, beat) if persona else ()


def has_words(state: State, beat: Beat) -> bool:
    """Whether the persona can still say it in words not used in this meeting."""
    return bool(wordings(state, beat, said(state)))


def choose(state: State, beat: Beat, spoken: frozenset[str]) -> str | None:
    """Return the words for a beat, or None when all are used up.

    Answers to a debit go from the first to the last straw; all else is drawn by the meeting's seed.
    A wrong name is put right coldly, with the last line, only where the mood is.
    """
    left = wordings(state, beat, spoken)
    if not left:
        return None
    if beat.label is not None and beat.label.is_debit:
        persona = state.header.persona
        straws = persona.reactions.get(beat.label, ()) if persona else ()
        return next((line for line in straws[beat.times - 1 :] if line in left), left[-1])
    if beat.move is Move.REBUKE:
        return left[0]
    if beat.move is Move.MISNAMED:
        left = left[-1:] if state.mood in COLD_MOODS else left[:-1] or left
    chance = random.Random(f"{state.header.seed}:{len(state.turns)}:{beat.move}")
    return chance.choice(left)


def _lines(state: State, persona: Persona, beat: Beat) -> tuple[str, ...]:
    manners = persona.manners
    match beat.move:
        case Move.GREET:
            return _greetings(state, persona)
        case Move.TELL | Move.ADVISE:
            return _told(persona, beat)
        case Move.ASK_BACK:
            own = next((story.asks_back for story in persona.stories if story.id == beat.ref), None)
            return (own,) if own and fresh([own], said(state)) else manners.asks_back
        case Move.REACT | Move.DECLINE:
            return persona.reactions.get(beat.label, ()) if beat.label else ()
        case Move.OFFER:
            return next((gift.says for gift in persona.gifts if gift.id == beat.ref), ())
        case Move.LEAVE:
            return exit_lines(persona, Leaving(beat.ref or Leaving.ON_TIME))
        case Move.RECEIVE:
            return _taken_up(state, persona)
        case Move.ADMIT:
            return persona.does_not_know.says
        case Move.RECALL:
            return persona.again.told if persona.again else ()
        case Move.WRITE:
            return persona.again.writes if persona.again else ()
    return {
        Move.NOD: manners.nods,
        Move.CONSIDER: manners.considers,
        Move.TURN_ASIDE: manners.turns_aside,
        Move.PUZZLE: manners.puzzled,
        Move.HUMAN: manners.human,
        Move.REBUKE: manners.rudeness,
        Move.INTERRUPT: manners.interrupts,
        Move.SIGNAL_TIME: manners.time,
        Move.RESUME: manners.resumes,
        Move.NO_MORE: manners.no_more,
        Move.MISNAMED: manners.misnamed,
        Move.KEPT: manners.kept,
    }[beat.move]


def exit_lines(persona: Persona, leaving: Leaving) -> tuple[str, ...]:
    """Return the goodbyes for one way of leaving."""
    exits = persona.exits
    return {
        Leaving.GLAD: exits.glad,
        Leaving.ON_TIME: exits.on_time,
        Leaving.PARTING: exits.parting,
        Leaving.EARLY: exits.early,
    }[leaving]


def _greetings(state: State, persona: Persona) -> tuple[str, ...]:
    """First words to a stranger or to somebody known; later on, what answers a greeting.

    A scenario's own first line is for strangers, so a persona without words for somebody known begins with its own.
    """
    if state.header.earlier and state.last(Side.CONTACT) is None:
        return persona.again.greets if persona.again else persona.small_talk.openings
    if state.turns:
        return persona.small_talk.replies
    scenario = state.header.scenario
    if scenario and scenario.opening.says and scenario.persona == persona.id:
        return (scenario.opening.says,)
    return persona.small_talk.openings


def _taken_up(state: State, persona: Persona) -> tuple[str, ...]:
    """What takes up the learner's news: words on what it is about as long as there are some, else any."""
    last = state.last(Side.LEARNER)
    news = about(last.text) if last else None
    own = persona.manners.takes_up_of.get(news, ()) if news else ()
    return own if fresh(own, said(state)) else persona.manners.takes_up


def _told(persona: Persona, beat: Beat) -> tuple[str, ...]:
    for story in persona.stories:
        if story.id == beat.ref:
            return ((story.opens, *(layer.says for layer in story.deeper))[beat.layer],)
    return tuple(remark.says for remark in persona.remarks if remark.id == beat.ref)
