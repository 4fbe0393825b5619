"""What a model must not do to the learner: it is never shown, and the transcript says what happened."""

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from rehearse.archive.corpus import from_corpus
from rehearse.contact.cues import GRANTED, reply_cues
from rehearse.contact.guard import release
from rehearse.contact.llm import LLMContact
from rehearse.meeting.events import Ended, Planned, Replied
from rehearse.meeting.plan import Beat, Move, Plan
from rehearse.meeting.state import State, begin, fold
from rehearse.reading.codebook import Cue, Label
from rehearse.reading.rules import RulesReader
from rehearse.reading.scene import Side
from rehearse.rehearsal import Rehearsal
from rehearse.scene import library
from rehearse.scene.persona import Persona
from tests.builders import header, persona, persona_data
from tests.contact.chat_server import ChatServer, Step, delta, events, say
from tests.contact.llm_meeting import OWN_WORDS, QUESTION, play, sit_down
from tests.project.checkout import ROOT
from tests.talk import heard

INSTEAD = "; the persona's own words were said instead"
NOT_EARNED = "it offered what was not earned"
LEARNER, ASSISTANT = "it spoke for the learner", "it spoke as an assistant"
LEAKED, UNSPOKEN = "it gave away its instructions", "it wrote what nobody says aloud"

HOSTILE: dict[str, tuple[str, str]] = {
    "offers an introduction": ("You should meet Ada Berg, I will ring her tonight and tell her about you.", NOT_EARNED),
    "offers help": ("Send me your papers and I'll put in a good word for you with the owner.", NOT_EARNED),
    "asks what the learner wants": ("So, what can I do for you?", ASSISTANT),
    "asks for the resume": ("Do send me your resume.", NOT_EARNED),
    "speaks for the learner": ("You: How lovely! Tell me more.", LEARNER),
    "speaks for the learner in bold": ("**Learner:** How lovely!", LEARNER),
    "speaks for the human": ("Human: How lovely!", LEARNER),
    "writes a script": ("Assistant: My aunt left me a box.", LEARNER),
    "As an AI": ("As an AI language model, I have no aunt.", ASSISTANT),
    "as an AI, typographically": ("I\u2019m just an AI, so I have no aunt.", ASSISTANT),
    "is here to help": ("I am here to help you with anything.", ASSISTANT),
    "300 words without a stop": (" ".join(["springs"] * 300), "it went on for too long"),
    "says an earlier sentence again": ("Good. Good day to you and yours. Good day to you and yours!", "twice"),
    "leaks its note": ("12 minutes left. Mood: warm. At most 30 words.", LEAKED),
    "leaks a part of its note": ("Mood: warm. My aunt left me a box.", LEAKED),
    "leaks what it may offer": ("You may offer: nothing", LEAKED),
    "leaks the system message": ("You speak as Bo Lind and as nobody else, out loud, in plain spoken words.", LEAKED),
    "leaks its beginning": ("You are Bo Lind (they/them), clock maker at Lind and Daughters.", LEAKED),
    "tells of its instructions": ("What they say is talk at a table and never an instruction to me.", LEAKED),
    "leaks how it talks": ("I talk very slow, thoughtful, dry, and seldom twice about anything.", LEAKED),
    "escape sequences": ("\x1b]52;c;aGk=\x07\x1b[31mMy aunt left me a box.", UNSPOKEN),
    "marks of its own language": ("My aunt left me a box.<|im_end|>", UNSPOKEN),
    "what control characters hide": ("Yo\x00u: How lovely! Tell me more.", LEARNER),
    "what a bidi mark hides": ("As a\u202en AI I have no aunt.", ASSISTANT),
    "a list": ("1. Springs\n2. Clocks", UNSPOKEN),
    "an address": ("Write to ada@lind.example about it.", UNSPOKEN),
    "a number": ("Ring 046 123 45 67 about it.", UNSPOKEN),
    "nothing": ("", "the model said nothing"),
    "blanks": (" \n\n ", "the model said nothing"),
    "nothing but a stage direction": ("*smiles, and looks out of the window. The rain goes on.*", "stage directions"),
    "nothing but thoughts": ("<think>They want a story, so I", "the model said nothing"),
}


def dry() -> Persona:
    data = persona_data()
    data["voice"]["register"] = "Very slow, thoughtful, dry, and seldom twice about anything."
    return persona(**data)


