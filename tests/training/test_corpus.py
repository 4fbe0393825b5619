"""Labelled meetings become turns, as labelled and as read, and rows of what counts."""

from tests.training.meetings import BIND, GLUE, Always
from training.corpus import DEV, TRAIN, as_labelled, as_read, brief, marks, read
from training.rules.rows import joined, rows


def test_both_files_are_of_the_corpus_form_and_share_no_brief() -> None:
    train, dev = read(TRAIN), read(DEV)
    assert train
    assert dev
    assert not set(map(brief, train)) & set(map(brief, dev))


def test_turns_as_labelled_carry_what_the_file_says() -> None:
    assert [marks(turn) for turn in as_labelled(BIND)] == [
        {"invites_ask"},
        set(),
        {"declines"},
        {"introduction_ask", "pushing"},
    ]


def test_turns_as_read_carry_the_reader_s_marks_and_show_it_its_own() -> None:
    reader = Always()
    assert [marks(turn) for turn in as_read(BIND, reader)] == [{"declines"}, {"job_ask"}, {"declines"}, {"job_ask"}]
    assert reader.seen[-1] == [{"declines"}, {"job_ask"}, {"declines"}]


def test_a_row_holds_what_counts_in_its_context_and_what_the_file_says() -> None:
    first, second = rows([(BIND, as_labelled(BIND))]).learner
    assert (first.open.asks, second.open.asks) == (True, False)
    assert {"introduction.introduce_me", "@asks_open", "~introduce_me"} <= first.features
    assert "@just_declined" in second.features
    assert second.carries == {"introduction_ask", "pushing"}


def test_the_context_of_a_row_may_be_the_reader_s_and_its_labels_stay_the_file_s() -> None:
    as_seen = rows([(BIND, as_read(BIND, Always()))]).learner[0]
    assert not as_seen.open.asks
    assert as_seen.carries == set()


def test_a_brief_can_be_held_out() -> None:
    both = joined(rows([(BIND, as_labelled(BIND))]), rows([(GLUE, as_labelled(GLUE))]))
    assert {row.brief for row in both.learner} == {"b1", "b2"}
    assert {row.brief for row in (*both.without("b1").learner, *both.without("b1").contact)} == {"b2"}
