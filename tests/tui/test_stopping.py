"""Esc at the worst moment: what was being written is written, the screen and the disk agree, and one can go on."""

import threading
from typing import Any

import pytest

from rehearse.archive.transcript import read_transcript
from rehearse.meeting.events import Cancelled, Ended, Replied, Said
from rehearse.settings import transcripts_dir
from rehearse.tui.widgets.composer import Composer
from rehearse.tui.widgets.turns import TurnView
from tests.tui.driving import GOOD, app, open_gate, piloted, practice, rehearsal, shows, sit_down, table, wait_until


class SlowDisk:
    """Holds the first event of one kind until it is let go."""

    def __init__(self, log: Any, kind: type) -> None:
        self._append = log.append
        self._kind = kind
        self.reached = threading.Event()
        self.free = threading.Event()
        log.append = self

    def __call__(self, event: Any) -> None:
        if isinstance(event, self._kind) and not self.reached.is_set():
            self.reached.set()
            assert self.free.wait(20)
        self._append(event)


def kept_replies() -> int:
    """How many replies are on the disk."""
    (path,) = transcripts_dir().glob("*.jsonl")
    return sum(isinstance(event, Replied) for event in read_transcript(path).events)


@pytest.mark.parametrize("kind", [Said, Replied])
def test_esc_while_an_event_is_being_written_loses_nothing_and_one_can_go_on(kind: type) -> None:
    @piloted
    async def run() -> None:
        house = app(practice(), open_gate(["Morning."], ["First ", "reply."], ["Next."], ["Last."]))
        async with house.run_test() as pilot:
            await sit_down(pilot)
            await wait_until(lambda: not table(house).speaking)
            disk = SlowDisk(rehearsal(house).log, kind)
            house.screen.query_one(Composer).insert(GOOD)
            await pilot.press("enter")
            await wait_until(disk.reached.is_set)
            house.screen.run_worker(table(house).action_stop())
            await pilot.press("x")
            disk.free.set()
            await wait_until(lambda: not table(house).speaking)
            assert house.screen.query_one(Composer).text == "x"
            await pilot.press("enter")
            await wait_until(lambda: not table(house).speaking)
            await wait_until(lambda: kept_replies() == 2 + (kind is Replied))
        (path,) = transcripts_dir().glob("*.jsonl")
        events = read_transcript(path).events
        assert [event.text for event in events if isinstance(event, Said)] == [GOOD, "x"]
        assert not [event for event in events if isinstance(event, Cancelled)]

    run()


@piloted
async def test_esc_while_a_goodbye_is_being_written_ends_the_meeting_all_the_same() -> None:
    house = app(practice(), open_gate(["Morning."], ["Yes."], ["Goodbye."]))
    async with house.run_test() as pilot:
        await sit_down(pilot)
        await wait_until(lambda: not table(house).speaking)
        house.screen.query_one(Composer).insert(GOOD)
        await pilot.press("enter")
        await wait_until(shows(house, "Yes."))
        await wait_until(lambda: not table(house).speaking)
        disk = SlowDisk(rehearsal(house).log, Replied)
        await pilot.press("ctrl+e", "enter")
        await wait_until(disk.reached.is_set)
        house.screen.run_worker(table(house).action_stop())
        disk.free.set()
        await wait_until(shows(house, "Read the review (Enter)"))
        assert house.screen.query(TurnView).last().text == "Goodbye."
    (path,) = transcripts_dir().glob("*.jsonl")
    assert isinstance(read_transcript(path).events[-1], Ended)
