"""Spells out what is written in haste: `u`, `thx`, `4 me`. A network that learned from whole words then knows them."""

import re
from functools import lru_cache
from typing import NamedTuple

SPELLED = {
    "2day": "today",
    "2moro": "tomorrow",
    "2nite": "tonight",
    "abt": "about",
    "altho": "although",
    "b4": "before",
    "bc": "because",
    "bcos": "because",
    "bcoz": "because",
    "bcuz": "because",
    "btw": "by the way",
    "cld": "could",
    "cmon": "come on",
    "cos": "because",
    "coz": "because",
    "cud": "could",
    "cuz": "because",
    "def": "definitely",
    "dunno": "don't know",
    "every1": "everyone",
    "evry": "every",
    "evry1": "everyone",
    "fav": "favourite",
    "fave": "favourite",
    "gd": "good",
    "gimme": "give me",
    "gonna": "going to",
    "gotta": "have to",
    "gr8": "great",
    "hav": "have",
    "hv": "have",
    "idk": "i don't know",
    "il": "i'll",
    "imo": "in my opinion",
    "jst": "just",
    "kno": "know",
    "l8r": "later",
    "lemme": "let me",
    "luv": "love",
    "mite": "might",
    "msg": "message",
    "n": "and",
    "nd": "and",
    "ne1": "anyone",
    "nite": "night",
    "no1": "no one",
    "ofc": "of course",
    "pls": "please",
    "plz": "please",
    "ppl": "people",
    "prob": "probably",
    "probs": "probably",
    "r": "are",
    "rly": "really",
    "rn": "right now",
    "sb": "somebody",
    "shud": "should",
    "smth": "something",
    "som1": "someone",
    "some1": "someone",
    "sry": "sorry",
    "sth": "something",
    "teh": "the",
    "thanx": "thanks",
    "thnx": "thanks",
    "tho": "though",
    "thru": "through",
    "thx": "thanks",
    "tmrw": "tomorrow",
    "tnx": "thanks",
    "ty": "thank you",
    "u": "you",
    "ull": "you'll",
    "ur": "your",
    "urself": "yourself",
    "uve": "you've",
    "w": "with",
    "w/": "with",
    "w/o": "without",
    "wanna": "want to",
    "wat": "what",
    "wats": "what's",
    "wen": "when",
    "wld": "would",
    "wot": "what",
    "wots": "what's",
    "wud": "would",
    "y": "why",
    "yr": "your",
    "yrs": "years",
}
"""What is written for what, in lower case: spellings that mean one thing in talk between two people."""

_WHOM = r"(?= (?:me|u|you|us|him|her|them|that|this|the|ur|your|my|a|an|some\w*|any\w*)\b)"
_DOES = r"(?= (?:be|do|get|go|know|see|ask|hear|talk|meet|work|make|say|tell|help|find|learn|start|me|u|you|the)\b)"
_WORDS = "|".join(sorted(map(re.escape, SPELLED), key=len, reverse=True))
_HASTY = re.compile(
    rf"(?<![\w'\u2019.@/-])(?:(?P<word>{_WORDS})(?![\w'\u2019@-])"
    rf"|(?P<for>4){_WHOM}|(?P<to>2){_DOES})",
    re.IGNORECASE,
)


class SpelledOut(NamedTuple):
    """A text spelled out."""

    text: str
    places: tuple[tuple[int, int], ...]
    """For each of its characters, from where to where the words stand in the text as written that it is made from."""


@lru_cache(maxsize=512)
def spelled_out(text: str) -> SpelledOut:
    """Return a text with what is written in haste spelled out; what is written out stays, to the character.

    >>> spelled_out("thx, r u in 4 that?").text
    'thanks, are you in for that?'
    """
    parts: list[str] = []
    places: list[tuple[int, int]] = []
    done = 0

    def plain(up_to: int) -> None:
        parts.append(text[done:up_to])
        places.extend((at, at + 1) for at in range(done, up_to))

    for found in _HASTY.finditer(text):
        plain(found.start())
        word = found["word"]
        meant = "for" if found["for"] else "to" if found["to"] else SPELLED[word.lower()]
        if word and word.isupper():  # Capitals are a name: W. Reed, R&D, Peoria, IL.
            meant = word
        parts.append(meant)
        places.extend([(found.start(), found.end())] * len(meant))
        done = found.end()
    plain(len(text))
    return SpelledOut("".join(parts), tuple(places))
