"""A meeting in which the contact has said one sentence and holds back the next: the moment at which things happen."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.contact.chat_server import ChatServer, say, stall
from torture.refused import SENTENCE
from torture.terminal import REHEARSE, Watched, kept, sat_down

HALF = "I began with one van and a friend."
_REST = " He could not drive. Nobody told us how, and"
_OPENING = "There you are, and you still beat me to it."


@contextmanager
def half_said(*, plain: bool, before: tuple[str, ...] = REHEARSE) -> Iterator[tuple[Path, Watched]]:
    """Give the person's folder and the table, at which a reply stands half said."""
    with (
        tempfile.TemporaryDirectory(prefix="torture-") as scratch,
        ChatServer(say(_OPENING), stall(HALF + _REST)) as server,
    ):
        home = Path(scratch, "home")
        more = {"REHEARSE_BASE_URL": server.url, "REHEARSE_MODEL": "slow"}
        with sat_down(home, plain=plain, before=before, more=more) as table:
            table.paste(SENTENCE)
            table.type("\r" if table.is_app else "\n")
            table.wait(HALF)
            yield home, table


def lost(home: Path, *, half: bool) -> list[str]:
    """Return which of what was shown is not kept: the opening, the turn, and of the reply what was shown of it."""
    turns = kept(home)
    broken = [] if len(turns) > 1 and turns[1] == SENTENCE.strip() else [f"the learner's turn is not kept: {turns}"]
    if half and turns[2:] != [HALF]:
        broken.append(f"what was shown of the reply is not kept: {turns[2:]}")
    return broken
