"""What holds for any meeting, any cut and any order of doing things."""

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from rehearse.archive.encode import header_line
from rehearse.archive.glance import head
from rehearse.archive.log import TranscriptLog
from rehearse.archive.transcript import read_transcript
from rehearse.errors import InputError
from rehearse.meeting.events import AnyEvent
from tests.archive.meetings import MEETING, TEXTS, header, meetings, said

HEADER = header_line(header())


@given(meetings())
def test_any_meeting_is_read_as_it_was_appended(events: tuple[AnyEvent, ...]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.jsonl"
        with TranscriptLog.create(path, header()) as log:
            for event in events:
                log.append(event)
        assert read_transcript(path) == (header(), events, None)
        with TranscriptLog.open(path) as log:
            assert (log.events, log.recovered) == (events, None)


def test_any_beginning_of_a_transcript_opens_with_its_whole_lines_or_says_what_is_wrong(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    with TranscriptLog.create(path, header()) as log:
        for event in MEETING:
            log.append(event)
    whole = path.read_bytes()
    cuts = [*range(0, len(HEADER), 97), *range(len(HEADER) - 3, len(whole) + 1)]
    for cut in cuts:
        path.write_bytes(whole[:cut])
        _check_beginning(path, whole[:cut])


def _check_beginning(path: Path, raw: bytes) -> None:
    ends = raw.count(b"\n")
    if not ends:
        for use in (read_transcript, TranscriptLog.open):
            try:
                use(path)
            except InputError as error:
                assert "a.jsonl" in str(error)
            else:
                raise AssertionError("a header that is cut was taken for whole")
        assert head(path).broken
        return
    torn = not raw.endswith(b"\n")
    found = read_transcript(path)
    assert found.events == MEETING[: ends - 1]
    assert (found.recovered is not None) == torn
    with TranscriptLog.open(path) as log:
        assert (log.events, log.recovered is not None) == (found.events, torn)
    assert path.read_bytes() == raw[: raw.rindex(b"\n") + 1]
    aside = path.with_name("a.jsonl.torn")
    assert aside.exists() == torn
    if torn:
        assert path.read_bytes() + aside.read_bytes() == raw
        aside.unlink()


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=60), st.sampled_from([b"", HEADER]), st.booleans())
def test_any_bytes_are_read_or_refused_and_never_crash(tmp_path: Path, raw: bytes, begin: bytes, end: bool) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(begin + raw + b"\n" * end)
    assert head(path).path == path
    try:
        found = read_transcript(path)
    except InputError as error:
        assert "\n" not in str(error)
    else:
        assert found.events == ()


class Meeting(RuleBasedStateMachine):
    """Says, forgets, tears, reopens: what was kept stays kept."""

    @initialize()
    def begin(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "sub" / "a.jsonl"
        self.log: TranscriptLog | None = TranscriptLog.create(self.path, header())
        self.kept: list[AnyEvent] = []

    @precondition(lambda self: self.log is not None)
    @rule(text=TEXTS)
    def say(self, text: str) -> None:
        assert self.log is not None
        event = said(len(self.kept) + 1, text)
        self.log.append(event)
        self.kept.append(event)

    @precondition(lambda self: self.log is not None)
    @rule()
    def stop(self) -> None:
        assert self.log is not None
        self.log.close()
        self.log = None

    @precondition(lambda self: self.log is None)
    @rule(data=st.data())
    def tear(self, data: st.DataObject) -> None:
        line = said(len(self.kept) + 1, "never finished").model_dump_json().encode()
        torn = line[: data.draw(st.integers(1, len(line)))]
        self.path.write_bytes(self.path.read_bytes() + torn)
        self._go_on(torn=True)

    @precondition(lambda self: self.log is None)
    @rule()
    def go_on(self) -> None:
        self._go_on(torn=False)

    def _go_on(self, *, torn: bool) -> None:
        self.log = TranscriptLog.open(self.path)
        assert (self.log.recovered is not None) == torn

    @invariant()
    def keeps_all(self) -> None:
        found = read_transcript(self.path)
        assert (list(found.events), found.recovered) == (self.kept, None)
        assert self.log is None or list(self.log.events) == self.kept
        assert head(self.path).turns == len(self.kept)

    def teardown(self) -> None:
        if self.log is not None:
            self.log.close()
        self.folder.cleanup()


Meeting.TestCase.settings = settings(max_examples=60, stateful_step_count=20)
TestMeeting = Meeting.TestCase
