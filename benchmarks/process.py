"""What a process takes of the machine, as Linux tells it."""

import os
from pathlib import Path
from typing import Literal

Kind = Literal["Rss", "Pss", "Uss"]


def memory(pid: int, kind: Kind) -> float:
    """Megabytes of a process: all that it uses (Rss), shared parts divided (Pss), or only what is its own (Uss).

    Raises OSError where there is no such process.
    """
    found = {}
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:]:
        name, size = line.split()[:2]
        found[name.rstrip(":")] = int(size)
    kilobytes = found["Private_Clean"] + found["Private_Dirty"] if kind == "Uss" else found[kind]
    return kilobytes * 1_024 / 1e6


def computed(pid: int) -> float:
    """Seconds that a process has computed. Raises OSError where there is none."""
    told = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")
