"""Read the dates in files' names, as editors, cameras and scanners write them."""

import re
from datetime import date
from functools import lru_cache

MONTHS = 12
IN_NAME = re.compile(
    r"(?P<day>\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))"
    r"(?:[-_ t](?P<clock>(?:[01]\d|2[0-3])[0-5]\d)(?![^-_ ]))?(?:[-_ ]|$)",
    re.ASCII | re.IGNORECASE,
)
"""The date that Broadsheet itself writes before a name, and that is no part of the story's address."""
YEAR_FIRST = (
    r"(?P<year>1[5-9]\d\d|20\d\d)(?P<mark>[-_. ]?)(?P<month>0[1-9]|1[0-2])(?P=mark)(?P<day>0[1-9]|[12]\d|3[01])"
)
CLOCK = r"(?:(?:[-_ .]|(?<=\d)t)(?P<hour>[01]\d|2[0-3])(?:(?<=t\d\d)[-_.:h])?(?P<minute>[0-5]\d))?"
YEAR_LAST = r"(?P<first>\d{1,2})(?P<mark>[-_. ])(?P<second>\d{1,2})(?P=mark)(?P<year>20\d\d)"
OTHER_FORMS = tuple(
    re.compile(pattern, re.ASCII | re.IGNORECASE)
    for pattern in (
        rf"{YEAR_FIRST}{CLOCK}(?=[-_. ]|$)",
        rf"{YEAR_LAST}(?=[-_. ]|$)",
        r"(?P<year>20\d\d)[年년] ?(?P<month>0?[1-9]|1[0-2])[月월] ?(?P<day>0?[1-9]|[12]\d|3[01])[日일]",
        rf".*[-_. ]{YEAR_FIRST}$",
        rf".*[-_. ]{YEAR_LAST}$",
    )
)
"""Other dates at the start or the end of a name. They stay in the story's address, which is then as it always was."""


@lru_cache(maxsize=256)
def moment_in_name(name: str) -> str:
    """Return the date in a file's name: `2026-11-23-1430-vote` -> `2026-11-23 14:30`; empty without one.

    Two numbers that may be day and month in either order stay as they are: `03/04/2026`.
    """
    found = IN_NAME.match(name)
    if found is not None:
        clock = found["clock"]
        return f"{found['day']} {clock[:2]}:{clock[2:]}" if clock else found["day"]
    other = next((match for form in OTHER_FORMS if (match := form.match(name))), None)
    if other is None:
        return ""
    parts = other.groupdict()
    if "first" in parts:
        return _settle_order(int(parts["first"]), int(parts["second"]), parts["year"])
    day = f"{parts['year']}-{parts['month']:0>2}-{parts['day']:0>2}"
    return f"{day} {parts['hour']}:{parts['minute']}" if parts.get("hour") else day


def day_in_name(name: str) -> str:
    """Return the day that a file's name begins with, as `2026-11-23`; empty without one, or if it isn't certain."""
    moment = moment_in_name(name)
    if not moment or not name[:1].isdecimal():
        return ""
    try:
        return date.fromisoformat(moment[:10]).isoformat()
    except ValueError:
        return ""


def _settle_order(first: int, second: int, year: str) -> str:
    if second > MONTHS or first == second:
        first, second = second, first
    return f"{year}-{second:02}-{first:02}" if first > MONTHS or first == second else f"{first}/{second}/{year}"


def rest_of_name(name: str) -> str:
    """Return a file's name without the date that Broadsheet writes before it: `2026-11-23-vote` -> `vote`."""
    found = IN_NAME.match(name)
    return name[found.end() :] if found else name
