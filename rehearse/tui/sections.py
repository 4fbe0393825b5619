"""The parts of a review as they stand on the screen. Only shows the review's facts; computes none."""

from collections.abc import Iterator, Sequence
from functools import partial

from rich.cells import cell_len
from textual.content import Content

from rehearse.reading.codebook import LabelMark
from rehearse.reading.scene import Side
from rehearse.review.facts import UNTOLD, Change, LetterFacts, Moment, PartScore, Review, TurnFacts
from rehearse.review.report import AWAITED, UNSURE, talk_in_words
from rehearse.text import first_name
from rehearse.tui.widgets.drawn import Drawing
from rehearse.tui.widgets.plain import fitted, line, safe, styled

MOST = 100
"""Lines of the ledger, and turns, that stand on the page; the replay and the export have all."""

GAUGE = 10
"""Cells of a part's gauge."""
FRIEND = 12
"""Cells of the referrer's name above a column at most."""
TITLE = 50
"""Cells of a part's title at most."""

__all__ = ["LabelMark", "read_in", "sections", "talk", "verdict"]


def verdict(review: Review) -> Content:
    """Return the meeting in a sentence, and what the contact would say of it."""
    first = first_name(review.contact)
    talk = talk_in_words(review, first)
    return Content.assemble(
        styled("of 100\n" if review.score is not None else "", "$text-muted"),
        styled(line(review.sentence), "bold"),
        "\n",
        styled(f"{first} {review.again}. {talk}", "$text-muted"),
    )


def sections(review: Review) -> Iterator[tuple[str, Drawing]]:
    """Yield heading and drawing of each part that has something to say."""
    yield "The score", partial(_score, review)
    parts = (
        ("What mattered", _join([_moment(moment, review) for moment in review.moments], 2)),
        ("To try next", _join([safe(f"{n}. {line(t)}") for n, t in enumerate(review.next, 1)], 1)),
        ("Who pays", _referrer(review)),
        ("Offered to you", _join([_gift(review, n) for n in range(len(review.gifts))], 1)),
        ("Stories", _stories(review)),
        ("Your note afterwards", _letter(review)),
        ("The ledger", _ledger(review) if review.ledger else Content("")),
        ("Turn by turn", _limited([_turn(turn, review) for turn in review.turns], 2)),
    )
    yield from ((heading, partial(_same, words)) for heading, words in parts if words.plain)


def talk(turns: Sequence[TurnFacts], review: Review) -> Content:
    """Return turns of the review with what was read in them."""
    return _limited([_turn(turn, review) for turn in turns], 2)


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
    earned = moment.energy + moment.trust >= 0
    changed = f"energy {moment.energy:+.2f}, trust {moment.trust:+.2f}"
    head = styled(f"Turn {moment.turn}. You {line(moment.why)}.", "bold $success" if earned else "bold $warning")
    lines = [head, styled(changed, "$text-muted"), safe(f"“{line(moment.quote, 300)}”")]
    if moment.thought:
        first = first_name(review.contact)
        lines.append(Content.assemble((f"{first} thought: ", "$text-muted"), styled(line(moment.thought), "italic")))
    if better := review.better_at.get(moment.turn):
        lines.append(Content.assemble(("Rather: ", "bold"), safe(f"“{line(better)}”")))
    return _join(lines, 1)


def _same(words: Content, _cells: int) -> Content:
    return words


def _score(review: Review, cells: int) -> Content:
    """Return a line a part, or two where the line is too short for its title, its gauge and its points; then how."""
    wide = max(min(cell_len(line(part.title)), TITLE) for part in review.parts)
    beside = wide + GAUGE + 4 + max(len(part.words) for part in review.parts) <= cells
    return _join([_part(part, wide if beside else None) for part in review.parts], 1)


def _part(part: PartScore, wide: int | None) -> Content:
    """Return a part with its title in so many cells; without, the gauge stands below it. Then how it came."""
    title = line(part.title) + "\n  " if wide is None else fitted(part.title, wide) + "  "
    full = round(min(max(part.points / part.most, 0), 1) * GAUGE)
    return Content.assemble(
        title,
        ("━" * full, "$primary"),
        ("─" * (GAUGE - full), "$border"),
        "  ",
        styled(part.words, "$warning" if part.spent else ""),
        styled(f"\n  {part.course}", "$text-muted") if part.course else "",
    )


def _referrer(review: Review) -> Content:
    return safe(line(review.referrer.sentence)) if review.referrer else Content("")


