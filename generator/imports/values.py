"""Read single values of exports: dates in the forms that programs write, addresses, yes and no."""

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import unquote, urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

EPOCH = re.compile(r"\d{10}|\d{13}")
"""Seconds or milliseconds since 1970."""
ISO = re.compile(
    r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?)?(.*)", re.DOTALL
)
OFFSET = re.compile(r"(?:UTC|GMT)?\s*([+-])(\d{1,2}):?(\d{2})?")
FRACTION = re.compile(r"(\d\d:\d\d:\d\d)\.\d+")
ZONED = re.compile(r":\d\d\s*(?:[AP]M\s*)?(?:[+-]\d|(?![AP]M\b)[A-Z])", re.IGNORECASE)
YES = {"true", "yes", "1", "on", "y"}
NO = {"false", "no", "0", "off", "n"}
SECONDS_CHARS = 10


def text_of(value: Any) -> str:
    """Return a value of JSON or TOML as a line of text; empty for null, lists and tables."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return " ".join(str(value).split()) if isinstance(value, str | int | float | date) else ""


def texts_of(value: Any) -> list[str]:
    """Return the values of a list, or a single value, as lines of text without the empty ones."""
    return [text for one in (value if isinstance(value, list) else [value]) if (text := text_of(one))]


def title_of_name(name: str) -> str:
    """Return what readers may call a folder or a text that has only the name of a file: `city-hall` is City hall."""
    return name.replace("-", " ").replace("_", " ").strip().capitalize()


def is_yes(value: Any) -> bool:
    """Tell whether a value says yes."""
    return text_of(value).casefold() in YES


def is_no(value: Any) -> bool:
    """Tell whether a value says no, which one that is empty, or a date, doesn't."""
    return text_of(value).casefold() in NO


def date_of(value: Any) -> str:
    """Return a date of an export as intake reads it, with the offset that it tells; empty if it is none."""
    words = text_of(value)
    if EPOCH.fullmatch(words):
        seconds = int(words) / (1 if len(words) == SECONDS_CHARS else 1000)
        return datetime.fromtimestamp(int(seconds), UTC).isoformat(" ")
    found = ISO.fullmatch(words)
    if not found:
        return _mail_date(words)
    year, month, day, hour, minute, second, zone = found.groups()
    plain = f"{year}-{int(month):02}-{int(day):02}"
    if hour:
        plain += f" {int(hour):02}:{minute}:{second or '00'}"
    try:
        datetime.fromisoformat(plain)
    except ValueError:
        return ""
    return plain + (_offset(zone.strip()) if hour else "")


def date_in(value: Any, zone: str) -> str:
    """Return a date of an export like `date_of`; one with a time of day but without a zone is in `zone`."""
    read = date_of(value)
    return f"{read} {zone}" if zone and ":" in read and not ZONED.search(read) else read


def whole_seconds(date: str) -> str:
    """Return a date as a header writes it, without the fractions of seconds that some programs add."""
    return FRACTION.sub(r"\1", date)


def in_zone(written: str, zone: str) -> str:
    """Return a date of a header as it was written; one with a time of day but without a zone is in `zone`."""
    date = whole_seconds(written)
    return f"{date} {zone}" if zone and ":" in date and not ZONED.search(date) else date


def known_zone(name: str) -> str:
    """Return the name of a time zone if it is one; else nothing."""
    try:
        return name if name and ZoneInfo(name) else ""
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ""


def _offset(zone: str) -> str:
    """Return an offset from UTC, or the name of a zone behind a blank, as it was written."""
    if zone.upper() in {"Z", "UTC", "GMT"}:
        return "+00:00"
    if found := OFFSET.fullmatch(zone):
        return f"{found[1]}{int(found[2]):02}:{found[3] or '00'}"
    return f" {zone}" if zone else ""


def _mail_date(words: str) -> str:
    """Return a date as in mail and RSS; any other one as it was written, for intake to read."""
    try:
        moment = parsedate_to_datetime(words)
    except (ValueError, IndexError, OverflowError):
        return words
    return moment.isoformat(" ")


def path_of(address: str) -> str:
    """Return the path of an address of the old site; empty for one that only a number tells (`/?p=12`)."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return ""
    path = unquote(parts.path)
    return "" if parts.query or not path else path if path.startswith("/") else f"/{path}"


def path_in_header(address: str) -> str:
    """Return the path that a header names, as a path or as a whole web address; empty if it names none."""
    try:
        path = unquote(urlsplit(address).path) if "://" in address else unquote(address)
    except ValueError:
        return ""
    return path if path.startswith("/") or not path else f"/{path}"


def language_unless(language: str, default: str) -> str:
    """Return the language of a text; empty if it is the one in which the site is written anyway."""
    return "" if language == default else language


def host_of(address: str) -> str:
    """Return the host of a web address in small letters, without `www.`; empty if it has none."""
    return whole_host_of(address).removeprefix("www.")


def whole_host_of(address: str) -> str:
    """Return the host of a web address in small letters; empty if it has none, or isn't one."""
    try:
        return urlsplit(address.strip()).netloc.lower()
    except ValueError:
        return ""
