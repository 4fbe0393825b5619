"""What coaches add to a transcript is kept, read again, and changes nothing else."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from rehearse.archive.acquaintances import contacts_met, meetings_held
from rehearse.archive.annotate import LONGEST_NOTE, correct, note
from rehearse.archive.index import find_transcript
from rehearse.archive.log import TranscriptLog
from rehearse.archive.transcript import read_transcript
from rehearse.errors import InputError, StorageError
from rehearse.meeting.events import Corrected, Noted
from rehearse.meeting.state import fold
from rehearse.reading.codebook import Cue, Label
from rehearse.settings import transcripts_dir
from tests.archive.meetings import MEETING, START, header

EVIL = "\x1b]52;c;aGk=\x07 \x9b31m \u202e [/] **x**"
HIS_TURN, HER_TURN = 2, 3
TURNS = 5


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return kept(tmp_path / "a.jsonl")


@pytest.fixture
def sample(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A meeting among those that came with the app."""
    monkeypatch.setattr("rehearse.archive.samples.shipped", lambda kind: tmp_path / "shipped" / kind)
    yield kept(tmp_path / "shipped" / "transcripts" / "good.jsonl")


def kept(path: Path, identity: str = "a1b2c3") -> Path:
    with TranscriptLog.create(path, header(identity)) as log:
        for event in MEETING:
            log.append(event)
    return path


def test_a_note_is_the_next_event_and_all_before_it_stays_as_it_was(path: Path) -> None:
    before = path.read_bytes()
    added = note(path, HIS_TURN, "Say more of this.\nMuch more.", "Ana", START)
    assert path.read_bytes().startswith(before)
    found = read_transcript(path)
    last = found.events[-1]
    assert isinstance(last, Noted)
    assert (last.turn, last.text, last.author) == (HIS_TURN, "Say more of this.\nMuch more.", "Ana")
    assert added.path == path
    assert added.state == fold(found.header, found.events)


def test_a_correction_is_kept_in_the_order_of_the_codebook(path: Path) -> None:
    correct(path, HIS_TURN, [Label.PUSHING, Label.CURIOSITY], "Ana", START)
    correct(path, HER_TURN, [Cue.DECLINES], "Ana", START)
    labels, cues = read_transcript(path).events[-2:]
    assert isinstance(labels, Corrected)
    assert isinstance(cues, Corrected)
    assert (labels.labels, labels.cues) == ((Label.CURIOSITY, Label.PUSHING), None)
    assert (cues.labels, cues.cues) == (None, (Cue.DECLINES,))


def test_nothing_can_be_what_a_coach_reads_in_a_turn(path: Path) -> None:
    (given,) = correct(path, HIS_TURN, [], "Ana", START).state.corrections
    assert given.labels == ()


def test_an_author_s_last_correction_holds_beside_those_of_others(path: Path) -> None:
    for author, label in (("Ana", Label.CURIOSITY), ("Bo", Label.PUSHING), ("Ana", Label.GRATITUDE)):
        correct(path, HIS_TURN, [label], author, START)
    state = fold(header(), read_transcript(path).events)
    assert [(given.author, given.names) for given in state.corrections] == [
        ("Bo", (Label.PUSHING,)),
        ("Ana", (Label.GRATITUDE,)),
    ]


def test_what_a_terminal_could_obey_is_kept_neither_in_a_note_nor_in_a_name(path: Path) -> None:
    note(path, HIS_TURN, f"Well {EVIL}", f"A{EVIL}\nna", START)
    raw = path.read_text(encoding="utf-8").splitlines()[-1]
    assert not {char for char in "\x1b\x07\x9b\u202e" if char in raw}
    assert r"\u001b" not in raw
    last = read_transcript(path).events[-1]
    assert isinstance(last, Noted)
    assert "\n" not in last.author


def test_who_gives_no_name_is_a_coach(path: Path) -> None:
    assert note(path, HIS_TURN, "Good.", " \n", START).state.notes[-1].author == "coach"


@pytest.mark.parametrize("turn", [0, -1, TURNS + 1])
def test_a_turn_that_is_not_there_takes_no_note(path: Path, turn: int) -> None:
    before = path.read_bytes()
    with pytest.raises(InputError, match=rf"there is no turn {turn}\. It has 5"):
        note(path, turn, "Good.", "Ana", START)
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("text", "why"),
    [(" \n\t", "empty note"), ("\x1b\x07", "empty note"), ("x" * (LONGEST_NOTE + 1), "a note of 4,001 characters")],
)
def test_a_note_that_says_nothing_or_too_much_is_refused(path: Path, text: str, why: str) -> None:
    with pytest.raises(InputError, match=why):
        note(path, HIS_TURN, text, "Ana", START)


def test_labels_are_the_learner_s_and_cues_the_contact_s(path: Path) -> None:
    with pytest.raises(InputError, match="turn 3 is the contact's"):
        correct(path, HER_TURN, [Label.CURIOSITY], "Ana", START)
    with pytest.raises(InputError, match="turn 2 is the learner's"):
        correct(path, HIS_TURN, [Cue.DECLINES], "Ana", START)


def test_a_transcript_that_is_open_elsewhere_is_left_alone_and_said(path: Path) -> None:
    before = path.read_bytes()
    with TranscriptLog.open(path), pytest.raises(StorageError, match="another Rehearse has this transcript open"):
        note(path, HIS_TURN, "Good.", "Ana", START)
    assert path.read_bytes() == before
    note(path, HIS_TURN, "Good.", "Ana", START)


def test_a_transcript_that_may_not_be_written_says_so(path: Path) -> None:
    path.chmod(0o400)
    with pytest.raises(StorageError, match=r"read-only|may not write"):
        note(path, HIS_TURN, "Good.", "Ana", START)


def test_a_sample_is_copied_once_to_the_person_s_own_folder_and_left_as_it_came(sample: Path) -> None:
    came = sample.read_bytes()
    first = note(sample, HIS_TURN, "Good.", "Ana", START)
    second = note(sample, HIS_TURN, "Very good.", "Ana", START)
    assert first.path == second.path == transcripts_dir() / "good.jsonl"
    assert [event.text for event in second.state.notes[-2:]] == ["Good.", "Very good."]
    assert sample.read_bytes() == came
    assert first.path.read_bytes().startswith(came)
    assert first.path.stat().st_mode & 0o777 == 0o600
    assert first.path.parent.stat().st_mode & 0o777 == 0o700


def test_a_sample_s_copy_takes_nobody_s_place(sample: Path) -> None:
    mine = kept(transcripts_dir() / "good.jsonl", "another")
    before = mine.read_bytes()
    assert note(sample, HIS_TURN, "Good.", "Ana", START).path == transcripts_dir() / "good-2.jsonl"
    assert mine.read_bytes() == before


def test_one_s_own_copy_is_what_the_id_of_a_sample_means(sample: Path) -> None:
    own = note(sample, HIS_TURN, "Good.", "Ana", START).path
    assert find_transcript("a1b2c3", [transcripts_dir(), sample.parent]) == own


def test_a_remark_on_a_sample_makes_nobody_an_acquaintance(sample: Path) -> None:
    own = note(sample, 1, "A good beginning.", "Ana", START).path
    assert meetings_held(own.parent) == {}
    assert contacts_met(own.parent) == {}


def test_a_sample_reached_by_a_link_is_not_written_to(sample: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.jsonl"
    link.symlink_to(sample)
    before = sample.read_bytes()
    note(link, 1, "A good beginning.", "Ana", START)
    assert sample.read_bytes() == before
