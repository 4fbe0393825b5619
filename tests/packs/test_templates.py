"""Text of a pack is text: what looks like a template in it is shown as it stands and never filled in."""

import asyncio
import io
import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from rehearse.cli.main import main
from rehearse.contact.offline import OfflineContact
from rehearse.contact.planner import make_plan
from rehearse.contact.prompt import messages
from rehearse.packs.install import install
from rehearse.packs.pack import read_pack
from rehearse.reading.rules import RulesReader
from rehearse.rehearsal import Rehearsal, start
from rehearse.scene import library
from tests.packs.packing import PERSONA, RUBRIC, SCENARIO, folder
from tests.scene import small
from tests.talk import heard

ESCAPE = "{{ 7*191 }} {% for x in [1] %}{{ cycler.__init__.__globals__ }}{% endfor %} ${id} %(id)s {id} {0.__class__}"
FILLED = ("1337", "os.environ", "__builtins__", "<module")
"""What would stand there, had anything filled it in."""
FIXED = ("id", "kind", "label", "persona", "setting", "invited_by", "speaker", "level", "mode", "teaches")


def escaping(value: Any, path: str = "") -> Any:
    """The same data, each text of it a template that breaks out, and each another."""
    if isinstance(value, dict):
        return {key: each if key in FIXED else escaping(each, f"{path}.{key}") for key, each in value.items()}
    if isinstance(value, list):
        return [escaping(each, f"{path}.{number}") for number, each in enumerate(value)]
    return f"{ESCAPE} at {path}" if isinstance(value, str) else value


@pytest.fixture
def meeting(tmp_path: Path) -> Rehearsal:
    """A meeting with somebody whose every word is a template, installed from a pack."""
    texts = {PERSONA: small.persona(), SCENARIO: small.scenario(), RUBRIC: small.rubric()}
    texts[SCENARIO] += "know: [a]\ntips: [b]\nagenda: c\nopening: {speaker: contact, says: d}\n"
    bent = {name: json.dumps(escaping(yaml.safe_load(text))) for name, text in texts.items()}
    install(read_pack(folder(tmp_path / "pack", bent)))
    scenario, persona = library.scenario("small-talk"), library.persona("small-one")
    return start(tmp_path / "x.jsonl", scenario, persona, OfflineContact(), RulesReader(), seed=1)


def test_an_llm_is_told_it_as_it_stands(meeting: Rehearsal) -> None:
    async def talk() -> list[str]:
        sent = []
        await heard(meeting.open())
        for text in ("How did you come to leave the sea?", "And then?", "Could you introduce me to Bo?"):
            await heard(meeting.say(text))
            sent += [each["content"] for each in messages(meeting.state, make_plan(meeting.state), 8_000)]
        return sent

    told = "\n".join(asyncio.run(talk()))
    assert not [sign for sign in FILLED if sign in told]
    shown = {".name", ".pronouns", ".role", ".organisation", ".place", ".voice.register", ".agenda"}
    shown |= {".referrer.name", ".stories.0.opens", ".facts.0.says"}
    assert {path for path in shown if f"{ESCAPE} at {path}" in told} == shown


@pytest.mark.parametrize("form", ["--plain", "--json"])
def test_the_learner_is_shown_it_as_it_stands(
    form: str, meeting: Rehearsal, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = "How did you come to leave the sea?\nAnd then?\nCould you introduce me to Bo?\nThank you, goodbye.\n"
    monkeypatch.setattr("sys.stdin", io.StringIO(asked))
    assert main(["practice", "small-talk", form, "--contact", "offline", "--seed", "1"]) == 0
    told = capsys.readouterr().out
    assert told.count(ESCAPE) > 8
    assert not [sign for sign in FILLED if sign in told]


@pytest.mark.parametrize("form", ["markdown", "html", "json", "corpus"])
def test_what_is_exported_holds_it_as_it_stands(
    form: str, meeting: Rehearsal, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    async def talk() -> None:
        await heard(meeting.open())
        await heard(meeting.say("How did you come to leave the sea?"))
        await heard(meeting.end())
        meeting.log.close()

    asyncio.run(talk())
    assert main(["export", str(tmp_path / "x.jsonl"), "--to", form, "--rubric", "small-rubric"]) == 0
    told = capsys.readouterr().out
    assert "7*191" in told.replace("\\*", "*")
    assert not [sign for sign in FILLED if sign in told]


def test_a_file_of_one_s_own_may_be_begun_beside_it(meeting: Rehearsal, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", "scenario", "mine"]) == 0
    path = capsys.readouterr().out.strip()
    assert not [sign for sign in FILLED if sign in Path(path).read_text(encoding="utf-8")]
