"""Settings of pages beyond stories: the front, the search, the paper of a day, the podcast."""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from generator.config.feed_settings import SMALL_PAPER

NUMBERED_PAGES = 5
"""As many of the oldest pages of a listing are counted, unless site.toml says otherwise."""


class FrontSettings(msgspec.Struct, frozen=True, kw_only=True):
    """`[front]`: the home page, as far as content/front.toml doesn't decide."""

    leads: Annotated[int, Meta(ge=1, le=30, description="Stories at the top, the first one large.", examples=[7])] = 7
    latest: Annotated[int, Meta(ge=0, le=60, description="Headlines in the list of the latest.", examples=[9])] = 9
    rail: Annotated[int, Meta(ge=1, le=30, description="Stories in each section's rail.", examples=[4])] = 4


class SearchSettings(msgspec.Struct, frozen=True, kw_only=True):
    """`[search]`: how readers search the paper, with no server but the one that has the files."""

    engine: Annotated[
        Literal["pagefind", "none"],
        Meta(
            description="`pagefind` makes a page /search/ that searches in the reader's browser, if the package "
            "pagefind-bin is installed; `none` leaves it out.",
            examples=["pagefind"],
        ),
    ] = "none"


AUTO_PAGES = f'`"auto"` is `true` in a paper of fewer than {SMALL_PAPER:,} stories, and `false` in a larger one.'


class SendSettings(msgspec.Struct, frozen=True, kw_only=True):
    """One `[edition.send.NAME]` table: a program to which `broadsheet edition --send NAME` gives the newsletter."""

    command: Annotated[
        tuple[str, ...],
        Meta(
            description="The program and its arguments. It gets the newsletter as a mail (.eml) on its input.",
            examples=[["./send-newsletter", "readers@lists.example.org"]],
        ),
    ]


class DaySettings(msgspec.Struct, frozen=True, kw_only=True):
    """`[edition]`: the paper of each day, /edition/2026/11/23/, and the newsletter made of it."""

    pages: Annotated[
        bool | Literal["auto"],
        Meta(description=f"Whether the papers of days are published. {AUTO_PAGES}", examples=[True]),
    ] = "auto"
    whole: Annotated[
        int,
        Meta(ge=0, le=60, description="How many stories of a day are shown in full.", examples=[6]),
    ] = 12
    sender: Annotated[
        str,
        Meta(
            pattern=r"\A(|[^\r\n]{1,100}<[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)\Z",
            description="Who sends the newsletter.",
            examples=["The Courier <news@example.org>"],
        ),
    ] = ""
    send: Annotated[dict[str, SendSettings], Meta(description="The programs that send the newsletter.")] = {}


class ArchiveSettings(msgspec.Struct, frozen=True, kw_only=True):
    """`[archive]`: the pages of years, months and days."""

    days: Annotated[
        bool | Literal["auto"],
        Meta(
            description="Whether each day has a page of its own. Without these, the page of a month has all its "
            f"headlines. {AUTO_PAGES}",
            examples=[True],
        ),
    ] = "auto"
    numbered_pages: Annotated[
        Annotated[int, Meta(ge=1, le=100_000)] | Literal["auto"],
        Meta(
            description="How many of the oldest pages of a section, a topic or a byline are counted from the oldest "
            "(`/town/page/1/`). Later pages are periods of time with a day in their address "
            "(`/town/page/2026-11-23/`), and a story of an old date changes one of them instead of all that follow. "
            f'`"auto"` is {NUMBERED_PAGES}.',
            examples=[60],
        ),
    ] = "auto"


class PodcastSettings(msgspec.Struct, frozen=True, kw_only=True):
    """`[podcast]`: the feed /podcast.xml of the stories that have a recording."""

    title: Annotated[
        str, Meta(description="Its title; empty for the paper's name.", examples=["The Courier, read aloud"])
    ] = ""
    author: Annotated[str, Meta(description="Who makes it; empty for the paper's name.", examples=["The Courier"])] = ""
    email: Annotated[
        str,
        Meta(
            pattern=r"\A(|[^\s<>@]+@[^\s<>@]+)\Z",
            description="Where directories of podcasts write to: everybody can read it.",
            examples=["audio@example.org"],
        ),
    ] = ""
    category: Annotated[
        str, Meta(description="One of Apple's categories or subcategories.", examples=["Daily News"])
    ] = "News"
    explicit: Annotated[bool, Meta(description="Whether it isn't for children.", examples=[False])] = False
    picture: Annotated[
        str,
        Meta(
            description="A square picture in static/, 1,400 to 3,000 pixels wide; empty for the paper's largest icon, "
            "which is too small for Apple.",
            examples=["podcast.jpg"],
        ),
    ] = ""
