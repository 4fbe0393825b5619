"""Questions: what asks something, with or without a closing mark, and what it builds on."""

import re
from collections.abc import Iterable
from functools import lru_cache

from snowballstemmer import stemmer

from rehearse.reading.rules.patterns import Sentence
from rehearse.reading.spans import words

_STEMMER = stemmer("english")
_CONTENT_LENGTH = 3
"""Shorter words carry too little to tell what a turn is about."""
_FILLER = (
    r"(?:(?:so|and|but|well|ok|oh|ah|ha|haha|lol|hm+|then|now|wow|right|sorry|hi|hello|hey|yes|no"
    r"|actually|honestly|please|also|wait)\b[ ,.!]*)*"
)
_AUXILIARY = r"(?:do|does|did|is|are|was|were|have|has|had|can|could|would|will|should|may|might|am|shall)"
_SUBJECT = (
    r"(?:not )?(?:i|you|he|she|it|they|we|there|that|this|your|the|his|her|their|anyone|anybody"
    r"|someone|somebody|people|one)\b"
)
_WH = r"(?:what|why|how|when|where|who|whom|whose|which)"
_UNMARKED = re.compile(
    rf"^{_FILLER}(?:{_AUXILIARY} {_SUBJECT}|(?:for|from|to|at|in|by|with|of) {_WH}\b|{_WH}(?:"
    rf" \w+){{0,4}} {_AUXILIARY}\b|{_WH} (?:about|come|made|makes|happened|kept|keeps|brought|got|gave"
    r"|drew|turned|do|is|the|[a-z]+ed)\b)"
    rf"|[,;:.] (?:so |and |but )?(?:{_WH}(?: \w+){{0,3}} {_AUXILIARY} {_SUBJECT}|{_AUXILIARY} (?:you|i|it)\b)"
    rf"|\b(?:whats|hows) "
)
_INDIRECT = re.compile(
    r"\b(?:i (?:would|do|am|was|have|keep|still|kept)[a-z ,]{0,30}(?:love|like|curious|wondering"
    r"|wonder|wondered|wish|want|glad|fond|rather|interested|ask)[a-z ,]{0,24}"
    r"(?:to (?:know|hear|understand|learn|ask)|how|what|why|where|who|which|when|whether|if|hear(?:ing)?)\b"
    r"|i wonder(?:ed)?\b|(?:do )?tell me (?:about|how|what|why|where|more|the|your|something)"
    r"|(?:please )?explain\b|may i ask|can i ask|i want(?:ed)? to (?:ask|know|hear)|i never (?:found"
    r" out|heard|understood)"
    r"|(?:go on|tell)(?:,| then)? (?:how|what|why)|curious (?:how|what|why|about|whether|if)|let me"
    r" hear|i am all ears|would love to hear)"
)
_ANAPHORA = re.compile(
    r"\b(?:that|it|they|them|this|those|these|then|he|she|him|her|there|the other|which one|why not"
    r"|else|still|ever|again|after|before that|one of|the (?:first|last|second|third|next)|in the end"
    r"|end up)\b"
)
_CONTINUES = re.compile(
    rf"^{_FILLER}(?:and\b|but\b|so\b|then\b|why\b|how so|how come|what happened|what made|what was|what"
    r" did|did (?:he|she|it|they|you)|does (?:he|she|it)|was (?:he|she|it)|is (?:he|she|it|that)"
    r"|which\b)"
)
_STOP = frozenset(
    re.split(
        r"\s+",
        "a about after again all also am an and any are as at be because been before being but by can"
        " come could did do does doing done for from get go got had has have having he her here him his"
        " how i if in into is it its just know like lot made make me more most much my no not now of off"
        " on one only or other our out over own really right said same say see she should so some"
        " something still such take tell than that the their them then there these they thing things"
        " think this those to too up us very want was way we well were what when where which while who"
        " why will with would yes you your yours yourself first last time day year years people ever"
        " never always going let oh ok",
    )
)


def is_question(sentence: Sentence) -> bool:
    """Whether the sentence asks: by its mark, by its order of words where it has no mark, or in so many words."""
    text = sentence.span.text.rstrip("\"')*_ \u201d\u2019")
    if "?" in text[-12:]:
        return True
    marked = text.endswith((".", "!"))
    return (not marked and _UNMARKED.search(sentence.plain) is not None) or _INDIRECT.search(sentence.plain) is not None


def continues(sentence: Sentence) -> bool:
    """Whether the wording of a question leans on what was said: "why is that", "and did she"."""
    return _ANAPHORA.search(sentence.plain) is not None or _CONTINUES.search(sentence.plain) is not None


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """Return the stem of an English word."""
    stemmed: str = _STEMMER.stemWord(word.removesuffix("'s"))
    return stemmed


@lru_cache(maxsize=2_048)
def content(text: str) -> frozenset[str]:
    """Return the stems of the words that carry content."""
    return frozenset(
        stem(word)
        for word in words(text)
        if len(word) >= _CONTENT_LENGTH and word not in _STOP and "'" not in word[:-2]
    )


def shared(text: str, others: Iterable[str]) -> frozenset[str]:
    """Return the content that `text` has in common with any of `others`."""
    own = content(text)
    return own & frozenset().union(*(content(other) for other in others))
