"""Every address of the site, and who gets it when two want the same.

An address is root-relative and carries the path prefix of the site. Two addresses clash when they are
equal but for case or Unicode form, since some hosts and disks can't tell those apart.
"""

import unicodedata
from collections.abc import Iterable, Iterator
from zoneinfo import ZoneInfo

import msgspec

from generator.config import Config
from generator.model import Link, Story

Addressed = tuple[Story, str]
"""A story and the address it got."""


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

    def place(self, url: str) -> str:
        """What addresses that can't both be have in common: their file, folded."""
        return fold(file_of(url, self.prefix))

    def story(self, story: Story) -> str:
        """The address that the story asks for; it may not get it."""
        year, month, day = self.day(story).split("-")
        return self.prefix + self.permalink.format(
            section=story.section, year=year, month=month, day=day, slug=story.slug
        )

    def day(self, story: Story) -> str:
        """The day on which the story opens, in the site's zone: `2010-04-20`."""
        return story.opens.astimezone(ZoneInfo(self.zone_name)).date().isoformat()


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
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", url).casefold())


def settle_addresses(addresses: Addresses, stories: Iterable[Story], reserved: Iterable[str]) -> Iterator[Addressed]:
    """Give each story an address of its own; the older keeps what both want, the newer gets `-2`, `-3`, …

    The result hangs on the stories alone, not on their order. `reserved` are the addresses of other pages.
    """
    taken = {addresses.place(url) for url in reserved}
    for story in sorted(stories, key=lambda story: (story.opens, story.path)):
        url = _first_free(addresses, addresses.story(story), story.slug, taken)
        taken.add(addresses.place(url))
        yield story, url


def _first_free(addresses: Addresses, wanted: str, slug: str, taken: set[str]) -> str:
    url, number = wanted, 1
    while addresses.place(url) in taken:
        number += 1
        head, _, tail = wanted.rpartition(slug)
        url = f"{head}{slug}-{number}{tail}"
    return url
