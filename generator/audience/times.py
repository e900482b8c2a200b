"""Parse times as logs and exports write them. A time that can't be parsed is NEVER."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from functools import lru_cache

NEVER = -(10**15)
"""Longer ago than any time that is counted."""
UNDATED = NEVER - 1
"""Stands for the time of counting where an export gives no time."""
HOUR_S = 3_600
MONTHS = {name: number for number, name in enumerate(b"Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(), 1)}
UNITS = ((10**17, 10**9), (10**14, 10**6), (10**11, 10**3))
"""Pairs of a number and a unit: a time as large as the number counts that many parts of a second."""
NUMBERED_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:,? +(\d{1,2}):(\d\d)(?::(\d\d))?)?")
"""`23/11/2026 10:00`: a day and a month in an order that the source alone knows."""


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
        return _second_of(datetime.fromisoformat(text.strip()))
    except (ValueError, OverflowError):
        return NEVER


def epoch_second(number: float) -> int:
    """Round down seconds since 1970, which may count in milli-, micro- or nanoseconds; NEVER if that is no time."""
    for least, unit in UNITS:
        if abs(number) >= least:
            number /= unit
            break
    return int(number) if abs(number) < -NEVER else NEVER


@lru_cache(maxsize=4_096)
def any_second(text: str) -> int:
    """Parse a time in any of the forms that servers write, to seconds since 1970, or to NEVER.

    ISO 8601 with `-` or `/` between the numbers, the common log format, that of mail, or a number. It is in UTC when it
    names no zone.
    """
    text = text.strip()
    if text[2:3] == "/" and text[3:6].isalpha():
        return clf_second(text.encode())
    found = iso_second(text.replace("/", "-", 2) if text[4:5] == "/" else text)
    if found != NEVER:
        return found
    try:
        return epoch_second(float(text)) if text[:1].isdigit() else _second_of(parsedate_to_datetime(text))
    except (ValueError, OverflowError, IndexError, TypeError):
        return NEVER


def day_comes_first(texts: Iterable[str]) -> bool | None:
    """Tell whether these times, all of one source, put the day before the month; None when none of them settles it.

    `23/11/2026` does, since there is no 23rd month; `03/04/2026` does not.
    """
    found = [match for text in texts if (match := NUMBERED_DAY.fullmatch(text.strip()))]
    if any(int(match[1]) > 12 for match in found):
        return True
    if any(int(match[2]) > 12 for match in found):
        return False
    return None


def numbered_second(text: str, *, day_first: bool) -> int:
    """Parse `23/11/2026 10:00` or, with the month first, `11/23/2026`, in UTC, to seconds since 1970, or to NEVER."""
    match = NUMBERED_DAY.fullmatch(text.strip())
    if not match:
        return NEVER
    first, second, year, hour, minute, seconds = (int(part or 0) for part in match.groups())
    day, month = (first, second) if day_first else (second, first)
    try:
        return _second_of(datetime(year, month, day, hour, minute, seconds, tzinfo=UTC))
    except ValueError:
        return NEVER


def _second_of(moment: datetime) -> int:
    return int((moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp())
