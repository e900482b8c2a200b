"""Read exports of Ghost: its JSON file, alone or in a folder with Ghost's `content/images`.

All its forms are read: `{"db": [{"data": …}]}`, `{"data": …}`, and what its interface for programs answers
(`{"posts": […]}`). The text is that of the field `html`; members, staff's mail addresses and settings are left out.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from html import escape
from pathlib import Path
from typing import Any

import msgspec

from generator.imports.kinds.ghost_cards import without_controls
from generator.imports.records import Author, Item, Leftover, Listing, Record, Records, Source, Term
from generator.imports.refused import read_bounded, refuse_source
from generator.imports.values import date_of, host_of, is_yes, path_of, text_of

MAX_BYTES = 300_000_000
"""The largest export. It is read at once, which takes three times as much memory."""
HEAD_BYTES = 4_096
OWN_ADDRESS = re.compile(r"__GHOST_URL__")
GATED = re.compile(r"<!--kg-gated-block:begin\b([^<>]{0,500})-->(.*?)(?:<!--kg-gated-block:end-->|\Z)", re.DOTALL)
"""A passage that Ghost shows to some readers only."""
SIGNS = re.compile(rb'"(?:db|data|posts|meta)"\s*:')
MARKER_PARTS = 4
PUBLIC = {"published", "scheduled"}
Row = Mapping[str, Any]


def fits(path: Path) -> bool:
    """Tell whether there is an export at a path."""
    return bool(find_exports(path))


def find_exports(path: Path) -> list[Path]:
    """Return the exports at `path`: the file itself, or those in the folder."""
    files = [path] if path.is_file() else sorted(path.rglob("*.json")) if path.is_dir() else []
    return [file for file in files if file.suffix == ".json" and file.is_file() and _is_export(file)]


def _is_export(path: Path) -> bool:
    with path.open("rb") as file:
        head = file.read(HEAD_BYTES)
    return bool(SIGNS.search(head)) and _tables(path) is not None


def describe_source(path: Path) -> Source:
    """Return what tells this export from another one: the address of the old site, or else its title."""
    hosts: dict[str, None] = {}
    title = ""
    for file in find_exports(path):
        tables = _tables(file) or {}
        said = {text_of(row.get("key")): text_of(row.get("value")) for row in _rows(tables, "settings")}
        title = title or said.get("title", "")
        addresses = [said.get("url", ""), *(text_of(row.get("url")) for row in _rows(tables, "posts"))]
        hosts |= {host_of(address): None for address in addresses if host_of(address)}
    return Source(kind="ghost", name=next(iter(hosts), "") or title or path.stem, hosts=tuple(hosts))


def read_source(path: Path) -> Records:
    """Yield what the export holds. Raises CommandRefused when it can't be read."""
    for file in find_exports(path):
        tables = _tables(file)
        if tables is None:
            raise refuse_source(file, "The export can't be read: it is no whole JSON.", "Export it again.")
        yield from _Reader(tables).records()


def _tables(path: Path) -> Row | None:
    """Return the tables of an export by name; None for a file that is none."""
    try:
        read = msgspec.json.decode(read_bounded(path, MAX_BYTES))
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError):
        return None
    if isinstance(read, dict) and isinstance(read.get("db"), list):
        read = next((one for one in read["db"] if isinstance(one, dict)), {})
    if isinstance(read, dict) and isinstance(read.get("data"), dict):
        read = read["data"]
    rows = (read.get("posts") or read.get("pages")) if isinstance(read, dict) else None
    is_ghost = isinstance(rows, list) and rows != [] and all(isinstance(row, dict) and "slug" in row for row in rows)
    return read if is_ghost else None


def _rows(tables: Row, name: str) -> list[Row]:
    rows = tables.get(name)
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []


