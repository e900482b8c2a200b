"""Read a Jekyll site: the whole site, or its folder of posts alone.

The rules are those of Jekyll's own documentation: `_posts/2026-11-23-name.md`, `_drafts`, permalinks, the front matter,
collections, `_data/authors.yml`, and jekyll-redirect-from. Pages are the other files with front matter.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import msgspec

from generator.imports import hidden
from generator.imports.folder import TextFile, UnusedKeys, read_text, read_texts, text_names
from generator.imports.front_matter import FrontMatter
from generator.imports.header_words import DECKS, KICKERS, KNOWN_WORDS, SUMMARIES, authors_in, lead_photo_in
from generator.imports.kinds.jekyll_site import CONFIGS, OF_COLLECTIONS, Site, read_site
from generator.imports.people import is_person, person_in, read_people
from generator.imports.records import LEFT_OUT_BY_SETTINGS, Item, Leftover, Listing, Record, Records, Source, Term
from generator.imports.values import in_zone, language_unless, path_in_header, whole_host_of
from generator.intake.text.slugs import slug_of

POST = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})-(.+)")
SKIPPED = frozenset({"_site", "_layouts", "_includes", "_sass", "_plugins", "node_modules"})
AT_TOP = frozenset({"vendor", "assets"})
KNOWN = {
    "title", "date", "updated", "lastmodifiedat", "modified", "layout", "permalink", "published", "category",
    "categories", "tags", "tag", "redirectfrom", "slug", "lang", "language", "comments", "toc", "draft", "redirectto",
    "sitemap", "navorder", "canonicalurl", *KNOWN_WORDS,
}  # fmt: skip

NOT_FOUND = "/404.html"
TEMPLATE = re.compile(r"\{%[^{}]{0,1000}%\}|\{\{[^{}]{0,1000}\}\}|<[^<>]{0,3000}>")
"""What isn't a word of a page's own."""
WORD = re.compile(r"[^\W_]")


def fits(path: Path) -> bool:
    """Tell whether there are texts at a path."""
    return path.is_dir() and next(_names(path), "") != ""


def _names(path: Path) -> Iterator[str]:
    return text_names(path, skip=SKIPPED, at_top=AT_TOP)


def is_known(path: Path) -> bool:
    """Tell whether a folder is surely a Jekyll site, or its posts."""
    if not path.is_dir():
        return False
    if any((path / name).is_file() for name in CONFIGS) or (path / "_posts").is_dir():
        return True
    names = [one.name for one in path.iterdir() if one.suffix in {".md", ".markdown"}]
    return bool(names) and all(POST.match(name) for name in names)


def describe_source(path: Path) -> Source:
    """Return what tells this site from another one: its address, or the name of its folder."""
    site = read_site(path)
    host = whole_host_of(site.address)
    return Source(kind="jekyll", name=host or path.resolve().name, hosts=(host,) if host else (), prefix=site.prefix)


def read_source(path: Path) -> Records:
    """Yield what the site holds."""
    reader = _Reader(read_site(path))
    for file in read_texts(path, _names(path)):
        if file.problem:
            yield Leftover("Files that can't be read", f"{file.path}: {file.problem}")
        else:
            yield from reader.read(file)
    yield from reader.listings()


class _Reader:
    def __init__(self, site: Site) -> None:
        self.site = site
        self.people = read_people(site.root / "_data")
        self.used: dict[tuple[str, str], str] = {}
        self.keys = UnusedKeys()
        self.about: list[TextFile] = []
        """The texts about people."""
        for name in _names(site.root):
            if is_person(name):
                self._add_person(read_text(site.root, name))

    def _add_person(self, file: TextFile) -> None:
        """Add the person whom a text is about."""
        addresses = self._addresses_of_page(self.site.with_defaults(file.front, file.path, _kind_of(file.path)), file)
        if found := person_in(file, addresses[0]):
            self.people.add(*found)

    def read(self, file: TextFile) -> Iterator[Record]:
        """Yield the records that a file makes."""
        post = POST.fullmatch(file.stem)
        is_draft = "_drafts" in file.path.split("/")
        is_post = post is not None or is_draft
        if not (file.front.has_header or is_post):
            return  # Jekyll copies it as it is
        if hidden.is_left_out(file.path, self.site.left_out):
            yield Leftover(LEFT_OUT_BY_SETTINGS, file.path)
        elif is_person(file.path) and person_in(file):
            self.about.append(file)
        else:
            yield from self._text(file, post, is_draft=is_draft, is_post=is_post)

    def _text(self, file: TextFile, post: re.Match[str] | None, *, is_draft: bool, is_post: bool) -> Iterator[Record]:
        """Yield a story or a page with those who wrote it."""
        if not file.front.is_whole:
            yield Leftover("Headers of which a part couldn't be read", file.path)
        kind = "posts" if is_post else _kind_of(file.path)
        front = self.site.with_defaults(file.front, file.path, kind)
        if target := front.text("redirectto"):
            yield Leftover("Pages that only led elsewhere; write them into redirects.csv", f"{file.path} -> {target}")
            return
        if not is_post and not WORD.search(TEMPLATE.sub("", front.body)):
            return
        if not is_post and NOT_FOUND in {front.text("permalink"), f"/{file.path.rpartition('.')[0]}.html"}:
            yield Leftover("Pages for addresses that don't exist; the paper has one of its own", file.path)
            return
        collection = "" if is_post else self.site.stories_of(file.path, front.text("date"))
        is_story = is_post or bool(collection)
        item = self._story(file, front, post, collection, is_draft=is_draft) if is_story else self._page(file, front)
        is_hidden = self.site.is_hidden(file.path) or hidden.is_kept_back(front.values, file.path)
        if is_hidden and not item.is_draft:
            item = msgspec.structs.replace(item, is_draft=True)
            yield Leftover(hidden.UNSHOWN, file.path)
        for id_ in item.authors:
            yield self.people.author(id_, f"{self.site.prefix}/author/{slug_of(id_)}/")
        yield item
        self.keys.add(file, KNOWN)

    def _person(self, file: TextFile) -> Iterator[Record]:
        """Yield the old addresses of the page about somebody who wrote, or else the page."""
        found = person_in(file)
        if found and self.people.wrote(found[0]):
            former = (path_in_header(one) for one in file.front.texts("redirectfrom"))
            yield from (Listing(kind="person", name=found[0].name, address=address) for address in former)
        elif file.front.body.strip(" \n{}%"):
            yield from self._text(file, None, is_draft=False, is_post=False)

    def listings(self) -> Iterator[Record]:
        """Yield the pages about people, and the old pages of categories and tags, as the usual plugins name them."""
        for file in self.about:
            yield from self._person(file)
        for (kind, name), address in self.used.items():
            yield Listing(
                kind="section" if kind == "section" else "topic", slug=slug_of(name), name=name, address=address
            )
        yield Listing(kind="home", name="", address=f"{self.site.prefix}/feed.xml")
        yield from self.people.told()
        yield from self.keys.told()

    def _story(
        self, file: TextFile, front: FrontMatter, post: re.Match[str] | None, collection: str, *, is_draft: bool
    ) -> Item:
        day = f"{post[1]}-{int(post[2]):02}-{int(post[3]):02}" if post else ""
        name = front.text("slug") or (post[4] if post else file.stem)
        date = in_zone(front.text("date"), self.site.zone) or day
        categories = self._categories(file, front)
        tags = front.names("tags", "tag", separators=",")
        hidden = is_draft or not front.flag("published", default=True) or front.flag("draft")
        terms = [Term(slug_of(one), one) for one in categories]
        if collection:
            terms.insert(0, Term(slug_of(collection), self.site.title_of(collection)))
        if not hidden:
            self.used.update({("topic", tag): f"{self.site.prefix}/tags/{slug_of(tag)}/" for tag in tags})
            if categories and not collection:
                self.used["section", categories[0]] = f"{self.site.prefix}/category/{slug_of(categories[0])}/"
        pattern = front.text("permalink") or (
            self.site.collections[collection] or OF_COLLECTIONS if collection else self.site.permalink
        )
        addresses = [] if is_draft else list(self.site.addresses(pattern, file.path, name, date or day, categories))
        photo = lead_photo_in(front)
        return Item(
            id=file.path,
            title=front.text("title") or name.replace("-", " ").capitalize(),
            body=front.body,
            markup="liquid-html" if file.is_html else "liquid",
            address=next(iter(addresses), ""),
            former=(*addresses[1:], *(path_in_header(one) for one in front.texts("redirectfrom"))),
            slug=name,
            date=date,
            updated=in_zone(front.text("updated", "lastmodifiedat", "modified"), self.site.zone),
            authors=tuple(authors_in(front)),
            sections=tuple(terms),
            topics=tuple(tags),
            kicker=front.text(*KICKERS),
            deck=front.text(*DECKS),
            summary=front.text(*SUMMARIES),
            language=language_unless(front.text("lang", "language"), self.site.language),
            photo=photo.source,
            caption=photo.caption,
            credit=photo.credit,
            alt=photo.alt,
            is_draft=hidden,
            noindex=front.text("sitemap") == "false",
            values={"title": front.text("title"), **front.plain},
            folder=file.folder,
        )

    def _categories(self, file: TextFile, front: FrontMatter) -> list[str]:
        """Return the categories of a text, each once: the folders above `_posts`, and those of its header."""
        above = file.folder.split("/") if "_posts" in file.path else []
        named = [
            *(part for part in above if part and not part.startswith("_")),
            *front.names("categories", separators=" "),
            *front.names("category", separators=""),
        ]
        return list(dict.fromkeys(named))

    def _addresses_of_page(self, front: FrontMatter, file: TextFile) -> list[str]:
        """Return where readers found a page, without the site's prefix: the one at which it is to be first."""
        path = file.path.rpartition(".")[0]
        own = path.removesuffix("index").strip("/").removeprefix("_")
        collection = file.path.partition("/")[0].removeprefix("_") if file.path.startswith("_") else ""
        pattern = front.text("permalink") or self.site.collections.get(collection, "")
        if pattern:
            name = front.text("slug") or file.stem
            filled = list(self.site.addresses(pattern, file.path, name, front.text("date"), []))
            if filled:
                return [one.removeprefix(self.site.prefix) for one in filled]
        with_ending = [f"/{own}.html"] if own and own == path.lstrip("_") else []
        return [f"/{own}/" if own else "/", *with_ending]

    def _page(self, file: TextFile, front: FrontMatter) -> Item:
        addresses = self._addresses_of_page(front, file)
        return Item(
            id=file.path,
            title=front.text("title") or file.stem.replace("-", " ").capitalize(),
            body=front.body,
            markup="liquid-html" if file.is_html else "liquid",
            is_page=True,
            address=self.site.prefix + addresses[0],
            path=addresses[0],
            former=(
                *(self.site.prefix + one for one in addresses[1:]),
                *(path_in_header(one) for one in front.texts("redirectfrom")),
            ),
            summary=front.text(*SUMMARIES),
            language=language_unless(front.text("lang", "language"), self.site.language),
            is_draft=not front.flag("published", default=True),
            values={"title": front.text("title"), **front.plain},
            folder=file.folder,
        )


def _kind_of(path: str) -> str:
    """Return the kind by which settings call a text that is no post: its collection, or `pages`."""
    first = path.partition("/")[0]
    return first.removeprefix("_") if first.startswith("_") and "/" in path else "pages"
