"""What pages ask about single public stories: looked up for many stories at once, or else for one.

Whoever is going to ask about several stories names them first (`Lookup.ahead`): then each question is one query for all
of them. A story that nobody named is looked up alone, by the same query. Answers are kept while the catalogue is read.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Generic, TypeVar

import msgspec

from generator.archive import queries
from generator.archive.identity import known_ids
from generator.archive.listings import SERIES
from generator.archive.sounds import SOUND
from generator.catalogue.copy import BODY, STORY
from generator.catalogue.store import Store
from generator.model import Body, Card, Story
from generator.sound_records import Sound

Answer = TypeVar("Answer")

MANY, FEW = 4_096, 64
"""How many answers are kept: of those that several pages need, and of those that the page of a story alone needs.

A card takes about two kilobytes. A batch of pages is fewer than 64.
"""

BESIDE = (
    "SELECT path,"
    " (SELECT path FROM listings WHERE kind = 'section' AND subject = one.subject"
    " AND (opens, path) < (one.opens, one.path) ORDER BY opens DESC, path DESC LIMIT 1),"
    " (SELECT path FROM listings WHERE kind = 'section' AND subject = one.subject"
    " AND (opens, path) > (one.opens, one.path) ORDER BY opens, path LIMIT 1) FROM listings AS one"
)
EARLIER = (
    "SELECT path, (SELECT json_group_array(path) FROM (SELECT path FROM cards"
    " WHERE (opens, path) < (one.opens, one.path) ORDER BY opens DESC, path DESC LIMIT :count)) FROM cards AS one"
)


class Lookup(Generic[Answer]):
    """The answers to one question about stories."""

    def __init__(self, ask: Callable[[Sequence[str]], Mapping[str, Answer]], none: Answer, most: int) -> None:
        """Answer by `ask`, which finds the answers for some paths; `none` is that for a path which it leaves out.

        The `most` latest answers are kept, and at most twice as many.
        """
        self._ask = ask
        self._none = none
        self._most = most
        self._known: dict[str, Answer] = {}

    def ahead(self, paths: Iterable[str]) -> None:
        """Look up what isn't known yet of the stories at `paths`, in one query."""
        wanted = dict.fromkeys(paths)
        missing = [path for path in wanted if path not in self._known]
        if not missing:
            return
        if len(self._known) >= 2 * self._most:
            recent = list(self._known)[-self._most :]
            self._known = {path: self._known[path] for path in (*recent, *wanted) if path in self._known}
        found = self._ask(missing)
        self._known.update((path, found.get(path, self._none)) for path in missing)

    def of(self, path: str) -> Answer:
        """Return the answer for the story at `path`."""
        if path not in self._known:
            self.ahead([path])
        return self._known[path]


