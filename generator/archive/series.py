"""Queries for the parts of a series, in order: numbered parts by number, then the others by time."""

from generator.archive.listings import SERIES
from generator.archive.queries import CARD
from generator.catalogue.store import Store
from generator.gate import order_of
from generator.model import Card

ORDER = "(rank = 0), rank, opens, path"
BACKWARDS = "(rank = 0) DESC, rank DESC, opens DESC, path DESC"
LISTED = "FROM listings WHERE kind = ? AND subject = ?"
Place = tuple[int, int, int, str]
"""What parts are sorted by: whether the part has no number, its number, its time, its path."""


def place_of(card: Card) -> Place:
    """Return the place of a story in its series."""
    return int(card.part == 0), card.part, order_of(card.published), card.path


def parts_of(store: Store, series: str, first: int, count: int) -> tuple[Card, ...]:
    """Return `count` parts of a series, in order, from number `first`, counted from 0."""
    rows = store.execute(
        f"SELECT card FROM (SELECT path AS chosen {LISTED} ORDER BY {ORDER} LIMIT ? OFFSET ?)"  # noqa: S608
        " JOIN cards ON cards.path = chosen",
        (SERIES, series, count, first),
    )
    return tuple(sorted((CARD.decode(blob) for (blob,) in rows), key=place_of))


def paths_beside_part(store: Store, series: str, place: Place) -> tuple[str, str]:
    """Return the paths of the parts before and after a place in a series; empty where there is none."""
    queries = (
        f"SELECT path {LISTED} AND ((rank = 0), rank, opens, path) < (?, ?, ?, ?) ORDER BY {BACKWARDS} LIMIT 1",
        f"SELECT path {LISTED} AND ((rank = 0), rank, opens, path) > (?, ?, ?, ?) ORDER BY {ORDER} LIMIT 1",
    )
    before, after = (store.execute(query, (SERIES, series, *place)).fetchone() for query in queries)
    return before[0] if before else "", after[0] if after else ""