def _gift(review: Review, number: int) -> Content:
    gift = review.gifts[number]
    what = gift.kind.value.replace("_", " ") + (f" to {line(gift.to, 80)}" if gift.to else "")
    return Content.assemble((f"Turn {gift.turn}, {what}: ", "$text-muted"), f"“{line(gift.quote, 200)}”")


def _stories(review: Review) -> Content:
    told = [safe(f"You {s.how} {line(s.title)} ({s.told} of {s.layers} layers).") for s in review.stories.discovered]
    untold = [styled(f"You never learned {line(s.title)}.", "$text-muted") for s in review.stories.untold[:UNTOLD]]
    more = len(review.stories.untold) - UNTOLD
    rest = [styled(f"And {more} more.", "$text-muted")] if more > 0 else []
    return _join([*told, *untold, *rest], 1)


def _letter(review: Review) -> Content:
    letter = review.letter
    if letter is None:
        return Content("")
    first = first_name(review.contact)
    answer = Content.assemble(styled(f"{first} wrote back: ", "$text-muted"), safe(line(letter.answer or AWAITED)))
    return _join([safe(f"“{line(letter.text, 600)}”"), *read_in(letter), answer], 1)


def read_in(letter: LetterFacts) -> list[Content]:
    """Return what was read in a note, a line each, and what it changed."""
    found = [_mark(mark) for mark in letter.labels]
    found += [styled(f"  {_asked(mark)}", "$text-muted") for mark in letter.unsure]
    return [*found, styled(f"  trust {letter.trust:+.2f}, beside the score of the meeting", "$text-muted")]


def _ledger(review: Review) -> Content:
    """The ledger as a table, its columns named once."""
    name = first_name(review.referrer.name) if review.referrer else ""
    friend = fitted(name, min(cell_len(name), FRIEND))
    wide = max(cell_len(friend), 7) if friend else 0
    column = " " * (wide - cell_len(friend)) + friend
    head = f"{'turn':>4}  {'':<18} {'energy':>7} {'trust':>7}" + f"  {column}" * bool(friend)
    return _limited([styled(head, "$text-muted"), *(_entry(change, wide) for change in review.ledger)], 1)


def _entry(change: Change, wide: int) -> Content:
    style = "" if change.energy + change.trust >= 0 else "$warning"
    what = f"{change.rule.replace('_', ' '):<18} {change.energy:>+7.2f} {change.trust:>+7.2f}"
    stands = f"  {change.standing:>+{wide}.2f}" if wide else ""
    return Content.assemble((f"{change.turn:>4}  ", "$text-muted"), styled(f"{what}{stands}", style))


def _turn(turn: TurnFacts, review: Review) -> Content:
    mine = turn.speaker is Side.LEARNER
    name = "You" if mine else line(review.contact, 60)
    cut = " (cut short)" if turn.cut else ""
    head = Content.assemble(
        (f"{turn.turn:>4}  ", "$text-muted"), styled(f"{name}{cut}", "bold $secondary" if mine else "bold $primary")
    )
    lines = [head, safe(turn.text.strip())]
    better = review.better_at.get(turn.turn)
    lines += [_mark(mark) for mark in turn.labels]
    lines += [styled(f"  {_asked(mark)}", "$text-muted") for mark in turn.unsure]
    for cue in turn.cues:
        lines.append(styled(f"  {cue.label.words}: “{line(cue.quote, 160)}”", "$text-muted"))
    if better:
        lines.append(Content.assemble(("  Rather: ", "$text-muted"), f"“{line(better)}”"))
    if turn.compared:
        lines.append(styled(f"  {turn.compared}", "$secondary"))
    for note in turn.notes:
        lines.append(Content.assemble(styled(f"  {line(note.author, 40)}: ", "$secondary"), safe(line(note.text))))
    return _join(lines, 1)


def _mark(mark: LabelMark) -> Content:
    """A label and the words that carry it; the sign says what the colour says."""
    label = mark.label
    head = styled(f"  {label.sign} {label.words}: ", "$warning" if label.is_debit else "$success")
    return Content.assemble(head, (f"“{line(mark.quote, 160)}”", "$text-muted"))


def _asked(mark: LabelMark) -> str:
    """What is asked of words that may hold a debit."""
    asked = UNSURE.format(what=mark.label.words, quote=line(mark.quote, 160))
    return f"{asked[0].upper()}{asked[1:]}"
