"""Everything that a template sees. Each template has one record here, whose fields are its variables.

In addition a template gets `site` (the same on every page) and `page` (what the head of the document
needs). It sees nothing else: no clock, no files, no catalogue. docs/templates.md describes every field, which
tests/test_docs.py checks.
"""

from datetime import datetime

import msgspec

from generator.chart_records import ChartFigure
from generator.edition.directory_inputs import CalendarInputs, DirectoryInputs
from generator.edition.feed_inputs import FeedInputs, PodcastInputs
from generator.edition.file_inputs import (
    IconInputs,
    PhotoInputs,
    SearchFileInputs,
    SocialCardInputs,
    SoundInputs,
    StaticInputs,
)
from generator.edition.ninjs_item import NewsItem
from generator.edition.reader_inputs import LiveView, ReaderInputs, SeriesBox
from generator.edition.site_inputs import Alternate, Feed
from generator.edition.sitemap_inputs import RobotsInputs, SitemapInputs
from generator.model import Body, Card, Link, Person
from generator.photo_records import Photo, Rendition
from generator.sound_records import Sound
from generator.story_records import Correction, Event, FactCheck, LiveEntry


class PageFacts(msgspec.Struct, frozen=True, kw_only=True):
    """The facts for the head of the document."""

    url: str
    kind: str
    title: str
    section: str = ""
    """The slug of the section of which this is the front or a story; else empty."""
    description: str = ""
    canonical: str = ""
    """Absolute URL; empty for pages that have none (404)."""
    robots: str = "max-image-preview:large"
    feeds: tuple[Feed, ...] = ()
    """Feeds of this page's own subject."""
    language: str = ""
    """The page's own language: that of its story, if it isn't the paper's and the theme has words in it; else empty."""
    alternates: tuple[Alternate, ...] = ()
    """The page in each of its languages, itself included, and at last `x-default`; empty if there is one language."""
    card: Rendition | None = None
    """The picture that networks show of the page unless it has a photo; none for files that aren't pages."""
    card_alt: str = ""
    """What that picture shows."""
    breadcrumbs: tuple[Link, ...] = ()
    """From the home page down to this page, which is the last."""
    frames: tuple[str, ...] = ()
    """The origins from which this page may take frames: `https://www.youtube-nocookie.com`."""


class ShareLink(msgspec.Struct, frozen=True):
    """A plain link to a network's own "share this" page."""

    network: str
    """Slug: `facebook`; also the name of the icon."""
    label: str
    url: str


class Rail(msgspec.Struct, frozen=True):
    """A titled row of stories on the front page."""

    name: str
    url: str
    cards: tuple[Card, ...]
    half: bool = False
    """True for one of two short rails, which share a row."""


class StoryInputs(msgspec.Struct, frozen=True, kw_only=True):
    """story.html: one story."""

    story: Card
    deck: str
    """The deck as the editor wrote it; empty if there is none (`story.deck` then has the opening of the body)."""
    body: Body
    lead: Photo | None = None
    """The photo above the text. None if there is none, or if the text itself shows it."""
    gallery: tuple[Photo, ...] = ()
    """The other photos, which are shown under the text."""
    inline: dict[str, Photo] = {}
    """The photos in the text, by the address that they have there."""
    charts: tuple[ChartFigure | None, ...] = ()
    """The charts in the text, in order; None for one that can't be shown."""
    sound: Sound | None = None
    """The recording of the story."""
    topics: tuple[Link, ...]
    people: tuple[Person, ...]
    """The people of the byline who have a card."""
    corrections: tuple[Correction, ...]
    syndicated: bool
    source_url: str
    share: tuple[ShareLink, ...]
    translations: tuple[Card, ...] = ()
    """The story in other languages, in the order of their codes."""
    related: tuple[Card, ...]
    """The editors' pins first, then the stories that were found, best match first."""
    latest: tuple[Card, ...]
    """With `browser` the newest before this story, which later stories don't change; with `inline` the newest now."""
    trending: tuple[Card, ...]
    """With `inline` the stories that readers read most. Empty until readers are counted; then it is left out."""
    latest_part: str = ""
    """Root-relative address of the current list, if the page doesn't contain it itself; else empty."""
    trending_part: str = ""
    update: Card | None = None
    """The newest version of the story, when that was filed as a story of its own."""
    trending_list: str = ""
    """`trending`, or `picks` where the editors chose them."""
    previous: Card | None
    """The story before this one in its section."""
    next: Card | None
    series: SeriesBox | None = None
    """The series that the story is a part of."""
    discuss: Link | None = None
    """Where readers can discuss the story: the name of that place, and the address."""
    live: LiveView | None = None
    """The entries of a live story."""
    events: tuple[Event, ...] = ()
    """What the story announces."""
    fact_check: FactCheck | None = None
    """What a fact check is about, and what it finds."""
    extra: dict[str, str | list[str]]


class OwnPageInputs(msgspec.Struct, frozen=True, kw_only=True):
    """own-page.html: a page of the paper's own, such as /about/."""

    title: str
    deck: str
    body: Body
    lead: Photo | None
    """The photo above the text."""
    gallery: tuple[Photo, ...]
    """The photos under the text."""
    inline: dict[str, Photo]
    """The photos in the text, by the address that they have there."""
    charts: tuple[ChartFigure | None, ...]
    """The charts in the text, in order; None for one that can't be shown."""
    below: tuple[Link, ...]
    """The pages directly in this one's folder: /about/team/ for /about/."""
    updated: datetime | None
    """The day from the header, once it has come."""
    text_language: str
    """BCP 47; empty means the paper's."""
    translations: tuple[Alternate, ...] = ()
    draft: bool
    extra: dict[str, str | list[str]]


