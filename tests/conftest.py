"""Keeps every test on this machine and away from the person's own data, keys and network."""

import os
import signal
import sys
from collections.abc import Iterator
from ipaddress import ip_address
from pathlib import Path

import pytest
from hypothesis import settings

from rehearse.reading.encoder import network
from tests import canary
from tests.project.checkout import ROOT

# The same examples every time, and no clock: a slow machine is no wrong answer.
settings.register_profile("rehearse", deadline=None, derandomize=True, database=None)
settings.load_profile("rehearse")

if "PYTEST_XDIST_WORKER" in os.environ:
    # Each worker has a core to itself: a network's second thread would take it from another worker, and mostly wait.
    network.THREADS = 1

for _number, _usual in ((signal.SIGINT, signal.default_int_handler), (signal.SIGHUP, signal.SIG_DFL)):
    # Whoever starts the tests in a shell's background, or by nohup, has them ignored, and every program of theirs too.
    if signal.getsignal(_number) is signal.SIG_IGN:
        signal.signal(_number, _usual)

_RESOLVING = frozenset({"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"})
_SENDING = frozenset({"socket.connect", "socket.sendto", "socket.sendmsg"})


def _is_here(host: object) -> bool:
    """Tell whether `host` is this machine by its name or number; an absent one is."""
    name = host.decode("ascii", "replace") if isinstance(host, bytes) else host
    if name in (None, "", "localhost"):
        return True
    try:
        return ip_address(str(name)).is_loopback
    except ValueError:
        return False


def _stay_here(event: str, arguments: tuple[object, ...]) -> None:
    """Fail the test that reaches for another machine.

    An audit hook sees every way to a socket, also from C. The failure is no `Exception`, so that
    no client can catch it and call it a problem of the connection.
    """
    if event in _RESOLVING:
        host = arguments[0]
    elif event in _SENDING and isinstance(arguments[1], tuple):
        host = arguments[1][0]
    else:
        return
    if not _is_here(host):
        pytest.fail(f"tests stay on this machine: {event} to {host!r}")


sys.addaudithook(_stay_here)


def _is_personal(name: str) -> bool:
    """Tell whether the variable could bring the person's keys, settings or proxies into a test."""
    upper = name.upper()
    if upper == "TEXTUAL_SNAPSHOT_TEMPDIR":  # The plugin's own, for its report.
        return False
    return upper.startswith(("REHEARSE_", "OPENAI_", "TEXTUAL")) or upper.endswith(("_API_KEY", "_PROXY"))


pytest_runtest_logreport = canary.pytest_runtest_logreport
pytest_sessionfinish = canary.pytest_sessionfinish
pytest_terminal_summary = canary.pytest_terminal_summary


@pytest.fixture(scope="session", autouse=True)
def _nobodys_environment(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Give fixtures that outlive one test an environment without anything personal."""
    with pytest.MonkeyPatch.context() as patch:
        for name in filter(_is_personal, list(os.environ)):
            patch.delenv(name)
        patch.delenv("NO_COLOR", raising=False)
        patch.setenv("REHEARSE_HOME", str(tmp_path_factory.mktemp("home")))
        # Vectors of the shipped personas' phrases take seconds to make; their files are named by what they hold.
        patch.setenv("XDG_CACHE_HOME", str(ROOT / "build" / "cache"))
        yield


@pytest.fixture(autouse=True)
def rehearse_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give every test user data of its own; the folder does not exist yet, as on a first start."""
    home = tmp_path / "rehearse-home"
    monkeypatch.setenv("REHEARSE_HOME", str(home))
    return home
