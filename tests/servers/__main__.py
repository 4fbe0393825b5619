"""Makes the servers of other makers that `tests/servers` tries: `python -m tests.servers`, or one of them by name."""

import sys

from tests.servers import aimock, llama_cpp, llmock
from tests.servers.making import CannotMakeError

SERVERS = {"aimock": aimock.make, "llmock": llmock.make, "llama.cpp": llama_cpp.make}


def main(names: list[str]) -> int:
    """Make these servers, or all; return 1 where one could not be made."""
    ended = 0
    for name in names or SERVERS:
        try:
            SERVERS[name]()
        except CannotMakeError as error:
            print(f"{name}: {error}; its tests will be skipped", file=sys.stderr)
            ended = 1
    return ended


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
