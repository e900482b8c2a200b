"""What every template sees of the paper: `site`."""

from typing import Any

import msgspec

from generator.model import Link
from generator.photos.measure import Extent


class Alternate(msgspec.Struct, frozen=True):
    """The same page in one language."""

    language: str
    """BCP 47, or for search engines `x-default`: for readers of all other languages."""
    url: str
    """Absolute for search engines; else root-relative."""


class Menus(msgspec.Struct, frozen=True):
    """The paper's own menus."""

    header: tuple[Link, ...] = ()
    """After the sections."""
    more: tuple[Link, ...] = ()
    """Behind “More”, at the end of the header."""
    footer: tuple[Link, ...] = ()
    support: tuple[Link, ...] = ()
    """At the top of each page: how readers support the paper."""


class Preload(msgspec.Struct, frozen=True):
    """A file that pages ask browsers to fetch at once."""

    url: str
    media_type: str


class Look(msgspec.Struct, frozen=True, kw_only=True):
    """What the settings say about the look of all pages."""

    dark: bool = True
    """Whether readers who prefer dark screens get dark pages."""
    background: str = ""
    """The color of the paper: `#fffefc`."""
    dark_background: str = ""
    fonts: tuple[Preload, ...] = ()
    """The paper's own typefaces that are fetched with the page."""
    logo: str = ""
    """Root-relative address of the logo in the nameplate, or empty."""
    logo_size: Extent | None = None
    """How large it is; None if nothing says so."""
    logo_dark: str = ""
    """The same for dark pages; empty if there is none of its own."""
    logo_dark_size: Extent | None = None


class Icons(msgspec.Struct, frozen=True, kw_only=True):
    """Root-relative addresses of the paper's square sign; all are empty if there is none."""

    vector: str = ""
    """An SVG; empty if the sign is a PNG."""
    small: str = ""
    """96 pixels wide, for tabs and search results."""
    touch: str = ""
    """180 pixels, without transparent places, for phones."""
    large: str = ""
    """512 pixels."""
    manifest: str = ""
    """The web manifest, which names all of them."""


class Notice(msgspec.Struct, frozen=True):
    """The line above all pages."""

    text: str
    url: str
    """Where it leads, or empty."""
    kind: str
    """`breaking` or `membership`."""


class Feed(msgspec.Struct, frozen=True):
    """A feed to announce in the head of a page."""

    title: str
    url: str
    media_type: str


class Site(msgspec.Struct, frozen=True, kw_only=True):
    """The paper's own facts."""

    name: str
    address: str
    """Scheme and host, no path, no `/` at the end: `https://example.org`."""
    home: str
    """Root-relative address of the front page: `/`, or the path prefix."""
    tagline: str
    description: str
    language: str
    direction: str
    """`ltr` or `rtl`."""
    time_zone: str
    story_time: str
    """CLDR pattern of a story's time."""
    sections: tuple[Link, ...]
    """In site.toml's order, those that have stories: the navigation."""
    topics_url: str
    bylines_url: str
    archive_url: str
    podcast_url: str = ""
    """Root-relative address of the podcast; empty while no story has a recording."""
    search_url: str = ""
    """Root-relative address of the search; empty if there is none."""
    corrections_url: str = ""
    feeds_url: str = ""
    events_url: str = ""
    """Empty in a paper without events."""
    feeds: tuple[Feed, ...]
    """The whole site's feeds."""
    copyright: str
    corrections_policy: str
    """Absolute URL (http, https, mailto) or empty."""
    logo: str
    """Absolute URL or empty."""
    fediverse: str
    """The paper's own handle, or empty."""
    twitter: str
    hub: str
    """WebSub hub URL or empty."""
    lists: str
    """How story pages get the current lists: `browser`, `ssi`, `esi` or `inline`."""
    words: dict[str, str] = {}
    """Texts of the theme in English -> what the paper says instead."""
    look: str
    """`broadsheet` or `tabloid`."""
    menus: Menus = Menus()
    license: str = ""
    """Root-relative address of the license for AI (RSL), by which rights to text and data mining are reserved; or
    empty."""
    theme: Look = Look()
    frames: tuple[str, ...] = ()
    """The origins from which every page may take frames."""
    icons: Icons = Icons()
    extra: dict[str, Any] = {}
    """Values of the paper's own, from `[extra]` in site.toml. One that isn't there is empty."""
    notice: Notice | None = None
    """None while there is none."""
    assets: dict[str, str]
    """Fingerprinted files of static/assets/: `broadsheet.css` -> `/assets/broadsheet.1f2e3d4c.css`."""
