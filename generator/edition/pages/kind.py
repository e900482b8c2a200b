"""The definition of a kind of page. Each kind has a file of its own in this folder; kinds.py lists them all."""

from collections.abc import Callable, Iterable, Iterator, Sequence

import msgspec

from generator.edition.edition import Edition
from generator.edition.inputs import Inputs, PageFacts
from generator.model import Page

Gathered = tuple[PageFacts, Inputs]
"""The head's facts and the template's inputs: everything a page is made of besides its template and the site."""
Numbers = int | Sequence[int]
"""How many pages a subject has, if they are numbered from 0; or else the numbers of its pages."""
SubjectPages = tuple[str, Numbers]
"""A subject and its pages."""
STAGES = ("assets", "photos", "stories", "listings", "feeds")
"""Files are sent to a host in this order, so that no page leads to one that isn't there yet."""
COPIED = ""
"""Stands in place of a template where a file is copied as it is."""
JSON_FEED = "feed.json"
"""Stands in place of a template for the JSON Feed (press/jsonfeed.py)."""
NINJS = "ninjs.json"
"""Stands in place of a template for stories as programs read them (edition/ninjs.py)."""
CALENDAR_FILE = "calendar.ics"
"""Stands in place of a template for the calendar of events (press/calendar_file.py)."""
WITHOUT_TEMPLATE = frozenset({COPIED, JSON_FEED, NINJS, CALENDAR_FILE})
"""What stands in place of a template for kinds of page that none renders."""


class Kind(msgspec.Struct, frozen=True, kw_only=True):
    """A kind of page: which pages of it exist, at which address, and what each is made of."""

    name: str
    subjects: Callable[[Edition], Iterable[SubjectPages]]
    """Every subject that has pages of this kind, in the order in which their pages are put in place."""
    pages: Callable[[Edition, str], Numbers]
    """Subject -> its pages; 0 when there is no such subject."""
    url: Callable[[Edition, str, int], str]
    """Subject and number -> root-relative address."""
    gather: Callable[[Edition, Page], Gathered]
    """Page -> the facts of its head and the inputs of its template."""
    template: str
    inputs: type[Inputs]
    """The type of the record that `gather` gives."""
    look_ahead: Callable[[Edition, Sequence[Page]], None] | None = None
    """Looks up at once what `gather` is going to ask about each of several pages. None: nothing."""
    find_ahead: Callable[[Edition, Sequence[str]], None] | None = None
    """Looks up at once what `pages` and `url` are going to ask about each of several subjects. None: nothing."""
    stage: str = "listings"
    """One of STAGES: when pages of this kind are sent to a host."""
    media_type: str = ""
    """The Content-Type, if the file's ending doesn't tell it; else empty."""


def single_page(
    name: str,
    url: Callable[[Edition], str],
    gather: Callable[[Edition, Page], Gathered],
    template: str,
    inputs: type[Inputs],
    *,
    stage: str = "listings",
    media_type: str = "",
) -> Kind:
    """Return a kind of which there is exactly one page."""
    return Kind(
        name=name,
        subjects=lambda _edition: [("", 1)],
        pages=lambda _edition, subject: int(not subject),
        url=lambda edition, _subject, _number: url(edition),
        gather=gather,
        template=template,
        inputs=inputs,
        stage=stage,
        media_type=media_type,
    )


def numbers_in(pages: Numbers) -> Sequence[int]:
    """Return the numbers of a subject's pages."""
    return range(pages) if isinstance(pages, int) else pages


def pages_of(edition: Edition, kind: Kind) -> Iterator[Page]:
    """Yield every page of a kind, whether its place is free or not."""
    for subject, pages in kind.subjects(edition):
        for number in numbers_in(pages):
            yield Page(kind.url(edition, subject, number), kind.name, subject, number)
