"""Read a Jekyll site: the whole site, or its folder of posts alone.

The rules are those of Jekyll's own documentation: `_posts/2026-11-23-name.md`, `_drafts`, permalinks, the front matter,
`_data/authors.yml`, and jekyll-redirect-from. Pages are the other files with front matter.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import msgspec

from generator.files import read_whole
from generator.imports import hidden
from generator.imports.folder import TextFile, read_texts, text_names, unused_keys
from generator.imports.front_matter import FrontMatter, split_front_matter
from generator.imports.records import Author, Item, Leftover, Listing, Record, Records, Source, Term
from generator.imports.values import is_no, is_yes, language_unless, path_in_header, text_of, whole_seconds
from generator.intake.text.decode import decode_copy
from generator.intake.text.slugs import slug_of

CONFIGS = ("_config.yml", "_config.yaml")
AUTHORS = ("_data/authors.yml", "_data/authors.yaml", "_data/team.yml", "_data/people.yml")
MAX_CONFIG_BYTES = 2_000_000
POST = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})-(.+)")
STYLES = {
    "date": "/:categories/:year/:month/:day/:title:ending",
    "pretty": "/:categories/:year/:month/:day/:title/",
    "ordinal": "/:categories/:year/:y_day/:title:ending",
    "none": "/:categories/:title:ending",
}
"""Jekyll's own styles of permalinks. Without one, it is `date`."""
SKIPPED = {"_site", "_layouts", "_includes", "_sass", "_plugins", "node_modules", "vendor", "assets"}
KNOWN = {
    "title", "date", "updated", "lastmodifiedat", "modified", "layout", "permalink", "published", "category",
    "categories", "tags", "tag", "author", "authors", "excerpt", "description", "summary", "subtitle", "image",
    "imagealt", "imagecaption", "imagefigcaption", "thumbnail", "redirectfrom", "slug", "lang", "language", "hero",
    "comments", "toc", "draft", "redirectto", "sitemap", "navorder", "canonicalurl",
}  # fmt: skip
ENTRY = re.compile(r"^(?:- )?([\w.-]{1,100}):\s*$", re.MULTILINE)


class Site(msgspec.Struct, frozen=True):
    """A Jekyll site on this disk."""

    root: Path
    address: str = ""
    prefix: str = ""
    """`baseurl`: the path at which the site began."""
    permalink: str = STYLES["date"]
    language: str = ""
    left_out: tuple[str, ...] = ()
    """What `exclude` names."""
    collections: frozenset[str] = frozenset()
    """The collections that have pages."""
    hidden: tuple[str, ...] = ()
    """The folders of which `defaults` says that their texts aren't published."""


def fits(path: Path) -> bool:
    """Tell whether there are texts at a path."""
    return path.is_dir() and next(text_names(path, skip=SKIPPED), "") != ""


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
    site = _site(path)
    host = urlsplit(site.address).netloc.lower()
    return Source(kind="jekyll", name=host or path.resolve().name, hosts=(host,) if host else (), prefix=site.prefix)


def read_source(path: Path) -> Records:
    """Yield what the site holds."""
    site = _site(path)
    reader = _Reader(site, _read_authors(path))
    for file in read_texts(path, text_names(path, skip=SKIPPED)):
        if file.problem:
            yield Leftover("Files that can't be read", f"{file.path}: {file.problem}")
        else:
            yield from reader.read(file)
    yield from reader.listings()


