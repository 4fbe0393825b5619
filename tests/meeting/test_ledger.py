"""What the ledger charges and credits."""

from rehearse.meeting.ledger import Entry, Table, charge
from rehearse.reading.codebook import Label, Turn
from rehearse.reading.scene import Side
from tests.builders import label_marks

TABLE = Table(energy=0.5, trust=0.5, standing=0.0, patience=0.5, has_referrer=True, minutes_left=20.0, monologue=60)


def entries(
    *labels: Label, text: str = "hello", before: dict[str, int] | None = None, table: Table = TABLE
) -> dict[str, Entry]:
    turn = Turn(speaker=Side.LEARNER, text=text, labels=label_marks(text, *labels))
    return {entry.rule: entry for entry in charge(1, turn, before or {}, table)}


def test_the_second_question_earns_less_than_the_first() -> None:
    first = entries(Label.CURIOSITY)["curiosity"]
    second = entries(Label.CURIOSITY, before={"curiosity": 1})["curiosity"]
    assert 0 < second.energy < first.energy
    assert 0 < second.trust < first.trust


def test_the_second_ask_costs_more_than_the_first_and_more_again_when_it_was_declined() -> None:
    first = entries(Label.INTRODUCTION_ASK)["introduction_ask"]
    second = entries(Label.INTRODUCTION_ASK, before={"introduction_ask": 1})["introduction_ask"]
    pushed = entries(Label.INTRODUCTION_ASK, Label.PUSHING, before={"introduction_ask": 1})["introduction_ask"]
    assert pushed.trust < second.trust < first.trust < 0


def test_a_patient_contact_charges_less() -> None:
    hasty = entries(Label.ME_FIRST, table=TABLE._replace(patience=0.0))["me_first"]
    saint = entries(Label.ME_FIRST, table=TABLE._replace(patience=1.0))["me_first"]
    assert hasty.energy < saint.energy < 0


def test_the_referrer_pays_for_a_debit_and_gains_by_a_credit() -> None:
    assert entries(Label.NAME_DROP)["name_drop"].standing < 0 < entries(Label.GIVE_BACK)["give_back"].standing


def test_a_monologue_drains_whatever_it_says() -> None:
    assert entries(text="word " * 61)["monologue"].energy < 0
    assert "monologue" not in entries(text="word " * 60)


def test_going_on_after_the_time_is_over_costs_but_a_thank_you_does_not() -> None:
    late = TABLE._replace(minutes_left=-0.1)
    assert entries(Label.CURIOSITY, table=late)["overtime"].energy < 0
    assert "overtime" not in entries(Label.GRATITUDE, table=late)
