"""The tables that were read from content/, and which stories have charts of them."""

import posixpath
import unicodedata
from collections.abc import Iterable

import msgspec

from generator.catalogue.store import Store
from generator.chart_records import Table
from generator.intake.names import is_table
from generator.intake.photos.names import SCHEME
from generator.model import StoredParse, Story

TABLE = msgspec.msgpack.Decoder(Table)


def table_key(file: str) -> str:
    """Return the name under which a table in content/ is looked up: its path there, in Unicode's form NFC."""
    return unicodedata.normalize("NFC", file.removeprefix("content/"))


def possible_keys(story: str, written: str) -> tuple[str, ...]:
    """Return the keys of the tables that the story in the file `story` may mean by `written`, the likeliest first.

    A name is relative to the story's folder, or else to content/. Nothing outside content/ is ever meant.
    """
    if SCHEME.match(written):
        return ()
    name = unicodedata.normalize("NFC", written.replace("\\", "/").strip())
    from_top = name.removeprefix("/").removeprefix("content/")
    places = (
        [from_top] if name.startswith("/") else [posixpath.join(posixpath.dirname(table_key(story)), name), from_top]
    )
    keys = (posixpath.normpath(place) for place in places if place)
    return tuple(dict.fromkeys(key for key in keys if not key.startswith(("../", "/")) and is_table(key)))


def keep_table(store: Store, entry: StoredParse) -> None:
    """Keep what was read of a table, in the caller's transaction. One that can't be read stays as it last was."""
    if entry.table:
        row = (table_key(entry.file), entry.file, entry.table)
        store.execute("INSERT OR REPLACE INTO chart_tables VALUES (?, ?, ?)", row)


def forget_table(store: Store, file: str) -> None:
    """Forget a table whose file is gone."""
    store.execute("DELETE FROM chart_tables WHERE file = ?", (file,))


def keep_table_wishes(store: Store, story: Story) -> None:
    """Keep the tables that a story names, so that it is looked at again when one of them comes, changes or goes."""
    store.execute("DELETE FROM table_wishes WHERE path = ?", (story.path,))
    keys = {key for name in story.tables for key in possible_keys(story.file, name)}
    store.executemany("INSERT INTO table_wishes VALUES (?, ?)", ((key, story.path) for key in sorted(keys)))


def stories_with_table(store: Store, file: str) -> list[str]:
    """Return the paths of the stories that name the table in `file`."""
    rows = store.execute("SELECT path FROM table_wishes WHERE name = ? ORDER BY path", (table_key(file),))
    return [path for (path,) in rows.fetchall()]


def find_table(store: Store, story: str, written: str) -> Table | None:
    """Return the table that the story in the file `story` means by `written`; None if there is none."""
    for key in possible_keys(story, written):
        row = store.execute("SELECT content FROM chart_tables WHERE name = ?", (key,)).fetchone()
        if row:
            return TABLE.decode(row[0])
    return None


def unused_tables(store: Store) -> list[str]:
    """Return the files of the tables that no story names, public or not."""
    query = "SELECT file FROM chart_tables WHERE name NOT IN (SELECT name FROM table_wishes) ORDER BY file"
    return [file for (file,) in store.execute(query).fetchall()]


def forget_table_wishes(store: Store, paths: Iterable[str]) -> None:
    """Forget which tables stories name."""
    store.executemany("DELETE FROM table_wishes WHERE path = ?", ((path,) for path in paths))
