"""Figures mean what they say."""

from math import isnan

import pytest

from rehearse.reading.codebook import Label
from tests.reading.talk import contact, learner
from tests.training.meetings import BIND, GLUE, Always
from training.corpus import as_labelled, as_read
from training.scoring import compare

ASK, CURIOUS, SILENT = (
    learner("x", Label.JOB_ASK),
    learner("x", Label.CURIOSITY),
    learner("x"),
)


def test_a_perfect_reading_has_perfect_figures() -> None:
    turns = (*as_labelled(BIND), *as_labelled(GLUE))
    found = compare(zip(turns, turns, strict=True))
    assert (found.credits, found.debits, found.cues, found.accused, found.caught) == (1, 1, 1, 0, 1)


def test_f1_is_the_harmonic_mean_of_precision_and_recall() -> None:
    found = compare([(ASK, ASK), (ASK, SILENT), (ASK, SILENT), (SILENT, ASK)]).each["job_ask"]
    assert (found.support, found.precision) == (3, 0.5)
    assert found.recall == pytest.approx(1 / 3)
    assert found.f1 == pytest.approx(0.4)


def test_a_macro_figure_leaves_out_labels_that_never_occur() -> None:
    found = compare([(CURIOUS, CURIOUS), (SILENT, learner("x", Label.GRATITUDE))])
    assert found.credits == 1
    assert found.each["gratitude"].f1 == 0


def test_accused_counts_innocent_turns_only_and_caught_any_debit() -> None:
    conduit = learner("x", Label.CONDUIT)
    found = compare([(CURIOUS, ASK), (SILENT, SILENT), (SILENT, CURIOUS), (ASK, conduit), (ASK, CURIOUS)])
    assert found.accused == pytest.approx(1 / 3)
    assert found.caught == pytest.approx(1 / 2)


def test_contact_turns_count_for_cues_alone() -> None:
    found = compare(zip(as_labelled(BIND)[::2], as_read(BIND, Always())[::2], strict=True))
    assert found.each["declines"].precision == 0.5
    assert found.each["invites_ask"].recall == 0
    assert isnan(found.accused)


def test_a_figure_without_anything_to_measure_is_no_number() -> None:
    assert isnan(compare([(contact("x"), contact("x"))]).cues)