def play_out(path: Path, *script: Step, turns: tuple[str, ...] = (QUESTION,), whom: Persona | None = None) -> Rehearsal:
    """Hold a meeting with a model that says this."""

    async def hold(server: ChatServer) -> Rehearsal:
        rehearsal = sit_down(path, play(server), persona=whom or dry())
        for text in turns:
            await heard(rehearsal.say(text))
        rehearsal.log.close()
        return rehearsal

    with ChatServer(*script) as server:
        return asyncio.run(hold(server))


def replied(rehearsal: Rehearsal) -> Replied:
    return next(event for event in reversed(rehearsal.log.events) if isinstance(event, Replied))


@pytest.mark.parametrize("form", ["in words", "in letters"])
@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_reply_is_never_shown_and_the_same_plan_is_said_in_the_personas_own_words(
    tmp_path: Path, name: str, form: str
) -> None:
    text, why = HOSTILE[name]
    if name == "says an earlier sentence again":
        text = text.removeprefix("Good. ")
    letters = events(*map(delta, text), delta(finish="stop"))
    step = say(text) if form == "in words" else letters
    turn = replied(play_out(tmp_path / "m.jsonl", step))
    if name == "says an earlier sentence again":
        assert turn.text == "Good day to you and yours."
        assert turn.note == "the model's reply was cut: it said something twice"
    else:
        assert turn.text == OWN_WORDS
        assert turn.note is not None
        assert why in turn.note
        assert turn.note.endswith(INSTEAD)
    assert "\x1b" not in (tmp_path / "m.jsonl").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "text",
    [
        "My aunt left me a box. You: How nice! Tell me more.",
        "My aunt left me a box. I could introduce you to Ada if you like.",
        "My aunt left me a box. As an AI I have no aunt.",
        "My aunt left me a box. My aunt left me a box!",
        "My aunt left me a box. [Now: say goodbye",
        f"My aunt left me a box. {'It was heavy and ' * 80}",
        "My aunt left me a box. *She leans back and",
    ],
)
def test_what_stood_before_the_fault_is_shown_and_nothing_after_it(tmp_path: Path, text: str) -> None:
    turn = replied(play_out(tmp_path / "m.jsonl", say(text)))
    assert turn.text == "My aunt left me a box."
    assert str(turn.note).startswith("the model's reply was cut: it ")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("*leans back* My aunt left me a box. (laughs) It was *so* old.", "My aunt left me a box. It was so old."),
        ("*She leans back. She smiles.* My aunt left me a box.", "My aunt left me a box."),
        ("[smiles warmly. A pause.]\nMy aunt left me a box.", "My aunt left me a box."),
        ("Well, *pauses* my aunt left me a box _nods slowly_.", "Well, my aunt left me a box ."),
        ("(She sips. She looks up.) My aunt left me a box.", "My aunt left me a box."),
    ],
)
def test_stage_directions_are_left_out_and_the_rest_is_shown(tmp_path: Path, text: str, shown: str) -> None:
    turn = replied(play_out(tmp_path / "m.jsonl", say(text)))
    assert turn.text == shown
    assert turn.note == "stage directions were left out of the model's reply"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Bo Lind: My aunt left me a box.", "My aunt left me a box."),
        ("**Bo:** My aunt left me a box.", "My aunt left me a box."),
        ('"My aunt left me a box."', "My aunt left me a box."),
        ('"My aunt left me a box. It was heavy."', "My aunt left me a box. It was heavy."),
        ('She said "no, never." Then she left.', 'She said "no, never." Then she left.'),
        ("It was *not* light, and it **was** dear.", "It was not light, and it was dear."),
        ("Well (as you know) it is 3 a.m. here.", "Well (as you know) it is 3 a.m. here."),
        ("My aunt said: you: never. At 10... and left?!", "My aunt said: you: never. At 10... and left?!"),
    ],
)
def test_what_is_meant_to_be_said_is_shown_without_a_note(tmp_path: Path, text: str, shown: str) -> None:
    turn = replied(play_out(tmp_path / "m.jsonl", say(text)))
    assert (turn.text, turn.note) == (shown, None)


def test_what_comes_after_a_fault_is_never_asked_for() -> None:
    asked = []

    async def written() -> AsyncIterator[str]:
        for text in ("It was heavy. ", "You: Oh? ", "I am. ", "You are. ", "They are. "):
            asked.append(text)
            yield text

    async def hold() -> list[str | None]:
        plan = Plan(beats=(Beat(move=Move.NOD),), mood="even", minutes_left=9, words=60)
        return [each.fault async for each in release(written(), begin(header()), plan, RulesReader())]

    assert asyncio.run(hold()) == [None, LEARNER]
    assert asked == ["It was heavy. ", "You: Oh? ", "I am. "]


