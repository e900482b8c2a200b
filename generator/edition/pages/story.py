"""Story pages: a story, and the links from it to others."""

from collections.abc import Sequence

import msgspec

from generator.archive import queries
from generator.archive.photos import shown_photos
from generator.archive.translations import Version
from generator.edition.charts import figures_of
from generator.edition.edition import Edition
from generator.edition.embeds import frames_of, with_posters
from generator.edition.inline_photos import inline_photos, with_addresses
from generator.edition.inputs import PageFacts, StoryInputs
from generator.edition.page_head import absolute, page_facts
from generator.edition.pages.kind import Gathered, Kind
from generator.edition.pages.live import live_view
from generator.edition.pages.parts import LATEST, TRENDING, in_language
from generator.edition.pages.series import box_beside
from generator.edition.sharing import share_links
from generator.edition.site import part_url
from generator.edition.translations import alternates, others, versions
from generator.locale.catalogues import language_of_page
from generator.model import Card, Link, Page


def look_ahead(edition: Edition, pages: Sequence[Page]) -> None:
    """Look up what the pages of these stories show of them and of other stories."""
    edition.lookups.pages_ahead([page.subject for page in pages], earlier=_lists_earlier(edition))


def gather_story(edition: Edition, page: Page) -> Gathered:
    """Gather all that a story's own page shows."""
    lookups = edition.lookups
    card, story, body = lookups.whole(page.subject)
    previous, following = map(lookups.card, lookups.beside.of(page.subject))
    url = absolute(edition, card.url)
    trending_list, trending = _trending_beside(edition, page.subject)
    pictured = card.photo or body.embeds or body.charts or body.live
    shown = shown_photos(edition.store, page.subject) if pictured else []
    inline = inline_photos(shown)
    live = live_view(edition, card, body.live, story.ends, inline) if body.live else None
    body = msgspec.structs.replace(body, live=None)  # entries whose time hasn't come are in no inputs
    if story.photos.inline:
        body = msgspec.structs.replace(body, html=with_addresses(body.html, inline))
    if body.embeds:
        body = with_posters(body, shown)
    embeds = (*body.embeds, *(one for entry in (live.entries if live else ()) for one in entry.embeds))
    found = versions(edition, page.subject)
    apart = {version.path for version in found}
    inputs = StoryInputs(
        story=card,
        deck=story.deck,
        body=body,
        lead=next((one.photo for one in shown if one.place == "lead"), None),
        gallery=tuple(one.photo for one in shown if one.place == "gallery"),
        inline={photo.url: photo for photo in inline.values()},
        charts=figures_of(edition.store, story, body, shown, card.language or edition.site.language),
        sound=lookups.sounds.of(page.subject),
        topics=_topic_links(edition, page.subject),
        people=tuple(edition.people[byline.person] for byline in story.bylines if byline.person in edition.people),
        corrections=story.corrections,
        syndicated=story.syndicated,
        source_url=story.source_url,
        share=share_links(edition.networks, card.headline, url),
        translations=lookups.cards_at(version.path for version in others(page.subject, found)),
        related=lookups.cards_at(path for path in lookups.related.of(page.subject) if path not in apart),
        update=lookups.card(lookups.updates.of(page.subject)),
        latest=_latest_beside(edition, card),
        latest_part=_shared(edition, LATEST, card) if edition.config.story.latest else "",
        trending=trending,
        trending_part=_shared(edition, TRENDING, card) if edition.has_trending else "",
        trending_list=trending_list,
        previous=previous,
        next=following,
        series=box_beside(edition, card),
        live=live,
        discuss=story.discuss,
        events=story.events,
        fact_check=story.fact_check,
        extra=story.extra,
    )
    return msgspec.structs.replace(_head(edition, page, card, found), frames=frames_of(embeds)), inputs


def _head(edition: Edition, page: Page, card: Card, found: tuple[Version, ...]) -> PageFacts:
    trail = (card.section, Link(card.headline, card.url))
    facts = page_facts(edition, page, card.headline, card.deck, trail, noindex=card.noindex)
    own = language_of_page(card.language, edition.site.language)
    return msgspec.structs.replace(facts, language=own, alternates=alternates(edition, page.subject, found))


def _topic_links(edition: Edition, path: str) -> tuple[Link, ...]:
    return tuple(Link(name, edition.addresses.topic(slug)) for slug, name in edition.lookups.topics.of(path))


def _latest_beside(edition: Edition, card: Card) -> tuple[Card, ...]:
    """Return the list of latest stories that the story's page itself contains.

    If browsers replace it with the shared list, it is the stories before this one, which later stories don't change.
    If the server inserts the shared list, it is empty.
    """
    if _lists_earlier(edition):
        return edition.lookups.cards_at(edition.lookups.earlier.of(card.path))
    others = (other for other in edition.latest if other.path != card.path)
    return tuple(others)[: edition.config.story.latest] if edition.config.story.lists == "inline" else ()


def _lists_earlier(edition: Edition) -> bool:
    """Tell whether the list of latest stories on a story's page is of those before it."""
    return edition.config.story.lists == "browser"


def _shared(edition: Edition, part: str, card: Card) -> str:
    """Return the address of a shared list in the language of the story's page, or nothing if pages don't use it."""
    if edition.config.story.lists == "inline":
        return ""
    language = language_of_page(card.language, edition.site.language).lower()
    return part_url(edition.addresses, in_language(part, language))


def _trending_beside(edition: Edition, path: str) -> tuple[str, tuple[Card, ...]]:
    """Return name and cards of the list of trending stories that the story's page itself contains.

    Only pages with `lists = "inline"` contain one, since readers' interest changes by the hour.
    """
    if edition.config.story.lists != "inline" or not edition.has_trending:
        return "", ()
    name, cards = edition.trending()
    others = tuple(card for card in cards if card.path != path)
    return name, others[: edition.config.story.trending]


STORY = Kind(
    name="story",
    subjects=lambda edition: ((path, 1) for path, _ in queries.public_addresses(edition.store)),
    pages=lambda edition, path: int(bool(edition.lookups.addresses.of(path))),
    url=lambda edition, path, _number: edition.lookups.addresses.of(path),
    gather=gather_story,
    look_ahead=look_ahead,
    find_ahead=lambda edition, paths: edition.lookups.addresses.ahead(paths),
    template="story.html",
    inputs=StoryInputs,
    stage="stories",
)
