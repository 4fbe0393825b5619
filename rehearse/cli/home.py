"""`rehearse`: opens the app."""

import gc

from rehearse.cli.terminal import require_terminal
from rehearse.settings import is_served


def run(_args: object) -> int:
    """Open the app at home."""
    if not is_served():
        require_terminal()
    # Nothing that a start makes is garbage; to look for some takes a twelfth of it. The app looks again once it stands.
    gc.disable()
    from rehearse.tui.app import run as run_app

    return run_app()