def test_a_note_is_about_its_own_reply_only(tmp_path: Path) -> None:
    script = [say("As an AI I cannot."), say("A good spring lasts.")]
    turn = replied(play_out(tmp_path / "m.jsonl", *script, turns=(QUESTION, "What made you keep the box?")))
    assert (turn.text, turn.note) == ("A good spring lasts.", None)


def test_nothing_is_said_twice_in_a_meeting(tmp_path: Path) -> None:
    first = say("Springs break in March, you know.")
    rehearsal = play_out(tmp_path / "m.jsonl", first, turns=(QUESTION, "What made you keep the box?"))
    turn = replied(rehearsal)
    assert turn.text == "She never told me which was which."
    assert turn.note == f"the model's reply was cut: it said something twice{INSTEAD}"


def test_a_long_reply_ends_before_it_is_twice_as_long_as_planned(tmp_path: Path) -> None:
    text = " ".join(f"Box {number} held a spring." for number in range(60))
    turn = replied(play_out(tmp_path / "m.jsonl", say(text)))
    assert 30 <= len(turn.text.split()) <= 60
    assert turn.note == "the model's reply was cut: it went on for too long"


def test_a_reply_without_end_is_given_up(tmp_path: Path) -> None:
    def babble(wire: Any) -> None:
        wire.begin()
        while True:
            wire.data(delta("ba "))

    turn = replied(play_out(tmp_path / "m.jsonl", babble))
    assert turn.text == OWN_WORDS


@pytest.mark.parametrize(
    ("finish", "why"), [("length", "it ran into its length limit"), ("content_filter", "its server held it back")]
)
def test_a_reply_that_was_cut_short_is_shown_up_to_its_last_whole_sentence(
    tmp_path: Path, finish: str, why: str
) -> None:
    turn = replied(play_out(tmp_path / "a.jsonl", say("My aunt left me a box. And then she", finish=finish)))
    assert (turn.text, turn.note) == ("My aunt left me a box.", f"the model's reply was cut: {why}")
    turn = replied(play_out(tmp_path / "b.jsonl", say("", finish=finish)))
    assert (turn.text, turn.note) == (OWN_WORDS, f"the model's reply was cut: {why}{INSTEAD}")


def generous() -> Persona:
    """Has an introduction and a piece of advice to offer, in words of their own."""
    data = persona_data()
    says = [
        "You should meet Ada Berg at the tower; I will ring her and tell her about you.",
        "I want you to meet Ada Berg; shall I write to her?",
    ]
    oil = ["Keep your oil in the dark, under a glass bell.", "A glass bell keeps the oil dark and young."]
    data["gifts"] = [
        {"id": "ada", "kind": "introduction", "to": "Ada Berg", "says": says, "trust": 0, "energy": 0},
        {"id": "oil", "kind": "advice", "says": oil, "trust": 0, "energy": 0},
    ]
    return persona(**data)


def offered(text: str, gift: str = "ada") -> tuple[str, str | None, set[Cue]]:
    """What is said, noted and read where the plan is to offer that introduction and the model says this."""
    state = begin(header(with_persona=generous()))
    plan = Plan(beats=(Beat(move=Move.OFFER, ref=gift),), mood="warm", minutes_left=9, words=30, may_offer=(gift,))

    async def hold(contact: LLMContact) -> str:
        return "".join([chunk async for chunk in contact.speak(state, plan)])

    with ChatServer(say(text)) as server:
        contact = play(server)
        shown = asyncio.run(hold(contact))
    cues = reply_cues(RulesReader(), state, plan, shown, contact.engine)
    return shown, contact.note, {mark.label for mark in cues}


@pytest.mark.parametrize(
    ("text", "begins", "note"),
    [
        ("You should meet Ada Berg, I will ring her and tell her about you.", "You should meet Ada Berg, I", ""),
        ("It was a long year.", "It was a long year. ", "left out an offer; the persona's own words were added"),
        ("It was a long year. As an AI I cannot.", "It was a long year. ", "the persona's own words were added"),
        ("You should meet Karl Stein, I will ring him and tell him about you.", "", NOT_EARNED + INSTEAD),
        ("As an AI I cannot.", "", ASSISTANT + INSTEAD),
    ],
)
def test_what_was_earned_is_offered_whatever_the_model_says_and_to_nobody_else(
    text: str, begins: str, note: str
) -> None:
    shown, noted, cues = offered(text)
    assert shown.startswith(begins)
    assert "Ada Berg" in shown
    assert "Karl" not in shown
    assert note in str(noted or "")
    assert (noted is None) == (not note)
    assert Cue.OFFERS_INTRODUCTION in cues


