"""The facts for the head of a page, of any kind."""

from collections.abc import Sequence

from generator.edition import formats
from generator.edition.edition import Edition
from generator.edition.inputs import Feed, PageFacts
from generator.model import Link, Page

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
    return PageFacts(
        url=page.url,
        kind=page.kind,
        title=title,
        description=description,
        canonical=absolute(edition, page.url) if canonical is None else canonical,
        robots=f"noindex, {ROBOTS}" if noindex else ROBOTS,
        feeds=feeds,
        breadcrumbs=(home, *trail) if trail else (),
    )


def absolute(edition: Edition, url: str) -> str:
    """Return the root-relative `url` with scheme and host."""
    return formats.absolute(edition.site.address, url)
