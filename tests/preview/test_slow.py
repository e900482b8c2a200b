"""Slow, flooding or silent connections are closed; those that wait for events stay; a failed build is reported."""

import json
import socket
import sqlite3
import threading
from collections.abc import Callable, Generator, Iterator
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from conftest import NOON, Newsroom, story
from patience import PATIENCE_S, until
from uvicorn.server import ServerState

from generator.build import build
from generator.catalogue import store
from generator.preview import guard, loop, protocol
from generator.preview.protocol import TimedProtocol
from generator.preview.server import PreviewServer, find_port

SHORT_S = 0.8


class Stand:
    """A server in a thread of this process."""

    def __init__(self, newsroom: Newsroom, tell: Callable[[Any], None] = lambda _: None) -> None:
        self.newsroom = newsroom
        self._listener = find_port("127.0.0.1", 0)
        self.port = self._listener.getsockname()[1]
        self.server = PreviewServer(newsroom.paper(NOON), lambda: datetime.now(UTC), tell)
        self.failure: Exception | None = None
        self.thread = threading.Thread(target=self._run)
        self.thread.start()

    def _run(self) -> None:
        try:
            self.server.run(self._listener)
        except Exception as failure:
            self.failure = failure

    def connect(self, said: bytes = b"") -> socket.socket:
        connection = socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE_S)
        connection.sendall(said)
        return connection

    def request(self, path: str = "/", *headers: str) -> bytes:
        """A whole request, which asks for the connection to be closed."""
        lines = [f"GET {path} HTTP/1.1", f"Host: localhost:{self.port}", "Connection: close", *headers]
        return ("\r\n".join(lines) + "\r\n\r\n").encode()

    def status(self, path: str = "/", *headers: str) -> int:
        """The status that a request is answered with; 0 when the connection is closed instead."""
        with self.connect() as connection, suppress(ConnectionError):
            connection.sendall(self.request(path, *headers))
            return int((rest_of(connection) or b"HTTP/1.1 0 ").split(b" ")[1])
        return 0

    def open_connections(self) -> int:
        """Return the number of connections that the server has."""
        return len(self.server._stop.__self__.server_state.connections)  # type: ignore[attr-defined]

    def stop(self) -> None:
        self.server._stop()
        self.thread.join(30)
        assert not self.thread.is_alive()


def rest_of(connection: socket.socket) -> bytes:
    """All that comes until the server closes the connection."""
    said = b""
    with suppress(ConnectionResetError):
        while part := connection.recv(65536):
            said += part
    return said


