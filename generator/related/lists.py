"""The lists of related stories: kept in the catalogue, and brought up to date with what changed."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from generator.archive.addresses import Addresses
from generator.archive.pins import pins_of, resolve_pins
from generator.archive.queries import rows_of, section_of
from generator.batches import batches_of
from generator.catalogue.store import Store, catalogue_file, is_new_fact
from generator.config import Config
from generator.digests import digest_value
from generator.related.batch import Keep, build_links, links_of_all, related_of_all
from generator.related.documents import Document, StoryWords
from generator.related.index import (
    RelatedIndex,
    clear_index,
    is_index_empty,
    write_index,
    write_leading,
    write_words,
)
from generator.related.parallel import Parallelism
from generator.related.scoring import Heading
from generator.related.selection import RelatedStories, find_related
from generator.related.update import resample, update_links
from generator.workers import Workers

if TYPE_CHECKING:
    from generator.archive.changes import Change

MAX_UPDATED_SHARE = 0.02
"""All links are computed again when more than this share of the stories changed ..."""
ALWAYS_UPDATED_STORIES = 50
"""... unless no more than this many changed."""
READ_AT_ONCE = 256
"""The number of stories whose words are read by one query: to ask for each by itself takes three times as long."""


class RelatedSettings(msgspec.Struct, frozen=True):
    """The settings of related stories."""

    count: int
    """The largest number of stories in a list."""
    left_out: tuple[str, ...] = ()
    """Slugs of sections whose stories are in no list, and have none found for them."""


def related_settings_of(config: Config) -> RelatedSettings:
    """Return the settings of related stories in site.toml."""
    return RelatedSettings(config.story.related, tuple(sorted(config.story.related_except)))


class RelatedList(msgspec.Struct, frozen=True):
    """The other stories that a story's page shows, by their paths."""

    related: tuple[str, ...] = ()
    update: str = ""
    """The newest version of the story."""


def update_related(
    store: Store,
    addresses: Addresses,
    changes: "Sequence[Change] | None",
    settings: RelatedSettings,
    workers: Workers | None = None,
) -> list[str]:
    """Bring the lists of related stories up to date in the caller's transaction. Return the paths whose list changed.

    `changes`: to the public tables; None means that everything may have changed. `workers` help when all stories are
    related again.
    """
    if is_new_fact(store, "related", digest_value(settings)):
        changes = None
    pinning = resolve_pins(store, addresses, changes)
    if changes is None:
        return _write(store, _relate_all(store, settings, workers), None)
    if not changes:
        return []
    changed = {change.path for change in changes}
    lists = _relate_some(store, changed, pinning, settings)
    if lists is None:
        return _write(store, _relate_all(store, settings, workers), None)
    return _write(store, lists, changed)


def relate_alone(store: Store, addresses: Addresses, changes: "Sequence[Change]", settings: RelatedSettings) -> None:
    """Make lists for the stories of `changes` that are public, and leave all other lists as they are.

    The weights of words stay as they are. For a preview, which is rolled back.
    """
    paths = {change.path for change in changes if change.after}
    resolve_pins(store, addresses, changes)
    pins = pins_of(store, paths)
    maker = _ListMaker(settings, pins, _headlines(store))
    lists = {path: maker.make(path, None, str) for path in pins}
    compared = _paths_compared(store, settings, paths)
    if compared and not is_index_empty(store):
        index = RelatedIndex(store)
        touched = update_links(index, paths, list(_documents(store, compared)), ())
        lists |= _make_lists(index, [story for story in touched if index.path_of(story) in paths], maker)
    _write(store, lists, paths)


