"""site.toml, typed. Every key stands here once, with what it means and an example.

docs/settings.md, the file that `broadsheet init` writes and every error message are made from the
descriptions and examples below. All mistakes are reported at once, each with its key and line.
"""

import difflib
import re
import tomllib
import types
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, available_timezones

import msgspec
from msgspec import Meta

from generator.model import Problem

FILE = "site.toml"

Slug = Annotated[str, Meta(pattern=r"\A[a-z0-9]+(-[a-z0-9]+)*\Z")]


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """One `[[sections]]` entry: a part of the paper, in the order of the navigation."""

    slug: Annotated[
        Slug, Meta(description="The folder in content/ and the first part of addresses.", examples=["town"])
    ]
    name: Annotated[str, Meta(description="As readers see it.", examples=["Town"])]


class PersonSettings(msgspec.Struct, frozen=True, kw_only=True):
    """One `[people.SLUG]` table: a card for somebody who signs stories. A file in content/people/ does the same."""

    name: Annotated[str, Meta(description="As it stands in bylines.", examples=["Jane Roe"])]
    role: Annotated[str, Meta(description="What the person does at the paper.", examples=["Harbor reporter"])] = ""
    biography: Annotated[str, Meta(description="A sentence or two, as Markdown.", examples=["Covers the harbor."])] = ""
    contact: Annotated[str, Meta(description="E-mail or web address.", examples=["jane@example.org"])] = ""
    fediverse: Annotated[str, Meta(description="Handle on Mastodon and the like.", examples=["@jane@news.example"])] = (
        ""
    )


class FrontSettings(msgspec.Struct, frozen=True, kw_only=True):
    """`[front]`: the home page, where content/front.toml names nothing."""

    leads: Annotated[int, Meta(ge=1, le=30, description="Stories at the top, the first one large.", examples=[7])] = 7
    latest: Annotated[int, Meta(ge=0, le=60, description="Headlines in the list of the latest.", examples=[9])] = 9
    rail: Annotated[int, Meta(ge=1, le=30, description="Stories in each section's rail.", examples=[4])] = 4


class StorySettings(msgspec.Struct, frozen=True, kw_only=True):
    """`[story]`: what a story page offers beside the story."""

    related: Annotated[int, Meta(ge=0, le=20, description="Related stories at most; 0 for none.", examples=[5])] = 5
    latest: Annotated[int, Meta(ge=0, le=20, description="Latest headlines; 0 for none.", examples=[6])] = 6
    lists: Annotated[
        Literal["browser", "ssi", "esi", "inline"],
        Meta(
            description="How the latest headlines stay so: `browser` puts the current list in with a small script; "
            "`ssi` (nginx, Apache) and `esi` (Varnish, Fastly) have the server do it; `inline` prints every story page "
            "anew whenever a story is added.",
            examples=["browser"],
        ),
    ] = "browser"
    time: Annotated[
        str, Meta(description="How the time is written, as a CLDR pattern.", examples=["d MMMM y, HH:mm"])
    ] = "MMMM d, y 'at' h:mm a"


class ShareNetwork(msgspec.Struct, frozen=True, kw_only=True):
    """One `[[share.own]]` entry: a network that Broadsheet doesn't know."""

    slug: Annotated[Slug, Meta(description="Short name, for `networks` and for style sheets.", examples=["ours"])]
    label: Annotated[str, Meta(description="What the link says.", examples=["Our forum"])]
    pattern: Annotated[
        str,
        Meta(
            description="Address with {url} and {title} where they belong.",
            examples=["https://forum.example/share?u={url}&t={title}"],
        ),
    ]


class ShareSettings(msgspec.Struct, frozen=True, kw_only=True):
    """`[share]`: the share links on story pages."""

    networks: Annotated[
        tuple[str, ...],
        Meta(
            description="Which, and in what order: facebook, x, bluesky, threads, mastodon, linkedin, whatsapp, "
            "telegram, reddit, email, or a slug of your own.",
            examples=[["facebook", "email"]],
        ),
    ] = ("facebook", "x", "bluesky", "whatsapp", "email")
    own: Annotated[tuple[ShareNetwork, ...], Meta(description="Networks of your own.")] = ()


