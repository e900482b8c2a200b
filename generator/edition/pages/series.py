"""The page of a series, with its parts in order, and the box of the series on each of them."""

from generator.archive.addresses import page_of
from generator.archive.listings import SERIES as NAME
from generator.archive.series import parts_of, paths_beside_part, place_of
from generator.edition.edition import Edition
from generator.edition.page_head import page_facts
from generator.edition.pages.kind import Gathered, Kind
from generator.edition.reader_inputs import SeriesBox, SeriesInputs
from generator.model import Card, Link, Page

SHORT = 12
"""Up to so many parts are all named on each part. In a longer series a new part must not change all the others."""


def series_link(edition: Edition) -> Link:
    """Return the link to the list of all series."""
    return Link(edition.words.gettext("Series"), edition.addresses.series)


def count_pages(parts: int, size: int) -> int:
    """Return how many pages the parts of a series need."""
    return -(-parts // size)


def url_of_page(front: str, number: int) -> str:
    """Return the address of a page of a series; the first, number 0, is at `front`, the second at `front`page/2/."""
    return page_of(front, number + 1) if number else front


def gather_series(edition: Edition, page: Page) -> Gathered:
    """Gather one page of a series. Raises KeyError when there is no such series."""
    subject = edition.subject(NAME, page.subject)
    if subject is None:
        raise KeyError(page.name)
    front, size = edition.addresses.front(NAME, page.subject), edition.config.page_size
    is_last = page.number + 1 >= count_pages(subject.stories, size)
    inputs = SeriesInputs(
        series=Link(subject.name, front),
        cards=parts_of(edition.store, page.subject, page.number * size, size),
        total=0 if page.number else subject.stories,
        number=page.number + 1,
        previous=url_of_page(front, page.number - 1) if page.number else "",
        next="" if is_last else url_of_page(front, page.number + 1),
    )
    numbered = {"name": subject.name, "number": page.number + 1}
    title = edition.words.gettext("%(name)s, page %(number)s") % numbered if page.number else subject.name
    named = {"series": subject.name, "paper": edition.site.name}
    description = edition.words.gettext("All parts of the series “%(series)s” in %(paper)s.") % named
    trail = (series_link(edition), Link(subject.name, front))
    return page_facts(edition, page, title, description, trail), inputs


def box_beside(edition: Edition, card: Card) -> SeriesBox | None:
    """Return the box of the series on the page of a part of it; None for a story of no series."""
    slug = edition.lookups.series.of(card.path)
    subject = edition.subject(NAME, slug) if slug else None
    if subject is None:
        return None
    before, after = paths_beside_part(edition.store, slug, place_of(card))
    return SeriesBox(
        series=Link(subject.name, edition.addresses.front(NAME, slug)),
        part=card.part,
        parts=parts_of(edition.store, slug, 0, SHORT) if subject.stories <= SHORT else (),
        previous=edition.lookups.card(before),
        next=edition.lookups.card(after),
    )


SERIES = Kind(
    name=NAME,
    subjects=lambda edition: (
        (one.slug, count_pages(one.stories, edition.config.page_size)) for one in edition.subjects(NAME)
    ),
    pages=lambda edition, slug: (
        count_pages(found.stories, edition.config.page_size) if (found := edition.subject(NAME, slug)) else 0
    ),
    url=lambda edition, slug, number: url_of_page(edition.addresses.front(NAME, slug), number),
    gather=gather_series,
    template="series.html",
    inputs=SeriesInputs,
)
