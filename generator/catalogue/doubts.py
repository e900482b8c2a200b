"""Pages that may be out of date, kept with the change that raised the doubt until a receipt clears it."""

from collections.abc import Iterable

from generator.catalogue.store import Store, keep_fact, recall_fact
from generator.model import PageName

EVERYTHING = "everything is doubtful"


def raise_doubts(store: Store, names: Iterable[PageName]) -> None:
    """These pages may be out of date. The caller's transaction holds it."""
    store.executemany("INSERT OR IGNORE INTO doubts VALUES (?, ?, ?)", names)


def doubt_everything(store: Store) -> None:
    """Every page, whether it exists yet or not, may be out of date."""
    keep_fact(store, EVERYTHING, "yes")


def doubt_kinds(store: Store, kinds: Iterable[str]) -> None:
    """Every page of these kinds that was printed may be out of date."""
    store.executemany(
        "INSERT OR IGNORE INTO doubts SELECT kind, subject, number FROM receipts WHERE kind = ?",
        ((kind,) for kind in kinds),
    )


def is_everything_doubtful(store: Store) -> bool:
    """Whether `doubt_everything` still stands."""
    return recall_fact(store, EVERYTHING) == "yes"


def doubtful_names(store: Store) -> list[PageName]:
    """The pages that may be out of date, when not everything is."""
    return store.execute("SELECT kind, subject, number FROM doubts ORDER BY kind, subject, number").fetchall()


def clear_doubts(store: Store, names: Iterable[PageName]) -> None:
    """These pages are as they should be."""
    store.executemany("DELETE FROM doubts WHERE kind = ? AND subject = ? AND number = ?", names)


def clear_everything(store: Store) -> None:
    """All pages are as they should be."""
    keep_fact(store, EVERYTHING, "")
    store.execute("DELETE FROM doubts")
