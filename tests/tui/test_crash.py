"""Where the app itself breaks: the terminal comes back, the talk stays private, and one line says what was kept."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from rehearse.settings import transcripts_dir
from rehearse.tui import crash
from rehearse.tui.drafts import read_draft
from tests import builders
from tests.tui.driving import app, open_gate, piloted, practice, shows, sit_down, table, wait_until
from tests.tui.test_terminal import LEAVE_SCREEN, PATIENCE, SHOW_CURSOR, Terminal

SECRET = "what nobody else may read"
HOME = "from rehearse.tui.screens.home import HomeScreen"
PLAIN = "from rehearse.tui.widgets.plain import Plain"
BREAKING = f"""
import sys
from rehearse.tui import app
{HOME}

def look(self):
    told = {SECRET!r}
    return 1 // 0 if told else None

HomeScreen._look = look
sys.exit(app.run())
"""


@pytest.fixture
def broken(tmp_path: Path) -> Iterator[Terminal]:
    """The app with a home screen that breaks."""
    found = Terminal(tmp_path, BREAKING)
    yield found
    found.close()


def test_a_crash_gives_the_terminal_back_and_says_in_a_line_what_was_kept(broken: Terminal, tmp_path: Path) -> None:
    broken.read_until(b"read it before you pass it on")
    code = broken.program.wait(PATIENCE)
    assert code == crash.BROKEN
    back, _, after = broken.seen.partition(LEAVE_SCREEN)
    assert SHOW_CURSOR in back + after
    assert b"Every turn that was shown is kept" in after
    assert b"Traceback" not in broken.seen
    assert SECRET.encode() not in broken.seen
    (kept,) = tmp_path.glob("crash-*.txt")
    assert kept.stat().st_mode & 0o777 == 0o600
    trace = kept.read_text(encoding="utf-8")
    assert "ZeroDivisionError" in trace
    assert SECRET not in trace


def test_what_breaks_the_end_as_well_is_told_in_a_line(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path, BREAKING.replace("HomeScreen._look", "Plain.render").replace(HOME, PLAIN))
    terminal.read_until(b"read it before you pass it on")
    assert terminal.program.wait(PATIENCE) == crash.BROKEN
    assert b"Traceback" not in terminal.seen
    assert SECRET.encode() not in terminal.seen
    terminal.close()


@piloted
async def test_a_crash_at_the_table_keeps_the_draft() -> None:
    house = app(practice(), open_gate(["Good morning."]))
    with pytest.raises(ZeroDivisionError):
        async with house.run_test() as pilot:
            await sit_down(pilot)
            await wait_until(lambda: not table(house).speaking)
            table(house).composer.write("a thought")
            house.call_later(lambda: 1 // 0)
            await wait_until(lambda: house.fault is not None)
    (path,) = transcripts_dir().glob("*.jsonl")
    assert read_draft(path) == "a thought"


def test_a_crash_without_a_place_to_write_still_says_what_was_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "file"
    file.touch()
    monkeypatch.setenv("REHEARSE_HOME", str(file))
    line = crash.last_words(ValueError(SECRET), builders.MOMENT)
    assert "Every turn that was shown is kept" in line
    assert "could not be written down" in line
    assert SECRET not in line
    assert "\n" not in line


@piloted
async def test_leaving_says_once_that_the_draft_cannot_be_kept_and_goes_the_second_time() -> None:
    house = app(practice(), open_gate(["Good morning."]))
    async with house.run_test(size=(100, 30), notifications=True) as pilot:
        await sit_down(pilot)
        await wait_until(lambda: not table(house).speaking)
        await pilot.press(*"thought")
        shutil.rmtree(transcripts_dir())
        await pilot.press("ctrl+q")
        await wait_until(shows(house, "leave again"))
        assert table(house).composer.text == "thought"
        await pilot.press("ctrl+q")
    assert house.return_code == 0
