"""Where things lie, what is set, and whose key goes where."""

import stat
import subprocess
import sys
from pathlib import Path

import pytest

from rehearse.errors import InputError, StorageError
from rehearse.settings import (
    Config,
    api_key,
    config_path,
    load_config,
    own_dir,
    private_folder,
    shipped,
    transcripts_dir,
    user_dir,
)

LOCAL = "http://localhost:11434/v1"


def configure(text: str) -> None:
    private_folder(user_dir())
    config_path().write_text(text, encoding="utf-8")


def test_rehearse_home_moves_everything_and_nothing_is_made_by_asking(rehearse_home: Path) -> None:
    places = (
        user_dir(),
        transcripts_dir(),
        own_dir("personas"),
        own_dir("scenarios"),
        own_dir("rubrics"),
        config_path(),
    )
    assert all(place.is_relative_to(rehearse_home) for place in places)
    load_config()
    assert not rehearse_home.exists()


def test_without_rehearse_home_the_platform_decides(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("REHEARSE_HOME")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    assert user_dir().name == "rehearse"
    assert user_dir().is_relative_to(tmp_path)


def test_a_home_may_begin_with_a_tilde(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("REHEARSE_HOME", "~/mine")
    assert user_dir() == tmp_path / "mine"
    monkeypatch.setenv("REHEARSE_HOME", "~nobody-of-that-name/mine")
    with pytest.raises(InputError, match="REHEARSE_HOME"):
        user_dir()


def test_new_folders_are_open_to_their_owner_only_and_old_ones_keep_their_rights(tmp_path: Path) -> None:
    old = tmp_path / "old"
    old.mkdir(mode=0o755)
    made = private_folder(old / "a" / "b")
    assert [stat.S_IMODE(path.stat().st_mode) for path in (made, made.parent)] == [0o700, 0o700]
    assert stat.S_IMODE(old.stat().st_mode) == 0o755
    assert private_folder(made) == made


def test_a_file_in_the_place_of_a_folder_is_a_storage_error(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("", encoding="utf-8")
    with pytest.raises(StorageError, match="where a folder should be"):
        private_folder(tmp_path / "x")
    with pytest.raises(StorageError, match="cannot be made"):
        private_folder(tmp_path / "x" / "y")


def test_what_ships_is_found() -> None:
    assert (shipped("rubrics") / "standard.yaml").is_file()
    assert (shipped("scenarios") / "good-coffee.yaml").is_file()


def test_without_a_file_the_defaults_hold() -> None:
    assert load_config() == Config()


def test_the_environment_stands_over_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    configure(f'base_url = "{LOCAL}/"\nmodel = "mistral"\ncontact = "llm"\ntheme = "nord"\napi_key_env = "MY_KEY"\n')
    assert load_config() == Config(LOCAL, "mistral", "MY_KEY", "llm", "nord")
    monkeypatch.setenv("REHEARSE_MODEL", "qwen")
    monkeypatch.setenv("REHEARSE_CONTACT", "offline")
    assert load_config() == Config(LOCAL, "qwen", "MY_KEY", "offline", "nord")


@pytest.mark.parametrize(
    ("text", "key", "cure"),
    [
        ('modle = "x"', "`modle`", "Did you mean `model`?"),
        ('colour = "x"', "`colour`", "It may hold base_url, model"),
        ('api_key = "sk-1"', "`api_key`", "never stored"),
        ("model = 3", "model", "in quotes"),
        ('model = ""', "model", "in quotes"),
        ('model = "a\\u001b[2J"', "model", "in quotes"),
        ("[model]", "model", "in quotes"),
        ('contact = "robot"', "contact", "auto, offline or llm"),
        ('base_url = "localhost:1234"', "base_url", "http://localhost"),
        ('base_url = "https://user:pass@host/v1"', "base_url", "http://localhost"),
        ('base_url = "https://host:99999/v1"', "base_url", "http://localhost"),
        ('base_url = "https://[::1/v1"', "base_url", "http://localhost"),
        ('api_key_env = "sk-secret-1234"', "api_key_env", "a name in capitals"),
        (f'base_url = "{LOCAL}"\napi_key_env = "OPENAI_API_KEY"', "api_key_env", "a variable of its own"),
        ("model = ", "no TOML", "Write it like"),
        ("a = " + "[" * 5_000, "config.toml", "Write it like"),
    ],
)
def test_a_mistake_in_the_file_names_the_file_the_key_and_the_cure(text: str, key: str, cure: str) -> None:
    configure(text)
    with pytest.raises(InputError) as caught:
        load_config()
    message = str(caught.value)
    assert message.startswith(str(config_path()))
    assert key in message
    assert cure in message
    assert "\n" not in message
    assert "sk-" not in message


def test_what_is_no_text_file_is_refused() -> None:
    private_folder(user_dir())
    config_path().write_bytes(b"model = '\xff'")
    with pytest.raises(InputError, match="UTF-8"):
        load_config()
    config_path().write_bytes(b"#" * 70_000)
    with pytest.raises(InputError, match="larger"):
        load_config()
    config_path().unlink()
    config_path().mkdir()
    with pytest.raises(InputError, match="no file"):
        load_config()


def test_a_mistake_in_the_environment_names_the_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REHEARSE_CONTACT", "robot")
    with pytest.raises(InputError) as caught:
        load_config()
    assert str(caught.value) == "REHEARSE_CONTACT: `robot` is no kind of contact. Use auto, offline or llm."


def test_openais_key_goes_to_openai_and_nowhere_else(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-openai")
    assert api_key(load_config()) == "sk-openai"
    for elsewhere in (LOCAL, "https://api.openai.com.evil.example/v1", "http://api.openai.com/v1"):
        monkeypatch.setenv("REHEARSE_BASE_URL", elsewhere)
        assert api_key(load_config()) is None, elsewhere
    monkeypatch.delenv("REHEARSE_BASE_URL")
    configure(f'base_url = "{LOCAL}"')
    assert api_key(load_config()) is None


def test_a_key_named_for_one_host_is_not_taken_to_another(monkeypatch: pytest.MonkeyPatch) -> None:
    configure('base_url = "https://one.example/v1"\napi_key_env = "ONE_KEY"\n')
    monkeypatch.setenv("ONE_KEY", "secret")
    assert api_key(load_config()) == "secret"
    monkeypatch.setenv("REHEARSE_BASE_URL", "https://one.example/v2")
    assert api_key(load_config()) == "secret"
    for other in ("https://two.example/v1", "http://one.example/v1", "https://one.example:8443/v1"):
        monkeypatch.setenv("REHEARSE_BASE_URL", other)
        assert api_key(load_config()) is None, other


def test_a_key_of_rehearses_own_comes_first_and_is_never_quoted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-openai")
    monkeypatch.setenv("REHEARSE_API_KEY", " sk-mine\n")
    assert api_key(load_config()) == "sk-mine"
    monkeypatch.setenv("REHEARSE_API_KEY", "sk-mine\r\nX-Evil: 1")
    with pytest.raises(InputError, match="REHEARSE_API_KEY") as caught:
        api_key(load_config())
    assert "sk-mine" not in str(caught.value)


def test_the_settings_load_nothing_heavy() -> None:
    heavy = {"pydantic", "platformdirs", "yaml", "tomllib"}
    probe = f"import sys, rehearse.settings; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
