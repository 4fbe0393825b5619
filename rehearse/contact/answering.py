"""Finds what a contact answers: the story or remark that fits, a deeper layer, or a question back."""

import random
import re
from functools import lru_cache

from rehearse.contact.find import ENOUGH, Finder, Found, Item, is_open
from rehearse.contact.hearing import Heard
from rehearse.contact.wording import said, sentence_keys
from rehearse.meeting.plan import Beat, Move
from rehearse.meeting.state import State
from rehearse.reading.codebook import Cue, Label, Turn
from rehearse.reading.scene import Side
from rehearse.reading.spans import words
from rehearse.scene.persona import Persona

CLOSE = 0.3
"""What a follow-up's own story has ahead of all others."""
PLAIN = 0.8
"""Likeness from which a question of empty words, such as 'so what do you do?', is taken at its word."""
FAINT = 0.4
"""Likeness from which something is worth telling when nothing fits better."""
OPENING = 2
"""Turns of both sides within which a greeting is answered by one."""
SETTLED = 4
"""Turns of both sides before the contact asks back."""
SILENT = 2
"""Learner turns in a row that ask nothing, after which the contact tells something unasked."""
ADVICE = re.compile(r"\b(advi[cs]e|tips?|should i|recommend|suggest|in my (place|shoes)|would you do)\b", re.IGNORECASE)
"""How advice is asked for, where the reader has not said so."""
SELF = frozenset({"i", "i'm", "i've", "i'd", "i'll", "my", "me", "we", "our", "us"})
"""Words by which somebody speaks of themselves."""
REST = 6
"""Turns of both sides between two questions to the learner."""


def answer(state: State, turn: Turn, heard: Heard, *, reacted: bool) -> list[Beat]:
    """Return the beats that answer a learner turn. `reacted`: something is said to the turn itself before."""
    if _was_invited_to_ask(state) and not turn.has(Label.GRATITUDE, Label.GRACEFUL_RESPONSE):
        return [Beat(move=Move.CONSIDER)]
    if heard is Heard.NONSENSE:
        return [Beat(move=Move.PUZZLE)]
    if heard is Heard.GREETING and len(state.turns) <= OPENING:
        return [Beat(move=Move.GREET)]
    if heard is Heard.QUESTION or turn.has(Label.CURIOSITY, Label.FOLLOW_UP, Label.ADVICE_ASK):
        return _tell(state, turn, reacted=reacted)
    return _receive(state, turn, heard, reacted=reacted)


def _tell(state: State, turn: Turn, *, reacted: bool) -> list[Beat]:
    """Answer a question, and now and then ask one back."""
    item = _fitting(state, turn)
    if item is None and is_open(turn.text):
        story = volunteer(state)
        lead = [Beat(move=Move.RESUME)] if state.learner_turns > 1 else []
        return [*lead, Beat(move=Move.TELL, ref=story.ref)] if story else _pass(state, turn)
    if item is None:
        return _pass(state, turn)
    persona = _persona(state)
    advice = {remark.id for remark in persona.advice}
    beats = [Beat(move=Move.ADVISE if item.ref in advice else Move.TELL, ref=item.ref, layer=item.layer)]
    if not reacted and item.layer and _asked_back_long_ago(state) and len(item.says.split()) <= persona.voice.words[1]:
        beats.append(Beat(move=Move.ASK_BACK, ref=item.ref))
    return beats


def _pass(state: State, turn: Turn) -> list[Beat]:
    """Turn a question aside; the second in a row with something else in its place."""
    aside = Beat(move=Move.ADMIT if _is_fact(turn) else Move.TURN_ASIDE)
    passed = state.plan is not None and any(beat.move in (Move.ADMIT, Move.TURN_ASIDE) for beat in state.plan.beats)
    story = volunteer(state) if passed else None
    return [aside, Beat(move=Move.RESUME), Beat(move=Move.TELL, ref=story.ref)] if story else [aside]


def _fitting(state: State, turn: Turn) -> Item | None:
    """Return what answers the question: what is like it, else the next layer, else a story for an open question."""
    items = _open_items(state, turn)
    found = [_drawn(state, turn, one) for one in _finder(_persona(state)).find(turn.text, items)]
    best = max(found, key=lambda one: one.likeness, default=None)
    deeper = next((item for item in items if item.ref == state.current and item.layer), None)
    if is_open(turn.text):
        return best.item if best and best.likeness >= PLAIN else deeper
    if best and best.likeness >= ENOUGH:
        return best.item
    if deeper and turn.has(Label.FOLLOW_UP):
        return deeper
    return best.item if best and best.likeness >= FAINT else None


