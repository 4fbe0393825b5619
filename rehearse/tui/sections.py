"""The parts of a review as they stand on the screen. Only shows the review's facts; computes none."""

from collections.abc import Iterator

from textual.content import Content

from rehearse.reading.codebook import LabelMark
from rehearse.reading.scene import Side
from rehearse.review.facts import UNTOLD, Change, LetterFacts, Moment, Review, TurnFacts
from rehearse.review.report import AWAITED, UNSURE
from rehearse.tui.widgets.plain import line, safe, styled

MOST = 100
"""Lines of the ledger, and turns, that stand on the page; the replay and the export have all."""

__all__ = ["LabelMark", "changes", "read_in", "sections", "verdict"]


def verdict(review: Review) -> Content:
    """Return the meeting in a sentence, and what the contact would say of it."""
    balance = review.balance
    first = line(review.contact, 60).split(" ")[0]
    talk = f"You said {balance.learner} words, {first} {balance.contact}, in {review.minutes:.0f} minutes."
    return Content.assemble(
        styled("of 100\n", "$text-muted"),
        styled(line(review.sentence), "bold"),
        "\n",
        styled(f"{first} {review.again} ({review.overall} of 10). {talk}", "$text-muted"),
    )


def sections(review: Review) -> Iterator[tuple[str, Content]]:
    """Yield heading and text of each part that has something to say."""
    parts = (
        ("What mattered", _join([_moment(moment, review) for moment in review.moments], 2)),
        ("Three things to try next", _join([safe(f"{n}. {line(t)}") for n, t in enumerate(review.next, 1)], 1)),
        ("Earned and spent", _join([_part(review, n) for n in range(len(review.parts))], 1)),
        ("Who pays", _referrer(review)),
        ("Offered to you", _join([_gift(review, n) for n in range(len(review.gifts))], 1)),
        ("Stories", _stories(review)),
        ("Your note afterwards", _letter(review)),
        ("The ledger", _limited([_entry(change, review) for change in review.ledger], 1)),
        ("Turn by turn", _limited([_turn(turn, review) for turn in review.turns], 2)),
    )
    yield from ((heading, words) for heading, words in parts if words.plain)


def changes(change: Change, *, referrer: str = "") -> str:
    """Return what an entry changed, in words and signed numbers."""
    parts = [f"energy {change.energy:+.2f}", f"trust {change.trust:+.2f}"]
    if referrer:
        parts.append(f"{referrer}'s standing {change.standing:+.2f}")
    return ", ".join(parts)


def _join(blocks: list[Content], newlines: int) -> Content:
    return Content("\n" * newlines).join(blocks)


def _limited(blocks: list[Content], newlines: int) -> Content:
    shown = blocks[:MOST]
    if len(blocks) > MOST:
        shown.append(
            styled(f"… and {len(blocks) - MOST} more: the replay (r) and the export (e) have all.", "$text-muted")
        )
    return _join(shown, newlines)


def _moment(moment: Moment, review: Review) -> Content:
    better = next((found.instead for found in review.better if found.turn == moment.turn), None)
    earned = moment.energy + moment.trust >= 0
    lines = [
        styled(f"Turn {moment.turn}. You {line(moment.why)}.", "bold $success" if earned else "bold $warning"),
        styled(f"  energy {moment.energy:+.2f}, trust {moment.trust:+.2f}", "$text-muted"),
        safe(f"  “{line(moment.quote, 300)}”"),
    ]
    if moment.thought:
        first = line(review.contact, 60).split(" ")[0]
        lines.append(Content.assemble((f"  {first} thought: ", "$text-muted"), styled(line(moment.thought), "italic")))
    if better:
        lines.append(Content.assemble(("  Rather: ", "$text-muted"), safe(f"“{line(better)}”")))
    return _join(lines, 1)


def _part(review: Review, number: int) -> Content:
    part = review.parts[number]
    width = max(len(line(other.title, 50)) for other in review.parts)
    return Content.assemble(
        f"{line(part.title, 50):<{width}}  ", styled(part.words, "" if part.points >= 0 else "$warning")
    )


def _referrer(review: Review) -> Content:
    return safe(line(review.referrer.sentence)) if review.referrer else Content("")


def _gift(review: Review, number: int) -> Content:
    gift = review.gifts[number]
    what = gift.kind.value.replace("_", " ") + (f" to {line(gift.to, 80)}" if gift.to else "")
    return Content.assemble((f"Turn {gift.turn}, {what}: ", "$text-muted"), f"“{line(gift.quote, 200)}”")


def _stories(review: Review) -> Content:
    told = [safe(f"You learned {line(s.title)} ({s.told} of {s.layers} layers).") for s in review.stories.discovered]
    untold = [styled(f"You never learned {line(s.title)}.", "$text-muted") for s in review.stories.untold[:UNTOLD]]
    more = len(review.stories.untold) - UNTOLD
    rest = [styled(f"And {more} more.", "$text-muted")] if more > 0 else []
    return _join([*told, *untold, *rest], 1)


def _letter(review: Review) -> Content:
    letter = review.letter
    if letter is None:
        return Content("")
    first = line(review.contact, 60).split(" ")[0]
    answer = Content.assemble(styled(f"{first} wrote back: ", "$text-muted"), safe(line(letter.answer or AWAITED)))
    return _join([safe(f"“{line(letter.text, 600)}”"), *read_in(letter), answer], 1)


def read_in(letter: LetterFacts) -> list[Content]:
    """Return what was read in a note, a line each, and what it changed."""
    found = [
        Content.assemble(
            styled(f"  {mark.label.words}: ", "$warning" if mark.label.is_debit else "$success"),
            (f"“{line(mark.quote, 160)}”", "$text-muted"),
        )
        for mark in letter.labels
    ]
    return [*found, styled(f"  trust {letter.trust:+.2f}, beside the score of the meeting", "$text-muted")]


def _entry(change: Change, review: Review) -> Content:
    rule = change.rule.replace("_", " ")
    what = changes(change, referrer=line(review.referrer.name, 40) if review.referrer else "")
    style = "" if change.energy + change.trust >= 0 else "$warning"
    return Content.assemble((f"{change.turn:>4}  ", "$text-muted"), styled(f"{rule:<18} ", style), styled(what, style))


def _turn(turn: TurnFacts, review: Review) -> Content:
    mine = turn.speaker is Side.LEARNER
    name = "You" if mine else line(review.contact, 60)
    cut = " (stopped)" if turn.cut else ""
    head = Content.assemble(
        (f"{turn.turn:>4}  ", "$text-muted"), styled(f"{name}{cut}", "bold $secondary" if mine else "bold $primary")
    )
    lines = [head, safe(turn.text.strip())]
    better = next((found.instead for found in review.better if found.turn == turn.turn), None)
    for mark in turn.labels:
        style = "$warning" if mark.label.is_debit else "$success"
        lines.append(
            Content.assemble(styled(f"  {mark.label.words}: ", style), (f"“{line(mark.quote, 160)}”", "$text-muted"))
        )
    for mark in turn.unsure:
        asked = UNSURE.format(what=mark.label.words, quote=line(mark.quote, 160))
        lines.append(styled(f"  {asked[0].upper()}{asked[1:]}", "$text-muted"))
    for cue in turn.cues:
        lines.append(styled(f"  {cue.label.words}: “{line(cue.quote, 160)}”", "$text-muted"))
    if better:
        lines.append(Content.assemble(("  Rather: ", "$text-muted"), f"“{line(better)}”"))
    return _join(lines, 1)
