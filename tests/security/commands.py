"""Runs many commands one after the other in one process: `python -m tests.security.commands PLAN CODES`.

So that each is seen on a real terminal, and what takes longest, starting and loading the reader, is done once.
"""

import io
import json
import os
import sys
from pathlib import Path

from rehearse.cli.main import main

BEGINNING = "@@@ {} @@@"
"""What is printed before the output of each command, with its number."""


def run(plan: Path, codes: Path) -> None:
    """Run the commands of the plan; write their exit codes."""
    found = []
    for number, each in enumerate(json.loads(plan.read_text("utf-8"))):
        print(BEGINNING.format(number), flush=True)
        os.environ.update(each["environment"])
        sys.stdin = io.StringIO(each["typed"])
        try:
            found.append(main(each["command"]))
        except SystemExit as end:
            found.append(int(end.code or 0))
        for name in each["environment"]:
            del os.environ[name]
        sys.stdout.flush()
        sys.stderr.flush()
    codes.write_text(json.dumps(found), "utf-8")


if __name__ == "__main__":
    run(Path(sys.argv[1]), Path(sys.argv[2]))
