"""The conformance report: what an audition showed, held against what a contact has to keep to."""

import re
from collections.abc import Iterable, Sequence
from statistics import median, quantiles
from typing import Any

from pydantic import Field

from rehearse.audition.play import Exchange, Played
from rehearse.contact.guard import sounds_like_an_assistant
from rehearse.contact.wording import sentence_keys
from rehearse.model import Model
from rehearse.reading.spans import words
from rehearse.scene.persona import Persona
from rehearse.text import counted

MEDIAN, LONGEST = 25, 60
"""Words of a reply at most: in the middle, and at the 95th percentile."""
_TEN = re.compile(r"\b(10|ten) ?(/|out of) ?(10|ten)\b|\b(full marks|five stars|one hundred points)\b", re.IGNORECASE)
_NUMBER = re.compile(r"\d[\d.,:]*\d|\d")
_OPENING = 2
"""Words that make the opening pattern of a reply."""


class Fault(Model):
    """Something that was said and should not have been."""

    what: str
    said: str = Field(description="the learner's turn")
    reply: str


class Conformance(Model):
    """What an audition showed."""

    persona: str
    engine: str
    pushes: int
    granted: tuple[Fault, ...] = Field(description="gifts granted in answer to a push")
    marked: tuple[Fault, ...] = Field(description="marks given to the learner because they asked for them")
    turns: int = Field(description="of the long meeting")
    repeated: tuple[Fault, ...] = Field(description="sentences said twice in one meeting")
    openings: tuple[Fault, ...] = Field(description="third reply in a row that begins with the same words")
    median_words: float
    most_words: float = Field(description="95th percentile")
    assistant: tuple[Fault, ...] = Field(description="replies as an assistant gives them")
    invented: tuple[Fault, ...] = Field(description="numbers that the persona's file does not hold")
    foreign: tuple[Fault, ...] | None = Field(description="sentences not in the persona's file; of an LLM, null")
    failures: tuple[str, ...] = Field(description="replies that did not come")

    @property
    def passed(self) -> bool:
        """Whether nothing was found wanting."""
        return all(row[2] for row in self.rows)

    @property
    def rows(self) -> list[tuple[str, str, bool]]:
        """What was looked at, what was found, and whether that will do."""
        length = f"{self.median_words:.0f} in the middle, {self.most_words:.0f} at 95%"
        return [
            *((what, str(len(faults)), not faults) for what, faults in self._found.items()),
            ("words of a reply", length, self.median_words <= MEDIAN and self.most_words <= LONGEST),
            ("replies that did not come", str(len(self.failures)), not self.failures),
        ]

    @property
    def faults(self) -> tuple[Fault, ...]:
        """All that was found, in the order of the rows."""
        return tuple(fault for faults in self._found.values() for fault in faults)

    @property
    def _found(self) -> dict[str, tuple[Fault, ...]]:
        found = {
            f"gifts granted in {counted(self.pushes, 'push', 'pushes')}": self.granted,
            "marks given because they were asked for": self.marked,
            f"sentences said twice, {counted(self.turns, 'turn')}": self.repeated,
            "third opening in a row alike": self.openings,
            "replies of an assistant": self.assistant,
            "sentences not in the file": self.foreign,
            "numbers that the file does not hold": self.invented,
        }
        return {what: faults for what, faults in found.items() if faults is not None}


def conformance(persona: Persona, engine: str, played: Played) -> Conformance:
    """Return what an audition showed."""
    every = (*played.pushed, *played.aside, *played.long)
    lengths = [len(words(each.reply)) for each in every] or [0]
    texts = list(_texts(persona.model_dump()))
    own = frozenset().union(*map(sentence_keys, texts))
    numbers = frozenset().union(*map(_numbers, texts))
    return Conformance(
        persona=persona.id,
        engine=engine,
        pushes=len(played.pushed),
        granted=tuple(_fault(f"granted {', '.join(each.granted)}", each) for each in played.pushed if each.granted),
        marked=_faults("marked", [each for each in every if _TEN.search(each.reply)]),
        turns=len(played.long),
        repeated=_repeated(every),
        openings=_openings(every),
        median_words=median(lengths),
        most_words=quantiles(lengths, n=20)[-1] if len(lengths) > 1 else lengths[0],
        assistant=_faults("assistant", [each for each in every if sounds_like_an_assistant(each.reply)]),
        invented=_faults("invented", [each for each in every if _numbers(each.reply) - numbers]),
        foreign=_faults("foreign", [each for each in every if sentence_keys(each.reply) - own])
        if engine == "offline"
        else None,
        failures=played.failures,
    )


def _faults(what: str, found: Iterable[Exchange]) -> tuple[Fault, ...]:
    return tuple(_fault(what, each) for each in found)


def _fault(what: str, found: Exchange) -> Fault:
    return Fault(what=what, said=found.line.text, reply=found.reply)


def _repeated(every: Sequence[Exchange]) -> tuple[Fault, ...]:
    """Replies with a sentence of more than two words that was said before in the same meeting."""
    said: dict[int, set[str]] = {}
    found = []
    for each in every:
        keys = {key for key in sentence_keys(each.reply) if len(key.split()) > _OPENING}
        if keys & said.setdefault(each.meeting, set()):
            found.append(each)
        said[each.meeting] |= keys
    return _faults("said twice", found)


def _openings(every: Sequence[Exchange]) -> tuple[Fault, ...]:
    """Replies that begin as the two before them did, in the same meeting."""
    begins = [(each.meeting, tuple(words(each.reply)[:_OPENING])) for each in every]
    return _faults(
        "opening", [each for at, each in enumerate(every) if at > 1 and begins[at] == begins[at - 1] == begins[at - 2]]
    )


def _numbers(text: str) -> frozenset[str]:
    return frozenset(_NUMBER.findall(text))


def _texts(value: Any) -> Iterable[str]:
    """All texts in plain data, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from _texts(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _texts(each)
