"""Loads and checks the files that people write: strictly, and with the line where the mistake stands."""

import json
import re
from collections.abc import Collection
from pathlib import Path
from typing import Literal, NamedTuple, get_args, overload

from pydantic import ValidationError

from rehearse.scene.advice import advice, hints_left
from rehearse.scene.asking import untold
from rehearse.scene.assignment import Assignment, Task
from rehearse.scene.explain import blanks, explain, nearest
from rehearse.scene.persona import Persona
from rehearse.scene.problem import FileError, Problem
from rehearse.scene.rubric import Rubric
from rehearse.scene.scenario import Scenario
from rehearse.scene.shelf import FOLDERS, ID, Kind, shelf, stands_on_shelf
from rehearse.scene.source import as_text
from rehearse.scene.syntax import Document, Where, parse, read
from rehearse.scene.whole import gaps, repeated_ids, repeated_sentences, unwritten
from rehearse.text import one_line

__all__ = [
    "MODELS",
    "FileError",
    "Kind",
    "Loaded",
    "Problem",
    "check",
    "examine",
    "kind_of",
    "load",
    "taken_in",
    "unwritten_in",
]

Loaded = Persona | Scenario | Rubric | Assignment

MODELS: dict[Kind, type[Persona] | type[Scenario] | type[Rubric] | type[Assignment]] = {
    "persona": Persona,
    "scenario": Scenario,
    "rubric": Rubric,
    "assignment": Assignment,
}
_A: dict[Kind, str] = {
    "persona": "a persona",
    "scenario": "a scenario",
    "rubric": "a rubric",
    "assignment": "an assignment",
}
_TELLING: dict[Kind, tuple[str, ...]] = {
    "persona": ("stories", "voice", "manners", "reactions", "pronouns", "small_talk"),
    "scenario": ("setting", "invited_by", "brief", "persona", "opening"),
    "rubric": ("parts", "base"),
    "assignment": ("tasks", "criteria", "due", "attempts", "coach"),
}
_COMMENT = re.compile(
    r"^[ \t]*#[ \t]*yaml-language-server:[ \t]*\$schema=\S*?(persona|scenario|rubric|assignment)\.schema\.json[ \t]*$",
    re.M,
)


@overload
def load(path: Path | str, kind: Literal["persona"]) -> Persona: ...
@overload
def load(path: Path | str, kind: Literal["scenario"]) -> Scenario: ...
@overload
def load(path: Path | str, kind: Literal["rubric"]) -> Rubric: ...
@overload
def load(path: Path | str, kind: Literal["assignment"]) -> Assignment: ...


def load(path: Path | str, kind: Kind) -> Loaded:
    """Return the file as its model. Raises FileError (an InputError): the first problem, and how many others.

    Beyond its form a file has to be whole: a persona needs its reactions and thoughts, a rubric its signs.
    """
    document = read(Path(path))
    try:
        model = _parse(document, kind)
    except FileError:
        _check_kind(document, kind)
        raise
    if problems := gaps(document, model):
        raise FileError(_sorted(problems))
    return model


class Examined(NamedTuple):
    """A file as it was found to be."""

    model: Loaded | None
    """None where its form is wrong."""
    problems: list[Problem]
    """Everything that is wrong, in the file's order."""
    advice: list[Problem]
    """What would make a better meeting; nothing of it is wrong, and where something is, nothing is advised."""


def check(path: Path | str) -> list[Problem]:
    """Return everything that is wrong with the file, in its order; an empty list where all is well.

    More than `load` asks for: whoever and whatever a file names has to be in the library, no sentence of a persona
    may be said twice, and in a library folder the id is the name of the file.
    """
    return examine(path).problems


def examine(path: Path | str) -> Examined:
    """Return what is wrong with the file, as `check` does, and what would be better."""
    try:
        document = read(Path(path))
        kind = kind_of(document)
        return _examined(document, kind, shelved=stands_on_shelf(document.path, kind))
    except FileError as error:
        return Examined(None, list(error.problems), [])


def unwritten_in(path: Path) -> list[Problem]:
    """Return where a file still says what `rehearse new` wrote for its author. Raises FileError where it is none."""
    document = read(path)
    return hints_left(document, kind_of(document))


def taken_in(path: Path, raw: bytes, kind: Kind, personas: Collection[str]) -> Examined:
    """Examine bytes that are to become a file of the library: held against what `check` would say of them there.

    `path` names them in problems and nothing is read there; `personas` are at hand beside the library's.
    """
    try:
        document = parse(path, as_text(path, raw))
        if (said := kind_of(document)) != kind:
            what = f"this is a {said}, and stands among the {FOLDERS[kind]}"
            return Examined(None, [document.problem((), what, f"Put it into {FOLDERS[said]}/.")], [])
        return _examined(document, kind, shelved=True, personas=personas)
    except FileError as error:
        return Examined(None, list(error.problems), [])


def _examined(document: Document, kind: Kind, *, shelved: bool, personas: Collection[str] = ()) -> Examined:
    model = _parse(document, kind)
    problems = gaps(document, model)
    if shelved:
        problems += _named(document)
    if isinstance(model, Persona):
        problems += repeated_sentences(document)
    if isinstance(model, Scenario):
        problems += _named_there(document, ("persona",), "persona", model.persona, personas)
        if model.persona not in personas:
            problems += _broken(document, ("persona",), model.persona)
    if isinstance(model, Assignment):
        problems += _asked(document, model)
    better = [] if problems else advice(document, model, kind, shelf("scenario"))
    return Examined(model, _sorted(problems), _sorted(better))


