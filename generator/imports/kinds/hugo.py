"""Read the content of a Hugo site: the whole site, or its content folder alone.

The rules are those of Hugo's own documentation: front matter, page bundles, sections, taxonomies, aliases, and the
languages of its settings, by folder or by the name of the file (`about.fr.md`).
"""

import posixpath
import re
from collections.abc import Iterator
from pathlib import Path

import msgspec

from generator.imports import hidden
from generator.imports.folder import TextFile, UnusedKeys, read_text, read_texts, text_names
from generator.imports.front_matter import FrontMatter
from generator.imports.header_words import DECKS, KICKERS, KNOWN_WORDS, authors_in, lead_photo_in
from generator.imports.kinds.hugo_ignored import find_ignored
from generator.imports.kinds.hugo_site import Site, has_settings, read_site, slug_or
from generator.imports.people import OWN_FOLDERS, is_person, person_in, read_people
from generator.imports.records import (
    LEFT_OUT_BY_SETTINGS,
    PLAIN_FOLDERS,
    Item,
    Leftover,
    Listing,
    Record,
    Records,
    Source,
    Term,
)
from generator.imports.values import in_zone, language_unless, path_in_header, title_of_name, whole_host_of
from generator.intake.text.name_dates import day_in_name, rest_of_name
from generator.intake.text.slugs import slug_of

LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[a-zA-Z]{2,4})?")
KNOWN = {
    "title", "date", "publishdate", "pubdate", "published", "modified", "lastmod", "expirydate", "unpublishdate",
    "draft", "slug", "url", "aliases", "tags", "categories", "keywords", "featured", "weight", "type", "layout",
    "linktitle", "menu", "menus", "params", "language", "lang", "cascade", "outputs",
    "markup", "robotsnoindex", "noindex", "sitemap", "translationkey", "resources", "headless", "build", "series",
    "canonicalurl", "topics", "section", *KNOWN_WORDS,
}  # fmt: skip
NO_STORY = {"robots.txt", "search.md", "404.md", "404.html"}
PAGE_TYPES = {"page", "about", "static"}

OTHER_ENDINGS = {".org", ".adoc", ".asciidoc", ".ad", ".rst", ".pandoc", ".pdc"}
OTHER_FORMS = "Texts in forms that aren't read; convert them to Markdown (with pandoc, for example) and import again"


def fits(path: Path) -> bool:
    """Tell whether there are texts at a path."""
    return path.is_dir() and next(read_site(path).names(), "") != ""


def is_known(path: Path) -> bool:
    """Tell whether a folder is surely a Hugo site."""
    if not path.is_dir():
        return False
    has_index = next((True for name in text_names(path) if posixpath.basename(name).startswith("_index.")), False)
    return (has_settings(path) and (path / "content").is_dir()) or has_index


def describe_source(path: Path) -> Source:
    """Return what tells this site from another one: its address, or the name of its folder."""
    site = read_site(path)
    host = whole_host_of(site.address)
    return Source(kind="hugo", name=host or path.resolve().name, hosts=(host,) if host else (), prefix=site.prefix)


def read_source(path: Path) -> Records:
    """Yield what the site holds."""
    site = read_site(path)
    reader = _Reader(site)
    for file in read_texts(site.content, site.names()):
        if file.problem:
            yield Leftover("Files that can't be read", f"{file.path}: {file.problem}")
            continue
        yield from reader.read(file)
    yield from (Leftover(OTHER_FORMS, name) for name in text_names(site.content, OTHER_ENDINGS))
    yield from reader.listings()
    data = sorted(one.name for one in (path / "data").rglob("*") if one.is_file()) if (path / "data").is_dir() else []
    for name in data:
        yield Leftover("Files of data/: templates may use them if you copy them into data/ beside site.toml", name)


def _hidden_folders(site: Site) -> list[str]:
    """Return the folders whose `_index.md` hides what is in them."""
    indexes = (name for name in site.names() if posixpath.basename(name).startswith("_index."))
    return [posixpath.dirname(name) for name in indexes if hidden.hides_below(hidden.read_header(site.content / name))]


