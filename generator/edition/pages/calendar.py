"""A month of the archive: a calendar, and the first headlines of each day."""

from calendar import Calendar
from collections.abc import Iterator

from generator.archive import queries
from generator.edition.days import first_weekday, weekdays
from generator.edition.directory_inputs import CalendarDay, CalendarHeadlines, CalendarInputs, Weekday
from generator.edition.edition import Edition
from generator.edition.page_head import page_facts
from generator.edition.pages.archive import describe, name_of, trail_of, url_of
from generator.edition.pages.kind import Gathered, Kind
from generator.model import Page

HEADLINES_A_DAY = 4
"""A day's page has all of them. Where days have no pages, the month's page has."""


def gather_month(edition: Edition, page: Page) -> Gathered:
    """Gather a month with its days."""
    month, language = page.subject, edition.site.language
    days = {day.number: day for day in _days(edition, month)}
    older, newer = queries.beside(edition.store, "month", month)
    title = name_of(edition, month)
    weeks = Calendar(first_weekday(language)).monthdayscalendar(int(month[:4]), int(month[5:]))
    inputs = CalendarInputs(
        title=title,
        weekdays=tuple(Weekday(short, name) for short, name in weekdays(language)),
        weeks=tuple(tuple(days.get(number, CalendarDay(number)) for number in week) for week in weeks),
        days=tuple(_headlines(edition, month, days[number]) for number in sorted(days, reverse=True)),
        older=edition.addresses.archive(older) if older else "",
        newer=edition.addresses.archive(newer) if newer else "",
    )
    return page_facts(edition, page, title, describe(edition, title), trail_of(edition, month)), inputs


def _days(edition: Edition, month: str) -> Iterator[CalendarDay]:
    """Yield the days of the month that have stories."""
    for day in queries.subjects(edition.store, "day", month):
        url = url_of(edition, day.slug)
        yield CalendarDay(int(day.slug[8:]), name_of(edition, day.slug), url, day.stories)


def _headlines(edition: Edition, month: str, day: CalendarDay) -> CalendarHeadlines:
    count = min(HEADLINES_A_DAY, day.stories) if edition.config.archive.days else day.stories
    slug = f"{month}-{day.number:02}"
    return CalendarHeadlines(day, edition.lookups.listed("day", slug, day.stories - count, count, day.stories))


MONTH = Kind(
    name="month",
    subjects=lambda edition: ((one.slug, 1) for one in edition.subjects("month")),
    pages=lambda edition, slug: int(edition.subject("month", slug) is not None),
    url=lambda edition, slug, _number: edition.addresses.archive(slug),
    gather=gather_month,
    template="calendar.html",
    inputs=CalendarInputs,
)
