"""Define every key of site.toml once, with its meaning and an example.

docs/settings.md, the file that `broadsheet init` writes and all error messages are made from the descriptions and
examples below.
"""

from typing import Annotated, Any, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import msgspec
from msgspec import Meta

from generator.config.embed_settings import EmbedSettings
from generator.config.features import ArchiveSettings, DaySettings, FrontSettings, PodcastSettings, SearchSettings
from generator.config.feed_settings import FeedSettings
from generator.config.look import ExtraSettings, MenuEntry, NoticeSettings
from generator.config.machines import AiSettings, HeaderSettings, IconSetting, PingSettings
from generator.config.preview_settings import PreviewSettings
from generator.config.share import ShareSettings
from generator.config.slugs import Slug
from generator.config.target_settings import Target
from generator.config.theme import ThemeSettings
from generator.config.wires import IntakeTables


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """One `[[sections]]` entry: a section of the paper, in the order of the navigation."""

    slug: Annotated[
        Slug, Meta(description="The folder in content/ and the first part of addresses.", examples=["town"])
    ]
    name: Annotated[str, Meta(pattern=r"\S", description="As readers see it.", examples=["Town"])]
    description: Annotated[
        str,
        Meta(
            description="A sentence or two for the top of its front, for search engines and networks; what "
            "content/SECTION/_index.md says comes first.",
            examples=["Council, schools and streets."],
        ),
    ] = ""


class PersonSettings(msgspec.Struct, frozen=True, kw_only=True):
    """One `[people.SLUG]` table: a card for somebody who signs stories. A file in content/people/ does the same."""

    name: Annotated[str, Meta(pattern=r"\S", description="The name as written in bylines.", examples=["Jane Roe"])]
    role: Annotated[str, Meta(description="What the person does at the paper.", examples=["Harbor reporter"])] = ""
    biography: Annotated[str, Meta(description="A sentence or two, as Markdown.", examples=["Covers the harbor."])] = ""
    contact: Annotated[str, Meta(description="E-mail or web address (http, https).", examples=["jane@example.org"])] = (
        ""
    )
    fediverse: Annotated[
        str, Meta(description="Handle on Mastodon or another server of the fediverse.", examples=["@jane@news.example"])
    ] = ""


class StorySettings(msgspec.Struct, frozen=True, kw_only=True):
    """`[story]`: the lists and details on a story's page."""

    related: Annotated[int, Meta(ge=0, le=20, description="Related stories at most; 0 for none.", examples=[5])] = 5
    related_except: Annotated[
        tuple[Slug, ...],
        Meta(
            description="Sections whose stories are not offered as related stories, and show only those that their "
            "own headers name.",
            examples=[["obituaries"]],
        ),
    ] = ()
    latest: Annotated[int, Meta(ge=0, le=20, description="Latest headlines; 0 for none.", examples=[6])] = 6
    trending: Annotated[int, Meta(ge=0, le=20, description="Trending stories; 0 for none.", examples=[5])] = 5
    trending_half_life_hours: Annotated[
        int,
        Meta(ge=1, le=720, description="After how many hours a view counts half as much as a new one.", examples=[12]),
    ] = 12
    trending_without_data: Annotated[
        Literal["nothing", "picks"],
        Meta(
            description="What is shown while no readers are counted: `nothing`, or `picks`, the stories that "
            "content/front.toml puts first and those with a priority, as “Editors’ picks”.",
            examples=["picks"],
        ),
    ] = "nothing"
    lists: Annotated[
        Literal["browser", "ssi", "esi", "inline"],
        Meta(
            description="How the latest headlines and trending stories stay so: `browser` puts the current lists in "
            "with a small script; `ssi` (nginx, Apache) and `esi` (Varnish, Fastly) have the server do it; `inline` "
            "prints every story page again whenever a story is added.",
            examples=["browser"],
        ),
    ] = "browser"
    time: Annotated[
        str,
        Meta(
            description="How the time is written, as a CLDR pattern; if empty, as the paper's language writes it.",
            examples=["d MMMM y, HH:mm"],
        ),
    ] = ""


