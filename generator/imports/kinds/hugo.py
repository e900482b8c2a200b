"""Read the content of a Hugo site: the whole site, or its content folder alone.

The rules are those of Hugo's own documentation: front matter, page bundles, sections, taxonomies, aliases, and the
languages of its settings, by folder or by the name of the file (`about.fr.md`).
"""

import posixpath
import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import msgspec

from generator.files import read_whole
from generator.imports import hidden
from generator.imports.folder import TextFile, read_texts, text_names, unused_keys
from generator.imports.front_matter import FrontMatter, split_front_matter
from generator.imports.records import Author, Item, Leftover, Listing, Record, Records, Source, Term
from generator.imports.values import language_unless, path_in_header, whole_seconds
from generator.intake.text.dates import DateError, read_moment
from generator.intake.text.name_dates import day_in_name, rest_of_name
from generator.intake.text.slugs import slug_of

CONFIGS = ("hugo.toml", "hugo.yaml", "hugo.yml", "hugo.json", "config.toml", "config.yaml", "config.yml", "config.json")
CONFIG_FOLDERS = ("", "config/_default/")
MAX_CONFIG_BYTES = 1_000_000
LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[a-zA-Z]{2,4})?")
KNOWN = {
    "title", "date", "publishdate", "pubdate", "published", "modified", "lastmod", "expirydate", "unpublishdate",
    "draft", "slug", "url", "aliases", "tags", "categories", "keywords", "author", "authors", "description",
    "summary", "excerpt", "subtitle", "image", "images", "cover", "featuredimage", "featured", "thumbnail",
    "weight", "type", "layout", "linktitle", "menu", "menus", "params", "language", "lang", "cascade", "outputs",
    "markup", "robotsnoindex", "noindex", "sitemap", "translationkey", "resources", "headless", "build", "series",
    "canonicalurl", "topics", "section", "deck",
}  # fmt: skip
_UTC = ZoneInfo("UTC")
NO_STORY = {"robots.txt", "search.md", "404.md", "404.html"}
PAGE_TYPES = {"page", "about", "static"}


class Site(msgspec.Struct, frozen=True):
    """A Hugo site on this disk."""

    content: Path
    """The folder with its texts."""
    address: str = ""
    language: str = ""
    """The default language."""
    languages: tuple[str, ...] = ()
    permalinks: Mapping[str, str] = {}


def fits(path: Path) -> bool:
    """Tell whether there are texts at a path."""
    return path.is_dir() and next(text_names(_site(path).content), "") != ""


def is_known(path: Path) -> bool:
    """Tell whether a folder is surely a Hugo site."""
    if not path.is_dir():
        return False
    has_config = any((path / folder / name).is_file() for folder in CONFIG_FOLDERS for name in CONFIGS)
    has_index = next((True for name in text_names(path) if posixpath.basename(name).startswith("_index.")), False)
    return (has_config and (path / "content").is_dir()) or has_index


def describe_source(path: Path) -> Source:
    """Return what tells this site from another one: its address, or the name of its folder."""
    site = _site(path)
    host = urlsplit(site.address).netloc.lower()
    return Source(kind="hugo", name=host or path.resolve().name, hosts=(host,) if host else ())


def read_source(path: Path) -> Records:
    """Yield what the site holds."""
    site = _site(path)
    reader = _Reader(site)
    for file in read_texts(site.content, text_names(site.content)):
        if file.problem:
            yield Leftover("Files that can't be read", f"{file.path}: {file.problem}")
            continue
        yield from reader.read(file)
    yield from reader.listings()
    data = sorted(one.name for one in (path / "data").rglob("*") if one.is_file()) if (path / "data").is_dir() else []
    for name in data:
        yield Leftover("Files of data/: templates may use them if you copy them into data/ beside site.toml", name)


def _hidden_folders(content: Path) -> list[str]:
    """Return the folders whose `_index.md` hides what is in them."""
    indexes = (name for name in text_names(content) if posixpath.basename(name).startswith("_index."))
    return [posixpath.dirname(name) for name in indexes if hidden.hides_below(hidden.read_header(content / name))]


