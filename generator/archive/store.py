"""The catalogue's file: SQLite in .broadsheet/, a cache that may be deleted at any time.

One process writes it. A file that is damaged, of another schema or made by another version of the
program counts as absent: it is put aside and everything is read again.
"""

import hashlib
import sqlite3
import sys
from functools import cache
from importlib.metadata import distributions
from pathlib import Path

SCHEMA = """
CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;

-- Every file of content/ as it was last read.
CREATE TABLE files (
    file TEXT PRIMARY KEY, digest TEXT NOT NULL, problems BLOB NOT NULL
) STRICT;

-- Every story that could be read, public or not, at its last good version.
CREATE TABLE stories (
    path TEXT PRIMARY KEY, file TEXT NOT NULL UNIQUE, story BLOB NOT NULL, body BLOB NOT NULL, terms BLOB NOT NULL
) STRICT;

CREATE TABLE people (
    file TEXT PRIMARY KEY, slug TEXT NOT NULL, person BLOB NOT NULL
) STRICT;

-- What is public now, and nothing else: every query that feeds a page reads these four tables.
CREATE TABLE cards (
    path TEXT PRIMARY KEY, url TEXT NOT NULL UNIQUE, opens INTEGER NOT NULL, month TEXT NOT NULL,
    priority INTEGER NOT NULL, changed INTEGER NOT NULL, noindex INTEGER NOT NULL, card BLOB NOT NULL
) STRICT;
CREATE INDEX cards_by_time ON cards (opens, path);
CREATE INDEX cards_by_month ON cards (month, opens, path);
-- Each public story once for its section, its day, each topic and each byline.
CREATE TABLE listings (
    kind TEXT NOT NULL, subject TEXT NOT NULL, opens INTEGER NOT NULL, path TEXT NOT NULL,
    rank INTEGER NOT NULL, name TEXT NOT NULL, PRIMARY KEY (kind, subject, opens, path)
) STRICT, WITHOUT ROWID;
CREATE INDEX listings_of_story ON listings (path, kind, rank);
CREATE TABLE redirects (url TEXT PRIMARY KEY, path TEXT NOT NULL) STRICT;
CREATE TABLE related (
    path TEXT NOT NULL, rank INTEGER NOT NULL, other TEXT NOT NULL, PRIMARY KEY (path, rank)
) STRICT, WITHOUT ROWID;

-- Proof of what lies in the output folder.
CREATE TABLE receipts (
    url TEXT PRIMARY KEY, file TEXT NOT NULL, key TEXT NOT NULL, digest TEXT NOT NULL,
    size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL
) STRICT;
"""

FILE = "catalogue.sqlite"
WAIT_S = 30
"""How long to wait for another program that has the catalogue open."""
LIBRARIES = ("babel", "jinja2", "markdown", "markupsafe", "nh3", "numpy", "python-slugify", "pyyaml", "scipy", "tzdata")
"""Those whose versions may change what is read or printed."""

Store = sqlite3.Connection
CatalogueTrouble = sqlite3.OperationalError
"""The catalogue can't be read or written now: it is in use, or the disk is full."""


@cache
def generator_digest() -> str:
    """Digest of the program and its libraries: a page or a parse made by other versions is out of date."""
    folder = Path(__file__).parents[1]
    installed = {one.name.lower(): one.version for one in distributions() if one.name}
    versions = [f"{name} {installed.get(name, '')}" for name in LIBRARIES]
    digest = hashlib.blake2b("\n".join([sys.version, *versions]).encode(), digest_size=16)
    for module in sorted(folder.rglob("*.py")):
        digest.update(module.relative_to(folder).as_posix().encode() + b"\0" + module.read_bytes())
    return digest.hexdigest()


def open_store(folder: Path) -> tuple[Store, bool]:
    """The catalogue in `folder`, and whether an unusable one had to be put aside."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / FILE
    existed = path.exists()
    store = _open_existing(path) if existed else None
    if store is not None:
        return store, False
    discard_store(folder)
    return _create(path), existed


def open_memory() -> Store:
    """An empty catalogue that leaves no file, for a look without a build."""
    return _fill(_connect(":memory:"))


def keep_fact(store: Store, name: str, value: str) -> None:
    """Remember `value`; the caller's transaction ends it."""
    store.execute("INSERT OR REPLACE INTO facts VALUES (?, ?)", (name, value))


def recall_fact(store: Store, name: str) -> str:
    """What was last kept under `name`, or empty."""
    row = store.execute("SELECT value FROM facts WHERE name = ?", (name,)).fetchone()
    return row[0] if row else ""


def _open_existing(path: Path) -> Store | None:
    """The store at `path` when it is whole and this program's own, else None."""
    try:
        store = _connect(path)
    except sqlite3.DatabaseError as error:
        _refuse_to_judge(error)
        return None
    try:
        whole = store.execute("PRAGMA quick_check(1)").fetchone() == ("ok",)
        if whole and recall_fact(store, "generator") == generator_digest():
            return store
    except sqlite3.DatabaseError as error:
        store.close()
        _refuse_to_judge(error)
        return None
    store.close()
    return None


def _refuse_to_judge(error: sqlite3.DatabaseError) -> None:
    """A damaged store counts as absent; one that is in use, or that the disk doesn't give out, is not to be deleted."""
    if error.sqlite_errorcode & 0xFF in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_IOERR}:
        raise error


def discard_store(folder: Path) -> None:
    """Delete the catalogue in `folder`: it is a cache."""
    for name in (FILE, FILE + "-wal", FILE + "-shm"):
        (folder / name).unlink(missing_ok=True)


def _create(path: Path) -> Store:
    store = _connect(path)
    store.execute("PRAGMA journal_mode = WAL")
    return _fill(store)


def _fill(store: Store) -> Store:
    store.executescript(SCHEMA)
    with store:
        keep_fact(store, "generator", generator_digest())
    return store


def _connect(path: Path | str) -> Store:
    store = sqlite3.connect(path, timeout=WAIT_S)
    try:
        store.execute("PRAGMA synchronous = NORMAL")
    except sqlite3.DatabaseError:
        store.close()
        raise
    return store
