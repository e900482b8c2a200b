"""How readers follow the paper: a page of its feeds, and the same as an OPML file for feed readers."""

from collections.abc import Iterator

from generator.archive import queries
from generator.archive.events import has_events
from generator.digests import digest_value
from generator.edition.edition import Edition
from generator.edition.page_head import absolute, page_facts
from generator.edition.pages.corrections import corrections_link
from generator.edition.pages.events import calendar_url, events_link
from generator.edition.pages.kind import Gathered, single_page
from generator.edition.pages.listings import bylines_link, subject_name, topics_link
from generator.edition.reader_inputs import FeedGroup, FollowingInputs
from generator.edition.site import feed_files, feeds_of
from generator.model import Link, Page

MOST_NAMED = 200
"""A paper with more topics, or more people who sign, lists their feeds on their own pages alone."""
LISTED = ("section", "topic", "byline")
OPML_TYPE = "text/x-opml"


def opml_url(edition: Edition) -> str:
    """Return the root-relative address of the OPML file."""
    return f"{edition.addresses.feeds}feeds.opml"


def gather_feeds(edition: Edition, page: Page) -> Gathered:
    """Gather all feeds that readers can choose from."""
    link = Link(edition.words.gettext("Feeds"), edition.addresses.feeds)
    inputs = FollowingInputs(
        title=link.name,
        groups=tuple(_groups(edition)),
        opml=opml_url(edition),
        calendar=calendar_url(edition) if has_events(edition.store) else "",
        elsewhere=tuple(_elsewhere(edition)),
    )
    description = edition.words.gettext("Follow %(paper)s in your own app.") % {"paper": edition.site.name}
    return page_facts(edition, page, link.name, description, (link,)), inputs


def _groups(edition: Edition) -> Iterator[FeedGroup]:
    """Yield the feeds of the whole paper, of each section, topic and byline that has any, and of corrections."""
    yield _group(edition, Link(edition.site.name, edition.site.home), "")
    for kind in LISTED:
        if _is_named(edition, kind):
            for one in edition.subjects(kind):
                name = subject_name(edition, kind, one)
                yield _group(edition, Link(name, edition.addresses.front(kind, one.slug)), kind)
    yield _group(edition, corrections_link(edition), "corrections")


def _group(edition: Edition, subject: Link, kind: str) -> FeedGroup:
    return FeedGroup(
        kind=kind or "paper",
        subject=subject,
        home=absolute(edition, subject.url),
        feeds=feeds_of(edition.config, subject, kind),
    )


def _is_named(edition: Edition, kind: str) -> bool:
    """Tell whether the subjects of a kind have feeds and are few enough to be named."""
    wanted = bool(feed_files(edition.config, kind))
    return wanted and (kind == "section" or queries.count_subjects(edition.store, [kind]) <= MOST_NAMED)


def _elsewhere(edition: Edition) -> Iterator[Link]:
    """Yield the lists of those whose feeds are too many to be named here, and of events."""
    for kind, link in (("topic", topics_link(edition)), ("byline", bylines_link(edition))):
        if feed_files(edition.config, kind) and not _is_named(edition, kind):
            yield link
    if has_events(edition.store):
        yield events_link(edition)


def digest_subjects(edition: Edition) -> str:
    """Return a digest of all that these pages may show."""
    named = [kind for kind in LISTED if _is_named(edition, kind)]
    subjects = [(kind, one.slug, subject_name(edition, kind, one)) for kind in named for one in edition.subjects(kind)]
    return digest_value((named, subjects, has_events(edition.store)))


FEEDS_PAGE = single_page("feeds", lambda edition: edition.addresses.feeds, gather_feeds, "feeds.html", FollowingInputs)
OPML = single_page("opml", opml_url, gather_feeds, "feeds.opml", FollowingInputs, stage="feeds", media_type=OPML_TYPE)
