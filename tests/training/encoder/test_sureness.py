"""How sure the reader says it is follows how often it is right; what it decides does not change."""

from math import log

import pytest

from rehearse.reading.codebook import CREDITS, DEBITS, Cue, CueMark, Label, LabelMark, Turn
from rehearse.reading.encoder.decide import Weighing
from rehearse.reading.scene import Side
from training.encoder.sureness import calibrated

FOUND = {str(name): Weighing(-1.0, {"told": 2.0}, 0.6, 0.3) for name in (*Label, *Cue)}
TEXT = "So it was."


def read(*said: tuple[float, float]) -> list[tuple[Turn, Turn]]:
    """Return turns that are read as carrying everything, each a hundred times: how sure, and what share was right."""
    found = []
    for sure, right in said:
        for side, kind, field, names in (
            (Side.LEARNER, LabelMark, "labels", Label),
            (Side.CONTACT, CueMark, "cues", Cue),
        ):
            marks = tuple(kind.on(TEXT, 0, 2, label=name, confidence=sure) for name in names)
            bare = Turn(speaker=side, text=TEXT)
            told = bare.model_copy(update={field: marks})
            found += [(told if at < 100 * right else bare, told) for at in range(100)]
    return found


@pytest.mark.parametrize("said", [((0.6, 0.5), (0.9, 0.7)), ((0.7, 0.9), (0.8, 0.95)), ((0.4, 0.2), (0.98, 0.9))])
def test_what_is_said_becomes_as_sure_as_it_is_right(said: tuple[tuple[float, float], ...]) -> None:
    moved = calibrated(FOUND, read(*said))
    for name in (CREDITS[0], DEBITS[0], Cue.DECLINES):
        for sure, right in said:
            odds = log(sure / (1 - sure))
            assert moved[name].chance({"told": (odds + 1) / 2}) == pytest.approx(right, abs=0.01)


def test_what_is_given_and_what_is_asked_about_stay_the_same() -> None:
    moved = calibrated(FOUND, read((0.6, 0.5), (0.9, 0.7)))
    for at in (value / 10 for value in range(-20, 40)):
        before, after = FOUND["job_ask"].chance({"told": at}), moved["job_ask"].chance({"told": at})
        assert (before >= 0.6, before >= 0.3) == (after >= moved["job_ask"].sure, after >= moved["job_ask"].unsure)
