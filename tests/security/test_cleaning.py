"""Cleaning takes out all that a terminal could obey and nothing else, however the text comes in."""

import json

from hypothesis import given
from hypothesis import strategies as st

from rehearse.text import clean, in_json, one_line
from tests.security.hostile import ATTACK, MARKUP
from tests.security.wire import APP, LINES, plain, strange

ORDERS = st.sampled_from([*ATTACK, "\r", "\n", "\t", "\ud800", "\u200d", "é", "漢", "ב", "👋"])
TEXTS = st.text(st.one_of(ORDERS, st.characters()))


def obeyed(text: str) -> list[str]:
    """What a terminal would obey in a text, line ends and tabs apart."""
    return strange(text.encode("utf-8", "surrogateescape"), LINES)


@given(TEXTS)
def test_nothing_is_left_that_a_terminal_obeys_and_cleaning_again_changes_nothing(text: str) -> None:
    assert obeyed(clean(text)) == []
    assert clean(clean(text)) == clean(text)
    assert obeyed(one_line(text)) == []
    assert "\n" not in one_line(text)


@given(st.lists(TEXTS))
def test_a_text_in_pieces_is_cleaned_as_the_whole_is(pieces: list[str]) -> None:
    lines = [piece.replace("\r", "") for piece in pieces]
    assert "".join(map(clean, lines)) == clean("".join(lines))


@given(TEXTS)
def test_json_means_the_same_and_holds_nothing_that_a_terminal_obeys(text: str) -> None:
    made = in_json(json.dumps({text: [text]}, ensure_ascii=False, indent=2))
    assert json.loads(made) == {text: [text]}
    assert obeyed(made.encode("utf-8", "replace").decode()) == []


def test_words_in_any_script_stay_as_they_are() -> None:
    kept = "Zoë 漢字 שלום مرحبا नमस्ते e\u0301 👩\u200d👧 ½ “—” " + MARKUP
    assert clean(kept) == kept


ATTACKS = (
    *("\x1b]52;c;b3c=\x07", "\x1b]0;ow\x07", "\x1b[2J", "\x1b[999;1H", "\x1b[8m", "\x1b[6n", "\x1bPow\x1b\\", "\x1bc"),
    *("\x1b(0", "\x9b", "\x9d", "\x90", "\x85", "\x07", "\x08", "\x7f", "\u202e", "\u2066", "\u2028", "\ufeff"),
)


def test_an_attack_is_seen_among_what_textual_writes_and_text_is_not() -> None:
    drawn = "\x1b[?1049h\x1b[?25l\x1b[1;1H\x1b[38;2;1;2;3mhello\x1b[0m\r\x1b[?2026$p\x1b[>1u\x1b]22;text\x07"
    assert strange(drawn.encode(), APP) == []
    for attack in ATTACKS:
        assert attack in strange(f"{drawn}{attack}{drawn}".encode(), APP)
        assert attack in strange(attack.encode(), LINES)
    assert strange(b"caf\xe9 \x9b2J", LINES) == ["\udc9b", "\udce9"]
    assert plain(drawn.encode()) == "hello"
