"""Read a Nikola site: the whole site with its conf.py, or a folder of its texts.

The rules are those of Nikola's own documentation: headers of `.. title: …` lines, in a comment or in a `.meta` file,
or of YAML or TOML; posts in posts/, pages in pages/ and stories/.
"""

import posixpath
import re
from collections.abc import Iterator, Mapping
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import msgspec

from generator.files import read_whole
from generator.imports.folder import AT_TOP, ENDINGS, NEVER, TextFile, UnusedKeys, read_text, read_texts, text_names
from generator.imports.front_matter import FrontMatter, split_front_matter
from generator.imports.header_words import DECKS, KICKERS, KNOWN_WORDS, SUMMARIES
from generator.imports.hidden import UNSHOWN, is_kept_back
from generator.imports.markdown_body import outside_code
from generator.imports.python_settings import read_settings, text_setting
from generator.imports.records import Author, Item, Leftover, Listing, Markup, Record, Records, Source, Term
from generator.imports.values import date_in, host_of, is_yes, known_zone, path_of
from generator.intake.header.keys import fold_key
from generator.intake.names import ending_of
from generator.intake.text.name_dates import rest_of_name
from generator.intake.text.slugs import slug_of

CONFIG = "conf.py"
RST, TXT, META, NOTEBOOK = ".rst", ".txt", ".meta", ".ipynb"
SKIPPED = NEVER | {"__pycache__"}
PROGRAM = AT_TOP | {
    "output", "cache", "plugins", "templates", "shortcodes", "files", "images", "galleries", "listings",
}  # fmt: skip
"""Folders at the top of a site that hold no texts."""
OLD_META = ("title", "slug", "date", "tags", "link", "description")
"""What the lines of a `.meta` file of Nikola's first versions are, without their names."""
LINE = re.compile(r"\.\. ([\w-]{1,40}):(?:[ \t]+(.*))?")
OPENING = re.compile(r"\s*(?:<!--)?\s*")
CLOSING = re.compile(r"\s*-->\s*")
LANGUAGE = re.compile(r"(.+)\.([a-z]{2,3}(?:_[A-Za-z]{2,4})?)")
TEASER = re.compile(r"^(?:\.\. TEASER_END.*|<!--\s*TEASER_END.*?-->)$", re.MULTILINE)
LINK = re.compile(r"(?:(?<=[(<\"'])|(?<=\]: )|(?<=\.\. _)|(?<=: ))link://(\w{3,20})/([^\s()<>\"'`\]]{1,500})")
THUMBNAIL = re.compile(
    r"\{\{%\s*thumbnail\s([^{}%]{1,2000})%\}\}((?:(?!\{\{%).){0,3000})\{\{%\s*/thumbnail\s*%\}\}", re.DOTALL
)
DOCUMENT = re.compile(r"\{\{%\s*doc(?:\s+title=\"([^\"]{0,500})\")?\s*%\}\}\s*([\w./-]{1,300})\s*\{\{%\s*/doc\s*%\}\}")
ROLE = re.compile(r":doc:`([^`<>\n]{1,500})<([\w./-]{1,300})>`")
PAGES = {"pages", "stories"}
HIDDEN = {"draft", "private"}
KNOWN = {
    "title", "slug", "date", "updated", "tags", "category", "link", "type", *KNOWN_WORDS, "status",
    "previewimage", "hidetitle", "hidefromlist", "nocomments", "template", "data", "filters", "pretty",
    "prettyurl", "hasmath", "urltype", "enclosure", "medium", "textonly", "password", "lang", "language",
}  # fmt: skip


def fits(path: Path) -> bool:
    """Tell whether there are texts at a path."""
    return path.is_dir() and next(_names(path), "") != ""


def is_known(path: Path) -> bool:
    """Tell whether a folder is surely a Nikola site, or its texts."""
    if not path.is_dir():
        return False
    said = read_settings(path / CONFIG)
    if "POSTS" in said or "BLOG_TITLE" in said:
        return True
    first = next(iter(read_texts(path, _names(path))), None)
    return first is not None and not first.front.has_header and "title" in split_header(path, first).values


def _names(path: Path) -> Iterator[str]:
    names = text_names(path, ENDINGS | {RST, TXT, NOTEBOOK}, skip=SKIPPED, at_top=PROGRAM)
    return (name for name in names if "/" in name or not (path / CONFIG).is_file())


def describe_source(path: Path) -> Source:
    """Return what tells this site from another one: its address, or the name of its folder."""
    address = text_setting(read_settings(path / CONFIG), "SITE_URL")
    host = host_of(address)
    prefix = path_of(address).rstrip("/")
    return Source(kind="nikola", name=host or path.resolve().name, hosts=(host,) if host else (), prefix=prefix)


def read_source(path: Path) -> Records:
    """Yield what the site holds."""
    reader = _Reader(path)
    for file in read_texts(path, _names(path)):
        if file.problem or file.path.endswith(NOTEBOOK):
            yield Leftover("Files that can't be read", f"{file.path}: {file.problem or 'a notebook of Jupyter'}")
        else:
            yield from reader.read(file)
    yield from reader.listings()


