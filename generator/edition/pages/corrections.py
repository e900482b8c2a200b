"""The page of all corrections, newest first. Like a listing, it is numbered from its oldest page."""

from generator.archive.addresses import page_of
from generator.archive.corrections import Corrected, count_corrections, newest_corrections
from generator.archive.division import full_pages
from generator.edition.edition import Edition
from generator.edition.page_head import page_facts
from generator.edition.pages.kind import Gathered, Kind
from generator.edition.reader_inputs import CorrectionEntry, CorrectionsInputs
from generator.edition.site import feeds_of
from generator.model import Link, Page

NAME = "corrections"


def corrections_link(edition: Edition) -> Link:
    """Return the link to the page of all corrections."""
    return Link(edition.words.gettext("Corrections"), edition.addresses.corrections)


def gather_corrections(edition: Edition, page: Page) -> Gathered:
    """Gather one page of corrections. Page 0 is the front, with the newest."""
    size, total = edition.config.page_size, count_corrections(edition.store)
    full = full_pages(total, size)
    count = size if page.number else total - full * size
    skipped = total - page.number * size if page.number else 0
    link = corrections_link(edition)
    older = page.number - 1 if page.number else full
    newer = (page_of(link.url, page.number + 1) if page.number < full else link.url) if page.number else ""
    inputs = CorrectionsInputs(
        title=link.name,
        entries=tuple(map(_entry, newest_corrections(edition.store, count, skipped))),
        number=page.number,
        older=page_of(link.url, older) if older else "",
        newer=newer,
    )
    numbered = {"name": link.name, "number": page.number}
    title = edition.words.gettext("%(name)s, page %(number)s") % numbered if page.number else link.name
    description = edition.words.gettext("What %(paper)s got wrong, and what is right.") % {"paper": edition.site.name}
    feeds = feeds_of(edition.config, link, NAME)
    return page_facts(edition, page, title, description, (link,), feeds=feeds), inputs


def _entry(one: Corrected) -> CorrectionEntry:
    return CorrectionEntry(one.story, one.correction.text, one.correction.date)


def _pages(edition: Edition) -> int:
    return full_pages(count_corrections(edition.store), edition.config.page_size) + 1


CORRECTIONS = Kind(
    name=NAME,
    subjects=lambda edition: [("", _pages(edition))],
    pages=lambda edition, subject: 0 if subject else _pages(edition),
    url=lambda edition, _subject, number: page_of(edition.addresses.corrections, number),
    gather=gather_corrections,
    template="corrections.html",
    inputs=CorrectionsInputs,
)
