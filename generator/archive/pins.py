"""The editors' own choice of related stories: `related:` in a story's header.

A pin names a story as editors do. Which one that is may change when any story comes, goes or moves; so the names stand
in a table of their own, in which a story is looked up by all that it goes by.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from generator.archive import queries
from generator.archive.addresses import Addresses, plain_name
from generator.archive.lookup import find_story, keys_of, not_found
from generator.archive.queries import CARD
from generator.catalogue.copy import story_of
from generator.catalogue.store import Store
from generator.model import Problem, Story

if TYPE_CHECKING:
    from generator.archive.changes import Change

SILENT = ("", "", "")
"""What stands there of a story that wants no related stories."""


def file_pins(store: Store, addresses: Addresses, stories: Iterable[Story]) -> None:
    """Record the stories that public ones name as related. `resolve_pins` looks the names up."""
    rows = (row for story in stories for row in _rows(addresses, story))
    store.executemany("INSERT INTO pins VALUES (?, ?, ?, ?, ?, '')", rows)


def _rows(addresses: Addresses, story: Story) -> Iterator[tuple[str, int, str, str, str]]:
    if story.unrelated:
        yield (story.path, 0, *SILENT)
        return
    for rank, name in enumerate(story.related):
        yield (story.path, rank, name, *keys_of(addresses, name))


def resolve_pins(store: Store, addresses: Addresses, changes: "Sequence[Change] | None") -> set[str]:
    """Look up what pins name, as far as `changes` to the public tables reach; None: all of them.

    Gives the stories whose pins may lead elsewhere. The caller's transaction holds it.
    """
    changed = None if changes is None else [change.path for change in changes]
    own = queries.rows_of(store, "SELECT path, rank, name FROM pins", changed)
    pins = {*own, *(row for change in changes or () for row in _naming(store, addresses, change))}
    for path, rank, name in sorted(pins):
        found = find_story(store, addresses, name) if name else ""
        store.execute("UPDATE pins SET other = ? WHERE path = ? AND rank = ?", (found, path, rank))
    return {path for path, _, _ in pins}


def _naming(store: Store, addresses: Addresses, change: "Change") -> Iterator[tuple[str, int, str]]:
    """The pins that may mean the story that changed."""
    plain = plain_name(change.path)
    urls = [CARD.decode(standing.card).url for standing in (change.before, change.after) if standing]
    for name in sorted({plain, plain.rpartition("/")[2], *map(queries.slug_in, urls)}):
        yield from store.execute("SELECT path, rank, name FROM pins WHERE plain = ?", (name,))
    for url in urls:
        yield from store.execute("SELECT path, rank, name FROM pins WHERE place = ?", (addresses.place(url),))


def pins_of(store: Store, paths: Iterable[str] | None = None) -> dict[str, list[str] | None]:
    """The public stories that stories pin, by their paths and in their order; None where none are wanted at all.

    Of all stories that pin, or of those of them at `paths`.
    """
    pins: dict[str, list[str] | None] = {}
    for path, name, other in queries.rows_of(store, "SELECT path, name, other FROM pins", paths, "ORDER BY path, rank"):
        if not name:
            pins[path] = None
            continue
        pinned = pins.setdefault(path, [])
        if pinned is not None and other and other not in {path, *pinned}:
            pinned.append(other)
    return pins


def notes_on_pins(store: Store, addresses: Addresses) -> Iterator[Problem]:
    """A word on each pin that leads nowhere now."""
    rows = store.execute("SELECT path, name FROM pins WHERE other = '' AND name <> '' ORDER BY path, rank")
    for path, name in rows.fetchall():
        yield not_found(store, addresses, name, story_of(store, path).file)
