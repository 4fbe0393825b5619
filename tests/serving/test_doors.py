"""Who comes in, and who does not: tokens, cookies, pages of others, names that turn to us, tricks with paths."""

import json
from pathlib import Path
from urllib.parse import quote

import aiohttp
import pytest
from yarl import URL

from benchmarks.visitor import Visitor, visitor
from rehearse import __version__
from rehearse.serving.register import Learner, digest_of
from rehearse.serving.server import COOKIE
from rehearse.serving.visits import TRIES, WITHIN, Tries, Visits
from tests.serving.serving import WELL, served, status, tokens_of
from tests.tui.driving import piloted

PRIVATE = ("/", "/ws", "/download/x")


async def is_in(guest: Visitor) -> bool:
    """Whether the server lets this browser in."""
    async with guest.client.get(f"{guest.url}/here") as answer:
        found: bool = (await answer.json())["here"]
    assert found == (await status(guest, "/") == WELL)
    return found


def wrong_tokens(right: str) -> list[str]:
    """Sixty ways to be wrong."""
    near = [right[:n] + ("A" if right[n] != "A" else "B") + right[n + 1 :] for n in range(0, 43, 2)]
    cut = [right[:n] for n in range(1, 20)]
    odd = ["", " ", "\x00", right + "\x00", right + "x", "x" + right, right.upper(), right.lower(), right[::-1]]
    hashes = [
        digest_of(right),
        f"sha256:{digest_of(right)}",
        "sha256:",
        "anna",
        "anna " + right,
        "*",
        "%",
        "' OR '1'='1",
    ]
    return [*near, *cut, *odd, *hashes, "é" * 20, "\ud800".encode("utf-8", "replace").decode(), "x" * 3_000]


@piloted
async def test_no_wrong_token_opens_anything(tmp_path: Path) -> None:
    token = tokens_of(tmp_path, "anna")["anna"]
    tried = wrong_tokens(token)
    assert len(tried) >= 50
    async with served(tmp_path) as (server, url), visitor(url) as guest:
        for number, wrong in enumerate(tried):
            if number % TRIES == 0:
                server.tries = Tries()
            assert await guest.sign_in(wrong) in (403, 413), wrong
            assert await status(guest, "/") == 303
            assert not await is_in(guest)
        assert len(server.room) == 0
        server.tries = Tries()
        assert await guest.sign_in(f" {token}\n") == WELL


@piloted
async def test_a_form_that_is_none_is_a_wrong_token(tmp_path: Path) -> None:
    tokens_of(tmp_path, "anna")
    plain = "application/x-www-form-urlencoded"
    forms = [(plain, b"%ff%fe"), (f"{plain}; charset=no-such", b"token=x"), ("multipart/form-data", b"--"), ("", b"")]
    async with served(tmp_path) as (_, url), visitor(url) as guest:
        for kind, body in forms:
            headers = guest.own_page | {"Content-Type": kind}
            assert await status(guest, "/sign-in", "POST", data=body, headers=headers) == 403, kind
        file = aiohttp.FormData()
        file.add_field("token", b"x", filename="token.txt")
        assert await status(guest, "/sign-in", "POST", data=file, headers=guest.own_page) == 403


@piloted
async def test_who_tries_too_often_has_to_wait_even_with_the_right_token(tmp_path: Path) -> None:
    token = tokens_of(tmp_path, "anna")["anna"]
    async with served(tmp_path) as (server, url), visitor(url) as guest:
        now = 0.0
        server.tries = Tries(lambda: now)
        for _ in range(TRIES):
            assert await guest.sign_in("wrong" * 5) == 403
        form = {"data": {"token": token}, "headers": guest.own_page}
        async with guest.client.post(f"{url}/sign-in", **form) as answer:  # type: ignore[arg-type]
            assert answer.status == 429
            assert 0 < int(answer.headers["Retry-After"]) <= WITHIN + 1
        now = WITHIN
        assert await guest.sign_in(token) == WELL


