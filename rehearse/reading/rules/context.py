"""What a turn is like and where it stands, as named facts that count beside the patterns."""

import re
from collections.abc import Iterable, Sequence

from rehearse.reading.codebook import ASKS, Cue, Label, Turn
from rehearse.reading.invitations import ASKED_FOR, Invitations, mentions, names
from rehearse.reading.rules.families import families_of, said_by_contact, said_by_learner
from rehearse.reading.rules.patterns import Sentence
from rehearse.reading.rules.questions import content, continues, is_question, shared
from rehearse.reading.scene import Scene, Side
from rehearse.reading.spans import words

_FIRST_PERSON = re.compile(
    r"^(?:\w+[, ]+){0,4}(?:i|my|we|our|me)\b|\b(?:i|my) (?:am|was|have|had|did|do|grew|love|hate|can"
    r"|never|always|mother|father|mum|wife|husband)\b"
)
_SECOND_PERSON = re.compile(r"\byou(?:r|rs|rself)?\b")
_DATED = re.compile(
    r"\b(?:19|20)\d\d\b|'\d\d\b|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|\d+|eleven)"
    r" (?:and a half )?(?:years?|months?|seasons?|contracts?)\b"
)
_THEN = re.compile(
    r"\b(?:then|after that|before that|next|from there|under that|since then|afterwards|and from|until"
    r"|to now|followed by)\b"
)
_ROLE = re.compile(
    r"\b(?:trainee|assistant|manager|officer|adviser|advisor|clerk|teller|nurse|supervisor|intern"
    r"|apprentice|journeyman|shift lead|lead|deputy|"
    r"head of|analyst|engineer|developer|consultant|mate|deckhand|porter|foreman|crew boss|planner"
    r"|receptionist|charge|sister|certificat\w+|certified|diploma|"
    r"degree|distinction|course|licen[cs]e|staff of|team of|promoted|agency|contract|branch|department|module)\b"
)
_LONG_WORDS, _SHORT_WORDS, _MANY = 60, 6, 3


def learner_facts(
    scene: Scene, before: Sequence[Turn], text: str, read: Sequence[Sentence], open_: Invitations
) -> frozenset[str]:
    """Return the facts about a learner turn."""
    return frozenset(
        (*_shape(text, read), *_standing(open_), *_place(scene, before, open_, text), *_questions(before, read))
    )


def contact_facts(before: Sequence[Turn], text: str, read: Sequence[Sentence]) -> frozenset[str]:
    """Return the facts about a contact turn."""
    facts = [*_shape(text, read), *_talk_questions(read)]
    last = next((turn for turn in reversed(before) if turn.speaker is Side.LEARNER), None)
    if last is None:
        facts.append("@first")
    else:
        facts += [f"@after_{mark.label.value}" for mark in last.labels]
        facts += [f"@after~{family}" for family in families_of(said_by_learner(last.text))]
        facts += ["@after_an_ask"] if last.has(*ASKS, Label.PUSHING) else []
        facts += ["@after_question"] if "?" in last.text else []
        facts += ["@after_nothing"] if not last.labels else []
        facts += ["@after_no_debit"] if not any(mark.label.is_debit for mark in last.labels) else []
    earlier = {mark.label for turn in before if turn.speaker is Side.CONTACT for mark in turn.cues}
    facts += ["@declined_before"] if Cue.DECLINES in earlier else []
    previous = next((turn for turn in reversed(before) if turn.speaker is Side.CONTACT), None)
    if previous is not None:
        facts += [f"@before_{mark.label.value}" for mark in previous.cues]
    return frozenset(facts)


def asked_facts(open_: Invitations, found: Iterable[str]) -> frozenset[str]:
    """Return what the labels found so far make of the turn: what it asks, and whether that is new after a no."""
    found = frozenset(found)
    asks = {label for label in ASKED_FOR if label.value in found}
    facts = {
        "=asks": bool(asks),
        "=repeats": bool(asks & open_.declined),
        "=new_ask": bool(asks) and bool(open_.declined) and not asks & open_.declined,
        "=asks_after_time": bool(asks) and open_.time,
        "=asks_past_offer": bool(asks) and open_.offered,
        "=debit": any(Label(label).is_debit for label in found),
    }
    return frozenset(name for name, holds in facts.items() if holds) | {f"={label}" for label in found}


