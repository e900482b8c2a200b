"""What editors are told of stories that aren't public, or didn't get the address that they asked for."""

from collections.abc import Iterator

import msgspec

from generator.archive.queries import lost_addresses
from generator.archive.takedowns import GONE, known_takedowns
from generator.catalogue.copy import ENCODER, story_of
from generator.catalogue.store import Store
from generator.model import Gravity, Problem, Story

REMARK = msgspec.msgpack.Decoder(Problem)


def keep_remark(store: Store, path: str, remark: Problem) -> None:
    """Keep what editors are told of the story at `path`."""
    store.execute("INSERT OR IGNORE INTO remarks VALUES (?, ?)", (path, ENCODER.encode(remark)))


def all_remarks(store: Store) -> Iterator[Problem]:
    """Yield a note on each story that isn't public, and on each that did not get the address it asked for."""
    for (blob,) in store.execute("SELECT remark FROM remarks GROUP BY remark ORDER BY min(path), remark"):
        yield REMARK.decode(blob)


def remarks_on(store: Store, path: str) -> list[Problem]:
    """Return what editors are told of the story at `path`, by line."""
    rows = store.execute("SELECT remark FROM remarks WHERE path = ?", (path,))
    return sorted(REMARK.decode(blob) for (blob,) in rows)


def moved_note(story: Story, wanted: str, url: str) -> Problem:
    """Say that the story did not get the address it asked for."""
    other = "another page" if story.own else "another page or an older story"
    message = f"The address {wanted} belongs to {other}; this one is at {url}."
    hint = "Give it a slug of its own, or leave it as it is."
    return Problem(story.file, 0, message, hint, Gravity.WARNING, code="address-taken")


def lost_notes(store: Store) -> Iterator[Problem]:
    """Yield a note on each former address that can't redirect to its story, because another page is there."""
    gone = frozenset(url for one in known_takedowns(store).values() if one.leave == GONE for url in one.places)
    for path, url in lost_addresses(store):
        message, hint = f"The former address {url} can't lead here: another page has that address.", "Delete the line."
        if url in gone:
            message = f"{url} is an address of a story that was taken down, and says so; it can't lead here."
            hint = 'Delete the line. If readers are to be led here, delete leave = "gone" in takedowns.toml.'
        yield Problem(story_of(store, path).file, 0, message, hint, Gravity.WARNING, code="address-lost")
