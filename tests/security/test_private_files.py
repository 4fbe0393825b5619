"""Whatever the app writes is its owner's only: files 0600, folders 0700, whatever the person's umask lets others do."""

import os
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from rehearse.archive.annotate import correct, note
from rehearse.contact import remembered
from rehearse.reading.codebook import Label
from rehearse.serving.room import own_folder
from rehearse.tui import crash
from rehearse.tui.drafts import keep_draft
from rehearse.tui.start import Start
from rehearse.tui.widgets.composer import Composer
from tests.builders import MOMENT
from tests.coaching.living import LISTENING, Person
from tests.packs.packing import folder
from tests.tui.driving import app, on, open_gate, piloted, shows, sit_down, table, wait_until

FORMS = {"json": "json", "markdown": "md", "html": "html", "corpus": "jsonl", "convokit": "corpus"}


@pytest.fixture(params=[0o022, 0o000], ids=["022", "000"])
def umask(request: pytest.FixtureRequest) -> Iterator[None]:
    before = os.umask(request.param)
    yield
    os.umask(before)


def open_to_others(top: Path, *, but: Path | None = None) -> list[str]:
    """Return what lies below `top` and is not its owner's only."""
    found = []
    for path in sorted(top.rglob("*")):
        rights = path.stat().st_mode & 0o777
        if rights != (0o700 if path.is_dir() else 0o600) and path != but:
            found.append(f"{rights:o} {path.relative_to(top)}")
    return found


def does(person: Person, *words: object, lines: list[str] | None = None) -> None:
    """Run a command that has to do its work."""
    done = person.types(*words, lines=lines)
    assert done.code == 0, (words, done)


def test_all_that_commands_write_is_the_owner_s_only(
    umask: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given, out = tmp_path / "given", tmp_path / "out"
    for place in (given, out):
        place.mkdir(mode=0o700)
    monkeypatch.chdir(out)
    me = Person(out / "home")
    does(me, "practice", "good-coffee", "--plain", "--seed", 7, "--contact", "offline", lines=LISTENING)
    (meeting,) = me.transcripts()
    does(me, "thank", meeting, "--text", "Thank you for the story.")
    does(me, "list", "transcripts", "coffee")
    does(me, "review", meeting, "--html", out / "review.html")
    for form, suffix in FORMS.items():
        does(me, "export", meeting, "--to", form, "--out", out / f"export.{suffix}")
    does(me, "coach", "assign", "good-coffee", "--id", "week-one", "--out", out / "a.json")
    does(me, "practice", out / "a.json", "--plain", "--seed", 7, "--contact", "offline", lines=LISTENING)
    does(me, "hand-in", "week-one", "--name", "Ana", "--out", out / "ana.submission.json")
    does(me, "coach", "collect", out, "--assignment", out / "a.json", "--out", out / "collected")
    does(me, "coach", "report", out / "collected", "--csv", out / "r.csv", "--html", out / "r.html")
    does(me, "coach", "report", out / "collected", "--facts", out / "f.jsonl", "--corrections", out / "c.jsonl")
    for what in ("persona", "scenario", "rubric", "assignment"):
        does(me, "new", what, f"my-{what}")
    card = given / "card.json"
    card.write_text('{"name": "Mia", "description": "A baker.", "first_mes": "Hello there."}', encoding="utf-8")
    does(me, "import", card, "--id", "from-card")
    does(me, "install", folder(given / "pack"))
    (given / "pack" / "rubrics" / "small-rubric.yaml").unlink()
    path = given / "pack" / "scenarios" / "small-talk.yaml"
    path.write_text(path.read_text("utf-8").replace("title: Small talk", "title: Other"), "utf-8")
    does(me, "install", given / "pack", "--replace")
    does(me, "pack", "small-talk", "--out", out / "p.zip")
    does(me, "serve", "--token-file", out / "deep" / "tokens", "--new-token", "ana")
    own_folder(out / "learners" / "ana")
    note(meeting, 2, "Well asked.", "Ina", MOMENT)
    correct(meeting, 2, [Label.CURIOSITY], "Ina", MOMENT)
    keep_draft(meeting, "What I would say")
    monkeypatch.setenv("REHEARSE_HOME", str(me.home))
    crash.last_words(ValueError(), MOMENT)
    written = {path.name for path in out.rglob("*")}
    assert written >= {
        "replaced",
        "transcripts.sqlite3",
        "f.jsonl",
        "f.jsonl.work",
        "tokens",
        "collected",
        "from-card.yaml",
    }
    assert open_to_others(out) == []


def test_what_is_remembered_of_personas_is_the_owner_s_only(
    umask: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(remembered, "cache_dir", lambda: tmp_path / "cache" / "rehearse")
    remembered._write(tmp_path / "cache" / "rehearse" / "phrases" / "x.npy", np.zeros((2, 3), np.float32))
    assert open_to_others(tmp_path) == []


@piloted
async def test_all_that_the_app_writes_is_the_owner_s_only(umask: None, rehearse_home: Path) -> None:
    house = app(Start("practice", scenario="good-coffee"), open_gate(["Good morning."], ["Well."], ["Bye."]))
    async with house.run_test(size=(100, 40), notifications=True) as pilot:
        await sit_down(pilot)
        await wait_until(lambda: not table(house).speaking)
        house.screen.query_one(Composer).insert("How did you come to this?")
        await pilot.press("enter")
        await wait_until(shows(house, "Well."))
        await wait_until(lambda: not table(house).speaking)
        await pilot.press("ctrl+e", "enter")
        await wait_until(shows(house, "Read the review"))
        await pilot.press("enter")
        await wait_until(shows(house, "of 100"))
        await pilot.press("e")
        await wait_until(on(house, "Choose"))
        await pilot.press("m")
        await wait_until(shows(house, "Written to"))
    assert {path.suffix for path in rehearse_home.rglob("*.*")} >= {".jsonl", ".md"}
    assert open_to_others(rehearse_home) == []
