"""How much each pattern and each fact tells for each label, measured on labelled meetings and kept as data.

The numbers are log-odds of a logistic regression per label; `python -m training.rules` in the checkout makes
them, and writes `weights.json`.
"""

import json
from collections.abc import Mapping
from importlib.resources import files
from typing import NamedTuple


class Weights(NamedTuple):
    """What tells for one label."""

    base: float
    """Log-odds where nothing is found."""
    threshold: float
    """How sure one must be, 0 to 1, for the label to be given."""
    tells: Mapping[str, float]
    """Log-odds that each pattern or fact adds."""


class Sets(NamedTuple):
    """All weights of a reader, by label or cue."""

    first: Mapping[str, Weights]
    """Labels that stand on their own."""
    second: Mapping[str, Weights]
    """Labels that also weigh what the first found."""
    cues: Mapping[str, Weights]


def parse(text: str) -> Sets:
    """Return the weights that `written` wrote."""
    raw = json.loads(text)
    return Sets(*({label: Weights(*row) for label, row in raw[name].items()} for name in Sets._fields))


def written(sets: Sets) -> str:
    """Return the weights as JSON, one number a line, so that a change shows where it is."""
    raw = {
        name: {label: [row.base, row.threshold, dict(sorted(row.tells.items()))] for label, row in rows.items()}
        for name, rows in sets._asdict().items()
    }
    return json.dumps(raw, indent=0) + "\n"


SHIPPED = parse(files("rehearse.reading.rules").joinpath("weights.json").read_text(encoding="utf-8"))
