"""Read the times in agencies' files, which programs write: ISO 8601 with or without marks between the parts."""

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

ISO = re.compile(
    r"(\d{4})-?(\d\d)-?(\d\d)(?:[T ](\d\d):?(\d\d)(?::?(\d\d)(?:[.,]\d{1,9})?)?)?\s?(Z|[+-]\d\d:?\d\d|[+-]\d\d)?",
    re.ASCII,
)
BLANK_FORM = "YyMmDdHhSs0:.+-TZ \t\r\n"
"""The characters of a form that nobody filled in: `YYYYMMDD000000-HHMM`, `0000-00-00`."""


def read_time(words: str, zone: ZoneInfo) -> datetime | None:
    """Return the instant that `words` name, or None. Without a zone they are in `zone`.

    Of two possible instants, when clocks are set back, it is the later one.
    """
    found = ISO.fullmatch(words.strip())
    if found is None:
        return None
    year, month, day = (int(part) for part in found.group(1, 2, 3))
    hour, minute, second = (int(part or 0) for part in found.group(4, 5, 6))
    try:
        local = datetime(year, month, day, hour, minute, min(second, 59), tzinfo=zone, fold=1)
        return (local.replace(tzinfo=_offset(found[7])) if found[7] else local).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _offset(words: str) -> tzinfo:
    """Return the zone of `Z`, `+02`, `+0200` or `+02:00`. Raises ValueError for more than a day."""
    if words == "Z":
        return UTC
    digits = words[1:].replace(":", "").ljust(4, "0")
    offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return timezone(-offset if words[0] == "-" else offset)


def names_no_hour(words: str) -> bool:
    """Tell whether `words` are a day alone."""
    found = ISO.fullmatch(words.strip())
    return found is not None and not found[4]


def moment_words(words: str, zone: ZoneInfo) -> str:
    """Return a time in the form of headers, or as it stands if it can't be read; empty for none or a blank form."""
    if not words.strip(BLANK_FORM):
        return ""
    moment = read_time(words, zone)
    return write_time(moment) if moment else " ".join(words.split())


def write_time(moment: datetime) -> str:
    """Return an instant as headers have it."""
    return moment.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S +00:00")


def read_mail_time(words: str) -> datetime | None:
    """Return the instant in the `Date:` of a mail, or None."""
    try:
        moment = parsedate_to_datetime(words)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    try:
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (OverflowError, ValueError):
        return None
