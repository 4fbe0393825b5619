"""Proves that texts are cut piece for piece as the makers of the base cut them."""

import hashlib
import json

from tokenizers import Tokenizer

from rehearse.reading.encoder.wordpiece import WordPiece
from training.corpus import texts
from training.encoder.base import folder, vocabulary
from training.encoder.paths import PROOF, say

_BATCH = 1_000


def main() -> None:
    """Write a checksum of what the makers' tokenizer makes of each thousand texts; fail where ours does not agree."""
    theirs = Tokenizer.from_file(str(folder() / "tokenizer.json"))
    theirs.no_truncation()
    theirs.no_padding()
    ours, every, sums = WordPiece(vocabulary()), texts(), []
    for begin in range(0, len(every), _BATCH):
        pieces = []
        for text in every[begin : begin + _BATCH]:
            cut, mine = theirs.encode(text, add_special_tokens=False), ours.pieces(text)
            if cut.ids != [each.id for each in mine] or cut.offsets != [(each.start, each.end) for each in mine]:
                raise SystemExit(f"cut differently: {text!r}")
            pieces.append(cut.ids)
        sums.append(hashlib.sha256(json.dumps(pieces).encode()).hexdigest())
    PROOF.write_text(json.dumps({"sha256": sums}, indent=0) + "\n", encoding="utf-8")
    say(f"{len(every):,} texts are cut as the makers cut them")
