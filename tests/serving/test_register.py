"""The token file: what is in it, who may read it, and what is wrong with it."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rehearse.errors import InputError
from rehearse.serving.register import Register, add_learner, digest_of, read_register

LONG = "a-token-that-is-long-enough"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "tokens"


def write(file: Path, text: str, mode: int = 0o600) -> Path:
    file.write_text(text, encoding="utf-8")
    file.chmod(mode)
    return file


def test_a_new_learner_gets_a_token_that_the_file_does_not_hold(file: Path) -> None:
    token = add_learner(file, "anna")
    assert len(token) >= 40
    assert token not in file.read_text()
    assert file.stat().st_mode & 0o777 == 0o600
    found = Register(file).find(token)
    assert found and found.name == "anna"


def test_tokens_are_never_the_same(file: Path) -> None:
    assert len({add_learner(file, f"learner-{n}") for n in range(20)}) == 20
    assert len(read_register(file)) == 20


def test_a_second_line_for_the_same_learner_is_refused(file: Path) -> None:
    add_learner(file, "anna")
    before = file.read_bytes()
    with pytest.raises(InputError, match="anna has a token already"):
        add_learner(file, "anna")
    assert file.read_bytes() == before


def test_a_line_is_added_below_one_that_has_no_end(file: Path) -> None:
    write(file, f"ben {LONG}")
    add_learner(file, "anna")
    assert list(read_register(file)) == ["ben", "anna"]


def test_a_token_in_plain_text_is_taken_too(file: Path) -> None:
    register = Register(write(file, f"# ours\n\nanna   {LONG}\n"))
    assert register.find(LONG) is not None
    assert register.find(digest_of(LONG)) is None
    assert register.find(f"sha256:{digest_of(LONG)}") is None


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("anna\n", "line 1: this is no name and token"),
        (f"\nanna {LONG} more\n", "line 2"),
        ("anna short-token\n", "16 to 256"),
        (f"anna {'x' * 257}\n", "16 to 256"),
        ("anna trüge-ist-auch-hier-lang\n", "without accents"),
        ("anna sha256:abc\n", "64 digits"),
        (f"anna {LONG}\nanna {LONG}2\n", "line 2: there is a second line for anna"),
        (f"anna {LONG}\nben {LONG}\n", "line 2: this token has another learner"),
        (f"anna {LONG}\nben sha256:{digest_of(LONG)}\n", "this token has another learner"),
        (f"../anna {LONG}\n", "no name for a learner"),
        (f"/etc {LONG}\n", "no name for a learner"),
        (f"Anna {LONG}\n", "no name for a learner"),
        (f"{'a' * 65} {LONG}\n", "no name for a learner"),
    ],
)
def test_what_is_wrong_with_a_line_is_said_with_its_number(file: Path, text: str, says: str) -> None:
    with pytest.raises(InputError, match=says):
        read_register(write(file, text))


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620, 0o644, 0o666])
def test_a_file_that_others_can_use_is_refused(file: Path, mode: int) -> None:
    with pytest.raises(InputError, match="chmod 600"):
        read_register(write(file, f"anna {LONG}\n", mode))


def test_no_error_holds_a_token(file: Path) -> None:
    with pytest.raises(InputError) as caught:
        read_register(write(file, f"anna {LONG}\nben {LONG}\n"))
    assert LONG not in str(caught.value)


@pytest.mark.parametrize("what", ["missing", "folder", "binary"])
def test_what_is_no_token_file_is_refused(file: Path, what: str) -> None:
    if what == "folder":
        file.mkdir(mode=0o700)
    elif what == "binary":
        file.write_bytes(b"\xff\xfe\x00")
        file.chmod(0o600)
    with pytest.raises(InputError, match=str(file)):
        read_register(file)


def test_who_is_added_or_taken_out_later_is_known_at_once(file: Path) -> None:
    anna = add_learner(file, "anna")
    register = Register(file)
    learner = register.find(anna)
    ben = add_learner(file, "ben")
    assert register.find(ben)
    lines = [line for line in file.read_text().splitlines() if not line.startswith("anna")]
    write(file, "\n".join(lines))
    assert learner and not register.knows(learner)
    assert register.find(anna) is None


def test_a_new_token_shuts_the_old_one_out(file: Path) -> None:
    register = Register(write(file, f"anna {LONG}\n"))
    learner = register.find(LONG)
    write(file, f"anna {LONG}-anew\n")
    assert learner and not register.knows(learner)
    assert register.find(LONG) is None


def test_while_the_file_is_broken_those_hold_who_stood_in_it(file: Path) -> None:
    register = Register(write(file, f"anna {LONG}\n"))
    write(file, "anna\n")
    assert register.find(LONG)
    assert register.trouble and "line 1" in str(register.trouble)
    write(file, f"anna {LONG}\n# mended\n")
    assert register.find(LONG) and register.trouble is None


@given(st.lists(st.sampled_from(["anna", "../x", LONG, "sha256:", " ", "\n", "#", "\x00", "ü", "\u2028"]), max_size=12))
def test_whatever_a_file_holds_no_name_leads_out_of_the_folder(parts: list[str]) -> None:
    with TemporaryDirectory() as folder:
        file = write(Path(folder, "tokens"), "".join(parts))
        try:
            names = list(read_register(file))
        except InputError:
            return
        assert all(Path(folder, name).resolve().parent == Path(folder).resolve() for name in names)
