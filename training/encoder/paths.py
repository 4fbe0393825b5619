"""Where the trained reader is written, and how progress is told."""

import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = ROOT / "rehearse" / "reading" / "encoder" / "shipped"
PROOF = ROOT / "tests" / "reading" / "encoder" / "pieces.json"
REPORT = Path(__file__).with_name("report.json")
WEIGHINGS = Path(__file__).with_name("weighings.json")
"""How the signs are weighed: made by `weigh` from what the folds tell, and kept as data."""
CURVE = Path(__file__).with_name("curve.json")
CROSS = Path(__file__).with_name("cross.json")
WHOLE = ROOT / "build" / "network.pt"
"""The network in full precision; kept for a look, never shipped."""
MEANINGS = ROOT / "build" / "meanings.pt"
"""What tells meanings, in full precision."""
PERSONAS = ROOT / "personas"
KEPT = ROOT / "build" / "fit"
"""Where a fit keeps what it has got to."""
_BEGAN = time.monotonic()


def say(text: str) -> None:
    """Print a line of progress with the minutes gone."""
    print(f"{(time.monotonic() - _BEGAN) / 60:6.1f} min  {text}", file=sys.stderr, flush=True)
