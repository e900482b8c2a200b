"""What readers read most: trending.json beside site.toml, an input of the build; `broadsheet trending` writes it.

The build counts nothing and reads no clock for it. A story that isn't public now is passed over.
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
"""What a list is: counted from readers, or chosen by editors."""


class Ranked(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A story and what its views are worth."""

    story: str
    """Its path in content/, without ending."""
    score: Annotated[float, msgspec.Meta(ge=0)]


class Ranking(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """trending.json."""

    counted: str = ""
    """When, for people to see; nothing hangs on it."""
    stories: tuple[Ranked, ...] = ()


class Chart(msgspec.Struct, frozen=True):
    """The ranking as pages hang on it."""

    kept: bool = False
    """Whether there is a trending.json, readable or not: then pages keep a place for the list."""
    paths: tuple[str, ...] = ()
    """Best first; some may not be public."""


def read_chart(folder: Path) -> tuple[Chart, list[Problem]]:
    """The chart of the paper in `folder`. A file that can't be read leaves the list out, and is reported."""
    path = folder / FILE
    if not path.is_file():
        return Chart(), []
    try:
        if path.stat().st_size > MAX_BYTES:
            raise ValueError("it is too long")
        ranking = msgspec.json.decode(path.read_bytes(), type=Ranking)
    except (OSError, ValueError, RecursionError) as error:
        hint = "Until it is fixed, trending stories are left out. Run “broadsheet trending” to write it again."
        return Chart(kept=True), [Problem(FILE, 0, f"The list can't be read: {error}.", hint, Gravity.WARNING)]
    ranked = sorted(ranking.stories, key=lambda one: (-one.score, one.story))
    return Chart(kept=True, paths=tuple(dict.fromkeys(one.story for one in ranked if one.score))), []


def has_place(chart: Chart, story: StorySettings) -> bool:
    """Whether pages have a place for trending stories, be it empty."""
    return bool(story.trending) and (chart.kept or story.trending_without_data == PICKS)


def list_trending(
    store: Store, addresses: Addresses, chart: Chart, leads: Iterable[str], settings: StorySettings, section: str = ""
) -> tuple[str, tuple[Card, ...]]:
    """What the list is and its stories, one more than pages show; those of a section where one is named.

    `leads` are the stories that editors put first on the front page.
    """
    front = addresses.front("section", section) if section else ""

    def choose(cards: Iterable[Card]) -> tuple[Card, ...]:
        fitting = (card for card in cards if not section or card.section.url == front)
        return tuple(islice(fitting, settings.trending + 1))

    ranked = choose(_public(store, chart.paths))
    if ranked or settings.trending_without_data != PICKS:
        return TRENDING, ranked
    picks = {card.path: card for card in (*_public(store, leads), *queries.preferred(store, MOST_PICKS))}
    return PICKS, choose(picks.values())


def _public(store: Store, paths: Iterable[str]) -> Iterator[Card]:
    cards = (queries.card_of(store, path) for path in paths)
    return (card for card in cards if card is not None)
