"""The catalogue's file: SQLite in .broadsheet/, a cache that may be deleted at any time.

One process writes it. A file that is damaged, has another schema or was made by another version of the program counts
as absent: it is discarded and everything is read again. `seal.py` tells whether it is damaged.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import msgspec

from generator.catalogue import seal
from generator.catalogue.schema import SCHEMA, generator_digest
from generator.errors import CatalogueError

FILE = "catalogue.sqlite"
WAIT_S = 30
"""The longest wait for another program that has the catalogue open."""
SOON_COMPARED_BYTES = 256 << 20
"""A catalogue of this size is compared with its checksums in a fifth of a second."""
FEW_REMOVALS = 50
"""The number of files whose removal isn't worth the comparison of a larger catalogue."""
PAGE_BYTES = 8_192
"""The size of a page of a new catalogue: a story's row needs one or two. Twice SQLite's own size, which makes a clean
build of some thousand stories a fiftieth cheaper."""
LARGE_LOG_BYTES = 64 << 20
"""A write-ahead log larger than this is emptied during a build, not only at its end."""
Store = sqlite3.Connection
CatalogueFault = sqlite3.DatabaseError
"""The error that SQLite raises when the file is damaged, is in use, or can't be read or written."""


def open_store(folder: Path) -> tuple[Store, bool]:
    """Open the catalogue in `folder`. The second value tells whether an unusable one had to be discarded."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / FILE
    existed = path.exists()
    store = _open_existing(path) if existed else None
    if store is not None:
        return store, False
    discard_store(folder)
    return _create(path), existed


@contextmanager
def sealed(store: Store) -> Iterator[Store]:
    """Context manager that closes the catalogue so that the next process that opens it can detect damage."""
    catalogue = Path(catalogue_file(store))
    try:
        yield store
    except BaseException:
        with suppress(OSError, seal.Damaged, sqlite3.Error):
            _empty_log(store)
        store.close()
        raise
    try:
        _empty_log(store)
    finally:
        store.close()
    seal.keep_seal(catalogue)


def empty_large_log(store: Store) -> None:
    """Move a large write-ahead log into the catalogue's file. Call it between transactions."""
    catalogue = catalogue_file(store)
    if catalogue and Path(f"{catalogue}-wal").stat().st_size > LARGE_LOG_BYTES:
        _empty_log(store)


def _empty_log(store: Store) -> None:
    """Move the write-ahead log into the catalogue's file, and save the checksums of its pages."""
    frames = store.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()[1]
    if frames <= 0:
        return
    seal.keep_checksums(Path(catalogue_file(store)), frames)
    store.execute("PRAGMA busy_timeout = 0")
    store.execute(
        "PRAGMA wal_checkpoint(TRUNCATE)"
    ).fetchone()  # fails while somebody reads: then the next call does it
    store.execute(f"PRAGMA busy_timeout = {WAIT_S * 1000}")


def check_before_removing(store: Store, files: int) -> None:
    """Raise CatalogueFault if the catalogue isn't as it was written, before `files` files of the site are removed.

    All of it is read, unless that takes long and few files are removed: then the check at its opening must do.
    """
    catalogue = catalogue_file(store)
    if not catalogue or (files <= FEW_REMOVALS and Path(catalogue).stat().st_size > SOON_COMPARED_BYTES):
        return
    try:
        seal.check_whole(Path(catalogue))
    except seal.Damaged as damage:
        raise sqlite3.DatabaseError(str(damage)) from None


def is_damaged(folder: Path, *, thorough: bool = False) -> bool:
    """Tell whether the catalogue in `folder` is missing or isn't as it was written.

    All of it is read when `thorough`, or when another program seems to have written to it.
    """
    check = seal.check_whole if thorough else seal.check_opened
    try:
        check(folder / FILE)
    except (seal.Damaged, FileNotFoundError):
        return True
    return False


def open_reader(path: Path) -> Store:
    """Open the catalogue's file at `path` for reading only. Raises FileNotFoundError."""
    if not path.is_file():
        raise FileNotFoundError(path)
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=WAIT_S)


@contextmanager
def snapshot(store: Store) -> Iterator[None]:
    """Context manager in which all queries see the catalogue as it was at the first query, and lock it only once."""
    store.execute("BEGIN")
    try:
        yield
    finally:
        store.rollback()


