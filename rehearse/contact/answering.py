"""Finds what a contact answers: the story or remark that fits, a deeper layer, or a question back."""

from rehearse.contact.find import ENOUGH, Found, Item
from rehearse.contact.hearing import Heard
from rehearse.contact.telling import finder, next_layer, open_items, persona_of, volunteer
from rehearse.contact.vocabulary import is_open, stems
from rehearse.meeting.plan import Beat, Move
from rehearse.meeting.state import State
from rehearse.reading.codebook import Cue, Label, Turn
from rehearse.reading.scene import Side
from rehearse.reading.spans import words

CLOSE = 0.3
"""What a follow-up's own story has ahead of all others."""
FAR = 0.65
"""Likeness from which a follow-up is taken to another story than the one that is being told."""
PLAIN = 0.9
"""Likeness from which a question of empty words, such as 'so what do you do?', is taken at its word."""
FAINT = 0.47
"""Likeness from which something is worth telling when nothing fits better."""
SETTLED = 4
"""Turns of both sides before the contact asks back."""
SILENT = 2
"""Learner turns in a row that ask nothing, after which the contact tells something unasked."""
SELF = frozenset({"i", "i'm", "i've", "i'd", "i'll", "my", "me", "we", "our", "us"})
"""Words by which somebody speaks of themselves."""
SHARED = 10
"""Words from which news of the learner's own is left to stand, and no question put on top of it."""
REST = 6
"""Turns of both sides between two questions to the learner."""


def answer(state: State, turn: Turn, heard: Heard, *, reacted: bool) -> list[Beat]:
    """Return the beats that answer a learner turn. `reacted`: something is said to the turn itself before."""
    if _was_invited_to_ask(state) and not turn.has(Label.GRATITUDE, Label.GRACEFUL_RESPONSE):
        return [Beat(move=Move.CONSIDER)]
    if heard is Heard.NONSENSE:
        return [Beat(move=Move.PUZZLE)]
    if heard is Heard.GREETING:
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
    persona = persona_of(state)
    advice = {remark.id for remark in persona.advice}
    beats = [Beat(move=Move.ADVISE if item.ref in advice else Move.TELL, ref=item.ref, layer=item.layer)]
    if not reacted and item.layer and _asked_back_long_ago(state) and len(item.says.split()) <= persona.voice.words[1]:
        beats.append(Beat(move=Move.ASK_BACK, ref=item.ref))
    return beats


def _pass(state: State, turn: Turn) -> list[Beat]:
    """Turn a question aside; the second in a row with something else in its place."""
    foreign = set(stems(turn.text)) & set(stems(" ".join(persona_of(state).does_not_know.topics)))
    aside = Beat(move=Move.ADMIT if foreign or _is_fact(turn) else Move.TURN_ASIDE)
    passed = state.plan is not None and any(beat.move in (Move.ADMIT, Move.TURN_ASIDE) for beat in state.plan.beats)
    story = volunteer(state) if passed else None
    return [aside, Beat(move=Move.RESUME), Beat(move=Move.TELL, ref=story.ref)] if story else [aside]


def _fitting(state: State, turn: Turn) -> Item | None:
    """Return what answers the question: what is like it, else the next layer, else a story for an open question."""
    items = open_items(state, turn)
    found = [_drawn(state, turn, one) for one in finder(persona_of(state)).find(turn.text, items)]
    best = max(found, key=lambda one: one.likeness, default=None)
    deeper = next((item for item in items if item.ref == state.current and item.layer), None)
    if is_open(turn.text):
        return _of_current(state, found) or deeper or (best.item if best and best.likeness >= PLAIN else None)
    elsewhere = best is not None and best.item.ref != state.current
    if deeper and turn.has(Label.FOLLOW_UP) and elsewhere and best and best.likeness < FAR:
        return deeper
    return best.item if best and best.likeness >= FAINT else None


def _of_current(state: State, found: list[Found]) -> Item | None:
    """Return the layer of the running story that answers best, if one does."""
    own = [one for one in found if one.item.ref == state.current and one.likeness >= ENOUGH]
    return max(own, key=lambda one: one.likeness).item if own else None


def _drawn(state: State, turn: Turn, found: Found) -> Found:
    """A follow-up leans to the story that is being told."""
    ahead = CLOSE if found.item.ref == state.current and turn.has(Label.FOLLOW_UP) else 0.0
    return found._replace(likeness=found.likeness + ahead)


def _receive(state: State, turn: Turn, heard: Heard, *, reacted: bool) -> list[Beat]:
    """Take up a turn that asks nothing; then tell something unasked, ask, or leave the word to the learner."""
    personal = heard is Heard.STATEMENT and bool(SELF & set(words(turn.text)))
    taken = [] if reacted else [Beat(move=Move.RECEIVE if personal else Move.NOD)]
    if not personal and _silent_before(state):
        return _go_on(state)
    shared = personal and len(turn.text.split()) >= SHARED
    if _asked_back_long_ago(state) and not shared and (reacted or heard is Heard.STATEMENT):
        return [*taken, Beat(move=Move.ASK_BACK)]
    return taken


def _go_on(state: State) -> list[Beat]:
    """Fill a silence: with the next layer of what was told last, else with another story."""
    layer = next_layer(state)
    if layer:
        return [Beat(move=Move.TELL, ref=layer.ref, layer=layer.layer)]
    story = volunteer(state)
    return [Beat(move=Move.RESUME), Beat(move=Move.TELL, ref=story.ref)] if story else [Beat(move=Move.ASK_BACK)]


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
