"""The versions of stories in agencies' files, and the stories that they give: for each thread, those that count."""

from collections.abc import Iterable, Iterator
from datetime import datetime

import msgspec

from generator.catalogue.store import Store
from generator.catalogue.story_rows import drop_story, keep_story, mark_pending
from generator.gate import moment_of
from generator.intake.names import wire_path
from generator.intake.wire_files.versions import SettledStory, Version, settle_versions
from generator.model import Problem, StoredParse, Story, WireFacts

ENCODER = msgspec.msgpack.Encoder()
FACTS = msgspec.msgpack.Decoder(WireFacts)
ENTRY = msgspec.msgpack.Decoder(StoredParse)
STORY = msgspec.msgpack.Decoder(Story)
PROBLEMS = msgspec.msgpack.Decoder(tuple[Problem, ...])
OWN, LONE = 1, 2
"""What editors are told of a version: its own problems, or that there is no story that it kills."""


class Kill(msgspec.Struct, frozen=True):
    """A story that its agency killed."""

    path: str
    file: str
    """The file that says so."""
    sent: datetime | None
    """When that was sent; None if it isn't known."""


def keep_versions(store: Store, entry: StoredParse) -> None:
    """Keep the versions of an agency's file in place of those that it had, and settle their threads again.

    In the caller's transaction.
    """
    rows = store.execute("SELECT DISTINCT thread FROM wire_versions WHERE file = ?", (entry.file,)).fetchall()
    if not (rows or entry.versions):
        return
    store.execute("DELETE FROM wire_versions WHERE file = ?", (entry.file,))
    new = [
        (entry.file, at, one.facts.thread, ENCODER.encode(one.facts), ENCODER.encode(one.entry), one.entry.problems, 0)
        for at, one in enumerate(entry.versions)
    ]
    store.executemany("INSERT INTO wire_versions VALUES (?, ?, ?, ?, ?, ?, ?)", new)
    for thread in sorted({thread for (thread,) in rows} | {one.facts.thread for one in entry.versions}):
        _settle_thread(store, thread)


def drop_own_story(store: Store, file: str) -> None:
    """Remove the story that an agency's file had while its folder was the editors'."""
    own = "SELECT path FROM stories WHERE file = ? AND path NOT IN (SELECT path FROM wire_stories)"
    paths = store.execute(own, (file,)).fetchall()
    for (path,) in paths:
        drop_story(store, path)
    mark_pending(store, paths)


def _settle_thread(store: Store, thread: str) -> None:
    """Bring the stories of a thread up to date with its versions."""
    rows = store.execute("SELECT file, number, facts FROM wire_versions WHERE thread = ?", (thread,))
    versions = [Version(file, at, FACTS.decode(facts)) for file, at, facts in rows.fetchall()]
    before = {path for (path,) in store.execute("SELECT path FROM wire_stories WHERE thread = ?", (thread,))}
    store.execute("DELETE FROM wire_stories WHERE thread = ?", (thread,))
    store.execute("UPDATE wire_versions SET told = 0 WHERE thread = ?", (thread,))
    after = {path for settled in settle_versions(versions) for path in _keep_settled(store, thread, settled)}
    for path in sorted(before - after):
        drop_story(store, path)
    mark_pending(store, ((path,) for path in sorted(before | after)))


def _keep_settled(store: Store, thread: str, settled: SettledStory) -> Iterator[str]:
    """Keep a story if it has a version that counts, and yield its path. Note what editors are told."""
    told = LONE if settled.killed_by and settled.newest is None else OWN
    keys = ((told, one.file, one.at) for one in settled.told)
    worth = "told = iif(problems = x'90', 0, ?)" if told == OWN else "told = ?"
    store.executemany(f"UPDATE wire_versions SET {worth} WHERE file = ? AND number = ?", keys)  # noqa: S608
    if settled.newest is None:
        return
    path = wire_path(settled.newest.facts.drop, f"{thread} {settled.name}")
    entry = _entry_of(store, settled.newest)
    story = _with_history(store, entry, settled, path)
    keep_story(store, msgspec.structs.replace(entry, story=ENCODER.encode(story)), story)
    killed = settled.killed_by
    row = (path, thread, killed.file if killed else "", killed.facts.sent if killed else 0)
    store.execute("INSERT OR REPLACE INTO wire_stories VALUES (?, ?, ?, ?)", row)
    yield path


def _with_history(store: Store, entry: StoredParse, settled: SettledStory, path: str) -> Story:
    """Return the newest version with the address and the time of publication of the first.

    `entry` is that of the newest. Its own time is that of an update.
    """
    story = STORY.decode(entry.story)
    if settled.first is None or settled.first == settled.newest:
        return msgspec.structs.replace(story, path=path)
    older = [STORY.decode(_entry_of(store, one).story) for one in settled.others if one != settled.newest]
    first = STORY.decode(_entry_of(store, settled.first).story)
    published = min(story.published, *(one.published for one in older))
    sent = settled.newest.facts.sent if settled.newest else 0
    updated = story.updated or (moment_of(sent) if sent else None)
    return msgspec.structs.replace(
        story,
        path=path,
        slug=first.slug,
        published=published,
        updated=updated if updated and updated > published else None,
        updated_no_hour=story.updated_no_hour if story.updated else story.no_hour,
    )


def _entry_of(store: Store, version: Version) -> StoredParse:
    query = "SELECT entry FROM wire_versions WHERE file = ? AND number = ?"
    (entry,) = store.execute(query, (version.file, version.at)).fetchone()
    return ENTRY.decode(entry)


def wire_problems(store: Store) -> Iterator[Problem]:
    """Yield what editors are told of the versions that count, and of newer ones that can't be published."""
    query = "SELECT told, facts, problems FROM wire_versions WHERE told <> 0 ORDER BY file, number"
    for told, facts, problems in store.execute(query).fetchall():
        lone = FACTS.decode(facts).lone if told == LONE else None
        if told == OWN:
            yield from PROBLEMS.decode(problems)
        elif lone is not None:
            yield lone


def all_kills(store: Store) -> Iterable[Kill]:
    """Return the stories that their agencies killed, by path."""
    rows = store.execute("SELECT path, killed_by, killed FROM wire_stories WHERE killed_by <> '' ORDER BY path")
    return [Kill(path, file, moment_of(sent) if sent else None) for path, file, sent in rows.fetchall()]
