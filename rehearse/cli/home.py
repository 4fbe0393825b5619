"""`rehearse`: opens the app."""

from rehearse.cli.terminal import open_app, require_terminal
from rehearse.settings import is_served


def run(_args: object) -> int:
    """Open the app at home."""
    if not is_served():
        require_terminal()
    return open_app()
