"""A meeting that its person wants no trace of is taken away for good, once they have said so; others are not."""

from pathlib import Path

import pytest
from textual.pilot import Pilot

from rehearse.archive.log import TranscriptLog
from rehearse.archive.removing import may_remove, remove
from rehearse.errors import StorageError
from rehearse.settings import index_path, transcripts_dir
from rehearse.tui.app import RehearseApp
from tests import builders
from tests.tui.driving import GOOD, app, keep_meeting, on, piloted, shows, wait_until

SECRET = "My daughter Wilhelmina is ill. [curiosity]"


async def list_of(house: RehearseApp, pilot: Pilot[int], *titles: str) -> None:
    await wait_until(on(house, "HomeScreen"))
    await pilot.press("t")
    await wait_until(shows(house, *titles))


@piloted
async def test_a_meeting_is_deleted_with_all_that_lies_beside_it_and_no_word_stays_in_the_index() -> None:
    path = keep_meeting("first", [SECRET], title="The first coffee")
    kept = keep_meeting("second", [GOOD], title="The second coffee")
    beside = [path.with_suffix(".draft"), path.with_name(path.name + ".torn")]
    for each in beside:
        each.write_text("Wilhelmina")
    house = app()
    async with house.run_test(size=(80, 24)) as pilot:
        await list_of(house, pilot, "The first coffee", "The second coffee", "score")
        await pilot.press(*"wilhel")
        await wait_until(shows(house, "Wilhelmina is ill"))
        await pilot.press("enter")
        await wait_until(shows(house, "Delete"))
        await pilot.press("x")
        await wait_until(shows(house, "Delete this meeting?", "Every word of it is gone for good."))
        await pilot.press("escape")
        await wait_until(on(house, "TranscriptsScreen"))
        assert path.exists()
        await pilot.press("enter")
        await wait_until(on(house, "Choose"))
        await pilot.press("x")
        await wait_until(on(house, "Ask"))
        await pilot.press("y")
        await wait_until(shows(house, "No meeting fits."))
    assert not any(each.exists() for each in (path, *beside))
    assert kept.exists()
    left = [each for each in index_path().parent.rglob("*") if each.is_file()]
    assert left
    assert not [each for each in left if b"Wilhelmina" in each.read_bytes()]


def test_what_uses_up_an_attempt_is_not_to_be_deleted_here(rehearse_home: Path) -> None:
    paths = [transcripts_dir() / f"{name}.jsonl" for name in ("free", "given")]
    for path, assignment in zip(paths, (None, "a" * 64), strict=True):
        TranscriptLog.create(path, builders.header(assignment=assignment)).close()
    assert [may_remove(path) for path in paths] == [True, False]


def test_a_meeting_that_another_app_holds_is_not_deleted_under_it(rehearse_home: Path) -> None:
    path = transcripts_dir() / "held.jsonl"
    with TranscriptLog.create(path, builders.header()), pytest.raises(StorageError, match="another Rehearse"):
        remove(path)
    assert path.exists()
    remove(path)
    assert not path.exists()