def test_an_address_is_counted_by_itself_and_ipv6_by_its_network() -> None:
    tries = Tries(lambda: 0.0)
    for n in range(TRIES):
        tries.count("192.0.2.1")
        tries.count(f"2001:db8:1:2::{n:x}")
    assert tries.wait("192.0.2.1") and tries.wait("2001:db8:1:2:ffff::1")
    assert not tries.wait("192.0.2.2") and not tries.wait("2001:db8:1:3::1")


@piloted
async def test_the_cookie_is_no_token_and_stays_in_the_browser(tmp_path: Path) -> None:
    token = tokens_of(tmp_path, "anna")["anna"]
    async with served(tmp_path) as (_, url), visitor(url) as guest:
        form = {"data": {"token": token}, "headers": guest.own_page, "allow_redirects": False}
        async with guest.client.post(f"{url}/sign-in", **form) as answer:  # type: ignore[arg-type]
            assert (answer.status, answer.headers["Location"]) == (303, "/")
            cookie = answer.headers["Set-Cookie"]
        assert token not in cookie and digest_of(token) not in cookie
        assert {"HttpOnly", "SameSite=Strict", "Path=/"} <= set(cookie.split("; "))
        assert "Secure" not in cookie and "Domain" not in cookie


@pytest.mark.parametrize(("proxy", "secure"), [(True, True), (False, False)])
@piloted
async def test_only_behind_a_proxy_a_header_makes_the_cookie_secure(tmp_path: Path, proxy: bool, secure: bool) -> None:
    token = tokens_of(tmp_path, "anna")["anna"]
    async with served(tmp_path, behind_proxy=proxy) as (_, url), visitor(url) as guest:
        headers = guest.own_page | {"X-Forwarded-Proto": "https"}
        where = f"{url}/sign-in"
        async with guest.client.post(where, data={"token": token}, headers=headers, allow_redirects=False) as answer:
            assert ("Secure" in answer.headers["Set-Cookie"].split("; ")) is secure


@piloted
async def test_only_a_proxy_that_is_expected_says_who_asks(tmp_path: Path) -> None:
    tokens_of(tmp_path, "anna")
    for proxy, last in ((True, 403), (False, 429)):
        async with served(tmp_path, behind_proxy=proxy) as (_, url), visitor(url) as guest:
            for n in range(TRIES + 1):
                headers = guest.own_page | {"X-Forwarded-For": f"203.0.113.9, 198.51.100.{n}"}
                found = await status(guest, "/sign-in", "POST", data={"token": "wrong" * 5}, headers=headers)
            assert found == last


@pytest.mark.parametrize("path", PRIVATE)
@pytest.mark.parametrize("cookie", ["", "x", "a" * 43, "../../etc", "%00"])
@piloted
async def test_without_a_visit_no_door_opens(tmp_path: Path, path: str, cookie: str) -> None:
    tokens_of(tmp_path, "anna")
    async with served(tmp_path) as (server, url), visitor(url) as guest:
        guest.client.cookie_jar.update_cookies({COOKIE: cookie}, URL(url))
        if path == "/ws":
            await guest.sit()
            assert (await guest.wait_for_end()).code == 4005
        else:
            assert await status(guest, path) in (303, 404)
        assert len(server.room) == 0 and not (tmp_path / "data").exists()


TRICKS = [
    "/../tokens",
    "/..%2ftokens",
    "/%2e%2e/%2e%2e/etc/passwd",
    "/static/../../tokens",
    "/static/..%2f..%2ftokens",
    "/static/%2e%2e%2f%2e%2e%2ftokens",
    "/static//etc/passwd",
    "/static/%2fetc%2fpasswd",
    "/static/%00",
    "/static/page.css%00.js",
    "/static/page.css/../room.html",
    "/static/room.html",
    "/static/sign-in.html",
    "/static/",
    "/static",
    "/static/js/textual.js",
    "/static/..\\..\\tokens",
    "/static/%c0%ae%c0%ae/tokens",
    "/static/%252e%252e%252ftokens",
    "/tokens",
    "/data/ben/transcripts/one.jsonl",
    "/ben",
    "/ben/transcripts/one.jsonl",
    "/transcripts/one.jsonl",
    "/download/",
    "/download/..%2f..%2fdata%2fben%2ftranscripts%2fone.jsonl",
    "/download/%2e%2e",
    "/download/one",
    "/download/ben",
    "/download/" + quote("/etc/passwd", safe=""),
    "/download/x%00",
    "/.git/config",
    "/ws/../tokens",
    "/health/../tokens",
    "//etc/passwd",
    "/%5c..%5ctokens",
    "/?file=/etc/passwd&learner=ben",
]


