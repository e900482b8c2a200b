"""Make every address of the site, and tell which file a host serves at an address and when two addresses clash.

An address is root-relative and begins with the site's path prefix. Two addresses clash when they differ only in case or
Unicode form, since some hosts and disks can't tell those apart.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from functools import lru_cache
from itertools import chain, count
from types import MappingProxyType
from zoneinfo import ZoneInfo

import msgspec

from generator.config import Config
from generator.model import Link, SectionCard, Story

RESERVED_PLACES = re.compile(
    r"(?:^|/)page/\d+(?:-\d\d-\d\d(?:-\d{6})?(?:/\d+)?)?/index\.html\Z|(?:^|/)(?:feed\.xml|atom\.xml|feed\.json|podcast\.xml)\Z"
    r"|^(?:sitemap\.xml|404\.html|robots\.txt|index\.html|(?:favicon|apple-touch-icon|icon(?:-maskable)?-\d+)\.png)\Z"
    r"|^(?:sitemaps|parts|search(?!/label(?:/|\Z))|edition)/"
)
"""The places that a story never gets, whether or not one of Broadsheet's own pages is there.

Below `/search/label/`, where Blogger has its topics, there is none.
"""


UNITS_A_DAY = 8_192
"""Dated pages of listings begin at a whole number of units of time: days that were halved thirteen times."""
PAGES_A_UNIT = 100_000
"""More pages than this can't begin at once. The number of a dated page is its beginning, in units, times this."""
FIRST_DATED = 100_000 * PAGES_A_UNIT
"""All greater numbers of pages are dated."""
DOTTED_I = ("az", "tr")
"""Languages in which the capital of `i` keeps its dot: `İstanbul`."""
NO_CARDS: Mapping[str, SectionCard] = MappingProxyType({})


class Addresses(msgspec.Struct, frozen=True):
    """The addresses of one site."""

    prefix: str
    permalink: str
    zone_name: str
    sections: dict[str, str]
    """Slug -> name of the sections in site.toml."""
    described: dict[str, SectionCard] = {}
    """Slug -> what content/, or else site.toml, says of the section."""
    language: str = "en"
    """The paper's language."""
    language_prefix: bool = False
    """True if the addresses of stories in another language begin with its code."""

    @property
    def home(self) -> str:
        return f"{self.prefix}/"

    @property
    def topics(self) -> str:
        return f"{self.prefix}/topics/"

    @property
    def bylines(self) -> str:
        return f"{self.prefix}/by/"

    @property
    def corrections(self) -> str:
        return f"{self.prefix}/corrections/"

    @property
    def events(self) -> str:
        return f"{self.prefix}/events/"

    @property
    def feeds(self) -> str:
        return f"{self.prefix}/feeds/"

    @property
    def series(self) -> str:
        return f"{self.prefix}/series/"

    @property
    def search(self) -> str:
        return f"{self.prefix}/search/"

    def edition(self, day: str) -> str:
        """Return the address of the paper of a day, `2010-04-20`."""
        return f"{self.prefix}/edition/{day.replace('-', '/')}/"

    def section(self, slug: str, written: str = "") -> Link:
        """Return a link to the section's front, with its name in site.toml, as `written`, or made from its slug."""
        own = written if written != slug else ""
        own = (self.described[slug].name if slug in self.described else "") or own
        return Link(self.sections.get(slug) or own or _name_of(slug, self.language), f"{self.prefix}/{slug}/")

    def topic(self, slug: str) -> str:
        return f"{self.prefix}/topics/{slug}/"

    def byline(self, slug: str) -> str:
        return f"{self.prefix}/by/{slug}/"

    def archive(self, day: str = "") -> str:
        """Return the address of the archive of a year, month or day (`2010`, `2010-04`, `2010-04-20`), or of all."""
        return f"{self.prefix}/archive/" + (day.replace("-", "/") + "/" if day else "")

    def front(self, kind: str, slug: str) -> str:
        """Return the address of the front of a section, topic, byline, series, day, month, year, or corrections."""
        if kind == "section":
            return f"{self.prefix}/{slug}/"
        if kind == "topic":
            return self.topic(slug)
        if kind == "series":
            return f"{self.series}{slug}/"
        if kind == "corrections":
            return self.corrections
        return self.byline(slug) if kind == "byline" else self.archive(slug)

    def fixed(self) -> Iterator[str]:
        """Yield the addresses that are taken whatever is published."""
        yield from (self.home, self.topics, self.bylines, self.archive(), self.corrections, self.events, self.feeds)
        yield self.series
        yield from (self.front("section", slug) for slug in self.sections)

    def place(self, url: str) -> str:
        """Return the place of an address: its folded file. Addresses that clash have the same place."""
        return fold(file_of(url, self.prefix))

    def story(self, story: Story, suffix: str = "") -> str:
        """Return the address that the story asks for, which it may not get. `suffix` is added to its slug."""
        if story.own:
            return f"{self.prefix}{self._language_part(story.language.lower())}/{story.own.place}{suffix}/"
        year, month, day = self.day(story).split("-")
        address = self.permalink.format(
            section=story.section, year=year, month=month, day=day, slug=story.slug + suffix
        )
        return self.prefix + self._language_part(story.language.lower()) + address

    def _language_part(self, language: str) -> str:
        """Return `/es` for a story in Spanish, if the paper wants that and isn't in Spanish itself."""
        return f"/{language}" if self.language_prefix and language not in {"", self.language.lower()} else ""

    def day(self, story: Story) -> str:
        """Return the day on which the story becomes public, in the site's time zone: `2010-04-20`."""
        return story.opens.astimezone(_zone(self.zone_name)).date().isoformat()


