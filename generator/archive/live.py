"""Live stories: which of their entries may be shown, in a table of its own, from which no page reads ahead."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import datetime

import msgspec

from generator.catalogue.store import Store
from generator.gate import moment_of, order_of
from generator.model import Story
from generator.story_records import LiveBlog, LiveEntry


class Coverage(msgspec.Struct, frozen=True):
    """The state of a live story: how many of its entries are public, and since when."""

    shown: int
    """How many of its entries, in the order of time, are public."""
    last: datetime | None
    """The time of the newest of these; None if there is none yet."""
    ended: bool


def save_live(store: Store, stories: Iterable[Story], now: datetime) -> None:
    """Save how far public live stories are, which have no row in the table, in the caller's transaction."""
    rows = []
    for story in stories:
        if story.entries:
            shown = bisect_right(story.entries, now)
            last = order_of(story.entries[shown - 1]) if shown else None
            rows.append((story.path, shown, last, int(story.ends is not None and story.ends <= now)))
    store.executemany("INSERT INTO live VALUES (?, ?, ?, ?)", rows)


def without_later_photos(story: Story, now: datetime) -> Story:
    """Return the story without the photos of entries whose time hasn't come."""
    later = {file for moment, file in story.photos.in_entries if moment > now}
    if not later:
        return story
    inline = tuple(photo for photo in story.photos.inline if photo.file not in later)
    photos = msgspec.structs.replace(story.photos, inline=inline, withheld=tuple(sorted(later)))
    return msgspec.structs.replace(story, photos=photos)


def coverage_of(store: Store, path: str) -> Coverage | None:
    """Return how far the live story at `path` is; None if there is no public live story."""
    row = store.execute("SELECT shown, last, ended FROM live WHERE path = ?", (path,)).fetchone()
    if row is None:
        return None
    shown, last, ended = row
    return Coverage(shown, None if last is None else moment_of(last), bool(ended))


def shown_entries(store: Store, path: str, live: LiveBlog) -> Sequence[LiveEntry]:
    """Return the entries of the live story at `path` that are public, in the order of time."""
    coverage = coverage_of(store, path)
    return live.entries[: coverage.shown] if coverage else ()


def live_paths(store: Store) -> list[tuple[str, int]]:
    """Return the path of every public live story, and how many of its entries are public."""
    return store.execute("SELECT path, shown FROM live ORDER BY path").fetchall()


def coverage_since(store: Store, moment: int) -> list[str]:
    """Return the live stories that opened before `moment`, in microseconds, and have an entry of then or later."""
    query = (
        "SELECT path FROM live CROSS JOIN cards USING (path)"  # of the few live stories, not of all stories
        " WHERE opens < :moment AND last >= :moment ORDER BY opens, path"
    )
    return [path for (path,) in store.execute(query, {"moment": moment})]


def times_of_coverage(store: Store) -> list[tuple[str, int, int]]:
    """Return the path of each live story with entries, when it opened and when its newest entry is of."""
    query = "SELECT path, opens, last FROM live JOIN cards USING (path) WHERE last IS NOT NULL ORDER BY path"
    return store.execute(query).fetchall()
