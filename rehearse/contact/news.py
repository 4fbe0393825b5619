"""What the learner's news of themselves is about, so that the contact takes up that, and no word in general."""

import re

from rehearse.reading.spans import sentences
from rehearse.scene.persona import News

_OWN = r"\b(my|our)\ (\w+\ ){0,2}?"
_I = r"\bi(\ have|\ had|'ve|'d|\ am|'m|\ was|\ just|\ only|\ also|\ never|\ always|\ still|\ really|\ mostly|\ once)*\ "
_WE = r"\b(i|we)(\ have|\ had|'ve|'d|\ am|\ are|'m|'re|\ was|\ were|\ just|\ all|\ also)*\ "

_SIGNS = {
    News.LOSS: rf"""\b(my|our)\ (\w+\ ){1, 4}(died|passed\ away|is\ dead|was\ killed)\b
        | {_WE}(lost\ (my|our|the|a|him|her|them|every)|been\ (laid\ off|let\ go|fired|made\ redundant)
        |(laid\ off|let\ go|fired|made\ redundant|got\ divorced|divorced|widowed|bankrupt|burned\ out|burnt\ out))\b
        | \b(funeral|cancer|widow(er)?|miscarriage|bankruptcy|burn-?out)\b""",
    News.DOUBT: rf"""{_I}(afraid|scared|terrified|frightened|nervous|anxious|worried|stuck|lost|unsure|not\ (so\ )?sure
        |torn|ashamed|lonely|overwhelmed|struggl\w+|doubt\w*|fear|worry)\b
        | \bi\ (don't|do\ not|didn't|no\ longer)\ (really\ )?know\ (what|how|where|whether|if|who)\b""",
    News.CHANGE: rf"""{_I}(quit|quitting|left|leaving|switch\w*|retrain\w*|resigned|gave\ up|giving\ up|moving\ into
        |starting\ (over|again|out)|started\ (over|again)|going\ back\ to\ school|between\ jobs|changing|changed)\b
        | \b(career\ change|new\ (career|start|chapter)|second\ career)\b""",
    News.FAMILY: rf"""{_OWN}(mother|father|mum|mom|mam|dad|parents?|sisters?|brothers?|grand\w+|gran|nana?|aunt\w*
        |uncle|wife|husband|partner|daughters?|sons?|kids?|child(ren)?|boys?|girls?|baby|family|folks|cousins?)\b""",
    News.HOME: rf"""{_WE}(grew\ up|raised|born|come\ from|came\ from|from|moved|emigrat\w+|settled|live|lived|living)\b
        | {_OWN}(village|hometown|home\ town|town|city|street|island|country|neighbou?rhood|childhood|old\ house)\b""",
    News.MAKING: rf"""{_WE}(play|plays|played|paint\w*|draw\w*|knit\w*|bak(e|ed|ing)|garden\w*|cook\w*|sew\w*|sing\w*
        |writ(e|ing)|wrote|build\w*|built|mend\w*|restor\w+|carv\w+|weld\w*|brew\w*|fish\w*|danc\w+|photograph\w*
        |grow|growing|collect\w*|read|reading|run\ (every|on|in|most|marathons)|swim\w*|climb\w*|cycl\w+|hik\w+)\b""",
    News.WORK: rf"""{_OWN}(job|work|boss|team|company|firm|shop|office|clients?|students?|patients?|colleagues?|career
        |shift|business|trade|desk|project|thesis|studies|course|degree|manager|first\ week)\b
        | {_WE}(work|works|worked|working|teach|taught|teaching|manage|managed|study|studied|studying|sell|sold|nurse
        |drive|drove|train|trained|an?\ \w+|run\ (a|the|an|my)|ran\ (a|the|an|my))\b""",
}
_PATTERNS = {news: re.compile(sign, re.IGNORECASE | re.VERBOSE) for news, sign in _SIGNS.items()}


def about(turn: str) -> News | None:
    """Return what a turn tells of its speaker, the heaviest where it is several; None where no sign says so.

    What is asked tells nothing: only sentences that are no questions are looked at.
    """
    told = " ".join(span.text for span in sentences(turn) if "?" not in span.text).replace("\u2019", "'")
    return next((news for news, pattern in _PATTERNS.items() if pattern.search(told)), None)
