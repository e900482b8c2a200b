"""The cards of public stories: what other pages may show of each, and the row of the catalogue that holds it."""

from collections.abc import Mapping
from datetime import datetime

from generator.archive.addresses import Addresses, plain_name
from generator.archive.queries import slug_in
from generator.catalogue.copy import ENCODER
from generator.gate import order_of
from generator.model import Byline, Card, Person, Signature, Story
from generator.photo_records import Photo

INSERT_CARD = "INSERT INTO cards VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"


def make_card(
    story: Story, photo: Photo | None, url: str, now: datetime, *, addresses: Addresses, people: Mapping[str, Person]
) -> Card:
    """Make the card of `story` at the address `url`. It shows an update only when the time of the update has come.

    `people` are those in site.toml and content/people/, by slug.
    """
    return Card(
        path=story.path,
        url=url,
        headline=story.headline,
        section=addresses.section(story.section, story.section_name),
        published=story.opens,
        no_hour=story.no_hour,
        deck=story.deck or story.summary,
        kicker=story.kicker,
        bylines=tuple(_sign(byline, addresses, people) for byline in story.bylines),
        dateline=story.dateline,
        source=story.source,
        updated=updated_by(story, now),
        photo=photo,
        updated_no_hour=story.updated_no_hour,
        priority=story.priority,
        genre=story.genre,
        sponsor=story.sponsor,
        part=story.part,
        language=story.language,
        draft=story.draft,
        noindex=story.noindex or story.draft,
    )


def card_row(card: Card, story: Story, place: str, now: datetime, addresses: Addresses) -> tuple[object, ...]:
    """Return the row of the story's card for `INSERT_CARD`. `place` is that of its address."""
    month, changed, plain = addresses.day(story)[:7], last_change(story, now), plain_name(story.path)
    return (
        *(story.path, card.url, place, order_of(story.opens), month, card.priority, changed, card.noindex),
        *(is_news(card), plain, plain.rpartition("/")[2], slug_in(card.url), card.language, ENCODER.encode(card)),
    )


def is_news(card: Card) -> bool:
    """Tell whether the story may be in the news sitemap. What somebody paid for is no news."""
    return not card.noindex and card.genre != "sponsored"


def updated_by(story: Story, now: datetime) -> datetime | None:
    """Return when the story was updated, if that time has come."""
    return story.updated if story.updated and story.opens < story.updated <= now else None


def last_change(story: Story, now: datetime) -> int:
    """Return when the story was published or, if the time of its update has come, updated: microseconds since 1970."""
    return order_of(updated_by(story, now) or story.opens)


def _sign(byline: Byline, addresses: Addresses, people: Mapping[str, Person]) -> Signature:
    person = people.get(byline.person)
    return Signature(
        name=byline.name,
        url=addresses.byline(byline.person),
        affiliation=byline.affiliation,
        role=person.role if person else "",
        fediverse=person.fediverse if person else "",
        organisation=byline.organisation,
    )
