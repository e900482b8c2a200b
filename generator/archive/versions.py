"""Say which version of a story readers see while its file needs fixing."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

import msgspec

from generator.archive.photos import is_shown
from generator.archive.queries import card_of
from generator.catalogue.copy import path_in
from generator.catalogue.store import Store
from generator.intake.names import is_photo
from generator.model import Card, Gravity, Problem

MONTHS = ("Jan.", "Feb.", "March", "April", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.")
"""The months as American newspapers abbreviate them in dates."""


PHOTO_VERSION = "Readers see the version before"
"""What is said of a photo: its file has no date that could be named."""


def version_of(card: Card) -> datetime:
    """Return when the version that readers see was published or last updated."""
    return card.updated or card.published


def short_day(moment: datetime, zone: ZoneInfo) -> str:
    """Return a date without its year: `Nov. 23`."""
    local = moment.astimezone(zone)
    return f"{MONTHS[local.month - 1]} {local.day}"


def say_version(moment: datetime, zone: ZoneInfo) -> str:
    """Return the words that every place has for it: `Readers see the version of Nov. 23`."""
    return f"Readers see the version of {short_day(moment, zone)}"


def with_versions(store: Store, problems: Iterable[Problem], zone: ZoneInfo) -> Iterator[Problem]:
    """Yield the problems; the first that holds a file says which version of its story is public, if one is."""
    told: set[str] = set()
    for problem in problems:
        card, words = None, ""
        if problem.gravity is Gravity.HELD and problem.path not in told:
            told.add(problem.path)
            path = path_in(store, problem.path)
            card = card_of(store, path) if path else None
            words = say_version(version_of(card), zone) if card else ""
            if is_photo(problem.path) and is_shown(store, problem.path):
                words = PHOTO_VERSION
        yield msgspec.structs.replace(problem, message=f"{problem.message} {words}.") if words else problem
