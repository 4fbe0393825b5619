"""Hears whether the learner called the contact by another person's name: where they address them, never in passing."""

import re
import unicodedata
from difflib import SequenceMatcher

from rehearse.contact.hearing import is_common
from rehearse.contact.telling import finder
from rehearse.contact.vocabulary import EMPTY, WEAK
from rehearse.reading.spans import fold, words
from rehearse.scene.persona import Persona

ALIKE = 0.7
"""Likeness of spelling from which a name is theirs, mistyped or shortened."""
_NAME = r"(?P<name>[^\W\d_][\w'-]{1,20}(?:\ [^\W\d_a-z][\w'-]{1,20})?)"
_TITLE = r"(?:(?:mr|mrs|ms|miss|dr|prof(?:essor)?|captain|chef|senhor|senhora|se\u00f1ora?|frau|herr|pani?)\.?\ )?"
_GREETED = re.compile(
    rf"""(?:^|[.!?]\s+)(?i:hi|hello|hey|dear|good\ (?:morning|afternoon|evening|day)|morning|evening
            |(?:oh\ |and\ |well\ )?(?:thanks|thank\ you)(?:\ (?:so|very)\ much|\ again)?
            |(?:nice|good|lovely|great|pleased)\ to\ (?:meet|see)\ you(?:\ again)?|(?:good)?bye|sorry)
            ,?(?:\ there)?,?\ (?i:{_TITLE}){_NAME}(?=\s*(?:[,.!?;:\u2014-]|$))""",
    re.VERBOSE,
)
"""Where hardly anything but a name stands."""
_CALLED = tuple(
    re.compile(pattern, re.VERBOSE)
    for pattern in (
        rf"""(?:^|[.!?]\s+)(?i:(?:so|well|ah|oh|ok|okay|and),?\ )?(?i:{_TITLE}){_NAME},
            \ (?i:i|i'm|i'd|i've|you|your|how|what|why|when|where|who|which|can|could|may|did|do|does|have|are|is
            |was|were|would|will|tell|thank|thanks|it's|that|that's|this|let)\b""",
        rf"""\b(?i:you|again|please|today|much|too|thanks|think|think\ so),\ (?i:{_TITLE}){_NAME}\s*[.?!]*$""",
    )
)
"""Where a matter may stand as well as a name: 'Toronto, what a city', so none of which the file tells."""
_NOBODY = frozenset(
    """
    there everyone everybody all both folks team friend friends mate buddy pal dude man guys sir madam ma'am boss again
    god lord jesus christ goodness wow yes yeah yep no nope ok okay right sure sorry please thanks thank honestly
    frankly actually anyway anyhow well so now then today monday tuesday wednesday thursday friday saturday sunday
    january february march april may june july august september october november december english german french
    spanish love dear darling doctor professor captain chef ha hah haha oh ah aha ooh hmm hm mm huh phew wow ouch
    """.split()
)


def is_misnamed(text: str, persona: Persona) -> bool:
    """Whether a turn addresses somebody whose name is not the persona's, nor one that it could be short for.

    What else they go by stands in their `about`, or where they put a name right.
    """
    own = {_plain(part) for part in re.split(r"[\s-]+", persona.name)}
    short = set(words(" ".join((persona.about, *persona.manners.misnamed))))
    said = fold(text).strip()
    names = [found["name"] for found in _GREETED.finditer(said)]
    called = [found["name"] for pattern in _CALLED for found in pattern.finditer(said)]
    names += [name for name in called if not finder(persona).mentions(name)]
    return any(_is_name(name) and not _is_own(name, own) and name.lower() not in short for name in names)


def _is_name(word: str) -> bool:
    """Whether it is written as a name, and is no word that merely stands where one could."""
    first = word.split(maxsplit=1)[0].lower()
    common = "'" in first or first in _NOBODY or first in EMPTY or first in WEAK or is_common(first)
    return word[0].isupper() and not word.isupper() and not common


def _is_own(name: str, own: set[str]) -> bool:
    return any(
        SequenceMatcher(None, _plain(part), each).ratio() >= ALIKE
        or each.startswith(_plain(part)[:3])
        or _plain(part).startswith(each[:3])
        for part in re.split(r"[\s-]+", name)
        for each in own
    )


def _plain(name: str) -> str:
    folded = "".join(char for char in unicodedata.normalize("NFD", name) if not unicodedata.combining(char))
    return folded.lower().replace("\u0142", "l")
