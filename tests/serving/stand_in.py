"""Stands in for the app: speaks its packets, and does what a key tells it to. Started as a program."""

import json
import os
import sys


def draw(text: str) -> None:
    """Draw a line."""
    data = f"\x1b[H\x1b[2J{text}\r\n".encode()
    os.write(1, b"D" + len(data).to_bytes(4, "big") + data)


def tell(**said: object) -> None:
    """Send a remark."""
    data = json.dumps(said).encode()
    os.write(1, b"M" + len(data).to_bytes(4, "big") + data)


def main() -> int:
    """Echo; q quits, b breaks, g sends no packet, f hands a file over, u opens a page, e and h tell what it knows."""
    os.write(1, b"a warning of some library\n__GANGLION__\n")
    draw("ready")
    while head := os.read(0, 5):
        payload = os.read(0, int.from_bytes(head[1:], "big"))
        if head[:1] != b"D":
            continue
        match payload:
            case b"q":
                tell(type="exit")
                return 0
            case b"b":
                print("a fault of the app", file=sys.stderr)
                return 70
            case b"g":
                os.write(1, b"print() of a forgotten line, which is no packet")
            case b"f":
                tell(type="file", name="../a review.md", content="aGVsbG8=")
            case b"u":
                tell(type="open_url", url="https://example.org", new_tab=True)
            case b"e":
                draw("knows " + " ".join(sorted(os.environ)))
            case b"h":
                draw(f"home {os.environ['REHEARSE_HOME']} pid {os.getpid()} ")
            case _:
                draw(f"said {payload.decode()}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