def open_writer(path: Path) -> Store:
    """Open the catalogue's file at `path` for reading and writing. Raises FileNotFoundError."""
    if not path.is_file():
        raise FileNotFoundError(path)
    return _connect(path)


@contextmanager
def rolled_back(store: Store) -> Iterator[None]:
    """Context manager that undoes at its end everything written in it. Meanwhile no other process can write."""
    store.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        store.rollback()


def open_memory() -> Store:
    """Return an empty catalogue in memory, for reading a paper without a build."""
    return _fill(_connect(":memory:"))


def catalogue_file(store: Store) -> str:
    """Return the absolute path of the catalogue's file; empty for one in memory."""
    return str(store.execute("PRAGMA database_list").fetchone()[2])


def keep_fact(store: Store, name: str, value: str) -> None:
    """Keep `value` under `name`, in the caller's transaction."""
    store.execute("INSERT OR REPLACE INTO facts VALUES (?, ?)", (name, value))


def is_new_fact(store: Store, name: str, value: str) -> bool:
    """Keep `value` under `name`, in the caller's transaction. Tells whether it differs from what was kept before."""
    if recall_fact(store, name) == value:
        return False
    keep_fact(store, name, value)
    return True


def recall_fact(store: Store, name: str) -> str:
    """Return what was last kept under `name`, or an empty string."""
    row = store.execute("SELECT value FROM facts WHERE name = ?", (name,)).fetchone()
    return row[0] if row else ""


def _open_existing(path: Path) -> Store | None:
    """Open the catalogue at `path`. Returns None when it is damaged or of another version of the program."""
    store = None
    try:
        store = _connect(path)
        _check_opened(store, path)
        if recall_fact(store, "generator") == generator_digest():
            return store
    except (sqlite3.DatabaseError, UnicodeDecodeError, seal.Damaged) as fault:
        if store:
            store.close()
        if isinstance(fault, sqlite3.DatabaseError):
            raise_unless_damaged(fault, path.parent)
        return None
    store.close()
    return None


def _check_opened(store: Store, path: Path) -> None:
    """Raise Damaged if the file isn't as it was written, and CatalogueFault if it isn't a catalogue.

    What a killed build left in the write-ahead log is moved into the file.
    """
    frames = store.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()[1]
    if frames > 0:
        seal.check_whole(path, frames)
        _empty_log(store)
    else:
        seal.check_opened(path)


def raise_unless_damaged(fault: Exception, folder: Path) -> None:
    """Raise an error unless `fault` shows that the catalogue in `folder` is damaged, and so counts as absent.

    Raises CatalogueError for one that is in use, that the disk can't read or that doesn't fit on the disk: it must not
    be deleted. Any other fault is raised again as it is.
    """
    code = getattr(fault, "sqlite_errorcode", 0) & 0xFF
    if code in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_FULL}:
        message = f"The catalogue in {folder} can't be used: {fault}."
        raise CatalogueError(message, f"Try again, or delete the folder {folder}.") from fault
    if not isinstance(fault, sqlite3.DatabaseError | msgspec.DecodeError) and not is_damaged(folder, thorough=True):
        raise fault


def discard_store(folder: Path) -> None:
    """Delete the catalogue in `folder`, which is a cache."""
    for name in (FILE, FILE + "-wal", FILE + "-shm", seal.PAGES, seal.SEAL):
        (folder / name).unlink(missing_ok=True)


def _create(path: Path) -> Store:
    store = _connect(path)
    store.execute(f"PRAGMA page_size = {PAGE_BYTES}")
    store.execute("PRAGMA journal_mode = WAL")
    _fill(store)
    _empty_log(store)
    return store


def _fill(store: Store) -> Store:
    store.executescript(f"BEGIN; {SCHEMA}; COMMIT")  # a transaction for each table would take twice as long
    with store:
        keep_fact(store, "generator", generator_digest())
    return store


def _connect(path: Path | str) -> Store:
    store = sqlite3.connect(path, timeout=WAIT_S)
    try:
        store.execute("PRAGMA synchronous = NORMAL")
        store.execute("PRAGMA wal_autocheckpoint = 0")  # see `_empty_log`
    except BaseException:
        store.close()
        raise
    return store
