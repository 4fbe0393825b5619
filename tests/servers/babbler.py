"""Makes a tiny model that babbles in the words of a shipped persona: each token follows from the one before it.

It is a Llama of 2 layers x 64 whose layers add nothing, so that what it says hangs on its last token alone; its
1,024 tokens are byte pairs of the persona's own lines. All of a server is at work with it but the wit.
Run by `make servers` with two paths: where the model goes, and where the server's own package `gguf` lies.
"""

import re
import sys
from collections import Counter
from collections.abc import Iterator
from importlib import import_module
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rehearse.scene import library

PERSONA = "dolores-whitfield"
TOKENS = 1_024
LAYERS, WIDTH, HEADS = 2, 64, 4
READS = 65_536
"""Tokens that the model says it was made to read."""
STEPS = 400
"""Of the fit: enough for sentences that begin and end."""
ROLES = ("<|system|>", "<|user|>", "<|assistant|>", "<|end|>")
TEMPLATE = """\
{%- set first = 1 if messages[0].role == 'system' else 0 -%}
{%- for message in messages -%}
{%- if loop.index0 >= first and (message.role == 'user') != ((loop.index0 - first) % 2 == 0) -%}
{{ raise_exception('A system message first, if any, then user and assistant in turn') }}
{%- endif -%}
<|{{ message.role }}|>{{ message.content }}<|end|>
{%- endfor -%}
{%- if add_generation_prompt -%}<|assistant|>{%- endif -%}"""
"""As strict as the strictest of real ones."""
_SPOKEN = re.compile(r"[A-Z].{20,}[.!?]")
_PIECES = re.compile(r" ?[^\W\d_]+| ?\d+| ?[^\s\w]+|\s+")
"""Much as GPT-2 cuts text before it pairs bytes."""

Floats = NDArray[np.float32]


def lines(value: object) -> Iterator[str]:
    """All sentences in what a persona's file holds."""
    if isinstance(value, str) and _SPOKEN.fullmatch(value):
        yield value
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, (list, tuple)) else ()
    for each in inner:
        yield from lines(each)


def letters() -> list[str]:
    """A visible letter for each byte, as GPT-2 chose them."""
    visible = [*range(33, 127), *range(161, 173), *range(174, 256)]
    hidden = [byte for byte in range(256) if byte not in visible]
    names = dict(zip(visible, map(chr, visible), strict=True)) | {byte: chr(256 + at) for at, byte in enumerate(hidden)}
    return [names[byte] for byte in range(256)]


def pairs(texts: list[str], many: int) -> tuple[list[tuple[str, str]], dict[str, list[str]]]:
    """Pair bytes that often stand together, so many times; return the pairs, and how each piece of the texts is cut."""
    alphabet = letters()
    pieces = Counter(piece for text in texts for piece in _PIECES.findall(text))
    cut = {piece: [alphabet[byte] for byte in piece.encode()] for piece in pieces}
    found = []
    for _ in range(many):
        seen: Counter[tuple[str, str]] = Counter()
        for piece, symbols in cut.items():
            for pair in pairwise(symbols):
                seen[pair] += pieces[piece]
        pair = max(seen, key=lambda each: (seen[each], each))
        found.append(pair)
        for piece, symbols in cut.items():
            if pair[0] in symbols:
                cut[piece] = joined(symbols, pair)
    return found, cut


def joined(symbols: list[str], pair: tuple[str, str]) -> list[str]:
    """The symbols with this pair made one, wherever it stands."""
    done: list[str] = []
    for symbol in symbols:
        if done and (done[-1], symbol) == pair:
            done[-1] += symbol
        else:
            done.append(symbol)
    return done


def fit(follows: Floats) -> tuple[Floats, Floats]:
    """Return what a token puts in and what one comes out by, so that each is followed as `follows` counts."""
    ends = np.random.default_rng(7).normal(size=(2, TOKENS, WIDTH)).astype(np.float32)
    first, second = np.zeros_like(ends), np.zeros_like(ends)
    often = follows.sum(axis=1, keepdims=True)
    for step in range(1, STEPS + 1):
        inward, outward = ends
        size = np.sqrt((inward**2).mean(axis=1, keepdims=True) + 1e-5)
        normed = inward / size
        scores = normed @ outward.T
        chances = np.exp(scores - scores.max(axis=1, keepdims=True))
        chances /= chances.sum(axis=1, keepdims=True)
        slope = (chances * often - follows) / often.sum()
        back = slope @ outward
        slopes = np.stack([(back - normed * (back * normed).mean(axis=1, keepdims=True)) / size, slope.T @ normed])
        first += 0.1 * (slopes - first)
        second += 0.01 * (slopes**2 - second)
        ends -= 0.05 * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.99**step)) + 1e-8)
    return ends[0], ends[1]


def write(path: Path, tokens: list[str], merges: list[tuple[str, str]], inward: Floats, outward: Floats) -> None:
    """Write the model in the server's format."""
    gguf: Any = import_module("gguf")
    file = gguf.GGUFWriter(path, "llama")
    file.add_name("Babbler")
    file.add_context_length(READS)
    file.add_embedding_length(WIDTH)
    file.add_block_count(LAYERS)
    file.add_feed_forward_length(WIDTH)
    file.add_head_count(HEADS)
    file.add_rope_dimension_count(WIDTH // HEADS)
    file.add_layer_norm_rms_eps(1e-5)
    file.add_vocab_size(TOKENS)
    file.add_tokenizer_model("gpt2")
    file.add_tokenizer_pre("gpt-2")
    file.add_token_list(tokens)
    file.add_token_types([gguf.TokenType.CONTROL if token in ROLES else gguf.TokenType.NORMAL for token in tokens])
    file.add_token_merges([" ".join(pair) for pair in merges])
    file.add_bos_token_id(tokens.index("<|end|>"))
    file.add_eos_token_id(tokens.index("<|end|>"))
    file.add_add_bos_token(False)
    file.add_chat_template(TEMPLATE)
    file.add_tensor("token_embd.weight", inward)
    file.add_tensor("output.weight", outward)
    file.add_tensor("output_norm.weight", np.ones(WIDTH, np.float32))
    silent = np.zeros((WIDTH, WIDTH), np.float32)
    for layer in range(LAYERS):
        for name in ("attn_norm", "ffn_norm"):
            file.add_tensor(f"blk.{layer}.{name}.weight", np.ones(WIDTH, np.float32))
        for name in ("attn_q", "attn_k", "attn_v", "attn_output", "ffn_gate", "ffn_up", "ffn_down"):
            file.add_tensor(f"blk.{layer}.{name}.weight", silent)
    file.write_header_to_file()
    file.write_kv_data_to_file()
    file.write_tensors_to_file()
    file.close()


def main(path: Path) -> None:
    """Make the model."""
    texts = list(lines(library.persona(PERSONA).model_dump(mode="json")))
    merges, cut = pairs(texts, TOKENS - 256 - len(ROLES))
    tokens = [*letters(), *map("".join, merges), *ROLES]
    number = {token: at for at, token in enumerate(tokens)}
    follows = np.zeros((TOKENS, TOKENS), np.float32)
    for text in texts:
        said = [token for piece in _PIECES.findall(text) for token in cut[piece]]
        for before, after in pairwise(["<|assistant|>", *said, "<|end|>"]):
            follows[number[before], number[after]] += 1
    write(path, tokens, merges, *fit(follows))


if __name__ == "__main__":
    # Last, and only now: tests of its own lie beside that package.
    sys.path.append(sys.argv[2])
    main(Path(sys.argv[1]))
