"""Takes apart what a program has written to its terminal, and names all that is there beside text.

What Textual writes is known by what it does; whatever else a terminal could obey has come from elsewhere.
"""

import re
from collections.abc import Iterable

_ORDERS = re.compile(
    r"\x1b\[[0-?]*[ -/]*[@-~]"  # CSI
    r"|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)"  # OSC
    r"|\x1b[PX^_].*?\x1b\\"  # DCS, SOS, PM, APC
    r"|\x1b[ -/]*[0-~]"  # other escape sequences
    r"|[\x00-\x08\x0b-\x1f\x7f-\x9f]"  # C0 but tab and newline, DEL, C1
    r"|[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\u2028\u2029\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
    r"|[\ud800-\udfff]",  # bytes that are no UTF-8, such as C1 of one byte
    re.DOTALL,
)
LINES = re.compile(r"\r|\x1b\[K")
"""What a command in lines writes beside text: line ends, and a line of progress that is wiped."""
APP = re.compile(
    r"\x1b\[(?!8m)[0-9;:]*m"  # SGR: colours and weights; nothing of ours is concealed
    r"|\x1b\[\d{1,2};\d{1,3}H|\x1b\[H"  # CUP: where the next text goes, on a screen of less than a hundred rows
    r"|\x1b\[\?(?:7|25|1000|1002|1003|1004|1006|1015|1016|1049|2004|2026|2048)[hl]"  # modes
    r"|\x1b\[\?(?:2026|2048)\$p"  # is this mode known?
    r"|\x1b\[[<>]\d*u"  # the keyboard's protocol
    r"|\x1b\]22;[a-z-]*\x07"  # the pointer's shape
    r"|\r"
)
"""What Textual writes beside text."""


def text_of(raw: bytes) -> str:
    """The bytes as a terminal of UTF-8 takes them; what is none stays visible as a lone surrogate."""
    return raw.decode("utf-8", "surrogateescape")


def strange(raw: bytes, allowed: re.Pattern[str]) -> list[str]:
    """Return every order in the bytes that is not one of the allowed, once each."""
    return sorted({order for order in _ORDERS.findall(text_of(raw)) if not allowed.fullmatch(order)})


def plain(raw: bytes) -> str:
    """The text in the bytes, without the orders: what somebody could read of it, however it is placed."""
    return _ORDERS.sub("", text_of(raw))


def missing(raw: bytes, marks: Iterable[str]) -> list[str]:
    """Return the marks that nobody could read there."""
    shown = plain(raw)
    return [mark for mark in marks if mark not in shown]
