"""The pages that the settings leave to the size of the paper: those of days, and the feeds of topics and bylines.

They are a third of all files, and many hosts limit how many a site may have. So a small paper has all of them, and a
large one those that site.toml asks for. When a paper grows large, the pages that it has published stay as they are, and
each build asks for a decision: nothing that readers know goes away by itself. The same is true of counted pages of
listings that an earlier version published and this one names after days.
"""

import re
from collections.abc import Iterator

import msgspec

from generator.config import FILE, Config
from generator.config.features import NUMBERED_PAGES
from generator.config.feed_settings import SMALL_PAPER
from generator.model import Gravity, PageName, Problem

FED = ("topic", "byline")
"""The kinds of listing whose feeds are left to the size of the paper."""
SETTINGS = ("archive.days", "edition.pages", "feeds.topics", "feeds.bylines")
COUNTED = "archive.numbered_pages"
COUNTED_PAGE = re.compile(r"(?!corrections/)(?:(?:topics|by)/)?[^/]+/page/(\d{1,9})/index\.html")
"""Matches the file of a counted page of a section, a topic or a byline."""
AUTO = "auto"
SIZE_CODE = "setting-size"


def settle(config: Config, stories: int) -> Config:
    """Return the settings of a paper of so many public stories, in which nothing is left to its size."""
    small = stories < SMALL_PAPER
    archive, edition, feeds = config.archive, config.edition, config.feeds
    replace = msgspec.structs.replace
    return replace(
        config,
        archive=replace(
            archive,
            days=small if archive.days == AUTO else archive.days,
            numbered_pages=NUMBERED_PAGES if archive.numbered_pages == AUTO else archive.numbered_pages,
        ),
        edition=replace(edition, pages=small if edition.pages == AUTO else edition.pages),
        feeds=replace(
            feeds,
            topics=("rss" if small else False) if feeds.topics == AUTO else feeds.topics,
            bylines=("rss" if small else False) if feeds.bylines == AUTO else feeds.bylines,
        ),
    )


def _values(config: Config) -> dict[str, bool | str]:
    values = (config.archive.days, config.edition.pages, config.feeds.topics, config.feeds.bylines)
    return dict(zip(SETTINGS, values, strict=True))


def left_to_size(config: Config) -> tuple[str, ...]:
    """Return the settings that leave pages to the size of the paper, such as `archive.days`."""
    return tuple(name for name, value in _values(config).items() if value == AUTO)


def undecided(config: Config, settled: Config) -> tuple[str, ...]:
    """Return the settings by whose default published pages may have gone. `settled`: what became of the settings."""
    values = _values(settled)
    counted = [COUNTED] if config.archive.numbered_pages == AUTO else []
    return (*(name for name in left_to_size(config) if not values[name]), *counted)


def outgrown_page(file: str) -> int:
    """Return the number of a counted page whose stories are on a page with a day by default; 0 for any other file."""
    found = COUNTED_PAGE.fullmatch(file)
    return int(found[1]) if found and int(found[1]) > NUMBERED_PAGES else 0


def setting_of(page: PageName) -> str:
    """Return the setting that decides whether there are pages of this kind; empty for any other page."""
    kind, subject, _ = page
    if kind == "day":
        return "archive.days"
    if kind == "edition":
        return "edition.pages"
    listing = subject.partition(":")[0]
    return f"feeds.{listing}s" if listing in FED and kind in {"rss", "atom", "jsonfeed"} else ""


def notes_on_size(config: Config, settled: Config) -> Iterator[Problem]:
    """Yield a note that names the pages which a large paper does not have because no setting asks for them."""
    names = tuple(name for name in undecided(config, settled) if name != COUNTED)
    if names:
        message = (
            f"The paper has {SMALL_PAPER:,} stories or more, so pages are left out that site.toml does not ask for: "
            "pages of days, and feeds of topics and bylines."
        )
        yield Problem(FILE, 0, message, how_to_decide(names), Gravity.NOTE, code=SIZE_CODE)


def how_to_decide(names: tuple[str, ...]) -> str:
    """Return the hint that tells how these settings are written, `[archive] days = true`, one after the other."""
    written = ", ".join(f"[{table}] {key} = true" for table, _, key in (name.partition(".") for name in names))
    return f"Write true or false in site.toml, and this note goes away: {written}."