class _Reader:
    def __init__(self, tables: Row) -> None:
        self.tables = tables
        self.people = {text_of(row.get("id")): row for row in (*_rows(tables, "users"), *_rows(tables, "authors"))}
        self.tags = {text_of(row.get("id")): row for row in _rows(tables, "tags")}
        self.meta = {text_of(row.get("post_id")): row for row in _rows(tables, "posts_meta")}
        self.tags_of = self._joined("posts_tags", "tag_id", self.tags)
        self.people_of = self._joined("posts_authors", "author_id", self.people)
        self.used: dict[tuple[str, str], str] = {}

    def records(self) -> Iterator[Record]:
        """Yield what the tables hold."""
        for name in ("posts", "pages"):
            for row in _rows(self.tables, name):
                yield from self._read(row, is_page=name == "pages")
        for (kind, slug), shown in self.used.items():
            if kind == "section":
                yield Listing(kind="section", slug=slug, name=shown, address=f"/tag/{slug}/")
            else:
                yield Listing(kind="topic", name=shown, address=f"/tag/{slug}/")
        yield Listing(kind="home", name="", address="/rss/")
        members = len(_rows(self.tables, "members"))
        if members:
            yield Leftover("Members, who are left out", f"{members:,}")

    def _joined(self, table: str, key: str, rows: Mapping[str, Row]) -> dict[str, list[Row]]:
        """Return for each post what a table joins to it, in its order."""
        found: dict[str, list[tuple[int, Row]]] = defaultdict(list)
        for join in _rows(self.tables, table):
            row = rows.get(text_of(join.get(key)))
            if row is not None:
                order = join.get("sort_order")
                found[text_of(join.get("post_id"))].append((order if isinstance(order, int) else 0, row))
        return {post: [row for _, row in sorted(some, key=lambda one: one[0])] for post, some in found.items()}

    def _read(self, row: Row, *, is_page: bool) -> Iterator[Record]:
        id_, status = text_of(row.get("id")) or text_of(row.get("slug")), text_of(row.get("status")) or "published"
        title = text_of(row.get("title"))
        is_page = is_page or text_of(row.get("type")) == "page" or is_yes(row.get("page"))
        access = text_of(row.get("visibility")) or "public"
        is_hidden = status not in PUBLIC or access != "public"
        authors = self._authors(row, id_)
        tags = [tag for tag in self._joins(row, "tags", self.tags_of, id_) if _is_shown(tag)]
        meta = {**self.meta.get(id_, {}), **{key: value for key, value in row.items() if value is not None}}
        whole = OWN_ADDRESS.sub("", _markup(row))
        html = without_controls(GATED.sub(_for_everybody, whole))
        slug = text_of(row.get("slug"))
        if not (html.strip() or title):
            yield Leftover("Texts without a word", slug)
            return
        yield from authors
        terms = [Term(text_of(tag.get("slug")), text_of(tag.get("name"))) for tag in tags]
        if not (is_hidden or is_page):
            self.used |= {("section" if term is terms[0] else "topic", term.slug): term.name for term in terms}
        yield Item(
            id=id_,
            title=title,
            body=html,
            is_page=is_page,
            address=(path_of(text_of(row.get("url"))) or f"/{slug}/") if slug and status in PUBLIC else "",
            slug=slug,
            date=date_of(row.get("published_at")) or ("" if is_page else date_of(row.get("created_at"))),
            updated=date_of(row.get("updated_at")) if status == "published" else "",
            authors=() if is_page else tuple(author.id for author in authors),
            sections=() if is_page else tuple(terms[:1]),
            topics=() if is_page else tuple(term.name for term in terms[1:]),
            summary=text_of(row.get("custom_excerpt")) or text_of(meta.get("meta_description")),
            language=text_of(row.get("locale")),
            photo=OWN_ADDRESS.sub("", text_of(row.get("feature_image")) or text_of(row.get("image"))),
            caption=text_of(meta.get("feature_image_caption")),
            alt=text_of(meta.get("feature_image_alt")),
            is_draft=is_hidden,
            source_url=text_of(row.get("canonical_url")),
        )
        yield from _leftovers(row, title or slug, status, access)
        if GATED.sub(_for_everybody, whole).strip() != GATED.sub(r"\2", whole).strip():
            yield Leftover("Passages for members alone, left out of public texts", title or slug)

    def _joins(self, row: Row, key: str, joined: Mapping[str, list[Row]], id_: str) -> list[Row]:
        """Return the tags or authors of a post: those in its own row, or those that a table joins to it."""
        inside = row.get(key)
        own: list[Row] = [one for one in inside if isinstance(one, dict)] if isinstance(inside, list) else []
        return own or list(joined.get(id_, []))

    def _authors(self, row: Row, id_: str) -> list[Author]:
        rows = self._joins(row, "authors", self.people_of, id_)
        if not rows:
            one = row.get("primary_author") or self.people.get(text_of(row.get("author_id") or row.get("author")))
            rows = [one] if isinstance(one, dict) else []
        return [
            Author(
                id=text_of(one.get("id")) or text_of(one.get("slug")),
                name=text_of(one.get("name")) or text_of(one.get("slug")),
                biography=text_of(one.get("bio")),
                address=f"/author/{text_of(one.get('slug'))}/" if one.get("slug") else "",
            )
            for one in rows
        ]