def _relate_all(store: Store, settings: RelatedSettings, workers: Workers | None) -> dict[str, RelatedList]:
    """Relate all stories, write the index, and return the list of each story."""
    clear_index(store)  # also when no index takes its place
    headings = _headings(store, settings)
    first = next(headings, None)
    pins = pins_of(store)
    maker = _ListMaker(settings, pins, _headlines(store))
    lists = {path: maker.make(path, None, str) for path in pins}
    if first and settings.count:
        file = catalogue_file(store)
        parallelism = Parallelism(workers, Path(file).parent) if workers and file else None
        keep = Keep(partial(write_words, store), partial(write_leading, store))
        corpus = build_links(chain([first], headings), partial(_words, store), parallelism=parallelism, keep=keep)
        write_index(store, corpus.metadata, links_of_all(corpus), corpus.weights, corpus.frequencies)
        related = related_of_all(corpus, [maker.candidates_for(path) for path in corpus.paths])
        for path, one in zip(corpus.paths, related, strict=True):
            lists[path] = maker.make(path, one, corpus.paths.__getitem__)
    return lists


def _relate_some(
    store: Store, changed: set[str], pinning: set[str], settings: RelatedSettings
) -> dict[str, RelatedList] | None:
    """Update the index, and return the lists that may have changed; None when all stories must be related again."""
    pins = pins_of(store, pinning)
    maker = _ListMaker(settings, pins, _headlines(store))
    lists = {path: maker.make(path, None, str) for path in pinning}
    compared = _paths_compared(store, settings, changed)
    if is_index_empty(store):
        return None if compared else lists
    index = RelatedIndex(store)
    added = list(_documents(store, compared))
    many = len(changed) > max(ALWAYS_UPDATED_STORIES, MAX_UPDATED_SHARE * len(index.metadata))
    sampled = None if many else resample(index, changed, added, partial(_documents, store))
    if sampled is None:
        return None
    touched = update_links(index, changed, added, sampled)
    touched |= {story for path in pinning if (story := index.number_of(path)) is not None and index.is_public(story)}
    pins |= pins_of(store, [index.path_of(story) for story in touched])
    lists |= _make_lists(index, touched, maker)
    index.save()
    return lists


def _make_lists(index: RelatedIndex, stories: Iterable[int], maker: "_ListMaker") -> dict[str, RelatedList]:
    """Make the lists of the stories, by their paths."""
    lists = {}
    for story in sorted(stories):
        links = index.links_of(story)
        related = find_related(index.metadata, story, links, maker.candidates_for(links.path))
        lists[links.path] = maker.make(links.path, related, index.path_of)
    return lists


class _ListMaker:
    """Makes lists of related stories, the editors' pins first."""

    def __init__(
        self,
        settings: RelatedSettings,
        pins: "Mapping[str, Sequence[str] | None]",
        headline_of: Callable[[str], str],
    ) -> None:
        """`pins`: by path of the story that has them; None means that it must have no list."""
        self._settings, self._pins, self._headline_of = settings, pins, headline_of

    def candidates_for(self, path: str) -> int:
        """Return how many related stories to find: some may be among the pins, or share a headline with one."""
        return self._settings.count + 2 * len(self._pins.get(path) or ())

    def make(self, path: str, related: RelatedStories | None, path_of: Callable[[int], str]) -> RelatedList:
        """Make the list of the story at `path`, for which `related` were found."""
        pins = self._pins.get(path, ())
        update = path_of(related.update) if related and related.update is not None else ""
        if pins is None or not self._settings.count:
            return RelatedList((), update)
        others = [path_of(other) for other in related.others] if related else []
        if pins:
            taken = {self._headline_of(pin) for pin in pins}
            others = [other for other in others if other not in pins and self._headline_of(other) not in taken]
        return RelatedList((*pins, *others)[: max(self._settings.count, len(pins))], update)


def _headlines(store: Store) -> Callable[[str], str]:
    """Return a function that gives the headline, in small letters, of the public story at a path."""

    def headline_of(path: str) -> str:
        (card,) = store.execute("SELECT card FROM cards WHERE path = ?", (path,)).fetchone()
        return SHOWN.decode(card).headline.casefold()

    return headline_of


# --- the lists in the catalogue -------------------------------------------------------------------


