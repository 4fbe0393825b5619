"""Turns so plain that no weighing is needed: bare thanks, bare follow-ups, questions that nothing else explains."""

import re
from collections.abc import Mapping, Sequence

from rehearse.reading.codebook import ASKS, Label, Turn
from rehearse.reading.invitations import Invitations, mentions, names
from rehearse.reading.rules.families import families_of, said_by_learner
from rehearse.reading.rules.patterns import Sentence, read_sentences
from rehearse.reading.rules.questions import continues, is_question, shared
from rehearse.reading.rules.recital import is_recital
from rehearse.reading.rules.tables.vocabulary import TO_THEM
from rehearse.reading.scene import Scene, Side
from rehearse.reading.spans import words

_SURE, _LIKELY = 0.9, 0.6
_A_STORY = 12
"""Words of the contact for which a bare thank-you is more than a reflex (ruling 12)."""
_OPENERS = (
    r"^(?:(?:ok|oh|wow|really|ah|ha|haha|yes|and|so|but|well|hm+|hi|hello|hey|right|no way|interesting|nice|cool|sure"
    r"|great|lovely|now|then|wait)\b[ ,.!?]*)*"
)
_BARE_FOLLOW_UP = re.compile(
    _OPENERS + r"(?:(?:please )?(?:do )?(?:tell me|say|let me hear) more(?: about (?:it|that|this|them|him|her))?"
    r"|go on|keep going|and then(?: what)?|then(?: what)?|what (?:happened|came) (?:next|then|after(?: that)?)"
    r"|what next|how so|how come|why(?: is that| not| so| that)?|after that|such as|like what)(?:,? please)?[ .?!]*$"
)
_BARE_THANKS = re.compile(
    _OPENERS + r"(?:many )?(?:thank you|thanks)(?: (?:so|very) much| a lot| again| kindly| \w{2,12})?[ .!]*$"
)
_WHAT_DO_YOU_DO = re.compile(
    r"\bwhat (?:exactly )?(?:is it (?:exactly )?(?:that )?you|do you(?: guys| people)?)(?: actually| exactly| even)? do"
    r"(?: exactly| actually| again| here| for (?:a living|work))*[?.! ]*$"
)
_ON_THE_RESUME = re.compile(r"\b(?:any|have|got|more) (?:\w+ )?questions\b")
_ABOUT_ME = re.compile(
    r"\b(?:first|let me|i want to|i(?:'d| would) like to|i(?:'ll| will)|i am going to|i'm going to|may i|can i)\b"
    r"[^.?!]{0,30}\btell you (?:everything|all|something|a (?:bit|little|lot))? ?(?:more )?about (?:me|myself)\b"
    r"|\blet me (?:start|begin) with (?:me|myself)\b"
)
_TO_READ = re.compile(
    r"\b(?:book|read|podcast|film|documentary|course|lecture|article|magazine|newsletter)s?\b[^.?!]{0,40}\brecommend"
    r"|\brecommend\b[^.?!]{0,30}\b(?:book|read|podcast|film|documentary|course|lecture|article|magazine|newsletter)"
)
_LOGISTICS = re.compile(
    r"\b(?:seat|chair|table|(?:anyone|anybody|someone) sitting|sit here|say (?:it|that) again|repeat (?:that|it)"
    r"|hear me|this thing on|(?:get|fetch|bring|buy) you|order already|parking|are you an? (?:ai|bot|robot)"
    r"|(?:bad|good) (?:time|moment)|mind if|any questions|have questions)\b"
)
_TO_THEM = re.compile(TO_THEM)
_IF_OF_USE = re.compile(
    r"\b(?:if (?:it|that|they|he|she|this|those)(?: \w+)? (?:be |is |are |would )?(?:be )?(?:of )?(?:any )?"
    r"(?:use|useful|helps?|handy|helpful)|if it helps|of (?:any )?use to|if you (?:would )?(?:like|want|need|wish)"
    r"|want me to)\b"
)
_A_PRICE = frozenset(f"sales.{name}" for name in ("price", "our_product", "my_product", "per_unit", "discount"))
_ASKS_THEM = re.compile(_OPENERS + r"(?:what|why|how|when|where|who|did|do|does|were|was|have|are|is|has)\b")
_OWN = re.compile(r"\b(?:i|me|my|we|us|our)\b")
_ABOUT_THEM = (Label.CURIOSITY, Label.FOLLOW_UP)
_NO_PLAIN_QUESTION = frozenset("job introduction sales work resume clock pressing gift advice".split())
"""Families of patterns that give a question another meaning."""


