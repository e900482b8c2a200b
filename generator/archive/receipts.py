"""What was printed and lies in the output folder: one receipt a page."""

from collections.abc import Iterable

from generator.archive.store import Store
from generator.model import Receipt


def all_receipts(store: Store) -> dict[str, Receipt]:
    """Address -> receipt of every page that was put in place."""
    rows = store.execute("SELECT url, file, key, digest, size, mtime_ns FROM receipts ORDER BY url")
    return {row[0]: Receipt(*row) for row in rows}


def tear_up(store: Store, urls: Iterable[str]) -> None:
    """Forget the receipts of pages that are about to be printed or removed."""
    with store:
        store.executemany("DELETE FROM receipts WHERE url = ?", ((url,) for url in urls))


def file_receipts(store: Store, receipts: Iterable[Receipt]) -> None:
    """Record pages whose bytes are in place."""
    rows = ((r.url, r.file, r.key, r.digest, r.size, r.mtime_ns) for r in receipts)
    with store:
        store.executemany("INSERT OR REPLACE INTO receipts VALUES (?, ?, ?, ?, ?, ?)", rows)
