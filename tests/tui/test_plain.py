"""The one door for untrusted text holds by itself, whoever may have cleaned before."""

import pytest
from textual.app import App, ComposeResult
from textual.content import Content

from rehearse.tui.widgets.plain import Plain, safe, styled
from tests.tui.driving import piloted, strips
from tests.tui.test_untrusted import EVIL, FORBIDDEN, SHOWN

FORMS = {
    "text": EVIL,
    "content": Content(EVIL),
    "styled": styled(EVIL, "bold"),
    "safe": safe(EVIL),
    "closing tag": f"[/bold] {EVIL}",
}


class Door(App[None]):
    """One text, given at once and again later."""

    def __init__(self, text: object) -> None:
        super().__init__()
        self.given = text

    def compose(self) -> ComposeResult:
        """The text as it is given."""
        yield Plain(self.given, id="first")
        yield Plain(id="second")


@pytest.mark.parametrize("form", FORMS)
def test_brackets_stay_brackets_and_controls_stay_out(form: str) -> None:
    @piloted
    async def run() -> None:
        door = Door(FORMS[form])
        async with door.run_test(size=(100, 12)) as pilot:
            second = door.query_one("#second", Plain)
            text = FORMS[form]
            second.update(text if isinstance(text, Content) else str(text))
            await pilot.pause()
            shown = strips(door)
            assert shown.count(SHOWN) == 2
            assert not [char for char in FORBIDDEN if char in shown]
            assert door.is_running

    run()
