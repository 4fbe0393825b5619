"""What a good file may look like, and what it becomes."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from rehearse.errors import InputError
from rehearse.reading.codebook import Label
from rehearse.scene import syntax
from rehearse.scene.files import MODELS, check, load
from rehearse.scene.shelf import Kind
from rehearse.text import one_line
from tests.scene import small

TEXTS: dict[Kind, str] = {"persona": small.persona(), "scenario": small.scenario(), "rubric": small.rubric()}
SCRATCH = TemporaryDirectory()
SCRAPS = [*":-#[]{}|>&*!%@`'\"\\\n\t ,?~", "é", "\u2028", "\x07", "no", "1e9", "name", "label: ", "- ", "\ud83d"]


def write(folder: Path, text: str) -> Path:
    path = folder / "x.yaml"
    path.write_text(text, encoding="utf-8", errors="surrogatepass")
    return path


def test_the_smallest_persona_is_whole(tmp_path: Path) -> None:
    path = write(tmp_path, small.persona())
    assert check(path) == []
    persona = load(path, "persona")
    assert persona.voice.words == (4, 20)
    assert persona.reactions[Label.JOB_ASK][0] == "job_ask in wording 0."


def test_dates_and_clock_times_stay_text_and_quoted_words_too(tmp_path: Path) -> None:
    for given_as, means in (("2026-01-02", "2026-01-02"), ("12:30", "12:30"), ("'no'", "no"), ("007", "007")):
        text, _ = small.changed(small.persona(), "name: Ada Small", f"name: {given_as}")
        assert load(write(tmp_path, text), "persona").name == means


def test_yes_and_no_are_taken_where_true_and_false_belong(tmp_path: Path) -> None:
    text, _ = small.changed(small.scenario(), "name_blessed: true", "name_blessed: no")
    referrer = load(write(tmp_path, text), "scenario").referrer
    assert referrer is not None
    assert referrer.introduced
    assert not referrer.name_blessed


def test_a_file_with_windows_line_ends_and_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + small.rubric().replace("\n", "\r\n").encode())
    assert load(path, "rubric").parts[0].base == 50
    assert check(path) == []


def test_the_kind_of_a_file_is_known_by_its_comment_its_folder_or_its_keys(tmp_path: Path) -> None:
    for kind, text in TEXTS.items():
        bare = text.split("\n", 1)[1].replace("small-one", "hanna-vogel").replace("id:", "idd:", 1)
        assert [problem.cure for problem in check(write(tmp_path, bare))] == ["Did you mean `id`?"], kind
        folder = tmp_path / f"{kind}s"
        folder.mkdir()
        assert any("`id` is missing" in problem.what for problem in check(write(folder, "colour: red\n")))


def test_a_file_in_the_library_is_named_by_its_id(rehearse_home: Path) -> None:
    folder = rehearse_home / "rubrics"
    folder.mkdir(parents=True)
    problems = check(write(folder, small.rubric()))
    assert [problem.what for problem in problems] == ["the id is not the file's name, `x`"]


def test_both_parsers_of_the_yaml_library_say_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = [
        *TEXTS.values(),
        'a: "x',
        "a: [1",
        "a: b: c",
        "a:\n\t- b",
        "a: @b",
        "- a\nb: c",
        "a: |x",
        "a: &b c",
        "a: {b",
    ]
    compiled = [_outcome(write(tmp_path, text)) for text in broken]
    monkeypatch.setattr(syntax, "_LOADER", yaml.SafeLoader)
    assert [_outcome(write(tmp_path, text)) for text in broken] == compiled


def _outcome(path: Path) -> list[str]:
    return [str(problem) for problem in check(path)]


@given(
    st.sampled_from(list(TEXTS)),
    st.integers(0, 6_000),
    st.integers(0, 12),
    st.lists(st.sampled_from(SCRAPS), max_size=4),
)
def test_no_damage_to_a_file_brings_the_loader_down(kind: Kind, at: int, cut: int, scraps: list[str]) -> None:
    text = TEXTS[kind]
    at %= len(text)
    _survives(kind, (text[:at] + "".join(scraps) + text[at + cut :]).encode("utf-8", "surrogatepass"))


@given(st.sampled_from(list(TEXTS)), st.binary(max_size=200) | st.text(max_size=200).map(lambda text: text.encode()))
def test_no_bytes_bring_the_loader_down(kind: Kind, content: bytes) -> None:
    _survives(kind, content)


SOME_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=8,
)


@given(st.data(), st.sampled_from(list(TEXTS)), SOME_VALUES)
def test_no_value_in_any_place_brings_the_loader_down(data: st.DataObject, kind: Kind, value: object) -> None:
    content = yaml.safe_load(TEXTS[kind])
    box = content
    while True:
        key = data.draw(st.sampled_from(list(box) if isinstance(box, dict) else list(range(len(box)))))
        if not isinstance(box[key], dict | list) or not box[key] or data.draw(st.booleans()):
            break
        box = box[key]
    box[key] = value
    _survives(kind, yaml.safe_dump(content, allow_unicode=True).encode("utf-8", "surrogatepass"))


def _survives(kind: Kind, content: bytes) -> None:
    path = Path(SCRATCH.name) / "x.yaml"
    path.write_bytes(content)
    lines = content.count(b"\n") + content.count(b"\r") + 2
    for problem in check(path):
        assert 1 <= problem.line <= lines
        assert problem.column >= 1
        assert str(problem) == one_line(str(problem))
    try:
        assert isinstance(load(path, kind), MODELS[kind])
    except InputError as error:
        assert str(error) == one_line(str(error))
