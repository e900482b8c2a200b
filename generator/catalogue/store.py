"""The catalogue's file: SQLite in .broadsheet/, a cache that may be deleted at any time.

One process writes it. A file that is damaged, has another schema or was made by another version of the program counts
as absent: it is discarded and everything is read again. `seal.py` tells whether it is damaged.
"""

import hashlib
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import msgspec

from generator.catalogue import seal
from generator.errors import CatalogueError

SCHEMA = """
CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;

-- Every file of content/ as it was last read. An mtime_ns of -1 means that it was too young then to be trusted, so that
-- it is read again.
CREATE TABLE files (
    file TEXT PRIMARY KEY, size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL, ctime_ns INTEGER NOT NULL,
    inode INTEGER NOT NULL, digest TEXT NOT NULL, problems BLOB NOT NULL
) STRICT;
CREATE INDEX troubled_files ON files (file) WHERE problems <> x'90';
CREATE INDEX untrusted_files ON files (file) WHERE mtime_ns = -1;
-- The folders of content/, each with a digest of its files as they were when `files` held them all; an empty digest
-- while that isn't sure.
CREATE TABLE folders (folder TEXT PRIMARY KEY, digest TEXT NOT NULL) STRICT, WITHOUT ROWID;

-- The problems that the last scan of each part of content/ found with the files and folders as such.
CREATE TABLE scan_problems (
    file TEXT NOT NULL, problem BLOB NOT NULL, PRIMARY KEY (file, problem)
) STRICT, WITHOUT ROWID;

-- Every story that could be read, public or not, at its last good version.
CREATE TABLE stories (
    path TEXT PRIMARY KEY, file TEXT NOT NULL UNIQUE, story BLOB NOT NULL, body BLOB NOT NULL, terms BLOB NOT NULL,
    text TEXT NOT NULL
) STRICT;
CREATE INDEX stories_by_text ON stories (text);

-- The keys in the headers of files that Broadsheet doesn't know.
CREATE TABLE unknown_keys (key TEXT NOT NULL, file TEXT NOT NULL, PRIMARY KEY (key, file)) STRICT, WITHOUT ROWID;
CREATE INDEX unknown_keys_of_file ON unknown_keys (file);

-- What the files `_index.md` say of their sections.
CREATE TABLE section_cards (file TEXT PRIMARY KEY, card BLOB NOT NULL) STRICT;

CREATE TABLE people (
    file TEXT PRIMARY KEY, slug TEXT NOT NULL, person BLOB NOT NULL
) STRICT;

-- The photos of content/ that can be published, by key (see intake/photos/names.py), and the notes beside photos.
CREATE TABLE photos (photo TEXT PRIMARY KEY, file TEXT NOT NULL, name TEXT NOT NULL, facts BLOB NOT NULL) STRICT;
CREATE INDEX photos_by_name ON photos (name);
CREATE INDEX photos_by_file ON photos (file);
CREATE INDEX photos_of_sections ON photos (name) WHERE name LIKE '%/section';
CREATE TABLE photo_notes (photo TEXT PRIMARY KEY, file TEXT NOT NULL, notes BLOB NOT NULL) STRICT;
CREATE INDEX photo_notes_by_file ON photo_notes (file);
-- The photos that stories may mean by what they name.
CREATE TABLE photo_wishes (photo TEXT NOT NULL, path TEXT NOT NULL, PRIMARY KEY (photo, path)) STRICT, WITHOUT ROWID;
CREATE INDEX photo_wishes_of_story ON photo_wishes (path);

-- Stories whose file changed since the gate last checked them.
CREATE TABLE pending (path TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
-- Instants (microseconds since 1970) at which the clock alone changes what may be shown of a story.
CREATE TABLE turns (
    moment INTEGER NOT NULL, path TEXT NOT NULL, draft INTEGER NOT NULL, PRIMARY KEY (moment, path)
) STRICT, WITHOUT ROWID;
CREATE INDEX turns_of_story ON turns (path);

-- All that is public now, and nothing else. Every query for a page reads the tables from here to `updates`.
CREATE TABLE cards (
    path TEXT PRIMARY KEY, url TEXT NOT NULL, place TEXT NOT NULL UNIQUE, opens INTEGER NOT NULL, month TEXT NOT NULL,
    priority INTEGER NOT NULL, changed INTEGER NOT NULL, noindex INTEGER NOT NULL,
    plain TEXT NOT NULL, stem TEXT NOT NULL, slug TEXT NOT NULL, card BLOB NOT NULL
) STRICT;
CREATE INDEX cards_by_name ON cards (plain);
CREATE INDEX cards_by_stem ON cards (stem);
CREATE INDEX cards_by_slug ON cards (slug);
CREATE INDEX cards_by_time ON cards (opens, path);
CREATE INDEX cards_by_month ON cards (month, opens, path, changed) WHERE NOT noindex;
-- The photos that each public story shows, in order, with the original, and every published size of each.
CREATE TABLE shown_photos (
    path TEXT NOT NULL, rank INTEGER NOT NULL, photo TEXT NOT NULL, shown BLOB NOT NULL, original BLOB NOT NULL,
    PRIMARY KEY (path, rank)
) STRICT, WITHOUT ROWID;
CREATE INDEX shown_photos_by_photo ON shown_photos (photo);
CREATE TABLE renditions (
    name TEXT NOT NULL, path TEXT NOT NULL, rank INTEGER NOT NULL, PRIMARY KEY (name, path, rank)
) STRICT, WITHOUT ROWID;
CREATE INDEX renditions_of_story ON renditions (path);
-- The paper's own photos, published or not, and the digest of what each was made of (see archive/own_photos.py).
CREATE TABLE own_photos (
    path TEXT PRIMARY KEY, source TEXT NOT NULL, shown BLOB NOT NULL, original BLOB NOT NULL
) STRICT;
-- Each public story once for its section, its day, each topic and each byline.
CREATE TABLE listings (
    kind TEXT NOT NULL, subject TEXT NOT NULL, opens INTEGER NOT NULL, path TEXT NOT NULL,
    rank INTEGER NOT NULL, name TEXT NOT NULL, changed INTEGER NOT NULL, PRIMARY KEY (kind, subject, opens, path)
) STRICT, WITHOUT ROWID;
CREATE INDEX listings_of_story ON listings (path, kind, rank);
-- Every subject that has a listing: `name` as its oldest story writes it, `changed` when one of its stories last was.
CREATE TABLE subjects (
    kind TEXT NOT NULL, subject TEXT NOT NULL, name TEXT NOT NULL, stories INTEGER NOT NULL, changed INTEGER NOT NULL,
    place TEXT NOT NULL, PRIMARY KEY (kind, subject)
) STRICT, WITHOUT ROWID;
CREATE INDEX subjects_by_place ON subjects (place);
-- The places that each public story asked for: it got the last one.
CREATE TABLE claims (place TEXT NOT NULL, path TEXT NOT NULL, PRIMARY KEY (place, path)) STRICT, WITHOUT ROWID;
CREATE INDEX claims_of_story ON claims (path);
-- Former addresses as stories name them, and those of them that lead somewhere.
CREATE TABLE former (
    place TEXT NOT NULL, opens INTEGER NOT NULL, path TEXT NOT NULL, rank INTEGER NOT NULL, url TEXT NOT NULL,
    PRIMARY KEY (place, opens, path, rank)
) STRICT, WITHOUT ROWID;
CREATE INDEX former_of_story ON former (path);
-- The merged cards of people, as pages show them.
CREATE TABLE staff (slug TEXT PRIMARY KEY, person BLOB NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE redirects (place TEXT PRIMARY KEY, url TEXT NOT NULL, path TEXT NOT NULL) STRICT;
CREATE INDEX redirects_of_story ON redirects (path);
-- Notes to editors on stories that aren't public, or not at the address that they asked for.
CREATE TABLE remarks (path TEXT NOT NULL, remark BLOB NOT NULL, PRIMARY KEY (path, remark)) STRICT, WITHOUT ROWID;
CREATE TABLE related (
    path TEXT NOT NULL, rank INTEGER NOT NULL, other TEXT NOT NULL, PRIMARY KEY (path, rank)
) STRICT, WITHOUT ROWID;
CREATE INDEX related_of_story ON related (other);
CREATE TABLE updates (path TEXT PRIMARY KEY, other TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX updates_to_story ON updates (other);
-- The related stories that headers name, as written and as looked up. A single row without a name means: no list.
CREATE TABLE pins (
    path TEXT NOT NULL, rank INTEGER NOT NULL, name TEXT NOT NULL, plain TEXT NOT NULL, place TEXT NOT NULL,
    other TEXT NOT NULL, PRIMARY KEY (path, rank)
) STRICT, WITHOUT ROWID;
CREATE INDEX pins_by_name ON pins (plain);
CREATE INDEX pins_by_place ON pins (place);
-- The index by which related stories are found: see related/index.py.
CREATE TABLE related_links (
    story INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE, older BLOB NOT NULL, older_versions BLOB NOT NULL,
    newer BLOB NOT NULL, newer_versions BLOB NOT NULL
) STRICT;
CREATE TABLE related_words (story INTEGER PRIMARY KEY, words BLOB NOT NULL, weights BLOB NOT NULL) STRICT;
CREATE TABLE related_metadata (chunk INTEGER PRIMARY KEY, content BLOB NOT NULL) STRICT;
CREATE TABLE related_postings (bucket INTEGER PRIMARY KEY, content BLOB NOT NULL) STRICT;
CREATE TABLE related_facts (name TEXT PRIMARY KEY, content BLOB NOT NULL) STRICT;

-- Pages that may be out of date. A doubt is raised with the change, and only a receipt clears it.
CREATE TABLE doubts (
    kind TEXT NOT NULL, subject TEXT NOT NULL, number INTEGER NOT NULL, PRIMARY KEY (kind, subject, number)
) STRICT, WITHOUT ROWID;
-- The pages in the output folder: why each was printed, and which build last examined it.
CREATE TABLE receipts (
    kind TEXT NOT NULL, subject TEXT NOT NULL, number INTEGER NOT NULL, url TEXT NOT NULL, file TEXT NOT NULL,
    key TEXT NOT NULL, digest TEXT NOT NULL, size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL,
    reason TEXT NOT NULL, printed INTEGER NOT NULL, examined INTEGER NOT NULL, PRIMARY KEY (kind, subject, number)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX receipts_by_file ON receipts (file);
"""

