"""Queries for sitemaps: what search engines may list, by month, and what is news."""

from generator.archive.queries import read_cards
from generator.catalogue.store import Store
from generator.model import Card


def indexed_in_month(store: Store, month: str) -> int:
    """Return the number of stories of `month` that search engines may list."""
    return int(store.execute("SELECT count(*) FROM cards WHERE month = ? AND NOT noindex", (month,)).fetchone()[0])


def months(store: Store) -> list[tuple[str, int]]:
    """Return the months (`2010-04`) that have stories which search engines may list, and the number of these."""
    return store.execute("SELECT month, count(*) FROM cards WHERE NOT noindex GROUP BY month ORDER BY month").fetchall()


def indexed_in(store: Store, month: str, first: int, count: int) -> tuple[Card, ...]:
    """Return stories of `month` that search engines may list, oldest first."""
    rows = store.execute(
        "SELECT card FROM cards WHERE month = ? AND NOT noindex ORDER BY opens, path LIMIT ? OFFSET ?",
        (month, count, first),
    )
    return tuple(read_cards(rows))


def news_since(store: Store, opens: int, first: int, count: int) -> tuple[Card, ...]:
    """Return `count` of the stories that the news sitemap may list and that were published at or after `opens`.

    They are in order, the newest first; `first` of them are skipped.
    """
    rows = store.execute(
        "SELECT card FROM cards WHERE opens >= ? AND news ORDER BY opens DESC, path DESC LIMIT ? OFFSET ?",
        (opens, count, first),
    )
    return tuple(read_cards(rows))


def count_news_since(store: Store, opens: int) -> tuple[int, int | None]:
    """Return the number of stories that `news_since` can return, and when the oldest was published."""
    row: tuple[int, int | None] = store.execute(
        "SELECT count(*), min(opens) FROM cards WHERE opens >= ? AND news", (opens,)
    ).fetchone()
    return row


def last_change_in(store: Store, month: str) -> int | None:
    """Return when a story of `month` that search engines may list was last published or updated."""
    row = store.execute("SELECT max(changed) FROM cards WHERE month = ? AND NOT noindex", (month,)).fetchone()
    return row[0] if row else None
