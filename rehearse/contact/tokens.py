"""Counts tokens without a network, from the ranks that ship with the app.

An estimate for models of other makers: where a server tells its own usage, that counts.
"""

import base64
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tiktoken import Encoding

RANKS = Path(__file__).parent / "ranks" / "o200k_base.tiktoken"
"""Byte pair ranks of `o200k_base`; source and licence stand beside the file."""

_PATTERN = "|".join(
    (
        r"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+(?i:'s|'t|'re|'ve|'m|'ll|'d)?",
        r"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*(?i:'s|'t|'re|'ve|'m|'ll|'d)?",
        r"\p{N}{1,3}",
        r" ?[^\s\p{L}\p{N}]+[\r\n/]*",
        r"\s*[\r\n]+",
        r"\s+(?!\S)",
        r"\s+",
    )
)
"""How `o200k_base` cuts text before merging; as in tiktoken's `tiktoken_ext/openai_public.py` (MIT)."""


@lru_cache(maxsize=2_048)
def count(text: str) -> int:
    """Return how many tokens `text` takes; special tokens in it count as plain text."""
    return len(_encoding().encode_ordinary(text))


@cache
def _encoding() -> "Encoding":
    """Build the encoding: 0.2 s that hold the interpreter, so not on the way to a paint or in mid-reply."""
    from tiktoken import Encoding

    lines = (line.split() for line in RANKS.read_bytes().splitlines() if line)
    ranks = {base64.b64decode(token): int(rank) for token, rank in lines}
    return Encoding(name="o200k_base", pat_str=_PATTERN, mergeable_ranks=ranks, special_tokens={})
