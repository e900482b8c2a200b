"""Lists that many pages share, each a file of its own: latest and trending stories.

The pages of stories in another language than the paper's share lists of their own, which tell times in that language.
"""

from collections.abc import Iterable, Iterator

import msgspec

from generator.edition.edition import Edition
from generator.edition.inputs import PartInputs
from generator.edition.page_head import page_facts
from generator.edition.pages.kind import Gathered, Kind
from generator.edition.site import part_url
from generator.model import Page

LATEST = "latest"
TRENDING = "trending"


def section_of(part: str) -> str:
    """Return the section of a part: `world` for `latest:world`, or nothing for the whole paper's `latest`."""
    return part.partition(":")[2]


def in_language(part: str, language: str) -> str:
    """Return the name of a part in a language; an empty one is the paper's."""
    return f"{part}@{language}" if language else part


def part_names(edition: Edition, sections: Iterable[str]) -> Iterator[str]:
    """Yield the names of the lists that pages share: the whole paper's in each language, and those of `sections`."""
    slugs = list(sections)
    for name in (LATEST, TRENDING) if edition.has_trending else (LATEST,):
        yield from (in_language(name, language) for language in ("", *edition.languages))
        yield from (f"{name}:{slug}" for slug in slugs)


def _exists(edition: Edition, part: str) -> bool:
    whole, _, language = part.partition("@")
    name, _, section = whole.partition(":")
    known = name == LATEST or (name == TRENDING and edition.has_trending)
    if language:
        return known and not section and language in edition.languages
    return known and (part == name or edition.subject("section", section) is not None)


def gather_part(edition: Edition, page: Page) -> Gathered:
    """Gather a list that story pages share: one story more than they show, since each leaves itself out."""
    section = section_of(page.subject)
    facts = page_facts(edition, page, page.subject, noindex=True)
    facts = msgspec.structs.replace(facts, language=page.subject.partition("@")[2])
    if page.subject.startswith(TRENDING):
        name, cards = edition.trending(section)
        most = edition.config.story.trending
        today = "" if name == TRENDING else edition.told_from(cards)
        numbered = name == TRENDING
        return facts, PartInputs(cards=cards, numbered=numbered, most=most, trending_list=name, today=today)
    count = edition.config.story.latest + 1
    cards = edition.latest[:count]
    if section:
        subject = edition.subject("section", section)
        total = subject.stories if subject else 0
        cards = edition.lookups.listed("section", section, max(0, total - count), count, total)
    return facts, PartInputs(cards=cards, numbered=False, most=count - 1, today=edition.told_from(cards))


PART = Kind(
    name="part",
    subjects=lambda edition: (
        (part, 1) for part in part_names(edition, (one.slug for one in edition.subjects("section")))
    ),
    pages=lambda edition, part: int(_exists(edition, part)),
    url=lambda edition, part, _number: part_url(edition.addresses, part),
    gather=gather_part,
    template="part.html",
    inputs=PartInputs,
)
