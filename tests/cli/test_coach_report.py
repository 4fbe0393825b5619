"""`rehearse coach report` on many files: interrupted or killed it goes on, and on stderr stands what is bad."""

import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from rehearse.cli.main import main
from tests.coaching.many_files import write

FILES = 200


def report(*args: str | Path) -> int:
    return main(["coach", "report", *map(str, args)])


def stopped(how: signal.Signals, folder: Path, facts: Path) -> subprocess.CompletedProcess[str]:
    """Begin a run, and stop it once some are reviewed."""
    command = [sys.executable, "-m", "rehearse", "coach", "report", str(folder), "--facts", str(facts), "--workers=1"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True)
    log = Path(f"{facts}.work-wal")
    while not (log.exists() and log.stat().st_size > 200_000):
        with suppress(subprocess.TimeoutExpired):
            raise AssertionError(f"it ended with {process.wait(timeout=0.02)} before it was stopped")
    process.send_signal(how)
    _, said = process.communicate()
    return subprocess.CompletedProcess(command, process.returncode, "", said)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("many"), FILES)


@pytest.fixture(scope="module")
def whole(folder: Path) -> bytes:
    facts = folder.with_name("whole")
    assert report(folder, "--facts", facts) == 0
    return facts.read_bytes()


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_a_run_that_was_stopped_goes_on_to_the_same_bytes(
    how: signal.Signals, folder: Path, whole: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    facts = tmp_path / "facts"
    done = stopped(how, folder, facts)
    assert done.returncode == (130 if how is signal.SIGINT else -signal.SIGKILL)
    if how is signal.SIGINT:
        on = "interrupted; what is reviewed is kept; run the same again to go on."
        assert done.stderr == f"\nrehearse: {on}\n"
    assert not facts.exists()
    assert report(folder, "--facts", facts) == 0
    assert "unchanged since an earlier run and reused" in capsys.readouterr().err
    assert facts.read_bytes() == whole


def test_the_first_bad_files_are_named_and_the_others_counted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, facts = write(tmp_path / "t", 2), tmp_path / "facts"
    for number in range(25):
        (folder / f"bad-{number:02}.jsonl").touch()
    assert report(folder, "--facts", facts) == 1
    out, err = capsys.readouterr()
    assert out.startswith("1 learner, 2 meetings, ")
    assert "- bad-00.jsonl: the file is empty." in out
    *named, rest = err.splitlines()
    assert [line.split(":")[1].strip() for line in named] == [f"bad-{number:02}.jsonl" for number in range(20)]
    assert rest == f"rehearse: and 5 more; all are in {facts}.bad."
    assert len(Path(f"{facts}.bad").read_text().splitlines()) == 25


def test_a_file_that_is_no_work_of_ours_is_not_written_over(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder, facts = write(tmp_path / "t", 1), tmp_path / "facts"
    facts.write_text("mine")
    assert (report(folder, "--facts", facts), facts.read_text()) == (2, "mine")
    assert "something of this name already" in capsys.readouterr().err


@pytest.mark.parametrize("given", ["nowhere", "file:///nowhere"])
def test_a_folder_that_is_not_there_is_named(given: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert report(given) == 2
    said = capsys.readouterr().err
    assert (said.count("\n"), "there is no such f" in said) == (1, True)


def test_many_are_reported_on_as_a_few_are(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert report(folder, "--json") == 0
    few = capsys.readouterr().out
    assert report(folder, "--json", "--workers", "2") == 0
    assert capsys.readouterr().out == few
    assert '"meetings": 200' in few
