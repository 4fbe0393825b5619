"""Who reviews: the package and the reader as a worker has them, so that any worker gives the same line."""

from typing import NamedTuple

from rehearse import __version__
from rehearse.engines import known_reader
from rehearse.errors import InputError
from rehearse.reading.encoder import loading, network
from rehearse.reading.encoder.reader import EncoderReader
from rehearse.reading.reader import Reader
from rehearse.text import one_line


class Worker(NamedTuple):
    """Two workers that say the same give the same lines."""

    version: str
    """Of the package."""
    reader: str
    """Version of the reader."""
    says: str = ""
    """Why another reader stands in for the trained one, where it does."""


def introduce() -> Worker:
    """Return who works here; the reader is loaded now, with one thread: other cores have workers of their own."""
    network.THREADS = 1
    known = known_reader()
    return Worker(__version__, known.reader.version, "" if known.whole else known.says)


def check(found: Worker, expected: Worker) -> None:
    """Raise InputError where a worker would not give the lines that are expected."""
    cure = "Install the same version here and on every worker, then run it again."
    if found.version != expected.version:
        what = f"a worker has version {one_line(found.version, 40)} of rehearse, and here is {expected.version}"
        raise InputError(what, where="cluster", cure=cure)
    if found.reader != expected.reader:
        says = f" ({one_line(found.says or expected.says, 200)})" if found.says or expected.says else ""
        raise InputError(
            f"workers read differently: {found.reader}, and {expected.reader}{says}", where="cluster", cure=cure
        )


def fresh_reader() -> Reader:
    """Return the reader with nothing kept of earlier talks.

    How a number is rounded depends on what was kept, and a decision may hang on the last digit.
    """
    reader = known_reader().reader
    if not isinstance(reader, EncoderReader):
        return reader
    model = loading.shipped()
    model.forget()
    return EncoderReader(model)
