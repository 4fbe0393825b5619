"""A whole life in lines, as a screen reader has it: no cursor moves, no colour, and each line says who speaks."""

import io
import json
import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from rehearse.archive.transcript import read_transcript
from rehearse.cli.main import main
from rehearse.scene import library
from rehearse.text import cells
from tests.acquaintance import keep
from tests.builders import persona
from tests.cli.test_practice import CURIOUS

GRAB = "Whom else should I talk to, could you introduce me?"
CONTACT = "Desmond Achebe"


class Lines:
    """Runs commands in this process, as where nobody sees a screen."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self._monkeypatch = monkeypatch
        self._capsys = capsys

    def said(self, *args: str, lines: Sequence[str] = ()) -> str:
        """Run a command to its good end, and return what it printed, which a terminal could only print."""
        out, err, code = self._run(args, lines)
        assert code == 0, err
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f]", out + err)
        return out

    def refused(self, *args: str) -> str:
        """Run a command that is wrong, and return what it said of it."""
        _, err, code = self._run(args, ())
        assert code == 2
        return err

    def practised(self, *lines: str, scenario: str = "good-coffee") -> str:
        """Hold a meeting, and return all that it printed."""
        return self.said("practice", "--plain", "--contact", "offline", "--seed", "7", scenario, lines=lines)

    def _run(self, args: Sequence[str], lines: Sequence[str]) -> tuple[str, str, int]:
        self._monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in lines)))
        code = main(list(args))
        told = self._capsys.readouterr()
        return told.out, told.err, code


@pytest.fixture
def life(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Lines:
    return Lines(monkeypatch, capsys)


def only(home: Path) -> Path:
    (path,) = (home / "transcripts").glob("*.jsonl")
    return path


def test_a_meeting_says_in_each_line_who_speaks(life: Lines, rehearse_home: Path) -> None:
    talk = life.practised(CURIOUS[0], GRAB).partition("A BLIND")[0]
    turns = read_transcript(only(rehearse_home))
    assert turns.header.scene.contact.name == CONTACT
    known = ("What you could know:\n- ", "For this table:\n- ")
    body = [block for block in talk.split("\n\n")[2:] if not block.startswith(known)]
    spoken = [line for line in "\n".join(body).splitlines() if line]
    assert spoken[0].startswith(f"{CONTACT}: ") or spoken[0].startswith("You: ")
    assert sum(line.startswith(f"{CONTACT}: ") for line in spoken) >= 3
    assert sum(line.startswith("You: ") for line in spoken) >= 2


def test_a_review_in_lines_says_what_was_earned_and_what_was_spent(life: Lines, rehearse_home: Path) -> None:
    life.practised(CURIOUS[0], GRAB)
    text = life.said("review", str(only(rehearse_home)))
    assert re.search(r"earned, curiosity: “", text)
    assert re.search(r"spent, introduction ask: “", text)


def test_a_replay_in_lines_names_turn_and_speaker(life: Lines, rehearse_home: Path) -> None:
    life.practised(CURIOUS[0], GRAB)
    text = life.said("replay", "--plain", str(only(rehearse_home)))
    assert f"1. {CONTACT}: " in text
    assert "2. You: " in text
    assert "spent, introduction ask: “" in text


def test_a_turn_is_said_differently_in_lines(life: Lines, rehearse_home: Path) -> None:
    life.practised(CURIOUS[0], GRAB)
    path = only(rehearse_home)
    text = life.said("resume", "--plain", "--turn", "4", path.stem, lines=["So what made you stay?"])
    assert f"Last time you said: “{GRAB}”" in text
    assert f"You: {CURIOUS[0]}" in text
    assert f"You: {GRAB}" not in text
    assert "You: So what made you stay?" in text
    assert re.search(r"Score \d+ of 100", text)
    parents = [read_transcript(each).header.parent for each in path.parent.glob("*.jsonl")]
    assert [parent.turns for parent in parents if parent] == [3]


def test_a_turn_that_is_not_ones_own_is_no_turn_to_say_differently(life: Lines, rehearse_home: Path) -> None:
    life.practised(CURIOUS[0])
    told = life.refused("resume", "--plain", "--turn", "1", str(only(rehearse_home)))
    assert "turn 1 is none of yours" in told
    assert "Yours are 2." in told


def test_an_ended_meeting_is_not_gone_on_with(life: Lines, rehearse_home: Path) -> None:
    life.practised(CURIOUS[0])
    told = life.refused("resume", "--plain", str(only(rehearse_home)))
    assert "this meeting has ended" in told


def test_a_meeting_that_waits_is_gone_on_with(life: Lines, rehearse_home: Path) -> None:
    path = keep("waits", end=False)
    text = life.said("resume", "--plain", "waits", "--contact", "offline", lines=["What made you keep the box?"])
    assert "You: I mend bicycles on Sundays." in text
    assert "You: What made you keep the box?" in text
    assert re.search(r"Score \d+ of 100", text)
    assert len(list(path.parent.glob("*.jsonl"))) == 1


def test_the_garden_stands_in_lines(life: Lines, rehearse_home: Path) -> None:
    assert life.said("garden") == "Nobody yet.\n"
    keep("one", trust=0.5, letter="Thank you for the springs.")
    text = life.said("garden")
    assert re.fullmatch(r"Bo Lind: trust 0\.\d\d, [a-z ]+, 1 meeting\. Bo .+\.\n", text)
    page = life.said("garden", "bo")
    for words in ("MEETINGS", "WHAT BO KNOWS OF YOU", "“I mend bicycles on Sundays.”", "PROMISED", "NOTES"):
        assert words in page
    assert not re.search("[♣·]{2}", page)
    (record,) = json.loads(life.said("garden", "--json"))
    assert record["persona"] == "bo-lind"
    assert len(record["meetings"]) == 1


def test_somebody_who_was_not_met_is_not_in_the_garden(life: Lines, rehearse_home: Path) -> None:
    keep("one")
    told = life.refused("garden", "nobody")
    assert "You have met Bo Lind." in told


def test_a_note_and_its_answer_say_who_wrote(life: Lines, rehearse_home: Path) -> None:
    life.practised(*CURIOUS)
    text = life.said("thank", str(only(rehearse_home)), lines=["Thank you for the hour.", "It stays with me."])
    first, *others = text.splitlines()
    assert first == "Afterwards you wrote: Thank you for the hour. It stays with me."
    assert any(line.startswith(f"{CONTACT} wrote back: ") for line in others)
    assert all(line.startswith(("   ", f"{CONTACT} ")) for line in others)


def test_an_assignment_is_practised_and_handed_in_in_lines(
    life: Lines, rehearse_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    life.said("coach", "assign", "good-coffee")
    (given,) = tmp_path.glob("*.assignment.json")
    text = life.practised(*CURIOUS, scenario=str(given))
    assert re.search(r"^(Passed|Not passed)", text, re.MULTILINE)
    listed = life.said("list", "assignments")
    assert "good-coffee" in listed
    handed = life.said("hand-in", str(given), "--name", "Ana")
    assert "handed in as Ana" in handed
    assert list(tmp_path.glob("*submission*"))


def test_columns_stay_in_line_whatever_the_script(life: Lines, rehearse_home: Path) -> None:
    keep("one", whom=persona(id="wang", name="王小明"))
    keep("second-one", whom=persona(id="zoe", name="Zoë 👩🏽‍🚀"))
    one, two = life.said("list", "transcripts").splitlines()[:2]
    assert len({cells(line.partition("A coffee")[0]) for line in (one, two)}) == 1


def test_the_scenes_can_be_listed_without_the_app(life: Lines) -> None:
    told = life.refused("practice", "--plain")
    assert all(entry.id in told for entry in library.scenarios())
