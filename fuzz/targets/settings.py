"""What the person or a host sets: the configuration, and the file of tokens."""

from collections.abc import Sequence
from random import Random

from fuzz import raw
from fuzz.place import written
from fuzz.target import Target
from rehearse.config import read_config
from rehearse.serving.register import read_register

_CONFIGS = (
    b'base_url = "http://localhost:11434/v1"\nmodel = "llama"\napi_key_env = "MY_KEY"\nwindow = 8000\n',
    b'contact = "offline"\ntheme = "textual-dark"\n',
    b'base_url = "https://api.openai.com/v1"\napi_key_env = "OPENAI_API_KEY"\n',
)
_REGISTERS = (
    b"# One learner a line.\nanna-berg sha256:" + b"0123456789abcdef" * 4 + b"\nbo 0123456789abcdefghij\n",
    b"a-1 " + b"x" * 32 + b"\n\nb-2 " + b"y" * 32 + b"\n",
)
_VALUES = (
    b"9" * 5_000,
    b"-1",
    b"0x1F",
    b"0b2",
    b"1e400",
    b"nan",
    b"inf",
    b"true",
    b'""',
    b"''",
    b'"""a\nb"""',
    b'"\\u0000"',
    b'"\\ud800"',
    b'"\\U00110000"',
    b'"\\x"',
    b"[" * 3_000,
    b"{a = " * 400,
    b"{ a = 1, a = 2 }",
    b"[1, 'a', [], {}]",
    b"1979-05-27T07:32:00Z",
    b"1979-13-27",
    b"07:32:00",
    b"2026-01-01T00:00:00+99:99",
    b'"8000"',
    b'"\xd9\xa1\xd9\xa2\xd9\xa3\xd9\xa4"',
    b'"http://[::1"',
    b'"http://a:99999/"',
    b'"http://a:0/"',
    b'"http://\xe2\x84\x80.example/"',
    b'"http://user:secret@host/"',
    b'"https://[v1.x]/"',
    b'"HTTPS://API.OPENAI.COM:443/v1"',
    b'"http://host/?q#f"',
    b'"sk-0123456789abcdef"',
    b'"auto"',
)
_KEYS = (b"api_key", b"window", b"[table]", b"[[a]]", b"a.b.c", b'"base_url"', b"modle", b"theme", b"'x y'", b"contact")


def _assignment(rng: Random, one: bytes, other: bytes) -> bytes:
    """Change a key or a value of a line of TOML."""
    lines = one.split(b"\n")
    at = rng.randrange(len(lines))
    key, equals, value = lines[at].partition(b" = ")
    match rng.randrange(4):
        case 0:
            key = rng.choice(_KEYS)
        case 1:
            lines.insert(at, rng.choice(_KEYS) + b" = " + rng.choice(_VALUES))
            return b"\n".join(lines)
        case _:
            equals, value = b" = ", rng.choice(_VALUES)
    lines[at] = key + equals + value
    return b"\n".join(lines)


def _line(rng: Random, one: bytes, other: bytes) -> bytes:
    """Change a name or a token."""
    lines = one.split(b"\n")
    at = rng.randrange(len(lines))
    words = lines[at].split(b" ")
    word = rng.randrange(len(words))
    words[word] = rng.choice(
        (raw.changed(rng, words[word], other[:40]), b"sha256:", b"sha256:" + b"f" * 64, b"x" * 257)
    )
    lines[at] = b" ".join(words)
    return b"\n".join(lines)


def _config_seeds() -> Sequence[bytes]:
    return _CONFIGS


def _register_seeds() -> Sequence[bytes]:
    return _REGISTERS


def _config(data: bytes) -> None:
    """Read a configuration: a key of no other host than its own is ever named."""
    found = read_config(written(data, "config.toml"))
    assert found.api_key_env != "OPENAI_API_KEY" or ".openai.com" in found.base_url.lower(), "a key for another host"


def _register(data: bytes) -> None:
    """Read the learners of a token file: two are never one."""
    found = read_register(written(data, "tokens.txt"))
    assert len({learner.digest for learner in found.values()}) == len(found), "two learners with one token"


TARGETS = (
    Target("config", "config.toml", 90, _config_seeds, _config, (_assignment, _assignment)),
    Target("tokens", "the token file of a server", 80, _register_seeds, _register, (_line,)),
)
