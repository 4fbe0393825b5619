"""The parser of the command line, whose complaints repeat what was typed, or what a script has taken from elsewhere."""

from argparse import ArgumentParser
from typing import NoReturn

from rehearse.text import one_line


class Parser(ArgumentParser):
    """Says what is wrong in one line that a terminal can only show."""

    def error(self, message: str) -> NoReturn:
        """End with exit code 2, after the usage and the message."""
        super().error(one_line(message))
