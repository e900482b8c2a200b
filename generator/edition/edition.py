"""One edition: the paper at one instant, as planning and gathering read it."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from gettext import NullTranslations
from typing import Any

import msgspec

from generator.archive import indexed, queries
from generator.archive.addresses import Addresses
from generator.archive.division import Division, Measure, divide
from generator.archive.events import has_events
from generator.archive.listings import Listing
from generator.archive.lookups import Lookups
from generator.archive.own_pages import all_pages
from generator.archive.sounds import all_sounds
from generator.archive.translations import has_translations
from generator.catalogue.store import Store
from generator.config import Config
from generator.edition.asset import Asset
from generator.edition.by_size import settle
from generator.edition.choices import Choices
from generator.edition.days import day_of, told_from
from generator.edition.feed_inputs import FeedItem
from generator.edition.front import FrontChoice
from generator.edition.icons import icons_of
from generator.edition.logo import measure_logos
from generator.edition.notices import notices_of
from generator.edition.sharing import NETWORKS, Network
from generator.edition.site import SiteParts, make_site
from generator.edition.site_inputs import Site
from generator.edition.sources import Sources
from generator.edition.trending import TrendingRanking, has_trending_place, list_trending
from generator.extensions.used import NONE, Used
from generator.gate import moment_of, order_of
from generator.locale.catalogues import OwnWords, language_of_page, words_in
from generator.model import Card, Person
from generator.photo_records import Photo
from generator.photos.store import RenditionStore
from generator.search.pagefind import uses_search

NEWS_WINDOW = timedelta(days=2)
"""Google: a news sitemap holds only stories of the last two days."""


class EditionSettings(msgspec.Struct, frozen=True, kw_only=True):
    """The facts that every page depends on besides the catalogue. It is plain, so that workers can get it."""

    config: Config
    addresses: Addresses
    site: Site
    assets: dict[str, Asset]
    """By address."""
    people: dict[str, Person]
    """By slug."""
    pictures: dict[str, Photo] = {}
    """The paper's own pictures for networks, by the slug of the section; the paper's has an empty one."""
    front: FrontChoice
    section_leads: dict[str, tuple[str, ...]] = {}
    """The paths of the stories that stand first on the front of a section, in order, by the section's slug."""
    ranking: TrendingRanking
    """The stories that readers read most."""
    news_since: int
    """Microseconds since 1970: stories that became public then or later are in the news sitemap."""
    today: date
    """The day of the edition in the paper's time zone."""
    gone: dict[str, str] = {}
    """The notice to readers at each address of a story that was taken down; it may be empty."""
    extensions: Used = NONE
    """The extensions in use."""
    data: dict[str, Any] = {}
    """The paper's own data for templates, by name."""

    @property
    def words(self) -> NullTranslations:
        """The theme's words in the paper's language, and those of its own."""
        words = words_in(self.site.language)
        return OwnWords(self.site.words, words) if self.site.words else words


class Edition(EditionSettings, frozen=True, kw_only=True):
    """Everything that a page can be made of: the settings, and what the catalogue holds."""

    store: Store
    lookups: Lookups
    """What is known of single stories. The catalogue doesn't change while an edition is read."""
    networks: tuple[Network, ...]
    """The share links that site.toml asks for."""
    latest: tuple[Card, ...]
    """The newest stories, one more than any page shows of them."""
    taken: frozenset[str]
    """Places of static files."""
    has_translations: bool
    """True if any story is a translation of another."""
    languages: tuple[str, ...]
    """The languages, other than the paper's, in which there are pages of stories, in small letters."""
    renditions: RenditionStore | None = None
    """The sizes of photos that were made, some of which have no receipt yet."""
    divisions: dict[Listing, Division] = msgspec.field(default_factory=dict)
    """A cache of how large listings are divided into pages."""
    feed_items: dict[str, FeedItem] = msgspec.field(default_factory=dict)
    """A cache of some stories as feeds show them, by path. The catalogue doesn't change while an edition is read."""

    @property
    def has_trending(self) -> bool:
        """Tell whether pages have a place for trending stories."""
        return has_trending_place(self.ranking, self.config.story)

    def trending(self, section: str = "") -> tuple[str, tuple[Card, ...]]:
        """Return the list of trending stories: its name, `trending` or `picks`, and one card more than pages show."""
        return list_trending(self.store, self.addresses, self.ranking, self.front.leads, self.config.story, section)

    def told_from(self, cards: Iterable[Card]) -> str:
        """Return what a page that shows these cards tells its times from (edition/days.py)."""
        return told_from(self.today, self.config.zone, (card.published for card in cards))

    def subject(self, kind: str, slug: str) -> queries.Subject | None:
        """Return the subject if it has a listing: a section of site.toml, or any subject with public stories."""
        found = queries.subject(self.store, kind, slug)
        named = kind == "section" and slug in self.addresses.sections
        return found or (queries.Subject(slug, slug, 0) if named else None)

    @property
    def measure(self) -> Measure:
        """What the pages of all listings depend on besides their stories."""
        config = self.config
        return Measure(size=config.page_size, numbered=int(config.archive.numbered_pages), zone=config.zone)

    def division(self, kind: str, subject: queries.Subject) -> Division:
        """Return how the listing of a subject is divided into pages."""
        listing = kind, subject.slug
        if listing in self.divisions:
            return self.divisions[listing]
        found = divide(self.store, listing, subject.stories, self.measure)
        if found.cuts:
            self.divisions[listing] = found
        return found

    def subjects(self, kind: str) -> list[queries.Subject]:
        """Return all subjects of a kind that have a listing, sorted by slug."""
        found = {one.slug: one for one in queries.subjects(self.store, kind)}
        if kind == "section":
            found |= {slug: queries.Subject(slug, slug, 0) for slug in self.addresses.sections if slug not in found}
        return [found[slug] for slug in sorted(found)]


