"""What was printed and lies in the output folder: one receipt a page."""

from collections.abc import Iterable, Iterator

from generator.catalogue.store import Store
from generator.model import PageName, Receipt

WHERE_NAMED = "WHERE kind = ? AND subject = ? AND number = ?"


def receipt_of(store: Store, name: PageName) -> Receipt | None:
    """The receipt of the page called `name`."""
    row = store.execute(f"SELECT * FROM receipts {WHERE_NAMED}", name).fetchone()  # noqa: S608 -- the clause stands above
    return Receipt(*row) if row else None


def receipt_at(store: Store, file: str) -> Receipt | None:
    """The receipt of the page that stands in `file`."""
    row = store.execute("SELECT * FROM receipts WHERE file = ?", (file,)).fetchone()
    return Receipt(*row) if row else None


def all_receipts(store: Store) -> Iterator[Receipt]:
    """Every receipt, by the page's name."""
    rows = store.execute("SELECT * FROM receipts ORDER BY kind, subject, number")
    return (Receipt(*row) for row in rows)


def all_files(store: Store) -> list[str]:
    """The files of all pages that lie in the output folder, sorted."""
    return [file for (file,) in store.execute("SELECT file FROM receipts ORDER BY file")]


def count_receipts(store: Store) -> int:
    """How many pages lie in the output folder."""
    count: int = store.execute("SELECT count(*) FROM receipts").fetchone()[0]
    return count


def count_numbers(store: Store, kind: str, subject: str) -> int:
    """How far the pages of this kind and subject that lie in the output folder are numbered: the last, from 0, + 1."""
    query = "SELECT max(number) + 1 FROM receipts WHERE kind = ? AND subject = ?"
    count: int | None = store.execute(query, (kind, subject)).fetchone()[0]
    return count or 0


def tear_up(store: Store, names: Iterable[PageName]) -> None:
    """Forget the receipts of pages that are about to be replaced or removed. The caller's transaction holds it."""
    store.executemany(f"DELETE FROM receipts {WHERE_NAMED}", names)  # noqa: S608


def file_receipts(store: Store, receipts: Iterable[Receipt]) -> None:
    """Record pages whose bytes are in place. The caller's transaction holds it."""
    rows = (tuple(getattr(one, field) for field in Receipt.__struct_fields__) for one in receipts)
    store.executemany("INSERT OR REPLACE INTO receipts VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)


def note_examined(store: Store, names: Iterable[PageName], reason: str, build: int) -> None:
    """Record pages that were looked at and left alone. The caller's transaction holds it."""
    rows = ((reason, build, *name) for name in names)
    store.executemany(f"UPDATE receipts SET reason = ?, examined = ? {WHERE_NAMED}", rows)  # noqa: S608


def some_receipts(store: Store, after: PageName, most: int) -> list[Receipt]:
    """At most `most` receipts that follow the page called `after`."""
    rows = store.execute(
        "SELECT * FROM receipts WHERE (kind, subject, number) > (?, ?, ?) ORDER BY kind, subject, number LIMIT ?",
        (*after, most),
    )
    return [Receipt(*row) for row in rows]
