"""The desk's pages, and the script that the preview adds to pages of the site."""

from calendar import month_name
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import jinja2
from markupsafe import Markup, escape

from generator.archive.versions import MONTHS, say_version, short_day
from generator.intake.names import STORY_ENDINGS
from generator.newsroom.editing import is_edited
from generator.preview.at_desk import at_desk

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
HERE = Path(__file__).parent
SCRIPT, STYLE = "text/javascript", "text/css"
ASSETS = {
    "live.js": SCRIPT, "live.css": STYLE, "desk.js": SCRIPT, "desk.css": STYLE, "edit.js": SCRIPT, "drop.js": SCRIPT,
    "new.js": SCRIPT, "proof.js": SCRIPT, "order.js": SCRIPT, "write.css": STYLE,
}  # fmt: skip
"""The desk's files -> their media types."""


def render(name: str, **variables: Any) -> str:
    """Render the template `name` with these variables."""
    return _environment().get_template(name).render(variables)


def read_asset(name: str) -> bytes:
    """Return a script or style sheet. Raises KeyError when it isn't in `ASSETS`."""
    if name not in ASSETS:
        raise KeyError(name)
    return (HERE / name).read_bytes()


def live_script(**facts: str | int) -> str:
    """Return the element that loads `live.js`. `facts` become its data- attributes."""
    attributes = Markup(" ").join(Markup('data-{}="{}"').format(name, value) for name, value in facts.items())
    return Markup('<script src="/_desk/live.js" {}></script>').format(attributes)


def insert(html: bytes, element: str) -> bytes:
    """Insert an element at the end of the body of `html`. A part of a page, which has no body, stays as it is."""
    head, end, rest = html.rpartition(b"</body>")
    return b"".join((head, str(element).encode(), end, rest)) if end else html


@cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(HERE),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["story_endings"] = sorted(STORY_ENDINGS)
    environment.filters["at"] = _at
    environment.filters["at_desk"] = at_desk
    environment.filters["edited"] = is_edited
    environment.filters["version"] = say_version
    environment.filters["next_time"] = _next_time
    environment.filters["until"] = _until
    environment.filters["day"] = _day
    environment.filters["month"] = _month
    environment.filters["short_month"] = lambda day: MONTHS[day.month - 1]
    environment.filters["clock"] = lambda moment, zone: _exact_clock(moment.astimezone(zone))
    return environment


def _at(moment: datetime, zone: ZoneInfo) -> str:
    """Return a date and time: `Nov. 23, 2026, 9 AM`."""
    local = moment.astimezone(zone)
    return f"{short_day(moment, zone)}, {local.year}, {_clock(local)}"


def _clock(local: datetime) -> str:
    """Return a time of day: `6 AM`, `12:30 PM`."""
    return _exact_clock(local).replace(":00", "")


def _exact_clock(local: datetime) -> str:
    """Return a time of day with its minutes: `6:00 AM`."""
    return f"{(local.hour - 1) % 12 + 1}:{local.minute:02} {'AM' if local.hour < 12 else 'PM'}"


def _next_time(moment: datetime, now: datetime, zone: ZoneInfo) -> str:
    """Return a time to come: `6:00 AM today`, `6:00 AM on Sunday`, after six days `6:00 AM on Jan. 3, 2027`."""
    local = moment.astimezone(zone)
    days = (local.date() - now.astimezone(zone).date()).days
    if days > 6:
        return f"{_exact_clock(local)} on {short_day(moment, zone)}, {local.year}"
    return f"{_exact_clock(local)} {f'on {WEEKDAYS[local.weekday()]}' if days else 'today'}"


def _day(day: date) -> str:
    """Return a day with its weekday: `Sunday, Nov. 29, 2026`."""
    return f"{WEEKDAYS[day.weekday()]}, {MONTHS[day.month - 1]} {day.day}, {day.year}"


def _month(day: date) -> str:
    """Return the month of a day: `November 2026`."""
    return f"{month_name[day.month]} {day.year}"


def _until(moment: datetime, now: datetime) -> Markup:
    """Return how long it is until `moment`: `in 2 h 5 min`."""
    minutes = max(0, round((moment - now).total_seconds() / 60))
    days, hours, left = minutes // 1440, minutes // 60 % 24, minutes % 60
    parts = [f"{days} d" if days else "", f"{hours} h" if hours else "", f"{left} min" if not days else ""]
    return escape("in " + " ".join(part for part in parts if part))
