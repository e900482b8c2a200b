"""Read a Zola site: the whole site with its config.toml (or zola.toml), or its content folder alone.

The rules are those of Zola's own documentation: TOML or YAML headers with `[taxonomies]` and `[extra]`, `_index.md` for
sections, texts with their pictures in a folder of their own, `@/news/ferry.md` for links, languages in file names.
"""

import posixpath
import re
from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent
from typing import Any

import msgspec

from generator.files import read_whole
from generator.imports import hidden
from generator.imports.folder import AT_TOP, TextFile, UnusedKeys, read_texts, text_names
from generator.imports.front_matter import split_front_matter
from generator.imports.markdown_body import outside_code
from generator.imports.records import PLAIN_FOLDERS, Author, Item, Leftover, Listing, Record, Records, Source, Term
from generator.imports.toml_table import read_table
from generator.imports.values import date_of, host_of, is_yes, path_of, text_of, title_of_name
from generator.intake.header.keys import fold_key
from generator.intake.text.name_dates import day_in_name, rest_of_name
from generator.intake.text.slugs import slug_of

CONFIGS = ("zola.toml", "config.toml")
MAX_CONFIG_BYTES = 1_000_000
SIGN = re.compile(r"^\s*(?:base_url|compile_sass|build_search_index|generate_feeds?)\s*=", re.MULTILINE)
"""Settings of Zola that Hugo, whose settings have the same file, calls otherwise."""
YAML = re.compile(r"\A\ufeff?\s*---[ \t]*\n(.*?)\n---[ \t]*(?:\n|\Z)", re.DOTALL)
TABLE = re.compile(r"^(taxonomies|extra):[ \t]*\n((?:[ \t]+.*(?:\n|\Z)|[ \t]*\n)+)", re.MULTILINE)
HEADER = re.compile(r"\A\ufeff?\s*\+\+\+[ \t]*\n(.*?)\n\+\+\+[ \t]*(?:\n|\Z)", re.DOTALL)
OWN_LINK = re.compile(r"(?<=[(<\"'\s])@/([^\s()<>\"']{1,500})")
QUOTED = r"\"[^\"]{0,2000}\"|'[^']{0,2000}'|`[^`]{0,2000}`"
CALL = re.compile(rf"\{{\{{\s*([a-zA-Z_][\w:.]{{0,60}})\(((?:[^(){{}}\"'`]|{QUOTED}){{0,200}})\)\s*\}}\}}")
OPENED = re.compile(rf"\{{%-?\s*([a-zA-Z_][\w:.]{{0,60}})\(((?:[^(){{}}\"'`%]|{QUOTED}){{0,200}})\)\s*-?%\}}")
PAIR = re.compile(
    rf"(\{{%-?\s*([a-zA-Z_][\w:.]{{0,60}})\(((?:[^(){{}}\"'`%]|{QUOTED}){{0,200}})\)\s*-?%\}})"
    r"((?:(?!\{%).){0,20000}?)\{%-?\s*end\s*-?%\}",
    re.DOTALL,
)
"""Two commands with words and no other command between them."""
ENDED = re.compile(r"\{%-?\s*end\s*-?%\}")
MORE = re.compile(r"<!--\s*more\s*-->")
LANGUAGE = re.compile(r"(.+)\.([a-z]{2,3}(?:-[a-zA-Z]{2,4})?)")
PHOTOS = ("image", "cover", "cover_image", "featured_image", "thumbnail", "og_image", "hero", "banner")
CATEGORIES = ("categories", "category")
PEOPLE = ("authors", "author", "writers", "contributors")
"""The keys, and the taxonomies, that name who wrote a text."""
KNOWN = {
    "title", "description", "date", "updated", "weight", "draft", "slug", "path", "aliases", "authors", "template",
    "insearchindex", "taxonomies", "extra", "render", "sortby", "pagetemplate", "paginateby", "generatefeeds",
}  # fmt: skip
Table = dict[str, Any]


def fits(path: Path) -> bool:
    """Tell whether there are texts at a path."""
    return path.is_dir() and next(_names(_content(path)), "") != ""


