"""What is made once and stays until the end is not looked through each time that garbage is looked for.

Among all that the app imports, one such look takes five frames, and a key that is pressed meanwhile waits for it.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

_LOCK = Lock()
_makers = 0
"""How many make something lasting at this moment."""


def begin() -> None:
    """Look for no garbage from now on: nothing that is made is any. Each call is answered by one of `end`."""
    global _makers  # noqa: PLW0603 - as the collector itself, there is one of it in a process
    with _LOCK:
        _makers += 1
        gc.disable()


def end() -> None:
    """Leave alone all that is there now, and look for garbage again, once nobody makes anything lasting.

    Without a `begin` before it nothing changes. What is garbage by then is never let go: so this is for what is made
    once, and not each time that somebody asks for it.
    """
    global _makers  # noqa: PLW0603 - see above
    with _LOCK:
        if not _makers:
            return
        _makers -= 1
        if not _makers:
            gc.freeze()
            gc.enable()


@contextmanager
def lasting() -> Iterator[None]:
    """Mark what is made within as lasting, in whatever thread."""
    begin()
    try:
        yield
    finally:
        end()
