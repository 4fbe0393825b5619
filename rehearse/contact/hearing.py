"""What a contact hears in a turn beside its labels: a greeting, a goodbye, an insult, nonsense."""

import re
from enum import StrEnum

from rehearse.reading.spans import words

_GREETING = re.compile(
    r"""^\W*( hi | hello | hey | yo | alright | good\ (morning|afternoon|evening|day) | morning
    | (nice|pleased|lovely)\ to\ (meet|see) | how\ are\ you | how's\ it\ going
    | (it\ is|it's|that's|how)\ (most\ |very\ |so\ )?kind\ of\ you
    | (i'm|i\ am)\ (so\ |very\ )?(happy|glad|pleased)\ (to|for)\ (meet|see)
    | thank(s|\ you)\ for\ (coming|having|seeing|meeting|making|sparing) )\b""",
    re.IGNORECASE | re.VERBOSE,
)
_PARTING = re.compile(
    r"""\b( (?<!say\ )(?<!said\ )(?<!saying\ )(?<!the\ )(?<!\ba\ )(?<!my\ )(?<!waved\ )(?<!long\ )
          ( good\ ?bye | bye(\ bye)? )\b[^?]{0,60}
        | ( ( (?<![a-z]\ ) | (ll|will|hope\ to|so|and|then|ok|okay|well)\ )
            ( see\ you(\ (soon|around|then|later))? | take\ care(?!\ of\ (?!yourself)) | until\ next\ time )\b
          | (?<!i\ )(?<!we\ )(?<!they\ )have\ a\ (very\ )?(good|great|nice|lovely|safe|beautiful|wonderful)
            \ ( day | one | morning | afternoon | evening | night | week | weekend | trip | rest
              | (mon|tues|wednes|thurs|fri|satur|sun)day )
            (?=[^\w?]*$|\W*[.,!;]|\ (and|then|now|sir|madam|maam|ma'am)\b)
          | i('ll|\ will|\ must|\ should|\ had\ better|'d\ better)
            \ (get\ going|be\ (off|going)|go\ now|say\ good\ ?bye)\b
          )[^\w?]*(?:\w+(?:[^\w?]+|$)){0,5}
        | i('ll|\ will|\ must|\ should|\ had\ better|'d\ better|\ (have|need)\ to)\ (go|run)
          (?=\W*$|\W*[.,!;]|\ (now|then|home|to\ work|to\ my\ (next|shift|train|bus))\b) [^?]{0,40}
        | i('ll|\ will|\ must|\ should|\ had\ better|'d\ better|\ (have|need)\ to)
          \ (catch\ (my|the|a)\ \w+|head\ (off|out|home|back)|be\ on\ my\ way)\b[^?]{0,60}
        | ( i\ won't\ keep\ you
          | i('ll|\ will|\ should|\ must|\ had\ better|'d\ better|\ ought\ to)
            \ ( let\ you\ (go|get|run)\b(?!\ (away|off)) | get\ out\ of\ your\ (hair|way) | leave\ you
              | not\ keep\ you | stop\ keeping\ you )
          )\b[^?]{0,60} )$""",
    re.IGNORECASE | re.VERBOSE,
)
_BOT = re.compile(
    r"""\b(are|r)\ (you|u)\ (an?\ |just\ (an?\ )?|really\ (an?\ )?|even\ (an?\ )?)?
        (real|bot|robot|ai|human|(real|actual)\ person|person(?=\W*$)
        |machine|computer|program|chat\ ?bot|llm|language\ model|gpt)\b
    | \b(ignore|disregard|forget)\ (all\ |any\ |your\ |the\ )*(previous|prior|above|earlier)\ (instructions|prompts?)
    | \bsystem\ prompt\b | \bas\ an\ ai\b | ^\W*system\s*:""",
    re.IGNORECASE | re.VERBOSE,
)
_RUDE = re.compile(
    r"""\b( fuck(ing)? | bullshit | shut\ up | idiot | moron | asshole | bitch | bastard | piss\ off | screw\ you
    | go\ to\ hell | stupid\ (cow|man|woman|question) | you('re|\ are)\ (an?\ )?(useless|pathetic|stupid|liar|loser)
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)
_PLEASANTRY = re.compile(
    r"""( how\W*(are|r)\W*(you|u)(\ doing|\ today)* | how('s|\ is)\ (it\ going|your\ day|the\ day)(\ going)?
    | how\ do\ you\ do\b(?!\ \w) )\W*""",
    re.IGNORECASE | re.VERBOSE,
)
_QUESTION = re.compile(
    r"""\? | ^\W*(?!so\ \w+\ (i|my|our|he|she|they|we)\b)((so|and|but|ok|okay|well|um|uh|wait)\W+)*
    ( what | why | how | when | where | who | which | whose | did | do | does | are | is | was | were | have | has | had
    | could | can | would | will | should | may | tell\ me | walk\ me\ through | i('d|\ would)\ love\ to\ (hear|know)
    | i('m|\ am)\ curious | i\ wonder | whyd | howd | whats | hows | wheres | whos | r\ u | u\ ever | (have\ )?you\ ever
    | ever | any\ (advice|tips|regrets|ideas?) | go\ on | do\ go\ on | say\ more
    | (some\ )?more\ (about|of|on)\ (that|it|this|him|her|them|the|your) )\b""",
    re.IGNORECASE | re.VERBOSE,
)
_TURNED = re.compile(
    r"""(?<!\bso\ )(?<!\bnor\ )(?<!neither\ )(?<!\bas\ )(?<!\bthan\ )\b
    ( (did|do|does|have|has|are|is|was|were|can|could|will|would)(nt|n't)?
      \ (you|u|he|she|it|they)\b(?!\ (all|both)\b)
    | (is|was|did|does)\ (your|ur|his|her|their)\ \w+
    | (whats|hows|wheres|whos|whys|whens|whats\ up|what's|how's|where's|who's)\b
    | (what|how|where|why|when|who)\ (did|do|does|is|are|was|were|have|has|would|can|made)\b
    | got\ (any|a|an|some)\b | any\ (advice|tips|regrets|ideas?)\b | tell\ me\b )""",
    re.IGNORECASE | re.VERBOSE,
)
"""The order of words in a question, by which one is heard that was typed without its mark."""
_SAID_OF_IT = re.compile(
    r"\b(know|knew|see|saw|wonder|wondered|understand|understood|ask|asked|asks|tell|told|forget|forgot|remember"
    r"|that's|thats|is|was|of|about|on|to)\W+$",
    re.IGNORECASE,
)
"""Words before such an order of words that make a statement of it: 'I know what did it'."""
_ENDS = re.compile(r"[.!?…]+(?=\W|$)")
GREETING_WORDS = 12
"""Words up to which 'Hi, how are you?' is a greeting and no question."""
SHORT = 4
"""Words up to which a turn that says nothing in particular counts as silence."""


class Heard(StrEnum):
    """What a turn is, where no label tells."""

    GREETING = "greeting"
    PARTING = "parting"
    BOT = "bot"
    RUDE = "rude"
    NONSENSE = "nonsense"
    QUESTION = "question"
    SILENCE = "silence"
    """'ok', 'mm', 'right'."""
    STATEMENT = "statement"


def hear(text: str) -> Heard:
    """Return what kind of turn this is, the most pressing first."""
    spoken = words(text)
    for kind, pattern in ((Heard.RUDE, _RUDE), (Heard.BOT, _BOT), (Heard.PARTING, _PARTING)):
        if pattern.search(text):
            return kind
    if is_nonsense(text):
        return Heard.NONSENSE
    rest = _GREETING.sub("", _PLEASANTRY.sub("", text))
    if _QUESTION.search(rest) or _is_unmarked(rest):
        return Heard.QUESTION
    if (_GREETING.match(text) or _PLEASANTRY.search(text)) and len(spoken) <= GREETING_WORDS:
        return Heard.GREETING
    return Heard.SILENCE if len(spoken) <= SHORT else Heard.STATEMENT


def _is_unmarked(text: str) -> bool:
    """Whether it ends without any mark, as what is typed in haste does, in words that have a question's order."""
    last = text[max((found.end() for found in _ENDS.finditer(text)), default=0) :]
    return any(not _SAID_OF_IT.search(last[: found.start()]) for found in _TURNED.finditer(last))


_COMMON = frozenset(
    """
    a about ah all am an and are as at be because been but by can come could did do does for from get go good great had
    has have he her him his how i if in interesting is it just know like love me mm mmm much my nice no not now of oh
    ok okay on one or our really right see she so sure than thank thanks that the their them then there they this time
    to true up us very want was way we well were what when where which who why will with work would wow yeah yep yes
    you your hi hey hello im ive id ur u r wasnt dont didnt isnt cant thats whats youre funny day year years up after
    husband wife family people thing things still ever any some about before
    """.split()
)
FEW = 2
"""Words up to which a turn is judged letter by letter."""
ENGLISH = 0.1
"""Share of common words below which a longer turn is not English."""


def is_common(word: str) -> bool:
    """Whether it is one of the commonest words, in lower case."""
    return word in _COMMON


def is_nonsense(text: str) -> bool:
    """Whether a turn holds no English to speak of: keys hit at random, another language, symbols only."""
    spoken = words(text)
    if not spoken:
        return True
    if len(spoken) <= FEW:
        return all(len(word) > FEW and not re.search("[aeiouy]", word) for word in spoken)
    common = sum(word.split("'")[0] in _COMMON for word in spoken)
    return len(spoken) >= SHORT and common / len(spoken) < ENGLISH
