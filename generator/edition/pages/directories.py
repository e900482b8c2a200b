"""The lists of all topics and of all bylines."""

from collections.abc import Callable

from generator.edition.edition import Edition
from generator.edition.inputs import DirectoryEntry, DirectoryInputs
from generator.edition.page_head import page_facts
from generator.edition.pages.kind import Gathered, Kind, single_page
from generator.edition.pages.listings import bylines_link, subject_name, topics_link
from generator.model import Link, Page

NamePage = Callable[[Edition], Link]
"""Edition -> name and address of a list."""


def _gather(kind: str, own: NamePage, describe: Callable[[Edition], str]) -> Callable[[Edition, Page], Gathered]:
    """Return the function that gathers the list of all subjects of this kind of listing."""

    def gather_directory(edition: Edition, page: Page) -> Gathered:
        entries = (
            DirectoryEntry(subject_name(edition, kind, one), edition.addresses.front(kind, one.slug), one.stories)
            for one in edition.subjects(kind)
        )
        ordered = tuple(sorted(entries, key=lambda entry: (entry.name.casefold(), entry.name, entry.url)))
        link = own(edition)
        inputs = DirectoryInputs(title=link.name, entries=ordered)
        description = describe(edition) % {"paper": edition.site.name}
        return page_facts(edition, page, link.name, description, (link,)), inputs

    return gather_directory


def _directory(name: str, kind: str, own: NamePage, describe: Callable[[Edition], str]) -> Kind:
    """Return the kind of page that lists all subjects of a kind of listing."""
    return single_page(
        name, lambda edition: own(edition).url, _gather(kind, own, describe), "directory.html", DirectoryInputs
    )


TOPICS = _directory("topics", "topic", topics_link, lambda edition: edition.words.gettext("All topics of %(paper)s."))
BYLINES = _directory(
    "bylines", "byline", bylines_link, lambda edition: edition.words.gettext("Everybody who writes for %(paper)s.")
)
