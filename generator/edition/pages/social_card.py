"""Social cards: pictures for the paper, for each section and, if site.toml asks for it, for stories without a photo."""

from collections.abc import Iterator

from generator.archive import queries
from generator.edition.edition import Edition
from generator.edition.file_inputs import SocialCardInputs
from generator.edition.page_head import page_facts
from generator.edition.pages.kind import COPIED, Gathered, Kind, SubjectPages
from generator.edition.social_cards import card_text, social_card
from generator.model import Page

SECTION, STORY = "section:", "story:"
"""The beginnings of subjects; the paper's own card has an empty one."""


def gather_card(edition: Edition, page: Page) -> Gathered:
    """Gather what stands on a card."""
    text = card_text(edition.config, *_words(edition, page.subject))
    inputs = SocialCardInputs(
        name=text.name, section=text.section, headline=text.headline, colour=edition.config.photos.card_colour
    )
    return page_facts(edition, page, "Card", canonical=""), inputs


def _words(edition: Edition, subject: str) -> tuple[str, str]:
    """Return the section's name and the headline on a card."""
    if subject.startswith(SECTION):
        return edition.addresses.section(subject.removeprefix(SECTION)).name, ""
    card = queries.card_of(edition.store, subject.removeprefix(STORY)) if subject else None
    return (card.section.name, card.headline) if card else ("", "")


def _subjects(edition: Edition) -> Iterator[SubjectPages]:
    yield "", 1
    yield from ((f"{SECTION}{one.slug}", 1) for one in edition.subjects("section"))
    if edition.config.photos.story_cards:
        paths = (path for path, _ in queries.public_addresses(edition.store))
        yield from ((f"{STORY}{path}", 1) for path in paths if _exists(edition, f"{STORY}{path}"))


def _exists(edition: Edition, subject: str) -> bool:
    if subject.startswith(SECTION):
        return edition.subject("section", subject.removeprefix(SECTION)) is not None
    if not subject.startswith(STORY):
        return not subject
    card = queries.card_of(edition.store, subject.removeprefix(STORY))
    return edition.config.photos.story_cards and card is not None and card.photo is None


SOCIAL_CARD = Kind(
    name="social-card",
    subjects=_subjects,
    pages=lambda edition, subject: int(_exists(edition, subject)),
    url=lambda edition, subject, _number: social_card(edition.config, *_words(edition, subject)).url,
    gather=gather_card,
    template=COPIED,
    inputs=SocialCardInputs,
    stage="photos",
)
