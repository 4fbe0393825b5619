"""The plain form of a sentence: lower case, with contractions and haste written out.

One pattern then serves careful and hurried writers: "cld u" and "could you" read the same.
"""

import re

from rehearse.reading.spans import fold

_SPELLINGS = {
    "you": "u ya ye yous y'all yall yez",
    "your": "ur yr yer",
    "yourself": "urself",
    "yours": "urs",
    "are": "r",
    "why": "y",
    "could": "cld cud",
    "would": "wld wud",
    "should": "shld",
    "please": "pls plz plss",
    "thanks": "thx thnx tnx ty tysm thanx tks thnks",
    "thank you": "thanku",
    "and": "n",
    "with": "w",
    "about": "abt",
    "people": "ppl",
    "because": "bc cos coz cuz",
    "i'm": "im",
    "i've": "ive",
    "don't": "dont",
    "doesn't": "doesnt",
    "didn't": "didnt",
    "can't": "cant",
    "won't": "wont",
    "isn't": "isnt",
    "wasn't": "wasnt",
    "wouldn't": "wouldnt",
    "haven't": "havent",
    "couldn't": "couldnt",
    "what's": "whats",
    "that's": "thats",
    "you're": "youre",
    "you've": "youve",
    "he's": "hes",
    "she's": "shes",
    "there's": "theres",
    "where's": "wheres",
    "who's": "whos",
    "how's": "hows",
    "let's": "lets",
    "want to": "wanna",
    "going to": "gonna",
    "got to": "gotta",
    "give me": "gimme",
    "let me": "lemme",
    "do you": "d'you dyou",
    "have": "hv hav",
    "what": "wat wot",
    "know": "kno",
    "something": "smth sth",
    "weekend": "wknd",
    "tomorrow": "tmrw",
    "though": "tho",
    "minute": "min",
    "minutes": "mins",
    "really": "rly",
    "very": "v",
    "ok": "k okay",
    "resume": "résumé résume bio-data biodata",
    "resumes": "résumés",
    "could have": "cud've coulda",
    "of": "o'",
    "them": "'em",
    "years": "yrs",
    "from": "frm",
    "before": "b4",
    "love": "luv",
    "don't know": "dunno",
    "information": "info",
}
"""Plain words, and how they are written in haste or in dialect."""
_PLAIN_WORDS = {hasty: plain for plain, spellings in _SPELLINGS.items() for hasty in spellings.split()}
_WORDS = re.compile(
    r"(?<![\w'])(?:" + "|".join(sorted(map(re.escape, _PLAIN_WORDS), key=len, reverse=True)) + r")(?![\w'])"
)
_REWRITES = tuple(
    (re.compile(found), plain)
    for found, plain in (
        (r"\bid (?=like|love|be\b|have|want|need|say|rather)", "i would "),
        (
            r"\bill (?=be\b|do\b|try|send|take|go\b|start|write|read|call|bring|get|ask|have|keep|stop|let"
            r"|give|leave)",
            "i will ",
        ),
        (r"\bintro (?=me|us)", "introduce "),
        (r"\bwon't\b", "will not"),
        (r"\bcan't\b|\bcannot\b", "can not"),
        (r"\bshan't\b", "shall not"),
        (r"\bain't\b", "is not"),
        (r"n't\b", " not"),
        (r"'ll\b", " will"),
        (r"'ve\b", " have"),
        (r"'re\b", " are"),
        (r"\bi'm\b", "i am"),
        (r"'d\b", " would"),
        (r"\blet's\b", "let us"),
        (
            r"\b(what|who|where|when|why|how|that|it|he|she|there|here|which|name|everyone|everybody|nobody)'s\b",
            r"\1 is",
        ),
        (r"\bmaybe\b|\bperhaps\b|\bpossibly\b|\bjust\b(?= (?:give|tell|let|put|send|ask|one))", ""),
        (r"[ \t\n]+", " "),
    )
)


def plain(text: str) -> str:
    """Return the plain form of `text`.

    >>> plain("cld u  tell me what's new? I'd like that")
    'could you tell me what is new? i would like that'
    """
    form = _WORDS.sub(lambda found: _PLAIN_WORDS[found.group()], fold(text).lower())
    for regex, replacement in _REWRITES:
        form = regex.sub(replacement, form)
    return form.strip()
