"""Stories as intake stores them, and a gate that lets them through."""

from datetime import UTC, datetime, timedelta

from generator.archive.addresses import Addresses
from generator.archive.admission import Gate
from generator.model import Story

FIRST = datetime(2026, 11, 1, 17, tzinfo=UTC)


def story(path: str, slug: str = "", day: float = 0, **fields: object) -> Story:
    whole = {
        "path": path,
        "file": f"content/{path}.txt",
        "headline": path,
        "slug": slug or path.rpartition("/")[2],
        "section": path.partition("/")[0],
        "published": FIRST + timedelta(days=day),
    }
    return Story(**whole | fields)  # type: ignore[arg-type]


def gate(day: float = 90, permalink: str = "/{section}/{slug}/", **fields: object) -> Gate:
    whole = {
        "addresses": Addresses("", permalink, "America/New_York", {"world": "World"}),
        "people": {},
        "static": frozenset(),
        "now": FIRST + timedelta(days=day),
    }
    return Gate(**whole | fields)  # type: ignore[arg-type]
