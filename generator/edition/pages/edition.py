"""The paper of a day: its first stories whole, the others by headline, for print and for the newsletter.

It is there once its day has ended, and is made of the stories that opened on that day, of the entries of live stories
that are of that day, and of nothing later. So it stays as it is, unless one of these stories is changed or taken down.
"""

import re
from collections.abc import Iterator, Sequence

import msgspec

from generator.archive import queries
from generator.edition.edition import Edition
from generator.edition.inputs import DayInputs, PageFacts, Rail, WholeStory
from generator.edition.live_days import entries_of_day, running_on
from generator.edition.page_head import page_facts
from generator.edition.pages import archive
from generator.edition.pages.kind import Kind
from generator.edition.whole_text import story_html
from generator.model import Card, Link, Page
from generator.story_records import LiveEntry

ID = re.compile(r'(?<= )(id="|href="#)(?=[^<>]*>)')
MOST_HEADLINES = 500
"""The most stories that stand there by headline. The list of the day has all of them."""


def gather_day(edition: Edition, page: Page) -> tuple[PageFacts, DayInputs]:
    """Gather the paper of a day. Raises KeyError when it has no stories."""
    inputs = day_inputs(edition, page.subject)
    title = title_of(edition, inputs.name)
    trail = (*archive.trail_of(edition, page.subject[: len("2026-11")]), Link(title, page.url))
    return page_facts(edition, page, title, "", trail, noindex=True), inputs


def title_of(edition: Edition, name: str) -> str:
    """Return the title of the paper of a day, which is also the subject of the newsletter."""
    return edition.words.gettext("%(paper)s of %(day)s") % {"paper": edition.site.name, "day": name}


def has_edition(edition: Edition, day: str) -> bool:
    """Tell whether there is a paper of that day: it has ended, and it has public stories."""
    is_over = day < edition.today.isoformat()
    return edition.config.edition.pages and is_over and edition.subject("day", day) is not None


def day_inputs(edition: Edition, day: str) -> DayInputs:
    """Return what the paper of a day shows. Raises KeyError when it has no stories."""
    subject = edition.subject("day", day)
    if subject is None:
        raise KeyError(day)
    total = subject.stories
    count = min(total, edition.config.edition.whole + MOST_HEADLINES)
    newest = edition.lookups.listed("day", day, total - count, count, total)
    ranked = sorted(newest, key=lambda card: -card.priority)
    most = edition.config.edition.whole
    edition.lookups.texts.ahead(card.path for card in ranked[:most])
    whole = tuple(_whole(edition, card, day, number) for number, card in enumerate(ranked[:most], 1))
    older, _ = queries.beside(edition.store, "day", day)
    return DayInputs(
        day=day,
        name=archive.name_of(edition, day),
        whole=whole,
        running=tuple(_running(edition, day, len(whole) + 1)),
        rails=tuple(_rails(edition, ranked[most:])),
        total=total,
        older=edition.addresses.edition(older) if older else "",
        archive=archive.url_of(edition, day),
    )


def _whole(edition: Edition, card: Card, day: str, number: int) -> WholeStory:
    story, body = edition.lookups.story(card.path), edition.lookups.body(card.path)
    return WholeStory(
        story=card,
        deck=story.deck,
        html=_with_own_ids(story_html(edition, card, body), number),
        fact_check=story.fact_check,
        corrections=story.corrections,
        entries=_numbered(entries_of_day(edition, card.path, body, day), number),
    )


def _running(edition: Edition, day: str, first: int) -> Iterator[WholeStory]:
    """Yield the live stories that opened before that day, with the entries of it alone."""
    for number, (path, entries) in enumerate(running_on(edition, day), first):
        card = edition.lookups.card(path)
        if card is not None:
            yield WholeStory(story=card, deck="", html="", entries=_numbered(entries, number))


def _numbered(entries: Sequence[LiveEntry], number: int) -> tuple[LiveEntry, ...]:
    return tuple(msgspec.structs.replace(one, html=_with_own_ids(one.html, number)) for one in entries)


def _with_own_ids(html: str, number: int) -> str:
    """Return sanitised `html` with ids, and links to them, that no other story on the page has."""
    return ID.sub(rf"\1e{number}-", html) if "id=" in html else html


def _rails(edition: Edition, cards: Sequence[Card]) -> Iterator[Rail]:
    """Yield the stories by section, in the order of the navigation."""
    by_section: dict[str, list[Card]] = {link.url: [] for link in edition.site.sections}
    for card in cards:
        by_section.setdefault(card.section.url, []).append(card)
    for found in by_section.values():
        if found:
            yield Rail(found[0].section.name, found[0].section.url, tuple(found))


DAY_EDITION = Kind(
    name="edition",
    subjects=lambda edition: (
        (one.slug, 1)
        for one in (edition.subjects("day") if edition.config.edition.pages else ())
        if one.slug < edition.today.isoformat()
    ),
    pages=lambda edition, day: int(has_edition(edition, day)),
    url=lambda edition, day, _number: edition.addresses.edition(day),
    gather=gather_day,
    template="edition.html",
    inputs=DayInputs,
)
