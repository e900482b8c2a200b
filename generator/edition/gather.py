"""What each page is made of: one function a kind, from the edition to the page's facts and inputs.

Nothing else decides what a page shows, and a template can't ask for more; so a digest of what is gathered
here, of the templates and of the site's facts is the page's key.
"""

from collections.abc import Callable

from generator.archive import queries
from generator.archive.addresses import page_of
from generator.edition.edition import Edition
from generator.edition.inputs import (
    Count,
    DirectoryInputs,
    Inputs,
    ListingInputs,
    NotFoundInputs,
    PageFacts,
    PartInputs,
    RedirectInputs,
    StaticInputs,
    StoryInputs,
)
from generator.edition.page_head import absolute, page_facts
from generator.edition.pages import archive, feeds
from generator.edition.pages.gone import gather_gone
from generator.edition.pages.home import gather_front
from generator.edition.plan import LATEST, TRENDING, full_pages, section_of
from generator.edition.sharing import share_links
from generator.edition.site import feeds_of, part_url
from generator.gate import order_of
from generator.model import Card, Link, Page

Gathered = tuple[PageFacts, Inputs]


def gather(edition: Edition, page: Page) -> Gathered:
    """All that `page` is made of."""
    return GATHERERS[page.kind](edition, page)


def _gather_story(edition: Edition, page: Page) -> Gathered:
    card, story, body = queries.whole_story(edition.store, page.subject)
    opens = order_of(card.published)
    previous, following = queries.neighbours(edition.store, story.section, opens, page.subject)
    url = absolute(edition, card.url)
    trending_list, trending = _trending_beside(edition, page.subject)
    inputs = StoryInputs(
        story=card,
        deck=story.deck,
        body=body,
        topics=_topic_links(edition, page.subject),
        people=tuple(edition.people[byline.person] for byline in story.bylines if byline.person in edition.people),
        corrections=story.corrections,
        syndicated=story.syndicated,
        source_url=story.source_url,
        share=share_links(edition.networks, card.headline, url),
        related=queries.related(edition.store, page.subject),
        update=queries.update_of(edition.store, page.subject),
        latest=_latest_beside(edition, card),
        latest_part=_latest_part(edition),
        trending=trending,
        trending_part=_shared(edition, TRENDING) if edition.has_trending else "",
        trending_list=trending_list,
        previous=previous,
        next=following,
        extra=story.extra,
    )
    trail = (card.section, Link(card.headline, card.url))
    return page_facts(edition, page, card.headline, card.deck, trail, noindex=card.noindex), inputs


def _topic_links(edition: Edition, path: str) -> tuple[Link, ...]:
    return tuple(Link(name, edition.addresses.topic(slug)) for slug, name in queries.topics_of(edition.store, path))


def _latest_beside(edition: Edition, card: Card) -> tuple[Card, ...]:
    """The list that stands on the story's page itself.

    Where readers' browsers put the shared list in its place it is that of the story's own hour, which later stories
    don't change; where the server does, there is none.
    """
    count = edition.config.story.latest
    lists = edition.config.story.lists
    if lists == "browser":
        return queries.newest_before(edition.store, order_of(card.published), card.path, count)
    others = (other for other in edition.latest if other.path != card.path)
    return tuple(others)[:count] if lists == "inline" else ()


def _latest_part(edition: Edition) -> str:
    """The address of the shared list, where there is one to put in."""
    return _shared(edition, LATEST) if edition.config.story.latest else ""


def _shared(edition: Edition, part: str) -> str:
    return "" if edition.config.story.lists == "inline" else part_url(edition.addresses, part)


def _trending_beside(edition: Edition, path: str) -> tuple[str, tuple[Card, ...]]:
    """The list that the story's page itself holds: with `inline` alone, since what is read changes by the hour."""
    if edition.config.story.lists != "inline" or not edition.has_trending:
        return "", ()
    name, cards = edition.trending()
    others = tuple(card for card in cards if card.path != path)
    return name, others[: edition.config.story.trending]


def _gather_part(edition: Edition, page: Page) -> Gathered:
    """A list that story pages share: one more than they show, since each leaves itself out."""
    section = section_of(page.subject)
    facts = page_facts(edition, page, page.subject, noindex=True)
    if page.subject.startswith(TRENDING):
        name, cards = edition.trending(section)
        most = edition.config.story.trending
        return facts, PartInputs(cards=cards, numbered=name == TRENDING, most=most, trending_list=name)
    count = edition.config.story.latest + 1
    cards = edition.latest[:count]
    if section:
        subject = edition.subject("section", section)
        total = subject.stories if subject else 0
        cards = queries.listed(edition.store, "section", section, max(0, total - count), count, total)
    return facts, PartInputs(cards=cards, numbered=False, most=count - 1)


