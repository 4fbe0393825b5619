"""Whether a request comes from our own page, by its headers: against pages of others, and names that turn to us."""

from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit

from aiohttp import web

from rehearse.text import one_line

HERE = frozenset({"localhost", "127.0.0.1", "::1"})
_ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # Not `no-referrer`: a form would then be sent without saying where it comes from.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), clipboard-read=()",
    "Server": "rehearse",
}
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'{styles}; font-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
STRICT = _POLICY.format(styles="")
WITH_TERMINAL = _POLICY.format(styles=" 'unsafe-inline'")
"""The terminal in the page writes its colours and sizes into a style of its own."""


def is_here(host: str) -> bool:
    """Whether this name or number means this machine and no other reaches it."""
    try:
        return host in HERE or ip_address(host).is_loopback
    except ValueError:
        return False


@dataclass(frozen=True, slots=True)
class Doors:
    """What this server is called from outside."""

    host: str
    """Where it listens."""
    public_url: str | None = None
    """What learners open, without a slash at the end; None where that is the server itself."""
    behind_proxy: bool = False
    """Whether a reverse proxy tells who asks (X-Forwarded-For) and how (X-Forwarded-Proto)."""

    def knows_host(self, request: web.Request) -> bool:
        """Whether the request was sent to a name of ours, and not to one that somebody has turned to our number."""
        name = _host(f"//{request.host}")
        if self.public_url and name == _host(self.public_url):
            return True
        if self.public_url or is_here(self.host):
            return name in HERE or name == self.host
        return name != ""

    def is_from_us(self, request: web.Request) -> bool:
        """Whether a page of ours sent the request; a program that names no page is nobody's page."""
        origin = request.headers.get("Origin", "").lower()
        return origin in (f"http://{request.host}".lower(), f"https://{request.host}".lower(), self.public_url)

    def is_encrypted(self, request: web.Request) -> bool:
        """Whether the browser's connection is: only the proxy in front knows."""
        return self.behind_proxy and request.headers.get("X-Forwarded-Proto", "").lower() == "https"

    def address(self, request: web.Request) -> str:
        """Return the browser's address: what the proxy has added last, where there is one."""
        forwarded = request.headers.get("X-Forwarded-For", "") if self.behind_proxy else ""
        return one_line(forwarded.rpartition(",")[2], 60) or request.remote or ""


async def dress(_request: web.Request, response: web.StreamResponse) -> None:
    """Give every answer the headers that keep a browser from doing more with it than is meant."""
    for name, value in _ALWAYS.items():
        response.headers[name] = value
    response.headers.setdefault("Content-Security-Policy", STRICT)
    response.headers.setdefault("Cache-Control", "no-store")


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").rstrip(".")
    except ValueError:
        return ""
