"""What lies between the learner and a contact, as it stands on the relationship page. Only shows what was folded."""

from collections.abc import Iterator
from datetime import datetime

from textual.content import Content

from rehearse.archive.glance import COURSES
from rehearse.meeting.garden import Season, standing
from rehearse.meeting.met import Met
from rehearse.meeting.relationship import Relationship
from rehearse.reading.scene import Side
from rehearse.scene.persona import Persona
from rehearse.text import first_name
from rehearse.tui.widgets.plain import day, line, safe, styled
from rehearse.tui.widgets.plant import plant

UNASKED = 6
"""Stories named that were never heard."""


def stands(relationship: Relationship, now: datetime) -> Content:
    """Return the plant, and what would do it good."""
    found = standing(relationship, now)
    first = first_name(relationship.name)
    style = "$warning" if found.season is Season.PEACE else ""
    return Content.assemble(plant(relationship.trust_at(now)), "\n", styled(f"{first} {found.clause}.", style))


def meeting(each: Met) -> Content:
    """Return a meeting in two lines."""
    when = day(each.started)
    how = COURSES.get(each.how, "ended")
    parts = [when, how, f"trust {each.start:.2f} to {each.end:.2f}"]
    parts += ["went on"] * each.goes_on + ["you wrote"] * bool(each.letter)
    return Content.assemble(styled(line(each.title, 80), "bold"), "\n", styled(" · ".join(parts), "$text-muted"))


def blocks(relationship: Relationship, persona: Persona | None) -> Iterator[tuple[str, Content]]:
    """Yield heading and text of each part that has something to say; without a persona there are no stories."""
    first = first_name(relationship.name)
    found = [
        (f"What you know of {first}", _heard(relationship, persona)),
        (f"What you have not asked {first} yet", _unheard(relationship, persona)),
        (f"What {first} knows of you", [safe(f"“{line(words, 200)}”") for words in relationship.learned]),
        ("Promised", list(_promises(relationship, first))),
        ("Notes", list(_notes(relationship, first))),
    ]
    yield from ((heading, Content("\n").join(lines)) for heading, lines in found if lines)


def _heard(relationship: Relationship, persona: Persona | None) -> list[Content]:
    stories = relationship.heard(persona) if persona else ()
    return [
        safe(f"{line(story.title)} ({len(relationship.told[story.id])} of {1 + len(story.deeper)} layers)")
        for story in stories
    ]


def _unheard(relationship: Relationship, persona: Persona | None) -> list[Content]:
    stories = relationship.unheard(persona) if persona else ()
    lines = [safe(line(story.title)) for story in stories[:UNASKED]]
    more = len(stories) - UNASKED
    return [*lines, *([styled(f"and {more} more", "$text-muted")] if more > 0 else [])]


def _promises(relationship: Relationship, first: str) -> Iterator[Content]:
    for each, promise in relationship.promises:
        when = day(each.started)
        said = f"you: “{line(promise.what, 200)}”" if promise.by is Side.LEARNER else f"{first}: {line(promise.what)}"
        yield Content.assemble(
            styled(f"{when}  ", "$text-muted"), said, styled(" · kept" * promise.kept, "$text-muted")
        )


def _notes(relationship: Relationship, first: str) -> Iterator[Content]:
    for each in relationship.meetings:
        letter = each.letter
        if letter is None:
            continue
        yield Content.assemble(
            styled(f"{day(letter.at)}, trust {letter.trust:+.2f}\n", "$text-muted"),
            f"“{line(letter.text, 400)}”\n",
            styled(f"{first}: ", "$text-muted"),
            line(letter.answer, 400) if letter.answer else "no answer yet",
        )
