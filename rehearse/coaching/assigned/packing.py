"""Packs an assignment: from the library, with all that it names, into the one file that a coach hands over."""

import contextlib
from collections.abc import Sequence
from itertools import count
from pathlib import Path

from pydantic import ValidationError

from rehearse.archive.fresh import Taken, write_new
from rehearse.archive.transcript import fault
from rehearse.coaching.assigned.packed import Content, Packed, packed
from rehearse.errors import InputError
from rehearse.scene import library
from rehearse.scene.asking import contradictions, untold
from rehearse.scene.assignment import Assignment, Criteria, Task
from rehearse.scene.files import check, unwritten_in
from rehearse.scene.persona import Persona
from rehearse.scene.problem import FileError
from rehearse.scene.scenario import Scenario
from rehearse.scene.shelf import Kind, shelf
from rehearse.settings import private_folder, user_dir

SUFFIX = ".assignment.json"
BRIEF = 12
"""Characters of a hash that stand in the name of a kept copy."""
_STEM = 58
"""Characters of an id that a number follows; together they are an id still."""


def read_assignment(name: str) -> Assignment:
    """Return the coach's assignment of this id, or in this file. Raises InputError for all that `check` finds."""
    found = library.assignment(name)
    problems = check(_path(name))
    if problems:
        raise FileError(problems)
    return found


def check_written(given: Packed, name: str | None) -> None:
    """Raise FileError where a file of the coach's own that was packed still holds a hint: learners would read it.

    `name` is the id or file of the assignment, where there is one.
    """
    content = given.content
    named: tuple[tuple[Kind, Sequence[str]], ...] = (
        ("scenario", [scenario.id for scenario in content.scenarios]),
        ("persona", [persona.id for persona in content.personas]),
        ("rubric", [content.rubric.id]),
    )
    own = [
        shelf(kind)[each].path for kind, ids in named for each in ids if each in shelf(kind) and shelf(kind)[each].own
    ]
    for path in [*([_path(name)] if name is not None else []), *own]:
        if problems := unwritten_in(path):
            raise FileError(problems)


def _path(name: str) -> Path:
    copies = shelf("assignment")
    return copies[name].path if name in copies else Path(name)


def pack(assignment: Assignment) -> Packed:
    """Return the assignment with all that it names, as the library has it now: the same library, the same bytes.

    Raises InputError where the library lacks something, or a contact has no such story.
    """
    if assignment.id in shelf("scenario"):
        what = f"there is a scenario `{assignment.id}`, and `rehearse practice {assignment.id}` would open that"
        raise InputError(what, cure="Choose another id.")
    scenarios, players = _played(assignment.tasks)
    for misfit in (*contradictions(assignment), *untold(assignment, players)):
        raise InputError(misfit.what, where=assignment.id, cure=misfit.cure)
    rubric = library.rubric(assignment.rubric)
    content = Content(
        assignment=assignment.model_copy(update={"rubric": rubric.id}),
        scenarios=tuple(_as_practised(assignment, *pair) for pair in zip(scenarios, players, strict=True)),
        personas=tuple({persona.id: persona for persona in players}.values()),
        rubric=rubric,
    )
    return packed(content)


def pack_apart(assignment: Assignment, folder: Path) -> Packed:
    """Return the assignment packed under the first of ID, ID-2 and so on that no other copy in the folder has.

    The very same once more has the id that it had. Raises InputError as `pack` does.
    """
    for number in count(1):
        name = assignment.id if number == 1 else f"{assignment.id[:_STEM].rstrip('-')}-{number}"
        found = pack(assignment.model_copy(update={"id": name}))
        same_id = folder.glob(f"{name}-{'[0-9a-f]' * BRIEF}{SUFFIX}")
        if all(path.name == _copy_name(found) for path in same_id):
            return found
    raise AssertionError("counting never ends")


def text_of(given: Packed) -> str:
    """Return the packed assignment as its file holds it: one line of JSON."""
    return given.model_dump_json(by_alias=True) + "\n"


def assigned_dir() -> Path:
    """Return the folder in which a coach's app keeps a copy of each assignment that it packed. Creates nothing."""
    return user_dir() / "assigned"


def keep(given: Packed, folder: Path) -> Path:
    """Keep a copy in a folder of the person's own, under its id and hash; one that lies there stays. Return where.

    Raises StorageError where the disk refuses.
    """
    path = private_folder(folder) / _copy_name(given)
    with contextlib.suppress(Taken):
        write_new(path, text_of(given))
    return path


def _copy_name(given: Packed) -> str:
    return f"{given.assignment.id}-{given.hash[:BRIEF]}{SUFFIX}"


def simple(
    scenarios: Sequence[str], criteria: Criteria, *, name: str | None, title: str | None, rubric: str, **given: object
) -> Assignment:
    """Return an assignment of these scenarios.

    Raises InputError where the library lacks one, or the form knows no such id, title or number.
    """
    found = [library.scenario(scenario) for scenario in scenarios]
    several = f"{len(found)} scenes, from “{found[0].title}” on"
    try:
        return Assignment.model_validate(
            {
                "schema": 1,
                "id": name or f"assigned-{found[0].id}"[:64].rstrip("-"),
                "title": title or (found[0].title if len(found) == 1 else several),
                "tasks": tuple(Task(scenario=scenario.id) for scenario in found),
                "criteria": criteria,
                "rubric": library.rubric(rubric).id,
                **given,
            }
        )
    except ValidationError as error:
        raise InputError(f"this cannot be assigned: {fault(error)}", cure="Change it; nothing was written.") from None


def _played(tasks: Sequence[Task]) -> tuple[list[Scenario], list[Persona]]:
    scenarios = [library.scenario(task.scenario) for task in tasks]
    people: dict[str, Persona] = {}
    for task, scenario in zip(tasks, scenarios, strict=True):
        name = task.persona or scenario.persona
        if name not in people:
            people[name] = library.persona(name)
    names = [task.persona or scenario.persona for task, scenario in zip(tasks, scenarios, strict=True)]
    return scenarios, [people[name] for name in names]


def _as_practised(assignment: Assignment, scenario: Scenario, persona: Persona) -> Scenario:
    """The scenario with the assignment's mode; with another contact, without the first line of its own contact."""
    changes: dict[str, object] = {"mode": assignment.mode or scenario.mode, "persona": persona.id}
    if persona.id != scenario.persona:
        changes["opening"] = scenario.opening.model_copy(update={"says": None})
    return scenario.model_copy(update=changes)
