"""What is wrong in a file that somebody wrote: where, what, and what would be right."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from rehearse.errors import InputError
from rehearse.text import one_line


class Problem(NamedTuple):
    """One thing that is wrong. `str` of it is the line that a person reads."""

    file: str
    """The file as it was named."""
    line: int
    """From 1."""
    column: int
    """From 1, in characters."""
    what: str
    """What is wrong, without the full stop."""
    cure: str
    """What would be right: a sentence."""

    @property
    def place(self) -> str:
        """File, line and column, as editors take them."""
        return f"{self.file}:{self.line}:{self.column}"

    def __str__(self) -> str:
        return f"{self.place}: {self.what}. {self.cure}".rstrip()


def problem_in(path: Path, line: int, column: int, what: str, cure: str) -> Problem:
    """Return a problem, cleaned: what it quotes from the file goes on a screen."""
    return Problem(one_line(str(path)), line, column, one_line(what, 400), one_line(cure, 800))


class FileError(InputError):
    """A file that cannot be used; says the first of its problems and keeps them all."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        first = problems[0]
        others = len(problems) - 1
        more = f" ({others} more: `rehearse check` lists them.)" if others else ""
        super().__init__(first.what, where=first.place, cure=first.cure + more)
        self.problems = tuple(problems)
