"""Names and turns in every script stand on every screen as they were written, on lines that stay in line."""

import time
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len
from textual.events import Paste

from rehearse.archive.transcript import read_transcript
from rehearse.rehearsal import LONGEST
from rehearse.review.export import FORMS
from rehearse.review.review import review
from rehearse.scene import library
from rehearse.scene.rubric import STANDARD
from rehearse.tui.widgets.composer import Composer
from tests import builders
from tests.acquaintance import keep
from tests.test_text import HIDDEN
from tests.tui.driving import (
    app,
    keep_meeting,
    on,
    open_gate,
    piloted,
    practice,
    shows,
    sit_down,
    strips,
    table,
    wait_until,
)

TURNS = {
    "chinese": "我们今天谈谈时钟的事情。你是怎么开始的。 [curiosity]",
    "emoji": "Your clocks 👨‍👩‍👧‍👦 🇸🇪 👍🏿 👩🏽‍🚀! [gratitude]",
    "hebrew": "שלום, איך התחלת? [curiosity]",
    "arabic": "كَيْفَ بَدَأْتَ مع الساعات؟ [curiosity]",
    "zalgo": "Z" + "\u0301" * 300 + "algo [curiosity]",
    "hidden": f"A{HIDDEN}b [curiosity]",
    "tab": "one\ttwo [curiosity]",
    "long": "x" * 500 + " [curiosity]",
}
NAMES = {"王小明": "wang", "دانا الخطيب": "dana", "Zoë 👩🏽‍🚀 Z": "zoe", "x" * 78: "long", "e\u0301" * 30: "marks"}


def frame(house: Any) -> set[int]:
    """The widths of the lines of the screen, in cells."""
    strips_ = house.screen._compositor.render_strips()
    return {strip.cell_length for strip in strips_}


@pytest.mark.parametrize("script", TURNS)
@pytest.mark.parametrize("width", [60, 100])
def test_a_turn_stands_as_it_was_said_at_the_table_in_the_review_and_in_the_replay(script: str, width: int) -> None:
    said = TURNS[script]

    @piloted
    async def run() -> None:
        house = app(practice(), open_gate(["Good morning."], [said]))
        async with house.run_test(size=(width, 60)) as pilot:
            await sit_down(pilot)
            await wait_until(lambda: not table(house).speaking)
            house.screen.query_one(Composer).insert(said)
            await pilot.press("enter")
            await wait_until(lambda: len(table(house).rehearsal.state.turns) == 3)  # type: ignore[union-attr]
            rehearsal = table(house).rehearsal
            assert rehearsal
            kept = rehearsal.state.turns[1].text
            await wait_until(shows(house, kept.split(" [")[0].replace("\t", " ")))
            assert frame(house) == {width}
            assert not [char for char in HIDDEN if char in strips(house)]
            for mark in rehearsal.state.turns[1].labels:
                assert mark.quote == kept[mark.start : mark.end]
            await pilot.press("ctrl+l")
            await wait_until(on(house, "HomeScreen"))
            house.open_review(rehearsal.log.path)
            await wait_until(shows(house, "Turn by turn"))
            assert frame(house) == {width}
            await pilot.press("r")
            await wait_until(shows(house, "turn 1 of 3"))
            await pilot.press("right")
            await wait_until(shows(house, "turn 2 of 3"))
            assert frame(house) == {width}
            assert not [char for char in HIDDEN if char in strips(house)]

    run()


def test_names_of_any_script_stay_in_their_column(tmp_path: Path) -> None:
    for days, (name, who) in enumerate(NAMES.items()):
        keep(who, days=days, whom=builders.persona(id=f"{who}-x", name=name), trust=0.5)

    @piloted
    async def run() -> None:
        house = app()
        async with house.run_test(size=(80, 40)) as pilot:
            await pilot.press("g")
            await wait_until(shows(house, "王小明", "Zoë", "xxxx"))
            await wait_until(lambda: "Looking" not in strips(house))
            leaves = [line for line in strips(house).splitlines() if "♣" in line]
            assert len(leaves) == len(NAMES)
            assert len({cell_len(line.partition("♣")[0]) for line in leaves}) == 1
            await pilot.press("escape", "t")
            await wait_until(shows(house, "with 王小明", "with Zoë 👩🏽‍🚀"))
            assert frame(house) == {80}

    run()


@pytest.mark.parametrize("form", sorted(FORMS))
def test_evidence_is_quoted_with_its_emoji_in_every_export(form: str) -> None:
    path = keep_meeting("one", [TURNS["emoji"], TURNS["hebrew"], TURNS["arabic"], TURNS["hidden"]])
    transcript = read_transcript(path)
    found = review(transcript.header, transcript.events, library.rubric(STANDARD), builders.ToldReader(), str(path))
    text = FORMS[form].write(found, None, transcript)
    for words in ("👨‍👩‍👧‍👦", "🇸🇪", "👍🏿", "👩🏽‍🚀", "שלום, איך התחלת?", "كَيْفَ بَدَأْتَ"):
        assert words in text or words.encode("unicode_escape").decode() in text or "\\u" in text
    assert not [char for char in HIDDEN if char in text]


@piloted
async def test_fifty_thousand_letters_are_pasted_in_less_than_a_second() -> None:
    house = app(practice(), open_gate(["Good morning."]))
    async with house.run_test(size=(100, 30)) as pilot:
        await sit_down(pilot)
        composer = house.screen.query_one(Composer)
        text = ("How did you come to clocks? 你好 👩🏽‍🚀\n" * 1_500)[:50_000]
        before = time.process_time()
        composer.post_message(Paste(text))
        await wait_until(lambda: composer.text == text)
        await pilot.pause()
        assert time.process_time() - before < 1


@piloted
async def test_a_paste_beyond_the_bound_loses_nothing_and_says_what_the_bound_is() -> None:
    house = app(practice(), open_gate(["Good morning."]))
    async with house.run_test(size=(100, 30), notifications=True) as pilot:
        await sit_down(pilot)
        composer = house.screen.query_one(Composer)
        composer.insert("Mine.")
        composer.post_message(Paste("x" * (LONGEST - 4)))
        said = "That would be 100,001 characters, and 100,000 are the most. Nothing was pasted; what you wrote stands."
        await wait_until(lambda: said in [note.message for note in house._notifications])
        assert composer.text == "Mine."
        composer.post_message(Paste("x" * (LONGEST - 5)))
        await wait_until(lambda: len(composer.text) == LONGEST)


@piloted
async def test_a_draft_beyond_the_bound_is_given_back(tmp_path: Path) -> None:
    house = app(practice(), open_gate(["Good morning."]))
    async with house.run_test(size=(100, 30)) as pilot:
        await sit_down(pilot)
        await wait_until(lambda: not table(house).speaking)
        composer = house.screen.query_one(Composer)
        composer.insert("x" * (LONGEST + 1))
        await pilot.press("enter")
        await wait_until(shows(house, "is too long", "at most 100,000"))
        assert composer.text == "x" * (LONGEST + 1)
