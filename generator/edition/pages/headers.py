"""The file `_headers`: what hosts that read it tell browsers with each file. One of the same name in static/ wins."""

from collections.abc import Iterator

from generator.archive.own_pages import all_pages
from generator.catalogue.doubts import raise_doubts
from generator.catalogue.store import Store, is_new_fact
from generator.digests import digest_bytes, digest_value
from generator.edition.edition import Edition
from generator.edition.file_inputs import StaticInputs
from generator.edition.headers import HEADERS_FILE, headers_of
from generator.edition.page_head import page_facts
from generator.edition.pages.kind import COPIED, Gathered, Kind
from generator.model import Page


def top_folders(edition: Edition) -> list[str]:
    """Return the addresses of pages that are one folder deep: sections, directories, pages of the paper's own."""
    home, search = edition.addresses.home, edition.addresses.search
    urls = (url for url in _fronts(edition) if url.count("/") == home.count("/") + 1 and url.endswith("/"))
    return list(dict.fromkeys(url for url in urls if url != search))


def _fronts(edition: Edition) -> Iterator[str]:
    """Yield addresses, those of which most is seen first."""
    yield from (edition.addresses.front("section", one.slug) for one in edition.subjects("section"))
    yield from edition.addresses.fixed()
    yield from (page.url for page in all_pages(edition.store))


def gather_headers(edition: Edition, page: Page) -> Gathered:
    """Gather the text of the file."""
    content = headers_of(edition.config, top_folders(edition))
    return page_facts(edition, page, HEADERS_FILE, canonical=""), StaticInputs(
        source="", digest=digest_bytes(content), content=content
    )


HEADERS = Kind(
    name="headers",
    subjects=lambda edition: [("", 1)] if edition.config.headers.write else [],
    pages=lambda edition, subject: int(not subject and edition.config.headers.write),
    url=lambda edition, _subject, _number: f"{edition.addresses.prefix}/{HEADERS_FILE}",
    gather=gather_headers,
    template=COPIED,
    inputs=StaticInputs,
    stage="photos",
)


def doubt_headers(store: Store, edition: Edition) -> None:
    """Doubt the file if a page that its rules name came or went, or if the search did."""
    made_of = (top_folders(edition), bool(edition.site.search_url))
    if is_new_fact(store, HEADERS.name, digest_value(made_of)):
        raise_doubts(store, [(HEADERS.name, "", 0)])
