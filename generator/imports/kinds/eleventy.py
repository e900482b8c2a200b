"""Read an Eleventy site: the whole site, or its folder of texts alone.

The rules are those of Eleventy's own documentation: headers, `permalink`, data of a folder in `posts.json`, tags that
are also names of collections. Settings and data in JavaScript are programs; they aren't run, and the report names them.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

import msgspec

from generator.files import read_whole
from generator.imports import hidden
from generator.imports.folder import NEVER, TextFile, UnusedKeys, read_text, read_texts, text_names
from generator.imports.front_matter import FrontMatter
from generator.imports.header_words import DECKS, KICKERS, KNOWN_WORDS, SUMMARIES, authors_in, lead_photo_in
from generator.imports.markdown_body import outside_code
from generator.imports.people import is_person, person_in, read_people
from generator.imports.records import LEFT_OUT_BY_SETTINGS, Item, Leftover, Listing, Record, Records, Source, Term
from generator.imports.values import date_of, host_of, is_no, is_yes, path_of, text_of
from generator.intake.header.keys import fold_key
from generator.intake.text.name_dates import day_in_name, rest_of_name
from generator.intake.text.slugs import slug_of

CONFIGS = (".eleventy.js", "eleventy.config.js", "eleventy.config.mjs", "eleventy.config.cjs", "eleventy.config.ts")
TEMPLATES = {".njk", ".liquid", ".webc", ".hbs", ".ejs", ".11ty.js", ".pug", ".haml", ".vto"}
SKIPPED = NEVER | {"_site", "_includes", "_data", "_layouts", "_components", "dist", "scripts", "test", "tests"}
DATA_ENDINGS = (".json", ".11tydata.json", ".11tydata.mjs", ".11tydata.cjs", ".11tydata.js")
IGNORING = (".eleventyignore", ".gitignore")
"""Lists of the files from which Eleventy makes no pages."""
SITE_DATA = ("_data/metadata.json", "_data/site.json", "_data/meta.json")
MAX_DATA_BYTES = 1_000_000
NO_STORY = {"readme", "license", "changelog", "contributing", "404", "code_of_conduct", "security"}
COLLECTIONS = {
    "all",
    "nav",
    "post",
    "posts",
    "page",
    "pages",
    "blog",
    "article",
    "articles",
    "news",
    "stories",
    "featured",
}
"""Tags that are only the names of collections, or say no more than the folder."""
STORIES = {"post", "posts", "blog", "article", "articles", "news", "stories"}
UNSEEN = re.compile(
    r"\{%-?\s*set\s+\w+\s*=[^{}%]{0,500}-?%\}|\{#(?:(?!\{#|#\}).){0,20000}#\}"
    r"|\{%-?\s*(css|js)\b[^{}%]{0,200}%\}(?:(?!\{%).){0,20000}\{%-?\s*end\1\s*-?%\}",
    re.DOTALL,
)
"""What Nunjucks reads and readers never saw: values that are set, comments, styles and scripts for another place."""
SAID_IN_SCRIPT = re.compile(r"(?<![\w.])[\"']?(\w{4,40})[\"']?\s*:\s*(true|false)\b")
"""A plain yes or no in data that is a program."""
PERMALINK_IN_SCRIPT = re.compile(r"(?<![\w.])[\"']?permalink[\"']?\s*:\s*(?:\"([^\"\\]{1,300})\"|'([^'\\]{1,300})')")
UNREAD = "Texts whose header is a program, which isn't run, or can't be read; written as drafts"
PLACEHOLDER = re.compile(r"\{\{-?\s*([\w.]{1,60})\s*((?:\|[^{}]{0,200})?)-?\}\}")
KNOWN = {
    "title", "date", "updated", "modified", "lastmod", "tags", "category", "categories", "layout", "permalink",
    "draft", "published", "slug", "lang", "noindex", "canonicalurl", "eleventyexcludefromcollections",
    "eleventynavigation", "templateengineoverride", "eleventycomputed", "pagination", "redirectfrom", "aliases",
    *KNOWN_WORDS,
}  # fmt: skip


def fits(path: Path) -> bool:
    """Tell whether there are texts at a path."""
    return path.is_dir() and next(text_names(path, skip=SKIPPED), "") != ""


def is_known(path: Path) -> bool:
    """Tell whether a folder is surely an Eleventy site, or a part of one."""
    if not path.is_dir():
        return False
    has_data = any(path.glob("*.11tydata.*")) or any(path.glob("*/*.11tydata.*"))
    return has_data or any((path / name).is_file() for name in CONFIGS)


def describe_source(path: Path) -> Source:
    """Return what tells this site from another one: its address, or the name of its folder."""
    for folder in (path, *(one for one in sorted(path.iterdir()) if one.is_dir())):
        for name in SITE_DATA:
            address = text_of(_read_data(folder / name).get("url"))
            if host := host_of(address):
                return Source(kind="eleventy", name=host, hosts=(host,), prefix=path_of(address).rstrip("/"))
    return Source(kind="eleventy", name=path.resolve().name)


def _read_data(path: Path) -> Mapping[str, Any]:
    try:
        read = msgspec.json.decode(read_whole(path, MAX_DATA_BYTES))
    except (OSError, msgspec.DecodeError, RecursionError):
        return {}
    return read if isinstance(read, dict) else {}


def _data_beside(path: Path) -> dict[str, Any]:
    """Return the data in the files of a folder's or a text's own name, in the order in which Eleventy reads them.

    Of data in JavaScript, only a yes or a no counts that is written out, since it may keep texts from readers, and the
    pattern of their addresses.
    """
    found: dict[str, Any] = {}
    for end in DATA_ENDINGS:
        file = path.with_name(f"{path.name}{end}")
        if end.endswith(".json"):
            found |= _read_data(file)
        else:
            for line in hidden.read_lines(file):
                found |= _said_in(line) if not line.startswith(("//", "*")) else {}
    return found


def _said_in(line: str) -> dict[str, Any]:
    """Return what a line of a program says in so many words."""
    permalink = PERMALINK_IN_SCRIPT.search(line)
    said: dict[str, Any] = {name: value == "true" for name, value in SAID_IN_SCRIPT.findall(line)}
    return said | ({"permalink": permalink[1] or permalink[2]} if permalink else {})


def _language_in(folder: Path) -> str:
    said = (_read_data(folder / name) for name in SITE_DATA)
    return next(filter(None, (text_of(one.get("language") or one.get("lang")) for one in said)), "")


def read_source(path: Path) -> Records:
    """Yield what the site holds."""
    reader = _Reader(path)
    for file in read_texts(path, text_names(path, skip=SKIPPED)):
        if file.problem:
            yield Leftover("Files that can't be read", f"{file.path}: {file.problem}")
        else:
            yield from reader.read(file)
    yield from reader.listings()
    for name in text_names(path, TEMPLATES | {".js", ".mjs", ".cjs"}, skip=SKIPPED):
        if ".11tydata." in name:
            yield Leftover("Data of folders and texts in JavaScript, which isn't run", name)
        elif PurePosixPath(name).suffix in TEMPLATES:
            yield Leftover("Templates; write texts that are in them as pages of your own", name)


class _Reader:
    def __init__(self, root: Path) -> None:
        self.root = root
        self.prefix = describe_source(root).prefix
        self.input = next((name for name in ("src", "content", "site") if (root / name).is_dir()), "")
        """The folder from which the site is made, which addresses leave out."""
        self.language = next(filter(None, map(_language_in, (root, root / self.input))), "")
        """The language of texts that are no translations, if the site says it."""
        self.left_out = [line for name in IGNORING for line in hidden.read_lines(root / name)]
        self.data: dict[str, Mapping[str, Any]] = {}
        self.used: dict[tuple[str, str], None] = {}
        self.keys = UnusedKeys()
        self.about: list[TextFile] = []
        """The texts about people."""
        self.people = read_people(root / "_data", *([root / self.input / "_data"] if self.input else []))
        for name in text_names(root, skip=SKIPPED):
            if is_person(name) and (found := person_in(read_text(root, name))):
                self.people.add(*found)

    def read(self, file: TextFile, *, is_last: bool = False) -> Iterator[Record]:
        """Yield the records that a file makes. `is_last`: all others were read, so that who wrote is known."""
        front = file.front
        if file.stem.casefold() in NO_STORY or not (front.has_header or self._data_of(file)):
            return
        if file.stem == "index" and file.folder in {"", self.input}:
            yield Leftover("Texts of the home page, which Broadsheet makes itself", file.path)
            return
        if is_person(file.path) and person_in(file) and not is_last:
            self.about.append(file)
            return
        if "pagination" in front.values or not front.body.strip():
            yield Leftover("Lists and pages without a text of their own", file.path)
            return
        if hidden.is_left_out(file.path, self.left_out):
            yield Leftover(LEFT_OUT_BY_SETTINGS, file.path)
            return
        item = self._item(file, front)
        if item.is_draft:
            yield Leftover(hidden.UNSHOWN if front.is_whole or front.values else UNREAD, file.path)
        if not (item.is_draft or item.is_page):
            self.used |= {("section", term.name): None for term in item.sections[:1]}
            self.used |= {("topic", topic): None for topic in item.topics}
        yield from (self.people.author(name, "") for name in item.authors)
        yield item
        self.keys.add(file, KNOWN)

    def listings(self) -> Iterator[Record]:
        """Yield the pages about people who wrote nothing, and the old pages of tags and folders."""
        for file in self.about:
            found = person_in(file)
            if found and not self.people.wrote(found[0]):
                yield from self.read(file, is_last=True)
        for kind, name in self.used:
            slug = slug_of(name)
            if kind == "section":
                yield Listing(kind="section", slug=slug, name=name, address=f"{self.prefix}/{slug}/")
            else:
                yield Listing(kind="topic", name=name, address=f"{self.prefix}/tags/{slug}/")
        yield Listing(kind="home", name="", address=f"{self.prefix}/feed/feed.xml")
        yield from self.people.told()
        yield from self.keys.told()

    def _inherited(self, folder: str) -> Mapping[str, Any]:
        """Return the data of a folder, with that of the folders above it, as far as it is in JSON."""
        if folder not in self.data:
            above = self._inherited(folder.rpartition("/")[0]) if folder else {}
            self.data[folder] = {**above, **_data_beside(self.root / folder / (self.root / folder).resolve().name)}
        return self.data[folder]

    def _data_of(self, file: TextFile) -> Mapping[str, Any]:
        """Return the data of a text that isn't in its header: of its folders, and of a file of its own beside it."""
        return {**self._inherited(file.folder), **_data_beside(self.root / file.folder / file.stem)}

    def _item(self, file: TextFile, front: FrontMatter) -> Item:
        data = self._data_of(file)
        name = PurePosixPath(file.folder).name if file.stem == "index" and file.folder else file.stem
        plain = front.text("slug") or rest_of_name(name) or name
        date = date_of(front.text("date")) or day_in_name(name)
        inherited = data.get("tags")
        tags = [
            *front.names("tags", separators=","),
            *(map(text_of, inherited if isinstance(inherited, list) else [inherited])),
        ]
        tags = list(dict.fromkeys(filter(None, tags)))
        language = front.text("lang", "language") or text_of(data.get("lang") or data.get("language"))
        folders = [part for part in file.folder.split("/") if part and part != self.input]
        if file.stem == "index" and folders:
            folders.pop()
        is_page = not date and not STORIES & {tag.casefold() for tag in (*tags, *folders)}
        categories = front.names("category", "categories") or _section_of(folders, language)
        pattern = front.text("permalink") or text_of(data.get("permalink"))
        place, short = "/".join([*folders, name]), "/".join([*folders, plain])
        values = {"page.fileslug": plain, "page.filepathstem": f"/{place}", "slug": plain, "title": front.text("title")}
        # the day in the name of a file is a part of its address in some versions, and not in others
        addresses = [f"{self.prefix}/{one}/" for one in dict.fromkeys([place, short])]
        addresses = [self._filled(pattern, values, date)] if pattern else addresses
        draft = pattern == "false" or self._is_unshown(file, data, is_listed=not is_page)
        photo = lead_photo_in(front)
        return Item(
            id=file.path,
            title=front.text("title") or plain.replace("-", " ").capitalize(),
            body=outside_code(front.body, lambda text: UNSEEN.sub("", text)),
            markup="liquid-html" if file.is_html else "liquid",
            is_page=is_page,
            address="" if draft else addresses[0],
            former=(*addresses[1:], *(path_of(one) for one in front.texts("redirectfrom", "aliases"))),
            slug=plain,
            date="" if is_page else date,
            updated=date_of(front.text("updated", "modified", "lastmod")),
            authors=() if is_page else tuple(authors_in(front) or _texts(data.get("author"))),
            sections=() if is_page else tuple(Term(slug_of(one), one) for one in categories),
            topics=() if is_page else tuple(tag for tag in tags if tag.casefold() not in COLLECTIONS),
            kicker=front.text(*KICKERS),
            deck=front.text(*DECKS),
            summary=front.text("description", *SUMMARIES),
            language="" if language == self.language else language,
            photo=photo.source,
            caption=photo.caption,
            credit=photo.credit,
            alt=photo.alt,
            is_draft=draft,
            noindex=front.flag("noindex"),
            values={"title": front.text("title"), **front.plain},
            folder=file.folder,
        )

    def _is_unshown(self, file: TextFile, data: Mapping[str, Any], *, is_listed: bool) -> bool:
        """Tell whether a text, or the data of its folder, says that it is a draft, or that no list has it."""
        said = {fold_key(key): text_of(value) for key, value in data.items()} | file.front.plain
        is_out = is_listed and is_yes(said.get("eleventyexcludefromcollections"))
        is_unbuilt = is_no(file.front.table("permalink").get("build"))
        is_unread = not (file.front.is_whole or file.front.values)
        return is_out or is_unbuilt or is_unread or hidden.is_kept_back(said, file.path)

    def _filled(self, pattern: str, values: Mapping[str, str], date: str) -> str:
        """Return the address that a pattern makes; empty for one that only the program itself could fill."""

        def fill(found: re.Match[str]) -> str:
            name = found[1].casefold()
            if name == "page.date":
                return date[:10].replace("-", "/") if "/" in found[2] else date[:10]
            value = values.get(name, "{")
            return slug_of(value) if "slug" in found[2] and value != "{" else value

        filled = re.sub(r"/{2,}", "/", f"{self.prefix}/{PLACEHOLDER.sub(fill, pattern)}").removesuffix("index.html")
        return "" if "{" in filled else filled


def _section_of(folders: list[str], language: str) -> list[str]:
    """Return the folder of a text that says more than that it holds stories, or in which language they are."""
    plain = folders[1:] if folders and folders[0].casefold() == language.casefold() else folders
    return [one for one in plain[:1] if one not in STORIES]


def _texts(value: Any) -> list[str]:
    if isinstance(value, dict):
        value = value.get("name")
    return [text_of(value)] if text_of(value) else []