def split_header(root: Path, file: TextFile) -> FrontMatter:
    """Return header and text of a file, in whatever of its forms Nikola has them."""
    if file.front.has_header:
        return file.front
    beside = root / Path(file.path).with_suffix(META)
    if beside.is_file():
        try:
            words = read_whole(beside, 1_000_000).decode("utf-8-sig", "replace")
        except OSError:
            words = ""
        header = split_front_matter(words)
        values = header.values if header.has_header else _read_lines(words)[0] or _read_old_meta(words)
        return FrontMatter(values, file.front.body, header.is_whole or not header.has_header)
    values, rest = _read_lines(file.front.body)
    return FrontMatter(values, rest, has_header=bool(values))


def _read_lines(text: str) -> tuple[dict[str, str], str]:
    """Return the values of the `.. key: value` lines at the top, and the text behind them."""
    opened = OPENING.match(text)
    start = opened.end() if opened else 0
    values: dict[str, str] = {}
    lines = text[start:].split("\n")
    for number, line in enumerate(lines):
        found = LINE.fullmatch(line.rstrip())
        if found:
            values[fold_key(found[1])] = (found[2] or "").strip()
        elif values and line.strip():
            return values, "\n".join(lines[number + bool(CLOSING.fullmatch(line)) :])
        elif line.strip():
            return {}, text
    return values, ""


def _read_old_meta(words: str) -> dict[str, str]:
    """Return the values of a `.meta` file that has no names of keys."""
    return {key: line.strip() for key, line in zip(OLD_META, words.split("\n"), strict=False) if line.strip()}


class _Places:
    """Where the settings put posts and pages: their files, and the folder of their addresses."""

    def __init__(self, said: Mapping[str, Any]) -> None:
        self._rules = [*self._read(said.get("POSTS"), is_page=False), *self._read(said.get("PAGES"), is_page=True)]

    def _read(self, rows: Any, *, is_page: bool) -> Iterator[tuple[str, str, bool]]:
        for row in rows if isinstance(rows, tuple | list) else ():
            if isinstance(row, tuple | list) and len(row) > 1 and isinstance(row[0], str):
                to = next(iter(row[1].values()), "") if isinstance(row[1], dict) else row[1]
                yield row[0], str(to).strip("/"), is_page

    @property
    def are_known(self) -> bool:
        """True if the settings say it of all texts: what they don't name has no page."""
        return {is_page for _, _, is_page in self._rules} == {True, False}

    def find(self, path: str) -> tuple[str, bool] | None:
        """Return the folder of a text's address, and whether it is a page; None where no setting has it."""
        folder, _, name = path.rpartition("/")
        for pattern, to, is_page in self._rules:
            base, _, names = pattern.rpartition("/")
            if fnmatchcase(name, names) and (folder == base or folder.startswith(f"{base}/")):
                return posixpath.join(to, folder.removeprefix(base).strip("/")).strip("/"), is_page
        return None


