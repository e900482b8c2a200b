"""The records that a reader of a source makes, in any order, and from which files are written.

A reader knows its system and nothing of the paper; what writes the files knows nothing of the system.
"""

from collections.abc import Iterator
from typing import Literal

import msgspec

Markup = Literal["html", "markdown", "hugo-html", "liquid", "liquid-html", "rst", "wordpress", "substack"]
"""`markdown` may have Hugo's shortcodes; `liquid` is Markdown with Liquid; `wordpress` is HTML with its blocks."""


PLAIN_FOLDERS = {"post", "posts", "blog", "article", "articles", "stories"}
"""Folders that say no more than that they hold stories."""


class Term(msgspec.Struct, frozen=True):
    """A category, section or tag of the source."""

    slug: str
    name: str


class Item(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """A story or a page of the source."""

    id: str
    """What the source calls it, which never changes: a number, a path."""
    title: str
    body: str
    feed_id: str = ""
    """Its id in the feeds of the old site; empty if the source doesn't tell it."""
    markup: Markup = "html"
    is_page: bool = False
    is_section: bool = False
    """True for the text that describes a section, which `sections` names."""
    address: str = ""
    """Where readers found it: a path that begins with `/`, decoded; empty if it never had one."""
    former: tuple[str, ...] = ()
    """Its older addresses, as paths."""
    slug: str = ""
    path: str = ""
    """Where a page is to be, if not at its old address: `/about/`."""
    date: str = ""
    """As intake reads it, with an offset where the source tells one: `2026-11-23 09:00:00-05:00`."""
    updated: str = ""
    expires: str = ""
    embargo: str = ""
    """Until when it has to wait, as the source says it."""
    authors: tuple[str, ...] = ()
    """The ids of authors, or names where the source has no list of them."""
    sections: tuple[Term, ...] = ()
    """The first is the section; the others become topics."""
    topics: tuple[str, ...] = ()
    kicker: str = ""
    deck: str = ""
    summary: str = ""
    language: str = ""
    photo: str = ""
    """The address or the id of the lead photo in the source."""
    caption: str = ""
    credit: str = ""
    alt: str = ""
    is_draft: bool = False
    was_public: bool = True
    """False where nobody says that readers knew it: then what looks like an embargo counts."""
    noindex: bool = False
    source_url: str = ""
    values: dict[str, str] = {}
    """What the header of its file says, for a text that names it: `{{ page.title }}`."""
    folder: str = ""
    """Where files that the body names beside itself are, relative to the source."""


class Author(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """A person who wrote in the source."""

    id: str
    name: str
    biography: str = ""
    address: str = ""
    """The former page with what they wrote."""


class Medium(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """A picture, or another file, that the source describes."""

    id: str
    address: str
    """Where it was: a whole web address, or a path."""
    caption: str = ""
    credit: str = ""
    alt: str = ""
    parent: str = ""
    """The id of the item to which it belongs."""
    page: str = ""
    """The former address of a page that showed it alone."""


class Listing(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """A former page with the stories of a section, of a topic, of somebody, or all; `home` is the feed of all."""

    kind: Literal["section", "topic", "home", "person", "front"]
    name: str
    address: str
    slug: str = ""
    """The slug of a section in the source."""

    @property
    def term(self) -> Term:
        """The section of which it is the page."""
        return Term(self.slug, self.name)


LEFT_OUT_BY_SETTINGS = "Files that the old site's settings left out"
"""The kind of what several programs leave out."""


class Leftover(msgspec.Struct, frozen=True, tag=True):
    """Something that could not be carried over, or was changed on the way."""

    kind: str
    """In plain words, for many of the same kind: `Comments`."""
    example: str = ""


Record = Item | Author | Medium | Listing | Leftover
Records = Iterator[Record]


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of a source before it is read."""

    kind: str
    name: str
    """What tells it from another one of its kind: its address, or the name of its folder."""
    hosts: tuple[str, ...] = ()
    """The hosts at which the old site was: links to these are its own."""
    prefix: str = ""
    """The path at which the old site began, which its texts may leave out in links: `/paper`."""
    has_own_ids: bool = False
    """True where no other source of this kind has the ids of this one: then its name may change between imports."""
