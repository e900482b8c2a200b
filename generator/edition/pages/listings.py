"""Listings: the stories of a section, a topic, a byline or a day, newest first."""

from collections.abc import Sequence

from generator.archive import queries
from generator.archive.addresses import FIRST_DATED, count_of, page_of
from generator.archive.division import Division, paths_on
from generator.edition import formats
from generator.edition.edition import Edition
from generator.edition.inputs import ListingInputs
from generator.edition.page_head import page_facts
from generator.edition.pages import archive
from generator.edition.pages.home import Placed, cards_at
from generator.edition.pages.kind import Gathered, Kind, Numbers
from generator.edition.site import feeds_of
from generator.edition.translations import one_of_each
from generator.gate import moment_of
from generator.model import Card, Link, Page


def gather_listing(edition: Edition, page: Page) -> Gathered:
    """Gather one page of a listing. Page 0 is the front. Raises KeyError when there is no such listing."""
    subject = edition.subject(page.kind, page.subject)
    if subject is None:
        raise KeyError(page.name)
    front = edition.addresses.front(page.kind, page.subject)
    name = subject_name(edition, page.kind, subject)
    division = edition.division(page.kind, subject)
    older = division.older(page.number)
    leads = _leads(edition, page)
    cards = _cards(edition, page, subject)
    span = _span(edition, cards) if page.number >= FIRST_DATED else ""
    first_paths = {one.path for one in leads}
    others = tuple(card for card in cards if card.path not in first_paths)
    described = edition.addresses.described.get(page.subject) if _is_section_front(page) else None
    inputs = ListingInputs(
        subject=Link(name, front),
        cards=(*leads[1:], *one_of_each(edition, leads, others)) if _is_section_front(page) else others,
        total=0 if page.number else subject.stories,
        number=count_of(page.number),
        older=page_of(front, older) if older else "",
        newer=page_of(front, division.newer(page.number)) if page.number else "",
        person=edition.people.get(page.subject) if page.kind == "byline" else None,
        today=edition.told_from((*leads, *cards)) if _is_section_front(page) else "",
        line=described.description if described else "",
        picture=edition.pictures.get(page.subject) if _is_section_front(page) else None,
        lead=leads[0] if leads else None,
        edition=_edition(edition, page),
        span=span,
        years=() if page.number else _years(edition, page, division),
    )
    trail = _trail(edition, page.kind, page.subject, Link(name, front))
    feeds = feeds_of(edition.config, Link(name, front), page.kind)
    description = _describe(edition, page.kind, page.subject, name)
    return page_facts(edition, page, _title(edition, page, name, span), description, trail, feeds=feeds), inputs


def _cards(edition: Edition, page: Page, subject: queries.Subject) -> tuple[Card, ...]:
    """Return the stories of the page, newest first."""
    division, listing = edition.division(page.kind, subject), (page.kind, page.subject)
    paths = paths_on(edition.store, listing, division, page.number, subject.stories, edition.config.page_size)
    return edition.lookups.cards_at(paths)


def _span(edition: Edition, cards: Sequence[Card]) -> str:
    """Return the days from the oldest to the newest of these stories, or the hours if that is one day."""
    zone, language = edition.config.zone, edition.site.language
    ends = cards[-1], cards[0]
    first, last = (formats.day(card.published, zone, language) for card in ends)
    if first == last and not any(card.no_hour for card in ends):
        pattern = formats.time_pattern(language)
        first, last = (formats.story_time(card.published, zone, pattern, language) for card in ends)
    if first == last:
        return first
    return edition.words.pgettext("two days", "%(first)s – %(last)s") % {"first": first, "last": last}


def _title(edition: Edition, page: Page, name: str, span: str) -> str:
    """Return the title of the page, by which readers tell it from the others of the listing."""
    if not page.number:
        return name
    count = count_of(page.number)
    if span:
        name = edition.words.gettext("%(name)s, %(span)s") % {"name": name, "span": span}
    if span and count == 1:
        return name
    return edition.words.gettext("%(name)s, page %(number)s") % {"name": name, "number": count}


def _years(edition: Edition, page: Page, division: Division) -> tuple[Link, ...]:
    """Return a link to the newest page that begins in each year, if the listing has dated pages; the newest first."""
    if not division.dated:
        return ()
    front, size = edition.addresses.front(page.kind, page.subject), edition.config.page_size
    oldest = queries.places_in(edition.store, page.kind, page.subject, division.numbered * size)
    begun = [*oldest[::size], *division.cuts[:-1]]
    years = (moment_of(opens).astimezone(edition.config.zone).year for opens, _ in begun)
    newest = {year: division.number_at(position) for position, year in enumerate(years)}
    return tuple(Link(str(year), page_of(front, number)) for year, number in reversed(newest.items()))


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

    def numbers(edition: Edition, found: queries.Subject | None) -> Numbers:
        left_out = name == "day" and not edition.config.archive.days
        return edition.division(name, found).numbers if found and not left_out else 0

    return Kind(
        name=name,
        subjects=lambda edition: ((one.slug, numbers(edition, one)) for one in edition.subjects(name)),
        pages=lambda edition, slug: numbers(edition, edition.subject(name, slug)),
        url=lambda edition, slug, number: page_of(edition.addresses.front(name, slug), number),
        gather=gather_listing,
        template="listing.html",
        inputs=ListingInputs,
    )


LISTINGS = tuple(_listing(name) for name in queries.LISTINGS)
