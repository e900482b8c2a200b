"""Which public stories go together, kept in the catalogue and brought in line with what changed."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from generator.archive.addresses import Addresses
from generator.archive.pins import keep_pins, pins_of
from generator.archive.queries import CARD, rows_of
from generator.catalogue.store import Store, catalogue_file, is_new_fact
from generator.config import Config
from generator.digests import digest_value
from generator.related import index as webs
from generator.related.index import Web
from generator.related.parallel import Hands
from generator.related.update import Kindred, amend, kin_of, kindred_of, resample, weave
from generator.related.vectors import Document
from generator.workers import Workers

if TYPE_CHECKING:
    from generator.archive.changes import Change

MOST_AMENDED = 0.02
"""When a greater part of the stories changed, all ties are reckoned anew."""
FEW = 50
"""But so few never."""


class Wish(msgspec.Struct, frozen=True):
    """What the paper wants of related stories."""

    count: int
    """In a list, at most."""
    left_out: tuple[str, ...] = ()
    """Slugs of sections whose stories are not offered, and have none found for them."""


def wish_of(config: Config) -> Wish:
    """What site.toml says of them."""
    return Wish(config.story.related, tuple(sorted(config.story.related_except)))


class Shown(msgspec.Struct, frozen=True):
    """What a story's page shows of others, by their paths."""

    related: tuple[str, ...] = ()
    update: str = ""
    """The newest version of the story."""


def keep_related(
    store: Store,
    addresses: Addresses,
    changes: "Sequence[Change] | None",
    wish: Wish,
    workers: Workers | None = None,
) -> list[str]:
    """Bring the lists of related stories in line with what is public now; gives the stories whose list changed.

    `changes`: to the public tables; None: all may have changed. The caller's transaction holds it. `workers` help when
    all stories are to be related.
    """
    if is_new_fact(store, "related", digest_value(wish)):
        changes = None
    pinning = keep_pins(store, addresses, changes)
    if changes is None:
        return _write(store, _relate_all(store, wish, workers), None)
    if not changes:
        return []
    changed = {change.path for change in changes}
    shown = _relate_some(store, changed, pinning, wish)
    return _write(store, _relate_all(store, wish, workers), None) if shown is None else _write(store, shown, changed)


def relate_alone(store: Store, addresses: Addresses, changes: "Sequence[Change]", wish: Wish) -> None:
    """Give the stories that `changes` let in lists of related ones, and leave all other lists as they are.

    Words weigh what they weigh without these stories. For a look that is taken back.
    """
    paths = {change.path for change in changes if change.before is None and change.after}
    keep_pins(store, addresses, changes)
    pins = pins_of(store, paths)
    lists = _Lists(wish, pins, _headlines(store))
    shown = {path: lists.of(path, None, str) for path in pins}
    heads = [path for path, _, _ in _heads(store, wish, paths)] if wish.count else []
    if heads and not webs.is_empty(store):
        web = Web(store)
        touched = amend(web, paths, list(_documents(store, heads)), ())
        shown |= _show(web, [story for story in touched if web.path_of(story) in paths], lists)
    _write(store, shown, paths)


def _relate_all(store: Store, wish: Wish, workers: Workers | None) -> dict[str, Shown]:
    """What each story's page shows."""
    webs.clear(store)  # also where nothing is laid down in its place
    heads = _heads(store, wish)
    first = next(heads, None)
    pins = pins_of(store)
    lists = _Lists(wish, pins, _headlines(store))
    shown = {path: lists.of(path, None, str) for path in pins}
    if first and wish.count:
        file = catalogue_file(store)
        hands = Hands(workers, Path(file).parent) if workers and file else None
        woven = weave(chain([first], heads), lambda paths: _documents(store, paths), hands=hands)
        webs.lay_down(store, woven.notices, kin_of(woven), woven.vectors, woven.weights, woven.holders)
        for story, kin in enumerate(kin_of(woven)):
            kindred = kindred_of(woven.notices, story, kin, lists.length(kin.path))
            shown[kin.path] = lists.of(kin.path, kindred, woven.paths.__getitem__)
    return shown


def _relate_some(store: Store, changed: set[str], pinning: set[str], wish: Wish) -> dict[str, Shown] | None:
    """What those pages show that may show others now; None when all are to be reckoned anew."""
    pins = pins_of(store, pinning)
    lists = _Lists(wish, pins, _headlines(store))
    shown = {path: lists.of(path, None, str) for path in pinning}
    heads = [path for path, _, _ in _heads(store, wish, changed)] if wish.count else []
    if webs.is_empty(store):
        return None if heads else shown
    web = Web(store)
    added = list(_documents(store, heads))
    many = len(changed) > max(FEW, MOST_AMENDED * len(web.notices))
    sampled = None if many else resample(web, changed, added)
    if sampled is None:
        return None
    touched = amend(web, changed, added, sampled)
    touched |= {story for path in pinning if (story := web.number_of(path)) is not None and web.is_there(story)}
    pins |= pins_of(store, [web.path_of(story) for story in touched])
    shown |= _show(web, touched, lists)
    web.keep()
    return shown


