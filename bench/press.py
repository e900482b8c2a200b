#!/usr/bin/env python3
"""Measure what it costs to render a page of each kind, in microseconds: press.py [--stories 2000] [--folder DIR]

The inputs are made up, but of the usual size: stories of 500 words with a photo, two writers, three topics, eight share
links, four related stories and ten headlines; listings and feeds of twenty. Nothing is gathered and nothing is written.
`first` is a clean build's pace, every page once from a cold start; `again` is the same pages once more, when all cards
are remembered. `decode` reads the inputs from msgpack, and `data` makes the JSON-LD, which `first` and `again` include.
"""

import argparse
import random
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec

from generator.edition.feed_inputs import FeedInputs, FeedItem
from generator.edition.inputs import Inputs, ListingInputs, PageFacts, StoryInputs
from generator.edition.pages.kinds import KINDS
from generator.edition.sharing import NETWORKS, share_links
from generator.edition.site_inputs import Feed, Site
from generator.model import Body, Card, Link, Signature
from generator.paper import theme_folder
from generator.photo_records import Cut, Photo, Rendition
from generator.press.json_ld import structured_data
from generator.press.render import Typesetter

ADDRESS = "https://courier.example"
SECTIONS = tuple(
    Link(name, f"/{name.lower()}/") for name in ("World", "Town", "Harbor", "Sports", "Opinion", "Culture")
)
TOPICS = tuple(Link(f"Topic {number} & more", f"/topics/topic-{number}/") for number in range(200))
WRITERS = tuple(Signature(f"Writer {number}", f"/by/writer-{number}/") for number in range(100))
SHARED = [
    NETWORKS[slug] for slug in ("facebook", "x", "bluesky", "threads", "mastodon", "linkedin", "whatsapp", "email")
]
WORDS = "the council met at the harbor to hear what became of it’s “new” ferry & its price".split()  # noqa: SIM905
FIRST_DAY = datetime(2020, 1, 1, tzinfo=UTC)

Job = tuple[str, PageFacts, Inputs]


def make_site() -> Site:
    """Return a paper with all that the head and the footer of a page can show."""
    empty = {field.encode_name: "" for field in msgspec.structs.fields(Site) if field.required}
    assets = {name: f"/assets/{name}" for name in ("broadsheet.css", "broadsheet.js")}
    feeds = [Feed("The Courier (RSS)", "/feed.xml", "application/rss+xml")]
    facts = {"name": "The Courier", "address": ADDRESS, "home": "/", "language": "en", "direction": "ltr"}
    zone = {"time_zone": "America/New_York", "story_time": "MMMM d, y 'at' h:mm a", "lists": "browser"}
    whole = empty | facts | zone | {"assets": assets, "feeds": feeds, "sections": SECTIONS}
    return msgspec.convert(whole, Site, from_attributes=True)


def make_card(number: int, chance: random.Random) -> Card:
    """Return a story as other pages show it."""
    headline = " ".join(chance.choices(WORDS, k=9)).capitalize()
    shown = Rendition(f"/photos/{number}.jpg", 1200, 800)
    photo = Photo(
        url=shown.url,
        width=shown.width,
        height=shown.height,
        alt="A boat",
        caption="The boat",
        credit="Jane Roe",
        whole=Cut((), (shown,)),
    )
    return Card(
        path=f"world/{number}",
        url=f"/world/2020/01/01/story-{number}/",
        headline=headline,
        section=chance.choice(SECTIONS),
        published=FIRST_DAY + timedelta(minutes=97 * number),
        deck=" ".join(chance.choices(WORDS, k=25)),
        kicker="Harbor" if number % 3 == 0 else "",
        bylines=tuple(chance.sample(WRITERS, 1 + number % 2)),
        dateline="BRUSSELS",
        photo=photo if number % 2 else None,
    )


