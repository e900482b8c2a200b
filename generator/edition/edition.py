"""One edition: the paper at one instant, as planning and gathering read it."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta

import msgspec

from generator.archive import queries
from generator.archive.addresses import Addresses
from generator.archive.admission import order_of
from generator.archive.store import Store
from generator.config import Config
from generator.edition.front import FrontChoice
from generator.edition.inputs import Site
from generator.edition.sharing import NETWORKS, Network
from generator.edition.site import make_site
from generator.edition.stock import Asset, asset_map
from generator.model import Card, Person

NEWS_WINDOW = timedelta(days=2)
"""Google: a news sitemap holds only stories of the last two days."""


class Edition(msgspec.Struct, frozen=True, kw_only=True):
    """All that a page can be made of. Made once a build, before the first page is planned."""

    store: Store
    config: Config
    addresses: Addresses
    site: Site
    assets: dict[str, Asset]
    """By address."""
    people: dict[str, Person]
    """By slug."""
    networks: tuple[Network, ...]
    subjects: dict[str, dict[str, queries.Subject]]
    """Kind of listing -> slug -> what has one, by slug."""
    latest: tuple[Card, ...]
    """The newest stories, one more than any page shows of them."""
    front: FrontChoice
    news: tuple[Card, ...]
    """Stories of the last two days that search engines may list, newest first."""


def make_edition(
    store: Store,
    config: Config,
    addresses: Addresses,
    *,
    assets: Sequence[Asset],
    people: Mapping[str, Person],
    front: FrontChoice,
    now: datetime,
) -> Edition:
    """The paper as it stands at `now`, from what the gate let into the public tables."""
    subjects = {kind: {one.slug: one for one in queries.subjects(store, kind)} for kind in queries.LISTINGS}
    for section in addresses.sections:
        subjects["section"].setdefault(section, queries.Subject(section, section, 0))
    return Edition(
        store=store,
        config=config,
        addresses=addresses,
        site=make_site(config, addresses, asset_map(assets), subjects["section"]),
        assets={asset.url: asset for asset in assets},
        people=dict(people),
        networks=networks_of(config),
        subjects=subjects,
        latest=queries.newest(store, max(config.front.latest, config.story.latest) + 1),
        front=front,
        news=queries.indexed_since(store, order_of(now - NEWS_WINDOW)),
    )


def next_news_turn(edition: Edition) -> datetime | None:
    """The next instant at which a story leaves the news sitemap by age alone."""
    if not edition.news:
        return None
    return edition.news[-1].published.astimezone(UTC) + NEWS_WINDOW + timedelta(microseconds=1)


def networks_of(config: Config) -> tuple[Network, ...]:
    """The share links that site.toml asks for, in its order; it was checked to name known ones only."""
    own = {network.slug: Network(network.slug, network.label, network.pattern) for network in config.share.own}
    known = NETWORKS | own
    return tuple(known[slug] for slug in config.share.networks if slug in known)