class _Reader:
    def __init__(self, site: Site, people: Mapping[str, Mapping[str, str]]) -> None:
        self.site = site
        self.people = people
        self.used: dict[tuple[str, str], str] = {}

    def read(self, file: TextFile) -> Iterator[Record]:
        """Yield the records that a file makes."""
        post = POST.fullmatch(file.stem)
        is_draft = "_drafts" in file.path.split("/")
        is_post = post is not None or is_draft
        if not (file.front.has_header or is_post):
            return  # Jekyll copies it as it is
        if hidden.is_left_out(file.path, self.site.left_out):
            yield Leftover("Files that the old site's settings left out", file.path)
            return
        if not file.front.is_whole:
            yield Leftover("Headers of which a part couldn't be read", file.path)
        front = file.front
        if target := front.text("redirectto"):
            yield Leftover("Pages that only led elsewhere; write them into redirects.csv", f"{file.path} -> {target}")
            return
        if not is_post and not front.body.strip(" \n{}%"):
            return
        item = self._post(file, post, is_draft=is_draft) if is_post else self._page(file)
        if self._is_unshown(file):
            item = msgspec.structs.replace(item, is_draft=True)
            yield Leftover(hidden.UNSHOWN, file.path)
        for id_ in item.authors:
            said = self.people.get(id_, {})
            name = said.get("name") or said.get("fullname") or said.get("displayname") or id_
            yield Author(
                id=id_, name=name, biography=said.get("bio", ""), address=f"{self.site.prefix}/author/{slug_of(id_)}/"
            )
        yield item
        yield from unused_keys(file, front.values.keys() - KNOWN)

    def _is_unshown(self, file: TextFile) -> bool:
        """Tell whether Jekyll leaves a file out: one in a collection without pages, or in a folder with `_`."""
        own = [part[1:] for part in file.folder.split("/") if part.startswith("_")]
        is_default = "published" not in file.front.values and hidden.is_below(file.path, self.site.hidden)
        return is_default or any(name not in {"posts", "drafts", *self.site.collections} for name in own)

    def listings(self) -> Iterator[Record]:
        """Yield the old pages of categories and tags, as the usual plugins name them."""
        for (kind, name), address in self.used.items():
            yield Listing(
                kind="section" if kind == "section" else "topic", slug=slug_of(name), name=name, address=address
            )
        yield Listing(kind="home", name="", address=f"{self.site.prefix}/feed.xml")

    def _post(self, file: TextFile, post: re.Match[str] | None, *, is_draft: bool) -> Item:
        front = file.front
        day = f"{post[1]}-{int(post[2]):02}-{int(post[3]):02}" if post else ""
        name = front.text("slug") or (post[4] if post else file.stem)
        date = whole_seconds(front.text("date")) or day
        above = (
            [part for part in file.folder.split("/") if part and not part.startswith("_")]
            if "_posts" in file.path
            else []
        )
        categories = [
            *above,
            *front.names("category", "categories", separators=" " if "categories" in front.values else ""),
        ]
        tags = front.names("tags", "tag", separators=",")
        hidden = is_draft or not front.flag("published", default=True) or front.flag("draft")
        if not hidden:
            self.used.update({("topic", tag): f"{self.site.prefix}/tags/{slug_of(tag)}/" for tag in tags})
            if categories:
                self.used["section", categories[0]] = f"{self.site.prefix}/category/{slug_of(categories[0])}/"
        return Item(
            id=file.path,
            title=front.text("title") or name.replace("-", " ").capitalize(),
            body=front.body,
            markup="liquid-html" if file.is_html else "liquid",
            address="" if is_draft else self._address(front, date or day, name, categories),
            former=tuple(path_in_header(one) for one in front.texts("redirectfrom")),
            slug=name,
            date=date,
            updated=whole_seconds(front.text("updated", "lastmodifiedat", "modified")),
            authors=tuple(front.people("author", "authors")),
            sections=tuple(Term(slug_of(one), one) for one in categories),
            topics=tuple(tags),
            deck=front.text("subtitle"),
            summary=front.text("excerpt", "summary", "description"),
            language=language_unless(front.text("lang", "language"), self.site.language),
            photo=front.table("image").get("path") or front.text("image", "thumbnail"),
            caption=front.text("imagefigcaption", "imagecaption"),
            alt=front.table("image").get("alt") or front.text("imagealt"),
            is_draft=hidden,
            noindex=front.text("sitemap") == "false",
            values={"title": front.text("title"), **front.plain},
            folder=file.folder,
        )

    def _page(self, file: TextFile) -> Item:
        front = file.front
        path = file.path.rpartition(".")[0]
        own = path.removesuffix("index").strip("/").removeprefix("_")
        written = path_in_header(front.text("permalink"))
        address = written or (f"/{own}/" if own else "/")
        with_ending = [f"{self.site.prefix}/{own}.html"] if own and not written and own == path.lstrip("_") else []
        return Item(
            id=file.path,
            title=front.text("title") or file.stem.replace("-", " ").capitalize(),
            body=front.body,
            markup="liquid-html" if file.is_html else "liquid",
            is_page=True,
            address=self.site.prefix + address,
            path=address,
            former=(*with_ending, *(path_in_header(one) for one in front.texts("redirectfrom"))),
            summary=front.text("excerpt", "summary", "description"),
            language=language_unless(front.text("lang", "language"), self.site.language),
            is_draft=not front.flag("published", default=True),
            values={"title": front.text("title"), **front.plain},
            folder=file.folder,
        )

    def _address(self, front: FrontMatter, date: str, name: str, categories: list[str]) -> str:
        pattern = front.text("permalink") or self.site.permalink
        year, month, day = (*date[:10].split("-"), "", "", "")[:3]
        values = {
            "year": year,
            "short_year": year[2:],
            "month": month,
            "i_month": month.lstrip("0"),
            "day": day[:2],
            "i_day": day[:2].lstrip("0"),
            **dict.fromkeys(("title", "name", "basename", "path"), name),
            "slug": slug_of(name),
            **dict.fromkeys(("ending", "output_ext"), ".html"),
            "categories": "/".join(slug_of(one) for one in categories),
            "collection": "posts",
        }
        filled = re.sub(r":(\w+)", lambda found: values.get(found[1], found[0]), pattern)
        if ":" in filled:
            return ""
        return self.site.prefix + re.sub(r"/{2,}", "/", path_in_header(filled))


