"""`rehearse completions`: the script by which a shell completes commands, options, files and names of things."""

import argparse
import re
from collections.abc import Iterator

NAMES = {
    "SCENARIO": ("scenarios", "assignments"),
    "WHAT": ("scenarios", "assignments"),
    "PERSONA": ("personas",),
    "P": ("personas",),
    "R": ("rubrics",),
    "ASSIGNMENT": ("assignments",),
    "ONE": ("transcripts",),
    "OTHER": ("transcripts",),
}
"""What an argument names, by what the help calls it; a file may stand in a name's place."""
OF_TRANSCRIPTS = ("replay", "review", "export", "thank")
"""Commands whose FILE may be the name of a transcript."""
FILES = ("FILE", "OUT", "PATH", "PACK", "CARD", "CORPUS")
FOLDERS = ("DIR", "FOLDER")
_SAFE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._+-]*")
"""What no shell takes for more than a word: bash expands the words that it is given to complete."""


def run(args: argparse.Namespace) -> int:
    """Print the script of a shell, or the names of one kind, a line each."""
    if args.names:
        for name in filter(_SAFE.fullmatch, _names(args.names)):
            print(name)
    else:
        print(_script(args.shell))
    return 0


def _names(kind: str) -> Iterator[str]:
    if kind == "transcripts":
        from rehearse.archive.folder import files
        from rehearse.settings import shipped, transcripts_dir

        for folder in (transcripts_dir(), shipped("transcripts")):
            yield from (path.stem for path in files(folder))
        return
    from rehearse.scene.shelf import FOLDERS as SHELVES
    from rehearse.scene.shelf import shelf

    (sort,) = (sort for sort, folder in SHELVES.items() if folder == kind)
    yield from shelf(sort)
    if kind == "assignments":
        from rehearse.coaching.assigned.taking import taken_in

        yield from (found.packed.assignment.id for found in taken_in() if found.packed)


def _script(shell: str) -> str:
    import shtab

    from rehearse.cli.main import make_parser

    parser = make_parser()
    for command, argument in _arguments(parser, ""):
        kinds = NAMES.get(_called(argument), ())
        if command in OF_TRANSCRIPTS and argument.dest in ("file", "files"):
            kinds = ("transcripts",)
        if kinds:
            argument.complete = _named("_".join(kinds), kinds)  # type: ignore[attr-defined]
        elif _called(argument) in (*FILES, *FOLDERS):
            argument.complete = shtab.FILE if _called(argument) in FILES else shtab.DIRECTORY  # type: ignore[attr-defined]
    return shtab.complete(parser, shell)


def _called(argument: argparse.Action) -> str:
    return argument.metavar if isinstance(argument.metavar, str) else ""


def _arguments(parser: argparse.ArgumentParser, command: str) -> Iterator[tuple[str, argparse.Action]]:
    """Yield every argument with the command that takes it."""
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, below in action.choices.items():
                yield from _arguments(below, name)
        else:
            yield command, action


def _named(name: str, kinds: tuple[str, ...]) -> dict[str, object]:
    """Return how each shell asks for the names of these kinds, and offers files beside them, as `shtab` wants it."""
    function = f"_rehearse_{name}_or_files"
    asked = "; ".join(f"rehearse completions --names {kind} 2>/dev/null" for kind in kinds)
    return {
        "bash": function,
        "zsh": function,
        "fish": f"({asked}; __fish_complete_path (commandline -ct))",
        "preamble": {
            "bash": f'{function}() {{\n  compgen -W "$({asked})" -- "$1"\n  compgen -f -- "$1"\n}}\n',
            "zsh": f'{function}() {{\n  _alternative "names:name:($({asked}))" "files:file:_files"\n}}\n',
        },
    }
