"""`broadsheet stats`: what the paper consists of, which pages are heavy, and which stories only lists link to."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing

import msgspec

from generator.archive.own_pages import all_pages
from generator.archive.queries import public_addresses, related_paths, subjects
from generator.build import ReadResult, read_without_building
from generator.catalogue.copy import body_of, people_by_file, stories_at
from generator.catalogue.store import Store
from generator.commands.dead_links import links_in_html
from generator.commands.link_targets import target_of
from generator.commands.page_weights import PageWeight, Sizes, heaviest_pages, sizes_of
from generator.config.links import links_in
from generator.edition.menus import own_address
from generator.model import Story
from generator.paper import Paper
from generator.workers import Progress, no_progress


class Count(msgspec.Struct, frozen=True):
    """How many public stories there are of something."""

    name: str
    stories: int


class Orphan(msgspec.Struct, frozen=True):
    """A public story to which only lists of stories lead."""

    file: str
    url: str


class Stats(msgspec.Struct, frozen=True):
    """The numbers of a paper."""

    stories: int
    words: int
    sections: tuple[Count, ...]
    """The most stories first, as in `bylines`."""
    bylines: tuple[Count, ...]
    years: tuple[Count, ...]
    """In their order, by the date of publication in the paper's time zone."""
    orphans: tuple[Orphan, ...]
    """The newest first."""
    sizes: tuple[Sizes, ...]
    """The files of the last build, by kind; empty if there is none."""
    heaviest: tuple[PageWeight, ...]
    """The pages of the last build that take longest to load, the slowest first."""


def measure_paper(paper: Paper, most: int, progress: Progress = no_progress) -> Stats:
    """Count what is public in the paper, and measure its last build. `most` pages are named. Nothing is written."""
    read = read_without_building(paper, progress)
    with closing(read.store) as store:
        addresses = dict(public_addresses(store))
        stories = list(stories_at(store, list(addresses)))
        names = read.settings.addresses.section
        zone = read.settings.config.zone
        return Stats(
            stories=len(stories),
            words=sum(body_of(store, story.path).words for story in stories),
            sections=_ranked(Counter(names(one.section, one.section_name).name for one in stories if one.section)),
            bylines=_ranked({one.name: one.stories for one in subjects(store, "byline")}),
            years=_in_order(Counter(f"{one.published.astimezone(zone):%Y}" for one in stories)),
            orphans=tuple(_orphans(read, stories, addresses)),
            sizes=tuple(sizes_of(paper.output)),
            heaviest=tuple(heaviest_pages(paper.output, read.settings.config.prefix, most)),
        )


def _ranked(counts: Mapping[str, int]) -> tuple[Count, ...]:
    return tuple(Count(name, number) for name, number in sorted(counts.items(), key=lambda one: (-one[1], one[0])))


def _in_order(counts: Mapping[str, int]) -> tuple[Count, ...]:
    return tuple(Count(name, number) for name, number in sorted(counts.items()))


def _orphans(read: ReadResult, stories: Sequence[Story], addresses: dict[str, str]) -> Iterator[Orphan]:
    """Yield the stories that no other text, no setting, and no list of related stories leads to, the newest first."""
    reached = {*_linked_addresses(read, addresses), *(addresses[path] for path in related_paths(read.store))}
    for story in reversed(stories):
        if addresses[story.path] not in reached:
            yield Orphan(story.file, addresses[story.path])


def _linked_addresses(read: ReadResult, addresses: dict[str, str]) -> Iterator[str]:
    """Yield each address of this site to which the text of another page, or site.toml, leads."""
    origin, config = read.settings.site.address, read.settings.config
    for url, html in _texts(read.store, addresses):
        for href in links_in_html(html):
            target = target_of(href, origin, url)
            if target and target.path != url:
                yield target.path
    for _, link in links_in(config):
        target = target_of(own_address(config, link), origin)
        if target:
            yield target.path


def _texts(store: Store, addresses: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the address and the HTML of each text that readers see: stories, pages of the paper's own, people."""
    for path, url in (*addresses.items(), *((page.path, page.url) for page in all_pages(store))):
        yield url, body_of(store, path).html
    yield from (("/", person.biography) for _, person in people_by_file(store))
