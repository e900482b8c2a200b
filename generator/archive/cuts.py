"""Where the listings of large subjects are cut into pages: at stories that their neighbours decide.

If pages were counted from the oldest alone, a story of an old date would move all pages after it. So the later stories
of a listing are cut into pages at certain stories: those whose mark, a digest of the path, is the least among the marks
of the `reach` stories before it and after it. Whether a story begins a page then depends on its neighbours and on
nothing else, neither on the number of stories nor on the order in which they came. A story that comes, moves or goes
leaves all cuts alone that are more than `reach` stories away. Two cuts are more than `reach` stories apart, and on
average 2 * `reach` + 1.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import groupby

from generator.archive.listings import Listing
from generator.catalogue.store import Store
from generator.digests import digest_bytes

CUT = ("section", "topic", "byline")
"""The kinds of listing that are cut. All stories of a day are too close together to be told apart by their days."""
Place = tuple[int, str]
"""Time and path of a story: its place in every listing."""
OLDER = (
    "SELECT opens, path FROM listings WHERE kind = ? AND subject = ? AND (opens, path) < (?, ?)"
    " ORDER BY opens DESC, path DESC LIMIT ?"
)
WITHIN = (
    "SELECT opens, path FROM listings WHERE kind = ? AND subject = ? AND (opens, path) >= (?, ?)"
    " AND (opens, path) <= (?, ?) ORDER BY opens, path"
)
NEWER = (
    "SELECT opens, path FROM listings WHERE kind = ? AND subject = ? AND (opens, path) > (?, ?)"
    " ORDER BY opens, path LIMIT ?"
)
BETWEEN = "kind = ? AND subject = ? AND (opens, path) >= (?, ?) AND (opens, path) <= (?, ?)"
INSERT = "INSERT INTO cuts VALUES (?, ?, ?, ?)"


def reach_of(page_size: int) -> int:
    """Return how many stories on either side decide whether one begins a page, so that pages have about that size."""
    return page_size // 2


def find_cuts(places: Sequence[Place], reach: int) -> list[Place]:
    """Return those of `places`, the stories of a listing in order of time, that begin a page."""
    marks = [digest_bytes(path.encode()) for _, path in places]
    return [
        place
        for at, place in enumerate(places)
        if marks[at] == min(marks[max(0, at - reach) : at + reach + 1])
    ]  # fmt: skip


def rebuild_cuts(store: Store, page_size: int) -> None:
    """Fill the table of cuts from the listings."""
    store.execute("DELETE FROM cuts")
    reach = reach_of(page_size)
    for kind in CUT:
        rows = store.execute(
            "SELECT subject, opens, path FROM listings WHERE kind = ? ORDER BY subject, opens, path", (kind,)
        ).fetchall()
        for subject, group in groupby(rows, lambda row: row[0]):
            found = find_cuts([(opens, path) for _, opens, path in group], reach)
            store.executemany(INSERT, ((kind, subject, *place) for place in found))


def update_cuts(store: Store, page_size: int, changed: Iterable[tuple[str, str, int, str]]) -> None:
    """Update the table of cuts. `changed`: kind, subject, time and path where a story came into a listing or left."""
    places = defaultdict[Listing, list[Place]](list)
    for kind, subject, opens, path in changed:
        if kind in CUT:
            places[kind, subject].append((opens, path))
    for listing, found in places.items():
        _update(store, listing, reach_of(page_size), min(found), max(found))


def _update(store: Store, listing: Listing, reach: int, first: Place, last: Place) -> None:
    """Decide again which stories begin a page, from `reach` stories before `first` to as many after `last`."""
    older = store.execute(OLDER, (*listing, *first, 2 * reach)).fetchall()[::-1]
    within = store.execute(WITHIN, (*listing, *first, *last)).fetchall()
    newer = store.execute(NEWER, (*listing, *last, 2 * reach)).fetchall()
    low = older[-reach] if len(older) >= reach else min([first, *older])
    high = newer[reach - 1] if len(newer) >= reach else max([last, *newer])
    store.execute(f"DELETE FROM cuts WHERE {BETWEEN}", (*listing, *low, *high))  # noqa: S608 -- a constant
    found = find_cuts([*older, *within, *newer], reach)
    store.executemany(INSERT, ((*listing, *place) for place in found if low <= place <= high))


def cuts_between(store: Store, listing: Listing, low: Place, high: Place) -> list[Place]:
    """Return the stories from `low` to `high` that begin a page of the listing, oldest first."""
    query = f"SELECT opens, path FROM cuts WHERE {BETWEEN} ORDER BY opens, path"  # noqa: S608 -- a constant
    return store.execute(query, (*listing, *low, *high)).fetchall()
