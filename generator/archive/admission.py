"""The gate in use: who is public now, at which address, and what others may show of them."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from generator.archive.addresses import Addressed, Addresses, settle_addresses
from generator.archive.copydesk import ENCODER, all_people, all_stories
from generator.archive.gate import is_public, next_change
from generator.archive.store import Store
from generator.intake.slugs import slug_of
from generator.model import Byline, Card, Gravity, Link, Person, Problem, Signature, Story

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)


def admit(
    store: Store,
    addresses: Addresses,
    settings_people: Mapping[str, Person],
    now: datetime,
    static: Iterable[str] = (),
    *,
    drafts: bool = False,
) -> tuple[datetime | None, list[Problem]]:
    """Fill the public tables with what the gate lets through at `now`; `static` addresses are taken.

    Gives the next instant at which the clock alone changes that, and what had to give way.
    """
    stories = list(all_stories(store))
    public = [story for story in stories if is_public(story, now, drafts=drafts)]
    shown = {story.path for story in public}
    people = {**settings_people, **all_people(store)}
    addressed = list(settle_addresses(addresses, public, [*static, *_reserved(addresses, public)]))
    with store:
        _close_gate(store)
        for story, url in addressed:
            _admit_story(store, make_card(story, url, addresses, people, now), story, addresses.day(story))
        waiting = _waiting((story for story in stories if story.path not in shown), addresses, now)
        problems = [*_moved(addresses, addressed), *_redirect(store, addresses, addressed), *waiting]
    return next_change(stories, now, drafts=drafts), problems


def _close_gate(store: Store) -> None:
    store.execute("DELETE FROM cards")
    store.execute("DELETE FROM listings")
    store.execute("DELETE FROM redirects")


def order_of(moment: datetime) -> int:
    """`moment` as the catalogue sorts it: microseconds since 1970."""
    return (moment - EPOCH) // MICROSECOND


def make_card(story: Story, url: str, addresses: Addresses, people: Mapping[str, Person], now: datetime) -> Card:
    """What other pages may show of `story`, which got the address `url`. An update is told when it has come."""
    return Card(
        path=story.path,
        url=url,
        headline=story.headline,
        section=addresses.section(story.section),
        published=story.opens,
        deck=story.deck or story.summary,
        kicker=story.kicker,
        bylines=tuple(_sign(byline, addresses, people) for byline in story.bylines),
        dateline=story.dateline,
        source=story.source,
        updated=story.updated if story.updated and story.opens < story.updated <= now else None,
        photo=story.photo,
        priority=story.priority,
        genre=story.genre,
        language=story.language,
        draft=story.draft,
        noindex=story.noindex or story.draft,
    )


def _sign(byline: Byline, addresses: Addresses, people: Mapping[str, Person]) -> Signature:
    person = people.get(byline.person)
    return Signature(
        name=byline.name,
        url=addresses.byline(byline.person),
        affiliation=byline.affiliation,
        role=person.role if person else "",
        fediverse=person.fediverse if person else "",
    )


def _reserved(addresses: Addresses, stories: Iterable[Story]) -> Iterator[str]:
    """Addresses of pages that no story may take."""
    yield from (addresses.home, addresses.topics, addresses.bylines, addresses.archive())
    yield from (addresses.section(slug).url for slug in addresses.sections)
    for story in stories:
        day = addresses.day(story)
        yield addresses.section(story.section).url
        yield from (addresses.archive(day[:length]) for length in (4, 7, 10))
        yield from (addresses.topic(slug_of(name)) for name in story.topics)
        yield from (addresses.byline(byline.person) for byline in story.bylines)


def _admit_story(store: Store, card: Card, story: Story, day: str) -> None:
    opens, changed = order_of(card.published), order_of(card.updated or card.published)
    row = (card.path, card.url, opens, day[:7], card.priority, changed, card.noindex, ENCODER.encode(card))
    store.execute("INSERT INTO cards VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)
    listings = [("section", story.section, story.section), ("day", day, day)]
    listings += [("topic", slug_of(name), name) for name in story.topics]
    listings += [("byline", byline.person, byline.name) for byline in story.bylines]
    rows = [(kind, subject, opens, card.path, rank, name) for rank, (kind, subject, name) in enumerate(listings)]
    store.executemany("INSERT INTO listings VALUES (?, ?, ?, ?, ?, ?)", rows)


def _waiting(stories: Iterable[Story], addresses: Addresses, now: datetime) -> Iterator[Problem]:
    """A word on each story that isn't public, and until when."""
    zone = ZoneInfo(addresses.zone_name)
    for story in stories:
        if story.draft:
            yield Problem(story.file, 0, "It is a draft, so it is not published.", gravity=Gravity.NOTE)
        elif story.opens > now:
            opens = story.opens.astimezone(zone)
            yield Problem(story.file, 0, f"It waits until {opens:%Y-%m-%d %H:%M}.", gravity=Gravity.NOTE)
        else:
            yield Problem(story.file, 0, "It has expired, so it is no longer published.", gravity=Gravity.NOTE)


def _moved(addresses: Addresses, addressed: Iterable[Addressed]) -> Iterator[Problem]:
    """A word on each story that did not get the address it asked for."""
    for story, url in addressed:
        wanted = addresses.story(story)
        if url != wanted:
            message = f"The address {wanted} belongs to another page or an older story; this one is at {url}."
            yield Problem(story.file, 0, message, "Give the story a slug of its own, or leave it.", Gravity.WARNING)


def _redirect(store: Store, addresses: Addresses, addressed: list[Addressed]) -> Iterator[Problem]:
    """Keep former addresses alive, unless something else stands there now."""
    standing = [*(url for _, url in addressed), *_reserved(addresses, [story for story, _ in addressed])]
    taken = {addresses.place(url) for url in standing}
    for story, _ in addressed:
        for old in story.was:
            url = addresses.prefix + old
            place = addresses.place(url)
            if place in taken:
                message = f"The former address {old} can't lead here: another page stands there."
                yield Problem(story.file, 0, message, "Take the line away.", Gravity.WARNING)
            else:
                taken.add(place)
                store.execute("INSERT INTO redirects VALUES (?, ?)", (url, story.path))


def topic_links(store: Store, addresses: Addresses, path: str) -> tuple[Link, ...]:
    """The topics of the story at `path`, each under the name that its oldest story gives it."""
    rows = store.execute(
        "SELECT subject, (SELECT name FROM listings AS first WHERE first.kind = 'topic'"
        " AND first.subject = mine.subject ORDER BY opens, path LIMIT 1)"
        " FROM listings AS mine WHERE path = ? AND kind = 'topic' ORDER BY rank",
        (path,),
    )
    return tuple(Link(name, addresses.topic(slug)) for slug, name in rows)
