"""The meetings that ship with the app: they can be read, replayed and branched, and nothing is written beside them."""

from pathlib import Path

import pytest

from rehearse.settings import transcripts_dir
from rehearse.tui.start import Start
from tests.tui.driving import (
    GatedContact,
    app,
    keep_meeting,
    on,
    piloted,
    shows,
    sit_down,
    strips,
    wait_until,
)

TURNS = ["How did you come to clocks? [curiosity]", "And then?"]


@pytest.fixture
def sample(library: Path) -> Path:
    """One meeting among the files that came with the app."""
    folder = library / "transcripts"
    folder.mkdir()
    return keep_meeting("gone-well", TURNS).rename(folder / "gone-well.jsonl")


@piloted
async def test_samples_stand_below_ones_own_meetings_and_say_what_they_are(sample: Path) -> None:
    keep_meeting("mine", TURNS)
    house = app()
    async with house.run_test(size=(100, 30)) as pilot:
        await pilot.press("t")
        await wait_until(shows(house, "sample"))
        shown = strips(house)
        assert shown.index("2026") < shown.index("sample · with")
        await pilot.press(*"sample")
        await wait_until(lambda: "2026" not in strips(house))
        await pilot.press("enter")
        await wait_until(shows(house, "Review", "Replay"))
        assert not [word for word in ("Continue", "Delete") if word in strips(house)]
        await pilot.press("v")
        await wait_until(on(house, "ReviewScreen"))


@piloted
async def test_a_branch_of_a_sample_and_its_draft_lie_in_the_persons_own_folder(sample: Path) -> None:
    house = app(Start("replay", path=sample), GatedContact([]))
    async with house.run_test(size=(100, 30)) as pilot:
        await wait_until(shows(house, "turn 1 of"))
        await pilot.press("b")
        await sit_down(pilot)
        await pilot.press(*"thought", "ctrl+q")
    assert own_files() == {".draft", ".jsonl"}
    assert [path.name for path in sample.parent.iterdir()] == [sample.name]


@piloted
async def test_the_export_of_a_sample_named_by_a_short_path_goes_to_the_persons_own_folder(
    sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(sample.parent.parent)
    house = app(Start("review", path=Path("transcripts") / sample.name))
    async with house.run_test(size=(100, 30), notifications=True) as pilot:
        await wait_until(shows(house, "What mattered"))
        await pilot.press("e")
        await wait_until(on(house, "Choose"))
        await pilot.press("enter")
        await wait_until(shows(house, "Written to"))
    assert own_files() == {".md"}
    assert [path.name for path in sample.parent.iterdir()] == [sample.name]


def own_files() -> set[str]:
    """Return the kinds of files in the person's own folder."""
    return {path.suffix for path in transcripts_dir().iterdir()}