@pytest.fixture
def stand(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> Iterator[Stand]:
    monkeypatch.setattr(protocol, "REQUEST_S", SHORT_S)
    newsroom.write("content/world/a.txt", story("A"))
    newsroom.write("static/large.bin", b"x" * 20_000_000)
    started = Stand(newsroom)
    try:
        until(lambda: started.server._loop.state.edition, "the first edition")
        yield started
    finally:
        started.stop()


BEGINNINGS = {
    "nothing": b"",
    "a part of a line": b"GET / HT",
    "a header": b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ",
    "a body": b"GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000\r\n\r\n",
    "a body in chunks": b"POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n",
}


@pytest.mark.parametrize("beginning", BEGINNINGS)
def test_a_request_that_never_ends_is_cut_off(stand: Stand, beginning: str) -> None:
    with stand.connect(BEGINNINGS[beginning]) as connection:
        rest_of(connection)
    until(lambda: stand.open_connections() == 0)


@pytest.mark.parametrize("beginning", ["nothing", "a header", "a body"])
def test_a_byte_now_and_then_gains_no_time(stand: Stand, beginning: str) -> None:
    """Each byte comes well within the time that a whole request has."""
    with stand.connect(BEGINNINGS[beginning]) as connection:
        connection.settimeout(SHORT_S / 20)
        for _ in range(1000):
            try:
                connection.sendall(b"x")
                if not connection.recv(65536):
                    return
            except TimeoutError:
                continue
            except ConnectionError:
                return
        pytest.fail("a thousand dribbled bytes were all taken")


def test_the_second_request_of_a_connection_has_no_more_time(stand: Stand) -> None:
    whole = stand.request("/favicon.svg").replace(b"Connection: close\r\n", b"")
    with stand.connect(whole) as connection:
        assert connection.recv(65536).startswith(b"HTTP/1.1 200")
        connection.sendall(b"GET / HTTP/1.1\r\nX-Slow: ")
        rest_of(connection)
    until(lambda: stand.open_connections() == 0)


def test_who_waits_for_news_stays(stand: Stand) -> None:
    with stand.connect(stand.request("/_desk/live")) as listener, stand.connect(b"GET /") as slow:
        rest_of(slow)
        with stand.connect(b"GET /") as slower:
            rest_of(slower)
        assert stand.open_connections() == 1
        stand.newsroom.write("content/world/a.txt", story("Corrected"))
        heard = b""
        while b"content/world/a.txt" not in heard:
            part = listener.recv(65536)
            assert part, "the listener was sent away"
            heard += part


def test_an_answer_that_nobody_takes_is_given_up(stand: Stand) -> None:
    with stand.connect(stand.request("/large.bin")) as connection:
        until(lambda: stand.open_connections() == 1 or connection.recv(1))
        until(lambda: stand.open_connections() == 0)
        assert len(rest_of(connection)) < 20_000_000
    with stand.connect(stand.request("/large.bin")) as connection:
        assert len(rest_of(connection)) > 20_000_000


class Transport:
    """A transport as asyncio gives it to a protocol, with a buffer that the test fills."""

    def __init__(self) -> None:
        self.unsent, self.aborted = 1_000_000, False

    def get_write_buffer_size(self) -> int:
        return self.unsent

    def abort(self) -> None:
        self.aborted = True

    def get_extra_info(self, name: str) -> None:
        return None


class Clockwork:
    """An event loop whose timers go off when the test says so."""

    def __init__(self) -> None:
        self.timers: list[Any] = []

    def call_later(self, delay_s: float, call: Callable[[], None]) -> Any:
        assert delay_s == protocol.REQUEST_S

        class Handle:
            def cancel(handle) -> None:  # noqa: N805
                self.timers = [one for one in self.timers if one[0] is not handle]

        self.timers.append((Handle(), call))
        return self.timers[-1][0]

    def go_off(self) -> None:
        (_, call) = self.timers.pop(0)
        call()


def protocol_of(loop: Clockwork, transport: Transport) -> TimedProtocol:
    config = uvicorn.Config(lambda: None, log_level="error")
    made = TimedProtocol(config=config, server_state=ServerState(), app_state={}, _loop=loop)
    made.connection_made(transport)  # type: ignore[arg-type]
    return made


def test_a_slow_reader_who_makes_some_way_is_waited_for() -> None:
    loop, transport = Clockwork(), Transport()
    made = protocol_of(loop, transport)
    made._cancel_request_timer()
    made.pause_writing()
    for _ in range(50):
        transport.unsent -= 1
        loop.go_off()
        assert not transport.aborted
    loop.go_off()
    assert transport.aborted
    made.resume_writing()
    assert loop.timers == []


def test_a_connection_that_ended_leaves_no_timer_behind() -> None:
    loop, transport = Clockwork(), Transport()
    made = protocol_of(loop, transport)
    made.pause_writing()
    assert len(loop.timers) == 2
    made.connection_lost(OSError())
    assert loop.timers == []


@pytest.mark.parametrize(
    "headers",
    [
        [f"X-{number}: y" for number in range(guard.MOST_HEADERS + 1)],
        ["Cookie: " + "a" * guard.MOST_HEADER_BYTES],
        [f"X-Long: {'a' * (guard.MOST_HEADER_BYTES // 20)}"] * 21,
    ],
    ids=["many", "long", "long together"],
)
def test_headers_are_bounded_in_number_and_size(stand: Stand, headers: list[str]) -> None:
    assert stand.status("/", *headers) in {431, 400}
    assert stand.status("/", *headers[:15][: len(headers) - 1]) == 200


def test_a_long_address_is_refused(stand: Stand) -> None:
    assert stand.status("/?" + "a" * guard.MOST_HEADER_BYTES) in {431, 400}
    assert stand.status("/" + "a" * guard.MOST_HEADER_BYTES) in {431, 400}
    assert stand.status("/?" + "a" * 2_000) == 200


def test_a_header_without_end_is_not_kept(stand: Stand) -> None:
    """A flood, not a dribble: the server says no as soon as it is too much."""
    with stand.connect(b"GET / HTTP/1.1\r\nX-Flood: ") as connection:
        sent = 0
        with suppress(ConnectionError):
            while sent < 50_000_000:
                connection.sendall(b"x" * 65_536)
                sent += 65_536
    assert sent < 50_000_000


def test_a_crowd_is_held_to_a_number(stand: Stand, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(protocol, "MOST_CONNECTIONS", 5)
    monkeypatch.setattr(protocol, "REQUEST_S", 600.0)
    crowd = [stand.connect() for _ in range(40)]
    try:
        until(lambda: stand.open_connections() == 10)
        assert stand.status() == 0
    finally:
        for one in crowd:
            one.close()
    until(lambda: stand.status() == 200)


# --- builds that fail -----------------------------------------------------------------------------


def events_of(stand: Stand) -> Generator[dict[str, Any], None, None]:
    """The states that a listening browser receives."""
    with stand.connect(stand.request("/_desk/live")) as connection, closing(connection.makefile("rb")) as lines:
        for line in lines:
            if line.startswith(b"data: {"):
                yield json.loads(line.removeprefix(b"data: "))


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (sqlite3.OperationalError("database is locked"), "The catalogue can't be used: database is locked."),
        (sqlite3.DatabaseError("file is not a database"), "The catalogue can't be used: file is not a database."),
        (OSError("no room"), "The disk or the system refused: no room."),
        (ZeroDivisionError("division by zero"), "ZeroDivisionError: division by zero."),
        (MemoryError(), "MemoryError"),
    ],
)
def test_a_build_that_fails_is_told_and_the_next_is_tried(
    stand: Stand, monkeypatch: pytest.MonkeyPatch, fault: Exception, words: str
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise fault

    monkeypatch.setattr(loop, "RETRY_S", 0.05)
    told = events_of(stand)
    with closing(told):
        next(told)
        monkeypatch.setattr(loop, "build", fail)
        stand.newsroom.write("content/world/b.txt", story("B"))
        state = next(one for one in told if one["troubles"])
        [trouble] = state["troubles"]
        assert words in trouble["message"]
        assert trouble["hint"]
        assert stand.status() == 200
        monkeypatch.setattr(loop, "build", build)
        stand.newsroom.write("content/world/c.txt", story("C"))
        assert next(one for one in told if not one["troubles"])
    until(lambda: stand.status("/world/2026/11/20/b/") == stand.status("/world/2026/11/20/c/") == 200)


def test_a_catalogue_that_another_program_holds_is_told(stand: Stand, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "WAIT_S", 0.1)
    monkeypatch.setattr(loop, "RETRY_S", 0.05)
    other = sqlite3.connect(stand.newsroom.folder / ".broadsheet" / store.FILE)
    other.execute("BEGIN EXCLUSIVE")
    try:
        stand.newsroom.write("content/world/b.txt", story("B"))
        until(lambda: any("catalogue" in one.message for one in stand.server._loop.state.troubles))
    finally:
        other.close()
    until(lambda: stand.status("/world/2026/11/20/b/") == 200)
    until(lambda: stand.server._loop.state.troubles == ())


def test_the_desk_says_why_it_can_not_be_read(stand: Stand, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: Path) -> None:
        raise sqlite3.OperationalError("database is <locked>")

    monkeypatch.setattr("generator.preview.desk.list_stories", lambda *_: fail(Path()))
    with stand.connect(stand.request("/_desk/")) as connection:
        said = rest_of(connection)
    assert said.startswith(b"HTTP/1.1 503 ")
    assert b"database is &lt;locked&gt;" in said
    assert b"live.js" in said


def test_a_loop_that_can_not_go_on_ends_the_server_too(newsroom: Newsroom) -> None:
    """The alternative would be to show an old site forever."""

    def refuse(_: object) -> None:
        raise BrokenPipeError

    newsroom.write("content/world/a.txt", story("A"))
    stand = Stand(newsroom, refuse)
    stand.thread.join(60)
    assert not stand.thread.is_alive()
    assert isinstance(stand.failure, BrokenPipeError)
