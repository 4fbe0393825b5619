"""The rhythm of a reply: chunks of any size are shown word by word, as people speak."""

import asyncio
import re
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing

WORD = 0.025
"""Seconds a word."""

_WORDS = re.compile(r"\s*\S+\s*")


async def paced(chunks: AsyncGenerator[str, None], rhythm: Callable[[], float]) -> AsyncGenerator[str, None]:
    """Yield what `chunks` yields, cut into words, `rhythm()` seconds apart; at 0 the chunks go on as they come.

    When this is closed, so is `chunks`.
    """
    async with aclosing(chunks) as source:
        async for chunk in source:
            for word in (_WORDS.findall(chunk) or [chunk]) if rhythm() > 0 else [chunk]:
                yield word
                if rhythm() > 0:
                    await asyncio.sleep(rhythm())
