"""Views added up: each reader once for a story and day, each view worth less by the hour."""

from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from generator.audience.people import is_person, reader_of
from generator.audience.seen import Seen
from generator.audience.times import HOUR_S, UNDATED
from generator.audience.views import View

CLOCK_SKEW_S = 300
"""How far a server's clock may be ahead."""
HORIZON_HALF_LIVES = 30
"""A view older than that is worth less than a thousand-millionth, and isn't counted."""
DAY_S = 86_400


class Decay:
    """What a view is worth at a certain hour: half after each `half_life_hours`."""

    def __init__(self, now_s: int, half_life_hours: int) -> None:
        self._hour = now_s // HOUR_S
        self._half_life = half_life_hours
        self.latest_s = now_s + CLOCK_SKEW_S
        self.earliest_s = now_s - HORIZON_HALF_LIVES * half_life_hours * HOUR_S

    def worth(self, second: int) -> float:
        """The worth of a view at that second since 1970; nothing if in the future or too long ago."""
        if not self.earliest_s <= second <= self.latest_s:
            return 0.0
        return self.since(second // HOUR_S)

    def since(self, hour: int) -> float:
        """What is left of what was worth 1 at that hour since 1970."""
        return float(0.5 ** (max(0, self._hour - hour) / self._half_life))


class Tally:
    """What the views of one run come to, for each story."""

    def __init__(self, decay: Decay, now_s: int, seen: Seen) -> None:
        """`seen` is shared by all sources of a run."""
        self._worth = lru_cache(maxsize=4_096)(decay.worth)
        self._now_s = now_s
        self._seen = seen
        self.totals: Counter[int] = Counter()
        """Number of a story -> what its views are worth."""
        self.counted = 0
        self.latest_s = decay.earliest_s
        """The time of the newest view that was counted."""

    def add(self, views: Iterable[View]) -> None:
        """Count those of the views that were persons' and hadn't been counted."""
        for view in views:
            second = self._now_s if view.second == UNDATED else view.second
            worth = self._worth(second)
            if worth and self._is_new(view, second):
                self.totals[view.story] += worth * view.readers  # type: ignore[assignment]
                self.counted += view.readers
                self.latest_s = max(self.latest_s, second)

    def recall(self, views: Iterable[View]) -> None:
        """Remember views that an earlier run counted, so that their readers aren't counted again on the same day."""
        for view in views:
            if self._worth(view.second):
                self._is_new(view, view.second)

    def _is_new(self, view: View, second: int) -> bool:
        """Whether it was a person who hadn't seen that story that day. Known readers go first: that is quicker."""
        if not view.address:
            return True
        places = self._seen.places(reader_of(view.address), view.story, second // DAY_S)
        if self._seen.has(places) or not (view.agent is None or is_person(view.agent)):
            return False
        self._seen.add(places)
        return True
