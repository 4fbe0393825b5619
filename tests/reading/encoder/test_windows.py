"""Every turn is read once, in a window that depends on nothing that comes after it."""

from functools import lru_cache

from hypothesis import given
from hypothesis import strategies as st

from rehearse.reading.encoder.model import FOLDER, VOCABULARY
from rehearse.reading.encoder.windows import (
    CARRIED,
    CONTACT,
    LEARNER,
    LONGEST_SCENE,
    LONGEST_TURN,
    WINDOW,
    Laid,
    lay,
    scene_text,
    windows,
)
from rehearse.reading.encoder.wordpiece import WordPiece
from rehearse.reading.scene import Referrer, Side
from tests.reading.talk import scene

PLACES = 512
"""Places that the network knows."""


@lru_cache
def wordpiece() -> WordPiece:
    return WordPiece(FOLDER.joinpath(VOCABULARY).read_text(encoding="utf-8").removesuffix("\n").split("\n"))


def laid(lengths: list[int]) -> list[Laid]:
    sides = [Side.LEARNER, Side.CONTACT]
    return [lay(wordpiece(), sides[i % 2], "word " * length) for i, length in enumerate(lengths)]


lengths = st.lists(st.integers(1, 400), min_size=1, max_size=40)


@given(lengths)
def test_each_turn_is_fresh_in_exactly_one_window(counts: list[int]) -> None:
    found = windows(wordpiece(), scene(), laid(counts))
    fresh = [i for each in found for i in range(each.fresh, each.first + max(each.turns))]
    assert fresh == list(range(len(counts)))


@given(lengths)
def test_no_window_is_longer_than_the_network_can_see(counts: list[int]) -> None:
    most = max(WINDOW, LONGEST_SCENE + 1 + CARRIED + LONGEST_TURN + 1)
    assert all(len(each.ids) <= most <= PLACES for each in windows(wordpiece(), scene(), laid(counts)))


@given(lengths, st.data())
def test_a_turn_is_read_in_the_same_window_whatever_comes_after_it(counts: list[int], data: st.DataObject) -> None:
    cut = data.draw(st.integers(1, len(counts)))
    talk = laid(counts)
    (last,) = windows(wordpiece(), scene(), talk[:cut])[-1:]
    same = next(each for each in windows(wordpiece(), scene(), talk) if each.fresh == last.fresh)
    assert same.first == last.first
    assert same.ids[: len(last.ids)] == last.ids


@given(lengths)
def test_a_new_window_begins_with_what_was_said_right_before(counts: list[int]) -> None:
    for each in windows(wordpiece(), scene(), laid(counts)):
        assert each.first <= each.fresh
        assert each.fresh == 0 or each.first < each.fresh


def test_a_long_turn_keeps_its_beginning_and_its_end() -> None:
    shown = lay(wordpiece(), Side.LEARNER, f"hello {'and ' * 900} goodbye").pieces
    assert len(shown) == LONGEST_TURN + 1
    assert [shown[1].start, shown[-1].end] == [0, len(f"hello {'and ' * 900} goodbye")]


def test_pieces_know_whose_they_are() -> None:
    (window,) = windows(wordpiece(), scene(), laid([1, 1]))
    assert [side for side in window.sides if side][:1] == [LEARNER]
    assert window.sides[-1] == CONTACT


def test_the_scene_tells_what_the_codebook_judges_by() -> None:
    at = scene(agenda="her glue", referrer=Referrer(name="Pia", introduced=False, name_blessed=False))
    assert scene_text(at).endswith("agreed: her glue. Pia: did not introduce, name not offered.")
