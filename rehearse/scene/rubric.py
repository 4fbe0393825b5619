"""The rubric: a file that says what a review counts, and how much."""

from pydantic import Field

from rehearse.model import Line, Model, Slug
from rehearse.reading.codebook import Label


class Item(Model):
    """One yes/no item: did this label occur, and how often does it count?"""

    label: Label
    weight: float = Field(ge=-100, le=100, description="points for each time; negative for debits")
    cap: int = Field(default=3, ge=1, le=1000, description="how many times it counts at most")


class Part(Model):
    """One part of the score, such as curiosity or restraint."""

    id: Slug
    title: Line
    items: tuple[Item, ...] = Field(min_length=1)


class Rubric(Model):
    """Weights by label in parts. The score is `base` plus all points, kept within 0 and 100."""

    schema_: int = Field(alias="schema", ge=1, le=1, description="version of this form: 1")
    id: Slug
    title: Line
    base: float = Field(ge=0, le=100, description="the score of a meeting in which nothing happened")
    parts: tuple[Part, ...] = Field(min_length=1)
