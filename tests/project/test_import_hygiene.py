"""What a start loads, seen from inside a fresh Python: the only proof that a deferral defers."""

import json
from pathlib import Path

import pytest

from tests.project.checkout import python

HEAVY = frozenset(
    {"textual", "rich", "openai", "pydantic", "jinja2", "tiktoken", "yaml", "asyncio", "numpy", "onnxruntime"}
)

CALL = """
import json, sys
from contextlib import redirect_stdout, suppress
from io import StringIO
from rehearse.cli.main import main
with suppress(SystemExit), redirect_stdout(StringIO()):
    main({arguments!r})
print(json.dumps(sorted(sys.modules)))
"""


def _loaded(code: str) -> set[str]:
    modules: list[str] = json.loads(python(code))
    return {name.partition(".")[0] for name in modules}


@pytest.mark.parametrize("argument", ["--version", "--help"])
def test_a_short_answer_loads_nothing_heavy(argument: str) -> None:
    assert _loaded(CALL.format(arguments=[argument])) & HEAVY == set()


@pytest.mark.parametrize("module", ["rehearse.settings", "rehearse.config", "rehearse.text", "rehearse.errors"])
def test_what_every_start_passes_through_loads_nothing_heavy(module: str) -> None:
    code = f"import {module}, json, sys; print(json.dumps(sorted(sys.modules)))"
    assert _loaded(code) & HEAVY == set()


@pytest.mark.parametrize("module", ["rehearse.tui.app", "rehearse.tui.screens.home"])
def test_the_first_paint_loads_no_reader_and_no_model_of_files(module: str) -> None:
    code = f"import {module}, json, sys; print(json.dumps(sorted(sys.modules)))"
    assert not _loaded(code) & {"numpy", "onnxruntime", "openai", "pydantic", "sqlite3", "tiktoken", "jinja2"}


def test_the_app_opens_without_the_parser() -> None:
    code = """
import json, sys
import rehearse.cli.home
rehearse.cli.home.run = lambda _args: 0
from rehearse.cli.main import main
main([])
print(json.dumps(sorted(sys.modules)))
"""
    assert not _loaded(code) & {"argparse", "textual", "asyncio"}


def test_home_loads_nothing_more_for_a_newcomer(tmp_path: Path) -> None:
    code = f"""
import asyncio, json, os, sys
os.environ["REHEARSE_HOME"] = {str(tmp_path)!r}
from rehearse.tui.app import RehearseApp
async def stay():
    house = RehearseApp()
    async with house.run_test() as pilot:
        while "The contact plays" not in str(house.screen.query_one("#settings").content):
            await pilot.pause()
        await house.workers.wait_for_complete()
asyncio.run(stay())
print(json.dumps(sorted(sys.modules)))
"""
    assert not _loaded(code) & {"numpy", "onnxruntime", "openai", "pydantic", "tiktoken", "jinja2", "yaml"}


def test_the_commands_load_no_reader_before_they_read() -> None:
    code = "import rehearse.cli.label, rehearse.cli.review, json, sys; print(json.dumps(sorted(sys.modules)))"
    assert not _loaded(code) & {"numpy", "onnxruntime"}


def test_a_report_loads_nothing_of_a_cluster_before_one_is_asked_for() -> None:
    code = "import rehearse.cli.report, json, sys; print(json.dumps(sorted(sys.modules)))"
    assert not _loaded(code) & {"dask", "distributed", "fsspec", "tornado", "onnxruntime"}
