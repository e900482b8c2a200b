"""The table of published stories: what the lines of published.csv tell of each, by its id."""

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from generator.archive.published_file import FILE, PublishedLine, parse_lines
from generator.catalogue.store import Store, keep_fact, recall_fact
from generator.digests import digest_bytes
from generator.model import Gravity, Problem

IN_PLACE, LOST, OTHER, GONE = range(4)
"""The states of a published story: its file is there; it isn't; there is a story with another text and headline; the
file says that it is gone, or that its path is another story's."""
SELECT = "SELECT id, path, address, former, moment, headline, text, state FROM published"
ASTRAY = (
    f"{SELECT} WHERE state <> 0"  # noqa: S608 -- no words of others
    " AND NOT (state = 2 AND path IN (SELECT path FROM wire_stories)) ORDER BY id"
)
"""Selects the stories that are no longer in their place; 0 is IN_PLACE, 2 OTHER. An agency's story is known by the
agency's id, whatever a newer version says."""
DEPARTED = f"{SELECT} WHERE state = 1 AND id NOT IN (SELECT id FROM adopted) ORDER BY id"  # noqa: S608 -- no words of others
"""Selects the stories that are lost, and not found under another name; 1 is LOST."""
ADDRESSES = msgspec.json.Decoder(tuple[str, ...])
PROBLEMS = msgspec.json.Decoder(tuple[Problem, ...])


class PublishedStory(msgspec.Struct, frozen=True):
    """A story that was published, as all lines about it tell."""

    id: str
    path: str
    """Its path in content/."""
    address: str
    former: tuple[str, ...]
    """Its addresses before that, the oldest first."""
    moment: str
    headline: str
    text: str
    is_gone: bool = False
    """True if its path is free, or another story's."""


def take_in(store: Store, raw: bytes) -> set[str]:
    """Bring the table up to date with the file, and return the paths of the stories with other lines than before.

    Of a file that only became longer, only the new lines are read.
    """
    digest = digest_bytes(raw)
    if recall_fact(store, "published") == digest:
        return set()
    known, known_digest = _known_part(store)
    is_longer = 0 < known < len(raw) and digest_bytes(raw[:known]) == known_digest
    if is_longer:
        read = parse_lines(raw[known:], raw.count(b"\n", 0, known) + 1)
        before = _stories_of(store, read.lines)
    else:
        read = parse_lines(raw)
        before = {one.id: one for one in all_published(store)}
    after = _fold(read.lines, before if is_longer else {})
    changed = _save(store, before, after)
    keep_fact(store, "published", digest)
    complete = raw.endswith(b"\n") and not read.problems
    keep_fact(store, "published part", f"{len(raw)} {digest}" if complete else "")
    problems = [*read.problems, *(_tell_gone() if before and not raw else ())]
    keep_fact(store, "published problems", msgspec.json.encode(problems).decode())
    return changed


def _known_part(store: Store) -> tuple[int, str]:
    length, _, digest = recall_fact(store, "published part").partition(" ")
    return int(length or 0), digest


def _stories_of(store: Store, lines: Iterable[PublishedLine]) -> dict[str, PublishedStory]:
    """Return the published stories that `lines` are about, and those that now have the paths of the lines."""
    queries = [(f"{SELECT} WHERE id = ?", line.id) for line in lines]
    queries += [(f"{SELECT} WHERE path = ?", line.path) for line in lines]
    found = (row for query, value in queries for row in store.execute(query, (value,)))
    return {row[0]: _story(row) for row in found}


def _fold(lines: Iterable[PublishedLine], before: dict[str, PublishedStory]) -> dict[str, PublishedStory]:
    """Return the published stories by id after `lines`, of which each adds to what was known before."""
    stories = dict(before)
    owners = {one.path: one.id for one in stories.values() if not one.is_gone}
    for line in lines:
        known = stories.get(line.id)
        if known and owners.get(known.path) == line.id:
            del owners[known.path]
        if not line.address:
            if known:
                stories[line.id] = msgspec.structs.replace(known, is_gone=True)
            continue
        former = tuple(dict.fromkeys([*known.former, known.address])) if known else ()
        other = owners.get(line.path)
        if other is not None:
            stories[other] = msgspec.structs.replace(stories[other], is_gone=True)
        owners[line.path] = line.id
        stories[line.id] = PublishedStory(
            id=line.id,
            path=line.path,
            address=line.address,
            former=tuple(one for one in former if one != line.address),
            moment=line.moment,
            headline=line.headline,
            text=line.text,
        )
    return stories


def _save(store: Store, before: dict[str, PublishedStory], after: dict[str, PublishedStory]) -> set[str]:
    """Save the published stories, and return the paths of those that changed."""
    changed = sorted(name for name in before.keys() | after.keys() if before.get(name) != after.get(name))
    store.executemany("DELETE FROM published WHERE id = ?", ((name,) for name in changed))
    rows = (after[name] for name in changed if name in after)
    store.executemany(
        "INSERT INTO published VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        map(_row, rows),
    )
    return {one.path for name in changed for one in (before.get(name), after.get(name)) if one}


def _row(one: PublishedStory) -> tuple[str | int, ...]:
    """Return a row of the table. Whether the story is in its place isn't known yet."""
    former = msgspec.json.encode(one.former).decode()
    state = GONE if one.is_gone else LOST
    return one.id, one.path, one.address, former, one.moment, one.headline, one.text, state


def _tell_gone() -> Iterator[Problem]:
    message = "The file is gone, so a story that was renamed has another id in feeds, and its old address is gone."
    yield Problem(
        FILE,
        0,
        message,
        "Restore it, and build again. Otherwise, a new one begins now.",
        Gravity.WARNING,
        code="address-record",
    )


def file_problems(store: Store) -> tuple[Problem, ...]:
    """Return what is wrong with published.csv."""
    kept = recall_fact(store, "published problems")
    return PROBLEMS.decode(kept) if kept else ()


def all_published(store: Store) -> Iterator[PublishedStory]:
    """Yield every story that was published, by id."""
    yield from _stories(store, f"{SELECT} ORDER BY id")


def astray_stories(store: Store) -> list[PublishedStory]:
    """Return the stories that are no longer in their place, by id."""
    return list(_stories(store, ASTRAY))


def departed_stories(store: Store) -> list[PublishedStory]:
    """Return those whose file is gone, with none under another name, though published.csv doesn't say so, by id."""
    return list(_stories(store, DEPARTED))


def _stories(store: Store, query: str) -> Iterator[PublishedStory]:
    return map(_story, store.execute(query))


def published_by_id(store: Store, name: str) -> PublishedStory:
    """Return the published story of that id. Raises KeyError when there is none."""
    row = store.execute(f"{SELECT} WHERE id = ?", (name,)).fetchone()
    if row is None:
        raise KeyError(name)
    return _story(row)


def stories_at_paths(store: Store, paths: Iterable[str]) -> Iterator[PublishedStory]:
    """Yield the published stories at `paths`, by path."""
    for path in sorted(paths):
        yield from (_story(row) for row in store.execute(f"{SELECT} WHERE path = ?", (path,)).fetchall())


def _story(row: tuple[Any, ...]) -> PublishedStory:
    name, path, address, former, moment, headline, text, state = row
    return PublishedStory(name, path, address, ADDRESSES.decode(former), moment, headline, text, state == GONE)
