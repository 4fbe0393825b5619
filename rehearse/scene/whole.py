"""What makes a file whole beyond its form: nothing that a meeting will need may be missing or contradict itself."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from rehearse.model import Model
from rehearse.reading.codebook import DEBITS, Label
from rehearse.reading.scene import Side
from rehearse.reading.spans import sentences, words
from rehearse.scene.asking import contradictions
from rehearse.scene.assignment import Assignment
from rehearse.scene.persona import Persona
from rehearse.scene.problem import Problem
from rehearse.scene.rubric import Rubric
from rehearse.scene.scenario import Scenario
from rehearse.scene.syntax import Document, Where, parts

WHOLE = 100
"""Points that the parts of a rubric hold together: a score is read as so many of a hundred."""
FEWEST_REACTIONS = 4
"""Wordings for each debit, so that a repeated one is never answered in the same words."""

_NUMBERED = ("stories", "facts", "views", "advice", "private", "gifts")
_UNSAID = ("id", "title", "topics", "questions", "answers", "to", "kind", "trust", "energy", "scenarios")
_SPOKEN = (*_NUMBERED, "does_not_know", "small_talk", "manners", "reactions", "exits", "again")


def gaps(document: Document, model: Model) -> list[Problem]:
    """Return what keeps the file from being played: gaps and contradictions within it."""
    if isinstance(model, Persona):
        return [*_voice(document, model), *unwritten(document)]
    if isinstance(model, Scenario):
        return _opening(document, model)
    if isinstance(model, Rubric):
        return [*_weights(document, model), *_parts(document, model)]
    if isinstance(model, Assignment):
        return [document.problem(*misfit) for misfit in contradictions(model)]
    return []


def unwritten(document: Document) -> list[Problem]:
    """Return the reactions and thoughts that a persona lacks, whatever else is wrong with it.

    A section with a key that is no label is left alone: the key says itself what it was meant to be.
    """
    given = {key: document.at((key,)) for key in ("reactions", "thoughts")}
    told = [key for key, section in given.items() if isinstance(section, dict) and set(section) <= set(Label)]
    reactions = _reactions(document, given["reactions"]) if "reactions" in told else []
    return [*reactions, *(_thoughts(document, given["thoughts"]) if "thoughts" in told else [])]


def repeated_ids(document: Document) -> list[Problem]:
    """Return a problem for each id of a persona's stories, remarks and gifts that another already has."""
    first: dict[str, int] = {}
    problems = []
    for where, value in parts(document):
        if where[0:1] and where[0] in _NUMBERED and where[2:] == ("id",) and isinstance(value, str):
            line = document.values[where].line
            if first.setdefault(value, line) != line:
                what = f"the id `{value}` is taken, in line {first[value]}"
                problems.append(document.problem(where, what, "Give each story, remark and gift its own."))
    return problems


def repeated_sentences(document: Document) -> list[Problem]:
    """Return a problem for each sentence that the persona would say a second time, letter case and marks aside."""
    first: dict[tuple[str, ...], int] = {}
    problems = []
    for where, text in spoken(document):
        for sentence in sentences(text):
            key = tuple(words(sentence.text))
            line = document.values[where].line
            if key in first:
                what = f"`{sentence.text[:60]}` is said already in line {first[key]}"
                problems.append(document.problem(where, what, "Say it in other words: nobody repeats a sentence."))
            elif key:
                first[key] = line
    return problems


def spoken(document: Document) -> Iterator[tuple[Where, str]]:
    """Yield every text of a persona that the contact may say, with its place."""
    for where, value in parts(document):
        said = where[0] in _SPOKEN and not any(step in _UNSAID for step in where[1:])
        if said and isinstance(value, str):
            yield where, value


def _voice(document: Document, persona: Persona) -> list[Problem]:
    low, high = persona.voice.words
    if 1 <= low <= high:
        return []
    what = f"a usual turn has from {low} to {high} words"
    return [document.problem(("voice", "words"), what, "Write the smaller number first, at least 1, such as [8, 35].")]


def _reactions(document: Document, section: Mapping[str, Any]) -> list[Problem]:
    problems = []
    for label in DEBITS:
        given = _count(section.get(label, []))
        if given < FEWEST_REACTIONS:
            what = f"`{label}` has {given} of {FEWEST_REACTIONS} reactions" if given else f"no reactions to `{label}`"
            cure = f"Add {FEWEST_REACTIONS - given}, from the first time to the last straw."
            problems.append(document.problem(("reactions", label), what, cure, at_key=True))
    return problems


def _thoughts(document: Document, section: Mapping[str, Any]) -> list[Problem]:
    cure = "Add at least one: what they think and do not say."
    return [
        document.problem(("thoughts", label), f"no thoughts on `{label}`", cure, at_key=True)
        for label in Label
        if not _count(section.get(label, []))
    ]


def _count(given: object) -> int:
    return len(given) if isinstance(given, list) else FEWEST_REACTIONS  # What is no list is told of as such.


def _opening(document: Document, scenario: Scenario) -> list[Problem]:
    if scenario.opening.speaker is Side.CONTACT or scenario.opening.says is None:
        return []
    what = "the learner opens, so the contact's first line is never said"
    return [document.problem(("opening", "says"), what, "Delete it, or let the contact speak first.")]


def _weights(document: Document, rubric: Rubric) -> list[Problem]:
    problems = []
    first: dict[Label, int] = {}
    for part_number, part in enumerate(rubric.parts):
        for number, item in enumerate(part.items):
            where: Where = ("parts", part_number, "items", number)
            if item.label.is_debit == (item.weight > 0) and item.weight:
                cure = f"Write {-item.weight:g}: debits take points away, credits give some."
                problems.append(document.problem((*where, "weight"), f"`{item.label}` has the wrong sign", cure))
            line = document.values[(*where, "label")].line
            if first.setdefault(item.label, line) != line:
                what = f"`{item.label}` counts already in line {first[item.label]}"
                problems.append(document.problem((*where, "label"), what, "Count each label once."))
    return problems


def _parts(document: Document, rubric: Rubric) -> list[Problem]:
    seen = Counter[str]()
    problems = []
    if (most := sum(part.most for part in rubric.parts)) != WHOLE:
        what = f"the parts hold {most:g} point{'s' * (most != 1)} together"
        problems.append(
            document.problem(("parts",), what, f"Let `most` add up to {WHOLE} over all parts.", at_key=True)
        )
    for number, part in enumerate(rubric.parts):
        seen[part.id] += 1
        if seen[part.id] > 1:
            what = f"the part `{part.id}` stands here a second time"
            problems.append(document.problem(("parts", number, "id"), what, "Give each part its own id."))
        if part.base > part.most:
            what = f"the part begins at {part.base:g} and holds only {part.most:g}"
            problems.append(document.problem(("parts", number, "base"), what, f"Write at most {part.most:g}."))
    return problems
