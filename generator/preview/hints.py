"""Collects what a watcher has seen since the last build, and decides when to build. It never reads the clock itself.

A single save is built after `SETTLE_S` seconds. While files keep coming the wait grows, so that ten thousand files make
only a few builds. A file that is still being written waits until it is closed, or hasn't changed for a while.
"""

import math
import threading

SETTLE_S = 0.05
MOST_SETTLE_S = 1.0
STILL_S = 2.0
"""A file that was written to but never closed counts as complete when it hasn't changed for this many seconds."""
LONGEST_S = 10.0
"""Complete files wait no longer than this many seconds, however many more keep coming."""


class Hints:
    """Places that may have changed, relative to the paper's folder. May be used from any thread.

    All times are in seconds of `time.monotonic`.
    """

    def __init__(self) -> None:
        self._lock = threading.Condition()
        self._first_s = self._last_s = 0.0
        self._places: set[str] = set()
        self._open: dict[str, float] = {}
        """Places that are still being written -> when they were last written to."""

    def note(self, place: str, at_s: float, *, writing: bool = False) -> None:
        """Note that something happened at `place`. With `writing`, it isn't complete until it is noted without it."""
        with self._lock:
            if not self._places:
                self._first_s = at_s
            self._last_s = at_s
            self._places.add(place)
            if writing:
                self._open[place] = at_s
            else:
                self._open.pop(place, None)
            self._lock.notify_all()

    def wait(self, most_s: float) -> None:
        """Wait until something is noted, or `most_s` seconds have passed."""
        with self._lock:
            self._lock.wait(most_s)

    def wake(self) -> None:
        """Wake all threads that wait."""
        with self._lock:
            self._lock.notify_all()

    def due_s(self) -> float | None:
        """Return the time at which to build; None when nothing has changed."""
        with self._lock:
            return self._due_s() if self._places else None

    def _due_s(self) -> float:
        settled = self._last_s + min(SETTLE_S * math.sqrt(len(self._places)), MOST_SETTLE_S)
        still = max((at_s + STILL_S for at_s in self._open.values()), default=settled)
        whole = len(self._open) < len(self._places)
        return min(max(settled, still), self._first_s + LONGEST_S) if whole else max(settled, still)

    def take(self, at_s: float) -> tuple[str, ...]:
        """Return and forget the places to build now. Those that are still being written are kept for later."""
        with self._lock:
            writing = {place for place, last_s in self._open.items() if at_s < last_s + STILL_S}
            taken = self._places - writing
            self._places = writing
            self._open = {place: self._open[place] for place in writing}
            self._first_s = at_s
            return tuple(sorted(taken))
