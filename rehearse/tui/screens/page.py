"""What all full screens share: a quiet frame, the way back, and a way to be put away."""

from typing import TYPE_CHECKING, Any, ClassVar, cast

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import Screen

if TYPE_CHECKING:
    from rehearse.tui.house import House

BACK = Binding("escape", "back", "Back", id="page.back", tooltip="Go back to where you came from")


def house_of(screen: Screen[Any]) -> "House":
    """Return the app that a screen belongs to, by its own type."""
    return cast("House", screen.app)


def turn_pages(part: VerticalScroll, pages: int) -> None:
    """Scroll by a page: back where `pages` is below 0, else on."""
    if pages < 0:
        part.scroll_page_up(animate=False)
    else:
        part.scroll_page_down(animate=False)


class Page(Screen[None]):
    """A full screen of the app."""

    IS_TALK: ClassVar[bool] = False
    """Whether it shows one meeting; such screens follow one another in place."""
    BINDINGS: ClassVar[list[BindingType]] = []

    @property
    def house(self) -> "House":
        """The app, by its own type."""
        return house_of(self)

    def action_back(self) -> None:
        """Go back to the screen below."""
        self.dismiss()

    async def put_away(self) -> None:
        """Keep what would be lost; called before the app ends. Raises StorageError where it cannot be kept."""

    def rescue(self) -> bool:
        """Keep what can be kept at once, return whether all was; called where the app has broken, raises nothing."""
        return True