def is_known(path: Path) -> bool:
    """Tell whether a folder is surely a Zola site, or its content."""
    if not path.is_dir():
        return False
    if (path / CONFIGS[0]).is_file() or ((path / "content").is_dir() and SIGN.search(_config_text(path))):
        return (path / "content").is_dir()
    some = (_header_of(path, name) for name, _ in zip(_names(path), range(20), strict=False))
    return any("taxonomies" in values for values in some)


def _names(content: Path) -> Iterator[str]:
    """Yield the paths of the texts. In the folder of texts alone, no folder is that of the program."""
    return text_names(content, at_top=frozenset() if content.name == "content" else AT_TOP)


def _content(path: Path) -> Path:
    return path / "content" if (path / "content").is_dir() else path


def _config_text(path: Path) -> str:
    for name in CONFIGS:
        try:
            return read_whole(path / name, MAX_CONFIG_BYTES).decode("utf-8-sig", "replace")
        except OSError:
            continue
    return ""


def _read_toml(text: str) -> Table | None:
    try:
        return read_table(text)
    except (ValueError, RecursionError):
        return None


def _header_of(path: Path, name: str) -> Table:
    """Return the header of a file with its tables; empty for one that can't be read as a whole."""
    try:
        text = read_whole(path / name, MAX_CONFIG_BYTES).decode("utf-8", "replace").replace("\r\n", "\n")
    except OSError:
        return {}
    if found := HEADER.match(text):
        return _read_toml(found[1]) or {}
    yaml = YAML.match(text)
    return {table[1]: _plain_values(dedent(table[2])) for table in TABLE.finditer(f"{yaml[1]}\n")} if yaml else {}


def _plain_values(block: str) -> Table:
    front = split_front_matter(f"---\n{block}\n---\n")
    return {key: value if isinstance(value, str) else list(value) for key, value in front.values.items()}


class _Site:
    def __init__(self, path: Path) -> None:
        said = _read_toml(_config_text(path)) or {}
        self.content = _content(path)
        self.address = text_of(said.get("base_url"))
        self.prefix = path_of(self.address).rstrip("/")
        self.language = text_of(said.get("default_language")) or "en"
        languages = said.get("languages")
        self.languages = set(languages) if isinstance(languages, dict) else set()


def describe_source(path: Path) -> Source:
    """Return what tells this site from another one: its address, or the name of its folder."""
    site = _Site(path)
    host = host_of(site.address)
    return Source(kind="zola", name=host or path.resolve().name, hosts=(host,) if host else (), prefix=site.prefix)


def read_source(path: Path) -> Records:
    """Yield what the site holds."""
    site = _Site(path)
    reader = _Reader(site)
    for file in read_texts(site.content, _names(site.content)):
        if file.problem:
            yield Leftover("Files that can't be read", f"{file.path}: {file.problem}")
        else:
            yield from reader.read(file)
    yield from reader.listings()


class _Header(msgspec.Struct, frozen=True):
    """The header of a file, with its tables."""

    values: Table
    extra: Table
    terms: dict[str, list[str]]
    """The names in each taxonomy."""

    def text(self, *keys: str) -> str:
        """Return the first value of these keys, at the top or in `[extra]`."""
        names = [name for key in keys for name in (key, key.replace("_", ""))]
        found = (text_of(table.get(name)) for name in names for table in (self.values, self.extra))
        return next(filter(None, found), "")


def _read_header(file: TextFile, tables: Table) -> _Header:
    """Return the header of a file, of which the tables were read apart if it is one of YAML."""
    plain = {key: value if isinstance(value, str) else list(value) for key, value in file.front.values.items()}
    return _as_header(plain | tables)


def _as_header(values: Table) -> _Header:
    extra, taxonomies = values.get("extra"), values.get("taxonomies")
    terms = {name: _texts(some) for name, some in taxonomies.items()} if isinstance(taxonomies, dict) else {}
    return _Header(values, extra if isinstance(extra, dict) else {}, terms)


def _texts(value: Any) -> list[str]:
    """Return a list of texts, or one text, as a list."""
    some = value if isinstance(value, list) else [value]
    return list(dict.fromkeys(filter(None, map(text_of, some))))


