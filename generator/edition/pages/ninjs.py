"""Stories as IPTC ninjs, one file beside each story's page, if `ninjs` under `[feeds]` asks for them."""

from generator.archive import queries
from generator.edition.edition import Edition
from generator.edition.inputs import PageFacts
from generator.edition.ninjs import news_item
from generator.edition.ninjs_item import NewsItem
from generator.edition.page_head import page_facts
from generator.edition.pages.kind import NINJS, Kind, SubjectPages
from generator.model import Page


def gather_ninjs(edition: Edition, page: Page) -> tuple[PageFacts, NewsItem]:
    """Gather a story as an item of ninjs."""
    item = news_item(edition, page.subject)
    return page_facts(edition, page, item.headlines[0].value), item


def _subjects(edition: Edition) -> list[SubjectPages]:
    if not edition.config.feeds.ninjs:
        return []
    return [(path, 1) for path, _ in queries.public_addresses(edition.store)]


NINJS_STORY = Kind(
    name="ninjs",
    subjects=_subjects,
    pages=lambda edition, path: int(edition.config.feeds.ninjs and bool(edition.lookups.addresses.of(path))),
    url=lambda edition, path, _number: edition.lookups.addresses.of(path) + NINJS,
    gather=gather_ninjs,
    template=NINJS,
    inputs=NewsItem,
    find_ahead=lambda edition, paths: edition.lookups.addresses.ahead(paths),
    stage="feeds",
)