@piloted
async def test_no_path_leads_to_a_file_that_is_not_the_page_s(tmp_path: Path) -> None:
    tokens = tokens_of(tmp_path, "anna", "ben")
    secret = tmp_path / "data" / "ben" / "transcripts" / "one.jsonl"
    secret.parent.mkdir(parents=True)
    secret.write_text("what ben said")
    async with served(tmp_path) as (_, url), visitor(url, tokens["anna"]) as anna:
        for trick in TRICKS:
            async with anna.client.get(URL(url + trick, encoded=True), allow_redirects=False) as answer:
                text = await answer.text(errors="replace")
            well = trick.startswith("/?")
            assert (answer.status == WELL) is well, trick
            assert "what ben said" not in text and "root:" not in text and "sha256:" not in text, trick


@piloted
async def test_nothing_that_a_browser_says_names_another_learner(tmp_path: Path) -> None:
    tokens = tokens_of(tmp_path, "anna", "ben")
    async with served(tmp_path) as (_, url), visitor(url, tokens["anna"]) as anna:
        for more in (
            "?learner=ben",
            "?name=../ben",
            "?home=/etc",
            "?width=..%2f..&height=%00",
            "?width=" + "9" * 5000,
        ):
            where = URL(f"{url}/ws{more}", encoded=True)
            async with anna.client.ws_connect(where, headers=anna.own_page) as socket:
                await socket.send_json(["stdin", "h"])
                shown = b""
                while b"home " not in shown:
                    shown = await socket.receive_bytes(timeout=20)
            assert f"home {tmp_path}/data/anna pid".encode() in shown


@piloted
async def test_a_page_of_another_site_gets_no_socket_and_no_form(tmp_path: Path) -> None:
    token = tokens_of(tmp_path, "anna")["anna"]
    async with served(tmp_path) as (server, url), visitor(url, token) as anna:
        for origin in ("https://evil.example", "null", "", "http://127.0.0.1", url + ".evil.example", f"{url}x"):
            headers = {"Origin": origin}
            with pytest.raises(aiohttp.WSServerHandshakeError) as caught:
                await anna.client.ws_connect(f"{url}/ws", headers=headers)
            assert caught.value.status == 403
            for form in ("/sign-in", "/sign-out"):
                assert await status(anna, form, "POST", data={"token": token}, headers=headers) == 403
        assert await status(anna, "/sign-out", "POST") == 403
        assert len(server.room) == 0
        assert await is_in(anna)


@pytest.mark.parametrize("tokens", [True, False])
@piloted
async def test_a_name_that_somebody_turned_to_this_machine_is_not_ours(tmp_path: Path, tokens: bool) -> None:
    if tokens:
        tokens_of(tmp_path, "anna")
    async with served(tmp_path) as (_, url), visitor(url) as guest:
        for name in ("evil.example", "evil.example:8000", "127.0.0.1.evil.example", "localhost.evil.example", "["):
            assert await status(guest, "/", headers={"Host": name}) == 421, name
        for name in ("localhost", "127.0.0.1:1", "[::1]:8000", "LOCALHOST:80"):
            assert await status(guest, "/", headers={"Host": name}) in (WELL, 303), name