def _show(web: Web, stories: Iterable[int], lists: "_Lists") -> dict[str, Shown]:
    """What the pages of the stories show."""
    shown = {}
    for story in sorted(stories):
        kin = web.kin(story)
        kindred = kindred_of(web.notices, story, kin, lists.length(kin.path))
        shown[kin.path] = lists.of(kin.path, kindred, web.path_of)
    return shown


class _Lists:
    """Lists of related stories, the editors' pins first."""

    def __init__(self, wish: Wish, pins: "Mapping[str, Sequence[str] | None]", headline: Callable[[str], str]) -> None:
        """`pins`: of the stories that have any, None for those that want no list; `headline`: of a path."""
        self._wish, self._pins, self._headline = wish, pins, headline

    def length(self, path: str) -> int:
        """How many others to find for the story: some may be among its pins, or bear a headline of theirs."""
        return self._wish.count + 2 * len(self._pins.get(path) or ())

    def of(self, path: str, kindred: Kindred | None, path_of: Callable[[int], str]) -> Shown:
        """What the page of the story at `path` shows, for which `kindred` were found."""
        pins = self._pins.get(path, ())
        update = path_of(kindred.update) if kindred and kindred.update is not None else ""
        if pins is None or not self._wish.count:
            return Shown((), update)
        others = [path_of(other) for other in kindred.others] if kindred else []
        if pins:
            taken = {self._headline(pin) for pin in pins}
            others = [other for other in others if other not in pins and self._headline(other) not in taken]
        return Shown((*pins, *others)[: max(self._wish.count, len(pins))], update)


def _headlines(store: Store) -> Callable[[str], str]:
    def headline(path: str) -> str:
        (card,) = store.execute("SELECT card FROM cards WHERE path = ?", (path,)).fetchone()
        return CARD.decode(card).headline.casefold()

    return headline


# --- the lists in the catalogue -------------------------------------------------------------------


def _write(store: Store, shown: Mapping[str, Shown], paths: Collection[str] | None) -> list[str]:
    """Keep what pages show, in place of what those of the same stories and of `paths` did; None: of all.

    Gives the stories whose pages show something else now.
    """
    before = _kept(store, None if paths is None else {*paths, *shown})
    nothing = Shown()
    changed = sorted(
        path for path in before.keys() | shown.keys() if before.get(path, nothing) != shown.get(path, nothing)
    )
    for table in ("related", "updates"):
        store.executemany(f"DELETE FROM {table} WHERE path = ?", ((path,) for path in changed))  # noqa: S608
    kept = {path: shown[path] for path in changed if path in shown}
    rows = ((path, rank, other) for path, one in kept.items() for rank, other in enumerate(one.related))
    store.executemany("INSERT INTO related VALUES (?, ?, ?)", rows)
    updates = ((path, one.update) for path, one in kept.items() if one.update)
    store.executemany("INSERT INTO updates VALUES (?, ?)", updates)
    return changed


def _kept(store: Store, paths: Collection[str] | None) -> dict[str, Shown]:
    lists: dict[str, list[str]] = {}
    for path, other in rows_of(store, "SELECT path, other FROM related", paths, "ORDER BY path, rank"):
        lists.setdefault(path, []).append(other)
    updates = dict(rows_of(store, "SELECT path, other FROM updates", paths))
    return {path: Shown(tuple(lists.get(path, ())), updates.get(path, "")) for path in lists.keys() | updates.keys()}


# --- what is compared -----------------------------------------------------------------------------

DOCUMENT = "SELECT card, opens, terms FROM cards JOIN stories USING (path) WHERE path = ?"
TOPICS = "SELECT subject FROM listings WHERE path = ? AND kind = 'topic' ORDER BY rank"
SECTION = "SELECT subject FROM listings WHERE path = ? AND kind = 'section'"
HEADS = "SELECT path, opens, card FROM cards"


def _heads(store: Store, wish: Wish, paths: Collection[str] | None = None) -> Iterator[tuple[str, int, str]]:
    """Path, time and headline of the public stories that are compared, or of those of them at `paths`."""
    for path, opens, card in rows_of(store, HEADS, paths):
        if not wish.left_out or store.execute(SECTION, (path,)).fetchone()[0] not in wish.left_out:
            yield path, opens, CARD.decode(card).headline


def _documents(store: Store, paths: Iterable[str]) -> Iterator[Document]:
    """What is compared of the public stories at `paths`, in their order."""
    for path in paths:
        card, opens, terms = store.execute(DOCUMENT, (path,)).fetchone()
        topics = tuple(slug for (slug,) in store.execute(TOPICS, (path,)))
        yield Document(path, opens, CARD.decode(card).headline, terms, topics)
