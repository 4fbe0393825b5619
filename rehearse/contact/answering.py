"""Answers a turn: with what fits a question, with a word to the learner's news, or with a question back."""

import re

from rehearse.contact.find import Found
from rehearse.contact.fitting import SURE, asked, best, fitting, nearest_story, sure
from rehearse.contact.hearing import Heard
from rehearse.contact.items import Item
from rehearse.contact.news import about
from rehearse.contact.noticing import answers_us
from rehearse.contact.telling import finder, next_layer, persona_of, unopened, volunteer, was_told_before
from rehearse.contact.vocabulary import is_open, stems
from rehearse.contact.wording import has_words
from rehearse.meeting.plan import Beat, Move
from rehearse.meeting.state import State
from rehearse.reading.codebook import Cue, Label, Turn
from rehearse.reading.scene import Side
from rehearse.reading.spans import sentences, words
from rehearse.scene.persona import News

KNOWN = SURE + 0.12
"""Sureness from which a fact is told: who asks how many wants a number, and no story."""
SETTLED = 4
"""Turns of both sides before the contact asks back."""
FACT = re.compile(
    r"^\W*(and |so |but )*(when|where|who|which)\b|\bhow (many|much)\b|\b(percent|exactly)\b", re.IGNORECASE
)
"""How a question begins that wants a fact."""
_OF_TIME = re.compile(r"\bhow (long|much time|many minutes) (do|have|can|did|is|are|would) (i|we|you)\b", re.IGNORECASE)
"""Asks for the minutes of this meeting, of which no story tells."""
SILENT = 2
"""Learner turns in a row that ask nothing, after which the contact tells something unasked."""
SELF = frozenset({"i", "i'm", "i've", "i'd", "i'll", "my", "me", "we", "our", "us"})
"""Words by which somebody speaks of themselves."""
YOURS = frozenset({"you", "your", "yours", "u", "ur"})
"""Words of a question about the contact themselves."""
SHARED = 10
"""Words from which news of the learner's own is left to stand, and no question put on top of it."""
HEAVY = (News.LOSS, News.DOUBT)
"""News after which nobody says that they would rather not answer."""
REST = 6
"""Turns of both sides between two questions to the learner."""
WILLING, TRUSTING = 0.3, 0.12
"""Energy and trust from which a contact whose story is over goes on to something else by themselves."""


def answer(state: State, turn: Turn, heard: Heard, *, reacted: bool) -> list[Beat]:
    """Return the beats that answer a learner turn. `reacted`: something is said to the turn itself before."""
    if _was_invited_to_ask(state) and not turn.has(Label.GRATITUDE, Label.GRACEFUL_RESPONSE):
        return [Beat(move=Move.CONSIDER)]
    if heard is Heard.NONSENSE:
        return [Beat(move=Move.PUZZLE)]
    if heard is Heard.GREETING:
        return [Beat(move=Move.GREET)]
    if heard is Heard.QUESTION or turn.has(Label.CURIOSITY, Label.FOLLOW_UP, Label.ADVICE_ASK):
        if reacted and turn.has(Label.TIME_RESPECT) and _OF_TIME.search(turn.text):
            return []
        return _taken_up(state, turn, reacted=reacted)
    return _receive(state, turn, heard, reacted=reacted)


def _taken_up(state: State, turn: Turn, *, reacted: bool) -> list[Beat]:
    """Answer a question, after a word to what the learner told with it, where that is heavy or was asked for.

    Whoever tells of something heavy and asks what finds no answer hears no refusal after that word.
    """
    news = about(turn.text)
    if reacted or _took_up_last(state) or not (news in HEAVY or answers_us(state)):
        return _tell(state, turn, reacted=reacted)
    taken, told = Beat(move=Move.RECEIVE), _tell(state, turn, reacted=True)
    passed = told[0].move in (Move.ADMIT, Move.TURN_ASIDE)
    return [taken] if passed and news in HEAVY else [taken, *told]


def _took_up_last(state: State) -> bool:
    """Whether the contact's last turn took up news of the learner's: not each time, or it would be a reflex."""
    return state.plan is not None and any(beat.move is Move.RECEIVE for beat in state.plan.beats)


def _tell(state: State, turn: Turn, *, reacted: bool) -> list[Beat]:
    """Answer a question, and now and then ask one back."""
    fit = fitting(state, turn)
    found = None if fit.found and _lacks_the_fact(state, turn, fit.found) else fit.found
    recalled = _told_before(state, turn, found)
    if recalled:
        return _recall(state, recalled)
    if found is None and fit.follows:
        return _no_more(state) or _pass(state, turn)
    if found is None and is_open(asked(state, turn)):
        story = volunteer(state)
        lead = [Beat(move=Move.RESUME)] if state.learner_turns > 1 else []
        return [*lead, Beat(move=Move.TELL, ref=story.ref)] if story else _pass(state, turn)
    if found is None:
        return _pass(state, turn)
    return _told(state, found.item, reacted=reacted)