class _Reader:
    def __init__(self, site: Site) -> None:
        self.site = site
        self.hidden = _hidden_folders(site.content)
        self.names: dict[str, str] = {}
        """The title of each section, as its _index.md says."""
        self.used: dict[tuple[str, str], str] = {}

    def read(self, file: TextFile) -> Iterator[Record]:
        """Yield the records that a file makes."""
        language, path = self._language_of(file.path)
        parts = path.split("/")
        stem = posixpath.splitext(parts[-1])[0]
        if parts[-1] in NO_STORY or (len(parts) == 1 and stem == "_index"):
            if file.front.body.strip():
                yield Leftover("Texts of the home page and of pages that Broadsheet makes itself", file.path)
            return
        if not file.front.is_whole:
            yield Leftover("Headers of which a part couldn't be read", file.path)
        item = self._section(file, parts, language) if stem == "_index" else self._text(file, parts, stem, language)
        for author in item.authors:
            yield Author(id=author, name=author, address=f"/authors/{slug_of(author)}/")
        if stem == "_index" and (item.is_draft or self._is_hidden(file, is_listed=False)):
            item = msgspec.structs.replace(item, body="" if item.is_section else item.body, is_draft=item.is_page)
            if file.front.body.strip():
                yield Leftover(hidden.UNSHOWN_SECTION if item.is_section else hidden.UNSHOWN, file.path)
        elif item.is_draft and not file.front.flag("draft"):
            yield Leftover(hidden.UNSHOWN, file.path)
        yield item
        yield from unused_keys(file, file.front.values.keys() - KNOWN)

    def listings(self) -> Iterator[Record]:
        """Yield the old pages of sections and of tags."""
        for (kind, name), address in self.used.items():
            if kind == "section":
                yield Listing(kind="section", slug=name, name=self.names.get(name, name), address=address)
            else:
                yield Listing(kind="topic", name=name, address=address)
        yield Listing(kind="home", name="", address="/index.xml")

    def _is_hidden(self, file: TextFile, *, is_listed: bool) -> bool:
        said = {**file.front.values, "build": file.front.table("build")}
        return hidden.is_unshown(said, is_listed=is_listed) or hidden.is_below(file.path, self.hidden)

    def _language_of(self, path: str) -> tuple[str, str]:
        """Return the language of a file if it isn't the site's own, and its path without the sign of the language."""
        first, slash, rest = path.partition("/")
        if slash and first in self.site.languages:
            return ("" if first == self.site.language else first), rest
        stem, dot, ending = path.rpartition(".")
        name, point, code = stem.rpartition(".")
        is_code = code in self.site.languages or (not self.site.languages and LANGUAGE.fullmatch(code))
        if point and is_code and len(code) <= len("pt-BR"):
            return ("" if code == self.site.language else code), f"{name}{dot}{ending}"
        return "", path

    def _section(self, file: TextFile, parts: list[str], language: str) -> Item:
        front, slug = file.front, parts[0]
        name = front.text("title", "linktitle") or slug
        self.names[slug] = name
        address = path_in_header(front.text("url")) or "/" + "/".join(parts[:-1]) + "/"
        return Item(
            id=file.path,
            title=name,
            body=front.body,
            markup="hugo-html" if file.is_html else "markdown",
            is_section=len(parts) == len(("section", "_index.md")) and not language,
            is_page=len(parts) > len(("section", "_index.md")) or bool(language),
            sections=(Term(slug, name),),
            address=address,
            former=tuple(_aliases(front.texts("aliases"), address)),
            summary=front.text("description", "summary"),
            language=language,
            is_draft=front.flag("draft"),
            folder=file.folder,
        )

    def _text(self, file: TextFile, parts: list[str], stem: str, language: str) -> Item:
        front = file.front
        is_bundle = stem == "index"
        name = parts[-2] if is_bundle and len(parts) > 1 else stem
        folders = parts[: -2 if is_bundle else -1]
        date = front.text("publishdate", "pubdate", "published", "date") or day_in_name(name)
        is_page = not folders or (not date and front.text("type") in PAGE_TYPES) or (not date and len(folders) < 2)
        section = folders[0] if folders else ""
        address = (f"/{language}" if language else "") + self._address(front, section, folders, name, date)
        tags = front.names("tags", "topics", "keywords", "series")
        categories = front.names("categories")
        is_draft = front.flag("draft") or self._is_hidden(file, is_listed=not is_page)
        if not (is_page or is_draft):
            self.used.setdefault(("section", section), f"/{section}/")
            self.used.update({("topic", tag): f"/tags/{slug_of(tag)}/" for tag in tags})
            self.used.update({("topic", one): f"/categories/{slug_of(one)}/" for one in categories})
        terms = [Term(section, self.names.get(section) or section), *(Term(slug_of(one), one) for one in categories)]
        cover = front.table("cover")
        return Item(
            id=file.path,
            title=front.text("title", "linktitle") or rest_of_name(name).replace("-", " ").capitalize(),
            body=front.body,
            markup="hugo-html" if file.is_html else "markdown",
            is_page=is_page,
            address=address,
            former=tuple(_aliases(front.texts("aliases"), address)),
            slug=front.text("slug") or rest_of_name(name) or name,
            date=whole_seconds(date),
            updated=whole_seconds(front.text("lastmod", "modified")),
            expires=whole_seconds(front.text("expirydate", "unpublishdate")),
            authors=() if is_page else tuple(front.people("author", "authors")),
            sections=() if is_page else tuple(terms),
            topics=tuple(tags),
            deck=front.text("subtitle", "deck"),
            summary=front.text("summary", "excerpt", "description"),
            language=language or language_unless(front.text("language", "lang"), self.site.language),
            photo=cover.get("image")
            or front.text("featuredimage", "image", "thumbnail")
            or next(iter(front.texts("images")), ""),
            caption=cover.get("caption", ""),
            alt=cover.get("alt", ""),
            is_draft=is_draft,
            noindex=front.flag("robotsnoindex", "noindex"),
            values=front.plain,
            folder=file.folder,
        )

    def _address(self, front: FrontMatter, section: str, folders: list[str], name: str, date: str) -> str:
        """Return where readers found a text: `url` of its header, or as the site's permalinks say, or its path."""
        if own := front.text("url"):
            return path_in_header(own)
        slug = front.text("slug") or name
        pattern = self.site.permalinks.get(section, "")
        if pattern and date:
            try:
                moment = read_moment(whole_seconds(date), _UTC)
            except DateError:
                return ""
            values = {
                "year": f"{moment:%Y}",
                "month": f"{moment:%m}",
                "day": f"{moment:%d}",
                "yearday": f"{moment:%j}",
                "monthname": f"{moment:%B}".lower(),
                **dict.fromkeys(("slug", "slugorfilename", "slugorcontentbasename"), slug),
                **dict.fromkeys(("filename", "contentbasename"), name),
                "title": slug_of(front.text("title")),
                "section": section,
                "sections": "/".join(folders),
            }
            filled = re.sub(r":(\w+)", lambda found: values.get(found[1], found[0]), pattern)
            return "" if ":" in filled else f"/{filled.strip('/')}" + ("" if filled.endswith(".html") else "/")
        return "/" + "/".join([*folders, slug]) + "/"