def _gather_listing(edition: Edition, page: Page) -> Gathered:
    subject = edition.subject(page.kind, page.subject)
    if subject is None:
        raise KeyError(page.name)
    front = edition.addresses.front(page.kind, page.subject)
    name = _subject_name(edition, page.kind, subject)
    size, total = edition.config.page_size, subject.stories
    full = full_pages(total, size)
    first = (page.number - 1) * size if page.number else full * size
    older = page.number - 1 if page.number else full
    count = size if page.number else total - first
    inputs = ListingInputs(
        subject=Link(name, front),
        cards=queries.listed(edition.store, page.kind, page.subject, first, count, total),
        total=0 if page.number else total,
        number=page.number,
        older=page_of(front, older) if older else "",
        newer=_newer(front, page.number, full),
        person=edition.people.get(page.subject) if page.kind == "byline" else None,
    )
    trail = _trail(edition, page.kind, page.subject, Link(name, front))
    title = f"{name}, page {page.number}" if page.number else name
    feeds = feeds_of(Link(name, front), page.kind)
    return page_facts(edition, page, title, _describe(edition, page.kind, name), trail, feeds=feeds), inputs


def _newer(front: str, number: int, full: int) -> str:
    """Where the page after page `number` is; the newest full page leads on to the front."""
    if not number:
        return ""
    return page_of(front, number + 1) if number < full else front


def _subject_name(edition: Edition, kind: str, subject: queries.Subject) -> str:
    if kind == "section":
        return edition.addresses.section(subject.slug).name
    if kind == "byline" and subject.slug in edition.people:
        return edition.people[subject.slug].name
    return archive.name_of(edition, subject.slug) if kind == "day" else subject.name


def _trail(edition: Edition, kind: str, subject: str, own: Link) -> tuple[Link, ...]:
    if kind == "topic":
        return (Link("Topics", edition.addresses.topics), own)
    if kind == "byline":
        return (Link("Bylines", edition.addresses.bylines), own)
    return archive.trail_of(edition, subject) if kind == "day" else (own,)


def _describe(edition: Edition, kind: str, name: str) -> str:
    phrase = {
        "section": "{0} from {1}.",
        "topic": "All stories about {0} from {1}.",
        "byline": "Stories by {0} in {1}.",
    }
    return phrase.get(kind, "{1} of {0}.").format(name, edition.site.name)


def _gather_directory(kind: str, title: str) -> Callable[[Edition, Page], Gathered]:
    """A gatherer of the list of all topics or of all bylines."""

    def gather_directory(edition: Edition, page: Page) -> Gathered:
        entries = (
            Count(_subject_name(edition, kind, one), edition.addresses.front(kind, one.slug), one.stories)
            for one in edition.subjects(kind)
        )
        ordered = tuple(sorted(entries, key=lambda entry: (entry.name.casefold(), entry.name, entry.url)))
        inputs = DirectoryInputs(title=title, entries=ordered)
        return page_facts(edition, page, title, f"{title} in {edition.site.name}.", (Link(title, page.url),)), inputs

    return gather_directory


def _gather_not_found(edition: Edition, page: Page) -> Gathered:
    facts = page_facts(edition, page, "Page not found", "", (), noindex=True, canonical="")
    return facts, NotFoundInputs(latest=edition.latest[: edition.config.front.latest])


def _gather_redirect(edition: Edition, page: Page) -> Gathered:
    card = _card(edition, queries.target_of(edition.store, page.subject))
    facts = page_facts(edition, page, card.headline, "", (), noindex=True, canonical=absolute(edition, card.url))
    return facts, RedirectInputs(target=card.url, headline=card.headline)


def _gather_static(edition: Edition, page: Page) -> Gathered:
    asset = edition.assets[page.subject]
    return page_facts(edition, page, asset.name, "", ()), StaticInputs(source=asset.source, digest=asset.digest)


def _card(edition: Edition, path: str) -> Card:
    card = queries.card_of(edition.store, path)
    if card is None:
        raise KeyError(path)
    return card


GATHERERS: dict[str, Callable[[Edition, Page], Gathered]] = {
    "static": _gather_static,
    "story": _gather_story,
    "section": _gather_listing,
    "topic": _gather_listing,
    "byline": _gather_listing,
    "day": _gather_listing,
    "month": archive.gather_span,
    "year": archive.gather_span,
    "archive": archive.gather_archive,
    "topics": _gather_directory("topic", "Topics"),
    "bylines": _gather_directory("byline", "Bylines"),
    "part": _gather_part,
    "home": gather_front,
    "notfound": _gather_not_found,
    "redirect": _gather_redirect,
    "gone": gather_gone,
    "rss": feeds.gather_feed,
    "atom": feeds.gather_feed,
    "jsonfeed": feeds.gather_feed,
    "sitemap-month": feeds.gather_month_map,
    "sitemap-pages": feeds.gather_page_map,
    "sitemap-news": feeds.gather_news_map,
    "sitemap-index": feeds.gather_index,
    "robots": feeds.gather_robots,
}
"""Every kind of page -> what gathers it. The plan knows the same kinds."""
