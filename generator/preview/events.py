"""Server-sent events, as in the HTML standard: what the preview sends to browsers that have a page open."""

import asyncio
import threading
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import msgspec

from generator.model import Gravity, Problem
from generator.preview.state import PreviewState

HEARTBEAT_S = 15.0
"""A comment is sent this often: some proxies close silent connections, and it shows when a browser has gone."""
EXCERPT_LINES = 2
"""The number of lines to show above and below the line that is wrong."""


class Channel:
    """Sends events to every listener. After `open`, `send` may be called from any thread."""

    def __init__(self) -> None:
        self._loop: asyncio.AbstractEventLoop | None = None
        self._listeners: set[asyncio.Queue[bytes | None]] = set()
        self._last_lock = threading.Lock()
        self._last: dict[str, bytes] = {}
        """Event -> its last message, for the lasting events that new listeners get first."""

    def open(self) -> None:
        """Use the event loop that is running now."""
        self._loop = asyncio.get_running_loop()

    def send(self, event: str, value: Any, *, lasting: bool = False) -> None:
        """Send an event to all listeners; with `lasting`, also to those that come later."""
        message = f"event: {event}\ndata: {msgspec.json.encode(value).decode()}\n\n".encode()
        if lasting:
            with self._last_lock:
                self._last[event] = message
        self._send_all(message)

    def close(self) -> None:
        """End the stream of every listener."""
        self._send_all(None)

    def _send_all(self, message: bytes | None) -> None:
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._put, message)

    def _put(self, message: bytes | None) -> None:
        for queue in self._listeners:
            queue.put_nowait(message)

    async def listen(self) -> AsyncIterator[bytes]:
        """Yield the events from now on, until the channel is closed."""
        queue: asyncio.Queue[bytes | None] = asyncio.Queue()
        self._listeners.add(queue)
        try:
            yield b"retry: 500\n\n"
            with self._last_lock:
                last = list(self._last.values())
            for message in last:
                yield message
            while True:
                try:
                    said = await asyncio.wait_for(queue.get(), HEARTBEAT_S)
                except TimeoutError:
                    said = b": still here\n\n"
                if said is None:
                    return
                yield said
        finally:
            self._listeners.discard(queue)


def describe_state(state: PreviewState, paper: Path) -> dict[str, Any]:
    """Return what the script on a page needs to know of `state`."""
    problems = state.outcome.problems if state.outcome else ()
    return {
        "run": state.run,
        "round": state.round,
        "edition": state.edition,
        "changed": state.changed,
        "sources": state.sources,
        "restyled": state.is_restyled,
        "held": len({problem.path for problem in problems if problem.gravity is Gravity.HELD}),
        "troubles": [_describe_trouble(problem, paper) for problem in state.troubles],
    }


def _describe_trouble(problem: Problem, paper: Path) -> dict[str, Any]:
    return {
        "where": problem.where,
        "message": problem.message,
        "hint": problem.hint,
        "line": problem.line,
        "excerpt": excerpt(paper / problem.path, problem.line),
    }


def excerpt(path: Path, line: int) -> list[tuple[int, str]]:
    """Return the lines around `line` (1-based) with their numbers; nothing when there is no such line or file."""
    try:
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return []
    first = max(1, line - EXCERPT_LINES)
    return list(enumerate(lines[first - 1 : line + EXCERPT_LINES], first)) if 0 < line <= len(lines) else []