def _site(path: Path) -> Site:
    for name in CONFIGS:
        if (path / name).is_file():
            front = _read_yaml(path / name)
            style = front.text("permalink") or "date"
            return Site(
                root=path,
                address=front.text("url"),
                prefix=front.text("baseurl").rstrip("/"),
                permalink=STYLES.get(style, style),
                language=front.text("lang", "language"),
                left_out=tuple(front.texts("exclude")),
                **_hidden_in(hidden.read_table(path / name)),
            )
    return Site(root=path)


def _hidden_in(settings: Mapping[str, Any]) -> dict[str, Any]:
    """Return what settings say of collections with pages, and of folders whose texts aren't published."""
    collections, defaults = settings.get("collections"), settings.get("defaults")
    shown = collections.items() if isinstance(collections, dict) else ()
    rules = [one for one in defaults if isinstance(one, dict)] if isinstance(defaults, list) else []
    folders = []
    for rule in rules:
        scope, values = rule.get("scope"), rule.get("values")
        if isinstance(scope, dict) and isinstance(values, dict) and is_no(values.get("published")):
            kind = text_of(scope.get("type"))
            folders.append(text_of(scope.get("path")).strip("/*") or (f"_{kind}" if kind else ""))
    return {
        "collections": frozenset(
            str(name) for name, said in shown if isinstance(said, dict) and is_yes(said.get("output"))
        ),
        "hidden": tuple(folders),
    }


def _read_yaml(path: Path) -> FrontMatter:
    try:
        text = decode_copy(read_whole(path, MAX_CONFIG_BYTES), path.name).text
    except OSError:
        text = ""
    return split_front_matter(f"---\n{text.strip().removeprefix('---')}\n---\n")


def _read_authors(path: Path) -> dict[str, dict[str, str]]:
    """Return what the site says of its authors, by the name that posts use."""
    people: dict[str, dict[str, str]] = {}
    for name in AUTHORS:
        if (path / name).is_file():
            front = _read_yaml(path / name)
            for key in front.values:
                if said := front.table(key):
                    people[key] = said
    return people
