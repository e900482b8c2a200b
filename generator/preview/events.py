"""What browsers are told while they have a page open: server-sent events, as the HTML standard has them."""

import asyncio
import threading
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import msgspec

from generator.model import Gravity, Problem
from generator.preview.state import State

HEARTBEAT_S = 15.0
"""Some proxies close what is silent for longer, and a browser that went away is noticed by it."""
EXCERPT_LINES = 2
"""Above and below the line that is wrong."""


class Channel:
    """Tells every listener. `send` may be called from any thread once `open` has been."""

    def __init__(self) -> None:
        self._loop: asyncio.AbstractEventLoop | None = None
        self._listeners: set[asyncio.Queue[bytes | None]] = set()
        self._remembering = threading.Lock()
        self._last: dict[str, bytes] = {}
        """Event -> what it said last, of those that a newcomer is told first."""

    def open(self) -> None:
        """Belong to the event loop that runs now."""
        self._loop = asyncio.get_running_loop()

    def send(self, event: str, value: Any, *, lasting: bool = False) -> None:
        """Tell all; with `lasting`, those who come later, too."""
        message = f"event: {event}\ndata: {msgspec.json.encode(value).decode()}\n\n".encode()
        if lasting:
            with self._remembering:
                self._last[event] = message
        self._pass_on(message)

    def close(self) -> None:
        """Send everybody home."""
        self._pass_on(None)

    def _pass_on(self, message: bytes | None) -> None:
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._put, message)

    def _put(self, message: bytes | None) -> None:
        for queue in self._listeners:
            queue.put_nowait(message)

    async def listen(self) -> AsyncIterator[bytes]:
        """The events from now on, until the channel is closed."""
        queue: asyncio.Queue[bytes | None] = asyncio.Queue()
        self._listeners.add(queue)
        try:
            yield b"retry: 500\n\n"
            with self._remembering:
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


def describe(state: State, paper: Path) -> dict[str, Any]:
    """What a page needs to know of `state`."""
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
    """The lines around `line` with their numbers; none when there is no such line or file."""
    try:
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return []
    first = max(1, line - EXCERPT_LINES)
    return list(enumerate(lines[first - 1 : line + EXCERPT_LINES], first)) if 0 < line <= len(lines) else []