def make_settings(
    store: Store,
    config: Config,
    addresses: Addresses,
    sources: Sources,
    *,
    people: Mapping[str, Person],
    pictures: Mapping[str, Photo],
    choices: Choices,
    now: datetime,
) -> EditionSettings:
    """Return the settings of the edition at `now`. In them nothing is left to the size of the paper."""
    config = settle(config, queries.count_stories(store))
    parts = SiteParts(
        filled={one.slug: one.name for one in queries.subjects(store, "section")},
        pages=all_pages(store),
        static={asset.name: asset.url for asset in sources.assets},
        icons=icons_of(config, sources.assets),
        logos=measure_logos(config, sources.assets),
        has_events=has_events(store),
        now=now,
        has_sounds=bool(all_sounds(store)),
        has_search=uses_search(config),
    )
    return EditionSettings(
        config=config,
        addresses=addresses,
        site=make_site(config, addresses, parts),
        assets={asset.url: asset for asset in sources.assets},
        people=dict(people),
        pictures=dict(pictures),
        front=choices.front,
        section_leads=choices.section_leads,
        ranking=sources.ranking,
        news_since=order_of(now - NEWS_WINDOW),
        today=day_of(now, config.zone),
        gone=notices_of(sources.takedowns, addresses),
        extensions=sources.extensions,
        data=sources.data.values,
    )


def open_edition(store: Store, settings: EditionSettings, renditions: RenditionStore | None = None) -> Edition:
    """Return the edition with these settings, from what the gate let into the public tables of `store`."""
    config = settings.config
    return Edition(
        **msgspec.structs.asdict(settings),
        store=store,
        lookups=Lookups(store, config.story.latest),
        renditions=renditions,
        networks=networks_of(config),
        latest=queries.newest(store, max(config.front.latest, config.story.latest) + 1),
        has_translations=has_translations(store),
        languages=_languages_of_pages(store, settings.site.language),
        taken=frozenset(settings.addresses.place(url) for url in settings.assets),
    )


def _languages_of_pages(store: Store, paper: str) -> tuple[str, ...]:
    """Return the languages, other than the paper's, in which there are pages of public stories."""
    found = (language_of_page(language, paper).lower() for language in queries.languages(store))
    return tuple(sorted({language for language in found if language}))


def next_news_turn(store: Store, now: datetime) -> datetime | None:
    """Return the next instant at which a story leaves the news sitemap by age alone."""
    _, oldest = indexed.count_news_since(store, order_of(now - NEWS_WINDOW))
    return None if oldest is None else moment_of(oldest) + NEWS_WINDOW + timedelta(microseconds=1)


def networks_of(config: Config) -> tuple[Network, ...]:
    """Return the share links that site.toml asks for, in its order; it was checked to name known ones only."""
    own = {network.slug: Network(network.slug, network.label, network.pattern) for network in config.share.own}
    known = NETWORKS | own
    return tuple(known[slug] for slug in config.share.networks if slug in known)
