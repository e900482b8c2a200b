"""The desk's own pages, and what is put into the site's while they are previewed."""

from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import jinja2
from markupsafe import Markup, escape

HERE = Path(__file__).parent
ASSETS = {"live.js": "text/javascript", "live.css": "text/css", "desk.js": "text/javascript", "desk.css": "text/css"}
"""File -> its media type."""


def render(name: str, **variables: Any) -> str:
    """The page `name` with its variables."""
    return _environment().get_template(name).render(variables)


def read_asset(name: str) -> bytes:
    """A script or style sheet. Raises KeyError when it is none of `ASSETS`."""
    if name not in ASSETS:
        raise KeyError(name)
    return (HERE / name).read_bytes()


def live_script(**told: str | int) -> str:
    """The element that brings `live.js`; `told` is what it is to know, as data- attributes."""
    facts = Markup(" ").join(Markup('data-{}="{}"').format(name, value) for name, value in told.items())
    return Markup('<script src="/_desk/live.js" {}></script>').format(facts)


def insert(html: bytes, element: str) -> bytes:
    """`html` with an element before the end of its body; as it is when it has none, as a part of a page."""
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
    environment.filters["at"] = _at
    environment.filters["until"] = _until
    return environment


def _at(moment: datetime, zone: ZoneInfo) -> str:
    return f"{moment.astimezone(zone):%d %b %Y, %H:%M}".lstrip("0")


def _until(moment: datetime, now: datetime) -> Markup:
    """`in 2 h 5 min`: how long it is still."""
    minutes = max(0, round((moment - now).total_seconds() / 60))
    days, hours, left = minutes // 1440, minutes // 60 % 24, minutes % 60
    parts = [f"{days} d" if days else "", f"{hours} h" if hours else "", f"{left} min" if not days else ""]
    return escape("in " + " ".join(part for part in parts if part))