class _Reader:
    def __init__(self, site: Site) -> None:
        self.site = site
        self.hidden = _hidden_folders(site)
        self.left_out, self.unread = find_ignored(site.left_out, list(site.names()) if site.left_out else [])
        self.people = read_people(site.root / "data")
        self.keys = UnusedKeys()
        self.about: list[tuple[TextFile, list[str], str, str]] = []
        """The texts about people, with their paths, names and languages."""
        self.plain: list[tuple[TextFile, list[str], str, str]] = []
        """The heads of the lists of all stories, with the same."""
        self.names: dict[str, str] = {}
        """The title of each section, as its _index.md says."""
        self.terms: dict[tuple[str, str], str] = {}
        """The title of each term of a taxonomy, as its text says, by taxonomy and slug."""
        self.used: dict[tuple[str, str], str] = {}
        for name in site.names():
            parts = self._language_of(name)[1].split("/")
            if is_person("/".join(parts)) or self._is_term(parts):
                self._look_ahead(read_text(site.content, name), parts)

    def _look_ahead(self, file: TextFile, parts: list[str]) -> None:
        """Keep what a text says of somebody, or of a term."""
        if is_person("/".join(parts)):
            slug = file.front.text("slug") or (parts[-2] if _is_index(parts) else posixpath.splitext(parts[-1])[0])
            if found := person_in(file, f"{self.site.prefix}/{parts[0]}/{slug}/"):
                self.people.add(*found)
        elif title := file.front.text("title", "linktitle"):
            self.terms[parts[0], slug_of(parts[1])] = title

    def _is_term(self, parts: list[str]) -> bool:
        """Tell whether a text is the head of the list of a term: `tags/harbor/_index.md`."""
        return (
            len(parts) == len(("tags", "harbor", "_index.md")) and parts[0] in self.site.taxonomies and _is_index(parts)
        )

    def read(self, file: TextFile) -> Iterator[Record]:
        """Yield the records that a file makes."""
        language, path = self._language_of(file.path)
        parts = path.split("/")
        stem = posixpath.splitext(parts[-1])[0]
        has_words = bool(file.front.body.strip())
        if not file.front.is_whole:
            yield Leftover("Headers of which a part couldn't be read", file.path)
        if file.path in self.left_out:
            yield Leftover(LEFT_OUT_BY_SETTINGS, file.path)
        elif parts[-1] in NO_STORY or (len(parts) == 1 and stem == "_index"):
            if has_words:
                yield Leftover("Texts of the home page and of pages that Broadsheet makes itself", file.path)
        elif is_person(path) and person_in(file):
            self.about.append((file, parts, stem, language))
        elif self._is_head(file, parts, stem):
            yield from self._list_of_term(parts)
        elif stem == "_index" and not has_words:
            yield from self._list(file, parts, language)
        else:
            yield from self._item(file, parts, stem, language)

    def _list(self, file: TextFile, parts: list[str], language: str) -> Iterator[Record]:
        """Yield the head of a list without words: a section, or the list of a folder in one."""
        if len(parts) > len(("section", "_index.md")):
            yield Listing(kind="section", slug=parts[0], name=self._named(parts[0]), address=self._at(parts, language))
        elif parts[0] in PLAIN_FOLDERS and not language:
            self.names[parts[0]] = file.front.text("title", "linktitle") or self._named(parts[0])
            self.plain.append((file, parts, "_index", language))
        else:
            yield from self._item(file, parts, "_index", language)

    def _lists_of_all(self) -> Iterator[Record]:
        """Yield the sections that say no more than that they hold stories, if stories are in them; else their lists."""
        for file, parts, stem, language in self.plain:
            if ("section", parts[0]) in self.used:
                yield from self._item(file, parts, stem, language)
            else:
                yield Listing(kind="front", name="", address=self._at(parts, language))

    def _item(self, file: TextFile, parts: list[str], stem: str, language: str) -> Iterator[Record]:
        """Yield a text with those who wrote it."""
        item = self._section(file, parts, language) if stem == "_index" else self._text(file, parts, stem, language)
        for author in item.authors:
            yield self.people.author(author, f"{self.site.prefix}/authors/{slug_of(author)}/")
        if stem == "_index" and (item.is_draft or self._is_hidden(file, is_listed=False)):
            item = msgspec.structs.replace(item, body="" if item.is_section else item.body, is_draft=item.is_page)
            if file.front.body.strip():
                yield Leftover(hidden.UNSHOWN_SECTION if item.is_section else hidden.UNSHOWN, file.path)
        elif item.is_draft and not file.front.flag("draft"):
            yield Leftover(hidden.UNSHOWN, file.path)
        yield item
        self.keys.add(file, KNOWN)

    def _is_head(self, file: TextFile, parts: list[str], stem: str) -> bool:
        """Tell whether a text is only the head of the list of a taxonomy, of a term, or of all people."""
        if file.front.body.strip():
            return False
        is_top = stem == "_index" and len(parts) == len(("tags", "_index.md"))
        return (is_top and parts[0] in {*self.site.taxonomies, *OWN_FOLDERS}) or self._is_term(parts)

    def _list_of_term(self, parts: list[str]) -> Iterator[Record]:
        """Yield the old list of a term."""
        if self._is_term(parts):
            name = self.terms.get((parts[0], slug_of(parts[1])), parts[1])
            yield Listing(kind="topic", name=name, address=self._at(parts, ""))

    def _people(self) -> Iterator[Record]:
        """Yield the former addresses of people who wrote, and the pages about others."""
        for file, parts, stem, language in self.about:
            found = person_in(file)
            if found and self.people.wrote(found[0]):
                aliases = (path_in_header(one) for one in file.front.texts("aliases"))
                yield from (Listing(kind="person", name=found[0].name, address=address) for address in aliases)
            elif file.front.body.strip():
                yield from self._item(file, parts, stem, language)

    def listings(self) -> Iterator[Record]:
        """Yield the pages about people, and the old pages of sections and of tags."""
        yield from self._people()
        yield from self._lists_of_all()
        for (kind, name), address in self.used.items():
            if kind == "section":
                yield Listing(kind="section", slug=name, name=self._named(name), address=address)
            else:
                yield Listing(kind="topic", name=name, address=address)
        yield Listing(kind="home", name="", address=f"{self.site.prefix}/index.xml")
        yield from self.unread
        yield from self.people.told()
        yield from self.keys.told()

    def _named(self, section: str) -> str:
        """Return what readers call a section."""
        return self.names.get(section) or title_of_name(section)

    def _at(self, parts: list[str], language: str) -> str:
        """Return the address of a list, by the path of its text."""
        return "/".join(filter(None, [self.site.prefix.strip("/"), language, *parts[:-1]])).join(("/", "/"))

    def _is_hidden(self, file: TextFile, *, is_listed: bool) -> bool:
        said = {**file.front.values, "build": file.front.table("build")}
        is_unshown = hidden.is_unshown(said, is_listed=is_listed) or hidden.is_kept_back(said, file.path)
        return is_unshown or hidden.is_below(file.path, self.hidden)

    def _language_of(self, path: str) -> tuple[str, str]:
        """Return the language of a file if it isn't the site's own, and its path without the sign of the language."""
        for folder, code in self.site.folders.items():
            if path.startswith(f"{folder}/"):
                return ("" if code == self.site.language else code), path.removeprefix(f"{folder}/")
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
        is_top = len(parts) == len(("section", "_index.md")) and not language
        name = front.text("title", "linktitle") or self._named(parts[-2])
        if is_top:
            self.names[slug] = name
        address = self._own(front) or self._at(parts, language)
        return Item(
            id=file.path,
            title=name,
            body=front.body,
            markup="hugo-html" if file.is_html else "markdown",
            is_section=is_top,
            is_page=not is_top,
            sections=(Term(slug, name),),
            address=address,
            path=address.removeprefix(self.site.prefix),
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
        written = front.text("publishdate", "pubdate", "published", "date") or day_in_name(name)
        date = in_zone(written, self.site.zone)
        is_page = not folders or (not date and front.text("type") in PAGE_TYPES) or (not date and len(folders) < 2)
        section = folders[0] if folders else ""
        address = self._address(front, folders, name, date, language)
        tags = [self._term(kind, tag) for kind in ("tags", "topics", "keywords", "series") for tag in front.names(kind)]
        categories = [self._term("categories", one) for one in front.names("categories", "category")]
        is_draft = front.flag("draft") or self._is_hidden(file, is_listed=not is_page)
        terms = [Term(section, self._named(section)), *(Term(slug_of(one), one) for one in categories)]
        terms = terms[1:] if categories and section in PLAIN_FOLDERS else terms
        if not (is_page or is_draft):
            self._note_lists(section, terms, tags)
        photo = lead_photo_in(front, "cover", "featuredimage")
        return Item(
            id=file.path,
            title=front.text("title", "linktitle") or rest_of_name(name).replace("-", " ").capitalize(),
            body=front.body,
            markup="hugo-html" if file.is_html else "markdown",
            is_page=is_page,
            address=address,
            path=address.removeprefix(self.site.prefix) if is_page else "",
            former=tuple(_aliases(front.texts("aliases"), address)),
            slug=front.text("slug") or rest_of_name(name) or name,
            date=date,
            updated=in_zone(front.text("lastmod", "modified"), self.site.zone),
            expires=in_zone(front.text("expirydate", "unpublishdate"), self.site.zone),
            authors=() if is_page else tuple(authors_in(front)),
            sections=() if is_page else tuple(terms),
            topics=tuple(dict.fromkeys(tags)),
            kicker=front.text(*KICKERS),
            deck=front.text(*DECKS),
            summary=front.text("summary", "excerpt", "description", "teaser", "abstract"),
            language=language or language_unless(front.text("language", "lang"), self.site.language),
            photo=photo.source,
            caption=photo.caption,
            credit=photo.credit,
            alt=photo.alt,
            is_draft=is_draft,
            noindex=front.flag("robotsnoindex", "noindex"),
            values=front.plain,
            folder=file.folder,
        )

    def _note_lists(self, section: str, terms: list[Term], tags: list[str]) -> None:
        """Note the old lists in which a story was."""
        at = f"{self.site.prefix}/categories"
        if terms[0].slug == section:
            self.used.setdefault(("section", section), f"{self.site.prefix}/{section}/")
        else:
            self.names.setdefault(terms[0].slug, terms[0].name)
            self.used.setdefault(("section", terms[0].slug), f"{at}/{slug_of(terms[0].name)}/")
        self.used.update({("topic", tag): f"{self.site.prefix}/tags/{slug_of(tag)}/" for tag in tags})
        self.used.update({("topic", one.name): f"{at}/{slug_of(one.name)}/" for one in terms[1:]})

    def _term(self, taxonomy: str, name: str) -> str:
        """Return what readers call a term of a taxonomy."""
        return self.terms.get((taxonomy, slug_of(name)), name)

    def _own(self, front: FrontMatter) -> str:
        """Return the address that a header gives; empty if it gives none."""
        own = path_in_header(front.text("url"))
        return f"{self.site.prefix}{own}" if own else ""

    def _address(self, front: FrontMatter, folders: list[str], name: str, date: str, language: str) -> str:
        """Return where readers found a text: `url` of its header, or as the site's permalinks say, or its path."""
        has_folder = language or (self.site.language if self.site.has_folder else "")
        start = self.site.prefix + (f"/{has_folder.lower()}" if has_folder else "")
        if own := front.text("url"):
            return (self.site.prefix if own.startswith("/") else start) + path_in_header(own)
        values = {
            **slug_or(front.text("title"), name, front.text("slug")),
            "section": folders[0] if folders else "",
            "sections": "/".join(folders),
        }
        filled = self.site.permalink(values, date)
        return start + (filled or "/" + "/".join([*folders, front.text("slug") or name]) + "/")


def _is_index(parts: list[str]) -> bool:
    return parts[-1].partition(".")[0] in {"index", "_index"}


def _aliases(written: list[str], address: str) -> Iterator[str]:
    """Yield former addresses. One without `/` at its start is beside the text's own."""
    for alias in written:
        yield (
            path_in_header(alias)
            if alias.startswith(("/", "http"))
            else posixpath.normpath(posixpath.join(address, "..", alias)) + "/"
        )
