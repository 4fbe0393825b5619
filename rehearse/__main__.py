"""Starts the app as `python -m rehearse`."""

import sys

from rehearse.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
