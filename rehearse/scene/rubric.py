"""The rubric: a file that says what a review counts, how much, and how glad it makes the contact."""

from pydantic import Field

from rehearse.model import Line, Model, Slug
from rehearse.reading.codebook import Label

STANDARD = "standard"
"""Id of the rubric that is taken where nobody names another."""


class Item(Model):
    """One yes/no item: did this label occur, and how often does it count?"""

    label: Label
    weight: float = Field(ge=-100, le=100, description="points for each time; negative for debits")
    cap: int = Field(default=3, ge=1, le=1000, description="how many times it counts at most")

    def worth(self, times: int) -> float:
        """Return the points of a label that was found so many times."""
        return min(times, self.cap) * self.weight


class Part(Model):
    """One part of the score, such as curiosity or restraint.

    It is `base` with what its credits earned, `most` at most; what its debits spent comes off that, below zero if need
    be. So a debit shows however much was earned beside it.
    """

    id: Slug
    title: Line
    base: float = Field(default=0, ge=0, le=100, description="points of a whole meeting in which nothing happened")
    most: float = Field(gt=0, le=100, description="points that it can hold")
    items: tuple[Item, ...] = Field(min_length=1)


class Gladness(Model):
    """How glad the contact is to have come, 1 (leaves angry) to 10 (a new friend): a sum over the meeting.

    The defaults were fitted by least squares to 40 rated meetings; `python -m benchmarks.verdict` fits them anew and
    shows how they do on 40 others.
    """

    base: float = 1.9
    energy: float = Field(default=2.71, description="times the energy at the end, 0 to 1")
    trust: float = Field(default=2.07, description="times the trust at the end, 0 to 1")
    debits: float = Field(default=-0.6, description="times the debits for each learner turn")
    kinds: float = Field(default=0.42, description="times the number of different credits")
    meet_again: float = Field(default=5.5, description="gladness from which they would meet again")


class Standing(Model):
    """What the meeting does to the referrer's standing, -2 to 2: a sum as for gladness, from the same meetings."""

    base: float = -0.29
    gladness: float = Field(default=0.15, description="times the gladness")
    entered: float = Field(default=0.65, description="times the standing that the ledger entered")


class Rubric(Model):
    """Weights by label in parts. The score is the sum of the parts, kept within 0 and 100."""

    schema_: int = Field(alias="schema", ge=2, le=2, description="version of this form: 2")
    id: Slug
    title: Line
    whole: int = Field(
        default=1, ge=1, le=100, description="learner turns from which `base` counts in full; of fewer a share"
    )
    parts: tuple[Part, ...] = Field(min_length=1)
    gladness: Gladness = Gladness()
    standing: Standing = Standing()
