"""Read a Pelican site: the whole site with its pelicanconf.py, or its folder of texts alone.

The rules are those of Pelican's own documentation: Markdown with `Title: …` lines, reStructuredText with fields, HTML
with `<meta>`; categories by header or folder; links such as `{filename}/harbor/ferry.md`.
"""

import re
from collections.abc import Iterator, Set
from html import unescape
from pathlib import Path, PurePosixPath
from typing import Any

from generator.imports import hidden
from generator.imports.folder import AT_TOP, ENDINGS, NEVER, TextFile, UnusedKeys, read_texts, text_names
from generator.imports.front_matter import FrontMatter
from generator.imports.header_words import DECKS, KICKERS, KNOWN_WORDS, SUMMARIES, lead_photo_in
from generator.imports.kinds.pelican_addresses import Patterns
from generator.imports.markdown_body import outside_code
from generator.imports.python_settings import read_settings, text_setting
from generator.imports.records import (
    LEFT_OUT_BY_SETTINGS,
    Author,
    Item,
    Leftover,
    Listing,
    Markup,
    Record,
    Records,
    Source,
    Term,
)
from generator.imports.rst_header import read_fields
from generator.imports.values import date_in, host_of, known_zone, path_of, text_of, title_of_name
from generator.intake.header.keys import fold_key
from generator.intake.text.name_dates import day_in_name, rest_of_name
from generator.intake.text.slugs import slug_of