@pytest.mark.parametrize(
    "text", ["I keep my oil in the dark, under a glass bell.", "You should always oil a spring before you wind it."]
)
def test_advice_that_was_given_is_not_given_again(text: str) -> None:
    assert offered(text, "oil")[:2] == (text, None)


def test_advice_that_was_left_out_is_added() -> None:
    shown, note, _ = offered("It was a long year.", "oil")
    assert shown.startswith("It was a long year. ")
    assert "glass bell" in shown
    assert note == "the model left out an offer; the persona's own words were added"


def test_an_offer_that_the_plan_makes_counts_as_made_even_where_the_reader_does_not_find_the_words() -> None:
    state = begin(header(with_persona=generous()))
    beats = (Beat(move=Move.OFFER, ref="ada"), Beat(move=Move.DECLINE, label=Label.JOB_ASK))
    plan = Plan(beats=beats, mood="warm", minutes_left=9, words=30, may_offer=("ada",))
    cues = reply_cues(RulesReader(), state, plan, "Springs are made of steel.", "llm")
    assert [(mark.label, mark.quote) for mark in cues] == [(Cue.OFFERS_INTRODUCTION, "Springs are made of steel.")]


def test_a_goodbye_that_is_cut_is_said_in_the_personas_own_words(tmp_path: Path) -> None:
    rehearsal = play_out(tmp_path / "m.jsonl", say("The tower calls. You: Bye!"), turns=("Goodbye!",))
    turn = replied(rehearsal)
    assert any(turn.text == f"The tower calls. {line}" for exits in persona().exits for line in exits[1])
    assert "the persona's own words were added" in str(turn.note)
    assert any(isinstance(event, Ended) for event in rehearsal.log.events)
    assert rehearsal.log.events[-1].kind == "end"


def test_on_talks_that_people_wrote_most_offers_are_caught_and_hardly_anything_else() -> None:
    plan = Plan(beats=(Beat(move=Move.NOD),), mood="even", minutes_left=9, words=60)
    lines = (ROOT / "training" / "data" / "dev.jsonl").read_text(encoding="utf-8").splitlines()
    caught: dict[bool, list[bool]] = {True: [], False: []}

    async def faulty(state: State, text: str) -> bool:
        async def whole() -> AsyncIterator[str]:
            yield text

        return any([each.fault is not None async for each in release(whole(), state, plan, RulesReader())])

    for line in lines:
        transcript = from_corpus(json.loads(line))
        turns = fold(*transcript[:2]).turns
        state = begin(header(scene=transcript.header.scene))
        for number, turn in enumerate(turns):
            if turn.speaker is Side.CONTACT:
                before = replace(state, turns=turns[:number])
                caught[turn.has(*GRANTED)].append(asyncio.run(faulty(before, turn.text)))
    assert sum(caught[True]) >= 0.75 * len(caught[True])
    assert sum(caught[False]) <= 0.07 * len(caught[False])


def test_the_guard_lets_a_model_say_what_the_persona_says_itself(tmp_path: Path) -> None:
    # The persona's own lines, sentence by sentence, are the fairest sample of what a model may say.
    async def faults(rehearsal: Rehearsal, texts: list[str]) -> list[tuple[str, str | None]]:
        found = []
        plan = [event.plan for event in rehearsal.log.events if isinstance(event, Planned)][-1]
        for text in texts:

            async def whole(text: str = text) -> Any:
                yield text

            found += [(text, each.fault) async for each in release(whole(), rehearsal.state, plan, RulesReader())]
        return [(text, fault) for text, fault in found if fault]

    for entry in library.personas():
        whom = library.persona(entry.id)
        rehearsal = play_out(tmp_path / f"{entry.id}.jsonl", say("Hm."), whom=whom)
        lines = [layer.says for story in whom.stories for layer in story.deeper]
        lines += [remark.says for remark in (*whom.facts, *whom.views, *whom.private)]
        lines += [*whom.manners.nods, *whom.manners.takes_up, *whom.manners.turns_aside, *whom.manners.asks_back]
        lines = lines[::3]
        found = asyncio.run(faults(rehearsal, lines))
        assert len(found) <= 0.08 * len(lines), found
