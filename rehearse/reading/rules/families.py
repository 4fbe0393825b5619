"""All tables of patterns by family, and the evidence that a turn holds of each."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

from rehearse.reading.rules.patterns import Pattern, Sentence, read_sentences
from rehearse.reading.rules.tables import (
    advice,
    clock,
    conduit,
    declines,
    gift,
    gives_advice,
    grace,
    introduction,
    invites_ask,
    invites_background,
    invites_resume,
    job,
    me,
    name,
    offers_help,
    offers_introduction,
    prepared,
    pressing,
    reflection,
    resume,
    sales,
    signals_time,
    thanks,
    unprepared,
    work,
)
from rehearse.reading.spans import Span

LEARNER: Mapping[str, tuple[Pattern, ...]] = {
    "job": job.TABLE,
    "introduction": introduction.TABLE,
    "sales": sales.TABLE,
    "work": work.TABLE,
    "resume": resume.TABLE,
    "conduit": conduit.TABLE,
    "unprepared": unprepared.TABLE,
    "me": me.TABLE,
    "name": name.TABLE,
    "pressing": pressing.TABLE,
    "thanks": thanks.TABLE,
    "reflection": reflection.TABLE,
    "gift": gift.TABLE,
    "prepared": prepared.TABLE,
    "clock": clock.TABLE,
    "grace": grace.TABLE,
    "advice": advice.TABLE,
}
CONTACT: Mapping[str, tuple[Pattern, ...]] = {
    "background": invites_background.TABLE,
    "resume": invites_resume.TABLE,
    "ask": invites_ask.TABLE,
    "introduces": offers_introduction.TABLE,
    "help": offers_help.TABLE,
    "declines": declines.TABLE,
    "time": signals_time.TABLE,
    "advice": gives_advice.TABLE,
}

Evidence = Mapping[str, tuple[Span, ...]]
"""Where each pattern was found, by `family.pattern`."""


@lru_cache(maxsize=2_048)
def said_by_learner(text: str) -> Evidence:
    """Return the evidence that a learner turn holds."""
    return _gather(LEARNER, read_sentences(text))


@lru_cache(maxsize=2_048)
def said_by_contact(text: str) -> Evidence:
    """Return the evidence that a contact turn holds."""
    return _gather(CONTACT, read_sentences(text))


def families_of(evidence: Evidence) -> frozenset[str]:
    """Return the families of which the evidence holds something."""
    return frozenset(name.partition(".")[0] for name in evidence)


def _gather(families: Mapping[str, tuple[Pattern, ...]], read: Sequence[Sentence]) -> Evidence:
    """Return where the patterns of all families are found."""
    found: dict[str, tuple[Span, ...]] = {}
    for family, patterns in families.items():
        for pattern in patterns:
            spans = tuple(sentence.span for sentence in read if pattern.is_in(sentence.plain))
            if spans:
                found[f"{family}.{pattern.name}"] = spans
    return found
