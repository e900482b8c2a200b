"""Times, languages and addresses as readers and programs want them. The home of Babel."""

import html
from datetime import date, datetime, timedelta, timezone
from email.utils import format_datetime as format_rfc822
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError, dates

WORDS_A_MINUTE = 230
"""Adults read non-fiction at about this rate (Brysbaert 2019)."""


@lru_cache
def locale_of(language: str) -> Locale:
    """The CLDR locale nearest to a BCP 47 code; English when there is none."""
    for code in (language, language.split("-", 1)[0]):
        try:
            return Locale.parse(code, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    return Locale("en")


def direction_of(language: str) -> str:
    """`rtl` for languages written from right to left, else `ltr`."""
    return "rtl" if locale_of(language).character_order == "right-to-left" else "ltr"


@lru_cache(maxsize=4096)
def story_time(moment: datetime, zone: ZoneInfo, pattern: str, language: str) -> str:
    """`moment` by a CLDR pattern: `April 20, 2010 at 4:49 PM`."""
    local = moment.astimezone(zone)
    return str(dates.format_datetime(local, pattern, tzinfo=zone, locale=locale_of(language)))


@lru_cache(maxsize=4096)
def day(moment: datetime, zone: ZoneInfo, language: str) -> str:
    """The day of `moment` as the language writes it: `April 20, 2010`."""
    return str(dates.format_date(moment.astimezone(zone).date(), "long", locale=locale_of(language)))


@lru_cache(maxsize=4096)
def name_of_span(span: str, language: str) -> str:
    """`2010`, `2010-04` or `2010-04-20` as the language writes it: `2010`, `April 2010`, `April 20, 2010`."""
    parts = [int(part) for part in span.split("-")]
    if len(parts) == 1:
        return span
    first = date(parts[0], parts[1], parts[2] if len(parts) > 2 else 1)
    if len(parts) == 2:
        return str(dates.format_skeleton("yMMMM", first, locale=locale_of(language)))
    return str(dates.format_date(first, "long", locale=locale_of(language)))


@lru_cache(maxsize=4096)
def iso(moment: datetime, zone: ZoneInfo) -> str:
    """`moment` to the second in the W3C form: `2010-04-20T16:49:00-04:00`."""
    return _whole_minutes(moment, zone).isoformat(timespec="seconds")


def rfc822(moment: datetime, zone: ZoneInfo) -> str:
    """`moment` as RSS wants it: `Tue, 20 Apr 2010 16:49:00 -0400`."""
    return format_rfc822(_whole_minutes(moment, zone))


def _whole_minutes(moment: datetime, zone: ZoneInfo) -> datetime:
    """`moment` in `zone`, the offset without the seconds that it had before there were time zones.

    RFC 3339 and RFC 822 have no room for them. The moment itself stays to the second.
    """
    offset = moment.astimezone(zone).utcoffset() or timedelta()
    return moment.astimezone(timezone(timedelta(minutes=round(offset / timedelta(minutes=1)))))


def absolute(address: str, url: str) -> str:
    """The root-relative `url` with scheme and host; an absolute one as it is."""
    return address + url if url.startswith("/") else url


def reading_minutes(words: int) -> int:
    """Whole minutes to read so many words, at least one."""
    return max(1, round(words / WORDS_A_MINUTE))


def open_with_dateline(body: str, dateline: str, source: str) -> str:
    """Body HTML with `BRUSSELS (UPI) — ` at the head of its first paragraph."""
    place = " ".join(part for part in (dateline, f"({source})" if source and dateline else "") if part)
    if not place:
        return body
    mark = f'<p><span class="dateline">{html.escape(place)}</span> — '
    return body.replace("<p>", mark, 1) if "<p>" in body else body
