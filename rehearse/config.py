"""What the person has set: the configuration file, the environment over it, and whose key goes where.

On the way to the first paint, so without pydantic. Keys live in the environment only and go to their own host only.
"""

import os
import re
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any, Literal, get_args
from urllib.parse import urlsplit

from rehearse.errors import InputError
from rehearse.text import one_line

Engine = Literal["auto", "offline", "llm"]

OPENAI_URL = "https://api.openai.com/v1"
OPENAI_KEY = "OPENAI_API_KEY"
CONFIG_BYTES = 65_536
"""More than any configuration holds; a larger file is a mistake."""

_ENVIRONMENT = {
    "base_url": "REHEARSE_BASE_URL",
    "model": "REHEARSE_MODEL",
    "contact": "REHEARSE_CONTACT",
    "window": "REHEARSE_WINDOW",
}
_WINDOWS = range(2_000, 10_000_001)
_VARIABLE = re.compile(r"[A-Z_][A-Z0-9_]*")
_SECRET = re.compile(r"KEY|TOKEN|SECRET|PASSW", re.IGNORECASE)
SHORTEST_SECRET = 6
"""Characters; what is shorter stands in words that are no secret."""


@dataclass(frozen=True, slots=True)
class Config:
    """What the person has set, or the defaults. Holds the name of the key's variable, never a key."""

    base_url: str = OPENAI_URL
    """Where an LLM answers: any server that speaks Chat Completions. No slash at the end."""
    model: str = "gpt-5-mini"
    """The model's name, as that server knows it."""
    api_key_env: str | None = OPENAI_KEY
    """The environment variable that holds the key of that server's host; None where none is named."""
    contact: Engine = "auto"
    """Who plays the contact; `auto` is an LLM where one is set up, else offline."""
    theme: str | None = None
    """The app's theme; None is the app's own."""
    window: int = 8_000
    """Tokens that are sent to an LLM at once at most, from 2,000 on; a good deal below what the model can read."""


def read_config(path: Path) -> Config:
    """Return the file at `path` with the environment over it; the defaults where neither says anything.

    Raises InputError, which names the file or the variable, the key and the cure. A key that the file names for
    its own `base_url` is not taken along to another host that the environment sets.
    """
    config = _from_file(path)
    given = {key: os.environ.get(name, "").strip() for key, name in _ENVIRONMENT.items()}
    checked: dict[str, Any] = {key: _check(key, value, _ENVIRONMENT[key]) for key, value in given.items() if value}
    final = replace(config, **checked)
    if _origin(final.base_url) != _origin(config.base_url):
        final = replace(final, api_key_env=OPENAI_KEY if is_openai(final.base_url) else None)
    return final


def api_key(config: Config) -> str | None:
    """Return the key for `config.base_url`'s host, from the environment only; None where there is none.

    REHEARSE_API_KEY comes first, then the variable that the configuration names. Raises InputError for a
    value that no server could be sent; the message never holds the value.
    """
    for name in ("REHEARSE_API_KEY", config.api_key_env):
        key = os.environ.get(name, "").strip() if name else ""
        if key:
            if not (key.isascii() and key.isprintable()) or " " in key:
                raise InputError("this is no key", where=str(name), cure="Set it again, without blanks or line ends.")
            return key
    return None


def without_keys(text: str) -> str:
    """Return `text` with the value of each variable that is called a key or a token left out.

    For what is written down of a fault: no setting is asked, since reading them may be what failed.
    """
    secrets = [value for name, value in os.environ.items() if _SECRET.search(name) and len(value) >= SHORTEST_SECRET]
    for secret in sorted(secrets, key=len, reverse=True):
        text = text.replace(secret, "(a key)")
    return text


def is_openai(base_url: str) -> bool:
    """Whether this is OpenAI's own service, the only host that OPENAI_API_KEY is ever sent to."""
    url = urlsplit(base_url)
    host = url.hostname or ""
    return url.scheme == "https" and (host == "api.openai.com" or host.endswith(".api.openai.com"))


def _from_file(path: Path) -> Config:
    table = _table(path)
    for key in table:
        if key not in _KEYS:
            raise InputError(f"unknown key `{one_line(key, 40)}`", where=str(path), cure=_unknown_cure(key))
    checked: dict[str, Any] = {key: _check(key, value, f"{path}: {key}") for key, value in table.items()}
    config = replace(Config(), **checked)
    if "api_key_env" not in checked:
        return replace(config, api_key_env=OPENAI_KEY if is_openai(config.base_url) else None)
    if config.api_key_env == OPENAI_KEY and not is_openai(config.base_url):
        raise InputError(
            f"{OPENAI_KEY} is the key of another host than `base_url`",
            where=f"{path}: api_key_env",
            cure="Put the key of your host into a variable of its own and name that one.",
        )
    return config