class FeedSettings(msgspec.Struct, frozen=True, kw_only=True):
    """`[feeds]`: RSS, Atom and JSON Feed."""

    items: Annotated[int, Meta(ge=1, le=500, description="Stories in each feed.", examples=[20])] = 20
    full_text: Annotated[bool, Meta(description="Whole stories; `false` for summaries.", examples=[False])] = True
    hub: Annotated[str, Meta(description="WebSub hub to announce.", examples=["https://hub.example/"])] = ""


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
        Slug, Meta(description="Section of stories that lie in no folder of content/.", examples=["news"])
    ] = "news"
    date_order: Annotated[
        str,
        Meta(description="What 03/04/2026 means: `mdy`, `dmy`, or empty to hold such a story back.", examples=["mdy"]),
    ] = ""
    typographic_quotes: Annotated[
        bool, Meta(description='Turn "straight" quotation marks in Markdown into curly ones.', examples=[True])
    ] = False


class Config(msgspec.Struct, frozen=True, kw_only=True):
    """The keys at the top of site.toml."""

    name: Annotated[str, Meta(min_length=1, description="The paper's name.", examples=["The Marrow Bay Courier"])]
    address: Annotated[
        str,
        Meta(
            description="Where readers find the site: https, host and, if any, folder.",
            examples=["https://example.org"],
        ),
    ]
    time_zone: Annotated[
        str,
        Meta(
            description="The paper's own time zone, for times written without one.",
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
        str, Meta(description="Address of the page on how mistakes are corrected.", examples=["https://example.org/c"])
    ] = ""
    logo: Annotated[str, Meta(description="Address of the paper's logo.", examples=["/logo.png"])] = ""
    fediverse: Annotated[str, Meta(description="The paper's own handle.", examples=["@courier@news.example"])] = ""
    twitter: Annotated[str, Meta(description="The paper's handle on X.", examples=["@courier"])] = ""
    permalink: Annotated[
        str,
        Meta(
            description="How a story's address is made: {section} {year} {month} {day} {slug}.",
            examples=["/{section}/{slug}/"],
        ),
    ] = "/{section}/{year}/{month}/{day}/{slug}/"
    page_size: Annotated[int, Meta(ge=2, le=200, description="Stories on a page of a listing.", examples=[20])] = 20
    sections: Annotated[tuple[Section, ...], Meta(description="The parts of the paper, in order.")] = ()
    people: Annotated[dict[str, PersonSettings], Meta(description="Cards of the people who sign stories.")] = {}
    front: FrontSettings = FrontSettings()
    story: StorySettings = StorySettings()
    share: ShareSettings = ShareSettings()
    feeds: FeedSettings = FeedSettings()
    wire: WireSettings = WireSettings()
    copy: CopySettings = CopySettings()

    @property
    def zone(self) -> ZoneInfo:
        """The paper's time zone."""
        return ZoneInfo(self.time_zone)

    @property
    def origin(self) -> str:
        """Scheme and host of the address: `https://example.org`."""
        parts = urlsplit(self.address)
        return f"{parts.scheme}://{parts.netloc}"

    @property
    def prefix(self) -> str:
        """Path of the address without `/` at its end: `` or `/paper`."""
        return urlsplit(self.address).path.rstrip("/")


class ConfigTrouble(Exception):
    """site.toml can't be used. `problems` holds every mistake found."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("; ".join(f"{problem.where}: {problem.message}" for problem in problems))
        self.problems = problems


def read_config(folder: Path) -> Config:
    """The settings in `folder`/site.toml. Raises ConfigTrouble with every mistake at once."""
    try:
        text = (folder / FILE).read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        hint = "Go to the folder of the paper, name it with --source, or make a new paper: broadsheet init my-paper"
        raise ConfigTrouble([Problem(FILE, 0, f"There is no site.toml in {folder}.", hint)]) from None
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigTrouble(
            [Problem(FILE, 0, f"site.toml can't be read: {error}.", "Save it as UTF-8 text.")]
        ) from None
    return parse_config(text)


def parse_config(text: str) -> Config:
    """Settings from the text of a site.toml. Raises ConfigTrouble with every mistake at once."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigTrouble([_syntax_problem(error, text)]) from None
    except RecursionError:
        raise ConfigTrouble(
            [Problem(FILE, 0, "Its lists lie too deep in each other.", "Write them plainly.")]
        ) from None
    mistakes = [*_mistakes(Config, table, ""), *_misunderstandings(table)]
    if mistakes:
        raise ConfigTrouble(sorted(_locate(text, *mistake) for mistake in mistakes))
    return msgspec.convert(table, Config)


Mistake = tuple[str, str, str]
"""Dotted key, what is wrong, the mend."""


def _mistakes(struct: type[msgspec.Struct], table: Mapping[str, Any], at: str) -> Iterator[Mistake]:
    """Every key of `table` that is unknown, missing or of the wrong form for `struct`."""
    hints = get_type_hints(struct, include_extras=True)
    for key in table:
        if key not in hints:
            yield at + key, f"There is no setting “{at}{key}”.", _nearest(key, hints)
    for field in msgspec.structs.fields(struct):
        kind = hints[field.name]
        if field.name in table:
            yield from _value_mistakes(kind, table[field.name], at + field.name)
        elif field.required:
            yield at + field.name, f"“{at}{field.name}” is missing. {describe(kind)}", _example(field.name, kind)


def _value_mistakes(kind: Any, value: Any, key: str) -> Iterator[Mistake]:
    """What is wrong with one value; goes into tables and lists of tables."""
    bare = _bare(kind)
    inner = [part for part in get_args(bare) if isinstance(part, type) and issubclass(part, msgspec.Struct)]
    if isinstance(bare, type) and issubclass(bare, msgspec.Struct) and isinstance(value, dict):
        yield from _mistakes(bare, value, key + ".")
    elif inner and isinstance(value, list) and all(isinstance(item, dict) for item in value):
        for item in value:
            yield from _mistakes(inner[0], item, key + ".")
    elif inner and isinstance(value, dict) and all(isinstance(item, dict) for item in value.values()):
        for name, item in value.items():
            yield from _mistakes(inner[0], item, f"{key}.{name}.")
    else:
        try:
            msgspec.convert(value, kind)
        except msgspec.ValidationError:
            yield key, f"“{key}” can't be {_shown(value)}. {describe(kind)}", _example(key.rsplit(".", 1)[-1], kind)


def _misunderstandings(table: Mapping[str, Any]) -> Iterator[Mistake]:
    """Mistakes that only the meaning shows, in the settings whose form is right."""
    for key, check in CHECKS.items():
        value: Any = table
        for part in key.split("."):
            value = value.get(part) if isinstance(value, Mapping) else None
        if value is not None:
            yield from check(value)


def _check_address(address: Any) -> Iterator[Mistake]:
    if isinstance(address, str) and not re.fullmatch(r"https?://[\w.-]+(?::\d+)?(?:/[\w.~/-]*)?", address, re.ASCII):
        yield "address", f"“{address}” is no web address.", 'Write for example: address = "https://example.org"'


def _check_logo(logo: Any) -> Iterator[Mistake]:
    if isinstance(logo, str) and logo and not logo.startswith(("/", "https://", "http://")):
        yield "logo", f"“{logo}” is no address of a picture.", 'Write for example: logo = "/logo.png"'


def _check_time_zone(name: Any) -> Iterator[Mistake]:
    if isinstance(name, str) and name not in available_timezones():
        hint = _nearest(name, available_timezones()) or 'Write for example: time_zone = "Europe/Berlin"'
        yield "time_zone", f"“{name}” is no time zone.", hint


def _check_date_order(order: Any) -> Iterator[Mistake]:
    if isinstance(order, str) and order not in {"", "mdy", "dmy"}:
        yield "copy.date_order", f"“{order}” is no order of dates.", 'Write "mdy" or "dmy".'


def _check_share(share: Any) -> Iterator[Mistake]:
    try:
        settings = msgspec.convert(share, ShareSettings)
    except msgspec.ValidationError:
        return
    known = NETWORKS | {network.slug for network in settings.own}
    for slug in settings.networks:
        if slug not in known:
            hint = _nearest(slug, known) or "Known are " + ", ".join(sorted(known)) + "."
            yield "share.networks", f"There is no network “{slug}”.", hint


def _check_permalink(pattern: Any) -> Iterator[Mistake]:
    if not isinstance(pattern, str):
        return
    names = set(re.findall(r"\{([^}]*)\}", pattern))
    stray = re.search(r"[^a-z0-9/_-]|//", re.sub(r"\{[a-z]+\}", "x", pattern))
    if not (pattern.startswith("/") and pattern.endswith("/")) or "slug" not in names or stray:
        message = f"“{pattern}” can't be the form of an address."
        yield "permalink", message, "It begins and ends with / and holds {slug}: /{section}/{year}/{slug}/"
    for name in sorted(names - {"section", "year", "month", "day", "slug"}):
        yield "permalink", f"“{{{name}}}” means nothing here.", "Known are {section} {year} {month} {day} {slug}."


def _check_sections(sections: Any) -> Iterator[Mistake]:
    tables = [one for one in sections if isinstance(one, Mapping)] if isinstance(sections, list) else []
    slugs = [one["slug"] for one in tables if isinstance(one.get("slug"), str)]
    for slug in sorted({slug for slug in slugs if slugs.count(slug) > 1}):
        yield "sections.slug", f"Two sections are called “{slug}”.", "Give each section a slug of its own."
    for slug in sorted(RESERVED.intersection(slugs)):
        yield (
            "sections.slug",
            f"A section can't be called “{slug}”: Broadsheet has pages there.",
            "Choose another slug.",
        )


CHECKS: dict[str, Callable[[Any], Iterator[Mistake]]] = {
    "address": _check_address,
    "time_zone": _check_time_zone,
    "copy.date_order": _check_date_order,
    "share": _check_share,
    "permalink": _check_permalink,
    "sections": _check_sections,
    "logo": _check_logo,
}
"""Dotted key -> what its value must mean; values of the wrong form are for `_mistakes` to tell."""


NETWORKS = frozenset(
    ["facebook", "x", "bluesky", "threads", "mastodon", "linkedin", "whatsapp", "telegram", "reddit", "email"]
)
"""Networks that edition/sharing.py knows."""

RESERVED = frozenset({"archive", "assets", "by", "page", "parts", "people", "sitemaps", "topics"})
"""First parts of addresses that are Broadsheet's own."""


def _bare(kind: Any) -> Any:
    while get_origin(kind) is Annotated:
        kind = get_args(kind)[0]
    return kind


def _metas(kind: Any) -> list[Meta]:
    if get_origin(kind) is not Annotated:
        return []
    return [extra for extra in kind.__metadata__ if isinstance(extra, Meta)]


def describe(kind: Any) -> str:
    """The description that a setting's annotation carries, or empty."""
    return next((meta.description for meta in _metas(kind) if meta.description), "")


def examples(kind: Any) -> list[Any]:
    """The example values that a setting's annotation carries."""
    return next((meta.examples for meta in _metas(kind) if meta.examples), [])


def toml_value(value: Any) -> str:
    """`value` as site.toml writes it: text in quotes, `true`, numbers, lists."""
    if isinstance(value, str | bool | int):
        return msgspec.json.encode(value).decode()
    return "[" + ", ".join(toml_value(item) for item in value) + "]"


def _example(name: str, kind: Any) -> str:
    for value in examples(kind):
        return f"Write for example: {name} = {toml_value(value)}"
    return _expected(_bare(kind))


def _expected(bare: Any) -> str:
    if get_origin(bare) in {Union, types.UnionType, tuple}:
        return "A list belongs here: [[…]] for tables, [ … ] for values."
    return "A table of settings belongs here."


def _nearest(key: str, known: Any) -> str:
    for match in difflib.get_close_matches(key, sorted(known), n=1):
        return f"Did you mean “{match}”?"
    return ""


def _shown(value: Any) -> str:
    return f"“{value}”" if isinstance(value, str) else str(value).lower() if isinstance(value, bool) else str(value)


def _locate(text: str, key: str, message: str, hint: str) -> Problem:
    """The problem at the line where `key` (by its last part) is first set; at its table's; or at none."""
    names = [re.escape(part) for part in reversed(key.split("."))]
    places = (re.search(rf"^[^=#\n]*?\b{name}[\"']?[ \t]*[=\]]", text, re.MULTILINE) for name in names)
    found = next((place for place in places if place), None)
    line = text.count("\n", 0, found.start()) + 1 if found else 0
    return Problem(FILE, line, message, hint)


def _syntax_problem(error: tomllib.TOMLDecodeError, text: str) -> Problem:
    found = re.search(r"\(at line (\d+)", str(error))
    line = int(found[1]) if found else text.count("\n") + 1
    return Problem(
        FILE,
        line,
        f"This line can't be read: {str(error).split(' (at', 1)[0].lower()}.",
        'Each setting stands on its own line, text in straight quotation marks: name = "The Courier"',
    )
