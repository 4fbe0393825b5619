"""Finds what a contact answers: the story or remark that fits, a deeper layer, or a question back."""

import re

from rehearse.contact.find import Found
from rehearse.contact.hearing import Heard
from rehearse.contact.items import Item
from rehearse.contact.telling import finder, next_layer, open_items, persona_of, volunteer, was_told_before
from rehearse.contact.vocabulary import is_open, stems
from rehearse.meeting.plan import Beat, Move
from rehearse.meeting.state import State
from rehearse.reading.codebook import Cue, Label, Turn
from rehearse.reading.scene import Side
from rehearse.reading.spans import sentences, words

AHEAD = 0.85
"""What likeness counts of a layer whose story is not begun: its own opening comes first."""
CLOSE, AT_ALL = 0.25, 0.2
"""What a follow-up's own story has ahead of all others, where it is at all like the question."""
FAR, FARTHER = 0.48, 0.66
"""Likeness from which a follow-up is taken to another story than the running one; and a follow-up that points back."""
POINTING = frozenset("he she him her his hers they them their it that those this these there then".split())
"""Words by which a question points to what was just said."""
ENOUGH = 0.5
"""Likeness from which a layer of the running story answers a question of empty words."""
PLAIN = 0.6
"""Likeness from which a question of empty words, such as 'so what do you do?', is taken at its word."""
FAINT = 0.47
"""Likeness from which something is told as the answer."""
KNOWN = 0.58
"""Likeness from which a fact is told: who asks how many wants a number, and no story."""
SETTLED = 4
"""Turns of both sides before the contact asks back."""
FACT = re.compile(
    r"^\W*(and |so |but )*(when|where|who|which)\b|\bhow (many|much)\b|\b(percent|exactly)\b", re.IGNORECASE
)
"""How a question begins that wants a fact."""
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
    found = _fitting(state, turn)
    recalled = _told_before(state, turn, found)
    if recalled:
        return _recall(state, recalled)
    if found is None and is_open(turn.text):
        story = volunteer(state)
        lead = [Beat(move=Move.RESUME)] if state.learner_turns > 1 else []
        return [*lead, Beat(move=Move.TELL, ref=story.ref)] if story else _pass(state, turn)
    if found is None or (found.likeness < KNOWN and _is_fact(state, turn)):
        return _pass(state, turn)
    persona, item = persona_of(state), found.item
    advice = {remark.id for remark in persona.advice}
    beats = [Beat(move=Move.ADVISE if item.ref in advice else Move.TELL, ref=item.ref, layer=item.layer)]
    if _is_ahead(state, item):
        beats.insert(0, Beat(move=Move.TELL, ref=item.ref))
    asks = not reacted and item.layer and len(beats) == 1 and len(item.says.split()) <= persona.voice.words[1]
    if asks and _asked_back_long_ago(state):
        beats.append(Beat(move=Move.ASK_BACK, ref=item.ref))
    return beats


def _told_before(state: State, turn: Turn, found: Found | None) -> Item | None:
    """Return what the learner asks for although it was told in an earlier meeting, and nothing new fits as well."""
    if state.header.earlier is None or is_open(turn.text):
        return None
    items = [item for item in finder(persona_of(state)).items if was_told_before(state, item)]
    best = _best(finder(persona_of(state)).find(turn.text, items), KNOWN)
    return best.item if best and (found is None or found.likeness < best.likeness) else None


def _recall(state: State, item: Item) -> list[Beat]:
    """Say that it was told, where the persona has words for it; then the story's next layer, else another story."""
    beats = [Beat(move=Move.RECALL, ref=item.ref)]
    layer = next_layer(state, item.ref)
    if layer:
        return [*beats, Beat(move=Move.TELL, ref=layer.ref, layer=layer.layer)]
    story = volunteer(state)
    return [*beats, Beat(move=Move.RESUME), Beat(move=Move.TELL, ref=story.ref)] if story else beats


def _pass(state: State, turn: Turn) -> list[Beat]:
    """Turn a question aside; the second in a row with something else in its place."""
    foreign = _is_fact(state, turn) and not turn.has(Label.FOLLOW_UP)
    aside = Beat(move=Move.ADMIT if foreign else Move.TURN_ASIDE)
    passed = state.plan is not None and any(beat.move in (Move.ADMIT, Move.TURN_ASIDE) for beat in state.plan.beats)
    story = volunteer(state) if passed else None
    return [aside, Beat(move=Move.RESUME), Beat(move=Move.TELL, ref=story.ref)] if story else [aside]


def _fitting(state: State, turn: Turn) -> Found | None:
    """Return what answers the question: what is like it, else the next layer, else a story for an open question."""
    items = open_items(state, turn)
    found = [_drawn(state, turn, one) for one in finder(persona_of(state)).find(turn.text, items)]
    deeper = next((Found(item, 1.0) for item in items if item.ref == state.current and item.layer), None)
    if is_open(turn.text):
        begun = [one for one in found if not _is_ahead(state, one.item)]
        own = [one for one in begun if one.item.ref == state.current]
        return _best(own, ENOUGH) or deeper or _best(begun, PLAIN)
    best = _best(found, 0.0)
    if best and deeper and turn.has(Label.FOLLOW_UP):
        far = FARTHER if POINTING & set(words(turn.text)) else FAR
        if best.likeness < (FAINT if best.item.ref == state.current else far):
            return deeper
    return _best(found, FAINT)


def _best(found: list[Found], enough: float) -> Found | None:
    """Return what fits best, if it fits well enough."""
    best = max(found, key=lambda one: one.likeness, default=None)
    return best if best and best.likeness >= enough else None


def _drawn(state: State, turn: Turn, found: Found) -> Found:
    """A follow-up leans to the story that is being told; what lies deep in another is less at hand."""
    if _is_ahead(state, found.item):
        return found._replace(likeness=found.likeness * AHEAD)
    if found.item.ref == state.current and turn.has(Label.FOLLOW_UP) and found.likeness >= AT_ALL:
        return found._replace(likeness=found.likeness + CLOSE)
    return found


def _is_ahead(state: State, item: Item) -> bool:
    """Whether it is a layer of a story that is not begun."""
    return item.layer > 0 and item.ref not in state.told


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
    layer = next_layer(state, state.current)
    if layer:
        return [Beat(move=Move.TELL, ref=layer.ref, layer=layer.layer)]
    story = volunteer(state)
    return [Beat(move=Move.RESUME), Beat(move=Move.TELL, ref=story.ref)] if story else [Beat(move=Move.ASK_BACK)]


def _is_fact(state: State, turn: Turn) -> bool:
    """Whether the question wants a fact, which one knows or does not, or lies outside what the persona knows."""
    asked = next((span.text for span in reversed(sentences(turn.text)) if "?" in span.text), turn.text)
    if FACT.search(asked):
        return True
    return bool(set(stems(turn.text)) & set(stems(" ".join(persona_of(state).does_not_know.topics))))


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
