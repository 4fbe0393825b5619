"""Where the trained reader cannot be loaded, the rules step in and the app says so; nothing else breaks."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from rehearse import engines
from rehearse.cli.main import main
from rehearse.reading.encoder import model, network
from rehearse.reading.encoder.model import Model, Unreadable

LINE = {
    "id": "x-1",
    "scene": {
        "setting": "coffee",
        "invited_by": "learner",
        "agenda": None,
        "referrer": None,
        "minutes": 30,
        "contact": {"name": "Ines Falk", "role": "bookbinder"},
    },
    "turns": [{"speaker": "learner", "text": "Could you introduce me to your boss?"}],
}


@pytest.fixture
def anew() -> Iterator[None]:
    """The reader is loaded anew, before and after."""
    engines.forget_reader()
    yield
    engines.forget_reader()


@pytest.fixture
def gone(anew: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """The network is not where it should be."""
    monkeypatch.setattr(network, "UPPER", "nothing.onnx")


def test_without_its_file_the_model_says_that_it_cannot_be_loaded(gone: None) -> None:
    with pytest.raises(Unreadable, match=r"nothing\.onnx"):
        Model()


def test_a_file_that_is_no_network_is_unreadable(tmp_path: Path) -> None:
    for name in (network.LOWER, network.UPPER, model.VOCABULARY):
        (tmp_path / name).write_text("[CLS]\n")
    (tmp_path / model.CARD).write_text("{}")
    with pytest.raises(Unreadable):
        Model(tmp_path)


def test_without_onnxruntime_the_rules_step_in(anew: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    found = engines.known_reader()
    assert not found.whole
    assert found.reader.version.startswith("rules")


def test_the_rules_still_label_and_stderr_says_who_reads(
    gone: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    corpus = tmp_path / "c.jsonl"
    corpus.write_text(json.dumps(LINE))
    assert main(["label", str(corpus)]) == 0
    out, err = capsys.readouterr()
    assert "introduction_ask" in json.loads(out)["turns"][0]["labels"]
    assert "cannot be loaded" in err
    assert "rules" in err


def test_doctor_calls_it_wrong_and_says_the_cure(gone: None, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor", "--json"]) == 1
    (reader,) = [row for row in json.loads(capsys.readouterr().out) if row["what"] == "reader"]
    assert not reader["well"]
    assert "install rehearse anew" in reader["says"]


def test_doctor_names_version_checksum_and_report(anew: None, capsys: pytest.CaptureFixture[str]) -> None:
    main(["doctor", "--json"])
    (reader,) = [row for row in json.loads(capsys.readouterr().out) if row["what"] == "reader"]
    assert reader["well"]
    assert Model().sha256 in reader["says"]
    assert "F1" in reader["says"]
