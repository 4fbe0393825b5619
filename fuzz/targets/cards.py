"""Character cards of strangers: JSON, and inside a picture."""

import base64
import json
from collections.abc import Sequence
from functools import cache
from zlib import crc32

from fuzz.forms import as_json, as_png
from fuzz.place import written
from fuzz.target import Target
from rehearse.errors import InputError
from rehearse.scene.card import read_card
from rehearse.scene.importing import import_card
from rehearse.scene.syntax import read
from tests.scene.pictures import compressed, international, picture, plain
from tests.scene.test_card import V1, V2, V3

BEGUN = 16
"""Of so many cards that are taken, one begins a persona: writing a file costs more than reading a card."""


@cache
def _cards() -> Sequence[bytes]:
    return [json.dumps(card, ensure_ascii=False).encode() for card in (V1, V2, V3)]


@cache
def _pictures() -> Sequence[bytes]:
    one, two, three = (base64.b64encode(card) for card in _cards())
    return (
        picture(plain("chara", one)),
        picture(compressed("chara", two), international("ccv3", three, pack=True)),
        picture(after=[international("ccv3", three), plain("comment", b"x")]),
    )


def _parse(data: bytes) -> str:
    """Read a card. Of some, a persona is begun: a file that can be read, in which the card wrote no key."""
    try:
        card = read_card(data)
    except InputError as error:
        assert error.cure, "an error that tells no cure"
        raise
    if crc32(data) % BEGUN == 0:
        path = import_card(written(data, "card"), "begun-here").path
        try:
            document = read(path)
            assert document.at(("id",)) == "begun-here", "a card that wrote the file's id"
            assert document.data.keys() == _plain_keys(), "a card that wrote a key of the file"
        finally:
            path.unlink()
    return f"{card.warning} {[bool(part) for part in card]}"


@cache
def _plain_keys() -> frozenset[str]:
    path = import_card(written(_cards()[0], "card"), "begun-plainly").path
    try:
        return frozenset(read(path).data)
    finally:
        path.unlink()


TARGETS = (
    Target("card", "a character card as JSON", 100, _cards, _parse, (as_json.document, as_json.document)),
    Target("card-png", "a character card in a PNG", 120, _pictures, _parse, (as_png.parts, as_png.card, as_png.card)),
)