def _told(state: State, item: Item, *, reacted: bool) -> list[Beat]:
    persona = persona_of(state)
    advice = {remark.id for remark in persona.advice}
    beats = [Beat(move=Move.ADVISE if item.ref in advice else Move.TELL, ref=item.ref, layer=item.layer)]
    if item.layer and item.ref not in state.told:
        beats.insert(0, Beat(move=Move.TELL, ref=item.ref))
    asks = not reacted and item.layer and len(beats) == 1 and len(item.says.split()) <= persona.voice.words[1]
    if asks and _asked_back_long_ago(state):
        beats.append(Beat(move=Move.ASK_BACK, ref=item.ref))
    return beats


def _lacks_the_fact(state: State, turn: Turn, found: Found) -> bool:
    """Whether a fact is wanted, and what was found may be about something else."""
    return found.sureness < KNOWN and _is_fact(state, turn)


def _no_more(state: State) -> list[Beat]:
    """Say that the story is over; who is in the mood goes on to one near it, or asks the learner.

    Nothing where the persona has no words for it.
    """
    over = Beat(move=Move.NO_MORE)
    if not has_words(state, over):
        return []
    if state.energy < WILLING or state.trust < TRUSTING:
        return [over]
    if _asked_back_long_ago(state):
        return [over, Beat(move=Move.ASK_BACK, ref=state.current)]
    story = nearest_story(state, unopened(state))
    return [over, Beat(move=Move.RESUME), Beat(move=Move.TELL, ref=story.ref)] if story else [over]


def _told_before(state: State, turn: Turn, found: Found | None) -> Item | None:
    """Return what the learner asks for although it was told in an earlier meeting, and nothing new fits as well."""
    if state.header.earlier is None or is_open(turn.text):
        return None
    index = finder(persona_of(state))
    told = sure(best(index.find(turn.text, [item for item in index.items if was_told_before(state, item)])), KNOWN)
    return told.item if told and (found is None or found.likeness < told.likeness) else None


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
    foreign = _is_foreign(state, turn) and not turn.has(Label.FOLLOW_UP)
    aside = Beat(move=Move.ADMIT if foreign else Move.TURN_ASIDE)
    passed = state.plan is not None and any(beat.move in (Move.ADMIT, Move.TURN_ASIDE) for beat in state.plan.beats)
    story = (nearest_story(state, unopened(state)) or volunteer(state)) if passed else None
    return [aside, Beat(move=Move.RESUME), Beat(move=Move.TELL, ref=story.ref)] if story else [aside]


def _receive(state: State, turn: Turn, heard: Heard, *, reacted: bool) -> list[Beat]:
    """Take up a turn that asks nothing; then tell something unasked, ask, or leave the word to the learner."""
    personal = answers_us(state) or (heard is Heard.STATEMENT and bool(SELF & set(words(turn.text))))
    taken = [] if reacted else [Beat(move=Move.RECEIVE if personal else Move.NOD)]
    if not personal and _silent_before(state):
        return _go_on(state)
    layer = next_layer(state, state.current)
    if layer and heard is Heard.STATEMENT and state.energy >= WILLING and not (answers_us(state) or about(turn.text)):
        return [*([] if reacted or personal else taken), Beat(move=Move.TELL, ref=layer.ref, layer=layer.layer)]
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
    return bool(FACT.search(_question(turn))) or _is_beyond(state, turn)


def _is_foreign(state: State, turn: Turn) -> bool:
    """Whether it asks for what lies outside what the persona knows, and not for a matter of their own."""
    question = _question(turn)
    return _is_beyond(state, turn) or bool(FACT.search(question) and not YOURS & set(words(question)))


def _question(turn: Turn) -> str:
    return next((span.text for span in reversed(sentences(turn.text)) if "?" in span.text), turn.text)


def _is_beyond(state: State, turn: Turn) -> bool:
    return bool(set(stems(turn.text)) & set(stems(" ".join(persona_of(state).does_not_know.topics))))


def _was_invited_to_ask(state: State) -> bool:
    last = state.last(Side.CONTACT)
    return last is not None and last.has(Cue.INVITES_ASK)


def _asked_back_long_ago(state: State) -> bool:
    asks = [number for number, turn in enumerate(state.turns, start=1) if turn.has(Cue.INVITES_BACKGROUND)]
    return len(state.turns) >= SETTLED and (not asks or len(state.turns) - asks[-1] >= REST)


def _silent_before(state: State) -> bool:
    """Whether the learner has said two turns in a row that ask nothing."""
    own = [turn for turn in state.turns if turn.speaker is Side.LEARNER][-SILENT:]
    return len(own) == SILENT and not any(turn.labels or "?" in turn.text for turn in own)
