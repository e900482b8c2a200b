"""The window of time: stories that are further apart are not compared, so that a large archive costs what it must.

Without it the work would grow with the square of the stories. Its length depends on the stories that set the weights of
words alone, so it stays the same while stories come.
"""
# ruff: noqa: PLC0415 -- numpy takes a tenth of a second to import, and most builds have nothing to relate

from collections.abc import Iterator
from typing import TYPE_CHECKING

from generator.related.scoring import DAY_US, count_oldest

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from generator.related.scoring import Metadata, Numbers, Records

COMPARED_STORIES = 1 << 13
"""On average, a story is compared with no fewer older ones than this, where there are so many ..."""
MIN_WINDOW_DAYS = 384
"""... and with all those of so many days, so that what comes round each year is found."""


def find_window(metadata: "Records", sample: "Numbers") -> int:
    """Return the least number of days in which the stories are enough to be compared with; 0 if all are compared.

    `sample`: the rows of the stories that set the weights of words. Each stands for as many of the oldest stories.
    """
    import numpy as np

    opens, older = np.sort(metadata["opens"][sample]), np.arange(len(sample))
    stands_for = count_oldest(int(metadata["public"].sum())) // len(sample)
    wanted = COMPARED_STORIES * len(sample) / stands_for
    if older.sum() < wanted:
        return 0
    return next(days for days in _lengths() if (older - find_oldest(opens, days)).sum() >= wanted)


def _lengths() -> Iterator[int]:
    """Yield the possible lengths of the window in days, each longer than the one before by half or a third."""
    days = MIN_WINDOW_DAYS
    while True:
        yield days
        yield days + days // 2
        days *= 2


def find_oldest(opens: "Numbers", window_days: int) -> "Numbers":
    """Return for each story the row of the oldest one in its window. `opens`: when each was published, sorted."""
    import numpy as np

    if not window_days:
        return np.zeros(len(opens), np.int64)
    return np.searchsorted(opens, opens - window_days * DAY_US, "right")


def are_compared(metadata: "Metadata", story: int, window_days: int) -> "NDArray[np.bool_]":
    """Tell for each story whether it is in the window of one, before or after it."""
    import numpy as np

    opens = metadata["opens"]
    return np.abs(opens - opens[story]) < window_days * DAY_US if window_days else np.ones(len(opens), np.bool_)
