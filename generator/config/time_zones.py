"""Check the paper's time zone: abbreviations and fixed offsets know no summer time, or are no zone at all."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any
from zoneinfo import available_timezones

from generator.config.places import Mistake
from generator.config.wording import nearest

ABBREVIATIONS = {
    "ACDT": ("Australia/Adelaide",),
    "ACST": ("Australia/Adelaide", "Australia/Darwin"),
    "AEDT": ("Australia/Sydney",),
    "AEST": ("Australia/Sydney", "Australia/Brisbane"),
    "AKDT": ("America/Anchorage",),
    "AKST": ("America/Anchorage",),
    "ADT": ("America/Halifax",),
    "AST": ("America/Halifax", "America/Puerto_Rico"),
    "AWST": ("Australia/Perth",),
    "BRT": ("America/Sao_Paulo",),
    "BST": ("Europe/London",),
    "CAT": ("Africa/Maputo",),
    "CDT": ("America/Chicago",),
    "CEST": ("Europe/Berlin", "Europe/Paris"),
    "CST": ("America/Chicago", "Asia/Shanghai"),
    "EAT": ("Africa/Nairobi",),
    "EDT": ("America/New_York",),
    "EEST": ("Europe/Athens", "Europe/Kyiv"),
    "EST": ("America/New_York",),
    "GMT": ("Europe/London",),
    "HKT": ("Asia/Hong_Kong",),
    "HST": ("Pacific/Honolulu",),
    "IST": ("Asia/Kolkata", "Europe/Dublin", "Asia/Jerusalem"),
    "JST": ("Asia/Tokyo",),
    "KST": ("Asia/Seoul",),
    "MDT": ("America/Denver",),
    "MESZ": ("Europe/Berlin",),
    "MEZ": ("Europe/Berlin",),
    "MSK": ("Europe/Moscow",),
    "MST": ("America/Denver", "America/Phoenix"),
    "NDT": ("America/St_Johns",),
    "NST": ("America/St_Johns",),
    "NZDT": ("Pacific/Auckland",),
    "NZST": ("Pacific/Auckland",),
    "PDT": ("America/Los_Angeles",),
    "PKT": ("Asia/Karachi",),
    "PST": ("America/Los_Angeles", "Asia/Manila"),
    "SAST": ("Africa/Johannesburg",),
    "SGT": ("Asia/Singapore",),
    "WAT": ("Africa/Lagos",),
    "WEST": ("Europe/Lisbon",),
    "WIB": ("Asia/Jakarta",),
}
"""Abbreviation -> zones that people mean by it, the likeliest first."""
OFFSETS = {
    -600: ("Pacific/Honolulu",),
    -540: ("America/Anchorage",),
    -480: ("America/Los_Angeles",),
    -420: ("America/Denver", "America/Phoenix"),
    -360: ("America/Chicago", "America/Mexico_City"),
    -300: ("America/New_York", "America/Bogota"),
    -240: ("America/Halifax", "America/Caracas"),
    -210: ("America/St_Johns",),
    -180: ("America/Sao_Paulo", "America/Argentina/Buenos_Aires"),
    0: ("Europe/London", "Africa/Accra"),
    60: ("Europe/Berlin", "Africa/Lagos"),
    120: ("Europe/Athens", "Africa/Johannesburg"),
    180: ("Europe/Istanbul", "Africa/Nairobi"),
    240: ("Asia/Dubai",),
    300: ("Asia/Karachi",),
    330: ("Asia/Kolkata",),
    345: ("Asia/Kathmandu",),
    360: ("Asia/Dhaka",),
    420: ("Asia/Bangkok", "Asia/Jakarta"),
    480: ("Asia/Shanghai", "Australia/Perth"),
    540: ("Asia/Tokyo", "Asia/Seoul"),
    570: ("Australia/Adelaide",),
    600: ("Australia/Sydney", "Australia/Brisbane"),
    720: ("Pacific/Auckland",),
}
"""Minutes ahead of UTC in winter -> zones with many newspapers."""
FIXED = frozenset({"EST", "MST", "HST", "GMT", "Greenwich"})
"""Names in the database that are the same all year and name no place."""
OFFSET = re.compile(r"(Etc/)?(?:GMT|UTC|UT|Z)?([+−-]?)(\d{1,2})(?::?(\d\d))?", re.IGNORECASE)


@cache
def _known_zones() -> set[str]:
    return available_timezones()


def find_zone_mistakes(name: Any) -> Iterator[Mistake]:
    """Yield a mistake when there is no time zone called `name`, with the zone that is probably meant."""
    if isinstance(name, str) and name not in _known_zones():
        hint = _hint(name) or nearest(name, _known_zones()) or 'Write for example: time_zone = "Europe/Berlin"'
        yield "time_zone", f"I don't recognize the time zone “{name}”.", hint


def find_zone_doubts(name: str) -> Iterator[Mistake]:
    """Yield a warning when the time zone `name`, which exists, names no place and so has no summer time.

    UTC is taken as it is: it names no place, and is chosen on purpose.
    """
    if name in FIXED or re.match(r"(?:Etc/)?(?:GMT[+-]?\d|Greenwich|GMT)", name):
        message = f"“{name}” has no summer time: where clocks change, times would be an hour wrong for half the year."
        yield "time_zone", message, _hint(name)


def _hint(name: str) -> str:
    zones = _zones_meant(name)
    named = " or ".join(f'"{zone}"' for zone in zones)
    return f"You probably mean: time_zone = {named}" if zones else ""


def _zones_meant(name: str) -> tuple[str, ...]:
    """Return the zones that are probably meant by an abbreviation, or by an offset such as `UTC+1` or `Etc/GMT-1`."""
    bare = name.strip().removeprefix("Etc/")
    if bare.casefold() in {"greenwich", "gmt"}:
        return ABBREVIATIONS["GMT"]
    found = OFFSET.fullmatch(name.strip())
    if found is None:
        return ABBREVIATIONS.get(bare.upper(), ())
    minutes = int(found[3]) * 60 + int(found[4] or 0)
    is_behind = (found[2] in {"-", "−"}) != bool(found[1])
    return OFFSETS.get(-minutes if is_behind else minutes, ())