def _shape(text: str, read: Sequence[Sentence]) -> list[str]:
    count = len(words(text))
    own = [
        bool(_FIRST_PERSON.search(sentence.plain)) and not _SECOND_PERSON.search(sentence.plain) for sentence in read
    ]
    dated = sum(len(_DATED.findall(sentence.plain)) for sentence in read)
    then = sum(len(_THEN.findall(sentence.plain)) for sentence in read)
    roles = sum(len(_ROLE.findall(sentence.plain)) for sentence in read)
    facts = {
        "#long": count > _LONG_WORDS,
        "#very_long": count > 1.6 * _LONG_WORDS,
        "#short": count <= _SHORT_WORDS,
        "#brief": _SHORT_WORDS < count <= 3 * _SHORT_WORDS,
        "#sentences": len(read) > _MANY,
        "#own": sum(own) >= _MANY,
        "#own_many": sum(own) > _MANY + 1,
        "#all_own": all(own) and len(own) > 1,
        "#no_you": not any(_SECOND_PERSON.search(sentence.plain) for sentence in read),
        "#dated": dated >= _MANY,
        "#dated_some": dated == _MANY - 1,
        "#recital": dated + then + roles >= 2 * _MANY and dated >= _MANY - 1,
        "#roles": roles >= _MANY,
        "#then": then >= _MANY,
        "#letter": "\n" in text and text.lower().startswith(("dear", "hi", "hello", "respected", "subject")),
        "#exclaims": "!" in text,
        "#asks": any(is_question(sentence) for sentence in read),
        "#ends_asking": bool(read) and is_question(read[-1]),
        "#stage": "*" in text,
        "#quoted": text.count('"') + text.count("\u201c") > 0,
        "#named": bool(names(text)),
    }
    return [name for name, holds in facts.items() if holds]


def _standing(open_: Invitations) -> list[str]:
    facts = {
        "@asks_open": open_.asks,
        "@resume_open": open_.resume,
        "@background_open": open_.background,
        "@offered": open_.offered,
        "@introduction": open_.introduction,
        "@advised": open_.advised,
        "@just_declined": open_.just_declined,
        "@declined": bool(open_.declined or open_.refused),
        "@time": open_.time,
        "@nothing_opened": not (
            open_.asks
            or open_.resume
            or open_.background
            or open_.offered
            or open_.advised
            or open_.just_declined
            or open_.time
        ),
    }
    refused = [f"@declined_{label.value}" for label in open_.declined if open_.just_declined]
    return [name for name, holds in facts.items() if holds] + refused


def _place(scene: Scene, before: Sequence[Turn], open_: Invitations, text: str) -> list[str]:
    last = before[-1] if before else None
    heard = [turn.text for turn in before if turn.speaker is Side.CONTACT]
    strangers = names(text) - open_.known - frozenset(word for said in heard for word in words(said))
    facts = {
        "@first": not before,
        "@first_words": all(turn.speaker is Side.CONTACT for turn in before),
        "@they_asked": last is not None and "?" in last.text,
        "@learner_sought": scene.invited_by is Side.LEARNER,
        "@agenda": scene.agenda is not None,
        "@event": scene.setting.value in ("conference", "event"),
        "@stranger_named": bool(strangers),
        "@withheld_named": mentions(text, open_.withheld),
        "@referrer_named": scene.referrer is not None and mentions(text, frozenset(words(scene.referrer.name))),
        "@echo": bool(heard) and bool(shared(text, heard[-1:])),
        "@echo_much": bool(heard) and len(shared(text, heard[-1:])) > 1,
        "@echo_earlier": bool(shared(text, heard[:-1])),
        "@contact_named": mentions(text, frozenset(words(scene.contact.name))),
        "@same_as_refused": len(shared(text, [open_.refused])) > 1 if open_.refused else False,
        "@agenda_topic": scene.agenda is not None and bool(shared(text, [scene.agenda])),
        "@last_had_content": last is not None and len(content(last.text)) > _MANY,
    }
    spoken = last is not None and last.speaker is Side.CONTACT
    hinted = [f"@heard~{family}" for family in families_of(said_by_contact(last.text))] if last and spoken else []
    return [name for name, holds in facts.items() if holds] + hinted


def _talk_questions(read: Sequence[Sentence]) -> list[str]:
    asked = [sentence for sentence in read if is_question(sentence)]
    return (["?any"] if asked else []) + (["?about_you"] if any(_SECOND_PERSON.search(s.plain) for s in asked) else [])


def _questions(before: Sequence[Turn], read: Sequence[Sentence]) -> list[str]:
    asked = [sentence for sentence in read if is_question(sentence)]
    heard = [turn.text for turn in before if turn.speaker is Side.CONTACT]
    last = heard[-1:]
    facts = {
        "?none": not asked,
        "?several": len(asked) > 1,
        "?to_you": any(_SECOND_PERSON.search(sentence.plain) for sentence in asked),
        "?leans": any(continues(sentence) for sentence in asked) and bool(heard),
        "?on_last": any(shared(sentence.span.text, last) for sentence in asked),
        "?on_earlier": any(shared(sentence.span.text, heard) for sentence in asked),
        "?fresh": any(not shared(sentence.span.text, heard) for sentence in asked),
        "?after_talk": bool(asked) and bool(heard),
        "?own_matter": any(re.search(r"\b(?:i|me|my|we|our)\b", sentence.plain) for sentence in asked),
        "?short": any(len(words(sentence.span.text)) <= _SHORT_WORDS for sentence in asked),
        "?wh": any(re.search(r"\b(?:what|why|how|when|where|who|which)\b", sentence.plain) for sentence in asked),
        "?you_past": any(
            re.search(r"\b(?:did|have|were|was|had)(?: it)?(?: ever)? (?:you|it|she|he|they|that|the)\b", s.plain)
            for s in asked
        ),
        "?how_you": any(re.search(r"\b(?:how|what|when|where|why) (?:\w+ ){0,3}you\b", s.plain) for s in asked),
    }
    return [name for name, holds in facts.items() if holds]
