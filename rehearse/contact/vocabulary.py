"""Words and what they weigh: what every question has, what many have, and what tells it from others."""

import threading
import unicodedata
from functools import lru_cache

import snowballstemmer

from rehearse.reading.spans import words

STEM = snowballstemmer.stemmer("english")
STEMMING = threading.Lock()
EMPTY = frozenset(
    """
    a an the of in on at and or but so to for with as is are was were be been am do does did you your yours i me my it
    its this that these those he she they we them there have has had would could can will just really like well oh um
    uh ok okay then exactly actually again yeah please tell about u ur r whats how what
    """.split()
)
WEAK = frozenset(
    """
    do does did done make makes made making get gets got go goes going went gone say says said thing things anything
    something everything feel feels felt think thinks thought know knows knew want wants wanted people person good
    great bad big nice like love tell told talk talked day days time times work works job lot much many more most
    first last long ever never always need come came take takes took give gave keep kept put see saw look looked
    start started end ended use used mean means happen happened
    """.split()
)
OPEN = frozenset(
    "yourself story career more else about then really why how on continue interesting wow hm mm do go say happen"
    " happened mean feel felt next come came".split()
)
"""Words of a question that leaves it to the contact what to tell."""
SMALL = frozenset(
    """
    who whom whose when why where which from by if not no all some any after before than because while until up out down
    off over into through back here him her his hers us our ours their theirs myself himself herself themselves
    """.split()
)
"""Small words that weigh as others do where phrases are compared, and yet name no matter."""
FAINT, SOFT = 0.25, 0.55
"""Weights of words that every question has, and of those that many have."""


def stems(text: str) -> dict[str, float]:
    """Return the stems of a text, those of empty words at a faint weight."""
    return dict(_stems(text))


@lru_cache(maxsize=8192)
def _stems(text: str) -> tuple[tuple[str, float], ...]:
    spoken = _spoken(text)
    return tuple({_stem(word): _weight(word) for word in spoken}.items())


@lru_cache(maxsize=16_384)
def _stem(word: str) -> str:
    """The stem of a word; the stemmer keeps a state while it works, so one thread has it at a time."""
    with STEMMING:
        return str(STEM.stemWord(word))


def _weight(word: str) -> float:
    return FAINT if word in EMPTY else SOFT if word in WEAK else 1.0


def telling_stems(text: str) -> frozenset[str]:
    """Return the stems of those words that tell one matter from another: not empty, and not had by many."""
    return frozenset(_stem(word) for word in _spoken(text) if word not in EMPTY and word not in WEAK)


def is_vague(question: str) -> bool:
    """Whether it names at most one matter: 'was it worth it?', 'why did she do that?'."""
    return len({word for word in _spoken(question) if word not in EMPTY | WEAK | SMALL}) <= 1


def is_open(question: str) -> bool:
    """Whether nothing but empty words remains: 'tell me more', 'and then?', 'really, why?'."""
    return all(word in EMPTY or word in OPEN for word in _spoken(question))


def _spoken(text: str) -> list[str]:
    """The words of a text, contractions split, accents folded."""
    plain = "".join(char for char in unicodedata.normalize("NFD", text) if not unicodedata.combining(char))
    return [part for word in words(plain) for part in word.split("'") if len(part) > 1 or part == "u"]