def _draft_folders(content: Path) -> list[str]:
    """Return the folders whose `_index.md` is a draft: Zola leaves out all that is in them."""
    indexes = (name for name in _names(content) if posixpath.basename(name) == "_index.md")
    return [posixpath.dirname(name) for name in indexes if is_yes(hidden.read_header(content / name).get("draft"))]


class _Reader:
    def __init__(self, site: _Site) -> None:
        self.site = site
        self.drafts = _draft_folders(site.content)
        self.keys = UnusedKeys()
        self.plain: list[tuple[TextFile, _Header, list[str]]] = []
        self.names: dict[str, str] = {}
        self.used: dict[tuple[str, str], str] = {}

    def read(self, file: TextFile) -> Iterator[Record]:
        """Yield the records that a file makes."""
        header = _read_header(file, _header_of(self.site.content, file.path))
        language, path = self._language_of(file.path)
        parts = posixpath.splitext(path)[0].split("/")
        if parts == ["_index"] or not file.front.has_header:
            if file.front.body.strip():
                yield Leftover("Texts of the home page, and files without a header", file.path)
            return
        said = {fold_key(key): value for key, value in {**header.extra, **header.values}.items()}
        is_shown = is_yes(header.values.get("render", True)) and not (
            hidden.is_below(file.path, self.drafts) or hidden.is_kept_back(said, file.path)
        )
        if parts[-1] != "_index":
            item = self._text(file, header, parts, language, is_shown=is_shown)
            kind = next((one for one in PEOPLE if one in header.terms), "authors")
            yield from (Author(id=name, name=name, address=self._at(kind, name)) for name in item.authors)
            yield item
        elif (language or len(parts) > len(("section", "_index"))) and not file.front.body.strip():
            yield Listing(
                kind="section", slug=parts[0], name=self._named(parts[0]), address=self._list(parts, language)
            )
        elif parts[0] in PLAIN_FOLDERS and is_shown and not (file.front.body.strip() or language):
            self.names[parts[0]] = header.text("title") or self._named(parts[0])
            self.plain.append((file, header, parts))
        elif is_shown:
            yield self._section(file, header, parts, language)
        if not is_shown and file.front.body.strip():
            yield Leftover(hidden.UNSHOWN if parts[-1] != "_index" else hidden.UNSHOWN_SECTION, file.path)
        self.keys.add(file, KNOWN)

    def listings(self) -> Iterator[Record]:
        """Yield the old pages of sections and terms, and the folders that say only that they hold stories."""
        for file, header, parts in self.plain:
            if ("section", parts[0]) in self.used:
                yield self._section(file, header, parts, "")
            else:
                yield Listing(kind="front", name="", address=self._list(parts, ""))
        for (kind, name), address in self.used.items():
            if kind == "section":
                yield Listing(kind="section", slug=name, name=self._named(name), address=address)
            else:
                yield Listing(kind="topic", name=name, address=address)
        yield Listing(kind="home", name="", address=f"{self.site.prefix}/atom.xml")
        yield from self.keys.told()

    def _named(self, section: str) -> str:
        """Return what readers call a section."""
        return self.names.get(section) or title_of_name(section)

    def _language_of(self, path: str) -> tuple[str, str]:
        """Return the language in the name of a file, and its path without it."""
        stem, ending = posixpath.splitext(path)
        found = LANGUAGE.fullmatch(stem)
        if found and (found[2] in self.site.languages or not self.site.languages):
            return "" if found[2] == self.site.language else found[2], found[1] + ending
        return "", path

    def _section(self, file: TextFile, header: _Header, parts: list[str], language: str) -> Item:
        name = header.text("title") or self._named(parts[-2])
        is_top = len(parts) == len(("section", "_index")) and not language
        if is_top:
            self.names[parts[0]] = name
        return Item(
            id=file.path,
            title=name,
            body=outside_code(file.front.body, _own_forms),
            markup="markdown",
            is_section=is_top,
            is_page=not is_top,
            sections=(Term(parts[0], name),),
            address=self._list(parts, language),
            path="" if is_top else self._list(parts, language).removeprefix(self.site.prefix),
            former=_aliases(header),
            summary=header.text("description"),
            language=language,
            is_draft=is_yes(header.values.get("draft")) and not is_top,
            folder=file.folder,
        )

    def _list(self, parts: list[str], language: str) -> str:
        """Return the address of the list of a folder, by the path of its text."""
        return "/".join(filter(None, [self.site.prefix.strip("/"), language, *parts[:-1]])).join(("/", "/"))

    def _text(self, file: TextFile, header: _Header, parts: list[str], language: str, *, is_shown: bool) -> Item:
        is_bundle = parts[-1] == "index" and len(parts) > 1
        name, folders = (parts[-2], parts[:-2]) if is_bundle else (parts[-1], parts[:-1])
        date = date_of(header.values.get("date")) or day_in_name(name)
        plain = rest_of_name(name) or name
        slug = header.text("slug") or slug_of(plain)
        is_page = not folders or (not date and len(folders) == 1)
        own = header.text("path").strip("/")
        place = own or "/".join([*map(slug_of, folders), slug])
        address = f"/{'/'.join(filter(None, [self.site.prefix.strip('/'), language, place]))}/"
        is_draft = is_yes(header.values.get("draft")) or not is_shown
        sections = [Term(folders[0], self._named(folders[0]))] if folders and not is_page else []
        categories = [Term(slug_of(one), one) for kind in CATEGORIES for one in header.terms.get(kind, [])]
        is_plain = bool(categories and folders) and folders[0] in PLAIN_FOLDERS
        sections = categories if is_plain else [*sections, *categories]
        topics = [term for kind, some in header.terms.items() if kind not in {*CATEGORIES, *PEOPLE} for term in some]
        named = (_texts(table.get(key)) for key in PEOPLE for table in (header.values, header.terms, header.extra))
        people = next(filter(None, named), [])
        if not (is_page or is_draft):
            for kind, some in header.terms.items():
                self.used.update({("topic", term): self._at(kind, term) for term in some if kind not in PEOPLE})
            self._note_section(header, folders[0], sections[0])
        return Item(
            id=file.path,
            title=header.text("title") or plain.replace("-", " ").capitalize(),
            body=outside_code(file.front.body, _own_forms),
            markup="markdown",
            is_page=is_page,
            address=address,
            path=address.removeprefix(self.site.prefix) if is_page else "",
            former=_aliases(header),
            slug=slug,
            date=date,
            updated=date_of(header.values.get("updated")),
            authors=() if is_page else tuple(people),
            sections=() if is_page else tuple(sections),
            topics=() if is_page else tuple(topics),
            deck=header.text("subtitle"),
            summary=header.text("description"),
            language=language,
            photo=header.text(*PHOTOS),
            is_draft=is_draft,
            folder=file.folder,
        )

    def _note_section(self, header: _Header, folder: str, section: Term) -> None:
        """Note the old list of the section of a story: that of its folder, or of its category."""
        if section.slug == folder:
            self.used.setdefault(("section", folder), f"{self.site.prefix}/{folder}/")
            return
        kind = next(one for one in CATEGORIES if header.terms.get(one))
        self.names.setdefault(section.slug, section.name)
        self.used.pop(("topic", section.name), None)
        self.used.setdefault(("section", section.slug), self._at(kind, section.name))

    def _at(self, kind: str, name: str) -> str:
        return f"{self.site.prefix}/{kind}/{slug_of(name)}/"


def _aliases(header: _Header) -> tuple[str, ...]:
    return tuple(path_of(alias) for alias in _texts(header.values.get("aliases")))


def _own_forms(text: str) -> str:
    """Return a text with Zola's shortcodes and links in the forms that Hugo's have."""
    text = OWN_LINK.sub(lambda found: f"ref:{found[1]}", MORE.sub("", text))
    text = CALL.sub(lambda found: f"{{{{< {found[1]} {_arguments(found[2])} >}}}}", text)
    text = PAIR.sub(r"\1\4{{< /\2 >}}", text)
    text = OPENED.sub(lambda found: f"{{{{< {found[1]} {_arguments(found[2])} >}}}}", text)
    return ENDED.sub("", text)


def _arguments(words: str) -> str:
    return re.sub(r"\s*=\s*", "=", re.sub(r",\s*(?=\w+\s*=)", " ", words)).strip()