class WireSettings(msgspec.Struct, frozen=True, kw_only=True):
    """`[wire]`: copy that comes from agencies."""

    noindex: Annotated[
        bool, Meta(description="Ask search engines to leave syndicated stories to their owner.", examples=[True])
    ] = True
    own: Annotated[
        tuple[str, ...],
        Meta(description="Sources that are this paper itself, so not syndicated.", examples=[["Bay News Service"]]),
    ] = ()


class CopySettings(msgspec.Struct, frozen=True, kw_only=True):
    """`[copy]`: how dropped files are read."""

    default_section: Annotated[
        Slug, Meta(description="Section of stories that are in no folder of content/.", examples=["news"])
    ] = "news"
    date_order: Annotated[
        str,
        Meta(
            description="What 03/04/2026 means: `mdy` or `dmy`; if empty, such a story isn't published.",
            examples=["mdy"],
        ),
    ] = ""
    addresses: Annotated[
        Literal["ascii", "native"],
        Meta(
            description="How addresses of stories and sections are spelled: `ascii` (German and Ukrainian letters by "
            "their own rules if that is the paper's language), or `native`, which keeps letters of any script.",
            examples=["native"],
        ),
    ] = "ascii"
    typographic_quotes: Annotated[
        bool,
        Meta(
            description='Turn "straight" quotation marks, `--` and `...` into those of the story\'s language.',
            examples=[True],
        ),
    ] = False


class PhotoSettings(msgspec.Struct, frozen=True, kw_only=True):
    """`[photos]`: the pictures in content/."""

    require_credit: Annotated[
        bool,
        Meta(
            description="Keep a photo back, and publish its story without it, as long as nobody says who made it.",
            examples=[True],
        ),
    ] = False
    card_colour: Annotated[
        str,
        Meta(
            pattern=r"\A#[0-9A-Fa-f]{6}\Z",
            description="The color of the cards that networks show of pages without a photo.",
            examples=["#1b4965"],
        ),
    ] = "#8c1c1c"
    story_cards: Annotated[
        bool, Meta(description="Typeset a card with its headline for each story without a photo.", examples=[True])
    ] = False


class ExtensionSettings(msgspec.Struct, frozen=True, kw_only=True):
    """`[extensions]`: programs of the paper's own, see docs/extensions.md. Settings of each: `[extensions.NAME]`."""

    use: Annotated[
        tuple[str, ...],
        Meta(
            description="Which are used, and in what order: each is a file in `extensions/` beside site.toml, or an "
            "installed package that offers an extension of that name. Nothing else is ever loaded.",
            examples=[["reading_level", "recipes"]],
        ),
    ] = ()
    tables: dict[str, dict[str, Any]] = {}
    """Name -> its settings, as plain values."""