def _drawn(state: State, turn: Turn, found: Found) -> Found:
    """A follow-up leans to the story that is being told."""
    ahead = CLOSE if found.item.ref == state.current and turn.has(Label.FOLLOW_UP) else 0.0
    return found._replace(likeness=found.likeness + ahead)


def _receive(state: State, turn: Turn, heard: Heard, *, reacted: bool) -> list[Beat]:
    """Take up a turn that asks nothing; then tell something unasked, ask, or leave the word to the learner."""
    personal = heard is Heard.STATEMENT and bool(SELF & set(words(turn.text)))
    taken = [] if reacted else [Beat(move=Move.RECEIVE if personal else Move.NOD)]
    if not personal and _silent_before(state):
        story = volunteer(state)
        return [Beat(move=Move.RESUME), Beat(move=Move.TELL, ref=story.ref)] if story else [Beat(move=Move.ASK_BACK)]
    if _asked_back_long_ago(state) and (reacted or heard is Heard.STATEMENT):
        return [*taken, Beat(move=Move.ASK_BACK)]
    return taken


def volunteer(state: State) -> Item | None:
    """Return a story not yet begun, drawn by the meeting's seed."""
    spoken = said(state)
    unopened = [
        item
        for item in _finder(_persona(state)).items
        if item.layer == 0
        and item.ref in _stories(state) - set(state.told)
        and not item.scenarios
        and not sentence_keys(item.says) & spoken
    ]
    return random.Random(f"{state.header.seed}:{len(state.turns)}:story").choice(unopened) if unopened else None


def _open_items(state: State, turn: Turn) -> list[Item]:
    """What can be told now: unopened stories, untold layers of opened ones, remarks, what trust allows."""
    persona, spoken, stories = _persona(state), said(state), _stories(state)
    scenario = state.header.scenario.id if state.header.scenario else None
    barred = {secret.id for secret in persona.private if secret.trust > state.trust}
    if not (turn.has(Label.ADVICE_ASK) or ADVICE.search(turn.text)):
        barred |= {remark.id for remark in persona.advice}
    return [
        item
        for item in _finder(persona).items
        if item.ref not in barred
        and not (item.scenarios and scenario not in item.scenarios)
        and not sentence_keys(item.says) & spoken
        and (item.ref not in stories or (item.layer == 0) == (item.ref not in state.told))
    ]


@lru_cache(maxsize=4)
def _index(persona: "_ById") -> Finder:
    return Finder(persona.persona)


class _ById:
    """A persona as a cache's key: a frozen model, but one that holds dicts and so has no hash of its own."""

    def __init__(self, persona: Persona) -> None:
        self.persona = persona

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _ById) and other.persona is self.persona

    def __hash__(self) -> int:
        return id(self.persona)


def _finder(persona: Persona) -> Finder:
    """The index of a persona, made once while it is in use."""
    return _index(_ById(persona))


def _persona(state: State) -> Persona:
    assert state.header.persona is not None, "make_plan lets no other state in"
    return state.header.persona


def _stories(state: State) -> set[str]:
    return {story.id for story in _persona(state).stories}


def _is_fact(turn: Turn) -> bool:
    """Whether the question wants a fact, which one knows or does not."""
    return bool({"when", "where", "who", "which", "many", "much", "percent", "exactly"} & set(words(turn.text)))


def _was_invited_to_ask(state: State) -> bool:
    last = state.last(Side.CONTACT)
    return last is not None and last.has(Cue.INVITES_ASK)


def _asked_back_long_ago(state: State) -> bool:
    asked = [number for number, turn in enumerate(state.turns, start=1) if turn.has(Cue.INVITES_BACKGROUND)]
    return len(state.turns) >= SETTLED and (not asked or len(state.turns) - asked[-1] >= REST)


def _silent_before(state: State) -> bool:
    """Whether the learner has said two turns in a row that ask nothing."""
    own = [turn for turn in state.turns if turn.speaker is Side.LEARNER][-SILENT:]
    return len(own) == SILENT and not any(turn.labels or "?" in turn.text for turn in own)
