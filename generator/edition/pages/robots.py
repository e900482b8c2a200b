"""The file robots.txt."""

from generator.edition.ai_rights import REFUSED
from generator.edition.edition import Edition
from generator.edition.inputs import PageFacts
from generator.edition.page_head import absolute, page_facts
from generator.edition.pages.kind import single_page
from generator.edition.sitemap_inputs import RobotsInputs
from generator.model import Page


def gather_robots(edition: Edition, page: Page) -> tuple[PageFacts, RobotsInputs]:
    """Gather what robots.txt says: who may read what, where the sitemap is, and under which license."""
    sitemap = absolute(edition, f"{edition.addresses.prefix}/sitemap.xml")
    inputs = RobotsInputs(
        sitemaps=(sitemap,),
        disallow=(),
        refused=REFUSED[edition.config.ai.policy],
        license=absolute(edition, edition.site.license) if edition.site.license else "",
    )
    return page_facts(edition, page, "robots.txt"), inputs


ROBOTS = single_page(
    "robots",
    lambda edition: f"{edition.addresses.prefix}/robots.txt",
    gather_robots,
    "robots.txt",
    RobotsInputs,
    stage="feeds",
)
