"""The facts for the head of a page, of any kind."""

from collections.abc import Sequence

from generator.edition import formats
from generator.edition.edition import Edition
from generator.edition.inputs import PageFacts
from generator.edition.site_inputs import Feed
from generator.edition.social_cards import card_text, social_card
from generator.model import Link, Page
from generator.photo_records import Rendition

PLAIN_FILES = ("static", "part", "live-part", "redirect")
"""Kinds of page without a head, or without one that networks read."""
OF_SECTIONS = ("story", "live-page", "section")
ROBOTS = "max-image-preview:large"
"""Google Discover shows large pictures only where a page allows it."""


def page_facts(
    edition: Edition,
    page: Page,
    title: str,
    description: str = "",
    trail: Sequence[Link] = (),
    *,
    noindex: bool = False,
    feeds: tuple[Feed, ...] = (),
    canonical: str | None = None,
) -> PageFacts:
    """Return the facts for the head of `page`. `trail` leads from below the home page to the page itself."""
    home = Link(edition.site.name, edition.site.home)
    card, alt = _card(edition, page, title, trail)
    return PageFacts(
        url=page.url,
        kind=page.kind,
        title=title,
        section=_section_slug(page, trail),
        description=description,
        canonical=absolute(edition, page.url) if canonical is None else canonical,
        robots=f"noindex, {ROBOTS}" if noindex else ROBOTS,
        feeds=feeds,
        card=card,
        card_alt=alt,
        breadcrumbs=(home, *trail) if trail else (),
    )


def _card(edition: Edition, page: Page, title: str, trail: Sequence[Link]) -> tuple[Rendition | None, str]:
    """Return the picture that networks show of the page, and what it shows; no picture for a file that isn't a page."""
    if page.kind in PLAIN_FILES or not page.url.endswith(("/", ".html")):
        return None, ""
    section = trail[0] if page.kind in OF_SECTIONS else None
    slug = _section_slug(page, trail)
    picture = edition.pictures.get(slug) or edition.pictures.get("")
    if picture and picture.social:
        return picture.social, picture.alt or edition.site.name
    text = card_text(edition.config, section.name if section else "", title if page.kind == "story" else "")
    shown = (one for one in (text.name, text.section, text.headline) if one)
    return social_card(edition.config, text.section, text.headline), ": ".join(shown)


def _section_slug(page: Page, trail: Sequence[Link]) -> str:
    """Return the slug of the section of which the page is the front or a story; empty for any other page."""
    return trail[0].url.rstrip("/").rpartition("/")[2] if trail and page.kind in OF_SECTIONS else ""


def absolute(edition: Edition, url: str) -> str:
    """Return the root-relative `url` with scheme and host."""
    return formats.absolute(edition.site.address, url)
