"""Plays a meeting with the embedded contact once more: the same seed and learner turns give the very same contact.

What the contact meant to do and what they said follow from the header, the learner's turns and what was read in them.
So a contact turn that somebody wrote by hand, a turn that was put in, left out or reworded, shows.
"""

from collections.abc import Sequence

from rehearse.contact.letter import as_said, plan_answer
from rehearse.contact.offline import compose
from rehearse.contact.planner import leaving_for, make_plan
from rehearse.errors import ContactError
from rehearse.meeting.events import Answered, AnyEvent, Cancelled, Ended, Header, Planned, Replied
from rehearse.meeting.plan import Plan
from rehearse.meeting.state import Folding, State, begin
from rehearse.reading.scene import Side
from rehearse.text import clean


def why_not_replayed(header: Header, events: Sequence[AnyEvent], reader: str, version: str, own: str) -> str:
    """Return why a meeting cannot be played once more here, a clause; empty where it can.

    `reader` is the version of our reader; `version` the app's that handed it in, `own` ours.
    """
    if header.engine != "offline" or any(
        event.engine != "offline" for event in events if isinstance(event, Replied | Answered)
    ):
        return "an LLM played the contact"
    if header.reader != reader:
        return f"another version of the reader read it ({header.reader}, here {reader})"
    return f"another version of the app wrote it ({version}, here {own})" if version != own else ""


def departure(header: Header, events: Sequence[AnyEvent]) -> str:
    """Return where a meeting with the embedded contact departs from what they would have done; empty where nowhere.

    The readings that it holds are taken as they are. The meeting has a persona.
    """
    folding = Folding(begin(header))
    for event in events:
        if isinstance(event, Planned | Replied | Cancelled | Ended | Answered):
            state = folding.state()
            if wrong := _wrong(state, event):
                return f"{_place(state, event)}: {wrong}"
        folding.take(event)
    return ""


def _place(state: State, event: AnyEvent) -> str:
    """Where an event stands, as a review counts the turns."""
    if isinstance(event, Ended):
        return "at its end"
    return "in what came after it" if state.afterwards else f"turn {len(state.turns) + 1}"


def _wrong(state: State, event: AnyEvent) -> str:
    """What is wrong with an event, a clause; empty where nothing is."""
    try:
        return _departs(state, event)
    except (ContactError, IndexError):
        return "the contact could not have said anything here"


def _departs(state: State, event: AnyEvent) -> str:
    match event:
        case Planned():
            after = f" after turn {len(state.turns)}" if state.turns and not state.afterwards else ""
            return "" if event.plan == _plan(state) else f"the contact would have meant to do something else{after}"
        case Replied() if state.plan:
            return "" if event.text == _words(state, state.plan) else "the contact would have said something else"
        case Cancelled() if state.plan and event.text:
            same = _words(state, state.plan).startswith(event.text)
            return "" if same else "the contact would have begun to say something else"
        case Answered() if state.afterwards and state.afterwards.plan:
            same = event.text == _words(as_said(state), state.afterwards.plan)
            return "" if same else "the contact would have written something else"
        case Ended():
            return "" if _ends_so(state, event) else "the contact would not have ended it so"
        case _:
            return "" if isinstance(event, Cancelled) else "a reply stands there that nothing had planned"


def _plan(state: State) -> Plan:
    """What the contact means to do: in answer, as first words, or as a goodbye where nothing awaits an answer."""
    if state.afterwards is not None:
        return plan_answer(state)
    return make_plan(state, parting=bool(state.turns) and not state.pending)


def _words(state: State, plan: Plan) -> str:
    return clean(compose(state, plan)).strip()


def _ends_so(state: State, event: Ended) -> bool:
    """The contact ends it as they planned to; the learner may end it at any time."""
    by_plan = state.plan is not None and state.plan.leaving is not None and not state.pending
    if by_plan and state.plan is not None:
        by = Side.LEARNER if state.plan.goodbye else Side.CONTACT
        return event.how == state.plan.leaving and event.by is by
    return event.by is Side.LEARNER and event.how == leaving_for(state, goodbye=True)
