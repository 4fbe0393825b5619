"""What the learner reads before they sit down: who they are today, who comes, and what is known."""

from collections.abc import Iterable

from textual.content import Content

from rehearse.reading.scene import Referrer, Side
from rehearse.scene.persona import Persona
from rehearse.scene.scenario import Mode, Scenario
from rehearse.text import first_name
from rehearse.tui.widgets.plain import line, safe, styled


def brief(scenario: Scenario, persona: Persona, engine: str, beginning: str = "") -> Content:
    """Return the brief of a scene with this persona as the contact; tips only where it is practised.

    `beginning` says how the two meet, where there is a choice.
    """
    practice = scenario.mode is Mode.PRACTICE
    blocks = [
        Content.assemble(styled(scenario.title, "bold $primary"), "\n", styled(_facts(scenario), "$text-muted")),
        safe(scenario.brief.strip()),
        _block("Across the table", [f"{persona.name}, {persona.role}, {persona.organisation}", persona.about]),
        _block("How it came about", _origin(scenario, persona)),
    ]
    if beginning:
        blocks[0] = Content.assemble(blocks[0], "\n", styled(beginning, "$primary"))
    if scenario.know:
        blocks.append(_block("What you could know", _bullets(scenario.know)))
    if practice and scenario.tips:
        blocks.append(_block("For this table", _bullets(scenario.tips)))
    mode = "Practice: a quiet word after each turn." if practice else "Exam: no hints, and no way back."
    blocks.append(styled(f"{mode}\nThe contact plays {line(engine, 160)}.", "$text-muted"))
    return Content("\n\n").join(blocks)


def details(persona: Persona) -> Content:
    """Return what anybody could find out about the contact."""
    facts = _bullets(persona.public)
    return _block(f"What anybody could find out about {line(persona.name, 80)}", facts)


def _facts(scenario: Scenario) -> str:
    return f"{scenario.setting.value} · {scenario.minutes} minutes · {scenario.level.value}"


def _origin(scenario: Scenario, persona: Persona) -> Iterable[str]:
    first = first_name(persona.name)
    yield "You asked for this meeting." if scenario.invited_by is Side.LEARNER else f"{first} asked for this meeting."
    if scenario.agenda:
        yield f"You agreed on a topic: {line(scenario.agenda, 200)}."
    if scenario.referrer:
        yield _referrer(scenario.referrer, first)


def _referrer(referrer: Referrer, contact: str) -> str:
    name = line(referrer.name, 80)
    if referrer.introduced:
        return f"{name} brought you together: if it goes well, {contact} will thank {name} for it; if not, {name} pays."
    blessed = (
        "has agreed to their name being used" if referrer.name_blessed else "does not know that you use their name"
    )
    return f"{name} {blessed}, and pays for how you behave."


def _bullets(lines: Iterable[str]) -> list[str]:
    return [f"· {line(text, 600)}" for text in lines]


def _block(title: str, lines: Iterable[str]) -> Content:
    return Content.assemble(styled(title, "$text-muted"), "\n", safe("\n".join(lines)))
