"""Decide which story gets an address that several ask for: the oldest. Former addresses give way to everything else.

The result depends only on what is public, not on the order of reading. A story claims every place that it asked for, of
which it got the last; so when something changes, the stories that may be affected are found by these places.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from generator.archive.addresses import RESERVED_PLACES, Addresses, candidate_addresses
from generator.archive.identity import OF_RECORD, recorded_addresses_of
from generator.batches import batches_of
from generator.catalogue.copy import stories_at
from generator.catalogue.store import Store
from generator.gate import order_of
from generator.model import Story

CARD_AT = "SELECT path FROM cards WHERE place = :place UNION ALL SELECT path FROM own_pages WHERE place = :place"
SUBJECT_AT = "SELECT subject FROM subjects WHERE place = ?"
CARDS_BELOW = "SELECT 1 FROM cards WHERE place > ? AND place < ? LIMIT 1"
OWN_BELOW = "SELECT 1 FROM own_pages WHERE place > ? AND place < ? LIMIT 1"
SUBJECTS_BELOW = "SELECT 1 FROM subjects WHERE place > ? AND place < ? LIMIT 1"
FORMER_BELOW = "SELECT 1 FROM former WHERE place > ? AND place < ? LIMIT 1"
LOOKED_UP_AT_ONCE = 1_000
"""The number of stories whose recorded addresses are asked for in one query."""
FOLDERS = {"archive", "by", "corrections", "events", "feeds", "parts", "series", "sitemaps", "topics"}
"""The folders of Broadsheet's own pages."""


class Claim(NamedTuple):
    """What decides about a story's address, in the order in which addresses are given: the oldest story comes first."""

    hidden: bool
    """True if the story is there only because an export is to hold everything: public stories come before it."""
    opens: int
    path: str
    url: str
    """The address that it asks for first."""
    place: str


Assigned = dict[str, tuple[str, str]]
"""Path of a story -> the address that it got, and its place."""


def claimed_places(store: Store, paths: Iterable[str]) -> set[str]:
    """Return the places that the stories at `paths` asked for when they last got an address."""
    return _look_up(store, "SELECT place FROM claims WHERE path = ?", paths)


def drop_claims(store: Store, paths: Iterable[str]) -> None:
    """Delete the claims of the stories at `paths`."""
    store.executemany("DELETE FROM claims WHERE path = ?", ((path,) for path in paths))


def claim_of(addresses: Addresses, story: Story, *, hidden: bool) -> Claim:
    """Return the claim of a story to its address."""
    return Claim(hidden, order_of(story.opens), story.path, *next(candidate_addresses(addresses, story)))


def assign_addresses(
    store: Store, addresses: Addresses, wanted: Iterable[Claim], touched: set[str], taken: frozenset[str]
) -> Assigned:
    """Give an address to each story that claims one, and a new one to all others whose address may depend on theirs.

    `wanted`: the claims of public stories that are new or changed, and have no claims in the catalogue now; `touched`:
    the places where something was or is; `taken`: the places of static files. The claims are saved in the catalogue.
    """
    contenders = {claim.path: claim for claim in wanted}
    while True:
        rivals = _claimants(store, touched).difference(contenders)
        found = stories_at(store, sorted(rivals))
        contenders |= {story.path: claim_of(addresses, story, hidden=False) for story in found}
        touched |= claimed_places(store, rivals)
        if rivals:
            drop_claims(store, rivals)
            continue
        assigned, claims = _assign(store, addresses, contenders, taken)
        if not _claimants(store, {place for place, _ in claims}.difference(touched)).difference(contenders):
            break
        touched |= {place for place, _ in claims}
    store.executemany("INSERT INTO claims VALUES (?, ?)", claims)
    return assigned


def _claimants(store: Store, places: Iterable[str]) -> set[str]:
    return _look_up(store, "SELECT path FROM claims WHERE place = ?", places)


def _look_up(store: Store, query: str, values: Iterable[str]) -> set[str]:
    """Return all that `query` finds for each of the values."""
    return {found for value in values for (found,) in store.execute(query, (value,))}


def _assign(
    store: Store, addresses: Addresses, contenders: Mapping[str, Claim], taken: frozenset[str]
) -> tuple[Assigned, list[tuple[str, str]]]:
    """Give addresses to the stories, the oldest first. Also return each place that was asked for, and by whom."""
    reserved = taken.union(addresses.place(url) for url in addresses.fixed())
    assigned: Assigned = {}
    given: set[str] = set()
    claims = []
    for claim in sorted(contenders.values()):
        for url, place in _candidates(store, addresses, claim):
            claims.append((place, claim.path))
            if not (place in given or place in reserved or _is_taken(store, place, contenders)):
                given.add(place)
                assigned[claim.path] = url, place
                break
    return assigned, claims


def _candidates(store: Store, addresses: Addresses, claim: Claim) -> Iterator[tuple[str, str]]:
    """Yield the addresses that a story may get, each with its place. Few stories don't get the first."""
    yield claim.url, claim.place
    for story in stories_at(store, [claim.path]):
        yield from islice(candidate_addresses(addresses, story), 1, None)


