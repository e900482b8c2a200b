"""Give memory that is no longer used back to the system."""

import ctypes
from collections.abc import Callable
from functools import cache


def give_back() -> None:
    """Give back what this process has freed, where the system's allocator keeps it otherwise.

    The GNU C library keeps the space of small objects while others lie beyond it. After the stories of a large paper
    were compared, that is nearly half of the memory of the process. It takes some milliseconds.
    """
    trim = _find_trim()
    if trim is not None:
        trim(0)


@cache
def _find_trim() -> Callable[[int], int] | None:
    """Return the C library's function, or None if it is another library: most have none, and need none."""
    try:
        return ctypes.CDLL(None).malloc_trim
    except (AttributeError, OSError, TypeError):  # Windows can't name the running program by None
        return None
