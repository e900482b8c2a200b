"""The ports that the preview listens on."""

import socket
from contextlib import closing

import pytest

from generator.errors import PortTakenError
from generator.preview.server import MAX_PORT, PORTS_TRIED, find_port


class Refusing(socket.socket):
    """A socket that gets no port, and remembers which it asked for."""

    asked: list[int] = []  # noqa: RUF012 (one list for all)

    def bind(self, address: tuple[str, int]) -> None:  # type: ignore[override]
        self.asked.append(address[1])
        raise OSError(98, "Address already in use")


@pytest.mark.parametrize("port", [1, 8000, 65_515, 65_516, 65_517, 65_534, 65_535])
def test_ports_are_looked_for_among_those_that_exist(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "socket", Refusing)
    monkeypatch.setattr(Refusing, "asked", [])
    with pytest.raises(PortTakenError, match=f"ports {port} to {min(port + PORTS_TRIED - 1, MAX_PORT)}: Address"):
        find_port("127.0.0.1", port)
    assert Refusing.asked == list(range(port, min(port + PORTS_TRIED, MAX_PORT + 1)))


def test_any_port_will_do_where_none_is_named() -> None:
    with closing(find_port("127.0.0.1", 0)) as listener:
        assert listener.getsockname()[1] > 0
