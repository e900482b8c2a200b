"""What the search knows: public stories by period, the bundles that were made of them, and which are out of date.

A finished year is one period; each month of the running year is one, and each month of a year with very many stories.
"""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from generator.archive.changes import Admission
from generator.archive.live import shown_entries
from generator.archive.queries import CARD, subjects
from generator.catalogue.copy import BODY
from generator.catalogue.store import Store
from generator.intake.html.sanitise import plain_text
from generator.model import Body
from generator.search.bundles import BundleFile, BundleStore
from generator.search.records import SearchRecord

MOST_STORIES = 3_000
"""A year with more stories has a bundle for each month: the program takes 0.3 MB of memory for each story."""
PROGRAM = "program"
"""Stands in place of a period for the files that browsers need whatever they search."""
YEAR = len("2026")
OPENING = 60
"""A deck whose first characters are in the text is the opening of the text, and isn't searched twice."""


class SearchFile(msgspec.Struct, frozen=True):
    """A published file of the search."""

    file: str
    """Below /search/: `2026-11/fragment/en_1b9b89c.pf_fragment`."""
    key: str
    """The key of its bundle."""
    name: str
    """Its name in the bundle."""
    digest: str


def periods(store: Store, year: str) -> list[str]:
    """Return the periods that have public stories, oldest first. `year`: the running one."""
    months: dict[str, list[tuple[str, int]]] = {}
    for month in subjects(store, "month"):
        months.setdefault(month.slug[:YEAR], []).append((month.slug, month.stories))
    found: list[str] = []
    for one, parts in sorted(months.items()):
        is_cut = one >= year or sum(count for _, count in parts) > MOST_STORIES
        found += [slug for slug, _ in parts] if is_cut else [one]
    return found


def records(store: Store, period: str, paid: str) -> Iterator[SearchRecord]:
    """Yield what is searched of each public story of a period, in the order of time.

    `paid`: the form of the headline of a story that somebody paid for, `Sponsored: %(headline)s`.
    """
    rows = store.execute(
        "SELECT card, body, month FROM cards JOIN stories USING (path) WHERE month >= ? AND month < ?"
        " ORDER BY opens, cards.path",
        (period, f"{period}~"),
    )
    for card_blob, body_blob, _ in rows:
        card, body = CARD.decode(card_blob), BODY.decode(body_blob)
        signed = ", ".join(byline.name for byline in card.bylines)
        text = "\n\n".join(part for part in _texts(store, card.path, body) if part)
        deck = "" if card.deck.removesuffix("…")[:OPENING] in text else card.deck
        parts = (deck, text, card.kicker, card.dateline, signed)  # an excerpt often shows the beginning
        yield SearchRecord(
            url=card.url,
            headline=paid % {"headline": card.headline} if card.genre == "sponsored" else card.headline,
            text="\n\n".join(part for part in parts if part),
            day=_day_of(store, card.path),
            section=card.section.url.rstrip("/").rpartition("/")[2],
        )


def _texts(store: Store, path: str, body: Body) -> Iterator[str]:
    """Yield the text of a story, and of a live one its key points and the entries that are public, in their order."""
    yield plain_text(body.html)
    if body.live:
        yield plain_text(body.live.points)
        for entry in shown_entries(store, path, body.live):
            yield from (entry.title, plain_text(entry.html))


def _day_of(store: Store, path: str) -> str:
    row = store.execute("SELECT subject FROM listings WHERE path = ? AND kind = 'day'", (path,)).fetchone()
    return str(row[0]) if row else ""


# --- what is out of date --------------------------------------------------------------------------


def doubt_search(store: Store, admission: Admission) -> None:
    """Note which bundles may be out of date after `admission`, in the caller's transaction."""
    if admission.everything:
        store.execute("UPDATE search_periods SET doubtful = 1")
        return
    states = (state for change in admission.changes for state in (change.before, change.after) if state)
    for month in sorted({state.month for state in states}):
        store.execute("UPDATE search_periods SET doubtful = 1 WHERE period IN (?, ?)", (month, month[:YEAR]))


def known_bundles(store: Store) -> dict[str, tuple[str, bool]]:
    """Return the key of each period's bundle, and whether it may be out of date."""
    rows = store.execute("SELECT period, key, doubtful FROM search_periods ORDER BY period").fetchall()
    return {period: (key, bool(doubtful)) for period, key, doubtful in rows}


def keep_bundle(store: Store, period: str, key: str, files: Sequence[BundleFile], *, doubtful: bool = False) -> None:
    """Keep the bundle of a period in place of the one that it had, in the caller's transaction."""
    forget_bundle(store, period)
    store.execute("INSERT INTO search_periods VALUES (?, ?, ?)", (period, key, doubtful))
    folder = "" if period == PROGRAM else f"{period}/"
    rows = ((f"{folder}{one.name}", period, one.name, one.digest) for one in files)
    store.executemany("INSERT INTO search_files VALUES (?, ?, ?, ?)", rows)


def forget_bundle(store: Store, period: str) -> None:
    """Forget the bundle of a period, in the caller's transaction."""
    store.execute("DELETE FROM search_periods WHERE period = ?", (period,))
    store.execute("DELETE FROM search_files WHERE period = ?", (period,))


# --- queries --------------------------------------------------------------------------------------


def files_of(store: Store, wanted: Iterable[str]) -> set[str]:
    """Return the published files of these periods."""
    rows = (store.execute("SELECT file FROM search_files WHERE period = ?", (period,)).fetchall() for period in wanted)
    return {file for found in rows for (file,) in found}


def all_files(store: Store) -> list[str]:
    """Return every published file of the search."""
    return [file for (file,) in store.execute("SELECT file FROM search_files ORDER BY file").fetchall()]


def file_at(store: Store, file: str) -> SearchFile | None:
    """Return a published file of the search; None if there is no such file."""
    row = store.execute(
        "SELECT file, key, name, digest FROM search_files JOIN search_periods USING (period) WHERE file = ?", (file,)
    ).fetchone()
    return SearchFile(*row) if row else None


def searchable(store: Store) -> list[str]:
    """Return the periods that can be searched, newest first."""
    rows = store.execute("SELECT DISTINCT period FROM search_files WHERE period <> ? ORDER BY period DESC", (PROGRAM,))
    return [period for (period,) in rows.fetchall()]


def path_of_file(store: Store, folder: Path, file: str) -> Path:
    """Return where a published file of the search is kept, in `folder`, that of the bundles. Raises KeyError."""
    found = file_at(store, file)
    if found is None:
        raise KeyError(file)
    return BundleStore(folder).path_of(found.key, found.name)
