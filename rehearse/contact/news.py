"""What the learner's news of themselves is about, so that the contact takes up that, and no word in general."""

import re

from rehearse.reading.spans import fold, sentences
from rehearse.scene.persona import News

_ADVERBS = "used to|just|only|also|never|always|still|really|mostly|once|so|very|a bit|a little|all"
_I = rf"\b(?:i|we)(?:'ve|'d|'m|'re| have| had| am| are| was| were| {_ADVERBS.replace('|', '| ')})* "
"""'I', as far as the verb."""
_MY = r"\b(?:my|our) (?:\w+ ){0,2}?"
_EMPLOYED = (
    r"(?:\w+ ){0,3}(?:job|career|company|firm|profession|trade|industry|army|law|bank(?:ing)?|school|teaching|nursing"
    r"|academia|university|post|position|country)"
)
_NO_TRADE = r"(?!bit\b|little\b|lot\b|big\b|huge\b|great\b|good\b|bad\b|fan\b|slow\b|few\b|member\b)"
_NO_LOSS = r"(?! (?:\w+ )?(?:way|train|place|thread|keys?|voice|temper|phone|mind|count|track))"

_SIGNS: dict[News, tuple[str, ...]] = {
    News.LOSS: (
        r"\b(?:my|our) (?:\w+ ){1,4}(?:died|passed away|is dead|was killed)",
        rf"{_I}lost (?:my|our|a|him|her|them|every\w*)\b{_NO_LOSS}",
        rf"{_I}(?:been |got )?(?:laid off|let go|fired|made redundant|divorced|widowed|bankrupt|burned out|burnt out)",
        r"\b(?:funeral|cancer|widow|widower|miscarriage|bankruptcy|burn-?out)",
    ),
    News.DOUBT: (
        rf"{_I}(?:afraid|scared|terrified|frightened|nervous|anxious|worried|stuck|unsure|not (?:so )?sure)",
        r"\bi(?:'m| am| feel| felt) (?:\w+ )?lost",
        rf"{_I}(?:torn|ashamed|lonely|overwhelmed|struggle|struggled|struggling|doubt|fear|worry)",
        r"\b(?:i (?:don't|do not|didn't|no longer) (?:really )?know|no idea) (?:what|how|where|whether|if|who)",
    ),
    News.CHANGE: (
        rf"{_I}(?:quit|quitting|switched|switching|retraining|resigned|gave up|giving up|between jobs|changing)",
        rf"{_I}(?:starting|started|start) (?:over|again|out|afresh)",
        rf"{_I}(?:left|leaving|leave) {_EMPLOYED}",
        r"\b(?:career change|new career|new start|new chapter|second career|going back to school)",
    ),
    News.FAMILY: (
        rf"{_MY}(?:mother|father|mum|mom|mam|dad|parents?|sisters?|brothers?|gran|grand\w+|nana?|aunt\w*|uncle|wife)",
        rf"{_MY}(?:husband|partner|daughters?|sons?|kids?|child|children|boys?|girls?|baby|family|folks|cousins?)",
    ),
    News.HOME: (
        rf"{_I}(?:grew up|raised|born|come from|came from|from|moved|emigrated|settled|live|lived|living)",
        rf"{_MY}(?:village|hometown|home town|town|city|street|island|country|neighbou?rhood|childhood)",
    ),
    News.MAKING: (
        rf"{_I}(?:play|played|paint|draw|knit|bake|garden|cook|sew|sing|write|build|built|mend|restore|carve|weld|brew)",
        rf"{_I}(?:fish|dance|grow|collect|swim|climb|cycle|hike|photograph|run (?:every|on|in|most))",
    ),
    News.WORK: (
        rf"{_MY}(?:job|work|boss|team|company|firm|shop|office|clients?|students?|patients?|colleagues?|career|shift)",
        rf"{_MY}(?:business|trade|desk|project|thesis|studies|course|degree|manager|first week)",
        rf"{_I}(?:work|worked|working|answer|teach|taught|teaching|manage|managed|study|studied|studying|sell|sold|nurse)",
        rf"{_I}(?:drive|drove|train|trained|(?:run|ran) (?:a|the|an|my)|(?:been )?an? {_NO_TRADE}\w+)",
    ),
}
_PATTERNS = {
    news: re.compile("|".join(rf"(?:{sign}\b)" for sign in signs), re.IGNORECASE) for news, signs in _SIGNS.items()
}


def about(turn: str) -> News | None:
    """Return what a turn tells of its speaker, the heaviest where it is several; None where no sign says so.

    What is asked tells nothing: only sentences that are no questions are looked at.
    """
    told = " ".join(span.text for span in sentences(fold(turn)) if "?" not in span.text)
    return next((news for news, pattern in _PATTERNS.items() if pattern.search(told)), None)
