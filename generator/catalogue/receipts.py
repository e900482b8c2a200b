"""Receipts: one for each page that lies in the output folder."""

from collections.abc import Iterable, Iterator

import msgspec

from generator.batches import batches_of
from generator.catalogue.store import Store
from generator.model import PageName, Receipt

ASKED_AT_ONCE = 10_000
WHERE_NAMED = "WHERE kind = ? AND subject = ? AND number = ?"


def receipt_of(store: Store, name: PageName) -> Receipt | None:
    """Return the receipt of the page called `name`, or None."""
    row = store.execute(f"SELECT * FROM receipts {WHERE_NAMED}", name).fetchone()  # noqa: S608 -- the clause stands above
    return Receipt(*row) if row else None


def receipt_at(store: Store, file: str) -> Receipt | None:
    """Return the receipt of the page in `file`, or None."""
    row = store.execute("SELECT * FROM receipts WHERE file = ?", (file,)).fetchone()
    return Receipt(*row) if row else None


def files_without_page(store: Store, files: Iterable[str]) -> Iterator[str]:
    """Yield those of `files` in which no page is, some thousand in one query."""
    query = "SELECT value FROM json_each(?) WHERE value NOT IN (SELECT file FROM receipts)"
    for some in batches_of(files, ASKED_AT_ONCE):
        yield from (file for (file,) in store.execute(query, (msgspec.json.encode(some).decode(),)).fetchall())


def all_receipts(store: Store) -> Iterator[Receipt]:
    """Yield every receipt, by the page's name."""
    rows = store.execute("SELECT * FROM receipts ORDER BY kind, subject, number")
    return (Receipt(*row) for row in rows)


def all_files(store: Store) -> Iterator[str]:
    """Yield the files of all pages in the output folder, sorted."""
    return (file for (file,) in store.execute("SELECT file FROM receipts ORDER BY file"))


def count_receipts(store: Store) -> int:
    """Return the number of pages in the output folder."""
    count: int = store.execute("SELECT count(*) FROM receipts").fetchone()[0]
    return count


def receipts_without_story(store: Store, kind: str) -> list[Receipt]:
    """Return the receipts of the pages of this kind whose subject is the path of no story that is on file."""
    query = "SELECT * FROM receipts WHERE kind = ? AND subject NOT IN (SELECT path FROM stories) ORDER BY subject"
    return [Receipt(*row) for row in store.execute(query, (kind,))]


def count_numbers(store: Store, kind: str, subject: str) -> int:
    """Return the highest page number of this kind and subject in the output folder, counted from 0, plus 1; or 0."""
    query = "SELECT max(number) + 1 FROM receipts WHERE kind = ? AND subject = ?"
    count: int | None = store.execute(query, (kind, subject)).fetchone()[0]
    return count or 0


def subjects_printed(store: Store, kind: str) -> list[str]:
    """Return the subjects of the pages of this kind in the output folder."""
    rows = store.execute("SELECT DISTINCT subject FROM receipts WHERE kind = ? ORDER BY subject", (kind,))
    return [subject for (subject,) in rows]


def delete_receipts(store: Store, names: Iterable[PageName]) -> None:
    """Delete the receipts of pages that are about to be replaced or removed, in the caller's transaction."""
    store.executemany(f"DELETE FROM receipts {WHERE_NAMED}", names)  # noqa: S608


def save_receipts(store: Store, receipts: Iterable[Receipt]) -> None:
    """Save the receipts of pages whose bytes are in place, in the caller's transaction."""
    rows = (tuple(getattr(one, field) for field in Receipt.__struct_fields__) for one in receipts)
    store.executemany("INSERT OR REPLACE INTO receipts VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)


def note_examined(store: Store, pages: Iterable[tuple[str, str, int, str]], reason: str, build: int) -> None:
    """Note pages that were examined and left as they are, each with its key, in the caller's transaction."""
    rows = ((reason, build, key, *name) for *name, key in pages)
    store.executemany(f"UPDATE receipts SET reason = ?, examined = ?, key = ? {WHERE_NAMED}", rows)  # noqa: S608


def receipts_after(store: Store, after: PageName, most: int) -> list[Receipt]:
    """Return at most `most` receipts that follow the page called `after`."""
    rows = store.execute(
        "SELECT * FROM receipts WHERE (kind, subject, number) > (?, ?, ?) ORDER BY kind, subject, number LIMIT ?",
        (*after, most),
    )
    return [Receipt(*row) for row in rows]