class PartInputs(msgspec.Struct, frozen=True, kw_only=True):
    """part.html: a list that story pages share, as a file of its own that is put into them."""

    cards: tuple[Card, ...]
    """One more than pages show, since each page leaves its own story out."""
    numbered: bool
    most: int
    """How many of the cards a page shows."""
    trending_list: str = ""
    """`trending` or `picks`: the part is then the whole section with its heading; empty for the latest headlines."""
    today: str = ""
    """What the times on the page are told from (edition/days.py)."""


class FrontInputs(msgspec.Struct, frozen=True, kw_only=True):
    """home.html: the front page."""

    lead: Card | None
    leads: tuple[Card, ...]
    """The stories beside the lead, best first."""
    latest: tuple[Card, ...]
    """The newest stories that stand nowhere else on the page."""
    rails: tuple[Rail, ...]
    today: str
    """The day of the edition: `2026-11-19`."""


class ListingInputs(msgspec.Struct, frozen=True, kw_only=True):
    """listing.html: stories of a section, topic, byline or day, newest first."""

    subject: Link
    cards: tuple[Card, ...]
    total: int
    """Stories in the whole listing; 0 on numbered pages, which must not change when a story is added."""
    number: int
    """The page's number, counted from 1 for the oldest page; for one with a day in its address 1, and from 2 on for
    more pages with stories of one and the same moment. 0 is the listing's front."""
    older: str
    """URL or empty."""
    newer: str
    person: Person | None = None
    """On a byline page, when the person has a card."""
    today: str = ""
    """What the times on the front of a section are told from (edition/days.py); empty on all other listings."""
    line: str = ""
    """On a section's front, the sentence or two that describe the section; may be empty."""
    picture: Photo | None = None
    """On a section's front, the section's picture, whose `whole` is 16:9."""
    lead: Card | None = None
    """On a section's front, the story that the editors put first. It isn't among `cards`."""
    edition: str = ""
    """On the front of a day, the address of the paper of that day; else empty."""
    span: str = ""
    """The days, or the hours of one day, that a page with a day in its address covers; else empty."""
    years: tuple[Link, ...] = ()
    """On the front of a large listing, the years with pages, newest first, each with the address of one of them."""


NAMED_ENTRIES = 3


class WholeStory(msgspec.Struct, frozen=True, kw_only=True):
    """A story that stands whole in the paper of its day."""

    story: Card
    deck: str
    html: str
    """The text, with its photos and the tables of its charts."""
    fact_check: FactCheck | None = None
    corrections: tuple[Correction, ...] = ()
    entries: tuple[LiveEntry, ...] = ()
    """The entries of a live story that are of the day, in the order of time."""

    @property
    def newest(self) -> tuple[LiveEntry, ...]:
        """The newest entries with a title, which the newsletter names, the newest first."""
        return tuple(one for one in reversed(self.entries) if one.title)[:NAMED_ENTRIES]


class DayInputs(msgspec.Struct, frozen=True, kw_only=True):
    """edition.html: the paper of a day; and newsletter.html, the mail made of it."""

    day: str
    """`2026-11-23`."""
    name: str
    """The day as the language writes it."""
    whole: tuple[WholeStory, ...]
    """The first stories of the day, whole."""
    running: tuple[WholeStory, ...] = ()
    """Live stories that opened before and have entries of the day: with these alone, and no text."""
    rails: tuple[Rail, ...]
    """The others by section."""
    total: int
    older: str
    """Address of the paper of the day before that has stories; empty if there is none."""
    archive: str
    """Address of the list of all stories of the day."""


class NotFoundInputs(msgspec.Struct, frozen=True, kw_only=True):
    """404.html."""

    latest: tuple[Card, ...]
    today: str = ""
    """What the times on the page are told from (edition/days.py)."""


class RedirectInputs(msgspec.Struct, frozen=True, kw_only=True):
    """redirect.html: the page at a former address."""

    target: str
    headline: str


class GoneInputs(msgspec.Struct, frozen=True, kw_only=True):
    """gone.html: the page at the address of a story that was taken down."""

    notice: str
    """The editor's words to readers; may be empty."""


class SearchInputs(msgspec.Struct, frozen=True, kw_only=True):
    """search.html: the page of the search."""

    sections: tuple[tuple[str, str], ...]
    """Slug and name of each section that has stories."""
    periods_url: str
    """Address of the list of what there is to search."""
    program_url: str
    """Address of the program that searches."""


Inputs = (
    StoryInputs
    | OwnPageInputs
    | PartInputs
    | FrontInputs
    | ListingInputs
    | DayInputs
    | DirectoryInputs
    | CalendarInputs
    | ReaderInputs
    | NotFoundInputs
    | RedirectInputs
    | GoneInputs
    | FeedInputs
    | SitemapInputs
    | RobotsInputs
    | StaticInputs
    | SearchFileInputs
    | SoundInputs
    | PodcastInputs
    | SearchInputs
    | PhotoInputs
    | SocialCardInputs
    | IconInputs
    | NewsItem
)
