"""The lists of all topics and of all bylines."""

import unicodedata
from collections.abc import Callable, Iterable, Sequence

import msgspec

from generator.edition.directory_inputs import DirectoryEntry, DirectoryInputs, LetterGroup
from generator.edition.edition import Edition
from generator.edition.page_head import page_facts
from generator.edition.pages.kind import Gathered, Kind, single_page
from generator.edition.pages.listings import bylines_link, subject_name, topics_link
from generator.edition.pages.series import series_link
from generator.model import Link, Page

NamePage = Callable[[Edition], Link]
"""Edition -> name and address of a list."""

MANY = 30
"""From so many entries on, a directory is divided by first letters."""
MOST_USED = 12


def _gather(kind: str, own: NamePage, describe: Callable[[Edition], str]) -> Callable[[Edition, Page], Gathered]:
    """Return the function that gathers the list of all subjects of this kind of listing."""

    def gather_directory(edition: Edition, page: Page) -> Gathered:
        entries = (
            DirectoryEntry(subject_name(edition, kind, one), edition.addresses.front(kind, one.slug), one.stories)
            for one in edition.subjects(kind)
        )
        ordered = tuple(sorted(entries, key=lambda entry: (_plain(entry.name), entry.name, entry.url)))
        many, link = len(ordered) >= MANY, own(edition)
        inputs = DirectoryInputs(
            title=link.name,
            entries=ordered,
            most_used=_most_used(ordered) if many and kind == "topic" else (),
            letters=_by_letter(ordered) if many else (),
        )
        description = describe(edition) % {"paper": edition.site.name}
        return page_facts(edition, page, link.name, description, (link,)), inputs

    return gather_directory


def _plain(name: str) -> str:
    """Return the name as it is sorted: without capitals, and Latin letters without their accents."""
    return "".join(unicodedata.normalize("NFD", char)[0] if _is_latin(char) else char for char in name.casefold())


def _is_latin(char: str) -> bool:
    return unicodedata.name(char, "").startswith("LATIN ")


def _most_used(entries: Sequence[DirectoryEntry]) -> tuple[DirectoryEntry, ...]:
    """Return the entries with the most stories; of those with as many, the first by name."""
    return tuple(sorted(entries, key=lambda entry: -entry.stories)[:MOST_USED])


def _by_letter(entries: Iterable[DirectoryEntry]) -> tuple[LetterGroup, ...]:
    """Return the entries, which are sorted, under their first letters."""
    groups: dict[str, list[DirectoryEntry]] = {}
    for entry in entries:
        first = _plain(entry.name)[:1].upper()[:1]
        groups.setdefault(first if first.isalpha() else "#", []).append(entry)
    return tuple(LetterGroup(letter, tuple(found)) for letter, found in groups.items())


def _directory(name: str, kind: str, own: NamePage, describe: Callable[[Edition], str]) -> Kind:
    """Return the kind of page that lists all subjects of a kind of listing."""
    return single_page(
        name, lambda edition: own(edition).url, _gather(kind, own, describe), "directory.html", DirectoryInputs
    )


TOPICS = _directory("topics", "topic", topics_link, lambda edition: edition.words.gettext("All topics of %(paper)s."))
ALL_SERIES = msgspec.structs.replace(
    _directory("series-list", "series", series_link, lambda edition: edition.words.gettext("All series of %(paper)s.")),
    subjects=lambda edition: [("", 1)] if edition.subjects("series") else [],
    pages=lambda edition, subject: int(not subject and bool(edition.subjects("series"))),
)
BYLINES = _directory(
    "bylines", "byline", bylines_link, lambda edition: edition.words.gettext("Everybody who writes for %(paper)s.")
)
