"""What the docs tell people to type works, and what they show is what comes."""

from pathlib import Path
from shutil import copytree

import pytest

from rehearse.audition.script import Script, script
from rehearse.cli import audition
from rehearse.contact.offline import OfflineContact
from rehearse.engines import make_reader
from rehearse.packs.install import install
from rehearse.packs.pack import examine, read_pack
from rehearse.scene import library
from tests.project.checkout import ROOT
from tests.project.pages import commands, run
from tests.talk import meet

PAGES = ("authoring.md", "terminals.md")
"""Pages whose every command runs; a page joins by its name."""
EXAMPLE = ROOT / "docs" / "examples" / "piano-tuner"


@pytest.mark.parametrize("page", PAGES)
def test_every_command_of_a_page_does_what_it_says(
    page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    copytree(ROOT / "docs" / "examples", tmp_path / "docs" / "examples")
    monkeypatch.chdir(tmp_path)
    whole = script()
    short = Script(whole.warm_up, whole.pushes[::70], whole.aside[:1], whole.meeting[:3])
    monkeypatch.setattr(audition, "script", lambda: short)  # The whole one takes ten seconds.
    told = commands(ROOT / "docs" / page)
    assert told
    for command in told:
        run(command, monkeypatch, capsys)


def test_the_reply_that_the_guide_quotes_is_the_one_that_comes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    install(read_pack(EXAMPLE))
    (played,) = [each for each in commands(ROOT / "docs" / "authoring.md") if each.said]
    shown = run(played, monkeypatch, capsys)
    page = " ".join((ROOT / "docs" / "authoring.md").read_text(encoding="utf-8").replace("\n> ", " ").split())
    quoted = page.partition("**Odile Brandt:** ")[2].partition(" She answered")[0]
    assert quoted.startswith("You were listening.")
    assert quoted in shown


def test_the_worked_example_has_nothing_to_mend_and_nothing_to_advise() -> None:
    found = [(*each.problems, *each.advice) for _, each in examine(read_pack(EXAMPLE))]
    assert [str(problem) for problems in found for problem in problems] == []


def test_a_good_meeting_of_the_worked_example_is_answered_and_earns_a_gift(tmp_path: Path) -> None:
    install(read_pack(EXAMPLE))
    persona = library.persona("odile-brandt")
    rehearsal = meet(
        tmp_path / "x.jsonl",
        [
            "In the radio piece you said that a tuned piano is a compromise. What gives way to what?",
            "How did you get into this?",
            "What did you answer him?",
            "So the lesson was to hear why it lied.",
            "Is there one evening here that you still think about?",
            "What did the pianist do?",
        ],
        scenario=library.scenario("forty-minutes-before-doors"),
        persona=persona,
        contact=OfflineContact(),
        reader=make_reader(),
    )
    assert set(rehearsal.state.told["fathers-bench"]) == {0, 1}
    assert set(rehearsal.state.told["the-b-flat"]) == {0, 1}
    assert [gift for _, gift in rehearsal.state.gifts] == ["the-ninth-evening"]
