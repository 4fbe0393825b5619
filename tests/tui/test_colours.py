"""Text that matters can be read in both lights: a contrast of 4.5 to 1 at least, on many colours and on few."""

from collections.abc import Mapping

import pytest
from rich.color import Color as Terminals
from rich.color import ColorSystem
from textual.color import Color
from textual.theme import Theme

from rehearse.tui.theme import DAYLIGHT, DAYLIGHT_16, LAMPLIGHT, LAMPLIGHT_16, lit

ENOUGH, FRAME = 4.5, 3.0
"""What WCAG 2 asks of text, and of the frame that says where one writes."""
TEXTS = ("foreground", "text-muted", "primary", "secondary", "success", "warning", "error")
GROUNDS = ("background", "surface", "block-cursor-background", "block-cursor-blurred-background")
PAIRS = [
    *((text, ground) for text in TEXTS for ground in GROUNDS),
    ("block-cursor-foreground", "block-cursor-background"),
    ("block-cursor-blurred-foreground", "block-cursor-blurred-background"),
    ("foreground", "block-hover-background"),
    ("text-muted", "block-hover-background"),
]
_XTERM = (
    "000000 cd0000 00cd00 cdcd00 0000ee cd00cd 00cdcd e5e5e5 7f7f7f ff0000 00ff00 ffff00 5c5cff ff00ff 00ffff ffffff"
)
_VGA = "000000 aa0000 00aa00 aa5500 0000aa aa00aa 00aaaa aaaaaa 555555 ff5555 55ff55 ffff55 5555ff ff55ff 55ffff ffffff"
_NAMES = "black red green yellow blue magenta cyan white".split()
SIXTEEN = [f"ansi_{name}" for name in _NAMES] + [f"ansi_bright_{name}" for name in _NAMES]


def palette(colours: str) -> Mapping[str, Color]:
    """Return what a terminal shows for each of its sixteen names."""
    return dict(zip(SIXTEEN, (Color.parse(f"#{colour}") for colour in colours.split()), strict=True))


def variables(theme: Theme) -> Mapping[str, str]:
    """Return what the stylesheet knows of a theme."""
    return theme.to_color_system().generate() | theme.variables


def luminance(colour: Color) -> float:
    def linear(channel: int) -> float:
        share = channel / 255
        return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4

    return 0.2126 * linear(colour.r) + 0.7152 * linear(colour.g) + 0.0722 * linear(colour.b)


def contrast(one: Color, other: Color) -> float:
    """Return the contrast of two colours, 1 to 21.

    >>> round(contrast(Color.parse("#000"), Color.parse("#fff")))
    21
    """
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", [LAMPLIGHT, DAYLIGHT], ids=lambda theme: theme.name)
@pytest.mark.parametrize("colours", ["all", "256"])
def test_text_stands_out_from_its_ground(theme: Theme, colours: str) -> None:
    names = variables(theme)

    def shown(name: str) -> Color:
        colour = Color.parse(names[name])
        if colours == "256":
            near = Terminals.from_rgb(*colour.rgb).downgrade(ColorSystem.EIGHT_BIT)
            return Color(*near.get_truecolor())
        return colour

    weak = {pair: round(found, 2) for pair in PAIRS if (found := contrast(*map(shown, pair))) < ENOUGH}
    assert weak == {}
    assert contrast(shown("border"), shown("background")) >= FRAME


@pytest.mark.parametrize("theme", [LAMPLIGHT_16, DAYLIGHT_16], ids=lambda theme: theme.name)
@pytest.mark.parametrize("colours", [_XTERM, _VGA], ids=["xterm", "vga"])
def test_text_stands_out_on_sixteen_colours(theme: Theme, colours: str) -> None:
    names, terminal = variables(theme), palette(colours)

    def shown(name: str) -> Color:
        # A surface is no colour of its own here: the ground below shows.
        return terminal[names[name if names[name] != "transparent" else "background"]]

    weak = {pair: round(found, 2) for pair in PAIRS if (found := contrast(*map(shown, pair))) < ENOUGH}
    assert weak == {}
    assert contrast(shown("border"), shown("background")) >= FRAME


@pytest.mark.parametrize("dark", [True, False])
def test_the_lamp_stays_within_what_the_terminal_can_show(dark: bool) -> None:
    assert lit(dark=dark, few=True).ansi
    assert not lit(dark=dark, few=False).ansi
    assert lit(dark=dark, few=True).dark is lit(dark=dark, few=False).dark is dark
