"""What to try next: at most three things, each from what happened in this meeting."""

from collections.abc import Container, Iterator, Mapping

from rehearse.meeting.state import State
from rehearse.reading.codebook import DEBITS, Label
from rehearse.review.facts import Stories

THINGS = 3

INSTEAD: Mapping[Label, str] = {
    Label.RESUME_WALKTHROUGH: "Leave the resume at home. One sentence about you will do until they ask.",
    Label.INTRODUCTION_ASK: "An introduction is offered, or it is not. Ask about them instead of whom they know.",
    Label.JOB_ASK: "Keep the job out of it until they ask what you need. Ask how they see the work.",
    Label.SALES_PITCH: "Sell nothing at a coffee. If what you do is of use to them, they will ask.",
    Label.FREE_WORK_ASK: "Ask for no work that people are paid for. A question that a few minutes answer is welcome.",
    Label.NAME_DROP: "Use a name only when its owner has said yes. Ask them first, or do without.",
    Label.CONDUIT: "Be curious about what they do and how they see it, not about whom they know.",
    Label.ME_FIRST: "Start with them. Your own story comes when they ask for it, and then in a few sentences.",
    Label.PUSHING: "Take the first no as the answer, thank them for it, and go back to what they care about.",
    Label.UNPREPARED: "Look them up before you meet: ten minutes are enough for one good question.",
}
MISSING: Mapping[Label, str] = {
    Label.FOLLOW_UP: "Ask on. When they tell you something, ask about that, before you bring a question of your own.",
    Label.REFLECTION: "Say back what you heard, in your own words, with what it seems to mean to them.",
    Label.CURIOSITY: "Begin with “Tell me about yourself”, and let the answer take its time.",
    Label.GRATITUDE: "Thank them for something in particular: a story, a piece of advice, their time.",
    Label.PREPARATION: "Read or watch something of theirs beforehand, and ask about it.",
    Label.TIME_RESPECT: "Watch their clock for them: offer to wrap up before they have to say it.",
    Label.GIVE_BACK: "Bring something small that is of use to them, and want nothing for it.",
}


def things_to_try(state: State, stories: Stories, missing: Container[Label]) -> tuple[str, ...]:
    """Return at most three things to try, the costliest habit first; `missing` are credits that would add points."""
    found: list[str] = []
    for thing in _things(state, stories, missing):
        if thing not in found and len(found) < THINGS:
            found.append(thing)
    return tuple(found)


def _things(state: State, stories: Stories, missing: Container[Label]) -> Iterator[str]:
    costs = {label: sum(e.energy + e.trust for e in state.ledger if e.rule == label) for label in DEBITS}
    for label in sorted((label for label in DEBITS if costs[label] < 0), key=lambda label: costs[label]):
        yield INSTEAD[label]
    for label, thing in MISSING.items():
        if label in missing and not state.counts.get(label):
            yield thing
    for story in stories.untold:
        yield f"Come back for the story you never heard: {story.title}."
