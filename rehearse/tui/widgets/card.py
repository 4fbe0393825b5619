"""The contact's card: who sits across the table, in what mood, and what they have offered. And the clock."""

import math

from textual.content import Content

from rehearse.meeting.clock import SHORT
from rehearse.meeting.gifts import in_words
from rehearse.meeting.state import State
from rehearse.reading.scene import Side
from rehearse.tui.widgets.plain import line, ordinal, styled

MOODS = {"warm": "warm ●●●●", "even": "even ●●●○", "cool": "cool ●●○○", "cold": "cold ●○○○"}
"""The mood in a word, and as many lights."""
METER = 12
"""Cells of the clock."""


def card(state: State) -> Content:
    """Return the card as the side panel shows it."""
    scene, persona = state.header.scene, state.header.persona
    name = line(scene.contact.name, 80)
    blocks = [Content.assemble(styled(name, "bold $primary"), "\n", styled(line(scene.contact.role, 120), ""))]
    if persona:
        blocks[0] = Content.assemble(blocks[0], "\n", styled(line(persona.place, 80), "$text-muted"))
    blocks.append(_item("Mood", MOODS[state.mood]))
    invited = "you asked for it" if scene.invited_by is Side.LEARNER else f"{name.split(' ')[0]} asked for it"
    agenda = f", about {line(scene.agenda, 120)}" if scene.agenda else ""
    blocks.append(_item("This meeting", f"{_ordinal(state)}{invited}{agenda}"))
    if scene.referrer:
        blocks.append(_item("Between you", referrer_line(state)))
    offered = offers(state)
    if offered:
        blocks.append(_item("Offered by themselves", "\n".join(offered)))
    return Content("\n\n").join(blocks)


def _ordinal(state: State) -> str:
    """Say which meeting of the two this is, where they have met before."""
    earlier = state.header.earlier
    return f"your {ordinal(len(earlier.meetings) + 1)} with them; " if earlier else ""


def referrer_line(state: State) -> str:
    """Say who connects the two, and that they pay for it."""
    referrer = state.header.scene.referrer
    if referrer is None:
        return ""
    name = line(referrer.name, 60)
    if not state.referrer_known:
        return f"{name}, whom your contact does not know of; they pay for nothing as long as you leave their name out"
    did = "brought you together" if referrer.introduced else "is the name you came with"
    return f"{name} {did}, and pays for how you behave"


def offers(state: State) -> list[str]:
    """Return what the contact has offered, each in a few words."""
    persona = state.header.persona
    gifts = {gift.id: gift for gift in persona.gifts} if persona else {}
    return [in_words(gifts[name]) for _, name in state.gifts if name in gifts]


def clock(state: State, *, narrow: bool) -> Content:
    """Return the minutes left as a quiet meter; in words alone where there is little room."""
    left, whole = state.minutes_left, state.header.scene.minutes
    full = min(max(round(METER * left / whole), 0), METER)
    words = f"{math.ceil(left)} min left" if left > 0 else "time is over"
    style = "$warning" if left <= SHORT else "$text-muted"
    if narrow:
        return styled(words, style)
    return Content.assemble(("━" * full, "$primary"), ("─" * (METER - full), "$border"), (f" {words}", style))


def _item(title: str, text: str) -> Content:
    return Content.assemble(styled(title, "$text-muted"), "\n", styled(text, ""))
