"""Parse times as logs and exports write them. A time that can't be parsed is NEVER."""

from datetime import UTC, datetime, timedelta, timezone
from functools import lru_cache

NEVER = -(10**15)
"""Longer ago than any time that is counted."""
UNDATED = NEVER - 1
"""Stands for the time of counting where an export gives no time."""
HOUR_S = 3_600
MONTHS = {name: number for number, name in enumerate(b"Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(), 1)}


def clf_second(stamp: bytes) -> int:
    """Parse a time in the common log format, `10/Oct/2000:13:55:36 -0700`, to its minute, in seconds since 1970."""
    return _minute(stamp[:17] + stamp[20:26])


@lru_cache(maxsize=4_096)
def _minute(stamp: bytes) -> int:
    """Parse `10/Oct/2000:13:55 -0700` to seconds since 1970, or to NEVER."""
    try:
        day, year, hour, minute = int(stamp[:2]), int(stamp[7:11]), int(stamp[12:14]), int(stamp[15:17])
        sign = -1 if stamp[18:19] == b"-" else 1
        offset = sign * timedelta(hours=int(stamp[19:21]), minutes=int(stamp[21:23]))
        moment = datetime(year, MONTHS[stamp[3:6]], day, hour, minute, tzinfo=timezone(offset))
    except (ValueError, KeyError):
        return NEVER
    return int(moment.timestamp())


@lru_cache(maxsize=4_096)
def iso_second(text: str) -> int:
    """Parse a time in ISO 8601 to seconds since 1970; it is in UTC when it names no zone."""
    try:
        moment = datetime.fromisoformat(text.strip())
        return int((moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp())
    except (ValueError, OverflowError):
        return NEVER


def epoch_second(number: float) -> int:
    """Round down seconds since 1970, as Caddy writes them; NEVER for a number that can't be a time."""
    return int(number) if abs(number) < -NEVER else NEVER
