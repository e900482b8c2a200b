"""Static files, which are copied as they are."""

from generator.edition.edition import Edition
from generator.edition.file_inputs import StaticInputs
from generator.edition.page_head import page_facts
from generator.edition.pages.kind import COPIED, Gathered, Kind
from generator.model import Page


def gather_static(edition: Edition, page: Page) -> Gathered:
    """Gather the file that the page is a copy of."""
    asset = edition.assets[page.subject]
    return page_facts(edition, page, asset.name, "", ()), StaticInputs(
        source=asset.source, digest=asset.digest, content=asset.content
    )


STATIC = Kind(
    name="static",
    subjects=lambda edition: ((url, 1) for url in edition.assets),
    pages=lambda edition, url: int(url in edition.assets),
    url=lambda _edition, url, _number: url,
    gather=gather_static,
    template=COPIED,
    inputs=StaticInputs,
    stage="photos",
)
