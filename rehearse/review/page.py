"""The review as one page of HTML that needs nothing else: no script, no other file, no network.

Whatever a template shows goes through `clean` and is escaped: there is one door, and it is the environment's.
"""

import base64
import hashlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from rehearse.reading.codebook import CueMark, LabelMark
from rehearse.review.curve import curve
from rehearse.review.facts import UNTOLD, Review, TurnFacts
from rehearse.review.marked import Kind, Note, Piece, notes, pieces
from rehearse.review.opinion import SecondOpinion
from rehearse.review.opinion_report import TITLE, remarks, sides, summary
from rehearse.review.report import AWAITED, UNSURE, branch_in_words, energy_in_words, held_on, points_in_words
from rehearse.text import clean, counted, first_name, one_line

if TYPE_CHECKING:
    from jinja2 import Environment, Template

TEMPLATES = Path(__file__).parent / "templates"
SIGNS: Mapping[Kind, str] = {"earned": "+ ", "spent": "\N{MINUS SIGN} ", "cue": "", "unsure": ""}
"""So that colour is not the only sign of what a label did."""
ASIDE = 160
"""Characters of a quote that is repeated below its turn."""
QUOTE = 600
"""Characters of a quote that stands for its turn; the turn itself is on the page, whole."""
LONG = 2_000
"""Characters of a turn from which print may break it over two pages."""


class PageTurn(NamedTuple):
    """A turn as the page shows it."""

    facts: TurnFacts
    notes: tuple[Note, ...]
    pieces: tuple[Piece, ...]
    long: bool


def as_page(review: Review, opinion: SecondOpinion | None = None) -> str:
    """Return the review as HTML, with a second opinion where there is one. The same review gives the same page."""
    shown = _template().render(
        review=review,
        **styled(house_style()),
        date=held_on(review),
        branch=branch_in_words(review),
        curve=curve(review.energy, review.turning, [moment.turn for moment in review.moments]),
        energy_in_words=energy_in_words(review),
        talk=_talk(review),
        most_untold=UNTOLD,
        awaited=AWAITED,
        signs=SIGNS,
        opinion=opinion,
        opinion_title=TITLE,
        turns=[_turn(turn) for turn in review.turns],
    )
    return shown + "\n"


def _turn(turn: TurnFacts) -> PageTurn:
    found = notes(turn)
    return PageTurn(turn, found, tuple(pieces(turn.text, found)), len(turn.text) > LONG)


def _talk(review: Review) -> float:
    """The learner's share of all words, 0 to 1."""
    balance = review.balance
    return balance.learner / max(balance.learner + balance.contact, 1)


@cache
def house_style() -> str:
    """Return the style sheet of the review, on which that of each other page builds."""
    return (TEMPLATES / "page.css").read_text("utf-8")


def styled(style: str) -> Mapping[str, str]:
    """Return what a template needs to hold the style, and to allow it and nothing else."""
    return {"style": style, "style_hash": base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()}


@cache
def _template() -> "Template":
    made = environment(TEMPLATES)
    made.filters |= FILTERS
    return made.get_template("page.html.j2")


def environment(folder: Path) -> "Environment":
    """Return the environment of a folder's templates: what they show is cleaned and escaped, names have to be there."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_cleaned,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )


def _cleaned(value: object) -> object:
    """What may be shown of a value; what a macro made of cleaned values is left as it is."""
    return clean(value) if type(value) is str else value


def _signed(value: float) -> str:
    """A change, with its sign as it is set in print."""
    return f"{value:+.2f}".replace("-", "\N{MINUS SIGN}") if round(value, 2) else "0"


def _unsure(mark: LabelMark | CueMark) -> str:
    """What is asked of words that may hold a debit."""
    return UNSURE.format(what=mark.label.words, quote=one_line(mark.quote, ASIDE))


FILTERS: Mapping[str, Any] = {
    "remarks": lambda opinion: remarks(opinion, one_line),
    "sides": sides,
    "summary": lambda opinion: summary(opinion, one_line),
    "unsure": _unsure,
    "first_name": first_name,
    "counted": counted,
    "cut": lambda quote: one_line(quote, QUOTE),
    "signed": _signed,
    "whole": lambda value: f"{value:.0f}",
    "tenth": lambda value: f"{value:.1f}",
    "percent": lambda share: f"{100 * min(max(share, 0.0), 1.0):.1f}",
    "points": points_in_words,
    "spaced": lambda name: name.replace("_", " "),
}
