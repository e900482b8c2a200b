"""The search: its page, the files that it searches, and the list of what there is to search."""

import msgspec

from generator.archive import search
from generator.digests import digest_bytes
from generator.edition.edition import Edition
from generator.edition.file_inputs import SearchFileInputs, StaticInputs
from generator.edition.inputs import PageFacts, SearchInputs
from generator.edition.page_head import page_facts
from generator.edition.pages.kind import COPIED, Gathered, Kind
from generator.model import Link, Page

YEAR = len("2026")
RECENT_YEARS = 2
"""The number of years that are searched at first; older ones are searched when the reader asks for them."""


def gather_search(edition: Edition, page: Page) -> tuple[PageFacts, SearchInputs]:
    """Gather the page of the search."""
    title = edition.words.pgettext("heading of the search, its button and the link to it", "Search")
    inputs = SearchInputs(
        sections=tuple((link.url.rstrip("/").rpartition("/")[2], link.name) for link in edition.site.sections),
        periods_url=f"{edition.site.search_url}{PERIODS_FILE}",
        program_url=f"{edition.site.search_url}pagefind.js",
    )
    trail = (Link(title, edition.site.search_url),)
    return page_facts(edition, page, title, "", trail, noindex=True), inputs


PERIODS_FILE = "periods.json"


def gather_periods(edition: Edition, page: Page) -> Gathered:
    """Gather the list of what there is to search: folders below /search/, newest first."""
    found = search.searchable(edition.store)
    since = str(edition.today.year - RECENT_YEARS + 1)
    recent = [period for period in found if period[:YEAR] >= since]
    listed = {"recent": recent or found[:1], "older": found[max(1, len(recent)) :]}
    content = msgspec.json.encode(listed) + b"\n"
    return page_facts(edition, page, PERIODS_FILE, canonical=""), StaticInputs(
        source="", digest=digest_bytes(content), content=content
    )


def gather_file(edition: Edition, page: Page) -> Gathered:
    """Gather what tells a file of the search from another. Raises KeyError when there is none of that name."""
    found = search.file_at(edition.store, page.subject)
    if found is None:
        raise KeyError(page.subject)
    return page_facts(edition, page, page.subject, canonical=""), SearchFileInputs(digest=found.digest)


SEARCH_FILE = Kind(
    name="search-file",
    subjects=lambda edition: ((file, 1) for file in search.all_files(edition.store)),
    pages=lambda edition, file: int(search.file_at(edition.store, file) is not None),
    url=lambda edition, file, _number: f"{edition.addresses.search}{file}",
    gather=gather_file,
    template=COPIED,
    inputs=SearchFileInputs,
)
"""One file of a bundle, or the program that searches them."""

PERIODS = Kind(
    name="search-periods",
    subjects=lambda edition: [("", 1)] if edition.site.search_url else [],
    pages=lambda edition, subject: int(not subject and bool(edition.site.search_url)),
    url=lambda edition, _subject, _number: f"{edition.addresses.search}{PERIODS_FILE}",
    gather=gather_periods,
    template=COPIED,
    inputs=StaticInputs,
)

SEARCH = Kind(
    name="search",
    subjects=PERIODS.subjects,
    pages=PERIODS.pages,
    url=lambda edition, _subject, _number: edition.addresses.search,
    gather=gather_search,
    template="search.html",
    inputs=SearchInputs,
)
