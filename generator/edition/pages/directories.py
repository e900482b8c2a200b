"""The lists of all topics and of all bylines."""

from collections.abc import Callable

from generator.archive.addresses import Addresses
from generator.edition.edition import Edition
from generator.edition.inputs import DirectoryEntry, DirectoryInputs
from generator.edition.page_head import page_facts
from generator.edition.pages.kind import Gathered, Kind, single_page
from generator.edition.pages.listings import subject_name
from generator.model import Link, Page


def _gather(kind: str, title: str) -> Callable[[Edition, Page], Gathered]:
    """Return the function that gathers the list of all subjects of this kind of listing."""

    def gather_directory(edition: Edition, page: Page) -> Gathered:
        entries = (
            DirectoryEntry(subject_name(edition, kind, one), edition.addresses.front(kind, one.slug), one.stories)
            for one in edition.subjects(kind)
        )
        ordered = tuple(sorted(entries, key=lambda entry: (entry.name.casefold(), entry.name, entry.url)))
        inputs = DirectoryInputs(title=title, entries=ordered)
        return page_facts(edition, page, title, f"{title} in {edition.site.name}.", (Link(title, page.url),)), inputs

    return gather_directory


def _directory(name: str, kind: str, title: str, url: Callable[[Addresses], str]) -> Kind:
    """Return the kind of page that lists all subjects of a kind of listing."""
    return single_page(
        name, lambda edition: url(edition.addresses), _gather(kind, title), "directory.html", DirectoryInputs
    )


TOPICS = _directory("topics", "topic", "Topics", lambda at: at.topics)
BYLINES = _directory("bylines", "byline", "Bylines", lambda at: at.bylines)
