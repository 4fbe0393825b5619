"""Makes a review: a fold over the transcript, seen through a rubric."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from rehearse.meeting.events import AnyEvent, Cancelled, Header, Read, Replied, Said
from rehearse.meeting.gifts import words_of
from rehearse.meeting.plan import Leaving
from rehearse.meeting.state import State, advance, fold
from rehearse.reading.codebook import Label, Turn
from rehearse.reading.reader import Reader
from rehearse.reading.scene import Side
from rehearse.review.better import better_lines
from rehearse.review.facts import (
    Balance,
    Change,
    CorrectionFacts,
    GiftFacts,
    LetterFacts,
    NoteFacts,
    PartScore,
    Referrer,
    Review,
    Stories,
    StoryFacts,
    TurnFacts,
)
from rehearse.review.moments import moments, turning_points
from rehearse.review.moved import moved
from rehearse.review.scoring import part_scores, total, verdict
from rehearse.review.trying import things_to_try
from rehearse.scene.rubric import Rubric
from rehearse.text import clean


def review(  # noqa: PLR0913 - what is reviewed, by what, and two things for the record
    header: Header,
    events: Sequence[AnyEvent],
    rubric: Rubric,
    reader: Reader,
    transcript: str = "",
    usual: Rubric | None = None,
) -> Review:
    """Return the review of a meeting; `transcript` is its path, for the record.

    A last turn that a crash left unread is read now, and counted. With a `usual` rubric, the review says what the
    other one moved.
    """
    state = read_whole(header, events, reader)
    parts = part_scores(state.counts, state.learner_turns, rubric)
    found = verdict(state, rubric)
    stories = stories_of(state)
    return Review(
        transcript=clean(transcript),
        id=header.id,
        started=header.started,
        shared=header.parent.turns if header.parent else None,
        title=header.scenario.title if header.scenario else header.id,
        contact=header.scene.contact.name,
        scene=header.scene,
        rubric=rubric.id,
        reader=header.reader,
        score=total(parts),
        parts=parts,
        overall=found.overall,
        would_meet_again=found.would_meet_again,
        referrer_standing=found.referrer_standing,
        sentence=_sentence(state, parts, rubric.whole),
        ended=state.ended,
        minutes=round(state.minutes_used, 1),
        balance=_balance(state.turns),
        turns=_turns(state, events),
        ledger=tuple(Change(**entry._asdict()) for entry in state.ledger),
        energy=state.energy_curve,
        turning=turning_points(state.ledger),
        trust=state.trust,
        gifts=_gifts(state),
        stories=stories,
        moments=moments(state),
        better=better_lines(state, reader),
        referrer=_referrer(state, found.referrer_standing),
        next=things_to_try(state, stories, _missing(parts, rubric)),
        moved=moved(state, rubric, usual) if usual and usual != rubric and state.learner_turns else None,
        letter=letter_facts(state),
    )


def read_whole(header: Header, events: Sequence[AnyEvent], reader: Reader) -> State:
    """Return how things stand at the end; a last learner turn that a crash left unread is read now."""
    state = fold(header, events)
    if not state.unread or state.turns[-1].speaker is not Side.LEARNER:
        return state
    found = reader.read(header.scene, state.turns[:-1], state.turns[-1].text)
    return advance(state, Read(n=events[-1].n + 1, at=events[-1].at, labels=found.labels, unsure=found.unsure))


def _missing(parts: Sequence[PartScore], rubric: Rubric) -> frozenset[Label]:
    """Return the credits of the parts that are not full: nobody is told to do more of what was enough."""
    full = {part.id for part in parts if part.full}
    return frozenset(
        item.label for part in rubric.parts if part.id not in full for item in part.items if item.weight > 0
    )


def _turns(state: State, events: Sequence[AnyEvent]) -> tuple[TurnFacts, ...]:
    said = [e for e in events if isinstance(e, Said | Replied) or (isinstance(e, Cancelled) and e.text)]
    notes, corrections = _notes(state), _corrections(state)
    return tuple(
        TurnFacts(
            turn=number,
            speaker=turn.speaker,
            text=turn.text,
            labels=turn.labels,
            unsure=turn.unsure,
            cues=turn.cues,
            cut=isinstance(event, Cancelled),
            notes=tuple(notes[number]),
            corrections=tuple(corrections[number]),
        )
        for number, (turn, event) in enumerate(zip(state.turns, said, strict=True), start=1)
    )


def _notes(state: State) -> Mapping[int, list[NoteFacts]]:
    found: defaultdict[int, list[NoteFacts]] = defaultdict(list)
    for note in state.notes:
        found[note.turn].append(NoteFacts(author=note.author, text=note.text))
    return found


def _corrections(state: State) -> Mapping[int, list[CorrectionFacts]]:
    found: defaultdict[int, list[CorrectionFacts]] = defaultdict(list)
    for given in state.corrections:
        found[given.turn].append(CorrectionFacts(author=given.author, names=given.names))
    return found


def _balance(turns: Sequence[Turn]) -> Balance:
    words = {side: sum(len(turn.text.split()) for turn in turns if turn.speaker is side) for side in Side}
    return Balance(learner=words[Side.LEARNER], contact=words[Side.CONTACT])


def _gifts(state: State) -> tuple[GiftFacts, ...]:
    persona = state.header.persona
    gifts = {gift.id: gift for gift in persona.gifts} if persona else {}
    return tuple(
        GiftFacts(
            turn=turn,
            id=name,
            kind=gifts[name].kind,
            to=gifts[name].to,
            quote=words_of(state.turns[turn - 1], gifts[name].kind),
        )
        for turn, name in state.gifts
        if name in gifts
    )


def letter_facts(state: State) -> LetterFacts | None:
    """Return the note that followed a meeting, as it was read; None where there is none."""
    after = state.afterwards
    if after is None:
        return None
    return LetterFacts(
        text=after.letter.text,
        labels=after.letter.labels,
        unsure=after.letter.unsure,
        trust=after.gained,
        standing=round(after.standing - state.standing, 4),
        answer=after.answer,
    )


def stories_of(state: State) -> Stories:
    """Return what this meeting discovered, with all layers known by now, and what they have never told."""
    persona = state.header.persona
    if persona is None:
        return Stories()
    before = state.header.earlier.told if state.header.earlier else {}
    facts = [
        StoryFacts(id=s.id, title=s.title, told=len(state.told.get(s.id, ())), layers=1 + len(s.deeper))
        for s in persona.stories
    ]
    return Stories(
        discovered=tuple(story for story in facts if story.told > len(before.get(story.id, ()))),
        untold=tuple(story for story in facts if not story.told),
    )


PAYS = {
    -2: "{name} pays dearly: {contact} will think twice before seeing anyone else whom {name} sends.",
    -1: "{name} pays for it: a little of their credit with {contact} is gone.",
    0: "{name} neither gains nor loses with {contact}.",
    1: "{name} stands a little better with {contact} for having brought you.",
    2: "{name} looks good: {contact} is glad to have been brought together with you.",
}


def _referrer(state: State, standing: int | None) -> Referrer | None:
    referrer = state.header.scene.referrer
    if referrer is None or standing is None:
        return None
    sentence = PAYS[standing].format(name=referrer.name, contact=state.header.scene.contact.name)
    return Referrer(name=referrer.name, standing=state.standing, sentence=sentence)


LEFT = {
    Leaving.GLAD: "{contact} left glad to have come",
    Leaving.ON_TIME: "{contact} left when the time was over",
    Leaving.PARTING: "You took your leave of {contact}",
    Leaving.EARLY: "{contact} had had enough",
    None: "The meeting with {contact} has not ended",
}


def _sentence(state: State, parts: tuple[PartScore, ...], whole: int) -> str:
    """How it ended, what earned most, what cost most; of a short meeting that little could be kept in it."""
    contact = state.header.scene.contact.name
    if not state.learner_turns:
        return f"You said nothing to {contact}, so there is nothing to score."
    sentence = LEFT[state.ended].format(contact=contact)
    best = max(parts, key=lambda part: part.earned)
    worst = min(parts, key=lambda part: part.spent)
    if best.earned > 0:
        sentence += f"; {best.id} earned the most"
    if worst.spent < 0:
        sentence += f"{', and' if best.earned > 0 else ';'} most was lost on {worst.id}"
    if state.learner_turns < whole:
        sentence += f". In so short a meeting the parts begin lower; from {whole} turns on they begin in full"
    return f"{sentence}."
