"""What may tell for which label, and how strictly: chosen by hand, judged on briefs held out."""

from collections.abc import Mapping
from typing import NamedTuple

from rehearse.reading.codebook import ASKS, DEBITS, Cue, Label

SECOND = (
    Label.PUSHING,
    Label.GRACEFUL_RESPONSE,
    Label.TIME_RESPECT,
    Label.GRATITUDE,
    Label.CURIOSITY,
    Label.FOLLOW_UP,
    Label.REFLECTION,
)
"""Labels that also weigh what the others found."""
FIRST = tuple(label for label in Label if label not in SECOND)

STRENGTH = 0.5
"""How far the fit may follow the rows: the inverse of the penalty on large weights."""
OWN_SCALE = 2.0
"""How much further it may follow a label's own patterns, which were written for it."""
WORD_SCALE = 0.8
"""How far it may follow a word: there are many of them, and each was written by chance."""
SEEN = 4
"""In how many rows a feature has to stand before it is weighed."""
WORD_SEEN = 3
"""Under how many briefs a word has to stand before it is weighed: else it only tells what one brief is about."""
SMALLEST = 0.03
"""Weights nearer to zero than this, in log-odds, are left out."""
FOLDS = 5
"""Groups of briefs that are held out in turn to set a threshold."""
STRICT = 0.65
"""The beta of F-beta for debits: below 1, a false accusation weighs more than a miss."""


class Recipe(NamedTuple):
    """How one label or cue is weighed."""

    own: str
    """The family of patterns that was written for it."""
    families: frozenset[str]
    """All families that may tell for or against it; facts and words always may."""
    beta: float = 1.0
    """Its threshold is the one with the best F-beta."""

    def weighs(self, feature: str) -> bool:
        """Whether the feature may tell: each part of it is a fact, or of one of the families."""
        return all(part[0] in "@#?=~" or _family(part) in self.families for part in feature.split("&"))

    def scale(self, feature: str) -> float:
        """Return how far the fit may follow the feature, beside others."""
        if feature.startswith("~"):
            return WORD_SCALE
        return OWN_SCALE if "." in feature and "&" not in feature and _family(feature) == self.own else 1.0


def _family(feature: str) -> str:
    return feature.partition(".")[0].rstrip("*")


def _recipes(beta: Mapping[str, float], table: Mapping[str, str]) -> dict[str, Recipe]:
    """Return the recipes of a table that names the families of each label, its own first."""
    return {
        name: Recipe(families.split()[0], frozenset(families.split()), beta.get(name, 1.0))
        for name, families in table.items()
    }


LABELS: Mapping[str, Recipe] = _recipes(
    {label.value: STRICT for label in DEBITS},
    {
        Label.CURIOSITY: "unprepared advice prepared introduction job",
        Label.FOLLOW_UP: "unprepared advice prepared reflection",
        Label.REFLECTION: "reflection thanks grace me",
        Label.ADVICE_ASK: "advice unprepared introduction work job",
        Label.GRATITUDE: "thanks gift",
        Label.GIVE_BACK: "gift work job sales",
        Label.PREPARATION: "prepared unprepared conduit",
        Label.TIME_RESPECT: "clock pressing grace",
        Label.GRACEFUL_RESPONSE: "grace thanks clock pressing gift reflection",
        Label.RESUME_WALKTHROUGH: "resume pressing me",
        Label.INTRODUCTION_ASK: "introduction pressing job",
        Label.JOB_ASK: "job pressing introduction work",
        Label.SALES_PITCH: "sales pressing gift",
        Label.FREE_WORK_ASK: "work pressing gift advice",
        Label.NAME_DROP: "name unprepared",
        Label.CONDUIT: "conduit name introduction",
        Label.ME_FIRST: "me resume reflection",
        Label.PUSHING: "pressing job introduction sales work resume me grace clock thanks",
        Label.UNPREPARED: "unprepared conduit prepared",
    },
)
CUES: Mapping[str, Recipe] = _recipes(
    {},
    {
        Cue.INVITES_BACKGROUND: "background ask resume",
        Cue.INVITES_RESUME: "resume background",
        Cue.INVITES_ASK: "ask background",
        Cue.OFFERS_INTRODUCTION: "introduces help declines",
        Cue.OFFERS_HELP: "help introduces advice",
        Cue.DECLINES: "declines help advice",
        Cue.SIGNALS_TIME: "time declines",
        Cue.GIVES_ADVICE: "advice help declines",
    },
)

INVITABLE = frozenset(label.value for label in ASKS)
"""Labels that say nothing about what tells for them where the contact asked for them."""
