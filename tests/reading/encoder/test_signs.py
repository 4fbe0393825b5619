"""What stands in the talk becomes a sign: each rule on invitations has one, and each says what the codebook says."""

import pytest

from rehearse.reading.codebook import Cue, Label, Turn
from rehearse.reading.encoder.decide import Weighing
from rehearse.reading.encoder.outputs import AT, OUTPUTS
from rehearse.reading.encoder.rulings import ruled_out
from rehearse.reading.encoder.signs import of_contact, of_learner, weighed_for
from rehearse.reading.invitations import invitations
from rehearse.reading.scene import Referrer, Scene, Side
from tests.reading.talk import contact, learner, scene

ASK = "Could you introduce me to her?"
INTRO = Label.INTRODUCTION_ASK
SURE, NOT = 9.0, -9.0


def odds(*names: str) -> list[float]:
    """What a network tells that finds these and nothing else."""
    return [SURE if name in names else NOT for name in OUTPUTS]


def signs(*before: Turn, text: str = ASK, at: Scene | None = None, told: str = f"act:{INTRO}") -> dict[str, float]:
    place = at or scene()
    return of_learner(place, before, text, invitations(place, before), odds(told))


@pytest.mark.parametrize(
    ("before", "sign"),
    [
        ((contact("What can I do for you?", Cue.INVITES_ASK),), f"{INTRO}&invited"),
        ((contact("Show me your CV.", Cue.INVITES_RESUME),), f"{INTRO}&resume"),
        ((contact("And you?", Cue.INVITES_BACKGROUND),), f"{INTRO}&background"),
        ((contact("I could ask Ana Ruiz for you.", Cue.OFFERS_INTRODUCTION),), f"{INTRO}&introduced"),
        ((contact("I have to run.", Cue.SIGNALS_TIME),), "push:ask over time"),
        ((learner(ASK, INTRO), contact("No.", Cue.DECLINES)), "push:ask after a no"),
        ((learner("A job?", Label.JOB_ASK), contact("No.", Cue.DECLINES)), "push:other ask after a no"),
        ((contact("I'll look at it for you.", Cue.OFFERS_HELP),), "push:past an offer"),
    ],
)
def test_an_act_that_meets_what_stands_shows(before: tuple[Turn, ...], sign: str) -> None:
    assert signs(*before)[sign] == 1.0
    assert signs(contact("I bind books."))[sign] == 0.0


def test_a_no_is_over_when_the_contact_invites_asks_again() -> None:
    declined = (learner(ASK, INTRO), contact("No.", Cue.DECLINES))
    again = (*declined, learner("Of course."), contact("Well, what do you need?", Cue.INVITES_ASK))
    assert signs(*declined)["no_stands"] == 1.0
    assert signs(*again)["no_stands"] == 0.0


@pytest.mark.parametrize(
    ("referrer", "sign"),
    [
        (Referrer(name="Pia Holm", introduced=True, name_blessed=False), "blessed"),
        (Referrer(name="Pia Holm", introduced=False, name_blessed=True), "blessed"),
        (Referrer(name="Pia Holm", introduced=False, name_blessed=False), "withheld"),
        (None, "stranger"),
    ],
)
def test_whose_name_it_is_shows(referrer: Referrer | None, sign: str) -> None:
    found = signs(text="I come from Pia Holm.", at=scene(referrer=referrer), told="act:name_drop")
    assert {name for name in ("blessed", "withheld", "stranger") if found[name]} >= {sign}
    assert found[f"name_drop&{sign}"] == 1.0


def test_who_was_invited_cannot_be_unprepared() -> None:
    assert ruled_out(scene(invited_by=Side.CONTACT)) == {Label.UNPREPARED}
    assert not ruled_out(scene())


def test_a_label_weighs_its_own_act_and_no_other_s() -> None:
    names = set(signs())
    weighed = {name for name in names if weighed_for(Label.JOB_ASK, name)}
    assert {"act:job_ask", "job_ask&invited", "told:job_ask", "agenda"} <= weighed
    assert not {"act:sales_pitch", "sales_pitch&invited", "told:curiosity", "push:ask over time"} & weighed
    assert weighed_for(Label.PUSHING, "push:ask over time")


def test_a_contact_s_turn_knows_what_it_answers() -> None:
    found = of_contact((learner(ASK, INTRO),), "No.", odds("declines"), odds(f"act:{INTRO}"))
    assert (found["asked"], found["heard:introduction_ask"], found["first"]) == (1.0, 1.0, 0.0)
    assert of_contact((), "Hello.", odds(), None)["first"] == 1.0


def test_signs_add_up_to_a_chance() -> None:
    weighing = Weighing(-1.0, {"asks": 2.0, "agenda": -1.0}, 0.5, 0.25)
    assert weighing.chance({"asks": 1.0, "agenda": 1.0}) == pytest.approx(0.5)
    assert weighing.chance({"asks": 1.0, "unknown": 9.0}) == pytest.approx(0.731, abs=0.001)
    assert weighing.chance({"asks": 1e9}) == pytest.approx(1.0)


def test_every_output_has_a_place_of_its_own() -> None:
    assert len(AT) == len(OUTPUTS) == 19 + 8 + 8 + 8


@pytest.mark.parametrize(
    ("state", "sign"),
    [
        ("invited", f"{INTRO}&felt invited"),
        ("time", "push:felt ask over time"),
        ("no_stands", "push:felt ask after a no"),
    ],
)
def test_what_stands_shows_also_where_only_the_network_has_it(state: str, sign: str) -> None:
    before = (contact("I bind books."),)
    open_ = invitations(scene(), before)
    felt = of_learner(scene(), before, ASK, open_, odds(f"act:{INTRO}", f"state:{state}"))
    assert felt[sign] == 1.0
    assert of_learner(scene(), before, ASK, open_, odds(f"act:{INTRO}"))[sign] == 0.0
    assert weighed_for(INTRO if state == "invited" else Label.PUSHING, sign)
