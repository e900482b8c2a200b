"""What a watcher has seen since the last build, and when it is time to look: pure, all instants are given.

A single save is looked at after `SETTLE_S`. While files keep coming the wait grows, so that ten thousand of them make
few builds; a file that somebody is still writing waits until it is closed, or has been still for a while.
"""

import math
import threading

SETTLE_S = 0.05
MOST_SETTLE_S = 1.0
STILL_S = 2.0
"""A file that was written to and never closed counts as whole when nothing more came for so long."""
LONGEST_S = 10.0
"""However much keeps coming, what is whole is looked at after so long."""


class Hints:
    """Places that may have changed. Watchers of other threads may add to it."""

    def __init__(self) -> None:
        self._lock = threading.Condition()
        self._first_s = self._last_s = 0.0
        self._places: set[str] = set()
        self._open: dict[str, float] = {}
        """Places that are being written -> when they last were."""

    def note(self, place: str, at_s: float, *, writing: bool = False) -> None:
        """Something happened at `place`; `writing`: and is not over until it is noted again without."""
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
        """Until something is noted, or `most_s` have passed."""
        with self._lock:
            self._lock.wait(most_s)

    def wake(self) -> None:
        """End the wait of others."""
        with self._lock:
            self._lock.notify_all()

    def due_s(self) -> float | None:
        """The instant at which to look; None when there is nothing to look at."""
        with self._lock:
            return self._due_s() if self._places else None

    def _due_s(self) -> float:
        settled = self._last_s + min(SETTLE_S * math.sqrt(len(self._places)), MOST_SETTLE_S)
        still = max((at_s + STILL_S for at_s in self._open.values()), default=settled)
        whole = len(self._open) < len(self._places)
        return min(max(settled, still), self._first_s + LONGEST_S) if whole else max(settled, still)

    def take(self, at_s: float) -> tuple[str, ...]:
        """The places to look at now. Those that are still being written stay."""
        with self._lock:
            writing = {place for place, last_s in self._open.items() if at_s < last_s + STILL_S}
            taken = self._places - writing
            self._places = writing
            self._open = {place: self._open[place] for place in writing}
            self._first_s = at_s
            return tuple(sorted(taken))