@piloted
async def test_behind_a_proxy_the_public_name_is_ours_too(tmp_path: Path) -> None:
    token = tokens_of(tmp_path, "anna")["anna"]
    public = "https://rehearse.example"
    async with served(tmp_path, behind_proxy=True, public_url=public) as (_, url), visitor(url) as guest:
        headers = {"Host": "rehearse.example", "Origin": public}
        assert await status(guest, "/sign-in", "POST", data={"token": token}, headers=headers) == 303
        assert await status(guest, "/", headers={"Host": "other.example"}) == 421


@piloted
async def test_signed_out_is_out_everywhere_in_this_browser(tmp_path: Path) -> None:
    token = tokens_of(tmp_path, "anna")["anna"]
    async with served(tmp_path) as (_, url), visitor(url, token) as anna:
        cookie = {c.key: c.value for c in anna.client.cookie_jar}
        await anna.sit()
        await anna.wait_for("ready")
        assert await status(anna, "/sign-out", "POST", headers=anna.own_page) == 303
        assert (await anna.wait_for_end()).code == 4005
        anna.client.cookie_jar.update_cookies(cookie, URL(url))
        assert not await is_in(anna)


@piloted
async def test_a_token_that_is_taken_back_ends_the_session_and_the_visit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rehearse.serving.server.ROUND", 0.02)
    tokens = tokens_of(tmp_path, "anna", "ben")
    async with served(tmp_path) as (_, url), visitor(url, tokens["anna"]) as anna, visitor(url, tokens["ben"]) as ben:
        for guest in (anna, ben):
            await guest.sit()
            await guest.wait_for("ready")
        file = tmp_path / "tokens"
        file.write_text("".join(line for line in file.read_text().splitlines(True) if not line.startswith("anna")))
        assert (await anna.wait_for_end()).code == 4005
        assert not await is_in(anna)
        await ben.type("still here")
        await ben.wait_for("said still here")


def test_a_visit_ends_when_it_is_long_unused_and_a_learner_has_few() -> None:
    now = 0.0
    tokens = Visits(lambda: now)
    learner = Learner("anna", "x")
    keys = [tokens.begin(learner) for _ in range(7)]
    assert [tokens.who(key) is not None for key in keys] == [False] * 2 + [True] * 5
    now = 11 * 3600.0
    assert tokens.who(keys[-1])
    now = 22.9 * 3600
    assert tokens.who(keys[-1]) and tokens.who(keys[-2]) is None


@piloted
async def test_every_page_keeps_the_browser_to_itself(tmp_path: Path) -> None:
    token = tokens_of(tmp_path, "anna")["anna"]
    async with served(tmp_path) as (_, url), visitor(url, token) as anna:
        for path in ("/", "/sign-in", "/static/page.css", "/nowhere", "/health"):
            async with anna.client.get(url + path) as answer:
                policy = answer.headers["Content-Security-Policy"]
                text = await answer.text()
            assert "default-src 'none'" in policy and "frame-ancestors 'none'" in policy
            assert "script-src 'self';" in policy
            assert answer.headers["X-Content-Type-Options"] == "nosniff"
            assert "aiohttp" not in answer.headers["Server"]
            assert "http://" not in text.replace("http://www.w3.org/", "") and "https://" not in text, path


@piloted
async def test_health_tells_nothing_of_anybody(tmp_path: Path) -> None:
    token = tokens_of(tmp_path, "anna")["anna"]
    async with served(tmp_path) as (_, url), visitor(url, token) as anna, visitor(url) as monitor:
        await anna.sit()
        await anna.wait_for("ready")
        async with monitor.client.get(f"{url}/health", headers={"Host": "10.0.0.7"}) as answer:
            assert json.loads(await answer.text()) == {"status": "ok", "sessions": 1, "version": __version__}


@piloted
async def test_at_this_machine_alone_nobody_signs_in(tmp_path: Path) -> None:
    async with served(tmp_path) as (_, url), visitor(url) as guest:
        assert await status(guest, "/") == WELL
        await guest.sit()
        await guest.type("h")
        await guest.wait_for(f"home {tmp_path}/data pid")
