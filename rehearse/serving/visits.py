"""Who has signed in, and who has tried too often. Kept in memory only: when the server ends, all are signed out."""

import secrets
import time
from collections import OrderedDict, deque
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address, ip_network

from rehearse.serving.register import Learner

Clock = Callable[[], float]

HOURS = 12
"""A visit ends this long after it was last used."""
BROWSERS = 5
"""Visits of one learner at once; one more, and the one that was longest unused ends."""
TRIES = 10
"""Wrong tokens that one address may send within `WITHIN`."""
WITHIN = 60.0
"""Seconds."""
ADDRESSES = 10_000
"""Addresses that are remembered at most; those that were longest quiet are forgotten."""


@dataclass
class Visit:
    """A browser in which somebody has signed in."""

    learner: Learner
    used: float
    """When it was last used, in seconds of the clock."""


class Visits:
    """The browsers in which somebody has signed in, by an id that only the browser and the server know."""

    def __init__(self, clock: Clock = time.monotonic) -> None:
        self._clock = clock
        self._visits: dict[str, Visit] = {}

    def begin(self, learner: Learner) -> str:
        """Sign in; return the new visit's id, 256 random bits."""
        self._forget()
        own = [key for key, visit in self._visits.items() if visit.learner.name == learner.name]
        own.sort(key=lambda key: self._visits[key].used)
        for key in own[: max(len(own) - BROWSERS + 1, 0)]:
            del self._visits[key]
        key = secrets.token_urlsafe()
        self._visits[key] = Visit(learner, self._clock())
        return key

    def who(self, key: str) -> Learner | None:
        """Return who has signed in under this id, and count it as used."""
        visit = self._visits.get(key)
        if visit is None or self._is_over(visit):
            return None
        visit.used = self._clock()
        return visit.learner

    def end(self, key: str) -> None:
        """Sign out."""
        self._visits.pop(key, None)

    def _is_over(self, visit: Visit) -> bool:
        return self._clock() - visit.used > HOURS * 3600

    def _forget(self) -> None:
        for key in [key for key, visit in self._visits.items() if self._is_over(visit)]:
            del self._visits[key]


class Tries:
    """Wrong tokens by the address that they came from."""

    def __init__(self, clock: Clock = time.monotonic) -> None:
        self._clock = clock
        self._wrong: OrderedDict[str, deque[float]] = OrderedDict()

    def wait(self, address: str) -> float:
        """Return the seconds until this address may try again; 0 where it may now."""
        wrong = self._wrong.get(_place(address))
        if wrong is None or len(wrong) < TRIES:
            return 0.0
        return max(wrong[0] + WITHIN - self._clock(), 0.0)

    def count(self, address: str) -> None:
        """Remember a wrong token."""
        place = _place(address)
        self._wrong.setdefault(place, deque(maxlen=TRIES)).append(self._clock())
        self._wrong.move_to_end(place)
        if len(self._wrong) > ADDRESSES:
            self._wrong.popitem(last=False)


def _place(address: str) -> str:
    """Return what counts as one address: of IPv6 the network of 64 bits, all of which one machine may use."""
    try:
        found = ip_address(address)
    except ValueError:
        return ""
    return str(ip_network((found, 64), strict=False)) if isinstance(found, IPv6Address) else str(found)
