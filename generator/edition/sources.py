"""The sources of a paper other than its stories: takedowns, static files, front page, ranking, people."""

from collections.abc import Iterator
from pathlib import Path

import msgspec

from generator.archive.addresses import Addresses
from generator.archive.admission import all_remarks, lost_notes
from generator.archive.pins import notes_on_pins
from generator.archive.takedowns import Takedown, takedowns_of
from generator.archive.translations import notes_on_translations
from generator.catalogue import copy
from generator.catalogue.store import Store
from generator.config import Config
from generator.edition.asset import Asset
from generator.edition.assets import assets_of
from generator.edition.front import FrontFile, read_front
from generator.edition.notices import find_returned
from generator.edition.trending import TrendingRanking, read_ranking
from generator.extensions.used import Used
from generator.intake.person import people_of
from generator.model import Person, Problem


class Sources(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that a build reads besides content/ and the templates, and the front file of content/."""

    takedowns: list[Takedown]
    assets: tuple[Asset, ...]
    """The static files that are published."""
    front: FrontFile
    ranking: TrendingRanking
    """The stories that readers read most."""
    people: dict[str, Person]
    """The people of site.toml by slug. Those of content/people/ are read with the copy."""
    problems: tuple[Problem, ...]
    """The problems in these files themselves."""
    extensions: Used
    """The extensions in use."""


def read_sources(folder: Path, config: Config, used: Used) -> Sources:
    """Read the sources of the paper in `folder`. Raises ConfigError when takedowns.toml can't be read."""
    takedowns = takedowns_of(folder)
    assets, unusable = assets_of(folder, config)
    ranking, unread = read_ranking(folder)
    return Sources(
        takedowns=takedowns,
        assets=assets,
        front=read_front(folder),
        ranking=ranking,
        people=people_of(config),
        problems=(*unusable, *unread),
        extensions=used,
    )


def find_problems(store: Store, sources: Sources, addresses: Addresses) -> Iterator[Problem]:
    """Yield the problems of the paper that editors should know about, in no particular order."""
    yield from copy.all_problems(store)
    yield from sources.problems
    yield from all_remarks(store)
    yield from notes_on_pins(store, addresses)
    yield from notes_on_translations(store, addresses)
    yield from lost_notes(store)
    yield from find_returned(store, sources.takedowns, addresses)
