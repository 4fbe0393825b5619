"""Writes what an LLM is told: one stable system message, then turns that are never rendered differently again.

Servers keep what they computed for a prefix that is the same byte for byte; so all that changes (the clock,
the mood, what may be offered) stands inside the newest user message and stays there as it was sent.
"""

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Literal, TypedDict

from rehearse.meeting.plan import Beat, Move, Plan
from rehearse.meeting.state import State
from rehearse.reading.scene import Side
from rehearse.scene.persona import Persona
from rehearse.settings import shipped
from rehearse.text import one_line

if TYPE_CHECKING:
    from jinja2 import Template


class Message(TypedDict):
    """One message of Chat Completions."""

    role: Literal["system", "user", "assistant"]
    content: str


DOING = {
    Move.GREET: "greet them, in a few words.",
    Move.RECEIVE: "take up what they told about themselves.",
    Move.NOD: "show in a few words that you heard it, and leave the word to them.",
    Move.RESUME: "lead over to the next thing.",
    Move.ASK_BACK: "ask them one question about themselves.",
    Move.CONSIDER: "you asked for their wish: say that you heard it, and promise nothing.",
    Move.TURN_ASIDE: "turn the question aside; you have no answer to it.",
    Move.ADMIT: "admit that you do not know.",
    Move.PUZZLE: "you did not understand; say so.",
    Move.HUMAN: "they doubt or order you about as if you were a machine; answer as a person would, with humour.",
    Move.REBUKE: "they were rude; say that this will not do.",
    Move.INTERRUPT: "cut in; they have talked for too long.",
    Move.SIGNAL_TIME: "say that your time is short.",
    Move.LEAVE: "say goodbye and end the meeting.",
}
STRAWS = ("kindly, and clearly", "shortly", "coldly; it is the last time")


@cache
def template(name: str) -> "Template":
    """Return a template from `prompts/`: sandboxed, and an undefined name in it is an error."""
    from jinja2 import FileSystemLoader, StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    environment = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(shipped("prompts")), undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.get_template(name)


def messages(state: State, plan: Plan) -> list[Message]:
    """Return what is sent for the next turn: the system message, then user and assistant in turn."""
    persona = state.header.persona
    if persona is None:
        return []
    system = template("system.j2").render(persona=persona, scene=state.header.scene).strip()
    return [{"role": "system", "content": system}, *_history(state, persona, plan)]


def _history(state: State, persona: Persona, plan: Plan) -> Iterator[Message]:
    heard: list[str] = []
    plans = dict(state.plans)
    for number, turn in enumerate(state.turns, start=1):
        if turn.speaker is Side.LEARNER:
            heard.append(turn.text)
            continue
        if number in plans:
            yield {"role": "user", "content": _note(persona, plans[number], heard)}
            yield {"role": "assistant", "content": turn.text}
        heard = []
    yield {"role": "user", "content": _note(persona, plan, heard)}


def _note(persona: Persona, plan: Plan, heard: list[str]) -> str:
    gifts = {gift.id: gift for gift in persona.gifts}
    offered = [gifts[plan.offer]] if plan.offer in gifts else []
    return (
        template("turn.j2")
        .render(
            plan=plan,
            minutes_left=max(round(plan.minutes_left), 0),
            doing=[_doing(persona, beat) for beat in plan.beats],
            offers=[gift.says[0] for gift in offered],
            heard=[one_line(text) for text in heard],
        )
        .strip()
    )


def _doing(persona: Persona, beat: Beat) -> str:
    """What one beat asks for, in a sentence."""
    if beat.move in (Move.TELL, Move.ADVISE):
        return f"answer, with this and no more than this: {_content(persona, beat)}"
    if beat.move is Move.OFFER:
        return "offer what you may offer, by yourself, as one does."
    if beat.label is not None:
        line = next(iter(persona.reactions.get(beat.label, ())), "")
        manner = STRAWS[min(beat.times, len(STRAWS)) - 1] if beat.label.is_debit else "in a few words"
        verb = "say no to what they ask" if beat.move is Move.DECLINE else f"answer their {beat.label.words}"
        return f"{verb}, {manner}; in the manner of: {line}"
    return DOING[beat.move]


def _content(persona: Persona, beat: Beat) -> str:
    for story in persona.stories:
        if story.id == beat.ref:
            return (story.opens, *(layer.says for layer in story.deeper))[beat.layer]
    return next((remark.says for remark in persona.remarks if remark.id == beat.ref), "")
