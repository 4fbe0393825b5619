"""How many of the questions that learners would ask are answered to the point: 225, each the first of a meeting."""

from collections import Counter
from pathlib import Path

import pytest
import yaml

from rehearse.engines import make_reader
from rehearse.scene import library
from tests.contact.asking import asked, told

QUESTIONS = yaml.safe_load(Path(__file__).with_name("questions.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def found() -> dict[str, Counter[str]]:
    """What became of the questions, by kind."""
    counts: dict[str, Counter[str]] = {"seen": Counter(), "unseen": Counter(), "odd": Counter()}
    for name, questions in QUESTIONS.items():
        persona, reader = library.persona(name), make_reader()
        for each in questions:
            items = told(asked(persona, reader, each["ask"]))
            answered = bool(items) and items[0] in each["answers"]
            there = "in the file" if each["answers"] else "not in the file"
            counts[each["kind"]][
                f"{there}, {'answered' if answered else 'other told' if items else 'turned aside'}"
            ] += 1
    for kind, count in counts.items():
        print(f"\n{kind}: {dict(sorted(count.items()))}")
    return counts


@pytest.mark.parametrize(("kind", "share"), [("seen", 0.85), ("unseen", 0.82)])
def test_what_the_file_answers_is_mostly_answered_to_the_point(
    found: dict[str, Counter[str]], kind: str, share: float
) -> None:
    count = found[kind]
    there = sum(number for what, number in count.items() if what.startswith("in the file"))
    assert count["in the file, answered"] >= share * there


def test_of_all_that_the_files_answer_at_least_85_of_100_are_answered_to_the_point(
    found: dict[str, Counter[str]],
) -> None:
    count = found["seen"] + found["unseen"]
    there = sum(number for what, number in count.items() if what.startswith("in the file"))
    assert there >= 150
    assert count["in the file, answered"] >= 0.85 * there


def test_what_no_file_answers_is_turned_aside_at_least_as_often_as_not(found: dict[str, Counter[str]]) -> None:
    assert found["odd"]["not in the file, turned aside"] >= 18
