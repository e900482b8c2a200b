"""Add up views: each reader once for a story and day, each view worth less by the hour."""

from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from generator.audience.people import is_person, reader_of
from generator.audience.seen import Seen
from generator.audience.times import HOUR_S, NEVER, UNDATED
from generator.audience.views import View

CLOCK_SKEW_S = 300
"""The number of seconds that a server's clock may be ahead."""
HORIZON_HALF_LIVES = 30
"""A view older than this many half-lives is worth less than a thousand-millionth, and isn't counted."""
DAY_S = 86_400


class HalfLife:
    """Computes the worth of views: it halves with each `half_life_hours` of their age."""

    def __init__(self, now_s: int, half_life_hours: int) -> None:
        self._hour = now_s // HOUR_S
        self._half_life_hours = half_life_hours
        self.latest_s = now_s + CLOCK_SKEW_S
        self.earliest_s = now_s - HORIZON_HALF_LIVES * half_life_hours * HOUR_S

    def worth(self, second: int) -> float:
        """Return the worth of a view at that second since 1970: 0 when it is in the future or too long ago."""
        if not self.earliest_s <= second <= self.latest_s:
            return 0.0
        return self.worth_since(second // HOUR_S)

    def worth_since(self, hour: int) -> float:
        """Return the worth now of what was worth 1 at that hour since 1970."""
        return float(0.5 ** (max(0, self._hour - hour) / self._half_life_hours))


class Tally:
    """Adds up the views of each story in one source."""

    def __init__(self, half_life: HalfLife, now_s: int, seen: Seen) -> None:
        """`seen`: shared by all sources of a run."""
        self._worth = lru_cache(maxsize=4_096)(half_life.worth)
        self._now_s = now_s
        self._seen = seen
        self.totals: Counter[int] = Counter()
        """Number of a story -> the worth of its views."""
        self.counted = 0
        self.timed = 0
        """The views whose time could be read, whether they counted or not."""
        self.untimed = 0
        self.latest_s = half_life.earliest_s
        """The time of the newest view that was counted."""

    def add(self, views: Iterable[View]) -> None:
        """Count the views by people that were not counted yet."""
        for view in views:
            second = self._time_of(view)
            worth = self._worth(second)
            if worth and self._is_new(view, second):
                self.totals[view.story] += worth * view.readers  # type: ignore[assignment]
                self.counted += view.readers
                self.latest_s = max(self.latest_s, second)

    def remember(self, views: Iterable[View]) -> None:
        """Remember views that an earlier run counted, so that their readers aren't counted again on the same day."""
        for view in views:
            second = self._time_of(view)
            if self._worth(second):
                self._is_new(view, second)

    def _time_of(self, view: View) -> int:
        """Return the second of a view, and take down whether it could be read."""
        if view.second == NEVER:
            self.untimed += 1
        else:
            self.timed += 1
        return self._now_s if view.second == UNDATED else view.second

    def _is_new(self, view: View, second: int) -> bool:
        """Tell whether a person saw that story for the first time that day. The quicker test comes first."""
        if not view.address:
            return True
        places = self._seen.places(reader_of(view.address), view.story, second // DAY_S)
        if self._seen.has(places) or not (view.agent is None or is_person(view.agent)):
            return False
        self._seen.add(places)
        return True
