"""The rhythm of a reply: chunks of any size are shown a few words at a time, as people speak."""

import asyncio
import re
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing

WORD = 0.025
"""Seconds a word."""
TOGETHER = 2
"""Words that are shown at once: twenty pictures a second look as smooth as forty, and leave room for keys."""

_BEGINS = re.compile(r"(?<=\s)(?=\S)")


async def paced(chunks: AsyncGenerator[str, None], rhythm: Callable[[], float]) -> AsyncGenerator[str, None]:
    """Yield what `chunks` yields, cut into a few words each, `rhythm()` seconds for each of them apart.

    At 0 the chunks go on as they come. When this is closed, so is `chunks`.
    """
    async with aclosing(chunks) as source:
        async for chunk in source:
            for words in _few(chunk) if rhythm() > 0 else [chunk]:
                yield words
                if rhythm() > 0:
                    await asyncio.sleep(rhythm() * len(words.split()))


def _few(text: str) -> list[str]:
    words = _BEGINS.split(text)
    return ["".join(words[at : at + TOGETHER]) for at in range(0, len(words), TOGETHER)]
