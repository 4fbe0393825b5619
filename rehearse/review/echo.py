"""Says back what somebody said of themselves: "I sold my boat." becomes "So you sold your boat."."""

import re

SAYABLE = range(4, 19)
"""Words of a sentence that can be said back."""
_TOLD = (
    "became began bought broke brought built came chose cut did drew drove fell felt fled flew found forgot"
    " gave got grew had heard held hid kept knew laid learnt led left lent lost made meant met paid put ran"
    " read rode rose said sang sat saw sent set slept sold spent spoke stole stood swam swore taught thought"
    " threw told took was went were woke won wore wrote"
)
_NOW = "need feed bleed speed succeed proceed exceed embed breed"
"""What ends like a past and is none."""
_VERB = rf"(?:(?!(?:{'|'.join(_NOW.split())})\b)\w+ed|{'|'.join(_TOLD.split())})(?![\w'\u2019])"
_PAST = re.compile(rf"^(?:I|We) (?:(?:\w+ly|never|once|still|just|only|even) )?{_VERB}")
"""How a sentence begins that tells what they did: what is, may be or would be is nothing to say back."""
_TURNED = {
    "i": "you",
    "me": "you",
    "my": "your",
    "mine": "yours",
    "myself": "yourself",
    "we": "you",
    "us": "you",
    "our": "your",
    "ours": "yours",
    "ourselves": "yourselves",
    "am": "are",
}
_WORD = re.compile(r"\b(?:i was|[a-z]+)\b", re.IGNORECASE)
_LEFT = re.compile(
    r"\b(?:you|your|yours|this|here|today|now|please|sorry)\b|\b(?:and|but|then|never) was\b|['\u2019]m\b|[?“”\"():;…]",
    re.IGNORECASE,
)
"""What makes a sentence one that cannot be turned word by word: to whom it speaks, where it was said, its grammar."""


def said_back(sentence: str) -> str | None:
    """Return the sentence, turned to whoever said it; None where it is not about them, or cannot be turned so."""
    plain = sentence.strip()
    if not _PAST.search(plain) or _LEFT.search(plain) or len(plain.split()) not in SAYABLE or not plain.endswith("."):
        return None
    turned = _WORD.sub(_turn, plain)
    return f"So {turned[0].lower()}{turned[1:]}"


def _turn(found: re.Match[str]) -> str:
    word = found.group()
    if word.lower() == "i was":
        return "you were"
    return _TURNED.get(word.lower(), word)
