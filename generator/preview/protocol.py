"""Connections that are closed when the client is too slow. Other limits are uvicorn's own (server.py).

A request must be complete `REQUEST_S` seconds after the connection was opened, or after its first byte, even if data
keeps trickling in. A file that is dropped may take longer, as long as `LEAST_BYTES` of it come in that time. A response
must make progress within the same time. A client that only waits for events (/_desk/live) stays connected: its request
is complete, and it takes each message.
"""

import asyncio
from typing import Any

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

REQUEST_S = 10.0
"""The time limit of a request, and of progress in a response, in seconds."""
LEAST_BYTES = 500_000
"""How much of a large request must come in each `REQUEST_S` seconds."""
MOST_CONNECTIONS = 200
"""More requests than this get the answer 503; connections beyond twice as many are closed at once."""


class TimedProtocol(H11Protocol):
    """HTTP/1.1 with time limits for the client."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._request_due: asyncio.TimerHandle | None = None
        self._answer_due: asyncio.TimerHandle | None = None
        self._unsent = 0
        self._received = 0
        """How many bytes have come since the timer of the request was started."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Wait for a request, unless there are far too many connections."""
        super().connection_made(transport)
        self._await_request()
        if len(self.connections) > 2 * MOST_CONNECTIONS:
            transport.abort()

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop all timers."""
        self._cancel_request_timer()
        self._cancel_answer_timer()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Take the data. The timer runs on until the request is complete."""
        self._received += len(data)
        super().data_received(data)
        if self.conn.their_state in {h11.IDLE, h11.SEND_BODY}:
            self._await_request()
        else:
            self._cancel_request_timer()

    def pause_writing(self) -> None:
        """Start the timer of the response: the client takes less than we send."""
        super().pause_writing()
        self._await_progress()

    def resume_writing(self) -> None:
        """Stop the timer of the response: the client has caught up."""
        self._cancel_answer_timer()
        super().resume_writing()

    def _await_request(self) -> None:
        if self._request_due is None:
            self._received = 0
            self._request_due = self.loop.call_later(REQUEST_S, self._check_request)

    def _check_request(self) -> None:
        """Close the connection, unless a large request is coming in fast enough."""
        self._request_due = None
        if self.conn.their_state is h11.SEND_BODY and self._received >= LEAST_BYTES:
            self._await_request()
        else:
            self.transport.abort()

    def _cancel_request_timer(self) -> None:
        if self._request_due is not None:
            self._request_due.cancel()
            self._request_due = None

    def _await_progress(self) -> None:
        self._unsent = self.transport.get_write_buffer_size()
        self._answer_due = self.loop.call_later(REQUEST_S, self._check_progress)

    def _check_progress(self) -> None:
        if self.transport.get_write_buffer_size() < self._unsent:
            self._await_progress()
        else:
            self.transport.abort()

    def _cancel_answer_timer(self) -> None:
        if self._answer_due is not None:
            self._answer_due.cancel()
            self._answer_due = None
