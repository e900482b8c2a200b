"""The archive by date: years, months and days, in the paper's own time zone."""

from collections.abc import Iterable, Iterator

from generator.archive import queries
from generator.archive.queries import Subject
from generator.edition.directory_inputs import DirectoryEntry, DirectoryInputs, MonthHeadlines
from generator.edition.edition import Edition
from generator.edition.formats import name_of_span
from generator.edition.inputs import PageFacts
from generator.edition.page_head import page_facts
from generator.edition.pages.kind import Kind, single_page
from generator.model import Card, Link, Page

LENGTHS = (4, 7, 10)
"""The lengths of `2010`, `2010-04` and `2010-04-20`."""
HEADLINES_A_MONTH = 4
"""The month's page has those of each day."""


def name_of(edition: Edition, span: str) -> str:
    """Return `2010`, `April 2010` or `April 20, 2010` in the paper's language."""
    return name_of_span(span, edition.site.language)


def url_of(edition: Edition, span: str) -> str:
    """Return the address of a year, a month or a day. A day without a page of its own is a part of its month's page."""
    if len(span) == LENGTHS[-1] and not edition.config.archive.days:
        return f"{edition.addresses.archive(span[: LENGTHS[1]])}#day-{int(span[LENGTHS[1] + 1 :])}"
    return edition.addresses.archive(span)


def trail_of(edition: Edition, span: str) -> tuple[Link, ...]:
    """Return links to the archive, the year, the month and the day, as far down as `span` goes."""
    lengths = [length for length in LENGTHS if length <= len(span)]
    links = [Link(name_of(edition, span[:length]), url_of(edition, span[:length])) for length in lengths]
    return (Link(edition.words.gettext("Archive"), edition.addresses.archive()), *links)


def gather_archive(edition: Edition, page: Page) -> tuple[PageFacts, DirectoryInputs]:
    """Gather the whole archive: its years, newest first, and the months of the newest year."""
    years = list(reversed(queries.subjects(edition.store, "year")))
    title = edition.words.gettext("Archive")
    months = reversed(queries.subjects(edition.store, "month", years[0].slug)) if years else ()
    inputs = DirectoryInputs(
        title=title,
        entries=tuple(_counts(edition, years)),
        months=tuple(_with_headlines(edition, month) for month in months),
    )
    return page_facts(edition, page, title, describe(edition), trail_of(edition, "")), inputs


def gather_year(edition: Edition, page: Page) -> tuple[PageFacts, DirectoryInputs]:
    """Gather a year with its months, in order."""
    parts = queries.subjects(edition.store, "month", page.subject)
    older, newer = queries.beside(edition.store, page.kind, page.subject)
    title = name_of(edition, page.subject)
    inputs = DirectoryInputs(
        title=title,
        entries=tuple(_counts(edition, parts)),
        older=edition.addresses.archive(older) if older else "",
        newer=edition.addresses.archive(newer) if newer else "",
    )
    return page_facts(edition, page, title, describe(edition, title), trail_of(edition, page.subject)), inputs


def _with_headlines(edition: Edition, month: Subject) -> MonthHeadlines:
    """Return a month with its newest stories."""
    cards: list[Card] = []
    for day in reversed(queries.subjects(edition.store, "day", month.slug)):
        count = min(HEADLINES_A_MONTH - len(cards), day.stories)
        cards += edition.lookups.listed("day", day.slug, day.stories - count, count, day.stories)
        if len(cards) == HEADLINES_A_MONTH:
            break
    [entry] = _counts(edition, [month])
    return MonthHeadlines(entry, tuple(cards))


def _counts(edition: Edition, parts: Iterable[Subject]) -> Iterator[DirectoryEntry]:
    return (
        DirectoryEntry(name_of(edition, part.slug), edition.addresses.archive(part.slug), part.stories)
        for part in parts
    )


def describe(edition: Edition, span: str = "") -> str:
    """Return the description of a page of the archive."""
    paper, words = edition.site.name, edition.words
    if span:
        return words.gettext("%(paper)s, %(span)s.") % {"paper": paper, "span": span}
    return words.gettext("Every story of %(paper)s by date.") % {"paper": paper}


# --- the kinds ------------------------------------------------------------------------------------


YEAR = Kind(
    name="year",
    subjects=lambda edition: ((one.slug, 1) for one in edition.subjects("year")),
    pages=lambda edition, slug: int(edition.subject("year", slug) is not None),
    url=lambda edition, slug, _number: edition.addresses.archive(slug),
    gather=gather_year,
    template="directory.html",
    inputs=DirectoryInputs,
)
ARCHIVE = single_page(
    "archive", lambda edition: edition.addresses.archive(), gather_archive, "directory.html", DirectoryInputs
)
