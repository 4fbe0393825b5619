"""Writes the card that ships beside the network."""

import json
from collections.abc import Mapping
from pathlib import Path

from rehearse.reading.encoder.decide import Weighing
from rehearse.reading.encoder.model import CARD
from rehearse.reading.encoder.network import LOWER, MEANING, UPPER, checksum
from training.encoder.briefs import AHEAD, CHOSEN, DEV_BRIEFS, REPORTED, fitted

VERSION = "encoder-1"


def write_card(folder: Path, weighings: Mapping[str, Weighing], worth: str = "not measured") -> None:
    """Write the card of the network in `folder`: how its signs are weighed, which briefs it saw, what it is worth."""
    content = {
        "version": VERSION,
        "network": checksum(*((folder / name).read_bytes() for name in (LOWER, UPPER))),
        "meaning": checksum((folder / MEANING).read_bytes()) if (folder / MEANING).exists() else None,
        "worth": worth,
        "briefs": {"fitted": fitted(), "unseen": sorted(CHOSEN | REPORTED | DEV_BRIEFS | AHEAD)},
        "weighings": {name: row._asdict() for name, row in weighings.items()},
    }
    (folder / CARD).write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
