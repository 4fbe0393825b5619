"""Makes spoken sentences of what a model streams: no thoughts, no stage directions, no marks that nobody says."""

import re
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing

from rehearse.reading.spans import sentences
from rehearse.text import clean

LONGEST = 1_200
"""Characters after which a sentence is handed on even if it has not ended."""
_THOUGHT = ("<think", "<thought", "<reason")
_THOUGHT_OVER = re.compile(
    r"\s*<(think|thinking|thought|thoughts|reason|reasoning)>.*?</\1>", re.DOTALL | re.IGNORECASE
)
_ACTS = (
    "smil|grin|laugh|chuckl|sigh|nod|shrug|paus|lean|sip|look|glanc|frown|wink|wav|tilt|rais|stir|sets? |puts? |turn"
    "|stand|rub|gestur|stare|thinking|beat\\b|clears? |shakes? |takes? a|silen|quiet|soft|warm|dry|a (?:pause|beat)"
)
_DIRECTIONS = re.compile(
    rf"\*+[^*]{{1,300}}\*+|\[[^\]]{{0,400}}\]|(?<!\w)_(?:{_ACTS})[^_]{{0,200}}_(?!\w)"
    rf"|\((?:(?:s?he|they|[A-Z]\w+) )?(?:{_ACTS})[^)]{{0,200}}\)",
    re.IGNORECASE,
)
_BOLD = re.compile(r"\*\*([^*]{1,300})\*\*|(?<!\w)__?([^_]{1,300})__?(?!\w)")
_STRESS = re.compile(rf"(?<=\w )\*(?!{_ACTS})([^*\n]{{1,60}})\*(?=[,;.!?]| \w)", re.IGNORECASE)
_QUOTES = (('"', '"'), ("“", "”"))
_SPACE = re.compile(r"\s+")


async def spoken_sentences(chunks: AsyncIterator[str]) -> AsyncGenerator[str, None]:
    """Yield whole sentences as they are written, stage directions still in them, each of these in one piece.

    A sentence is whole when the next has begun, or the stream ends.
    """
    held = ""
    async with aclosing(_aloud(chunks)) as aloud:
        async for chunk in aloud:
            held += clean(chunk)
            whole, held = _split(held)
            for piece in whole:
                yield piece
    whole, held = _split(held, last=True)
    for piece in whole:
        yield piece


def _split(held: str, *, last: bool = False) -> tuple[list[str], str]:
    """Return the pieces that are whole, and what is held until more is written; nothing is, at the `last`."""
    spans = sentences(held)
    pieces, begin = [], 0
    for number, span in enumerate(spans, start=1):
        piece = held[begin : span.end].strip()
        is_last = number == len(spans)
        if len(piece) > LONGEST or (last if is_last else not _is_open(piece)):
            pieces.append(piece)
            begin = span.end
    return pieces, held[begin:]


def without_name(text: str, name: str) -> str:
    """Return a sentence without the speaker's own name before it, as in a script: 'Bo Lind: Well.'."""
    return re.sub(rf"^\W*({re.escape(name)}|{re.escape(name.split(maxsplit=1)[0])})\W*:[\s*]*", "", text)


def without_directions(text: str) -> str:
    """Return a sentence as it is said: without stage directions, marks of stress, quotation marks around it."""
    said = _STRESS.sub(r"\1", text)
    said = _DIRECTIONS.sub(" ", _BOLD.sub(_unless_acted, said))
    said = _SPACE.sub(" ", said).strip()
    for opening, closing in _QUOTES:
        marks = sum(said.count(mark) for mark in {opening, closing})
        whole = said.startswith(opening) and said.endswith(closing)
        if marks == 1 or (marks == len(_QUOTES[0]) and whole):
            said = said.removeprefix(opening).removesuffix(closing)
    return said.strip()


def _unless_acted(found: re.Match[str]) -> str:
    inner = found[1] or found[2]
    return " " if re.match(_ACTS, inner, re.IGNORECASE) else inner


def _is_open(piece: str) -> bool:
    """Whether a stage direction has begun in this piece that has not ended."""
    return piece.count("[") > piece.count("]") or piece.count("*") % 2 == 1 or piece.count("(") > piece.count(")")


async def _aloud(chunks: AsyncIterator[str]) -> AsyncGenerator[str, None]:
    """Leave out what a model thinks before it speaks, where its server sends that as text."""
    held, speaks = "", False
    async for chunk in chunks:
        if speaks:
            yield chunk
            continue
        held = _THOUGHT_OVER.sub("", held + chunk, count=1)
        start = held.lstrip().lower()
        if not any(tag.startswith(start[: len(tag)]) for tag in _THOUGHT):
            speaks = True
            yield held
    start = held.lstrip().lower()
    if not speaks and not start.startswith(_THOUGHT):
        yield held
