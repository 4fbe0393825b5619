"""The two pages and the files that they need; nothing is fetched from elsewhere, and no path leads to a disk."""

from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from aiohttp import web

from rehearse.serving.doors import STRICT, WITH_TERMINAL

if TYPE_CHECKING:
    from jinja2 import Environment

WEB = Path(__file__).parent / "web"
_THEIRS = (
    "js/textual.js",
    "css/xterm.css",
    "fonts/RobotoMono-VariableFont_wght.ttf",
    "fonts/RobotoMono-Italic-VariableFont_wght.ttf",
)
_OURS = ("page.css", "room.js", "sign-in.js", "icon.svg")


@cache
def shelf() -> dict[str, Path]:
    """Return all files that a browser may ask for by name: the terminal of textual-serve, and ours."""
    theirs = Path(str(files("textual_serve"))) / "static"
    found = {name.rpartition("/")[2]: theirs / name for name in _THEIRS}
    return found | {name: WEB / name for name in _OURS}


def sign_in(*, trouble: str = "", name: str = "", status: int = 200) -> web.Response:
    """Return the page on which one signs in; `name` is who has signed in already."""
    return _page("sign-in.html", STRICT, status, trouble=trouble, name=name)


def room(*, name: str) -> web.Response:
    """Return the page with the terminal; without a name there is nobody to sign out."""
    return _page("room.html", WITH_TERMINAL, 200, name=name)


def plain(text: str, status: int) -> web.Response:
    """Return a sentence."""
    return web.Response(text=f"{text}\n", status=status)


def _page(template: str, policy: str, status: int, **values: str) -> web.Response:
    text = _templates().get_template(template).render(values)
    return web.Response(text=text, content_type="text/html", status=status, headers={"Content-Security-Policy": policy})


@cache
def _templates() -> "Environment":
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # noqa: PLC0415 - heavy

    return Environment(
        loader=FileSystemLoader(WEB), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
