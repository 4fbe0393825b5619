"""Asks an LLM for a second opinion on a meeting: each learner turn, three times, a few requests at once."""

import asyncio
from collections import deque
from collections.abc import Callable
from contextlib import aclosing
from urllib.parse import urlsplit

from rehearse.config import Config
from rehearse.contact.client import Patience, load_library
from rehearse.contact.stream import Endpoint, Words
from rehearse.contact.terms import Terms, Wishes
from rehearse.engines import require_llm
from rehearse.errors import ContactError
from rehearse.review.ballot import Ballot, Vote, read_ballot
from rehearse.review.facts import Review
from rehearse.review.form import FORM
from rehearse.review.opinion import SecondOpinion, weigh
from rehearse.review.questions import Question, Questions
from rehearse.text import one_line

RUNS = 3
"""Runs of each turn: the fewest with a majority where one fails to be used, or one errs."""
WARMTH = (0.0, 0.7, 0.7)
"""The temperature of each run: the likeliest answer once, then two that are drawn, or all three would be one."""
AT_ONCE = 4
"""Requests at the same time: a laptop's server has about so many places, and limits by the minute bear it."""
GIVE_UP = 3
"""Runs in a row that could not be used, after which no more are asked for: a turn's worth."""
PATIENT = Patience(gap=180.0)
"""Longer than at the table: on a small server a request stands in line behind those asked at the same time."""
LONGEST = 20_000
"""Characters of an answer that are waited for; a whole one has a tenth of it."""
REASON = 200
"""Characters of a reason that are kept."""
STANDS = Words("The review stands without it.", "")

Told = Callable[[int, int], None]
"""Is told how many turns are done, and of how many."""


class Judge:
    """An LLM that gives second opinions; what its server refuses is remembered from meeting to meeting.

    Raises InputError where no LLM is set up, and for a key that no server could be sent.
    """

    def __init__(self, config: Config, patience: Patience = PATIENT) -> None:
        require_llm(config, "leave the second opinion out")
        self.config = config
        self.model = config.model
        self.host = urlsplit(config.base_url).hostname or config.base_url
        self._patience = patience
        self._terms = Terms()

    def endpoint(self, run: int) -> Endpoint:
        """Return what asks for one run of one turn."""
        wishes: Wishes = {
            "temperature": [("temperature", WARMTH[run])],
            "seed": [("seed", run + 1)],
            "form": FORM,
        }
        return Endpoint(self.config, self._patience, self._terms, wishes, STANDS)


class _Enough(Exception):
    """The judge is not asked any more."""


class Sitting:
    """One meeting before a judge: what was asked, and what came of it so far. It can be stopped at any time."""

    def __init__(self, judge: Judge, found: Review) -> None:
        self.questions = Questions(found, judge.config.window)
        self._judge = judge
        self._found = found
        self._waiting: deque[tuple[Question, int]] = deque()
        self._left: dict[int, int] = {}
        self._ballots: dict[tuple[int, int], Ballot] = {}
        """By turn and run: the order in which answers come decides nothing."""
        self._failed = 0
        self._trouble: ContactError | None = None

    async def hear(self, told: Told) -> None:
        """Ask about every turn. Raises ContactError where there is no opinion on any; else what was got stands.

        To be cancelled is safe: it closes the connections, and what is complete stays.
        """
        await asyncio.to_thread(load_library)
        await asyncio.to_thread(lambda: self.questions.all)
        self._waiting.extend((question, run) for question in self.questions for run in range(RUNS))
        self._left = {question.turn: RUNS for question in self.questions}
        told(0, len(self._left))
        try:
            while self._waiting and not self._ballots:
                # The first request alone: it brings the codebook to where a server keeps what it has read,
                # finds out what the server refuses, and shows whether it can be reached at all.
                await self._ask(*self._waiting.popleft(), told)
            async with asyncio.TaskGroup() as group:
                for _ in range(AT_ONCE):
                    group.create_task(self._work(told))
        except* _Enough:
            pass
        if self._trouble and not self.opinion().judged:
            raise self._trouble

    def opinion(self) -> SecondOpinion:
        """Return what has come of it so far."""
        trouble = f"{self._trouble.where}: {self._trouble.what}" if self._trouble else None
        ballots: dict[int, list[Ballot]] = {}
        for turn, run in sorted(self._ballots):
            ballots.setdefault(turn, []).append(self._ballots[turn, run])
        return weigh(self._found, ballots, model=self._judge.model, host=self._judge.host, trouble=trouble)

    async def _work(self, told: Told) -> None:
        while self._waiting:
            await self._ask(*self._waiting.popleft(), told)

    async def _ask(self, question: Question, run: int, told: Told) -> None:
        """Ask for one run and keep what it gives. Raises _Enough where too many in a row gave nothing."""
        endpoint = self._judge.endpoint(run)
        try:
            ballot = await self._answer(endpoint, question)
        except ContactError as error:
            self._trouble = error
            self._failed += 1
        else:
            self._failed = 0
            self._ballots[question.turn, run] = ballot
        self._left[question.turn] -= 1
        told(sum(not left for left in self._left.values()), len(self._left))
        if self._failed >= GIVE_UP:
            raise _Enough

    async def _answer(self, endpoint: Endpoint, question: Question) -> Ballot:
        """Return what one answer gives. Raises ContactError where there is none, or none of the form."""
        sent = await asyncio.to_thread(self.questions.messages, question)
        answer = ""
        async with aclosing(endpoint.stream(sent)) as chunks:
            async for chunk in chunks:
                answer += chunk
                if len(answer) > LONGEST:
                    break
        ballot = read_ballot(answer, question.said)
        if ballot is None:
            raise ContactError(
                "the model's answer is not of the form that was asked for",
                where=self._judge.host,
                cure=f"{STANDS.kept} Try again, or take another model.",
            )
        return ballot._replace(votes={label: self._checked(vote, endpoint) for label, vote in ballot.votes.items()})

    def _checked(self, vote: Vote, endpoint: Endpoint) -> Vote:
        """Keep of the reason, the one thing in a vote that is the model's own words, what may be shown."""
        return vote._replace(why="" if endpoint.gives_away(vote.why) else one_line(vote.why, REASON))
