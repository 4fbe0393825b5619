"""Writes what an LLM is told: one stable system message, then turns that are never rendered differently again.

Servers keep what they computed for a prefix that is the same byte for byte; so all that changes (the clock,
the mood, what may be offered) stands inside the newest user message and stays there as it was sent.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple, TypedDict

from rehearse.contact.directions import FIXED, direction
from rehearse.contact.tokens import count
from rehearse.contact.window import Size, first_kept
from rehearse.meeting.events import Earlier
from rehearse.meeting.plan import Move, Plan
from rehearse.meeting.state import State
from rehearse.reading.scene import Side
from rehearse.reading.spans import words
from rehearse.scene.persona import Persona
from rehearse.settings import shipped
from rehearse.text import one_line

if TYPE_CHECKING:
    from jinja2.sandbox import ImmutableSandboxedEnvironment


class Message(TypedDict):
    """One message of Chat Completions."""

    role: Literal["system", "user", "assistant"]
    content: str


class Exchange(NamedTuple):
    """What the learner said, what the contact meant to do, and what the contact said."""

    heard: tuple[str, ...]
    plan: Plan | None
    reply: str


KNOWN = 1_500
"""Tokens of what the contact can tell unasked; any other fact comes with the note that is about it."""
HEARD = 6_000
"""Characters of a turn that are passed on; nobody listens longer to one breath."""
RUN = 6
"""Words in a row that are no chance."""
FRAME = 4
"""Tokens that a message takes beside its text."""
_DEFUSED = str.maketrans("[]<>", "()\u2039\u203a")
"""Keeps a turn from looking like one of the engine's notes or a mark of a model's own language."""


@cache
def environment(folder: Path) -> "ImmutableSandboxedEnvironment":
    """Return what renders the templates of a folder: sandboxed, and an undefined name is an error."""
    from jinja2 import FileSystemLoader, StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    return ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(folder),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        # What was sent is rendered again for the next request, and has to come out the same.
        auto_reload=False,
    )


def messages(state: State, plan: Plan, window: int) -> list[Message]:
    """Return what is sent for the next turn: the system message, then user and assistant in turn.

    Where that takes more than `window` tokens, the oldest half is left out, and a line of facts stands for it.
    """
    persona = state.header.persona
    if persona is None:
        return []
    system = _system(state, persona)
    talk = list(_exchanges(state, plan))
    notes = [_note(persona, each) for each in talk]
    sizes = [Size(_size(note), _size(each.reply)) for note, each in zip(notes, talk, strict=True)]
    # What stands in for the oldest takes a line of its own, and that a token or two.
    first = first_kept(sizes, _size(system), window, lambda number: _size(_summary(persona, talk[:number])))
    if first:
        notes[first] = _note(persona, talk[first], _summary(persona, talk[:first]))
    sent: list[Message] = [{"role": "system", "content": system}]
    for note, each in zip(notes[first:], talk[first:], strict=True):
        sent += [{"role": "user", "content": note}, {"role": "assistant", "content": each.reply}]
    return sent[:-1]


def tokens(sent: Sequence[Message]) -> int:
    """Return about how many tokens these messages take."""
    return sum(_size(message["content"]) for message in sent)


@cache
def instructions() -> frozenset[str]:
    """Return all runs of words in what an LLM is told about its task: nothing of it is ever said at the table."""
    folder = shipped("prompts")
    lexed = [
        token for path in folder.glob("*.j2") for token in environment(folder).lex(path.read_text(encoding="utf-8"))
    ]
    texts = [text for _, kind, text in lexed if kind == "data"]
    return frozenset().union(*map(runs, (*texts, *FIXED)))


def defused(text: str) -> str:
    """Return `text` so that it looks like no note, no mark, no token of a model's; each character keeps its place."""
    return text.translate(_DEFUSED)


def runs(text: str) -> frozenset[str]:
    """Return each RUN words in a row of a text, folded."""
    said = words(text)
    return frozenset(" ".join(said[start : start + RUN]) for start in range(len(said) - RUN + 1))


def _system(state: State, persona: Persona) -> str:
    """The one message that stays: who speaks, where, what they can tell, and what lies between the two already."""
    earlier = state.header.earlier
    told = [story.title for story in persona.stories if earlier and story.id in earlier.told]
    return render(
        "system.j2",
        persona=persona,
        scene=state.header.scene,
        known=_known(persona, earlier),
        earlier=earlier,
        told=told,
        learned=[defused(line) for line in earlier.learned] if earlier else [],
    )


def _known(persona: Persona, earlier: Earlier | None) -> list[str]:
    """What the contact can tell unasked: how each story opens, and of views and facts those that find room.

    What was told in earlier meetings is left out.
    """
    told, made = (earlier.told, earlier.remarks) if earlier else ({}, ())
    lines = [story.opens for story in persona.stories if 0 not in told.get(story.id, ())]
    room = KNOWN - sum(map(count, lines))
    for remark in (each for each in (*persona.views, *persona.facts) if each.id not in made):
        room -= count(remark.says)
        if room < 0:
            break
        lines.append(remark.says)
    return lines


def _exchanges(state: State, plan: Plan) -> Iterator[Exchange]:
    heard: list[str] = []
    plans = dict(state.plans)
    for number, turn in enumerate(state.turns, start=1):
        if turn.speaker is Side.LEARNER:
            heard.append(turn.text)
        else:
            yield Exchange(tuple(heard), plans.get(number), turn.text)
            heard = []
    yield Exchange(tuple(heard), plan, "")


def _note(persona: Persona, exchange: Exchange, earlier: str = "") -> str:
    plan = exchange.plan
    offer = next((gift.says[0] for gift in persona.gifts if plan and gift.id == plan.offer), None)
    return render(
        "turn.j2",
        plan=plan,
        minutes_left=max(round(plan.minutes_left), 0) if plan else 0,
        doing=[direction(persona, beat) for beat in plan.beats] if plan else [],
        offer=offer,
        heard=[defused(one_line(text, HEARD)) for text in exchange.heard],
        earlier=earlier,
    )


def _summary(persona: Persona, talk: Sequence[Exchange]) -> str:
    """Return the facts of what is left out, on one line."""
    beats = [beat for each in talk if each.plan for beat in each.plan.beats]
    told = {beat.ref for beat in beats if beat.move in (Move.TELL, Move.ADVISE)}
    stories = [story.title for story in persona.stories if story.id in told]
    stories += [remark.topics[0] for remark in persona.remarks if remark.id in told]
    gifts = [gift.says[0] for gift in persona.gifts if gift.id in {b.ref for b in beats if b.move is Move.OFFER}]
    refused = dict.fromkeys(beat.label.words for beat in beats if beat.move is Move.DECLINE and beat.label)
    turns = sum(len(each.heard) + 1 for each in talk)
    facts = render("earlier.j2", turns=turns, stories=stories, gifts=gifts, refused=list(refused))
    return one_line(facts) if talk else ""


def render(name: str, **values: object) -> str:
    """Return a template of `prompts/`, filled in. Raises jinja2's UndefinedError for a name that is not given."""
    return environment(shipped("prompts")).get_template(name).render(values).strip()


def _size(text: str) -> int:
    return count(text) + FRAME
