"""The trained reader at its edges: odd texts, odd talks, a broken model, what it keeps, two threads at once."""

import json
import shutil
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rehearse import engines
from rehearse.reading.codebook import Turn
from rehearse.reading.encoder import loading
from rehearse.reading.encoder.model import CARD, FOLDER, VOCABULARY, Model, Unreadable
from rehearse.reading.encoder.network import LOWER, UPPER, Fed, Run
from rehearse.reading.encoder.reader import EncoderReader
from rehearse.reading.reader import turn_by_turn
from rehearse.reading.scene import Side
from rehearse.text import clean
from tests.reading.encoder.test_codebook import reader
from tests.reading.talk import scene
from training.corpus import DEV, read

ODD = ["", " ", "\n\t ", "\x00", "\u200b", "\u4e2d\u6587", "?!", "a" * 5_000, "[/bold] *x* \x1b[31m", "\U0001f600"]


@pytest.mark.parametrize("text", ODD)
def test_every_quote_stands_in_the_cleaned_turn_and_is_not_empty(text: str) -> None:
    found = reader().read(scene(), (), text)
    for mark in (*found.labels, *found.unsure, *reader().cues(scene(), (), text)):
        assert mark.quote.strip()
        assert mark.quote == clean(text)[mark.start : mark.end]


@pytest.mark.parametrize("text", ["", "  ", "\n", "\x00\x07", "\u200b"])
def test_a_turn_without_words_carries_nothing(text: str) -> None:
    assert reader().read(scene(), (), text) == ((), ())
    assert reader().cues(scene(), (), text) == ()


@settings(max_examples=15)
@given(st.lists(st.tuples(st.sampled_from(Side), st.text(max_size=60)), max_size=6))
def test_any_talk_is_read_whoever_speaks_and_however_often(talk: list[tuple[Side, str]]) -> None:
    turns = reader().read_all(scene(), talk)
    assert [(turn.speaker, turn.text) for turn in turns] == [(side, clean(text)) for side, text in talk]


def test_a_very_long_turn_is_read_by_its_beginning_and_its_end() -> None:
    text = f"Hello there. {'The weather was fine and the road was dry. ' * 2_000} Could you get me a job at your firm?"
    found = reader().read(scene(), (), text)
    assert all(len(mark.quote.split()) <= 40 for mark in found.labels)


def test_reading_on_and_reading_at_once_tell_the_same() -> None:
    for line in islice(read(DEV), 2):
        talk = [(turn.speaker, turn.text) for turn in line.turns]
        kept, forgetful = Model(), Model()
        for at, told in enumerate(kept.read(line.scene, talk)):
            forgetful.forget()
            for again in (kept.last(line.scene, talk[: at + 1]), forgetful.last(line.scene, talk[: at + 1])):
                assert abs(again.turn - told.turn).max() < 1e-3
                assert abs(again.pieces - told.pieces).max(initial=0) < 1e-3


def test_a_whole_meeting_reads_the_same_turn_by_turn() -> None:
    line = next(iter(read(DEV)))
    talk = [(turn.speaker, turn.text) for turn in line.turns]
    assert turn_by_turn(reader(), line.scene, talk) == reader().read_all(line.scene, talk)


def test_what_was_said_before_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    model, sizes = Model(), list[int]()
    run = model.networks.run

    def counted(given: Fed) -> Run:
        sizes.append(given.ids.shape[1])
        return run(given)

    monkeypatch.setattr(model.networks, "run", counted)
    before = Turn(speaker=Side.CONTACT, text="I have been binding books for nineteen years, and never a dull day.")
    for number in range(10):
        EncoderReader(model).read(scene(), (before,), f"What about year {number}?")
    assert sum(size > 15 for size in sizes) == 1


def test_two_threads_read_what_one_reads() -> None:
    texts = [f"What made you stay for {number} years?" for number in range(12)]
    alone = [EncoderReader(Model()).read(scene(), (), text) for text in texts]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(lambda text: reader().read(scene(), (), text), texts)) == alone


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of what ships, to be broken."""
    for name in (LOWER, UPPER, VOCABULARY, CARD):
        shutil.copy(str(FOLDER.joinpath(name)), tmp_path / name)
    return tmp_path


def test_a_whole_copy_is_readable(folder: Path) -> None:
    assert Model(folder).version == Model().version


@pytest.mark.parametrize(
    ("key", "value"),
    [("weighings", {}), ("network", "0" * 64), ("worth", None), ("version", None)],
)
def test_a_card_that_does_not_fit_is_unreadable(folder: Path, key: str, value: object) -> None:
    card = json.loads((folder / CARD).read_text()) | {key: value}
    (folder / CARD).write_text(json.dumps(card))
    with pytest.raises(Unreadable):
        Model(folder)


def test_a_vocabulary_that_is_cut_short_is_unreadable(folder: Path) -> None:
    (folder / VOCABULARY).write_text("\n".join((folder / VOCABULARY).read_text().split("\n")[:20_000]))
    with pytest.raises(Unreadable):
        Model(folder)


def test_another_weighing_is_another_version(folder: Path) -> None:
    card = json.loads((folder / CARD).read_text())
    card["weighings"]["job_ask"]["sure"] += 0.01
    (folder / CARD).write_text(json.dumps(card))
    assert Model(folder).version != Model().version


def test_two_threads_load_it_once(monkeypatch: pytest.MonkeyPatch) -> None:
    loaded = []

    class Counted(Model):
        def __init__(self) -> None:
            loaded.append(1)
            super().__init__()

    engines.forget_reader()
    monkeypatch.setattr(loading, "Model", Counted)
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _: engines.known_reader(), range(4)))
    engines.forget_reader()
    assert len(loaded) == 1
    assert len({id(each.reader) for each in found}) == 1
