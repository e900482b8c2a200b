"""The file robots.txt."""

from generator.edition.edition import Edition
from generator.edition.inputs import PageFacts, RobotsInputs
from generator.edition.page_head import absolute, page_facts
from generator.edition.pages.kind import single_page
from generator.model import Page


def gather_robots(edition: Edition, page: Page) -> tuple[PageFacts, RobotsInputs]:
    """Gather what robots.txt says: everything may be read, and where the sitemap is."""
    sitemap = absolute(edition, f"{edition.addresses.prefix}/sitemap.xml")
    return page_facts(edition, page, "robots.txt"), RobotsInputs(sitemaps=(sitemap,), disallow=())


ROBOTS = single_page(
    "robots",
    lambda edition: f"{edition.addresses.prefix}/robots.txt",
    gather_robots,
    "robots.txt",
    RobotsInputs,
    stage="feeds",
)
