"""Know the names of time zones: abbreviations, names in words, places and those of the IANA database.

Many abbreviations stand for several zones: IST is India's, Ireland's and Israel's. Such a one is read only where the
paper's own country uses it.
"""

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import cache, lru_cache
from importlib import resources
from zoneinfo import ZoneInfo, available_timezones

FIXED_HOURS: dict[str, float] = {
    "utc": 0, "gmt": 0, "z": 0, "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7,
    "akst": -9, "akdt": -8, "hst": -10, "nst": -3.5, "ndt": -2.5, "brt": -3, "bst": 1, "wet": 0, "west": 1, "cet": 1,
    "cest": 2, "mez": 1, "mesz": 2, "eet": 2, "eest": 3, "msk": 3, "wat": 1, "cat": 2, "sast": 2, "eat": 3, "pkt": 5,
    "wib": 7, "wita": 8, "hkt": 8, "sgt": 8, "jst": 9, "kst": 9, "aest": 10, "aedt": 11, "nzst": 12, "nzdt": 13,
}  # fmt: skip
"""Abbreviation -> hours from UTC, where it has only one common meaning in English copy."""
PLACES = {
    "et": "America/New_York", "ct": "America/Chicago", "mt": "America/Denver", "pt": "America/Los_Angeles",
    "eastern": "America/New_York", "central": "America/Chicago", "mountain": "America/Denver",
    "pacific": "America/Los_Angeles", "alaska": "America/Anchorage", "hawaii": "Pacific/Honolulu",
    "atlantic": "America/Halifax", "newfoundland": "America/St_Johns", "greenwich mean": "Etc/UTC",
    "british": "Europe/London", "irish": "Europe/Dublin", "india": "Asia/Kolkata", "indian": "Asia/Kolkata",
    "indian standard": "Asia/Kolkata", "india standard": "Asia/Kolkata", "japan standard": "Asia/Tokyo",
    "korea standard": "Asia/Seoul", "china standard": "Asia/Shanghai", "pakistan standard": "Asia/Karachi",
    "london": "Europe/London", "paris": "Europe/Paris", "berlin": "Europe/Berlin", "moscow": "Europe/Moscow",
    "new york": "America/New_York", "tokyo": "Asia/Tokyo", "beijing": "Asia/Shanghai", "sydney": "Australia/Sydney",
    "hong kong": "Asia/Hong_Kong", "singapore": "Asia/Singapore", "jerusalem": "Asia/Jerusalem",
    "central european": "Europe/Berlin", "eastern european": "Europe/Athens", "east africa": "Africa/Nairobi",
    "west africa": "Africa/Lagos", "south africa standard": "Africa/Johannesburg",
    "eastern standard": "Etc/GMT+5", "eastern daylight": "Etc/GMT+4", "central standard": "Etc/GMT+6",
    "central daylight": "Etc/GMT+5", "mountain standard": "Etc/GMT+7", "mountain daylight": "Etc/GMT+6",
    "pacific standard": "Etc/GMT+8", "pacific daylight": "Etc/GMT+7",
}  # fmt: skip
"""Name -> a place in that zone. The date decides which of its offsets applies: ET is EST in winter, EDT in summer."""
TIME = re.compile(r"(?: saving)?(?: summer)? time\Z")
IANA = re.compile(r"[a-z][a-z_]*(?:/[a-z0-9_+-]+){1,2}")
MONTHS_OF_BOTH_SEASONS = (1, 7)


def may_name_zone(words: str) -> bool:
    """Tell whether `words`, in small letters, are the name of a zone or one word that may be."""
    return words.isalpha() or _place_of(words) != "" or _iana_name(words) != ""


def is_long_zone_name(words: str) -> bool:
    """Tell whether `words`, in small letters, surely name a zone, though they are no abbreviation."""
    return _place_of(words) != "" or _iana_name(words) != ""


def find_zone(words: str, own: ZoneInfo, year: int) -> tzinfo | None:
    """Return the zone that `words`, in small letters, name in the year and in a paper whose zone is `own`; or None."""
    offset = _offset_in_country(words, own.key or "", year) if words.isalpha() else None
    if offset is not None:
        return timezone(offset)
    if words in FIXED_HOURS:
        return timezone(timedelta(hours=FIXED_HOURS[words]))
    name = _place_of(words) or _iana_name(words)
    return ZoneInfo(name) if name else None


def latest_instant(moment: datetime, zone: tzinfo) -> datetime:
    """Return the later of the instants that `moment` can mean in `zone`; there are two when the clocks are changed."""
    return max(moment.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1))


def _place_of(words: str) -> str:
    named = TIME.search(words)
    if named:
        return PLACES.get(words[: named.start()], "")
    return PLACES.get(words, "") if len(words) == 2 or words in {"eastern", "central", "mountain", "pacific"} else ""


def _iana_name(words: str) -> str:
    return _iana_names().get(words, "") if IANA.fullmatch(words) else ""


@cache
def _iana_names() -> dict[str, str]:
    return {name.lower(): name for name in available_timezones()}


@lru_cache(maxsize=1024)
def _offset_in_country(abbreviation: str, own: str, year: int) -> timedelta | None:
    """Return the offset of an abbreviation in the country of the zone `own`; None if it has none, or several."""
    found = _offsets_of(abbreviation, own, year)
    if not found:
        found = {offset for name in _neighbours(own) for offset in _offsets_of(abbreviation, name, year)}
    return found.pop() if len(found) == 1 else None


def _offsets_of(abbreviation: str, name: str, year: int) -> set[timedelta]:
    zone = ZoneInfo(name)
    moments = (datetime(min(max(year, 1), 9998), month, 1, 12, tzinfo=zone) for month in MONTHS_OF_BOTH_SEASONS)
    return {
        moment.utcoffset() or timedelta()
        for moment in moments
        if (moment.tzname() or "").lower() == abbreviation and abbreviation not in {"utc", "gmt"}
    }


def _neighbours(own: str) -> tuple[str, ...]:
    """Return the zones of the country that the zone `own` lies in."""
    countries = _countries()
    return tuple(name for name, country in countries.items() if country and country == countries.get(own))


@cache
def _countries() -> dict[str, str]:
    """Return the country of each zone, from the table that the IANA database has for that."""
    table = resources.files("tzdata").joinpath("zoneinfo", "zone.tab").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in table.splitlines() if line and not line.startswith("#"))
    return {row[2]: row[0] for row in rows}