class Config(msgspec.Struct, frozen=True, kw_only=True):
    """The keys at the top of site.toml."""

    name: Annotated[str, Meta(pattern=r"\S", description="The paper's name.", examples=["The Marrow Bay Courier"])]
    address: Annotated[
        str,
        Meta(
            description="Where readers find the site: https, host and, if any, folder. The host may have any letters "
            "(`https://zeitung-köln.example`): links and feeds get it as `xn--…`, as machines need it.",
            examples=["https://example.org"],
        ),
    ]
    time_zone: Annotated[
        str,
        Meta(
            description="The paper's own time zone, for times written without one: the zone of a city, which knows "
            "when summer time begins.",
            examples=["America/New_York", "Europe/Berlin"],
        ),
    ]
    language: Annotated[
        str,
        Meta(
            pattern=r"\A[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*\Z",
            description="The language of the paper (a BCP 47 code).",
            examples=["en", "pt-BR"],
        ),
    ] = "en"
    tagline: Annotated[str, Meta(description="The line under the name.", examples=["All the news of the bay"])] = ""
    description: Annotated[
        str,
        Meta(description="One sentence for search engines and feeds.", examples=["Independent news for Marrow Bay."]),
    ] = ""
    copyright: Annotated[str, Meta(description="The line at the foot of each page.", examples=["© Courier Press"])] = ""
    corrections_policy: Annotated[
        str,
        Meta(
            description="Address of the page on how mistakes are corrected: http, https, mailto, or a path of this "
            "site (/corrections/).",
            examples=["https://example.org/c"],
        ),
    ] = ""
    logo: Annotated[
        str,
        Meta(
            description="Address of the paper's logo: http, https, or a path of this site. One of this site stands in "
            "the nameplate.",
            examples=["/logo.png"],
        ),
    ] = ""
    logo_dark: Annotated[
        str, Meta(description="The logo on dark pages: a path of this site.", examples=["/logo-dark.png"])
    ] = ""
    fediverse: Annotated[str, Meta(description="The paper's own handle.", examples=["@courier@news.example"])] = ""
    twitter: Annotated[str, Meta(description="The paper's handle on X.", examples=["@courier"])] = ""
    icon: IconSetting = ""
    permalink: Annotated[
        str,
        Meta(
            description="How a story's address is made: {section} {year} {month} {day} {slug}.",
            examples=["/{section}/{slug}/"],
        ),
    ] = "/{section}/{year}/{month}/{day}/{slug}/"
    language_prefix: Annotated[
        bool,
        Meta(
            description="Whether the address of a story in another language than the paper's begins with its code: "
            "/es/town/2026/11/20/vote/",
            examples=[True],
        ),
    ] = False
    words: Annotated[
        dict[str, str],
        Meta(
            description="Words of the theme that the paper says in its own way: the text in English, and what pages "
            "say instead, see docs/languages.md. Placeholders such as %(section)s stay as they are.",
            examples=[{"Latest headlines": "Just in"}],
        ),
    ] = {}
    page_size: Annotated[int, Meta(ge=2, le=200, description="Stories on a page of a listing.", examples=[20])] = 20
    sections: Annotated[tuple[Section, ...], Meta(description="The sections of the paper, in order.")] = ()
    people: Annotated[dict[str, PersonSettings], Meta(description="Cards of the people who sign stories.")] = {}
    menu: Annotated[tuple[MenuEntry, ...], Meta(description="Links in the menus.")] = ()
    theme: ThemeSettings = ThemeSettings()
    notice: NoticeSettings = NoticeSettings()
    front: FrontSettings = FrontSettings()
    story: StorySettings = StorySettings()
    share: ShareSettings = ShareSettings()
    feeds: FeedSettings = FeedSettings()
    archive: ArchiveSettings = ArchiveSettings()
    podcast: PodcastSettings = PodcastSettings()
    edition: DaySettings = DaySettings()
    search: SearchSettings = SearchSettings()
    wire: WireSettings = WireSettings()
    intake: IntakeTables = IntakeTables()
    copy: CopySettings = CopySettings()
    photos: PhotoSettings = PhotoSettings()
    embeds: EmbedSettings = EmbedSettings()
    ai: AiSettings = AiSettings()
    headers: HeaderSettings = HeaderSettings()
    ping: PingSettings = PingSettings()
    preview: PreviewSettings = PreviewSettings()
    extensions: ExtensionSettings = ExtensionSettings()
    extra: ExtraSettings = {}
    deploy: Annotated[dict[str, Target], Meta(description="The hosts that the site is deployed to.")] = {}

    @property
    def zone(self) -> ZoneInfo:
        """The paper's time zone."""
        return ZoneInfo(self.time_zone)

    @property
    def origin(self) -> str:
        """The scheme and host of the address: `https://example.org`."""
        parts = urlsplit(self.address)
        return f"{parts.scheme}://{parts.netloc}"

    @property
    def prefix(self) -> str:
        """The path of the address without `/` at its end: `/paper`, or empty."""
        return urlsplit(self.address).path.rstrip("/")
