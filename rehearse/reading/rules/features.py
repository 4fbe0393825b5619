"""All that counts for a turn, as a set of names: patterns, families, facts, facts that meet a family, words."""

from collections import Counter
from collections.abc import Iterable, Sequence

from rehearse.reading.codebook import Turn
from rehearse.reading.invitations import Invitations
from rehearse.reading.rules.context import contact_facts, learner_facts
from rehearse.reading.rules.families import said_by_contact, said_by_learner
from rehearse.reading.rules.patterns import read_sentences
from rehearse.reading.rules.wording import wording
from rehearse.reading.scene import Scene

_MEETS = (
    "@first", "@time", "@just_declined", "@offered", "@advised", "@nothing_opened", "@background_open",
    "@after_an_ask", "@after_no_debit", "@after_advice_ask",
    "@declined_job_ask", "@declined_introduction_ask", "@declined_sales_pitch", "@declined_free_work_ask",
    "@declined_resume_walkthrough", "@declined",
)  # fmt: skip
"""Facts that change what a family of patterns means."""
_ALSO_MET = ("?none", "?to_you", "?leans", "#short", "#own", "@echo")


def of_learner(scene: Scene, before: Sequence[Turn], text: str, open_: Invitations) -> frozenset[str]:
    """Return everything that counts for the learner turn `text`, `open_` being what stands when it begins."""
    facts = learner_facts(scene, before, text, read_sentences(text), open_)
    return combine(said_by_learner(text), facts) | wording(text)


def of_contact(before: Sequence[Turn], text: str) -> frozenset[str]:
    """Return everything that counts for the contact turn `text`."""
    return combine(said_by_contact(text), contact_facts(before, text, read_sentences(text))) | wording(text)


def combine(found: Iterable[str], facts: Iterable[str]) -> frozenset[str]:
    """Return all that counts but words: `found` are names of patterns as `family.pattern`, `facts` what else holds."""
    found, facts = tuple(found), frozenset(facts)
    families = Counter(name.partition(".")[0] for name in found)
    some = [f"{family}*" for family in families]
    several = [f"{family}**" for family, count in families.items() if count > 1]
    met = [
        f"{fact}&{name}"
        for fact in _MEETS
        if fact in facts
        for name in (*some, *several, *_ALSO_MET)
        if name in some or name in several or name in facts
    ]
    return facts.union(found, some, several, met)
