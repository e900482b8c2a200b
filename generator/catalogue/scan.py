"""Compare content/ with what was last read of it.

Where a folder is unchanged, neither the files that were read from it nor their states are looked up. So a scan takes
little more time than the disk needs to list all files.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from generator.catalogue.store import Store
from generator.intake.changes import Delta, find_changes
from generator.intake.names import STORY_ENDINGS
from generator.intake.scope import FolderScope, PlaceScope, Scope
from generator.intake.survey import is_unreadable, joined, survey_folder
from generator.intake.survey_by_workers import survey_by_workers
from generator.intake.wire_files.drops import Drop, outside_content
from generator.model import Problem
from generator.workers import Workers, never

ENCODER, PROBLEM = msgspec.msgpack.Encoder(), msgspec.msgpack.Decoder(Problem)
MANY_FILES = 200_000
"""To list so many files takes a second, and to start workers a fourth of one."""
UNTRUSTED = -1
"""The modification time kept for a file that must be read again in any case."""


class Scan(msgspec.Struct, frozen=True):
    """The result of a scan of content/."""

    delta: Delta
    scope: Scope | None
    """The part of content/ that was scanned; None means all of it."""
    folders: dict[str, str]
    """The digests of the folders, if all were scanned: see Survey."""


def scan_content(
    store: Store,
    content: Path,
    scope: PlaceScope | None = None,
    *,
    is_urged: Callable[[], bool] = never,
    others: Collection[str] = (),
    drops: Sequence[Drop] = (),
    workers: Workers | None = None,
) -> Scan:
    """Find what changed in content/, or in a part of it, since the last read. Raises Interrupted: see survey_folder.

    `others`: endings of stories beside those that Broadsheet reads itself. `drops`: the folders of agencies, which
    are scanned as well where they aren't in content/. `workers` list the files of a very large paper.
    """
    known = {} if scope else known_folders(store)
    if known and workers is not None and workers.jobs > 1 and workers.are_here and _holds_many_files(store):
        survey = survey_by_workers(content, "content", known, workers, is_urged=is_urged)
    else:
        survey = survey_folder(content, "content", scope, known, is_urged=is_urged)
    for folder in outside_content(drops):
        survey = joined(survey, survey_folder(content.parent / folder, folder, scope, known, is_urged=is_urged))
    scanned: Scope | None = scope
    if known:
        scanned = FolderScope(folder for folder in known.keys() | survey.folders.keys() if folder not in survey.same)
    rows = store.execute("SELECT DISTINCT file FROM scan_problems")
    unseen = [file for (file,) in rows if scanned and not scanned.covers(file)]
    delta = find_changes(survey, known_files(store, scanned), unseen, {*STORY_ENDINGS, *others}, drops)
    return Scan(delta, scanned, survey.folders)


def _holds_many_files(store: Store) -> bool:
    """Tell whether many files were read. They are numbered in the order in which they came."""
    [(last,)] = store.execute("SELECT max(rowid) FROM files")
    return (last or 0) >= MANY_FILES


def known_files(store: Store, scope: Scope | None = None) -> dict[str, tuple[int, int, int, int, str]]:
    """Return size, mtime_ns, ctime_ns, inode and digest of each file as last read, in content/ or a part of it.

    The digest is empty for a file that was read with other settings.
    """
    rows = _rows_of(store, "SELECT file, size, mtime_ns, ctime_ns, inode, digest FROM files", scope)
    return {row[0]: row[1:] for row in rows}


def save_scan_problems(store: Store, problems: Iterable[Problem], scope: Scope | None = None) -> None:
    """Replace the problems with content/ itself, or with a part of it, by `problems`."""
    with store:
        seen = [(row[0],) for row in _rows_of(store, "SELECT DISTINCT file FROM scan_problems", scope)]
        store.executemany("DELETE FROM scan_problems WHERE file = ?", seen)
        rows = ((problem.path, ENCODER.encode(problem)) for problem in problems)
        store.executemany("INSERT OR IGNORE INTO scan_problems VALUES (?, ?)", rows)


def _rows_of(store: Store, query: str, scope: Scope | None) -> Iterator[Any]:
    """Yield the rows of `query`, whose first column is a file, for all of content/ or a part of it."""
    if scope is None:
        yield from store.execute(query)
        return
    within = f"{query} WHERE file >= ? AND file < ?"
    rows = {row[0]: row for span in scope.spans() for row in store.execute(within, span)}
    yield from (rows[file] for file in sorted(rows) if scope.covers(file.rstrip("/")))


def is_part_unread(store: Store) -> bool:
    """Tell whether a file or folder of content/ could not be read at the last scan."""
    unread = store.execute("SELECT 1 FROM files WHERE mtime_ns = -1 AND digest = '' LIMIT 1").fetchone()
    return unread is not None or bool(unreadable_places(store))


def unreadable_places(store: Store) -> list[str]:
    """Return the files and folders of content/ that could not be read at the last scan."""
    problems = (PROBLEM.decode(blob) for (blob,) in store.execute("SELECT problem FROM scan_problems ORDER BY file"))
    return [problem.path for problem in problems if is_unreadable(problem)]


# --- folders ---


def known_folders(store: Store) -> dict[str, str]:
    """Return the digest of each folder of content/ as last read; empty while it isn't sure to be up to date."""
    return dict(store.execute("SELECT folder, digest FROM folders").fetchall())


def save_folders(store: Store, folders: Mapping[str, str]) -> None:
    """Save the digests of the folders, after all of their files that had changed have been read."""
    untrusted = {folder_of(file) for (file,) in store.execute("SELECT file FROM files WHERE mtime_ns = -1")}
    after = {folder: "" if folder in untrusted else digest for folder, digest in folders.items()}
    before = known_folders(store)
    lost = {folder: "" for folder in before.keys() - after.keys() if _holds_any(store, folder)}
    with store:
        _write_folders(store, before, after | lost)


def _write_folders(store: Store, before: Mapping[str, str], after: Mapping[str, str]) -> None:
    gone = ((folder,) for folder in before.keys() - after.keys())
    store.executemany("DELETE FROM folders WHERE folder = ?", gone)
    changed = ((folder, digest) for folder, digest in after.items() if before.get(folder) != digest)
    store.executemany("INSERT OR REPLACE INTO folders VALUES (?, ?)", changed)


def _holds_any(store: Store, folder: str) -> bool:
    """Tell whether the catalogue has files of a folder that can't be scanned now, because it can't be read."""
    return next(_rows_of(store, "SELECT file FROM files", FolderScope([folder])), None) is not None


def distrust_folders(store: Store, files: Iterable[str]) -> None:
    """Forget the digests of the folders of these files, so that the next scan compares all files in them."""
    folders = {folder_of(file) for file in files}
    store.executemany("INSERT OR REPLACE INTO folders VALUES (?, '')", ((folder,) for folder in sorted(folders)))


def folder_of(file: str) -> str:
    """Return the folder that a file lies in."""
    return file.rpartition("/")[0]