def _aliases(written: list[str], address: str) -> Iterator[str]:
    """Yield former addresses. One without `/` at its start is beside the text's own."""
    for alias in written:
        yield (
            path_in_header(alias)
            if alias.startswith(("/", "http"))
            else posixpath.normpath(posixpath.join(address, "..", alias)) + "/"
        )


def _site(path: Path) -> Site:
    """Return the site at a path: a whole one with its settings, or a folder of texts."""
    settings = _read_settings(path)
    content = path / (settings.get("contentdir") or "content")
    languages = settings.get("languages")
    return Site(
        content=content if content.is_dir() and content.is_relative_to(path) else path,
        address=str(settings.get("baseurl", "")),
        language=str(settings.get("defaultcontentlanguage") or "en"),
        languages=tuple(languages) if isinstance(languages, dict) else (),
        permalinks=_permalinks(settings.get("permalinks")),
    )


def _permalinks(value: Any) -> dict[str, str]:
    if not isinstance(value, dict):
        return {}
    inner = value.get("page")
    pages: dict[Any, Any] = inner if isinstance(inner, dict) else value
    return {str(section): pattern for section, pattern in pages.items() if isinstance(pattern, str)}


def _read_settings(path: Path) -> dict[str, Any]:
    """Return the settings that a move needs, with their keys in small letters; empty when they can't be read."""
    for folder in CONFIG_FOLDERS:
        for name in CONFIGS:
            file = path / folder / name
            if not file.is_file():
                continue
            try:
                text = read_whole(file, MAX_CONFIG_BYTES).decode("utf-8-sig")
                table: Any = tomllib.loads(text) if name.endswith(".toml") else _loose_settings(text, name)
            except (OSError, ValueError, RecursionError):
                continue
            return {str(key).lower(): value for key, value in table.items()}
    return {}


def _loose_settings(text: str, name: str) -> dict[str, Any]:
    if name.endswith(".json"):
        return dict(msgspec.json.decode(text, type=dict[str, Any]))
    front = split_front_matter(f"---\n{text}\n---\n")
    found: dict[str, Any] = dict(front.plain)
    for key in ("permalinks", "languages"):
        if table := front.table(key):
            found[key] = table
    return found