def kind_of(document: Document) -> Kind:
    """Return what the file is: by its `# yaml-language-server` line, its folder, or its keys. Raises FileError."""
    if found := _COMMENT.search(document.text):
        return _as_kind(found.group(1))
    folder = document.path.absolute().parent.name
    for kind, name in FOLDERS.items():
        if name == folder:
            return kind
    if not isinstance(document.data, dict):
        raise FileError([document.problem((), "the file has to hold keys with values", "Such as `name: …`.")])
    keys = set(document.data)
    scores = {kind: len(keys & set(telling)) for kind, telling in _TELLING.items()}
    best = max(scores, key=lambda kind: scores[kind])
    if scores[best] == 0:
        what = "nothing tells whether this is a persona, a scenario, a rubric or an assignment"
        raise FileError(
            [document.problem((), what, "Begin with `# yaml-language-server: $schema=persona.schema.json`.")]
        )
    return best


def _check_kind(document: Document, wanted: Kind) -> None:
    """Raise FileError for a file of another kind than is wanted: all that it lacks would only lead astray."""
    try:
        said = kind_of(document)
    except FileError:
        return
    if said != wanted:
        cure = f"Name {_A[wanted]}."
        if said == "assignment":
            cure += f" `rehearse coach assign {document.path.stem}` packs an assignment to be practised."
        raise FileError([document.problem((), f"this is {_A[said]}, not {_A[wanted]}", cure)])


def _as_kind(word: str) -> Kind:
    return next(kind for kind in get_args(Kind) if kind == word)


def _parse(document: Document, kind: Kind) -> Loaded:
    """Hold the document against the form. Strict: text is no number, and no number text."""
    model = MODELS[kind]
    empty = blanks(document)
    repeated = repeated_ids(document) if kind == "persona" else []
    try:
        parsed = model.model_validate_json(json.dumps(document.data), strict=True)
    except ValidationError as error:
        found = explain(document, model, error)
        if repeated:
            found = [problem for problem in found if not problem.what.startswith("ids used twice")]
        # Told at once with all else: whoever fills in a new file sees how much there is to write.
        lacking = unwritten(document) if kind == "persona" else []
        raise FileError(_sorted([*found, *repeated, *empty, *lacking])) from None
    if empty:
        raise FileError(_sorted(empty))
    return parsed


def _named_there(
    document: Document, where: Where, kind: Kind, name: str, others: Collection[str] = ()
) -> list[Problem]:
    """Whether the library, or what comes with the file, has what is named there."""
    ids = sorted({*shelf(kind), *others})
    if name in ids:
        return []
    near = nearest(name, ids)
    cure = f"Did you mean `{near}`?" if near else f"Name one of {', '.join(ids) or 'your own, once you have one'}."
    return [document.problem(where, f"there is no {kind} `{name}`", cure)]


def _broken(document: Document, where: Where, name: str) -> list[Problem]:
    """Whether the persona that is named there is one of the author's own, and cannot be played yet."""
    copy = shelf("persona").get(name)
    if copy is None or not copy.own:
        return []
    try:
        load(copy.path, "persona")
    except FileError as error:
        first = error.problems[0]
        what = f"`{name}` cannot be played yet: {first.what}, in {copy.path.name}:{first.line}"
        return [document.problem(where, what, f"`rehearse check {name}` says all that is missing.")]
    return []


def _asked(document: Document, assignment: Assignment) -> list[Problem]:
    """Whether all that an assignment names is there and whole, and the contacts have the stories to be discovered."""
    problems = _named_there(document, ("rubric",), "rubric", assignment.rubric)
    if assignment.id in shelf("scenario"):
        what = f"there is a scenario `{assignment.id}`, and `rehearse practice {assignment.id}` would open that"
        problems.append(document.problem(("id",), what, "Choose another id."))
    players: list[Persona | None] = []
    for number, task in enumerate(assignment.tasks):
        where: Where = ("tasks", number)
        problems += _named_there(document, (*where, "scenario"), "scenario", task.scenario)
        if task.persona is not None:
            problems += _named_there(document, (*where, "persona"), "persona", task.persona)
        try:
            players.append(_player(task))
        except FileError as error:
            players.append(None)
            problems.append(document.problem(where, f"it cannot be played: {error.what}, in {error.where}", error.cure))
    problems += [document.problem(*misfit) for misfit in untold(assignment, players)]
    return problems


def _player(task: Task) -> Persona | None:
    """Return who plays the contact; None where the library lacks them. Raises FileError where a file is broken."""
    scenes, people = shelf("scenario"), shelf("persona")
    if task.scenario not in scenes:
        return None
    scenario = load(scenes[task.scenario].path, "scenario")
    name = task.persona or scenario.persona
    return load(people[name].path, "persona") if name in people else None


def _named(document: Document) -> list[Problem]:
    stem = document.path.stem
    if document.at(("id",)) == stem:
        return []
    cure = (
        "Make the two the same." if ID.fullmatch(stem) else "Name the file after the id, for this name cannot be one."
    )
    return [document.problem(("id",), f"the id is not the file's name, `{one_line(stem, 60)}`", cure)]


def _sorted(problems: list[Problem]) -> list[Problem]:
    unique = dict.fromkeys(problems)
    return sorted(unique, key=lambda problem: (problem.line, problem.column))
