"""Pins: the editors' own choice of related stories, `related:` in a story's header.

A pin names a story as editors do. Which story that is may change when any story comes, goes or moves; so the names are
kept in a table of their own, in which they are found by every name of a story.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from generator.archive import queries
from generator.archive.addresses import Addresses
from generator.archive.lookup import find_story, lookup_keys, names_of, not_found
from generator.catalogue.copy import story_of
from generator.catalogue.store import Store
from generator.model import Problem, Story

if TYPE_CHECKING:
    from generator.archive.changes import Change

SILENT = ("", "", "")
"""The row of a story that must have no related stories."""


def save_pins(store: Store, addresses: Addresses, stories: Iterable[Story]) -> None:
    """Save the names of related stories in the headers of public ones. `resolve_pins` looks them up."""
    rows = (row for story in stories for row in _rows(addresses, story))
    store.executemany("INSERT INTO pins VALUES (?, ?, ?, ?, ?, '')", rows)


def _rows(addresses: Addresses, story: Story) -> Iterator[tuple[str, int, str, str, str]]:
    if story.unrelated:
        yield (story.path, 0, *SILENT)
        return
    for rank, name in enumerate(story.related):
        yield (story.path, rank, name, *lookup_keys(addresses, name))


def resolve_pins(store: Store, addresses: Addresses, changes: "Sequence[Change] | None") -> set[str]:
    """Look up the stories that pins name, in the caller's transaction.

    Only the pins that `changes` to the public tables may affect are looked up; None means all. Returns the stories that
    have them.
    """
    changed = None if changes is None else [change.path for change in changes]
    own = queries.rows_of(store, "SELECT path, rank, name FROM pins", changed)
    pins = {*own, *(row for change in changes or () for row in _naming(store, addresses, change))}
    for path, rank, name in sorted(pins):
        found = find_story(store, addresses, name) if name else ""
        store.execute("UPDATE pins SET other = ? WHERE path = ? AND rank = ?", (found, path, rank))
    return {path for path, _, _ in pins}


def _naming(store: Store, addresses: Addresses, change: "Change") -> Iterator[tuple[str, int, str]]:
    """Yield the pins that may name the story that changed."""
    for column, value in names_of(addresses, change):
        yield from store.execute(f"SELECT path, rank, name FROM pins WHERE {column} = ?", (value,))  # noqa: S608


def pins_of(store: Store, paths: Iterable[str] | None = None) -> dict[str, list[str] | None]:
    """Return the paths of the public stories that each story pins, in their order; None for a story without a list.

    Covers all stories with pins, or only those at `paths`.
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
    """Yield a note on each pin that names no public story now."""
    rows = store.execute("SELECT path, name FROM pins WHERE other = '' AND name <> '' ORDER BY path, rank")
    for path, name in rows.fetchall():
        yield not_found(store, addresses, name, story_of(store, path).file)
