"""The transcript that is being written: each event is on the disk before `append` returns, whole or not at all."""

import threading
from pathlib import Path
from types import TracebackType
from typing import Self

from rehearse.archive.encode import event_line, header_line
from rehearse.archive.lines import shown
from rehearse.archive.recover import set_aside
from rehearse.archive.synced import Gone, SyncedFile
from rehearse.archive.transcript import Heard, Transcript, parse
from rehearse.errors import InputError, StorageError
from rehearse.meeting.events import AnyEvent, Header
from rehearse.text import counted


class TranscriptLog:
    """A transcript that grows. Made by `create` or `open`; one app at a time has it.

    `append` may be called from any thread. Closed by `close`, at the end of a `with`, or when forgotten.
    """

    def __init__(self, path: Path, file: SyncedFile, found: Transcript) -> None:
        self._path = path
        self._file = file
        self._header, events, self._recovered = found
        self._events = list(events)
        self._heard = Heard()
        for event in events:
            self._heard = self._heard.after(event)
        self._turn = threading.Lock()

    @classmethod
    def create(cls, path: Path, header: Header, events: tuple[AnyEvent, ...] = ()) -> Self:
        """Begin a transcript with its header and its first events, in folders of the owner's only (0700), itself 0600.

        Raises StorageError where there is such a file already (it is left as it is) or the disk refuses
        (nothing is left behind), InputError for a header or an event that could not be read again.
        """
        try:
            lines, heard = [header_line(header)], Heard()
            for number, event in enumerate(events, start=1):
                lines.append(event_line(event, number, heard.text))
                heard = heard.after(event)
        except InputError as error:
            raise InputError(error.what, where=shown(path), cure=error.cure) from None
        return cls(path, SyncedFile.begin(path, b"".join(lines)), Transcript(header, events))

    @classmethod
    def open(cls, path: Path) -> Self:
        """Go on with a transcript. A torn last line is put into NAME.torn and cut off; `recovered` says so.

        Raises InputError where it is no whole transcript, as `read_transcript` does, and StorageError where
        another app has it, or it may not be written.
        """
        file = SyncedFile.take(path)
        try:
            with file.read() as lines:
                found = parse(path, lines)
            recovered = set_aside(path, file, found)
        except (InputError, StorageError):
            file.close()
            raise
        return cls(path, file, Transcript(found.header, found.events, recovered))

    @property
    def path(self) -> Path:
        """Where the transcript lies."""
        return self._path

    @property
    def header(self) -> Header:
        """Its first line."""
        return self._header

    @property
    def events(self) -> tuple[AnyEvent, ...]:
        """All events that are on the disk."""
        return tuple(self._events)

    @property
    def recovered(self) -> str | None:
        """One line for the person where the end of the file was torn when it was opened."""
        return self._recovered

    def append(self, event: AnyEvent) -> None:
        """Write the event down to the disk, then return.

        Raises StorageError where that fails; the file then ends after the last whole event, and the same
        event can be appended again. Raises InputError for an event that could not be read again: not the
        next number, a quote that does not stand in its turn.
        """
        with self._turn:
            where = shown(self._path)
            try:
                self._file.add(event_line(event, len(self._events) + 1, self._heard.text))
            except InputError as error:
                raise InputError(error.what, where=where, cure=error.cure) from None
            except Gone:
                raise
            except StorageError as error:
                raise StorageError(error.what, where=where, cure=f"{self._kept} {error.cure}") from error
            self._events.append(event)
            self._heard = self._heard.after(event)

    def close(self) -> None:
        """Let the file go; what is on the disk stays. May be called twice."""
        with self._turn:
            self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    @property
    def _kept(self) -> str:
        return f"What came before is kept ({counted(len(self._events), 'event')})."
