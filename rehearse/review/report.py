"""Writes a review down: JSON for programs, Markdown for people; both hold the same facts."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from rehearse.archive.corpus import BEGAN
from rehearse.review.facts import UNTOLD, Review, TurnFacts
from rehearse.text import counted, in_json, one_line

Safe = Callable[[str], str]
"""Makes foreign text fit for a form."""
More = Callable[[Safe], Iterable[str]]
"""Writes what stands below a review, in lines of Markdown."""
UNSURE = "perhaps {what}? “{quote}” Nothing was charged for it."

STRONG = "\x0e"
"""Stands around what is strong until the form is known; cleaned texts hold no such character."""
AWAITED = "The answer is still awaited."

_SPECIAL = str.maketrans({char: f"\\{char}" for char in "\\`*_{}[]<>#|~&"})


def as_json(review: Review, *, indent: int | None = 2) -> str:
    """Return the review as one JSON object, its keys in the model's order."""
    return in_json(review.model_dump_json(indent=indent))


def nothing_more(_safe: Safe) -> Iterable[str]:
    """Write nothing."""
    return ()


def as_markdown(review: Review, more: More = nothing_more) -> str:
    """Return the review as Markdown; what people said is escaped, so that it cannot pass for markup."""
    return "\n".join((*_blocks(review, _escaped), *more(_escaped))).replace(STRONG, "**") + "\n"


def as_text(review: Review, more: More = nothing_more) -> str:
    """Return the review as plain text for a terminal or a screen reader."""
    lines = "\n".join((*_blocks(review, one_line), *more(one_line))).replace(STRONG, "").split("\n")
    return "\n".join(_plain(line) for line in lines) + "\n"


def _plain(line: str) -> str:
    return line.lstrip("#").strip().upper() if line.startswith("#") else line.removeprefix("> ")


def _escaped(text: str) -> str:
    return one_line(text).translate(_SPECIAL)


def _blocks(review: Review, safe: Safe) -> Iterator[str]:
    """Yield the lines of the review; `safe` makes foreign text fit for the form."""
    yield f"# {safe(review.title)}, with {safe(review.contact)}"
    yield ""
    if held := " · ".join(filter(None, (held_on(review), branch_in_words(review)))):
        yield from (held, "")
    score = "No score." if review.score is None else f"Score {review.score} of 100."
    yield f"{STRONG}{score}{STRONG} {safe(review.sentence)}"
    yield _verdict(review, safe)
    yield ""
    for part in review.parts:
        yield f"- {safe(part.title)}: {part.words}"
        if part.course:
            yield f"  {part.course}"
    yield from _section("What this rubric moves", _moved(review, safe))
    yield from _section("What mattered", _moments(review, safe))
    yield from _section("To try next", (f"{n}. {safe(thing)}" for n, thing in enumerate(review.next, start=1)))
    yield from _section("The energy", (line for line in (energy_in_words(review),) if line))
    yield from _section("Offered to you", _gifts(review, safe))
    yield from _section("Stories", _stories(review, safe))
    yield from _section("Your note afterwards", _letter(review, safe))
    yield from _section("The ledger", _ledger(review, safe))
    yield from _section("Turn by turn", (line for turn in review.turns for line in _turn(turn, review, safe)))


def _section(title: str, lines: Iterable[str]) -> Iterator[str]:
    """Yield a heading and its lines; nothing where there are none."""
    found = list(lines)
    if found:
        yield from ("", f"## {title}", "", *found)


def _verdict(review: Review, safe: Safe) -> str:
    pays = f" {safe(review.referrer.sentence)}" if review.referrer else ""
    return f"{safe(review.contact)} {review.again}.{pays} {talk_in_words(review, 'they said')}"


def talk_in_words(review: Review, they: str) -> str:
    """Return who talked how much, and for how long; `they` is what the contact's words are told by."""
    mine, time = counted(review.balance.learner, "word"), counted(round(review.minutes), "minute")
    return f"You said {mine}, {they} {review.balance.contact:,}, in {time}."


def _moments(review: Review, safe: Safe) -> Iterator[str]:
    for moment in review.moments:
        yield f"- turn {moment.turn}: “{safe(moment.quote)}”"
        yield f"  You {moment.why}: energy {moment.energy:+.2f}, trust {moment.trust:+.2f}."
        if moment.thought:
            yield f"  What they thought and did not say: {safe(moment.thought)}"
        if better := review.better_at.get(moment.turn):
            yield f"  Rather: “{safe(better)}”"


def _moved(review: Review, safe: Safe) -> Iterator[str]:
    moved = review.moved
    if moved is None:
        return
    yield f"Beside {safe(moved.rubric)}: score {moved.score} there, {review.score} here; {safe(_gladness(review))}."
    for move in moved.moves:
        yield f"- {safe(move.title)}: {points_in_words(move.before)} there, {points_in_words(move.after)} here"
        yield from (f"  - {safe(cause)}" for cause in move.causes)


