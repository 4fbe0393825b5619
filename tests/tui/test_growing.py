"""Text that grows is drawn as the same text is that stood there at once."""

import re

from hypothesis import given
from hypothesis import strategies as st
from textual.color import Color
from textual.content import Content
from textual.css.styles import RulesMap
from textual.geometry import Offset
from textual.selection import Selection
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions

from rehearse.tui.widgets.growing import Growing

STYLE = Style(foreground=Color.parse("red"))
HEADING = Content.styled("Bo Lind", Style(bold=True))
WORDS = st.sampled_from(
    ["a", "and", "unforeseeable,", "王小明", "e\u0301", "👩‍👩‍👧", "\n", "\n\n", "\u00a0x", ".", "-"]
)
LONG = st.text("ab王 \n", min_size=1, max_size=200)
PIECES = st.lists(st.tuples(WORDS, st.integers(1, 3)), min_size=1, max_size=60)


def drawn(shown: Growing | Content, width: int, selection: Selection | None = None) -> list[Strip]:
    """The lines as they are drawn; what is no text is of one style."""
    options = RenderOptions(lambda _: STYLE, RulesMap(), selection, Style(reverse=True))
    return [strip.simplify() for strip in shown.render_strips(width, None, STYLE, options)]


@given(PIECES, st.data())
def test_whatever_is_said_in_whatever_pieces(pieces: list[tuple[str, int]], data: st.DataObject) -> None:
    width = data.draw(st.integers(14, 40))
    growing, said = Growing(HEADING), ""
    for word, gap in pieces:
        said += word + " " * gap
        text = said.strip() or "…"
        growing.say(text)
        if gap == 3:
            width = data.draw(st.integers(14, 40))
        whole = Content.assemble(HEADING, "\n", text)
        if gap > 1:
            assert growing.get_height(RulesMap(), width) == whole.get_height(RulesMap(), width)
        assert drawn(growing, width) == drawn(whole, width)


@given(LONG, st.lists(st.integers(1, 200), max_size=5), st.integers(4, 12))
def test_a_word_longer_than_a_line_is_parted(text: str, cuts: list[int], width: int) -> None:
    growing = Growing(HEADING)
    for end in (*sorted(cuts), len(text)):
        growing.say(text[:end].strip() or "…")
        lines = drawn(growing, width)
    assert max(line.cell_length for line in lines) <= width
    shown = "".join(line.text for line in lines)
    assert shown.replace(" ", "") == re.sub(r"\s", "", growing.content.plain)


def test_a_selection_is_drawn_in_it() -> None:
    growing = Growing(HEADING)
    growing.say("What stands there, and a little more.")
    selection = Selection(Offset(2, 1), Offset(20, 1))
    assert drawn(growing, 12, selection) == drawn(growing.content, 12, selection) != drawn(growing, 12)


def test_nothing_a_terminal_obeys_comes_through() -> None:
    growing = Growing(HEADING)
    growing.say("one\x1b]52;c;aGk=\x07 two")
    assert not {"\x1b", "\x07"} & set(growing.content.plain)
