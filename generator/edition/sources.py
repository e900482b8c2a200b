"""The sources of a paper other than its stories: takedowns, static files, front page, ranking, people."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

import msgspec

from generator.archive.addresses import Addresses
from generator.archive.listed_redirects import listed_problems
from generator.archive.pins import notes_on_pins
from generator.archive.redirects_file import RedirectLine, read_redirects
from generator.archive.remarks import all_remarks, lost_notes
from generator.archive.rename_notes import notes_on_renames
from generator.archive.takedowns import Takedown, kills_of, takedowns_of, withdrawn_paths
from generator.archive.translations import notes_on_translations
from generator.archive.untold import notes_on_words
from generator.catalogue import copy
from generator.catalogue.store import Store
from generator.config import FILE, Config
from generator.config.places import locate_mistakes
from generator.config.time_zones import find_zone_doubts
from generator.edition.asset import Asset
from generator.edition.assets import assets_of
from generator.edition.data_files import DataFiles, read_data
from generator.edition.front import FrontFile, read_front
from generator.edition.icons import find_missing_sign
from generator.edition.look import find_doubts
from generator.edition.notices import find_returned
from generator.edition.podcast_doubts import find_podcast_doubts
from generator.edition.site import feed_files
from generator.edition.trending import TrendingRanking, read_ranking
from generator.extensions.used import Used
from generator.locale.catalogues import has_words
from generator.model import Gravity, Person, Problem


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
    data: DataFiles
    """The paper's own data for templates."""
    redirects: tuple[RedirectLine, ...] = ()
    """The lines of redirects.csv."""


def read_sources(folder: Path, config: Config, used: Used, now: datetime) -> Sources:
    """Read the sources of the paper in `folder` at `now`. Raises ConfigError when takedowns.toml can't be read."""
    takedowns = takedowns_of(folder)
    assets, unusable = assets_of(folder, config)
    ranking, unread = read_ranking(folder)
    data = read_data(folder)
    redirects, unusable_lines = read_redirects(folder, config.address)
    return Sources(
        takedowns=takedowns,
        assets=assets,
        front=read_front(folder),
        ranking=ranking,
        people=_people(config),
        problems=(
            *unusable,
            *unread,
            *data.problems,
            *data.unread,
            *unusable_lines,
            *_doubts(folder, config, assets, now),
        ),
        extensions=used,
        data=data,
        redirects=redirects,
    )


def _people(config: Config) -> dict[str, Person]:
    """Return the cards of people in site.toml, which most papers have none of."""
    if not config.people:
        return {}
    from generator.intake.person import people_of  # noqa: PLC0415 (it sets Markdown, which takes long to load)

    return people_of(config)


def static_addresses(sources: Sources, config: Config, addresses: Addresses) -> dict[str, str]:
    """Return the addresses of static files and feeds by place, to which redirects.csv may lead as to pages."""
    fronts = (("", ""), ("corrections", ""), *(("section", slug) for slug in addresses.sections))
    feeds = (
        (addresses.front(kind, slug) if kind else addresses.home) + file
        for kind, slug in fronts
        for file, _, _ in feed_files(config, kind).values()
    )
    return {addresses.place(url): url for url in (*feeds, *(asset.url for asset in sources.assets))}


def with_kills(sources: Sources, store: Store, addresses: Addresses) -> Sources:
    """Return the sources with the stories that agencies killed among the takedowns. The editors' own come first."""
    own = {one.story for one in sources.takedowns}
    killed = [one for one in kills_of(store, addresses) if one.story not in own]
    return msgspec.structs.replace(sources, takedowns=[*sources.takedowns, *killed]) if killed else sources


def _doubts(folder: Path, config: Config, assets: Sequence[Asset], now: datetime) -> Iterator[Problem]:
    """Yield a warning for each setting that is used and probably isn't meant so."""
    look = find_doubts(config, assets, now)
    doubts = [
        *(*look, *find_missing_sign(config, assets), *find_zone_doubts(config.time_zone)),
        *find_podcast_doubts(config, assets),
    ]
    if doubts:
        text = (folder / FILE).read_text(encoding="utf-8-sig")
        for problem in locate_mistakes(text, doubts):
            yield msgspec.structs.replace(problem, gravity=Gravity.WARNING, code="setting-doubtful")


def find_problems(store: Store, sources: Sources, addresses: Addresses) -> Iterator[Problem]:
    """Yield the problems of the paper that editors should know about, in no particular order."""
    yield from copy.all_problems(store)
    yield from sources.problems
    yield from all_remarks(store)
    yield from notes_on_pins(store, addresses)
    yield from notes_on_translations(store, addresses)
    yield from notes_on_words(store)
    yield from lost_notes(store)
    yield from listed_problems(store)
    yield from notes_on_renames(store, withdrawn_paths(store))
    yield from find_returned(store, sources.takedowns, addresses)
    yield from _note_on_language(addresses.language)


def _note_on_language(language: str) -> Iterator[Problem]:
    if not has_words(language):
        message = f"The theme has no words in the language “{language}” yet, so pages have English ones."
        yield Problem(
            FILE, 0, message, "docs/languages.md says how to add a language.", Gravity.NOTE, code="setting-language"
        )
