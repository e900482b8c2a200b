"""Who gets an address when two want the same: the older story; and former addresses, which give way to all.

The outcome hangs on what is public alone, not on the order of reading. A story claims every place that it asked for,
in vain but for the last; so when something changes, those whose outcome may change are found by the places.
"""

from collections.abc import Iterable, Mapping, Sequence

from generator.archive.addresses import MADE, Addresses, tries
from generator.catalogue.copy import stories_at
from generator.catalogue.store import Store
from generator.gate import order_of
from generator.model import Story

CARD_AT = "SELECT path FROM cards WHERE place = ?"
SUBJECT_AT = "SELECT subject FROM subjects WHERE place = ?"
CARDS_BELOW = "SELECT 1 FROM cards WHERE place > ? AND place < ? LIMIT 1"
SUBJECTS_BELOW = "SELECT 1 FROM subjects WHERE place > ? AND place < ? LIMIT 1"
FORMER_BELOW = "SELECT 1 FROM former WHERE place > ? AND place < ? LIMIT 1"
FOLDERS = {"archive", "by", "parts", "sitemaps", "topics"}
"""Folders that Broadsheet's own pages lie in."""

Settled = dict[str, tuple[str, str]]
"""Path -> the address that the story got, and its place."""


def claimed_places(store: Store, paths: Iterable[str]) -> set[str]:
    """The places that the stories at `paths` asked for when they were last settled."""
    return _look_up(store, "SELECT place FROM claims WHERE path = ?", paths)


def drop_claims(store: Store, paths: Iterable[str]) -> None:
    """Forget what the stories at `paths` asked for."""
    store.executemany("DELETE FROM claims WHERE path = ?", ((path,) for path in paths))


def settle(
    store: Store, addresses: Addresses, stories: Mapping[str, Story], touched: set[str], taken: frozenset[str]
) -> Settled:
    """Give an address to each of `stories`, and anew to all others whose own may hang on theirs.

    `stories` are the public ones, by path, that are new or changed, and have no claims now; `touched` are the places
    where something was or is; `taken` those of static files. The claims are kept in the catalogue.
    """
    settling = dict(stories)
    while True:
        rivals = _claimants(store, touched).difference(settling)
        settling |= {story.path: story for story in stories_at(store, sorted(rivals))}
        touched |= claimed_places(store, rivals)
        if rivals:
            drop_claims(store, rivals)
            continue
        settled, claims = _settle(store, addresses, settling, taken)
        if not _claimants(store, {place for place, _ in claims}.difference(touched)).difference(settling):
            break
        touched |= {place for place, _ in claims}
    store.executemany("INSERT INTO claims VALUES (?, ?)", claims)
    return settled


def _claimants(store: Store, places: Iterable[str]) -> set[str]:
    return _look_up(store, "SELECT path FROM claims WHERE place = ?", places)


def _look_up(store: Store, query: str, values: Iterable[str]) -> set[str]:
    """All that `query` finds for each of the values."""
    return {found for value in values for (found,) in store.execute(query, (value,))}


def _settle(
    store: Store, addresses: Addresses, stories: Mapping[str, Story], taken: frozenset[str]
) -> tuple[Settled, list[tuple[str, str]]]:
    """The oldest story first. Also each place that was asked for, and by whom."""
    reserved = taken.union(addresses.place(url) for url in addresses.fixed())
    settled: Settled = {}
    given: set[str] = set()
    claims = []
    for story in sorted(stories.values(), key=lambda story: (order_of(story.opens), story.path)):
        for url, place in tries(addresses, story):
            claims.append((place, story.path))
            if not (place in given or place in reserved or _is_taken(store, place, stories)):
                given.add(place)
                settled[story.path] = url, place
                break
    return settled, claims


def _is_taken(store: Store, place: str, settling: Mapping[str, Story]) -> bool:
    """Whether a listing, or a story that isn't being settled, stands there."""
    if MADE.search(place) or store.execute(SUBJECT_AT, (place,)).fetchone():
        return True
    holder = store.execute(CARD_AT, (place,)).fetchone()
    return holder is not None and holder[0] not in settling


# --- former addresses -----------------------------------------------------------------------------


def file_former(store: Store, addresses: Addresses, stories: Iterable[Story]) -> None:
    """Record the former addresses that public stories name."""
    rows = [
        (addresses.place(url), order_of(story.opens), story.path, rank, url)
        for story in stories
        for rank, url in enumerate(former_urls(addresses, story))
    ]
    store.executemany("INSERT OR IGNORE INTO former VALUES (?, ?, ?, ?, ?)", rows)


