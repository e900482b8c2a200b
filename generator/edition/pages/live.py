"""Live stories: the newest entries on the story's page and in a file of their own, older ones on pages of their own.

Pages with older entries are numbered from the oldest and full, so a new entry changes none of them. The story's page
shows the 500 newest, some of which may be on the newest of those pages, too.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

import msgspec

from generator.archive import queries
from generator.archive.addresses import page_of
from generator.archive.live import Coverage, coverage_of, live_paths
from generator.archive.photos import shown_photos
from generator.edition.days import day_of
from generator.edition.edition import Edition
from generator.edition.inline_photos import inline_photos, with_addresses
from generator.edition.page_head import page_facts
from generator.edition.pages.kind import Gathered, Kind, SubjectPages
from generator.edition.reader_inputs import LiveLink, LivePageInputs, LivePartInputs, LiveView
from generator.locale.catalogues import language_of_page
from generator.model import Card, Link, Page
from generator.photo_records import Photo
from generator.story_records import LiveBlog, LiveEntry

ON_PAGE = 500
IN_PART = 20
Inline = Mapping[str, Photo]
"""The photos in a story's text, by the names that the text gives them."""


def older_pages(shown: int) -> int:
    """Return how many pages with older entries a live story has: enough for those that its own page doesn't show."""
    return max(0, -(-(shown - ON_PAGE) // ON_PAGE))


def part_of(edition: Edition, url: str) -> str:
    """Return the address of the file with the newest entries of the story at `url`."""
    prefix = edition.addresses.prefix
    return f"{prefix}/parts/live{url.removeprefix(prefix).rstrip('/')}.html"


def live_view(edition: Edition, card: Card, live: LiveBlog, ends: datetime | None, inline: Inline) -> LiveView | None:
    """Return what the page of a live story shows, of the entries whose time has come."""
    coverage = coverage_of(edition.store, card.path)
    if coverage is None:
        return None
    entries = live.entries[: coverage.shown]
    return LiveView(
        points=with_addresses(live.points, inline),
        entries=_newest_first(entries[-ON_PAGE:], inline),
        updated=coverage.last,
        starts=entries[0].moment if entries else card.published,
        ends=ends,
        ended=coverage.ended,
        part=part_of(edition, card.url),
        older=tuple(_older_links(edition, card, entries)),
        several_days=_are_of_several_days(edition, entries),
    )


def _older_links(edition: Edition, card: Card, entries: Sequence[LiveEntry]) -> Iterator[LiveLink]:
    for number in range(older_pages(len(entries)), 0, -1):
        block = _block(entries, number)
        until = f"{block[-1].moment.astimezone(edition.config.zone):%Y-%m-%d-%H%M}"
        yield LiveLink(page_of(card.url, number), block[0].moment, block[-1].moment, until)


def _block(entries: Sequence[LiveEntry], number: int) -> Sequence[LiveEntry]:
    return entries[(number - 1) * ON_PAGE : number * ON_PAGE]


def _newest_first(entries: Sequence[LiveEntry], inline: Inline) -> tuple[LiveEntry, ...]:
    """Return the entries, the newest first, with the addresses of published photos."""
    return tuple(
        msgspec.structs.replace(one, html=with_addresses(one.html, inline), photos=()) for one in reversed(entries)
    )


def _are_of_several_days(edition: Edition, entries: Sequence[LiveEntry]) -> bool:
    return bool(entries) and day_of(entries[0].moment, edition.config.zone) != day_of(
        entries[-1].moment, edition.config.zone
    )


# --- files and pages of their own -----------------------------------------------------------------


class Shown(msgspec.Struct, frozen=True):
    """The entries of a live story that are public."""

    card: Card
    coverage: Coverage
    entries: tuple[LiveEntry, ...]
    inline: dict[str, Photo]


def _shown(edition: Edition, path: str) -> Shown:
    """Return the public entries of a live story. Raises KeyError when there is none at `path`."""
    card, _, body = queries.whole_story(edition.store, path)
    coverage = coverage_of(edition.store, path)
    if coverage is None or body.live is None:
        raise KeyError(path)
    inline = inline_photos(shown_photos(edition.store, path))
    return Shown(card, coverage, body.live.entries[: coverage.shown], inline)


def gather_part(edition: Edition, page: Page) -> Gathered:
    """Gather the newest entries as a file of their own."""
    shown = _shown(edition, page.subject)
    inputs = LivePartInputs(
        story=shown.card,
        entries=_newest_first(shown.entries[-IN_PART:], shown.inline),
        inline={photo.url: photo for photo in shown.inline.values()},
        updated=shown.coverage.last,
        ended=shown.coverage.ended,
        several_days=_are_of_several_days(edition, shown.entries),
    )
    facts = page_facts(edition, page, shown.card.headline, noindex=True)
    return msgspec.structs.replace(facts, language=_language(edition, shown.card)), inputs


def gather_page(edition: Edition, page: Page) -> Gathered:
    """Gather a page of older entries. Page 0 is the oldest."""
    shown, number = _shown(edition, page.subject), page.number + 1
    block = _block(shown.entries, number)
    last = older_pages(len(shown.entries))
    inputs = LivePageInputs(
        story=shown.card,
        entries=_newest_first(block, shown.inline),
        inline={photo.url: photo for photo in shown.inline.values()},
        number=number,
        older=page_of(shown.card.url, number - 1) if number > 1 else "",
        newer=page_of(shown.card.url, number + 1) if number < last else shown.card.url,
        several_days=_are_of_several_days(edition, block),
    )
    numbered = {"name": shown.card.headline, "number": number}
    title = edition.words.gettext("%(name)s, page %(number)s") % numbered
    trail = (shown.card.section, Link(shown.card.headline, shown.card.url))
    facts = page_facts(edition, page, title, shown.card.deck, trail, noindex=shown.card.noindex)
    return msgspec.structs.replace(facts, language=_language(edition, shown.card)), inputs


def _language(edition: Edition, card: Card) -> str:
    return language_of_page(card.language, edition.site.language)


def _pages_of_all(edition: Edition) -> Iterator[SubjectPages]:
    yield from ((path, older_pages(shown)) for path, shown in live_paths(edition.store))


def _count_older(edition: Edition, path: str) -> int:
    coverage = coverage_of(edition.store, path)
    return older_pages(coverage.shown) if coverage else 0


LIVE_PART = Kind(
    name="live-part",
    subjects=lambda edition: ((path, 1) for path, _ in live_paths(edition.store)),
    pages=lambda edition, path: int(coverage_of(edition.store, path) is not None),
    url=lambda edition, path, _number: part_of(edition, queries.address_of(edition.store, path)),
    gather=gather_part,
    template="live-part.html",
    inputs=LivePartInputs,
)
LIVE_PAGE = Kind(
    name="live-page",
    subjects=_pages_of_all,
    pages=_count_older,
    url=lambda edition, path, number: page_of(queries.address_of(edition.store, path), number + 1),
    gather=gather_page,
    template="live-page.html",
    inputs=LivePageInputs,
    stage="stories",
)
