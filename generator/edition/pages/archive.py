"""The archive by date: years, months and days, in the paper's own time zone."""

from collections.abc import Iterable, Iterator

from generator.archive import queries
from generator.archive.queries import Subject
from generator.edition.edition import Edition
from generator.edition.formats import name_of_span
from generator.edition.inputs import DirectoryEntry, DirectoryInputs, PageFacts
from generator.edition.page_head import page_facts
from generator.edition.pages.kind import Kind, single_page
from generator.model import Link, Page

LENGTHS = (4, 7, 10)
"""The lengths of `2010`, `2010-04` and `2010-04-20`."""


def name_of(edition: Edition, span: str) -> str:
    """Return `2010`, `April 2010` or `April 20, 2010` in the paper's language."""
    return name_of_span(span, edition.site.language)


def trail_of(edition: Edition, span: str) -> tuple[Link, ...]:
    """Return links to the archive, the year, the month and the day, as far down as `span` goes."""
    lengths = [length for length in LENGTHS if length <= len(span)]
    links = [Link(name_of(edition, span[:length]), edition.addresses.archive(span[:length])) for length in lengths]
    return (Link(edition.words.gettext("Archive"), edition.addresses.archive()), *links)


def gather_archive(edition: Edition, page: Page) -> tuple[PageFacts, DirectoryInputs]:
    """Gather the whole archive: its years, newest first."""
    years = reversed(queries.subjects(edition.store, "year"))
    title = edition.words.gettext("Archive")
    inputs = DirectoryInputs(title=title, entries=tuple(_counts(edition, years)))
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
