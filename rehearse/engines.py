"""Makes what a meeting needs beside its files: the contact that the person chose, and the reader.

The app and the command line both ask here, so that neither grows a choice of its own. What is heavy is
imported inside the functions: an offline meeting never loads an LLM's client.
"""

from functools import lru_cache
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple

from rehearse.config import Config, Engine, api_key, is_openai
from rehearse.errors import InputError
from rehearse.lasting import lasting

if TYPE_CHECKING:
    from rehearse.contact.contact import Contact
    from rehearse.reading.reader import Reader

_LOADING = Lock()
"""Held while the reader is loaded, so that two threads do not both load it."""
CHOICES: tuple[Engine, ...] = ("auto", "offline", "llm")


def chosen(choice: Engine | None, config: Config) -> Engine:
    """Return who plays, `offline` or `llm`: the choice, else the configuration's, with `auto` decided.

    `auto` is an LLM where one is set up.
    """
    wish = choice or config.contact
    if wish != "auto":
        return wish
    return "llm" if is_set_up(config) else "offline"


def is_set_up(config: Config) -> bool:
    """Whether there is an LLM to ask: a server of one's own is named, or there is a key for OpenAI's."""
    return api_key(config) is not None or not is_openai(config.base_url)


def require_llm(config: Config, otherwise: str) -> None:
    """Raise InputError where OpenAI's service is the server, but there is no key for it; `otherwise` ends the cure."""
    if not is_set_up(config):
        raise InputError(
            "there is no key for the LLM",
            where=config.base_url,
            cure=f"Set REHEARSE_API_KEY, or name a server of your own in config.toml, or {otherwise}.",
        )


def make_contact(choice: Engine | None, config: Config) -> "Contact":
    """Return the contact that plays.

    Raises InputError where an LLM is asked for and OpenAI's service is the server, but there is no key for it.
    """
    if chosen(choice, config) == "offline":
        return offline_contact()
    from rehearse.contact.llm import LLMContact

    require_llm(config, "take the offline contact")
    return LLMContact(config, make_reader())


def offline_contact() -> "Contact":
    """Return the contact that needs no network."""
    from rehearse.contact.offline import OfflineContact

    return OfflineContact()


class Readers(NamedTuple):
    """The reader that reads turns, and what a person should know of it."""

    reader: "Reader"
    says: str
    """What it is: name, checksum, what it is worth; or why another stands in."""
    whole: bool
    """Whether it is the trained one; otherwise the rules stand in for it."""


def make_reader() -> "Reader":
    """Return the reader that reads turns."""
    return known_reader().reader


def forget_reader() -> None:
    """Load the reader anew when it is next asked for."""
    from rehearse.reading.encoder import loading

    loading.forget()
    _loaded.cache_clear()


def known_reader() -> Readers:
    """Return the trained reader; where it cannot be loaded, the one made of rules, and why. It is loaded once."""
    with _LOADING:
        return _loaded()


@lru_cache(maxsize=1)
def _loaded() -> Readers:
    from rehearse.reading.encoder.loading import shipped
    from rehearse.reading.encoder.model import Unreadable
    from rehearse.reading.encoder.reader import EncoderReader

    try:
        with lasting():
            model = shipped()
    except Unreadable as error:
        from rehearse.reading.rules import RulesReader

        says = f"{error}; the rules of the first reader stand in, and read less well. To mend it, install rehearse anew"
        return Readers(RulesReader(), says, whole=False)
    reader = EncoderReader(model)
    return Readers(reader, f"{reader.version}, sha256 {model.sha256}; {model.card['worth']}", whole=True)


def describe(choice: Engine | None, config: Config) -> str:
    """Return who plays, in a few words for a person: `offline`, or the model and its host."""
    if chosen(choice, config) == "offline":
        return "offline, from the persona's own words"
    from urllib.parse import urlsplit

    return f"{config.model} at {urlsplit(config.base_url).hostname}"