def _table(path: Path) -> dict[str, object]:
    """Read the TOML file; an absent one is an empty one."""
    if path.exists() and not path.is_file():
        raise InputError("this is no file", where=str(path), cure="Move it away; configuration is a text file.")
    try:
        with path.open("rb") as file:
            raw = file.read(CONFIG_BYTES + 1)
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise InputError(
            f"it cannot be read: {error.strerror}", where=str(path), cure="Make it a file of yours."
        ) from error
    if len(raw) > CONFIG_BYTES:
        raise InputError("it is larger than any configuration", where=str(path), cure="Keep it under 64 KB.")
    import tomllib  # noqa: PLC0415 - most people have no config file, and a file that is absent needs no parser

    try:
        return tomllib.loads(raw.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise InputError("it is not UTF-8 text", where=str(path), cure="Save it as UTF-8.") from None
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"this is no TOML: {one_line(str(error))}", where=str(path), cure=_EXAMPLE) from None
    except ValueError:
        raise InputError("it holds a number that is too long", where=str(path), cure=_EXAMPLE) from None
    except RecursionError:
        raise InputError("it is nested too deeply", where=str(path), cure=_EXAMPLE) from None


def _check(key: str, value: object, where: str) -> str | int:
    """Return the value as the configuration keeps it. Raises InputError, without the value where it may be a key."""
    if key == "window":
        return _check_window(value, where)
    if not isinstance(value, str) or not value.strip() or one_line(value) != value.strip():
        raise InputError("it has to be one line of text in quotes", where=where, cure=_EXAMPLE)
    return _CHECKS[key](value.strip(), where)


def _check_window(value: object, where: str) -> int:
    digits = isinstance(value, str) and value.strip().isdecimal() and len(value) < len(str(_WINDOWS.stop)) + 1
    number = int(value) if isinstance(value, str) and digits else value
    if not isinstance(number, int) or isinstance(number, bool) or number not in _WINDOWS:
        raise InputError(
            f"it has to be a number of tokens from {_WINDOWS[0]:,} to {_WINDOWS[-1]:,}",
            where=where,
            cure="Write it like window = 8000.",
        )
    return number


def _check_text(value: str, where: str) -> str:
    return value


def _check_contact(value: str, where: str) -> str:
    if value not in get_args(Engine):
        raise InputError(
            f"`{one_line(value, 40)}` is no kind of contact", where=where, cure="Use auto, offline or llm."
        )
    return value


def _check_variable(value: str, where: str) -> str:
    if not _VARIABLE.fullmatch(value):
        raise InputError(
            "it names the environment variable that holds the key; the key itself is never stored",
            where=where,
            cure='Write a name in capitals, such as api_key_env = "MY_LLM_KEY".',
        )
    return value


def _check_url(value: str, where: str) -> str:
    try:
        url = urlsplit(value)
        whole = url.scheme in ("http", "https") and bool(url.hostname) and url.port != 0
    except ValueError:
        whole = False
    else:
        whole = whole and not (url.username or url.password or url.query or url.fragment or " " in value)
    if not whole:
        raise InputError(
            "it has to be an http or https address, without a name, a password or a query in it",
            where=where,
            cure="Write it like http://localhost:11434/v1.",
        )
    return value.rstrip("/")


def _origin(base_url: str) -> tuple[str, str, int]:
    """What a key belongs to: scheme, host and port."""
    url = urlsplit(base_url)
    return url.scheme, url.hostname or "", url.port or {"http": 80, "https": 443}[url.scheme]


def _unknown_cure(key: str) -> str:
    import difflib  # noqa: PLC0415 - only for this error

    if key in ("api_key", "key", "token", "secret"):
        return "A key is never stored: set REHEARSE_API_KEY, or name its variable with api_key_env."
    near = difflib.get_close_matches(key, _KEYS, n=1)
    return f"Did you mean `{near[0]}`?" if near else f"It may hold {', '.join(_KEYS)}."


_CHECKS = {
    "base_url": _check_url,
    "model": _check_text,
    "api_key_env": _check_variable,
    "contact": _check_contact,
    "theme": _check_text,
}
_KEYS = tuple(field.name for field in fields(Config))
_EXAMPLE = 'Write it like model = "gpt-5-mini".'