class _Reader:
    def __init__(self, root: Path) -> None:
        said = read_settings(root / CONFIG)
        self.root = root
        self.prefix = path_of(text_setting(said, "SITE_URL")).rstrip("/")
        self.language = text_setting(said, "DEFAULT_LANG", "en")
        self.zone = known_zone(text_setting(said, "TIMEZONE"))
        self.author = text_setting(said, "BLOG_AUTHOR")
        self.is_pretty = said.get("PRETTY_URLS", True) is not False
        self.places = _Places(said)
        compilers = said.get("COMPILERS")
        markdown = compilers.get("markdown", ()) if isinstance(compilers, dict) else ()
        self.is_txt_markdown = TXT in markdown
        self.used: dict[tuple[str, str], None] = {}
        self.keys = UnusedKeys()

    def read(self, file: TextFile) -> Iterator[Record]:
        """Yield the records that a file makes."""
        front = self._with_inherited(file, split_header(self.root, file))
        if file.path.endswith(TXT) and not front.values:
            return  # Nikola copies it as it is
        if not (front.values or front.body.strip()):
            yield Leftover("Files without a word", file.path)
            return
        placed = self.places.find(file.path)
        is_page = placed[1] if placed else file.path.partition("/")[0] in PAGES
        names = [] if is_page else front.people("author", "authors") or [self.author]
        names = [name for name in names if name]
        yield from (Author(id=name, name=name, address=self._at("authors", slug_of(name))) for name in names)
        item = self._item(file, front, names, is_page=is_page)
        if item.is_draft:
            is_outside = placed is None and self.places.are_known
            yield Leftover(UNSHOWN if is_outside else "Drafts and private texts, written as drafts", item.title)
        elif not is_page:
            self.used |= {("section", term.name): None for term in item.sections}
            self.used |= {("topic", topic): None for topic in item.topics}
        yield item
        if target := front.text("link"):
            yield Leftover("Texts with the address of something else, which templates used", f"{target} ({file.path})")
        self.keys.add(file, KNOWN, front)

    def listings(self) -> Iterator[Record]:
        """Yield the old pages of categories and tags."""
        for kind, name in self.used:
            if kind == "section":
                address = self._at("categories", f"cat_{slug_of(name)}")
                yield Listing(kind="section", slug=slug_of(name), name=name, address=address)
            else:
                yield Listing(kind="topic", name=name, address=self._at("categories", slug_of(name)))
        yield Listing(kind="home", name="", address=f"{self.prefix}/rss.xml")
        yield from self.keys.told()

    def _with_inherited(self, file: TextFile, front: FrontMatter) -> FrontMatter:
        """Return the header of a translation with what it leaves to that of its original: the date, the tags."""
        found = LANGUAGE.fullmatch(file.stem)
        original = f"{file.folder}/{found[1]}{ending_of(file.path)}".lstrip("/") if found else ""
        if not original or not (self.root / original).is_file():
            return front
        above = split_header(self.root, read_text(self.root, original)).values
        return msgspec.structs.replace(front, values={**above, **front.values})

    def _item(self, file: TextFile, front: FrontMatter, names: list[str], *, is_page: bool) -> Item:
        found = LANGUAGE.fullmatch(file.stem)
        name, language = (found[1], found[2]) if found else (file.stem, front.text("lang", "language"))
        language = "" if language == self.language else language.replace("_", "-")
        slug = front.text("slug") or slug_of(rest_of_name(name) or name)
        tags = front.names("tags", separators=",")
        hidden = HIDDEN & {tag.casefold() for tag in (*tags, front.text("status"))}
        folders = file.folder.split("/")
        placed = self.places.find(file.path)
        place = "/".join(filter(None, [language, placed[0] if placed else file.folder, slug]))
        own = f"{placed[0]}/{slug}".strip("/") if placed else "/".join([*folders[1:], slug])
        own = re.sub(rf"^(?:{'|'.join(sorted(PAGES))})/", "", own)
        is_outside = placed is None and self.places.are_known
        is_draft = bool(hidden) or is_outside or "password" in front.values or is_kept_back(front.values, file.path)
        category = front.text("category")
        addresses = [f"{self.prefix}/{place}/", f"{self.prefix}/{place}.html"]
        if not self.is_pretty:
            addresses.reverse()
        return Item(
            id=file.path,
            title=front.text("title") or name.replace("-", " ").replace("_", " ").capitalize(),
            body=self._body(file, front.body),
            markup="markdown" if self.is_txt_markdown and file.path.endswith(TXT) else _markup(file),
            is_page=is_page,
            address="" if is_draft else addresses[0],
            former=() if is_draft else (addresses[1],),
            path=f"/{own}/" if is_page else "",
            slug=slug,
            date=date_in(front.text("date"), self.zone),
            updated=date_in(front.text("updated"), self.zone),
            authors=tuple(names),
            sections=() if is_page or not category else (Term(slug_of(category), category),),
            topics=() if is_page else tuple(tag for tag in tags if tag.casefold() not in {*HIDDEN, "mathjax"}),
            kicker=front.text(*KICKERS),
            deck=front.text(*DECKS),
            summary=front.text("description", *SUMMARIES),
            language=language,
            photo=front.text("previewimage"),
            is_draft=is_draft,
            noindex=is_yes(front.text("hidefromlist")),
            values=front.plain,
            folder=file.folder,
        )

    def _body(self, file: TextFile, text: str) -> str:
        """Return a text whose links and pictures are in the forms that other programs have, too. Code stays."""

        def change(words: str) -> str:
            return DOCUMENT.sub(_document, THUMBNAIL.sub(_thumbnail, LINK.sub(self._link, words)))

        text = TEASER.sub("", text)
        if _markup(file) == "rst":
            return LINK.sub(self._link, ROLE.sub(lambda found: f"`{found[1].strip()} <ref:{found[2]}>`__", text))
        return outside_code(text, change)

    def _link(self, found: re.Match[str]) -> str:
        """Return what a link of Nikola's own leads to: a text by its name or file, or an old list."""
        kind, name = found[1].casefold(), found[2]
        if kind in {"slug", "filename"}:
            return f"ref:{name}"
        if kind in {"tag", "category"}:
            return self._at("categories", slug_of(name) if kind == "tag" else f"cat_{slug_of(name)}")
        return self._at("authors", slug_of(name)) if kind == "author" else "/"

    def _at(self, folder: str, name: str) -> str:
        return f"{self.prefix}/{folder}/{name}/"


def _thumbnail(found: re.Match[str]) -> str:
    """Return a small picture, with its caption between two commands, as one figure."""
    caption = found[2].strip().replace('"', "”")
    return f'{{{{% figure src={found[1].strip()} caption="{caption}" %}}}}'


def _document(found: re.Match[str]) -> str:
    """Return the command for a link to a text as the link, with a title of its own if it has one."""
    return f"[{found[1]}](ref:{found[2]})" if found[1] else f'{{{{% ref "{found[2]}" %}}}}'


def _markup(file: TextFile) -> Markup:
    return "rst" if file.path.endswith((RST, TXT)) else "hugo-html" if file.is_html else "markdown"