def settle(
    scene: Scene, before: Sequence[Turn], text: str, open_: Invitations, found: Mapping[Label, float]
) -> dict[Label, float]:
    """Return what was found, with what is certain put right."""
    read, heard = read_sentences(text), [turn.text for turn in before if turn.speaker is Side.CONTACT]
    whole, kept = " ".join(sentence.plain for sentence in read), dict(found)
    if heard and _BARE_FOLLOW_UP.search(whole):
        return {Label.FOLLOW_UP: _SURE}
    if _BARE_THANKS.search(whole):
        kept = {label: sure for label, sure in kept.items() if not label.is_debit}
        if "thank you" in whole and heard and len(words(heard[-1])) >= _A_STORY:
            kept |= {Label.GRATITUDE: max(_LIKELY, kept.get(Label.GRATITUDE, 0.0))}
    if is_recital(whole) and not (open_.resume or open_.background):
        kept |= {Label.RESUME_WALKTHROUGH: max(_SURE, kept.get(Label.RESUME_WALKTHROUGH, 0.0))}
    if _ABOUT_ME.search(whole) and not open_.background:
        kept |= {Label.ME_FIRST: max(_SURE, kept.get(Label.ME_FIRST, 0.0))}
        kept = {label: sure for label, sure in kept.items() if label is not Label.CURIOSITY or asks_plainly(read)}
    if _TO_READ.search(whole) and sum(is_question(sentence) for sentence in read) <= 1:
        kept = {label: sure for label, sure in kept.items() if label not in ASKS} | {Label.ADVICE_ASK: _LIKELY}
    if any(_TO_THEM.search(each.plain) and _IF_OF_USE.search(each.plain) for each in read):
        kept |= {Label.GIVE_BACK: max(_LIKELY, kept.get(Label.GIVE_BACK, 0.0))}
        if not _A_PRICE & said_by_learner(text).keys():
            kept.pop(Label.SALES_PITCH, None)
    if asked := [sentence for sentence in read if is_question(sentence)]:
        kept = _of_questions(scene, before, asked, open_, kept)
        read_so = any(label.is_debit or label in (*_ABOUT_THEM, Label.ADVICE_ASK) for label in kept)
        if not read_so and _is_plain(asked, text, open_):
            leans = any(shared(each.span.text, heard) or (heard and continues(each)) for each in asked)
            kept |= {Label.FOLLOW_UP if leans else Label.CURIOSITY: _LIKELY}
    if Label.PUSHING in kept and open_.just_declined and mentions(text, names(open_.refused) - _contact(scene)):
        kept |= {label: _LIKELY for label in ASKS if label in open_.declined and label not in kept}
    return kept


def asks_plainly(read: Sequence[Sentence]) -> bool:
    """Whether a question stands there as one, and not as what might come 'if there is time'."""
    return any(is_question(sentence) and "?" in sentence.span.text for sentence in read)


def _contact(scene: Scene) -> frozenset[str]:
    return frozenset(words(scene.contact.name))


def _of_questions(
    scene: Scene, before: Sequence[Turn], asked: Sequence[Sentence], open_: Invitations, kept: dict[Label, float]
) -> dict[Label, float]:
    """Ruling 8, questions on a resume, and questions that only concern the seat or the sound."""
    told = [turn for turn in before if turn.speaker is Side.LEARNER]
    if (
        scene.invited_by is Side.LEARNER
        and not told
        and Label.PREPARATION not in kept
        and any(_WHAT_DO_YOU_DO.search(sentence.plain) for sentence in asked)
    ):
        kept |= {Label.UNPREPARED: _SURE, Label.CURIOSITY: max(_SURE, kept.pop(Label.CURIOSITY, 0.0))}
        kept.pop(Label.FOLLOW_UP, None)
    if any(_ON_THE_RESUME.search(sentence.plain) for sentence in asked):
        walked = bool(told) and told[-1].has(Label.RESUME_WALKTHROUGH)
        kept |= {Label.RESUME_WALKTHROUGH: _SURE} if walked and not open_.resume else {}
    if all(_LOGISTICS.search(sentence.plain) for sentence in asked):
        kept = {label: sure for label, sure in kept.items() if label not in _ABOUT_THEM}
    return kept


def _is_plain(asked: Sequence[Sentence], text: str, open_: Invitations) -> bool:
    """Whether a question to the contact can be nothing but one about them."""
    return (
        not families_of(said_by_learner(text)) & _NO_PLAIN_QUESTION
        and not (open_.time or open_.just_declined or open_.asks)
        and any(
            _ASKS_THEM.search(each.plain) and not _OWN.search(each.plain) and not _LOGISTICS.search(each.plain)
            for each in asked
        )
    )