def story_jobs(cards: list[Card], chance: random.Random) -> Iterator[Job]:
    """Return every story's own page."""
    body = Body("\n".join(f"<p>{' '.join(chance.choices(WORDS, k=50))}</p>" for _ in range(10)), 500)
    for number, card in enumerate(cards):
        home = (Link("The Courier", "/"), card.section, Link(card.headline, card.url))
        url = ADDRESS + card.url
        yield (
            "story",
            PageFacts(url=card.url, kind="story", title=card.headline, canonical=url, breadcrumbs=home),
            StoryInputs(
                story=card,
                deck=card.deck,
                body=body,
                topics=tuple(chance.sample(TOPICS, 3)),
                people=(),
                corrections=(),
                syndicated=False,
                source_url="",
                share=share_links(SHARED, card.headline, url),
                related=tuple(chance.sample(cards, 4)),
                latest=tuple(cards[max(0, number - 10) : number]),
                latest_part="/parts/latest.html",
                trending=(),
                previous=cards[number - 1] if number else None,
                next=None,
                extra={},
            ),
        )


def listing_jobs(cards: list[Card]) -> Iterator[Job]:
    """Return listings of twenty, each story in four of them, as in sections, topics, bylines and days."""
    for kind in ("section", "topic", "byline", "day"):
        for first in range(0, len(cards), 20):
            url = f"/{kind}/page/{first}/"
            inputs = ListingInputs(
                subject=Link(kind, url), cards=tuple(cards[first : first + 20]), total=0, number=2, older=url, newer=url
            )
            trail = (Link("The Courier", "/"), Link(kind, url))
            yield kind, PageFacts(url=url, kind=kind, title=kind, canonical=url, breadcrumbs=trail), inputs


def feed_jobs(kind: str, cards: list[Card], html: str) -> Iterator[Job]:
    """Return feeds of twenty with full text, each story in four of them."""
    for _ in range(4):
        for first in range(0, min(len(cards), 400), 20):
            some = cards[first : first + 20]
            items = tuple(FeedItem(story=card, guid=card.path, html=html, topics=("Harbor", "Ferry")) for card in some)
            inputs = FeedInputs(title="The Courier", home=ADDRESS, items=items, updated=FIRST_DAY)
            yield kind, PageFacts(url="/feed", kind=kind, title="The Courier", canonical=ADDRESS), inputs


def microseconds(work: Callable[[], object], pages: int) -> float:
    """Return the processor time of `work` for each page."""
    begun = time.process_time()
    work()
    return (time.process_time() - begun) / pages * 1e6


def measure(site: Site, folder: str, name: str, jobs: list[Job]) -> str:
    """Return the line for a kind of page."""
    kind = jobs[0][0]
    decoder = msgspec.msgpack.Decoder(tuple[PageFacts, KINDS[kind].inputs])  # type: ignore[misc]
    encoded = [msgspec.msgpack.encode((facts, inputs)) for _, facts, inputs in jobs]
    typesetter = Typesetter(site, (folder,))
    for job in {job[0]: job for job in jobs}.values():  # each template is compiled
        typesetter.set_page(*job)

    def set_all() -> None:
        for job in jobs:
            typesetter.set_page(*job)

    first = microseconds(set_all, len(jobs))
    again = min(microseconds(set_all, len(jobs)) for _ in range(5))
    decode = min(microseconds(lambda: [decoder.decode(one) for one in encoded], len(jobs)) for _ in range(3))
    data = min(microseconds(lambda: [structured_data(site, *job[1:]) for job in jobs], len(jobs)) for _ in range(3))
    return f"{name:10} {len(jobs):6} {decode:8.0f} {first:8.0f} {again:8.0f} {data:8.0f}"


def main() -> None:
    """Print a line for each kind of page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--stories", type=int, default=2000)
    parser.add_argument("--folder", default=str(theme_folder() / "templates"), help="the templates")
    given = parser.parse_args()
    chance = random.Random(5)
    cards = [make_card(number, chance) for number in range(given.stories)]
    stories = list(story_jobs(cards, chance))
    html = stories[0][2].body.html if isinstance(stories[0][2], StoryInputs) else ""
    print("kind        pages   decode    first    again     data")
    feeds = {kind: list(feed_jobs(kind, cards, html)) for kind in ("rss", "atom", "jsonfeed")}
    for name, jobs in {"story": stories, "listing": list(listing_jobs(cards)), **feeds}.items():
        print(measure(make_site(), str(Path(given.folder)), name, jobs))


if __name__ == "__main__":
    main()
