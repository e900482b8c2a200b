"""Listings: the stories of a section, a topic, a byline or a day, newest first."""

from generator.archive import queries
from generator.archive.addresses import page_of
from generator.edition.edition import Edition
from generator.edition.inputs import ListingInputs
from generator.edition.page_head import page_facts
from generator.edition.pages import archive
from generator.edition.pages.home import Placed, cards_at
from generator.edition.pages.kind import Gathered, Kind
from generator.edition.site import feeds_of
from generator.edition.translations import one_of_each
from generator.model import Card, Link, Page


def full_pages(stories: int, size: int) -> int:
    """Return how many numbered pages a listing has beside its front.

    Page 1 holds the oldest `size` stories and never changes when one is added. The front holds the rest,
    and always at least `size` of them, so the newest full page is part of it.
    """
    return max(0, stories // size - 1)


def gather_listing(edition: Edition, page: Page) -> Gathered:
    """Gather one page of a listing. Page 0 is the front. Raises KeyError when there is no such listing."""
    subject = edition.subject(page.kind, page.subject)
    if subject is None:
        raise KeyError(page.name)
    front = edition.addresses.front(page.kind, page.subject)
    name = subject_name(edition, page.kind, subject)
    size, total = edition.config.page_size, subject.stories
    full = full_pages(total, size)
    first = (page.number - 1) * size if page.number else full * size
    older = page.number - 1 if page.number else full
    count = size if page.number else total - first
    leads = _leads(edition, page)
    cards = edition.lookups.listed(page.kind, page.subject, first, count, total)
    first_paths = {one.path for one in leads}
    others = tuple(card for card in cards if card.path not in first_paths)
    described = edition.addresses.described.get(page.subject) if _is_section_front(page) else None
    inputs = ListingInputs(
        subject=Link(name, front),
        cards=(*leads[1:], *one_of_each(edition, leads, others)) if _is_section_front(page) else others,
        total=0 if page.number else total,
        number=page.number,
        older=page_of(front, older) if older else "",
        newer=_newer(front, page.number, full),
        person=edition.people.get(page.subject) if page.kind == "byline" else None,
        today=edition.told_from((*leads, *cards)) if _is_section_front(page) else "",
        line=described.description if described else "",
        picture=edition.pictures.get(page.subject) if _is_section_front(page) else None,
        lead=leads[0] if leads else None,
        edition=_edition(edition, page),
    )
    trail = _trail(edition, page.kind, page.subject, Link(name, front))
    numbered = {"name": name, "number": page.number}
    title = edition.words.gettext("%(name)s, page %(number)s") % numbered if page.number else name
    feeds = feeds_of(edition.config, Link(name, front), page.kind)
    description = _describe(edition, page.kind, page.subject, name)
    return page_facts(edition, page, title, description, trail, feeds=feeds), inputs


def _is_section_front(page: Page) -> bool:
    return page.kind == "section" and page.number == 0


def _edition(edition: Edition, page: Page) -> str:
    """Return the address of the paper of the day whose front this is."""
    is_over = page.kind == "day" and not page.number and page.subject < edition.today.isoformat()
    return edition.addresses.edition(page.subject) if is_over and edition.config.edition.pages else ""


def _leads(edition: Edition, page: Page) -> tuple[Card, ...]:
    """Return the public stories that the editors put first on the front of a section, in order."""
    paths = edition.section_leads.get(page.subject, ()) if _is_section_front(page) else ()
    return Placed(edition).take(cards_at(edition, paths), len(paths)) if paths else ()


def _newer(front: str, number: int, full: int) -> str:
    """Return the address of the page after page `number`. The newest full page leads on to the front."""
    if not number:
        return ""
    return page_of(front, number + 1) if number < full else front


def subject_name(edition: Edition, kind: str, subject: queries.Subject) -> str:
    """Return what readers call a section, a topic, a byline or a day."""
    if kind == "section":
        return edition.addresses.section(subject.slug, subject.name).name
    if kind == "byline" and subject.slug in edition.people:
        return edition.people[subject.slug].name
    return archive.name_of(edition, subject.slug) if kind == "day" else subject.name


def _trail(edition: Edition, kind: str, subject: str, own: Link) -> tuple[Link, ...]:
    if kind == "topic":
        return (topics_link(edition), own)
    if kind == "byline":
        return (bylines_link(edition), own)
    return archive.trail_of(edition, subject) if kind == "day" else (own,)


def topics_link(edition: Edition) -> Link:
    """Return the link to the list of all topics."""
    return Link(edition.words.gettext("Topics"), edition.addresses.topics)


def bylines_link(edition: Edition) -> Link:
    """Return the link to the list of everybody who signs stories."""
    name = edition.words.pgettext("the list of everybody who signs stories", "Bylines")
    return Link(name, edition.addresses.bylines)


def _describe(edition: Edition, kind: str, slug: str, name: str) -> str:
    card = edition.addresses.described.get(slug) if kind == "section" else None
    if card is not None and card.description:
        return card.description
    words = edition.words
    phrases = {
        "section": words.gettext("%(section)s from %(paper)s."),
        "topic": words.gettext("All stories about %(topic)s from %(paper)s."),
        "byline": words.gettext("Stories by %(byline)s in %(paper)s."),
        "day": words.gettext("%(paper)s of %(day)s."),
    }
    return phrases[kind] % {kind: name, "paper": edition.site.name}


# --- the kinds ------------------------------------------------------------------------------------


def _listing(name: str) -> Kind:
    """Return a kind of listing, which has a front and numbered pages."""

    def count(edition: Edition, found: queries.Subject | None) -> int:
        left_out = name == "day" and not edition.config.archive.days
        return full_pages(found.stories, edition.config.page_size) + 1 if found and not left_out else 0

    return Kind(
        name=name,
        subjects=lambda edition: ((one.slug, count(edition, one)) for one in edition.subjects(name)),
        pages=lambda edition, slug: count(edition, edition.subject(name, slug)),
        url=lambda edition, slug, number: page_of(edition.addresses.front(name, slug), number),
        gather=gather_listing,
        template="listing.html",
        inputs=ListingInputs,
    )


LISTINGS = tuple(_listing(name) for name in queries.LISTINGS)
