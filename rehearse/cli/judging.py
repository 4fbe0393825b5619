"""The second opinion for the commands: it names the host, tells how far it is, and can be stopped."""

import sys

from rehearse.cli.terminal import renews_lines, wait_for
from rehearse.errors import ContactError
from rehearse.review.facts import Review
from rehearse.review.judge import RUNS, Judge, Sitting
from rehearse.review.opinion import SecondOpinion
from rehearse.text import one_line


class Stopped(KeyboardInterrupt):
    """The person stopped the judge; holds what was complete."""

    def __init__(self, opinion: SecondOpinion | None) -> None:
        super().__init__()
        self.opinion = opinion


def second_opinion(judge: Judge, found: Review) -> SecondOpinion:
    """Return the judge's opinion. Raises ContactError where it has none, Stopped where the person interrupts it."""
    sitting = Sitting(judge, found)
    turns = len(sitting.questions)
    if not turns:
        return sitting.opinion()
    print(
        f"rehearse: {one_line(found.title, 80)}: what was said is sent to {one_line(judge.host)}, turn by turn: "
        f"{turns * RUNS} requests, about {sitting.questions.tokens * RUNS:,} tokens.",
        file=sys.stderr,
    )
    try:
        wait_for(sitting.hear(_told))
    except KeyboardInterrupt:
        partial = sitting.opinion()
        raise Stopped(partial if partial.judged else None) from None
    finally:
        _wipe()
    return sitting.opinion()


def _told(done: int, turns: int) -> None:
    if renews_lines(sys.stderr) and done < turns:
        print(f"\rrehearse: second opinion, turn {done + 1} of {turns} …", end="", file=sys.stderr, flush=True)


def _wipe() -> None:
    if renews_lines(sys.stderr):
        print("\r\x1b[K", end="", file=sys.stderr, flush=True)


def complain(error: ContactError) -> None:
    """Say on stderr why there is no second opinion."""
    print(f"rehearse: no second opinion: {one_line(str(error))}", file=sys.stderr)
