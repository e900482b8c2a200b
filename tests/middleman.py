"""A proxy between us and a server, which cuts, stalls, is slow or answers in the server's place."""

import re
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from patience import PATIENCE_S

HEAD_END = b"\r\n\r\n"


class Middleman:
    """Hands bytes on between whoever connects to `port` and a server.

    `cut_after` and `stall_after`: bytes from the client after which a connection is reset, or nothing is handed on.
    `bytes_a_second`: what all connections together carry from the clients, as a slow line does.
    """

    def __init__(self, server_port: int) -> None:
        self.server_port = server_port
        self.cut_after: int | None = None
        self.stall_after: int | None = None
        self.bytes_a_second: int | None = None
        self.connections = 0
        self.sent_bytes = 0
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self._open: list[socket.socket] = []
        self._line = threading.Lock()
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self._listener.accept()
                self.connections += 1
                threading.Thread(target=self._handle, args=(client,), daemon=True).start()

    def _handle(self, client: socket.socket) -> None:
        server = socket.create_connection(("127.0.0.1", self.server_port))
        for line in (client, server):
            line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._open += [client, server]
        threading.Thread(target=self._answer, args=(server, client), daemon=True).start()
        self._hand_on(client, server)

    def _answer(self, server: socket.socket, client: socket.socket) -> None:
        with suppress(OSError):
            while piece := server.recv(65536):
                client.sendall(piece)
            client.shutdown(socket.SHUT_WR)

    def _hand_on(self, client: socket.socket, server: socket.socket) -> None:
        passed = 0
        with suppress(OSError):
            while piece := client.recv(4096 if self.bytes_a_second else 65536):
                self._take_time(len(piece))
                if self.stall_after is not None:
                    piece = piece[: max(0, self.stall_after - passed)]
                if self.cut_after is not None and passed + len(piece) > self.cut_after:
                    server.sendall(piece[: max(0, self.cut_after - passed)])
                    reset(client)
                    reset(server)
                    return
                passed += len(piece)
                self.sent_bytes += len(piece)
                server.sendall(piece)
            server.shutdown(socket.SHUT_WR)

    def _take_time(self, count: int) -> None:
        if self.bytes_a_second:
            with self._line:
                time.sleep(count / self.bytes_a_second)

    def close(self) -> None:
        """Let go of everything."""
        for one in [self._listener, *self._open]:
            with suppress(OSError):
                one.close()


class HttpMiddleman(Middleman):
    """The same for HTTP: knows every request, and may answer in the server's place.

    `rule`: method and path of a request -> None to hand it on, an answer's bytes, or "cut" to reset the connection in the middle
    of its body.
    """

    def __init__(self, server_port: int) -> None:
        self.requests: list[str] = []
        self.heads: list[str] = []
        self.rule: Callable[[str], bytes | str | None] = lambda request: None
        super().__init__(server_port)

    def _hand_on(self, client: socket.socket, server: socket.socket) -> None:
        with suppress(OSError):
            rest = b""
            while True:
                while HEAD_END not in rest:
                    piece = client.recv(65536)
                    if not piece:
                        server.shutdown(socket.SHUT_WR)
                        return
                    rest += piece
                head, _, rest = rest.partition(HEAD_END)
                rest = self._request(client, server, head + HEAD_END, rest)

    def _request(self, client: socket.socket, server: socket.socket, head: bytes, rest: bytes) -> bytes:
        """Deal with one request; what came after it."""
        request = " ".join(head.decode("latin-1").split(" ", 2)[:2])
        self.requests.append(request)
        self.heads.append(head.decode("latin-1").lower())
        found = re.search(rb"(?i)\r\ncontent-length: *(\d+)", head)
        length = int(found[1]) if found else 0
        what = self.rule(request)
        if what in {"cut", "stall"}:
            server.sendall(head + rest[: length // 2])
            if what == "stall":
                threading.Event().wait(PATIENCE_S)
            reset(client)
            reset(server)
            raise OSError
        if what is None:
            server.sendall(head)
        elif b"100-continue" in head:
            client.sendall(b"HTTP/1.1 100 Continue\r\n\r\n")
        rest = self._body(client, server if what is None else None, length, rest)
        if isinstance(what, bytes):
            client.sendall(what)
        return rest

    def _body(self, client: socket.socket, server: socket.socket | None, length: int, rest: bytes) -> bytes:
        """Hand a body on, or read it for nothing; what came after it."""
        while length:
            piece = rest or client.recv(65536)
            if not piece:
                raise OSError
            part, rest = piece[:length], piece[length:]
            length -= len(part)
            if server:
                server.sendall(part)
        return rest


def reset(line: socket.socket) -> None:
    """End a connection as a machine that fell over does: with RST."""
    with suppress(OSError):
        line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
        line.shutdown(socket.SHUT_RD)  # who waits for it in another thread would keep it open
    line.close()


def answer(status: int, code: str = "", **headers: str) -> bytes:
    """An answer as an S3 store gives one for a trouble."""
    body = f"<?xml version='1.0'?><Error><Code>{code}</Code><Message>{code}</Message></Error>".encode() if code else b""
    fields = {"Content-Type": "application/xml", "Content-Length": str(len(body)), **headers}
    lines = [f"HTTP/1.1 {status} Trouble", *(f"{name.replace('_', '-')}: {value}" for name, value in fields.items())]
    return "\r\n".join(lines).encode() + HEAD_END + body


@contextmanager
def between(server_port: int, *, http: bool = False) -> Iterator[Middleman]:
    """A middleman in front of a server's port."""
    one = (HttpMiddleman if http else Middleman)(server_port)
    try:
        yield one
    finally:
        one.close()
