"""`rehearse`: opens the app."""

import argparse

from rehearse.cli.terminal import require_terminal
from rehearse.settings import is_served


def run(_args: argparse.Namespace) -> int:
    """Open the app at home."""
    if not is_served():
        require_terminal()
    from rehearse.tui.app import run as run_app

    return run_app()