FILE = "catalogue.sqlite"
WAIT_S = 30
"""The longest wait for another program that has the catalogue open."""
SOON_COMPARED_BYTES = 256 << 20
"""A catalogue of this size is compared with its checksums in a fifth of a second."""
FEW_REMOVALS = 50
"""The number of files whose removal isn't worth the comparison of a larger catalogue."""
LARGE_LOG_BYTES = 64 << 20
"""A write-ahead log larger than this is emptied during a build, not only at its end."""
LIBRARIES = (
    "babel", "defusedxml", "jinja2", "markdown", "markupsafe", "nh3", "numpy", "pillow", "python-slugify", "pyyaml",
    "scipy", "tzdata",
)  # fmt: skip
"""The libraries whose versions may change what is read or printed."""

Store = sqlite3.Connection
CatalogueFault = sqlite3.DatabaseError
"""The error that SQLite raises when the file is damaged, is in use, or can't be read or written."""


@cache
def generator_digest() -> str:
    """Return the digest of the program and its libraries. What other versions read or printed is out of date."""
    folder = Path(__file__).parents[1]
    versions = [f"{name} {_version_of(name)}" for name in LIBRARIES]
    digest = hashlib.blake2b("\n".join([sys.version, *versions]).encode(), digest_size=16)
    for module in sorted(folder.rglob("*.py")):
        digest.update(module.relative_to(folder).as_posix().encode() + b"\0" + module.read_bytes())
    return digest.hexdigest()


def _version_of(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return ""


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
        message = f"The catalogue in .broadsheet can't be used: {fault}."
        raise CatalogueError(message, "Try again, or delete the folder .broadsheet.") from fault
    if not isinstance(fault, sqlite3.DatabaseError | msgspec.DecodeError) and not is_damaged(folder, thorough=True):
        raise fault


def discard_store(folder: Path) -> None:
    """Delete the catalogue in `folder`, which is a cache."""
    for name in (FILE, FILE + "-wal", FILE + "-shm", seal.PAGES, seal.SEAL):
        (folder / name).unlink(missing_ok=True)


def _create(path: Path) -> Store:
    store = _connect(path)
    store.execute("PRAGMA journal_mode = WAL")
    _fill(store)
    _empty_log(store)
    return store


def _fill(store: Store) -> Store:
    store.executescript(SCHEMA)
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
