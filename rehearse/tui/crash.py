"""What a fault of our own leaves behind: a trace in a private file, one line on the terminal, no word of the talk.

Knows no screen, so that it works when none does.
"""

import os
import traceback
from datetime import datetime

from rehearse.errors import RehearseError
from rehearse.settings import private_folder, user_dir, without_keys
from rehearse.text import one_line

BROKEN = 70
"""Exit status of a program that broke, as `sysexits.h` has it."""


def last_words(error: BaseException, when: datetime, *, draft_kept: bool | None = True) -> str:
    """Keep the trace of `error`, without locals and keys, for the owner's eyes only; return the line that says so.

    The line names the kind of the error and never its message, which may quote what was said. `draft_kept` is None
    where nothing was being written.
    """
    draft = {True: ", and so is the draft", False: ", but the draft could not be", None: ""}[draft_kept]
    return (
        f"rehearse: this was a fault of the app ({type(error).__name__}), not yours. "
        f"Every turn that was shown is kept{draft}. {_kept(error, when)}"
    )


def _kept(error: BaseException, when: datetime) -> str:
    trace = without_keys("".join(traceback.format_exception(error)))
    try:
        path = private_folder(user_dir()) / f"crash-{when:%Y%m%d-%H%M%S-%f}.txt"
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8", errors="backslashreplace") as file:
            file.write(trace)
    except (OSError, RehearseError):
        return "Where it broke could not be written down: the data folder takes no file."
    return f"Where it broke is in {one_line(str(path), 300)}; read it before you pass it on."
