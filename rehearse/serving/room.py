"""All who sit at a table just now: one seat a learner, and so many in all."""

import asyncio
import logging
from collections.abc import Mapping, Sequence
from pathlib import Path

from aiohttp import web

from rehearse.errors import RehearseError, StorageError
from rehearse.serving.ending import ELSEWHERE, FULL, NO_FOLDER, STOPPING, Ending
from rehearse.serving.process import COMMAND, AppProcess, Size
from rehearse.serving.register import Learner
from rehearse.serving.seat import Seat
from rehearse.settings import private_folder
from rehearse.text import one_line

LOG = logging.getLogger("rehearse.serving")
OWNER = 0o700


class Room:
    """Gives each learner an app of their own, and knows who has one."""

    def __init__(
        self, most: int, idle: float, extra: Mapping[str, str] | None = None, command: Sequence[str] = COMMAND
    ) -> None:
        """At `most` so many sessions at once; each ends after `idle` seconds in which nothing was typed.

        `extra` goes into the environment of each app.
        """
        self._most = most
        self._idle = idle
        self._extra = extra or {}
        self._command = command
        self._seats: dict[str, Seat] = {}
        self._closed = False

    def __len__(self) -> int:
        return len(self._seats)

    def seat_of(self, learner: Learner) -> Seat | None:
        """Return where this learner sits; None where they do not."""
        seat = self._seats.get(learner.name)
        return seat if seat and seat.learner == learner else None

    def learners(self) -> list[Learner]:
        """Return who sits here."""
        return [seat.learner for seat in self._seats.values()]

    async def sit(self, learner: Learner, home: Path, size: Size, socket: web.WebSocketResponse) -> Ending:
        """Let a learner sit down until the session ends; return why it did. Their window before this one gives way."""
        while former := self._seats.get(learner.name):
            former.end(ELSEWHERE)
            await former.left.wait()
        if self._closed:
            return STOPPING
        if len(self._seats) >= self._most:
            return FULL
        seat = self._seats[learner.name] = Seat(learner)
        try:
            ending = await self._play(seat, home, size, socket)
        finally:
            del self._seats[learner.name]
            seat.left.set()
        if seat.telling:
            await seat.telling
        LOG.info("%s: session ended (%s)%s", learner.name, ending.code, f": {seat.last_words}" * bool(seat.last_words))
        return ending

    async def _play(self, seat: Seat, home: Path, size: Size, socket: web.WebSocketResponse) -> Ending:
        try:
            own_folder(home)
            app = await AppProcess.start(home, size, self._extra, self._command)
        except (RehearseError, OSError) as error:
            seat.last_words = one_line(str(error))
            return NO_FOLDER
        LOG.info("%s: session begun, %s at work", seat.learner.name, len(self))
        return await seat.sit(app, socket, self._idle)

    def send_away(self, learner: Learner, ending: Ending) -> None:
        """End this learner's session, if there is one."""
        seat = self.seat_of(learner)
        if seat:
            seat.end(ending)

    async def close(self) -> None:
        """Let nobody in any more, end all sessions, and wait until all apps are gone."""
        self._closed = True
        seats = list(self._seats.values())
        for seat in seats:
            seat.end(STOPPING)
        await asyncio.gather(*(seat.left.wait() for seat in seats))


def own_folder(home: Path) -> None:
    """Make a learner's folder, or see to it that only its owner can open it (0700). Raises StorageError."""
    private_folder(home)
    if home.is_symlink():
        raise StorageError("a learner's folder is no link", where=str(home), cure="Put the folder itself there.")
    if home.stat().st_mode & 0o077:
        home.chmod(OWNER)
