"""The least app that Textual can make: the baseline for the start of ours."""

from textual.app import App, ComposeResult
from textual.widgets import Static

READY = "Ready to be used"


class Bare(App[None]):
    """One line of text."""

    def compose(self) -> ComposeResult:
        """Show the line."""
        yield Static(READY)


if __name__ == "__main__":
    Bare().run()