def _name_of(slug: str, language: str) -> str:
    """Return the name of a section that is called after its folder: `City hall` for `city-hall`."""
    name = slug.replace("-", " ").capitalize()
    dotted = language.partition("-")[0].lower() in DOTTED_I and slug.startswith("i")
    return f"İ{name[1:]}" if dotted else name


@lru_cache(maxsize=4)
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)


def addresses_of(config: Config, described: Mapping[str, SectionCard] = NO_CARDS) -> Addresses:
    """Return the addresses of the site that site.toml describes. `described`: what content/ says of sections."""
    names = {section.slug: section.name for section in config.sections}
    cards = {one.slug: SectionCard(one.slug, "", one.description) for one in config.sections if one.description}
    for slug, card in described.items():
        in_settings = cards[slug].description if slug in cards else ""
        cards[slug] = SectionCard(slug, card.name, card.description or in_settings)
    return Addresses(
        config.prefix,
        config.permalink,
        config.time_zone,
        names,
        cards,
        config.language,
        config.language_prefix,
    )


def page_of(front: str, number: int) -> str:
    """Return the address of page `number` of the listing at `front`: `page/7/`, or `page/2026-11-23/` if it is dated.

    The oldest page is 1; 0 is the front itself.
    """
    if number < FIRST_DATED:
        return f"{front}page/{number}/" if number else front
    unit, count = divmod(number, PAGES_A_UNIT)
    day, units = divmod(unit, UNITS_A_DAY)
    start = datetime.fromordinal(day + 1) + units * timedelta(days=1) / UNITS_A_DAY
    hour = f"-{start:%H%M%S}" if units else ""
    return f"{front}page/{start.date().isoformat()}{hour}/{f'{count}/' if count > 1 else ''}"


def dated_number(unit: int, count: int) -> int:
    """Return the number of the page that is the `count`th of those that begin so many units after the year 1 began."""
    return unit * PAGES_A_UNIT + count


def count_of(number: int) -> int:
    """Return the number of a page as readers may see it: for a dated one, which of those with the same beginning."""
    return number % PAGES_A_UNIT if number >= FIRST_DATED else number


def file_of(url: str, prefix: str) -> str:
    """Return the file, relative to the output folder, that a host serves at `url`."""
    path = url.removeprefix(prefix).lstrip("/")
    return path + "index.html" if not path or path.endswith("/") else path


def url_of(file: str, prefix: str) -> str:
    """Return the address at which a host serves `file`, a path relative to the output folder. Reverses `file_of`."""
    folder, slash, name = file.rpartition("/")
    return f"{prefix}/{folder}{slash}{'' if name == 'index.html' else name}"


def folders_of(files: Iterable[str]) -> set[str]:
    """Return every folder, at any depth, that the relative paths `files` lie in, without the one they start from."""
    folders: set[str] = set()
    for file in files:
        folder = file.rpartition("/")[0]
        while folder and folder not in folders:
            folders.add(folder)
            folder = folder.rpartition("/")[0]
    return folders


def fold(url: str) -> str:
    """Return the address without its case and Unicode form: clashing addresses give the same."""
    if url.isascii():
        return url.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", url).casefold())


def plain_name(name: str) -> str:
    """Return a story's name without what people may add: content/, an ending, outer slashes, capitals."""
    name = name.strip().strip("/").removeprefix("content/").casefold()
    for ending in (".txt", ".md", ".markdown"):
        name = name.removesuffix(ending)
    return name


def candidate_addresses(addresses: Addresses, story: Story) -> Iterator[tuple[str, str]]:
    """Yield the addresses that the story may get, each with its place: the one it asks for, then `-2`, `-3`, …"""
    for suffix in chain([""], (f"-{number}" for number in count(2))):
        url = addresses.story(story, suffix)
        yield url, addresses.place(url)
