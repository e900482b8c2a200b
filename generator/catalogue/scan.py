"""What content/ looked like when it was last read, and what is another now.

Of a folder that is as it was nothing is asked: neither which files were read from it, nor whether they changed. So a
look costs what the disk takes to tell of all files, and little more.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from generator.catalogue.store import Store
from generator.intake.changes import Delta, find_changes
from generator.intake.parse import STORY_ENDINGS
from generator.intake.scope import FolderScope, PlaceScope, Scope
from generator.intake.survey import is_unreadable, survey_folder
from generator.model import Problem
from generator.workers import never

ENCODER, PROBLEM = msgspec.msgpack.Encoder(), msgspec.msgpack.Decoder(Problem)
UNTRUSTED = -1
"""Stands for the time of a file that must be read again whatever it says."""


class Look(msgspec.Struct, frozen=True):
    """What was seen of content/."""

    delta: Delta
    scope: Scope | None
    """The part that was looked into; None: all."""
    folders: dict[str, str]
    """What the folders are now, if all were looked at: see Survey."""


def look_through(
    store: Store,
    content: Path,
    scope: PlaceScope | None = None,
    is_urged: Callable[[], bool] = never,
    others: Collection[str] = (),
) -> Look:
    """What changed in content/, or in a part of it, since it was last read. Raises Interrupted: see survey_folder.

    `others`: endings of stories beside those that Broadsheet reads itself.
    """
    standing = {} if scope else standing_folders(store)
    survey = survey_folder(content, "content", scope, standing, is_urged=is_urged)
    looked_into: Scope | None = scope
    if standing:
        looked_into = FolderScope(
            folder for folder in standing.keys() | survey.folders.keys() if folder not in survey.same
        )
    unseen = [
        file
        for (file,) in store.execute("SELECT DISTINCT file FROM sights")
        if looked_into and not looked_into.covers(file)
    ]
    delta = find_changes(survey, known_files(store, looked_into), unseen, {*STORY_ENDINGS, *others})
    return Look(delta, looked_into, survey.folders)


def known_files(store: Store, scope: Scope | None = None) -> dict[str, tuple[int, int, int, int, str]]:
    """Size, both times, inode and digest of each file as it was last read, of all or of a part of content/.

    There is no digest of what was read for another desk.
    """
    rows = _rows_of(store, "SELECT file, size, mtime_ns, ctime_ns, inode, digest FROM files", scope)
    return {row[0]: row[1:] for row in rows}


def keep_sights(store: Store, problems: Iterable[Problem], scope: Scope | None = None) -> None:
    """Keep what is wrong with content/ itself in place of what was, or with a part of it."""
    with store:
        seen = [(row[0],) for row in _rows_of(store, "SELECT DISTINCT file FROM sights", scope)]
        store.executemany("DELETE FROM sights WHERE file = ?", seen)
        rows = ((problem.path, ENCODER.encode(problem)) for problem in problems)
        store.executemany("INSERT OR IGNORE INTO sights VALUES (?, ?)", rows)


def _rows_of(store: Store, query: str, scope: Scope | None) -> Iterator[Any]:
    """The rows of `query`, whose first column is a file, of all of content/ or a part of it."""
    if scope is None:
        yield from store.execute(query)
        return
    within = f"{query} WHERE file >= ? AND file < ?"
    rows = {row[0]: row for span in scope.spans() for row in store.execute(within, span)}
    yield from (rows[file] for file in sorted(rows) if scope.covers(file.rstrip("/")))


def is_part_unread(store: Store) -> bool:
    """Whether a file or folder of content/ could not be read when it was last looked at."""
    problems = (PROBLEM.decode(blob) for (blob,) in store.execute("SELECT problem FROM sights"))
    unread = store.execute("SELECT 1 FROM files WHERE mtime_ns = -1 AND digest = '' LIMIT 1").fetchone()
    return unread is not None or any(is_unreadable(problem) for problem in problems)


# --- folders ---


def standing_folders(store: Store) -> dict[str, str]:
    """Each folder of content/ -> digest of what lay in it when it was as it stands on file, or empty."""
    return dict(store.execute("SELECT folder, digest FROM folders").fetchall())


def keep_folders(store: Store, folders: Mapping[str, str]) -> None:
    """Keep what a survey found the folders to be, now that all of their files that had changed have been read."""
    untrusted = {folder_of(file) for (file,) in store.execute("SELECT file FROM files WHERE mtime_ns = -1")}
    after = {folder: "" if folder in untrusted else digest for folder, digest in folders.items()}
    before = standing_folders(store)
    lost = {folder: "" for folder in before.keys() - after.keys() if _holds_any(store, folder)}
    with store:
        _keep_standing(store, before, after | lost)


def _keep_standing(store: Store, before: Mapping[str, str], after: Mapping[str, str]) -> None:
    gone = ((folder,) for folder in before.keys() - after.keys())
    store.executemany("DELETE FROM folders WHERE folder = ?", gone)
    changed = ((folder, digest) for folder, digest in after.items() if before.get(folder) != digest)
    store.executemany("INSERT OR REPLACE INTO folders VALUES (?, ?)", changed)


def _holds_any(store: Store, folder: str) -> bool:
    """Whether there is a file on file of a folder that no survey comes to: it, or one above it, can't be read now."""
    return next(_rows_of(store, "SELECT file FROM files", FolderScope([folder])), None) is not None


def distrust(store: Store, files: Iterable[str]) -> None:
    """Say of no folder of these files that it is as it was."""
    folders = {folder_of(file) for file in files}
    store.executemany("INSERT OR REPLACE INTO folders VALUES (?, '')", ((folder,) for folder in sorted(folders)))


def folder_of(file: str) -> str:
    """The folder that a file lies in."""
    return file.rpartition("/")[0]