def _for_everybody(found: re.Match[str]) -> str:
    """Return a passage that readers who aren't members see; nothing of any other."""
    return found[2] if re.search(r"nonMember\s*:\s*true", found[1]) else ""


def _is_shown(tag: Row) -> bool:
    """Tell whether a tag is for readers: Ghost's internal tags begin with `#`."""
    name, access = text_of(tag.get("name")), text_of(tag.get("visibility")) or "public"
    return bool(name) and not name.startswith("#") and access == "public"


def _markup(row: Row) -> str:
    """Return the text of a post as HTML; of one that has none, its words."""
    html = row.get("html")
    if isinstance(html, str) and html.strip():
        return html
    words = row.get("plaintext")
    pieces = words.split("\n\n") if isinstance(words, str) and words.strip() else _words_of_editor(row)
    return "".join(f"<p>{escape(piece, quote=False)}</p>" for piece in pieces if piece.strip())


def _words_of_editor(row: Row) -> list[str]:
    """Return the paragraphs in what Ghost's editors keep, in the form of either of them."""
    pieces: list[str] = []
    for name in ("lexical", "mobiledoc"):
        try:
            said = msgspec.json.decode(text) if isinstance(text := row.get(name), str) and text else None
            top = said.get("root") if isinstance(said, dict) and name == "lexical" else said
            blocks = top.get("children" if name == "lexical" else "sections") if isinstance(top, dict) else None
            pieces += [_words_in(block) for block in blocks] if isinstance(blocks, list) else []
        except (msgspec.DecodeError, RecursionError):
            continue
    return pieces


def _words_in(node: Any) -> str:
    """Return the words of a block: texts of lexical, or those in the markers of mobiledoc, `[0, [], 0, "words"]`."""
    if isinstance(node, dict):
        own = node.get("text") or node.get("caption") or node.get("calloutText")
        return own if isinstance(own, str) else _words_in(node.get("children"))
    if not isinstance(node, list):
        return ""
    if len(node) == MARKER_PARTS and isinstance(node[1], list) and isinstance(node[3], str):
        return node[3]
    return "".join(map(_words_in, node))


def _leftovers(row: Row, name: str, status: str, access: str) -> Iterator[Leftover]:
    if access != "public":
        yield Leftover(f"Texts for members alone ({access}), written as drafts", name)
    elif status not in PUBLIC:
        yield Leftover("Drafts, and what was sent as mail alone, written as drafts", name)
    if not row.get("html") and (row.get("mobiledoc") or row.get("lexical")):
        yield Leftover("Texts without HTML in the export: only their words were kept, if the export has them", name)
    if row.get("codeinjection_head") or row.get("codeinjection_foot"):
        yield Leftover("Code that was injected into pages", name)