def _is_taken(store: Store, place: str, contenders: Mapping[str, Claim]) -> bool:
    """Tell whether the place is reserved, or belongs to a listing or to a story other than those in `contenders`."""
    if RESERVED_PLACES.search(place) or store.execute(SUBJECT_AT, (place,)).fetchone():
        return True
    holder = store.execute(CARD_AT, {"place": place}).fetchone()
    return holder is not None and holder[0] not in contenders


# --- former addresses -----------------------------------------------------------------------------


def save_former_addresses(store: Store, addresses: Addresses, stories: Iterable[Story], assigned: Assigned) -> None:
    """Save the former addresses of public stories: those that they name, and those that published.csv has.

    `assigned`: their addresses now.
    """
    for batch in batches_of(stories, LOOKED_UP_AT_ONCE):
        recorded = recorded_addresses_of(store, [story.path for story in batch])
        store.executemany("DELETE FROM former WHERE path = ?", ((story.path,) for story in batch))
        rows = (
            (addresses.place(url), order_of(story.opens), story.path, rank, url)
            for story in batch
            for rank, url in _former(addresses, story, recorded.get(story.path, ()), assigned[story.path][1])
        )
        store.executemany("INSERT OR IGNORE INTO former VALUES (?, ?, ?, ?, ?)", rows)


def _former(addresses: Addresses, story: Story, recorded: Iterable[str], place: str) -> Iterator[tuple[int, str]]:
    """Yield the rank and the address of each place where the story was. Of the recorded ones, not that it has now."""
    yield from enumerate(former_urls(addresses, story))
    for rank, address in enumerate(recorded, OF_RECORD):
        url = addresses.prefix + address
        if addresses.place(url) != place:
            yield rank, url


def former_urls(addresses: Addresses, story: Story) -> list[str]:
    """Return the former addresses of a story.

    One without an ending is taken for a folder's: hosts give a file of such a name no media type.
    """
    urls = (addresses.prefix + old for old in story.was)
    return [url if url.endswith("/") or "." in url.rpartition("/")[2] else f"{url}/" for url in urls]


def former_places(store: Store, paths: Iterable[str]) -> set[str]:
    """Return the places of the former addresses of the stories at `paths`."""
    return _look_up(store, "SELECT place FROM former WHERE path = ?", paths)


def update_redirects(
    store: Store,
    addresses: Addresses,
    touched: Iterable[str] | None,
    taken: frozenset[str],
    gone: frozenset[str] = frozenset(),
) -> set[str]:
    """Decide again which former addresses redirect, at the `touched` places and those above and below them; None: all.

    `taken`: the places of static files; `gone`: those where a page says that a story was withdrawn. Returns the former
    addresses for which this may have changed.
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
        if row and place not in gone and not is_blocked(store, place, fixed):
            store.execute("INSERT INTO redirects VALUES (?, ?, ?, 0, '', '')", row)
            concerned.add(row[1])
    return concerned


def _redirected_near(store: Store, touched: Iterable[str] | None) -> list[str]:
    """Return the places of former addresses, now or at the last build, at, above or below the `touched` places."""
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
    """Return the folders that a file at `place` lies in."""
    parts = place.split("/")[:-1]
    return ["/".join(parts[: end + 1]) for end in range(len(parts))]


def is_blocked(store: Store, place: str, fixed: frozenset[str]) -> bool:
    """Tell whether a page is at `place`, needs a folder of that name, or is a file where `place` needs a folder.

    `fixed`: places that are taken in addition to those of stories and listings.
    """
    if RESERVED_PLACES.search(place) or place in fixed:
        return True
    if _is_card(store, place) or store.execute(SUBJECT_AT, (place,)).fetchone():
        return True
    return _one_below(store, FORMER_BELOW, place) or is_path_blocked(store, place, fixed)


def is_free(store: Store, place: str, fixed: frozenset[str]) -> bool:
    """Tell whether neither a page nor a redirect is at `place` or blocks it."""
    at = "SELECT 1 FROM redirects WHERE place = ?"
    leads_on = any(store.execute(at, (one,)).fetchone() for one in [place, *_above(place)])
    return not leads_on and not is_blocked(store, place, fixed)


def is_path_blocked(store: Store, place: str, fixed: frozenset[str]) -> bool:
    """Tell whether a page or one of the `fixed` places is below `place`, or is a file where `place` needs a folder."""
    if place.partition("/")[0] == place and place in FOLDERS:
        return True
    if any(_one_below(store, query, place) for query in (CARDS_BELOW, OWN_BELOW, SUBJECTS_BELOW)):
        return True
    if any(one.startswith(f"{place}/") for one in fixed):
        return True
    return any(above in fixed or RESERVED_PLACES.search(above) or _is_card(store, above) for above in _above(place))


def _one_below(store: Store, query: str, place: str) -> bool:
    return store.execute(query, (f"{place}/", f"{place}0")).fetchone() is not None


def _is_card(store: Store, place: str) -> bool:
    return store.execute(CARD_AT, {"place": place}).fetchone() is not None
