"""The whisper of the practice mode: after each turn, what was read in it, in a sentence. Pure.

It says no more than the labels and the ledger do: most turns get a word of what they were, a turn without
labels gets none, and only what cost something is quoted.
"""

from collections.abc import Mapping

from rehearse.meeting.state import State
from rehearse.reading.codebook import ASKS, Label, Turn
from rehearse.reading.scene import Side
from rehearse.scene.scenario import Mode
from rehearse.text import first_name, one_line

QUIET_TURNS = 3
"""Learner turns in a row without a question after which one is proposed."""
QUOTED = 60
"""Characters of a quote at most."""

HEARD: Mapping[Label, str] = {
    Label.PUSHING: "That went on after a no: {quote}.",
    Label.SALES_PITCH: "That was a pitch: {quote}.",
    Label.INTRODUCTION_ASK: "That asked for an introduction nobody had offered: {quote}.",
    Label.JOB_ASK: "That asked for a job, or a door to one, uninvited: {quote}.",
    Label.FREE_WORK_ASK: "That asked for work people are paid for: {quote}.",
    Label.NAME_DROP: "That used a name without its owner's blessing: {quote}.",
    Label.RESUME_WALKTHROUGH: "That walked through the resume, uninvited: {quote}.",
    Label.CONDUIT: "That valued {name} for whom they know: {quote}.",
    Label.ME_FIRST: "That claimed the floor for yourself: {quote}.",
    Label.UNPREPARED: "That showed you had not looked {name} up: {quote}.",
    Label.REFLECTION: "That showed you had listened.",
    Label.FOLLOW_UP: "That was a follow-up: it builds on what {name} said.",
    Label.PREPARATION: "That showed you had taken the trouble to prepare.",
    Label.GRACEFUL_RESPONSE: "That took it well, and reached for no more.",
    Label.GIVE_BACK: "That offered {name} something, with no strings.",
    Label.CURIOSITY: "That asked about {name}.",
    Label.TIME_RESPECT: "That kept {name}'s time.",
    Label.ADVICE_ASK: "That asked for {name}'s view.",
    Label.GRATITUDE: "That was thanks, and it was heard.",
}
"""By label, the one to speak of first on top."""
ASKED = (Label.CURIOSITY, Label.FOLLOW_UP, Label.ADVICE_ASK)
NUDGE = "Nothing has been asked for a while. What would you like to know about {name}?"
TIME = "Time is short. A word of thanks would end it well."


def whisper(state: State) -> str:
    """Return the hint after the learner's last turn; nothing in an exam, or where there is nothing to say."""
    scenario = state.header.scenario
    if (scenario is not None and scenario.mode is Mode.EXAM) or state.ended is not None:
        return ""
    name = first_name(state.header.scene.contact.name)
    turn = state.last(Side.LEARNER)
    if turn is None:
        return ""
    heard = _heard(turn, name)
    cost = any(mark.label.is_debit for mark in turn.labels)
    return " ".join(part for part in (heard, "" if cost else _nudge(state, name)) if part)


def _heard(turn: Turn, name: str) -> str:
    for label, sentence in HEARD.items():
        mark = next((mark for mark in turn.labels if mark.label is label), None)
        if mark:
            said = sentence.format(name=name, quote=f"“{one_line(mark.quote, QUOTED).rstrip('.')}”")
            return said.removesuffix(".") if said.endswith(("?”.", "!”.", "…”.")) else said
    return ""


def _nudge(state: State, name: str) -> str:
    if state.time_was_signalled:
        return TIME
    turns = [turn for turn in state.turns if turn.speaker is Side.LEARNER][-QUIET_TURNS:]
    quiet = len(turns) == QUIET_TURNS and not any(turn.has(*ASKED, *ASKS) for turn in turns)
    return NUDGE.format(name=name) if quiet else ""