class Lookups:
    """All lookups about single stories in a catalogue that doesn't change meanwhile."""

    def __init__(self, store: Store, latest: int) -> None:
        """Look up in `store`. Pages of stories list the `latest` stories before theirs."""
        self._store = store
        self.cards = Lookup[Card | None](self._cards, None, MANY)
        """The card."""
        self.addresses = Lookup[str](self._addresses, "", MANY)
        """The address; empty when the story isn't public."""
        self.texts = Lookup[tuple[bytes, bytes] | None](self._texts, None, FEW)
        """The story as read and its body, both encoded."""
        self.related = Lookup[tuple[str, ...]](self._related, (), FEW)
        """The paths of related stories, best first."""
        self.updates = Lookup[str](self._updates, "", FEW)
        """The path of the newest version, when that was filed as a story of its own."""
        self.topics = Lookup[tuple[tuple[str, str], ...]](self._topics, (), MANY)
        """Slug and name of the topics; the name is that in the topic's oldest story."""
        self.series = Lookup[str](self._series, "", FEW)
        """The slug of the series."""
        self.sounds = Lookup[Sound | None](self._sounds, None, FEW)
        """The recording."""
        self.ids = Lookup[str](lambda paths: known_ids(store, paths), "", MANY)
        """The id that the story was published under; empty if it never was."""
        self.beside = Lookup[tuple[str, str]](self._beside, ("", ""), FEW)
        """The paths of the stories just before and just after in the section."""
        self.earlier = Lookup[tuple[str, ...]](lambda paths: self._earlier(paths, latest), (), FEW)
        """The paths of the stories of the paper just before, newest first."""

    def pages_ahead(self, paths: Sequence[str], *, earlier: bool) -> None:
        """Look up what the pages of these stories show; with `earlier` also the stories that came before each."""
        for own in (self.texts, self.topics, self.series, self.sounds, self.updates):
            own.ahead(paths)
        shown = [*paths, *(self.updates.of(path) for path in paths)]
        for others in (self.related, self.beside, *((self.earlier,) if earlier else ())):
            others.ahead(paths)
            shown += (other for path in paths for other in others.of(path))
        self.cards.ahead(filter(None, shown))

    def listed(self, kind: str, subject: str, first: int, count: int, total: int) -> tuple[Card, ...]:
        """Return `count` of the `total` stories of a listing, newest first, from number `first`; the oldest is 0."""
        return self.cards_at(queries.paths_in_listing(self._store, kind, subject, first, count, total))

    def card(self, path: str) -> Card | None:
        """Return the card of the story at `path`; None when it isn't public, or without a path."""
        return self.cards.of(path) if path else None

    def cards_at(self, paths: Iterable[str]) -> tuple[Card, ...]:
        """Return the cards of those stories at `paths` that are public, in that order."""
        wanted = tuple(paths)
        self.cards.ahead(wanted)
        found = (self.cards.of(path) for path in wanted)
        return tuple(card for card in found if card is not None)

    def whole(self, path: str) -> tuple[Card, Story, Body]:
        """Return card, story and body of the story at `path`. Raises KeyError when it isn't public."""
        card = self.cards.of(path)
        if card is None:
            raise KeyError(path)
        return card, self.story(path), self.body(path)

    def story(self, path: str) -> Story:
        """Return the story at `path` as read. Raises KeyError when there is none."""
        return STORY.decode(self._text(path)[0])

    def body(self, path: str) -> Body:
        """Return the body of the story at `path`. Raises KeyError when there is none."""
        return BODY.decode(self._text(path)[1])

    def _text(self, path: str) -> tuple[bytes, bytes]:
        found = self.texts.of(path)
        if found is None:
            raise KeyError(path)
        return found

    # --- the queries --------------------------------------------------------------------------------

    def _rows(self, select: str, paths: Sequence[str], more: str = "", **values: int) -> Iterable[Any]:
        """Return the rows of `select`, which must have a column `path`, for the stories at `paths`."""
        query = f"{select} WHERE path IN (SELECT value FROM json_each(:paths)) {more}"  # noqa: S608 (all parts are constants)
        return self._store.execute(query, {"paths": msgspec.json.encode(paths).decode(), **values})

    def _grouped(self, rows: Iterable[tuple[str, Answer]]) -> dict[str, tuple[Answer, ...]]:
        """Return the second column of the rows for each path in the first."""
        found = defaultdict[str, list[Answer]](list)
        for path, other in rows:
            found[path].append(other)
        return {path: tuple(others) for path, others in found.items()}

    def _cards(self, paths: Sequence[str]) -> dict[str, Card]:
        cards = (queries.CARD.decode(blob) for (blob,) in self._rows("SELECT card FROM cards", paths))
        return {card.path: card for card in cards}

    def _addresses(self, paths: Sequence[str]) -> dict[str, str]:
        return dict(self._rows("SELECT path, url FROM cards", paths))

    def _texts(self, paths: Sequence[str]) -> dict[str, tuple[bytes, bytes]]:
        rows = self._rows("SELECT path, story, body FROM stories", paths)
        return {path: (story, body) for path, story, body in rows}

    def _related(self, paths: Sequence[str]) -> dict[str, tuple[str, ...]]:
        return self._grouped(self._rows("SELECT path, other FROM related", paths, "ORDER BY path, rank"))

    def _updates(self, paths: Sequence[str]) -> dict[str, str]:
        return dict(self._rows("SELECT path, other FROM updates", paths))

    def _topics(self, paths: Sequence[str]) -> dict[str, tuple[tuple[str, str], ...]]:
        # CROSS JOIN has SQLite begin with the stories, which are few, and not with all topics.
        select = "SELECT path, subject, subjects.name FROM listings CROSS JOIN subjects USING (kind, subject)"
        rows = self._rows(select, paths, "AND kind = 'topic' ORDER BY path, rank")
        return self._grouped((path, (slug, name)) for path, slug, name in rows)

    def _series(self, paths: Sequence[str]) -> dict[str, str]:
        return dict(self._rows("SELECT path, subject FROM listings", paths, f"AND kind = '{SERIES}'"))

    def _sounds(self, paths: Sequence[str]) -> dict[str, Sound]:
        rows = self._rows("SELECT path, sound FROM shown_sounds", paths)
        return {path: SOUND.decode(blob) for path, blob in rows}

    def _beside(self, paths: Sequence[str]) -> dict[str, tuple[str, str]]:
        rows = self._rows(BESIDE, paths, "AND kind = 'section'")
        return {path: (before or "", after or "") for path, before, after in rows}

    def _earlier(self, paths: Sequence[str], count: int) -> dict[str, tuple[str, ...]]:
        rows = self._rows(EARLIER, paths, count=count)
        return {path: tuple(msgspec.json.decode(found)) for path, found in rows}
