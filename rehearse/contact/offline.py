"""The embedded contact: speaks the plan in the persona's own written words, without a network."""

from collections.abc import AsyncIterator

from rehearse.contact.wording import choose, said, sentence_keys
from rehearse.errors import ContactError
from rehearse.meeting.plan import Plan
from rehearse.meeting.state import State
from rehearse.reading.spans import sentences


class OfflineContact:
    """Plays any persona from its file alone; the same meeting and seed give the same words."""

    engine = "offline"
    model: str | None = None
    note: str | None = None

    async def speak(self, state: State, plan: Plan) -> AsyncIterator[str]:
        """Yield the turn sentence by sentence."""
        text = compose(state, plan)
        if not text:
            raise ContactError("the persona's file has no words left", cure="End the meeting and read its review.")
        spans = sentences(text)
        for number, span in enumerate(spans):
            end = spans[number + 1].start if number + 1 < len(spans) else len(text)
            yield text[span.start : end]


def compose(state: State, plan: Plan) -> str:
    """Return the words for a plan: one line a beat, none of whose sentences was said before."""
    spoken = said(state)
    lines = []
    for beat in plan.beats:
        line = choose(state, beat, spoken)
        if line:
            lines.append(line)
            spoken |= sentence_keys(line)
    return " ".join(lines)