def former_urls(addresses: Addresses, story: Story) -> list[str]:
    """The former addresses of a story. One with no ending is a folder's: hosts give a file of such a name no type."""
    urls = (addresses.prefix + old for old in story.was)
    return [url if url.endswith("/") or "." in url.rpartition("/")[2] else f"{url}/" for url in urls]


def former_places(store: Store, paths: Iterable[str]) -> set[str]:
    """The places that stories at `paths` name as former ones."""
    return _look_up(store, "SELECT place FROM former WHERE path = ?", paths)


def redirect(store: Store, addresses: Addresses, touched: Iterable[str] | None, taken: frozenset[str]) -> set[str]:
    """Decide anew which former addresses lead on, at the `touched` places and those above and below them; None: all.

    Gives the former addresses whose outcome may have changed.
    """
    places = _redirected_near(store, touched)
    fixed = taken.union(addresses.place(url) for url in addresses.fixed())
    concerned: set[str] = set()
    for place in places:
        concerned.update(url for (url,) in store.execute("SELECT url FROM redirects WHERE place = ?", (place,)))
        store.execute("DELETE FROM redirects WHERE place = ?", (place,))
        row = store.execute(
            "SELECT place, url, path FROM former WHERE place = ? ORDER BY opens, path, rank LIMIT 1", (place,)
        ).fetchone()
        if row and not stands_in_the_way(store, place, fixed):
            store.execute("INSERT INTO redirects VALUES (?, ?, ?)", row)
            concerned.add(row[1])
    return concerned


def _redirected_near(store: Store, touched: Iterable[str] | None) -> list[str]:
    """Places of former addresses, now or at the last build, at the `touched` ones, above or below them."""
    tables = ("former", "redirects")
    if touched is None:
        rows = (store.execute(f"SELECT DISTINCT place FROM {table}") for table in tables)  # noqa: S608
        return sorted({place for found in rows for (place,) in found})
    near: set[str] = set()
    for place in touched:
        for table in tables:
            at = f"SELECT place FROM {table} WHERE place = ?"  # noqa: S608 -- the names stand above
            below = f"SELECT place FROM {table} WHERE place > ? AND place < ?"  # noqa: S608
            near.update(found for above in [place, *_above(place)] for (found,) in store.execute(at, (above,)))
            near.update(found for (found,) in store.execute(below, (f"{place}/", f"{place}0")))
    return sorted(near)


def _above(place: str) -> Sequence[str]:
    """The folders that a file at `place` lies in."""
    parts = place.split("/")[:-1]
    return ["/".join(parts[: end + 1]) for end in range(len(parts))]


def stands_in_the_way(store: Store, place: str, fixed: frozenset[str]) -> bool:
    """Whether a page stands at `place`, or one needs a folder of that name, or is a file where `place` needs a folder.

    `fixed` are places that are taken beside those of stories and listings.
    """
    if MADE.search(place) or place in fixed:
        return True
    standing = (store.execute(query, (place,)).fetchone() for query in (CARD_AT, SUBJECT_AT))
    return any(standing) or _one_below(store, FORMER_BELOW, place) or is_in_the_way(store, place, fixed)


def is_free(store: Store, place: str, fixed: frozenset[str]) -> bool:
    """Whether nothing stands at `place` or in its way, former addresses that lead on among all else."""
    at = "SELECT 1 FROM redirects WHERE place = ?"
    leads_on = any(store.execute(at, (one,)).fetchone() for one in [place, *_above(place)])
    return not leads_on and not stands_in_the_way(store, place, fixed)


def is_in_the_way(store: Store, place: str, fixed: frozenset[str]) -> bool:
    """Whether a page, or one of the `fixed` places, lies below `place`, or is a file where `place` needs a folder."""
    if place.partition("/")[0] == place and place in FOLDERS:
        return True
    if any(_one_below(store, query, place) for query in (CARDS_BELOW, SUBJECTS_BELOW)):
        return True
    if any(one.startswith(f"{place}/") for one in fixed):
        return True
    return any(above in fixed or MADE.search(above) or _is_card(store, above) for above in _above(place))


def _one_below(store: Store, query: str, place: str) -> bool:
    return store.execute(query, (f"{place}/", f"{place}0")).fetchone() is not None


def _is_card(store: Store, place: str) -> bool:
    return store.execute(CARD_AT, (place,)).fetchone() is not None
