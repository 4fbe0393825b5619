"""Looks whether an LLM that was set up would answer: its key is there, its server takes it and knows the model."""

from collections.abc import Sequence
from contextlib import aclosing

from rehearse.config import Config, api_key
from rehearse.contact.client import Patience
from rehearse.contact.stream import Endpoint, Words
from rehearse.errors import ContactError, InputError
from rehearse.scene.explain import nearest
from rehearse.text import one_line

PATIENT = Patience(connect=3.0, gap=30.0)
"""A server on one's own machine may have to load the model before it says a word."""
_INSTEAD = Words("", ", or play offline")
_GREETING = "Say hello in one word."
_MOST_NAMED = 5
_LOOKED_AT = 1_000
"""Names among which the nearest is looked for; the largest houses list some hundreds."""


async def look(config: Config, patience: Patience = PATIENT) -> str:
    """Return in a few words what the server said.

    It is asked for the models that it has, which costs nothing; only where it does not name this one, the model
    is asked for a word. Raises InputError where a key is missing or none, and ContactError: what is wrong, and
    the cure.
    """
    _require_named_key(config)
    endpoint = Endpoint(config, patience, words=_INSTEAD)
    models = await endpoint.models()
    if models is not None and {config.model, f"{config.model}:latest"} & set(models):
        return "its server answers and has the model"
    named = [one_line(name, 60) for name in (models or [])[:_LOOKED_AT] if not endpoint.gives_away(name)]
    try:
        async with aclosing(endpoint.stream([{"role": "user", "content": _GREETING}])) as answer:
            async for _ in answer:
                break
    except ContactError as error:
        raise ContactError(error.what, where=error.where, cure=f"{error.cure}{_known(config.model, named)}") from None
    return "it answered, though its server does not list it"


def _require_named_key(config: Config) -> None:
    name = config.api_key_env
    if name and not api_key(config):
        raise InputError(
            f"{name} is named for the LLM's key and holds none",
            where="config.toml: api_key_env",
            cure=f"Set {name} or REHEARSE_API_KEY, or take the line out where the server wants no key.",
        )


def _known(model: str, models: Sequence[str]) -> str:
    """Say which models there are, the one first that was probably meant."""
    near = nearest(model, models)
    some = list(dict.fromkeys([*([near] if near else []), *models]))[:_MOST_NAMED]
    more = ", …" if len(models) > len(some) else ""
    return f" The server has {', '.join(some)}{more}." if some else ""
