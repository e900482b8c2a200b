"""The listings of public stories: which listings a story is in, and which subjects have a listing."""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from generator.archive.addresses import Addresses
from generator.catalogue.store import Store
from generator.gate import order_of
from generator.intake.text.slugs import slug_of
from generator.model import Story

Listing = tuple[str, str]
"""Kind and subject of a listing: section `world`, topic `harbor`, byline `jane-roe`, day `2010-04-20`, a series."""
SERIES = "series"
"""The kind of listing that is in order of parts: its rows have the number of the part as their rank."""
SPANS = {"month": 7, "year": 4}
"""The kinds that consist of days, with the length of their subjects: `2010-04`, `2010`."""


def listings_of(addresses: Addresses, story: Story) -> list[tuple[str, str, str]]:
    """Return kind, subject and name of each listing that `story` is in. A page of the paper's own is in none."""
    if story.own:
        return []
    day = addresses.day(story)
    listings = [("section", story.section, story.section_name or story.section), ("day", day, day)]
    listings += [("topic", _slug_of_topic(name), name) for name in story.topics]
    listings += [("byline", byline.person, byline.name) for byline in story.bylines]
    series = slug_of(story.series)
    return [*listings, (SERIES, series, story.series)] if series else listings


@lru_cache(maxsize=4096)
def _slug_of_topic(name: str) -> str:
    """Return the topic's slug. Stories share their topics."""
    return slug_of(name)


def add_to_listings(store: Store, addresses: Addresses, stories: Iterable[tuple[Story, int]]) -> None:
    """Add public stories to their listings, each with the time when it was published or last updated."""
    rows = (row for story, changed in stories for row in _rows(addresses, story, changed))
    store.executemany("INSERT INTO listings VALUES (?, ?, ?, ?, ?, ?, ?)", rows)


def _rows(addresses: Addresses, story: Story, changed: int) -> Iterator[tuple[str, str, int, str, int, str, int]]:
    opens = order_of(story.opens)
    for rank, (kind, subject, name) in enumerate(listings_of(addresses, story)):
        yield kind, subject, opens, story.path, story.part if kind == SERIES else rank, name, changed


def remove_from_listings(store: Store, paths: Iterable[str]) -> None:
    """Remove stories from their listings."""
    store.executemany("DELETE FROM listings WHERE path = ?", ((path,) for path in paths))


def listings_at(store: Store, path: str) -> list[tuple[str, str, int]]:
    """Return kind, subject and time of each listing that the story at `path` is in now."""
    return store.execute("SELECT kind, subject, opens FROM listings WHERE path = ? ORDER BY rank", (path,)).fetchall()


COUNT = """
SELECT kind, subject,
    (SELECT name FROM listings AS first WHERE first.kind = mine.kind AND first.subject = mine.subject
        ORDER BY opens, path LIMIT 1),
    count(*), max(changed)
FROM listings AS mine {} GROUP BY kind, subject
"""


def rebuild_subjects(store: Store, addresses: Addresses) -> None:
    """Fill the table of subjects from the listings."""
    store.execute("DELETE FROM subjects")
    rows = store.execute(COUNT.format("")).fetchall()
    _write(store, addresses, rows)
    for kind, length in SPANS.items():
        _write(store, addresses, _sums(store, kind, length))


def update_subjects(store: Store, addresses: Addresses, listings: Iterable[Listing]) -> None:
    """Update the table of subjects for these listings, and for the months and years of those that are days."""
    listings = set(listings)
    spans = spans_of(listings)
    store.executemany("DELETE FROM subjects WHERE kind = ? AND subject = ?", listings | spans)
    where = COUNT.format("WHERE kind = ? AND subject = ?")
    for listing in listings:
        _write(store, addresses, store.execute(where, listing).fetchall())
    for kind, span in spans:
        _write(store, addresses, _sums(store, kind, SPANS[kind], span))


def spans_of(listings: Iterable[Listing]) -> set[Listing]:
    """Return the months and years of the days among `listings`."""
    days = [subject for kind, subject in listings if kind == "day"]
    return {(span, day[:length]) for span, length in SPANS.items() for day in days}


def _sums(store: Store, kind: str, length: int, within: str = "") -> list[tuple[str, str, str, int, int]]:
    """Add up the days of each month or year that has stories; or of the one called `within`."""
    return store.execute(
        "SELECT ?, substr(subject, 1, ?) AS span, substr(subject, 1, ?), sum(stories), max(changed) FROM subjects"
        " WHERE kind = 'day' AND subject >= ? AND subject < ? || '~' GROUP BY span",
        (kind, length, length, within, within),
    ).fetchall()


def _write(store: Store, addresses: Addresses, rows: Iterable[tuple[str, str, str, int, int]]) -> None:
    placed = ((*row, addresses.place(addresses.front(row[0], row[1]))) for row in rows)
    store.executemany("INSERT INTO subjects VALUES (?, ?, ?, ?, ?, ?)", placed)


def sizes_of(store: Store, listings: Iterable[Listing]) -> dict[Listing, tuple[int, str]]:
    """Return the number of stories and the name of each of these listings that has any."""
    found = {}
    for kind, subject in listings:
        row = store.execute(
            "SELECT stories, name FROM subjects WHERE kind = ? AND subject = ?", (kind, subject)
        ).fetchone()
        if row:
            found[kind, subject] = row
    return found
