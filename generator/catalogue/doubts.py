"""Doubts: the pages that may be out of date. A doubt is kept with the change that raised it; a receipt clears it."""

from collections.abc import Iterable

from generator.catalogue.store import Store, keep_fact, recall_fact
from generator.model import PageName

EVERYTHING = "everything is doubtful"


def raise_doubts(store: Store, names: Iterable[PageName]) -> None:
    """Note that these pages may be out of date, in the caller's transaction."""
    store.executemany("INSERT OR IGNORE INTO doubts VALUES (?, ?, ?)", names)


def doubt_everything(store: Store) -> None:
    """Note that every page, whether it exists yet or not, may be out of date."""
    keep_fact(store, EVERYTHING, "yes")


def doubt_kinds(store: Store, kinds: Iterable[str]) -> None:
    """Note that every page of these kinds that was printed may be out of date."""
    store.executemany(
        "INSERT OR IGNORE INTO doubts SELECT kind, subject, number FROM receipts WHERE kind = ?",
        ((kind,) for kind in kinds),
    )


def is_everything_doubtful(store: Store) -> bool:
    """Tell whether `doubt_everything` was called and `clear_everything` was not called since."""
    return recall_fact(store, EVERYTHING) == "yes"


def doubtful_names(store: Store) -> list[PageName]:
    """Return the names of the pages that may be out of date, unless everything is doubtful."""
    return store.execute("SELECT kind, subject, number FROM doubts ORDER BY kind, subject, number").fetchall()


def clear_doubts(store: Store, names: Iterable[PageName]) -> None:
    """Note that these pages are up to date."""
    store.executemany("DELETE FROM doubts WHERE kind = ? AND subject = ? AND number = ?", names)


def clear_everything(store: Store) -> None:
    """Note that all pages are up to date."""
    keep_fact(store, EVERYTHING, "")
    store.execute("DELETE FROM doubts")
