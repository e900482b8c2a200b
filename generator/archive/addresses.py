"""Every address of the site: how it is made, which file a host serves there, and when two are the same place.

An address is root-relative and carries the path prefix of the site. Two addresses clash when they are
equal but for case or Unicode form, since some hosts and disks can't tell those apart.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain, count
from zoneinfo import ZoneInfo

import msgspec

from generator.config import Config
from generator.model import Link, Story

MADE = re.compile(
    r"(?:^|/)page/\d+/index\.html\Z|(?:^|/)(?:feed\.xml|atom\.xml|feed\.json)\Z"
    r"|^(?:sitemap\.xml|404\.html|robots\.txt)\Z|^(?:sitemaps|parts)/"
)
"""Places that a story never takes, whether or not there is a page of Broadsheet's own."""


class Addresses(msgspec.Struct, frozen=True):
    """How this site's addresses are made."""

    prefix: str
    permalink: str
    zone_name: str
    sections: dict[str, str]
    """Slug to name, of the sections that site.toml names."""

    @property
    def home(self) -> str:
        return f"{self.prefix}/"

    @property
    def topics(self) -> str:
        return f"{self.prefix}/topics/"

    @property
    def bylines(self) -> str:
        return f"{self.prefix}/by/"

    def section(self, slug: str) -> Link:
        """The section's front, with the name that site.toml gives it or one made of its folder's."""
        return Link(self.sections.get(slug) or slug.replace("-", " ").capitalize(), f"{self.prefix}/{slug}/")

    def topic(self, slug: str) -> str:
        return f"{self.prefix}/topics/{slug}/"

    def byline(self, slug: str) -> str:
        return f"{self.prefix}/by/{slug}/"

    def archive(self, day: str = "") -> str:
        """The archive of a year, month or day (`2010`, `2010-04`, `2010-04-20`), or the whole archive."""
        return f"{self.prefix}/archive/" + (day.replace("-", "/") + "/" if day else "")

    def front(self, kind: str, slug: str) -> str:
        """The address of the front of a listing: a section's, topic's or byline's, or a day's (month's, year's)."""
        if kind == "section":
            return f"{self.prefix}/{slug}/"
        if kind == "topic":
            return self.topic(slug)
        return self.byline(slug) if kind == "byline" else self.archive(slug)

    def fixed(self) -> Iterator[str]:
        """The addresses that are taken whatever is published."""
        yield from (self.home, self.topics, self.bylines, self.archive())
        yield from (self.front("section", slug) for slug in self.sections)

    def place(self, url: str) -> str:
        """What addresses that can't both be have in common: their file, folded."""
        return fold(file_of(url, self.prefix))

    def story(self, story: Story, suffix: str = "") -> str:
        """The address that the story asks for; it may not get it. `suffix` goes to its slug."""
        year, month, day = self.day(story).split("-")
        return self.prefix + self.permalink.format(
            section=story.section, year=year, month=month, day=day, slug=story.slug + suffix
        )

    def day(self, story: Story) -> str:
        """The day on which the story opens, in the site's zone: `2010-04-20`."""
        return story.opens.astimezone(_zone(self.zone_name)).date().isoformat()


@lru_cache(maxsize=4)
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)


def addresses_of(config: Config) -> Addresses:
    """The addresses that site.toml asks for."""
    names = {section.slug: section.name for section in config.sections}
    return Addresses(config.prefix, config.permalink, config.time_zone, names)


def page_of(front: str, number: int) -> str:
    """The address of page `number` (from the oldest, 1) of the listing at `front`; 0 is the front itself."""
    return f"{front}page/{number}/" if number else front


def file_of(url: str, prefix: str) -> str:
    """The file, relative to the output folder, that a host serves at `url`."""
    path = url.removeprefix(prefix).lstrip("/")
    return path + "index.html" if not path or path.endswith("/") else path


def url_of(file: str, prefix: str) -> str:
    """The address at which a host serves `file`, relative to the output folder: what `file_of` gives is that file."""
    folder, slash, name = file.rpartition("/")
    return f"{prefix}/{folder}{slash}{'' if name == 'index.html' else name}"


def folders_of(files: Iterable[str]) -> set[str]:
    """Every folder that the relative paths `files` lie in, at any depth, without the one that they begin at."""
    folders: set[str] = set()
    for file in files:
        folder = file.rpartition("/")[0]
        while folder and folder not in folders:
            folders.add(folder)
            folder = folder.rpartition("/")[0]
    return folders


def fold(url: str) -> str:
    """What clashing addresses have in common."""
    if url.isascii():
        return url.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", url).casefold())


def plain_name(name: str) -> str:
    """A story's name without what people add: content/, an ending, outer slashes, capitals."""
    name = name.strip().strip("/").removeprefix("content/").casefold()
    for ending in (".txt", ".md", ".markdown"):
        name = name.removesuffix(ending)
    return name


def tries(addresses: Addresses, story: Story) -> Iterator[tuple[str, str]]:
    """The addresses that the story may have, each with its place: the one that it asks for, then `-2`, `-3`, …"""
    for suffix in chain([""], (f"-{number}" for number in count(2))):
        url = addresses.story(story, suffix)
        yield url, addresses.place(url)
