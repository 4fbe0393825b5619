"""Tests reach nothing but this machine, and nothing of the person who runs them."""

import os
import socket
from pathlib import Path

import pytest

# Set aside for documentation: nothing listens there.
ELSEWHERE = "192.0.2.1"


@pytest.mark.parametrize("kind", [socket.SOCK_STREAM, socket.SOCK_DGRAM])
def test_a_connection_to_another_machine_fails_the_test(kind: socket.SocketKind) -> None:
    with socket.socket(socket.AF_INET, kind) as outward:
        outward.settimeout(0.1)
        with pytest.raises(pytest.fail.Exception, match="stay on this machine"):
            outward.connect((ELSEWHERE, 9))


def test_a_datagram_to_another_machine_fails_the_test() -> None:
    with (
        socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as outward,
        pytest.raises(pytest.fail.Exception, match="stay on this machine"),
    ):
        outward.sendto(b"hello", (ELSEWHERE, 9))


def test_resolving_a_name_fails_the_test() -> None:
    with pytest.raises(pytest.fail.Exception, match="stay on this machine"):
        socket.create_connection(("rehearse.invalid", 80), timeout=0.1)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_a_server_on_this_machine_can_be_reached(host: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
        with socket.create_connection((host, port), timeout=5) as client, server.accept()[0] as served:
            client.sendall(b"hello")
            assert served.recv(5) == b"hello"


def test_no_key_reaches_a_test() -> None:
    assert not [name for name in os.environ if name.endswith("_API_KEY") or name.startswith("OPENAI_")]


def test_user_data_lie_in_the_folder_of_the_test(tmp_path: Path) -> None:
    ours = [name for name in os.environ if name.startswith("REHEARSE_")]
    assert ours == ["REHEARSE_HOME"]
    assert Path(os.environ["REHEARSE_HOME"]).is_relative_to(tmp_path)
