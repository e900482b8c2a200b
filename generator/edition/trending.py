"""The stories that readers read most: trending.json beside site.toml, an input of the build.

`broadsheet trending` writes the file. The build counts no readers. A story that isn't public now is left out.
"""

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Annotated

import msgspec

from generator.archive import queries
from generator.archive.addresses import Addresses
from generator.catalogue.store import Store
from generator.config.settings import StorySettings
from generator.model import Card, Gravity, Problem

FILE = "trending.json"
MAX_BYTES = 2_000_000
MOST_PICKS = 100
TRENDING, PICKS = "trending", "picks"
"""The two kinds of list: counted from readers, or chosen by editors."""


class Ranked(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A story with its score, which is higher the more it is read."""

    story: str
    """The story's path in content/, without ending."""
    score: Annotated[float, msgspec.Meta(ge=0)]


class Ranking(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The content of trending.json."""

    counted: str = ""
    """When readers were counted, for people to see. Nothing depends on it."""
    stories: tuple[Ranked, ...] = ()


class TrendingRanking(msgspec.Struct, frozen=True):
    """The part of trending.json that pages depend on."""

    has_file: bool = False
    """True if there is a trending.json, readable or not. If so, pages have a place for the list."""
    paths: tuple[str, ...] = ()
    """The stories' paths, best first. Some may not be public."""


def read_ranking(folder: Path) -> tuple[TrendingRanking, list[Problem]]:
    """Return the ranking of the paper in `folder`. A file that can't be read gives an empty one and is reported."""
    path = folder / FILE
    if not path.is_file():
        return TrendingRanking(), []
    try:
        if path.stat().st_size > MAX_BYTES:
            raise ValueError("it is too long")
        ranking = msgspec.json.decode(path.read_bytes(), type=Ranking)
    except (OSError, ValueError, RecursionError) as error:
        hint = "Until it is fixed, trending stories are left out. Run “broadsheet trending” to write it again."
        return TrendingRanking(has_file=True), [
            Problem(FILE, 0, f"The list can't be read: {error}.", hint, Gravity.WARNING, code="setting-trending")
        ]
    ranked = sorted(ranking.stories, key=lambda one: (-one.score, one.story))
    return TrendingRanking(has_file=True, paths=tuple(dict.fromkeys(one.story for one in ranked if one.score))), []


def has_trending_place(ranking: TrendingRanking, story: StorySettings) -> bool:
    """Tell whether pages have a place for trending stories, which may be empty."""
    return bool(story.trending) and (ranking.has_file or story.trending_without_data == PICKS)


def list_trending(
    store: Store,
    addresses: Addresses,
    ranking: TrendingRanking,
    leads: Iterable[str],
    settings: StorySettings,
    section: str = "",
) -> tuple[str, tuple[Card, ...]]:
    """Return the kind of list and its stories, one more than pages show; with `section` only stories of that section.

    `leads` are the stories that editors put first on the front page.
    """
    front = addresses.front("section", section) if section else ""

    def choose(cards: Iterable[Card]) -> tuple[Card, ...]:
        fitting = (card for card in cards if not section or card.section.url == front)
        return tuple(islice(fitting, settings.trending + 1))

    ranked = choose(_public(store, ranking.paths))
    if ranked or settings.trending_without_data != PICKS:
        return TRENDING, ranked
    picks = {card.path: card for card in (*_public(store, leads), *queries.preferred(store, MOST_PICKS))}
    return PICKS, choose(picks.values())


def _public(store: Store, paths: Iterable[str]) -> Iterator[Card]:
    cards = (queries.card_of(store, path) for path in paths)
    return (card for card in cards if card is not None)
