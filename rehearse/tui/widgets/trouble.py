"""What the conversation shows when a reply failed: the cause, what was kept, and the keys that help."""

from textual.content import Content

from rehearse.errors import RehearseError
from rehearse.tui.widgets.plain import Plain, line, styled

KEPT = "Your turn is kept."
HALF = "Your turn is kept; the half reply was let go."
EARLIER = "What was said before is kept."
GIVEN_BACK = "Your words are back where you wrote them; nothing was sent."


class Trouble(Plain):
    """One failure, in the place where the reply would stand."""

    def __init__(self, error: RehearseError, *, kept: bool, half: bool, offline: bool, pending: bool = True) -> None:
        keys = [("Ctrl+R", "try again")] if kept else [("Enter", "send it again")]
        if offline and kept:
            keys.append(("Ctrl+O", "go on with the offline contact"))
        keys.append(("Ctrl+E", "end the meeting"))
        said = line(error, 400)
        kept_line = GIVEN_BACK if not kept else EARLIER if not pending else HALF if half else KEPT
        lines = Content.assemble(
            styled(said if kept_line in said or (not pending and KEPT in said) else f"{said} {kept_line}", ""),
            "\n",
            Content("   ").join(Content.assemble((key, "$primary"), " ", (does, "$text-muted")) for key, does in keys),
        )
        super().__init__(lines, classes="trouble")
