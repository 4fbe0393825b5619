"""Why a session in a browser ends: a code of the websocket's close, and the sentence that the page shows."""

from typing import NamedTuple


class Ending(NamedTuple):
    """One reason."""

    code: int
    """Codes from 4000 on are free for us."""
    says: str
    """For the learner; at most 123 bytes, which is what a close may hold."""


LEFT = Ending(4000, "You have left the table. Everything is kept.")
IDLE = Ending(4001, "Nobody was here for a while, so the table was cleared. Every turn you saw is kept.")
ELSEWHERE = Ending(4002, "You have opened Rehearse in another window, and sit there now.")
FULL = Ending(4003, "All tables are taken just now. Try again in a few minutes.")
BROKEN = Ending(4004, "Rehearse has stopped unexpectedly. Every turn you saw is kept.")
SIGNED_OUT = Ending(4005, "You are signed out. Every turn you saw is kept.")
NO_FOLDER = Ending(4006, "Your folder on the server cannot be used. Tell whoever coaches you.")
STOPPING = Ending(4007, "The server is being stopped. Every turn you saw is kept.")
UNREADABLE = Ending(4008, "The browser sent what cannot be understood. Every turn you saw is kept.")
GONE = Ending(1000, "")
"""The browser went away by itself; nobody reads this."""