def _write(store: Store, lists: Mapping[str, RelatedList], paths: Collection[str] | None) -> list[str]:
    """Write the lists, delete those of other stories at `paths` (None: of all), and return whose list changed."""
    before = _read_lists(store, None if paths is None else {*paths, *lists})
    nothing = RelatedList()
    changed = sorted(
        path for path in before.keys() | lists.keys() if before.get(path, nothing) != lists.get(path, nothing)
    )
    for table in ("related", "updates"):
        store.executemany(f"DELETE FROM {table} WHERE path = ?", ((path,) for path in changed if path in before))  # noqa: S608
    new = {path: lists[path] for path in changed if path in lists}
    rows = ((path, rank, other) for path, one in new.items() for rank, other in enumerate(one.related))
    store.executemany("INSERT INTO related VALUES (?, ?, ?)", rows)
    updates = ((path, one.update) for path, one in new.items() if one.update)
    store.executemany("INSERT INTO updates VALUES (?, ?)", updates)
    return changed


def _read_lists(store: Store, paths: Collection[str] | None) -> dict[str, RelatedList]:
    related: dict[str, list[str]] = {}
    for path, other in rows_of(store, "SELECT path, other FROM related", paths, "ORDER BY path, rank"):
        related.setdefault(path, []).append(other)
    updates = dict(rows_of(store, "SELECT path, other FROM updates", paths))
    return {
        path: RelatedList(tuple(related.get(path, ())), updates.get(path, ""))
        for path in related.keys() | updates.keys()
    }


# --- the stories that are compared ----------------------------------------------------------------

ASKED = "path IN (SELECT value FROM json_each(?))"
CARDS = f"SELECT path, opens, card FROM cards WHERE {ASKED}"  # noqa: S608
TERMS = f"SELECT path, terms FROM stories WHERE {ASKED}"  # noqa: S608
TOPICS = f"SELECT path, subject FROM listings WHERE {ASKED} AND kind = 'topic' ORDER BY path, rank"  # noqa: S608
HEADINGS = "SELECT path, opens, card FROM cards"


class _Shown(msgspec.Struct, frozen=True):
    """What of a card is compared: of thousands of stories it is decoded alone."""

    headline: str


SHOWN = msgspec.msgpack.Decoder(_Shown)


def _headings(store: Store, settings: RelatedSettings, paths: Collection[str] | None = None) -> Iterator[Heading]:
    """Yield the headings of the public stories that are compared: of all, or of those at `paths`."""
    for path, opens, card in rows_of(store, HEADINGS, paths):
        if not settings.left_out or section_of(store, path) not in settings.left_out:
            yield Heading(path, opens, SHOWN.decode(card).headline)


def _paths_compared(store: Store, settings: RelatedSettings, paths: Collection[str]) -> list[str]:
    """Return the paths of those public stories at `paths` that are compared with others."""
    return [heading.path for heading in _headings(store, settings, paths)] if settings.count else []


def _documents(store: Store, paths: Iterable[str]) -> Iterator[Document]:
    """Yield the documents of the public stories at `paths`, in their order."""
    for some in batches_of(paths, READ_AT_ONCE):
        read = {path: (opens, card) for path, opens, card in _ask(store, CARDS, some)}
        for path, words in zip(some, _words(store, some), strict=True):
            opens, card = read[path]
            yield Document(path, opens, SHOWN.decode(card).headline, words.terms, words.topics)


def _words(store: Store, paths: Iterable[str]) -> Iterator[StoryWords]:
    """Yield the words and topics of the public stories at `paths`, in their order."""
    for some in batches_of(paths, READ_AT_ONCE):
        topics: dict[str, list[str]] = {}
        for path, slug in _ask(store, TOPICS, some):
            topics.setdefault(path, []).append(slug)
        terms = dict(_ask(store, TERMS, some))
        yield from (StoryWords(terms[path], tuple(topics.get(path, ()))) for path in some)


def _ask(store: Store, query: str, paths: list[str]) -> Iterator[tuple[Any, ...]]:
    return store.execute(query, (msgspec.json.encode(paths).decode(),))