CONFIGS = ("pelicanconf.py", "publishconf.py")
SKIPPED = NEVER | {"__pycache__"}
PROGRAM = AT_TOP | {"output", "theme", "plugins"}
"""Folders at the top of a site that aren't its content."""
RST = ".rst"
LINE = re.compile(r"([A-Za-z][\w -]{0,40}):[ \t]*(.*)")
META = re.compile(r"<meta\b([^<>]{0,5000})>", re.IGNORECASE)
ATTRIBUTE = re.compile(r"([\w-]{1,40})\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
TITLE = re.compile(r"<title\b[^<>]{0,200}>(.{0,1000}?)</title>", re.IGNORECASE | re.DOTALL)
BODY = re.compile(r"<body\b[^<>]{0,1000}>(.*?)(?:</body>|\Z)", re.IGNORECASE | re.DOTALL)
LINK = re.compile(r"(?<=[(<\"'\s=])(?:\{(\w{3,8})\}|\|(\w{3,8})\|(?=[\w/.]))([^\s()<>\"'`|{}]{0,1000})")
CODE = re.compile(
    r"(?:(?<=\n\n)|\A\n?)(?: {4}|\t)(?::::|#!)([\w+#-]{1,40})[^\n]*\n((?:(?:(?: {4}|\t)[^\n]*|[ \t]*)(?:\n|\Z))+)"
)
"""Indented code with its language in the first line, which no reader sees."""
TOC = re.compile(r"^\[TOC\][ \t]*$", re.MULTILINE)
MARKS = re.compile(r"(\*\*|\*|``|`|__)(?=\S)(.{1,1000}?)(?<=\S)\1")
REFERENCE = re.compile(r"`([^`<>]{1,500}?)(?:\s*<[^<>`]{1,500}>)?`_{1,2}|(?<=\w)_{1,2}(?=[\s.,;:!?)]|\Z)")
"""A link of reStructuredText in a line of the header: `Fedora_`, `the club <https://…>`_."""
TAG = re.compile(r"\{%-?\s*\w[^%{}]{0,2000}%\}")
FILES = {"filename", "static", "attach"}
LISTS = {"category", "tag", "author"}
SHOWN = {"", "published"}
"""The states that readers see. Pelican passes over a text with any state that it doesn't know."""
SEEN = 30
KNOWN = {
    "title", "date", "modified", "category", "tags", "keywords", "slug", "lang", "status", "template", "saveas", "url",
    "translation", *KNOWN_WORDS,
}  # fmt: skip


def fits(path: Path) -> bool:
    """Tell whether there are texts at a path."""
    return path.is_dir() and next(_Site(path).names(), "") != ""


def is_known(path: Path) -> bool:
    """Tell whether a folder is surely a Pelican site, or its texts."""
    if not path.is_dir():
        return False
    if (path / CONFIGS[0]).is_file():
        return True
    some = [one for one, _ in zip(read_texts(path, _names(path, PROGRAM)), range(SEEN), strict=False)]
    own = [one for one in some if not one.front.has_header and "date" in split_header(one).values]
    return bool(own) and len(own) * 2 > len(some)


def _names(content: Path, at_top: Set[str]) -> Iterator[str]:
    return text_names(content, ENDINGS | {RST}, skip=SKIPPED, at_top=at_top)


class _Site:
    """A Pelican site on this disk."""

    def __init__(self, path: Path) -> None:
        said = read_settings(*(path / name for name in CONFIGS))
        content = path / text_setting(said, "PATH", "content")
        self.content = content if content.is_dir() and content.resolve().is_relative_to(path.resolve()) else path
        self.address = text_setting(said, "SITEURL")
        self.language = text_setting(said, "DEFAULT_LANG", "en")
        self.zone = known_zone(text_setting(said, "TIMEZONE"))
        self.author = text_setting(said, "AUTHOR")
        self.patterns = Patterns(said)
        self.has_folders = said.get("USE_FOLDER_AS_CATEGORY", True) is not False
        self.pages = _folders(said.get("PAGE_PATHS"), ["pages"])
        self.stories = _folders(said.get("ARTICLE_PATHS"), [""])
        self.status = _status_in(said.get("DEFAULT_METADATA"))
        """The status of texts that don't say theirs."""
        lists = (said.get(name) for name in ("ARTICLE_EXCLUDES", "PAGE_EXCLUDES", "IGNORE_FILES"))
        self.left_out = [str(one) for some in lists if isinstance(some, list) for one in some]
        self.lists = {kind: text_setting(said, f"{kind.upper()}_URL", f"{kind}/{{slug}}.html") for kind in LISTS}
        self.is_divided = self.content != path

    def names(self) -> Iterator[str]:
        """Yield the paths of its texts. Beside those alone, no folder is that of a program."""
        return _names(self.content, frozenset() if self.is_divided else PROGRAM)


def _status_in(defaults: Any) -> str:
    """Return the status among the values of headers that have none: a table, or pairs, as older versions had them."""
    pairs = list(defaults.items()) if isinstance(defaults, dict) else defaults
    rows = [one for one in pairs if isinstance(one, tuple | list)] if isinstance(pairs, tuple | list) else []
    found = [text_of(row[1]).casefold() for row in rows if len(row) == 2 and str(row[0]).casefold() == "status"]
    return next(iter(found), "")


def _folders(paths: Any, default: list[str]) -> list[str]:
    """Return the folders of a setting, without the slashes around them; `default` where it isn't written out."""
    return [str(one).strip("/") for one in paths] if isinstance(paths, list) else default


def describe_source(path: Path) -> Source:
    """Return what tells this site from another one: its address, or the name of its folder."""
    site = _Site(path)
    host = host_of(site.address)
    prefix = path_of(site.address).rstrip("/")
    return Source(kind="pelican", name=host or path.resolve().name, hosts=(host,) if host else (), prefix=prefix)


def read_source(path: Path) -> Records:
    """Yield what the site holds."""
    site = _Site(path)
    reader = _Reader(site, path_of(site.address).rstrip("/"))
    for file in read_texts(site.content, site.names()):
        if file.problem:
            yield Leftover("Files that can't be read", f"{file.path}: {file.problem}")
        else:
            yield from reader.read(file)
    yield from reader.listings()


def split_header(file: TextFile) -> FrontMatter:
    """Return header and text of a file, by the form that its kind has."""
    if file.front.has_header:
        return file.front
    text = file.front.body
    if file.path.endswith(RST):
        return read_fields(text)
    return _read_head(text) if file.is_html else _read_lines(text)


def _read_lines(text: str) -> FrontMatter:
    """Read `Key: value` lines, each of which may go on in indented ones, up to the first line of another kind."""
    values: dict[str, str] = {}
    key = ""
    lines = text.lstrip("\n\ufeff").split("\n")
    for number, line in enumerate(lines):
        found = LINE.fullmatch(line.rstrip())
        if key and line.startswith(("    ", "\t")) and line.strip():
            values[key] = f"{values[key]} {line.strip()}".strip()
        elif found:
            key = fold_key(found[1])
            values[key] = found[2].strip()
        else:
            has_end = not line.strip() and bool(values)
            return FrontMatter(values, "\n".join(lines[number:])) if has_end else FrontMatter({}, text)
    return FrontMatter(values, "")


def _read_head(text: str) -> FrontMatter:
    """Read the head of a web page."""
    body = BODY.search(text)
    head = text[: body.start()] if body else text
    title = TITLE.search(head)
    values = {"title": " ".join(unescape(title[1]).split())} if title else {}
    for meta in META.finditer(head):
        said = {name.casefold(): unescape(double or single) for name, double, single in ATTRIBUTE.findall(meta[1])}
        value = said.get("content") or said.get("contents", "")
        if said.get("name") and value:
            values[fold_key(said["name"])] = value
    return FrontMatter(values, body[1] if body else TITLE.sub("", META.sub("", text)))


class _Reader:
    def __init__(self, site: _Site, prefix: str) -> None:
        self.site = site
        self.prefix = prefix
        self.used: dict[tuple[str, str], None] = {}
        self.keys = UnusedKeys()

    def read(self, file: TextFile) -> Iterator[Record]:
        """Yield the records that a file makes."""
        front = split_header(file)
        if hidden.is_left_out(file.path, self.site.left_out):
            yield Leftover(LEFT_OUT_BY_SETTINGS, file.path)
            return
        is_page = hidden.is_below(file.path, self.site.pages)
        status = self._status_of(front)
        if not (front.values or front.body.strip()):
            yield Leftover("Files without a word", file.path)
            return
        names = [] if is_page else (_people(front) or ([self.site.author] if self.site.author else []))
        for name in names:
            yield Author(id=name, name=name, address=self._list_address("author", name))
        item = self._item(file, front, names, is_page=is_page)
        if item.is_draft:
            kind = hidden.UNSHOWN if status in SHOWN else f"Texts that were {status}, written as drafts"
            yield Leftover(kind, item.title)
        elif item.date and not item.address:
            yield Leftover("Texts whose old address can't be found out from the settings", item.title)
        if not (item.is_draft or is_page):
            self.used |= {("category", term.name): None for term in item.sections}
            self.used |= {("tag", tag): None for tag in item.topics}
        yield item
        self.keys.add(file, KNOWN, front)

    def _status_of(self, front: FrontMatter) -> str:
        return front.text("status").casefold() or self.site.status

    def listings(self) -> Iterator[Record]:
        """Yield the old pages of categories and tags."""
        for kind, name in self.used:
            address = self._list_address(kind, name)
            if kind == "category":
                yield Listing(kind="section", slug=slug_of(name), name=name, address=address)
            else:
                yield Listing(kind="topic", name=name, address=address)
        yield Listing(kind="home", name="", address=f"{self.prefix}/feeds/all.atom.xml")
        yield from self.keys.told()

    def _item(self, file: TextFile, front: FrontMatter, names: list[str], *, is_page: bool) -> Item:
        name = rest_of_name(file.stem) or file.stem
        is_rst = file.path.endswith(RST)
        title = front.text("title")
        title = (_plain(title, is_rst=True) if is_rst else title) or title_of_name(name)
        slug = front.text("slug") or self.site.patterns.slug_in(file.stem, title)
        date = date_in(front.text("date") or day_in_name(file.stem), self.site.zone)
        folder = (
            PurePosixPath(file.folder).name
            if self.site.has_folders and file.folder not in {"posts", "articles"}
            else ""
        )
        category = "" if is_page else front.text("category") or folder
        language = front.text("lang")
        language = "" if language == self.site.language else language
        is_outside = not is_page and not hidden.is_below(file.path, self.site.stories)
        is_kept = hidden.is_kept_back({**front.values, "status": ""}, file.path)
        is_draft = self._status_of(front) not in SHOWN or is_outside or is_kept
        body = TOC.sub("", self._links(front.body))
        if not (is_rst or file.is_html):
            body = outside_code(CODE.sub(_fenced, front.body), lambda text: TOC.sub("", self._links(text)))
        address = front.text("url", "saveas") or self.site.patterns.address(
            slug=slug, day=date, category=category, author=next(iter(names), ""), language=language, is_page=is_page
        )
        photo = lead_photo_in(front)
        return Item(
            id=file.path,
            title=title,
            body=body,
            markup=_markup(file, body),
            is_page=is_page,
            address="" if is_draft or not address else f"{self.prefix}/{address.lstrip('/')}",
            path=f"/{slug}/" if is_page else "",
            slug=rest_of_name(slug) or slug,
            date=date,
            updated=date_in(front.text("modified"), self.site.zone),
            authors=tuple(names),
            sections=(Term(slug_of(category), category),) if category else (),
            topics=() if is_page else tuple(front.names("tags", "keywords")),
            deck=front.text(*DECKS),
            kicker=front.text(*KICKERS),
            summary=_plain(front.text("summary", "description", *SUMMARIES), is_rst=is_rst),
            language=language,
            photo=self._links(f" {photo.source}").strip(),
            caption=photo.caption,
            credit=photo.credit,
            alt=photo.alt,
            is_draft=is_draft,
            values=front.plain,
            folder=file.folder,
        )

    def _list_address(self, kind: str, name: str) -> str:
        filled = self.site.lists[kind].replace("{slug}", slug_of(name))
        return f"{self.prefix}/{filled.lstrip('/')}"

    def _links(self, text: str) -> str:
        """Return a text in which Pelican's own links are references, paths, or old addresses."""

        def replace(found: re.Match[str]) -> str:
            kind, path = (found[1] or found[2]).casefold(), found[3]
            if kind == "filename":
                return f"ref:{path}" if re.search(r"\.(?:md|markdown|mkd|mdown|rst|html?)(?:#.*)?$", path) else path
            if kind in FILES:
                return path
            if kind in LISTS:
                return self._list_address(kind, path.strip("/"))
            return "/" if kind == "index" else found[0]

        return LINK.sub(replace, text)


def _markup(file: TextFile, body: str) -> Markup:
    """Return the form of a text: in Markdown with tags, a plugin read those of Liquid."""
    if file.path.endswith(RST):
        return "rst"
    return "html" if file.is_html else "liquid" if TAG.search(body) else "markdown"


def _fenced(found: re.Match[str]) -> str:
    """Return indented code between fences that are longer than any in it."""
    lines = [re.sub(r"^(?: {1,4}|\t)", "", line) for line in found[2].rstrip().split("\n")]
    fence = "`" * max(3, *(len(some) + 1 for some in re.findall(r"`{3,}", found[2])), 0)
    return "\n".join([f"{fence}{found[1]}", *lines, fence, "", ""])


def _plain(words: str, *, is_rst: bool) -> str:
    """Return a line of the header without the marks of its markup."""
    return MARKS.sub(r"\2", REFERENCE.sub(r"\1", words) if is_rst else words)


def _people(front: FrontMatter) -> list[str]:
    """Return who wrote a text. Names with a semicolon between them are written with the family name first."""
    words = front.text("authors", "author")
    if ";" not in words:
        return front.names("authors", "author", separators=",")
    names = (" ".join(reversed([part.strip() for part in one.split(",", 1)])) for one in words.split(";"))
    return list(dict.fromkeys(name for name in names if name.strip()))