def _gladness(review: Review) -> str:
    there = review.moved.overall if review.moved else review.overall
    return f"{there} of 10 there, {review.overall} here"


def points_in_words(points: float | None) -> str:
    """Return a part's points; of a part that a rubric does not have, that there is nothing."""
    return "nothing" if points is None else f"{points:g}"


def held_on(review: Review) -> str:
    """Return the day on which it was held; nothing of a talk that was imported, since nobody knows."""
    return "" if review.started == BEGAN else f"{review.started.day} {review.started:%B %Y}"


def branch_in_words(review: Review) -> str:
    """Return how much of a branch is another meeting's; nothing for a meeting that is none."""
    if review.shared is None:
        return ""
    return f"a branch: {counted(review.shared, 'turn')} {'is' if review.shared == 1 else 'are'} of another take"


def energy_in_words(review: Review) -> str:
    """Return what the energy's curve shows, for those who see none; nothing where there is none."""
    curve = review.energy
    if not curve:
        return ""
    best, worst = (pick(range(len(curve)), key=curve.__getitem__) for pick in (max, min))
    turned = f" It turned at {_listed(review.turning)}." if review.turning else ""
    return (
        f"It began at {curve[0]:.2f} and ended at {curve[-1]:.2f}; it was highest, {curve[best]:.2f}, after turn "
        f"{best + 1}, and lowest, {curve[worst]:.2f}, after turn {worst + 1}.{turned}"
    )


def _listed(turns: Sequence[int]) -> str:
    *first, last = map(str, turns)
    return f"turns {', '.join(first)} and {last}" if first else f"turn {last}"


def _gifts(review: Review, safe: Safe) -> Iterator[str]:
    for gift in review.gifts:
        whom = f" to {safe(gift.to)}" if gift.to else ""
        yield f"- turn {gift.turn}: {gift.kind.replace('_', ' ')}{whom}: “{safe(gift.quote)}”"


def _stories(review: Review, safe: Safe) -> Iterator[str]:
    for story in review.stories.discovered:
        yield f"- You {story.how} {safe(story.title)} ({story.told} of {story.layers} layers)."
    for story in review.stories.untold[:UNTOLD]:
        yield f"- You never learned {safe(story.title)}."
    if len(review.stories.untold) > UNTOLD:
        yield f"- And {len(review.stories.untold) - UNTOLD} more."


def _letter(review: Review, safe: Safe) -> Iterator[str]:
    letter = review.letter
    if letter is None:
        return
    standing = f", {safe(review.referrer.name)}'s standing {letter.standing:+.2f}" if review.referrer else ""
    yield f"- {STRONG}You:{STRONG} {safe(letter.text)}"
    for mark in letter.labels:
        yield f"  - {mark.label.told}: “{safe(mark.quote)}”"
    for mark in letter.unsure:
        yield f"  - {UNSURE.format(what=mark.label.words, quote=safe(mark.quote))}"
    yield f"- {STRONG}{safe(review.contact)}:{STRONG} {safe(letter.answer)}" if letter.answer else f"- {AWAITED}"
    yield f"- Beside the score of the meeting: trust {letter.trust:+.2f}{standing}."


def _ledger(review: Review, safe: Safe) -> Iterator[str]:
    for entry in review.ledger:
        standing = f", {review.referrer.name}'s standing {entry.standing:+.2f}" if review.referrer else ""
        changes = f"energy {entry.energy:+.2f}, trust {entry.trust:+.2f}{safe(standing)}"
        yield f"- turn {entry.turn}: {entry.rule.replace('_', ' ')}: {changes} ({entry.why})"


def _turn(turn: TurnFacts, review: Review, safe: Safe) -> Iterator[str]:
    who = "You" if turn.speaker == "learner" else safe(review.contact)
    yield f"{turn.turn}. {STRONG}{who}:{STRONG} {safe(turn.text)}{' (cut short)' if turn.cut else ''}"
    for mark in turn.labels:
        yield f"   - {mark.label.told}: “{safe(mark.quote)}”"
    for mark in turn.unsure:
        yield f"   - {UNSURE.format(what=mark.label.words, quote=safe(mark.quote))}"
    if better := review.better_at.get(turn.turn):
        yield f"   - rather: “{safe(better)}”"
    for cue in turn.cues:
        yield f"   - {cue.label.words}: “{safe(cue.quote)}”"
    if turn.compared:
        yield f"   - {safe(turn.compared)}"
    for note in turn.notes:
        first, *others = note.text.strip().splitlines() or [""]
        yield f"   - note by {safe(note.author)}: {safe(first)}"
        yield from (f"     {safe(other)}" for other in others if other.strip())
