"""Connections that end when the other side takes too long; uvicorn bounds the rest (server.py).

A request must have come in whole `REQUEST_S` after its first byte, or after the connection was opened, however little
at a time arrives. An answer must make some way in as long. What only waits for news (/_desk/live) goes on: its request
is whole, and each message is taken.
"""

import asyncio
from typing import Any

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

REQUEST_S = 10.0
MOST_CONNECTIONS = 200
"""Requests beyond these get the answer 503; connections beyond twice as many are closed unheard."""


class PatientProtocol(H11Protocol):
    """HTTP/1.1, for as long as the other side keeps its part of it."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._request_due: asyncio.TimerHandle | None = None
        self._answer_due: asyncio.TimerHandle | None = None
        self._unsent = 0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Wait for a request, unless there are far too many already."""
        super().connection_made(transport)
        self._await_request()
        if len(self.connections) > 2 * MOST_CONNECTIONS:
            transport.abort()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait for nothing more."""
        self._cancel_request_timer()
        self._cancel_answer_timer()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Take what came; the time runs on unless the request is whole with it."""
        super().data_received(data)
        if self.conn.their_state in {h11.IDLE, h11.SEND_BODY}:
            self._await_request()
        else:
            self._cancel_request_timer()

    def pause_writing(self) -> None:
        """The other side takes less than we send."""
        super().pause_writing()
        self._await_progress()

    def resume_writing(self) -> None:
        """The other side took what there was."""
        self._cancel_answer_timer()
        super().resume_writing()

    def _await_request(self) -> None:
        if self._request_due is None:
            self._request_due = self.loop.call_later(REQUEST_S, self.transport.abort)

    def _cancel_request_timer(self) -> None:
        if self._request_due is not None:
            self._request_due.cancel()
            self._request_due = None

    def _await_progress(self) -> None:
        self._unsent = self.transport.get_write_buffer_size()
        self._answer_due = self.loop.call_later(REQUEST_S, self._judge_progress)

    def _judge_progress(self) -> None:
        if self.transport.get_write_buffer_size() < self._unsent:
            self._await_progress()
        else:
            self.transport.abort()

    def _cancel_answer_timer(self) -> None:
        if self._answer_due is not None:
            self._answer_due.cancel()
            self._answer_due = None
