"""What the docs tell people to type works, and what they show is what comes."""

import re
from pathlib import Path
from shutil import copytree

import pytest

from rehearse.audition.script import Script, script
from rehearse.cli import audition
from rehearse.cli.main import make_parser
from rehearse.contact.offline import OfflineContact
from rehearse.engines import make_reader
from rehearse.packs.install import install
from rehearse.packs.pack import examine, read_pack
from rehearse.scene import library
from tests.project.checkout import ROOT
from tests.project.pages import NOT_RUN, PAGES, commands, forms, names, problem, run, to_run
from tests.talk import meet

EXAMPLE = ROOT / "docs" / "examples" / "piano-tuner"
_NAMES = [str(page.relative_to(ROOT)) for page in PAGES]


@pytest.mark.parametrize("page", PAGES, ids=_NAMES)
def test_every_command_in_the_docs_is_one_that_there_is(page: Path) -> None:
    wrong = {each.line: found for each in commands(page) if (found := problem(each))}
    assert wrong == {}


@pytest.mark.parametrize("page", [page for page in PAGES if any(to_run(page))], ids=lambda page: page.stem)
def test_every_line_that_can_be_run_does_what_it_says(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    copytree(ROOT / "docs" / "examples", tmp_path / "docs" / "examples")
    copytree(ROOT / "transcripts", tmp_path / "clients" / "ana")
    (tmp_path / "handed-in").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    whole = script()
    short = Script(whole.warm_up, whole.pushes[::70], whole.aside[:1], whole.meeting[:3])
    monkeypatch.setattr(audition, "script", lambda: short)  # The whole one takes ten seconds.
    for command in to_run(page):
        run(command, monkeypatch, capsys)


@pytest.mark.parametrize("page", PAGES, ids=_NAMES)
def test_what_can_be_typed_as_it_stands_stands_where_it_is_run(page: Path) -> None:
    assert [each.line for each in forms(page) if each.whole and not each.about] == [], "put it into a `sh` block"


def test_nothing_is_left_out_for_a_reason_that_no_page_needs() -> None:
    needed = {each.not_run for page in PAGES for each in commands(page) if each.typed}
    assert [word for word, reason in NOT_RUN.items() if reason not in needed] == []


def test_the_reply_that_the_guide_quotes_is_the_one_that_comes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    install(read_pack(EXAMPLE))
    (played,) = [each for each in to_run(ROOT / "docs" / "authoring.md") if each.said]
    shown = run(played, monkeypatch, capsys)
    page = " ".join((ROOT / "docs" / "authoring.md").read_text(encoding="utf-8").replace("\n> ", " ").split())
    quoted = page.partition("**Odile Brandt:** ")[2].partition(" She answered")[0]
    assert quoted.endswith("it is mostly the third that began it.")
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


def test_the_readme_names_every_command() -> None:
    named = {" ".join(each.words[1:]) for each in commands(ROOT / "README.md") if each.words[0] == "rehearse"}
    missing = [name for name in names(make_parser()) if not any(f"{line} ".startswith(f"{name} ") for line in named)]
    assert missing == []


def test_every_link_leads_somewhere() -> None:
    broken = []
    for page in PAGES:
        text = re.sub(r"^```.*?^```$", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
        for link in re.findall(r"\]\(([^)\s]+)\)", text):
            path, _, anchor = link.partition("#")
            target = page.parent / path if path else page
            if not link.startswith("https://") and not (target.exists() and (not anchor or anchor in _anchors(target))):
                broken.append(f"{page.name}: {link}")
    assert broken == []


def test_every_page_is_reached_from_the_readme() -> None:
    seen, open_ = set[Path](), [ROOT / "README.md"]
    while open_:
        page = open_.pop()
        if page not in seen:
            seen.add(page)
            links = re.findall(r"\]\(([^)\s#]+\.md)", page.read_text(encoding="utf-8"))
            open_ += [(page.parent / link).resolve() for link in links]
    assert [page.name for page in PAGES if page not in seen] == []


def _anchors(page: Path) -> set[str]:
    """Return what a link may name behind `#`: the headings, as the forges spell them."""
    headings = re.findall(r"^#+ (.*)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}
