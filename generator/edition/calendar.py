"""The archive by date: years, months and days, in the paper's own time zone."""

from collections.abc import Iterable, Iterator

from generator.archive.queries import Subject
from generator.edition.edition import Edition
from generator.edition.facts import page_facts
from generator.edition.formats import name_of_span
from generator.edition.inputs import Count, DirectoryInputs, PageFacts
from generator.model import Link, Page

YEAR, MONTH, DAY = 4, 7, 10
"""Length of `2010`, `2010-04` and `2010-04-20`."""


def spans(edition: Edition, length: int, within: str = "") -> list[Subject]:
    """Years, months or days (by `length`) in `within` that have public stories, oldest first."""
    counts: dict[str, int] = {}
    for day in edition.subjects["day"].values():
        if day.slug.startswith(within):
            counts[day.slug[:length]] = counts.get(day.slug[:length], 0) + day.stories
    return [Subject(span, span, stories) for span, stories in counts.items()]


def name_of(edition: Edition, span: str) -> str:
    """`2010`, `April 2010` or `April 20, 2010` in the paper's language."""
    return name_of_span(span, edition.site.language)


def trail_of(edition: Edition, span: str) -> tuple[Link, ...]:
    """Archive, year, month, day, as far down as `span` goes."""
    lengths = [length for length in (YEAR, MONTH, DAY) if length <= len(span)]
    links = [Link(name_of(edition, span[:length]), edition.addresses.archive(span[:length])) for length in lengths]
    return (Link("Archive", edition.addresses.archive()), *links)


def gather_archive(edition: Edition, page: Page) -> tuple[PageFacts, DirectoryInputs]:
    """The whole archive: its years, newest first."""
    years = spans(edition, YEAR)
    inputs = DirectoryInputs(title="Archive", entries=tuple(_counts(edition, reversed(years))))
    return page_facts(edition, page, "Archive", _describe(edition), trail_of(edition, "")), inputs


def gather_year(edition: Edition, page: Page) -> tuple[PageFacts, DirectoryInputs]:
    """A year: its months in order."""
    return _gather_span(edition, page, YEAR, MONTH)


def gather_month(edition: Edition, page: Page) -> tuple[PageFacts, DirectoryInputs]:
    """A month: its days in order."""
    return _gather_span(edition, page, MONTH, DAY)


def _gather_span(edition: Edition, page: Page, length: int, inner: int) -> tuple[PageFacts, DirectoryInputs]:
    parts = spans(edition, inner, page.subject)
    siblings = [span.slug for span in spans(edition, length)]
    place = siblings.index(page.subject)
    title = name_of(edition, page.subject)
    inputs = DirectoryInputs(
        title=title,
        entries=tuple(_counts(edition, parts)),
        older=edition.addresses.archive(siblings[place - 1]) if place else "",
        newer=edition.addresses.archive(siblings[place + 1]) if place + 1 < len(siblings) else "",
    )
    return page_facts(edition, page, title, _describe(edition, title), trail_of(edition, page.subject)), inputs


def _counts(edition: Edition, parts: Iterable[Subject]) -> Iterator[Count]:
    return (Count(name_of(edition, part.slug), edition.addresses.archive(part.slug), part.stories) for part in parts)


def _describe(edition: Edition, span: str = "") -> str:
    return f"{edition.site.name}, {span}." if span else f"Every story of {edition.site.name} by date."
