"""Writes a review down: JSON for programs, Markdown for people; both hold the same facts."""

from collections.abc import Callable, Iterable, Iterator

from rehearse.review.facts import UNTOLD, Review, TurnFacts
from rehearse.text import one_line

Safe = Callable[[str], str]
UNSURE = "was this {what}? “{quote}” Nothing was charged for it."

AWAITED = "The answer is still awaited."

_SPECIAL = str.maketrans({char: f"\\{char}" for char in "\\`*_{}[]<>#|~"})


def as_json(review: Review, *, indent: int | None = 2) -> str:
    """Return the review as one JSON object, its keys in the model's order."""
    return review.model_dump_json(indent=indent)


def as_markdown(review: Review) -> str:
    """Return the review as Markdown; what people said is escaped, so that it cannot pass for markup."""
    return "\n".join(_blocks(review, _escaped)) + "\n"


def as_text(review: Review) -> str:
    """Return the review as plain text for a terminal or a screen reader."""
    lines = "\n".join(_blocks(review, one_line)).replace("**", "").split("\n")
    return "\n".join(_plain(line) for line in lines) + "\n"


def _plain(line: str) -> str:
    return line.lstrip("#").strip().upper() if line.startswith("#") else line.removeprefix("> ")


def _escaped(text: str) -> str:
    return one_line(text).translate(_SPECIAL)


def _blocks(review: Review, safe: Safe) -> Iterator[str]:
    """Yield the lines of the review; `safe` makes foreign text fit for the form."""
    yield f"# {safe(review.title)}, with {safe(review.contact)}"
    yield ""
    yield f"**Score {review.score} of 100.** {safe(review.sentence)}"
    yield _verdict(review, safe)
    yield ""
    for part in review.parts:
        yield f"- {safe(part.title)}: {part.words}"
    yield from _section("What mattered", _moments(review, safe))
    yield from _section("A better line", _better(review, safe))
    yield from _section("Offered to you", _gifts(review, safe))
    yield from _section("Stories", _stories(review, safe))
    yield from _section("Your note afterwards", _letter(review, safe))
    yield from _section("To try next", (f"{n}. {safe(thing)}" for n, thing in enumerate(review.next, start=1)))
    yield from _section("The ledger", _ledger(review, safe))
    yield from _section("Turn by turn", (line for turn in review.turns for line in _turn(turn, review, safe)))


def _section(title: str, lines: Iterable[str]) -> Iterator[str]:
    """Yield a heading and its lines; nothing where there are none."""
    found = list(lines)
    if found:
        yield from ("", f"## {title}", "", *found)


def _verdict(review: Review, safe: Safe) -> str:
    balance = review.balance
    talk = f"You said {balance.learner} words, they said {balance.contact}, in {review.minutes:.0f} minutes."
    pays = f" {safe(review.referrer.sentence)}" if review.referrer else ""
    return f"{safe(review.contact)} {review.again} ({review.overall} of 10).{pays} {talk}"


def _moments(review: Review, safe: Safe) -> Iterator[str]:
    for moment in review.moments:
        yield f"- turn {moment.turn}: “{safe(moment.quote)}”"
        yield f"  You {moment.why}: energy {moment.energy:+.2f}, trust {moment.trust:+.2f}."
        if moment.thought:
            yield f"  What they thought and did not say: {safe(moment.thought)}"


def _better(review: Review, safe: Safe) -> Iterator[str]:
    for better in review.better:
        yield f"- turn {better.turn}: you said “{safe(better.said)}”"
        yield f"  Rather: “{safe(better.instead)}”"


def _gifts(review: Review, safe: Safe) -> Iterator[str]:
    for gift in review.gifts:
        yield f"- turn {gift.turn}: {gift.kind.replace('_', ' ')}: “{safe(gift.quote)}”"


def _stories(review: Review, safe: Safe) -> Iterator[str]:
    for story in review.stories.discovered:
        yield f"- You learned {safe(story.title)} ({story.told} of {story.layers} layers)."
    for story in review.stories.untold[:UNTOLD]:
        yield f"- You never learned {safe(story.title)}."
    if len(review.stories.untold) > UNTOLD:
        yield f"- And {len(review.stories.untold) - UNTOLD} more."


def _letter(review: Review, safe: Safe) -> Iterator[str]:
    letter = review.letter
    if letter is None:
        return
    standing = f", {safe(review.referrer.name)}'s standing {letter.standing:+.2f}" if review.referrer else ""
    yield f"- **You:** {safe(letter.text)}"
    for mark in letter.labels:
        yield f"  - {mark.label.words}: “{safe(mark.quote)}”"
    for mark in letter.unsure:
        yield f"  - {UNSURE.format(what=mark.label.words, quote=safe(mark.quote))}"
    yield f"- **{safe(review.contact)}:** {safe(letter.answer)}" if letter.answer else f"- {AWAITED}"
    yield f"- Beside the score of the meeting: trust {letter.trust:+.2f}{standing}."


def _ledger(review: Review, safe: Safe) -> Iterator[str]:
    for entry in review.ledger:
        standing = f", {review.referrer.name}'s standing {entry.standing:+.2f}" if review.referrer else ""
        changes = f"energy {entry.energy:+.2f}, trust {entry.trust:+.2f}{safe(standing)}"
        yield f"- turn {entry.turn}: {entry.rule.replace('_', ' ')}: {changes} ({entry.why})"


def _turn(turn: TurnFacts, review: Review, safe: Safe) -> Iterator[str]:
    who = "You" if turn.speaker == "learner" else safe(review.contact)
    yield f"{turn.turn}. **{who}:** {safe(turn.text)}{' (cut short)' if turn.cut else ''}"
    for mark in turn.labels:
        yield f"   - {mark.label.words}: “{safe(mark.quote)}”"
    for mark in turn.unsure:
        yield f"   - {UNSURE.format(what=mark.label.words, quote=safe(mark.quote))}"
    for cue in turn.cues:
        yield f"   - {cue.label.words}: “{safe(cue.quote)}”"
