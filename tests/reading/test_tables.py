"""The tables and the weights belong together."""

from rehearse.reading.codebook import Cue, Label
from rehearse.reading.rules.families import CONTACT, LEARNER
from rehearse.reading.rules.plain import plain
from rehearse.reading.rules.weights import SHIPPED


def test_every_label_and_cue_has_weights_once() -> None:
    assert sorted([*SHIPPED.first, *SHIPPED.second]) == sorted(Label)
    assert sorted(SHIPPED.cues) == sorted(Cue)


def test_names_of_patterns_are_unique_in_their_table() -> None:
    for table in (*LEARNER.values(), *CONTACT.values()):
        assert len({pattern.name for pattern in table}) == len(table)


def test_weights_speak_only_of_patterns_that_exist() -> None:
    for rows, families in (((SHIPPED.first, SHIPPED.second), LEARNER), ((SHIPPED.cues,), CONTACT)):
        known = {f"{family}.{pattern.name}" for family, table in families.items() for pattern in table}
        told = {
            name
            for weights in rows
            for row in weights.values()
            for name in row.tells
            if "." in name and "&" not in name
        }
        assert told <= known


def test_patterns_are_written_for_the_plain_form() -> None:
    capital = [
        p.name for t in (*LEARNER.values(), *CONTACT.values()) for p in t if any(c.isupper() for c in p.regex.pattern)
    ]
    assert not capital


def test_the_plain_form_writes_out_haste_and_contractions() -> None:
    assert plain("Cld u tell me what\u2019s next? I\u2019d luv 2 know, thx") == (
        "could you tell me what is next? i would love 2 know, thanks"
    )
