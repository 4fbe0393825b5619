"""Short ways to write a scene and the turns of a talk, as they would have been read."""

from rehearse.reading.codebook import Cue, CueMark, Label, LabelMark, Turn
from rehearse.reading.rules import RulesReader
from rehearse.reading.scene import Person, Referrer, Scene, Setting, Side


def scene(agenda: str | None = None, referrer: Referrer | None = None, invited_by: Side = Side.LEARNER) -> Scene:
    """A coffee with Ines Falk, who binds books."""
    return Scene(
        setting=Setting.COFFEE,
        invited_by=invited_by,
        agenda=agenda,
        referrer=referrer,
        minutes=30,
        contact=Person(name="Ines Falk", role="bookbinder"),
    )


def contact(text: str, *cues: Cue) -> Turn:
    """A contact turn that carries the cues."""
    marks = tuple(CueMark(label=cue, quote=text, start=0, end=len(text), confidence=0.9) for cue in cues)
    return Turn(speaker=Side.CONTACT, text=text, cues=marks)


def learner(text: str, *labels: Label) -> Turn:
    """A learner turn that carries the labels."""
    marks = tuple(LabelMark(label=label, quote=text, start=0, end=len(text), confidence=0.9) for label in labels)
    return Turn(speaker=Side.LEARNER, text=text, labels=marks)


def read(text: str, *before: Turn, at: Scene | None = None) -> set[Label]:
    """The labels that the rules give to the text after those turns."""
    return {mark.label for mark in RulesReader().labels(at or scene(), before, text)}


def cues(text: str, *before: Turn) -> set[Cue]:
    """The cues that the rules give to the text after those turns."""
    return {mark.label for mark in RulesReader().cues(scene(), before, text)}
