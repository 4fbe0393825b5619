"""Fits the reader made of rules to `train.jsonl`, writes its weights and prints what it is worth.

`python -m training.rules` takes a few minutes. With `--check` it writes nothing, and exits with 1 where the
weights that ship are not those that the fit gives.
"""

import argparse
import sys
from pathlib import Path

import rehearse.reading.rules
from rehearse.reading.rules.weights import written
from training.corpus import DEV, TRAIN, read
from training.rules.fit import fit
from training.rules.report import figures, held_out, read_by, table, with_own_context

WEIGHTS = Path(rehearse.reading.rules.__file__).with_name("weights.json")


def main() -> int:
    """Fit, then check or write and report; return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m training.rules", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; fail where weights.json differs")
    checks = parser.parse_args().check
    lines = read(TRAIN)
    known = with_own_context(lines)
    weights = fit(known)
    if checks:
        same = WEIGHTS.read_text(encoding="utf-8") == written(weights)
        print("weights.json is what the fit gives" if same else "weights.json is not what the fit gives; fit anew")
        return not same
    WEIGHTS.write_text(written(weights), encoding="utf-8")
    columns = {
        "in sample": read_by(weights, lines),
        "held out": held_out(lines, known),
        "dev": read_by(weights, read(DEV)),
    }
    print(table([(name, figures(talks)) for name, talks in columns.items()]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
