"""Read exports of WordPress: one WXR file, or several in a folder.

The format is that of WordPress's own exporter (wp-admin/includes/export.php). Bodies keep WordPress's shortcodes and
blocks, which are read when the body is converted (wordpress_body.py).
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from pathlib import Path
from urllib.parse import unquote

from generator.imports.kinds.wordpress_access import PUBLIC, expires_at, hidden_as, is_kept_from_search
from generator.imports.kinds.wordpress_blocks import fill_blocks, missing_blocks, read_blocks
from generator.imports.kinds.wordpress_fields import bylines_in, deck_in, former_addresses, is_used, with_sound
from generator.imports.kinds.wordpress_media import meta_of, path_on, read_attachment
from generator.imports.kinds.wordpress_notes import FIELD, with_footnotes
from generator.imports.records import Author, Item, Leftover, Listing, Record, Records, Source, Term
from generator.imports.tally import Tally
from generator.imports.values import language_unless, whole_host_of
from generator.imports.xml_stream import Element, read_elements

MACHINERY = {
    "nav_menu_item", "revision", "custom_css", "customize_changeset", "oembed_cache", "user_request", "wp_block",
    "wp_template", "wp_template_part", "wp_global_styles", "wp_navigation", "wp_font_family", "wp_font_face",
    "acf-field", "acf-field-group", "guest-author", "wpcf7_contact_form", "jp_pay_order", "feedback",
    "elementor_library", "custom-css", "amp_validated_url", "scheduled-action", "shop_order", "shop_order_refund",
    "shop_coupon", "flamingo_inbound", "flamingo_outbound", "flamingo_contact", "nf_sub", "wpforms", "wpforms_log",
    "edd_payment", "edd_discount", "postman_sent_mail", "et_pb_layout", "mc4wp-form",
}  # fmt: skip
"""Kinds of post that are no text for readers."""
TOPICS = {"post_tag", "series", "topic", "topics"}
"""The taxonomies of which the terms are topics: WordPress's tags, and what plugins add for newspapers."""
UNREAD = {"trash", "auto-draft"}
NEVER = re.compile(r"0000-|\A\Z")
LANGUAGE = re.compile(r"[a-z]{2,3}")
FORM = "%Y-%m-%d %H:%M:%S"
MAX_OFFSET = timedelta(hours=14)
QUARTER_S = 900
NO_CATEGORY = {"uncategorized", "uncategorised", "sin-categoria", "non-classe", "allgemein", "senza-categoria"}
"""What WordPress calls the category of a post that has none."""
YOAST = "_yoast_wpseo_"
KNOWN_META = {"_thumbnail_id", "_wp_attachment_image_alt", "_wp_attached_file", "rank_math_robots", FIELD, *(
    f"{YOAST}{name}" for name in ("metadesc", "canonical", "meta-robots-noindex", "primary_category", "title")
)}  # fmt: skip
SILENT_META = re.compile(r"_.*|.*_count|ab_.*")
"""Custom fields of WordPress and its plugins that hold no text."""


def fits(path: Path) -> bool:
    """Tell whether there is an export at a path."""
    return bool(find_exports(path))


def find_exports(path: Path) -> list[Path]:
    """Return the WXR files at `path`: the file itself, or those in the folder."""
    files = [path] if path.is_file() else sorted(path.rglob("*.xml")) if path.is_dir() else []
    return [file for file in files if is_export(file)]


def is_export(path: Path) -> bool:
    """Tell whether a file is an export of WordPress, going by its first lines."""
    with path.open("rb") as file:
        head = file.read(8_192)
    return b"wordpress.org/export/" in head


def describe_source(path: Path) -> Source:
    """Return what tells this export from another one: the address of the old site."""
    sites: list[str] = []
    for file in find_exports(path):
        for element in read_elements(file):
            if element.name in {"link", "wp:base_blog_url", "wp:base_site_url"} and element.text.strip():
                sites.append(element.text.strip())
            if element.name == "item":
                break
    named = (whole_host_of(site) for site in sites if "//wordpress.com" not in site)
    hosts = tuple(dict.fromkeys(filter(None, named)))
    return Source(kind="wordpress", name=hosts[0] if hosts else path.stem, hosts=hosts)


def read_source(path: Path) -> Records:
    """Yield what the export holds. Raises CommandRefused when it can't be read."""
    files = find_exports(path)
    blocks = read_blocks(files)
    for file in files:
        reader = _Reader(blocks)
        for element in read_elements(file):
            yield from reader.read(element)
        yield from reader.listings()


class _Reader:
    """Reads one file: what comes first in it, authors and categories, is needed by the items behind."""

    def __init__(self, blocks: Mapping[str, str]) -> None:
        """`blocks`: the texts of the reusable blocks, by their numbers."""
        self.blocks = blocks
        self.site = self.language = ""
        self.logins: dict[str, str] = {}
        """What items call an author -> the author's name."""
        self.parents: dict[str, str] = {}
        """The slug of a category -> that of the category above it."""
        self.names: dict[str, str] = {}
        self.numbers: dict[str, str] = {}
        self.used: dict[tuple[str, str], str] = {}
        self.fields = Tally("Fields of plugins")

    def read(self, element: Element) -> Iterator[Record]:
        """Yield the records that an element of the channel makes."""
        if element.name == "link":
            self.site = self.site or element.text.strip().rstrip("/")
        elif element.name == "language":
            self.language = element.text.strip().partition("-")[0].casefold()
        elif element.name == "wp:author":
            self._keep_author(element)
        elif element.name == "wp:category":
            self._keep_category(element)
        elif element.name == "item":
            yield from self._read_item(element)

    def listings(self) -> Iterator[Record]:
        """Yield the old pages of the categories, tags and authors that items have."""
        prefix = path_on(self.site).rstrip("/")
        for (kind, slug), name in self.used.items():
            address = f"{prefix}/{'category' if kind == 'section' else 'tag'}/{slug}/"
            if kind == "section":
                yield Listing(kind="section", name=self.names.get(name) or name, slug=name, address=address)
                if above := self._path_of(slug):
                    whole = f"{prefix}/category/{above}/{slug}/"
                    yield Listing(kind="section", name=self.names.get(name) or name, slug=name, address=whole)
            else:
                yield Listing(kind="topic", name=name, address=address)
        yield Listing(kind="home", name="", address=f"{prefix}/feed/")
        yield from self.fields.told()

    def _keep_author(self, element: Element) -> None:
        login, name = element.first("wp:author_login"), element.first("wp:author_display_name")
        whole = " ".join(filter(None, (element.first("wp:author_first_name"), element.first("wp:author_last_name"))))
        self.logins[login] = name or whole or login

    def _keep_category(self, element: Element) -> None:
        slug = unquote(element.first("wp:category_nicename"))
        self.parents[slug] = unquote(element.first("wp:category_parent"))
        self.names[slug] = element.first("wp:cat_name")
        self.numbers[element.first("wp:term_id")] = slug

    def _read_item(self, element: Element) -> Iterator[Record]:
        kind, status = element.first("wp:post_type") or "post", element.first("wp:status") or "publish"
        title = element.first("title")
        if kind == "attachment":
            yield read_attachment(element)
        elif kind in MACHINERY:
            yield Leftover(f"Parts of the old site's machinery ({kind})", title)
        elif status in UNREAD:
            yield Leftover("Texts in the trash", title)
        else:
            yield from self._read_text(element, kind, status)

    def _read_text(self, element: Element, kind: str, status: str) -> Iterator[Record]:
        meta = meta_of(element)
        categories = [one for one in element.every("category") if one.attributes.get("domain") == "category"]
        terms = self._terms(categories, meta)
        topics = [one.text.strip() for one in element.every("category") if one.attributes.get("domain") in TOPICS]
        address, number = path_on(element.first("link")), element.first("wp:post_id")
        is_page = kind == "page"
        body = with_footnotes(fill_blocks(element.first("content:encoded"), self.blocks), meta.get(FIELD, ""))
        body = with_sound(body, meta)
        is_locked = bool(element.first("wp:post_password"))
        hidden = hidden_as(kind, status, element.first("link"), meta, body, is_locked=is_locked)
        bylines = bylines_in(element)
        authors, named = (bylines, []) if bylines else self._authors(element)
        yield from named
        item = Item(
            id=number or address or element.first("guid"),
            title=element.first("title"),
            feed_id=element.first("guid"),
            body=body,
            markup="wordpress",
            is_page=is_page,
            address=address if status in PUBLIC else "",
            former=tuple(former_addresses(element, address)) if status in PUBLIC else (),
            slug=unquote(element.first("wp:post_name")),
            date=_date_of(element, "wp:post_date") or _published(element),
            updated=_date_of(element, "wp:post_modified"),
            authors=() if is_page else authors,
            sections=() if is_page else tuple(terms) or ((_own_section(kind),) if kind != "post" else ()),
            topics=tuple(topics),
            deck=deck_in(meta),
            summary=element.first("excerpt:encoded") or meta.get(f"{YOAST}metadesc", ""),
            photo=meta.get("_thumbnail_id", ""),
            language=self._language_of(element),
            is_draft=bool(hidden),
            expires=expires_at(meta),
            noindex=is_kept_from_search(meta),
            source_url=self._canonical(meta),
        )
        if not (item.title or item.body.strip()):
            yield Leftover("Texts without a word", f"number {item.id}")
            return
        self._count(item, categories, element)
        yield item
        yield from _leftovers(element, item, kind, hidden)
        for key, value in meta.items():
            if not (key in KNOWN_META or is_used(key) or SILENT_META.fullmatch(key)) and value:
                self.fields.add(key, item.title or item.id)

    def _language_of(self, element: Element) -> str:
        """Return the language of an item, as Polylang says, if it isn't that of the site."""
        terms = (one for one in element.every("category") if one.attributes.get("domain") == "language")
        code = next((one.attributes.get("nicename", "").partition("-")[0].casefold() for one in terms), "")
        return language_unless(code, self.language) if LANGUAGE.fullmatch(code) else ""

    def _count(self, item: Item, categories: Sequence[Element], element: Element) -> None:
        """Note which listings of the old site were not empty."""
        if item.is_draft or item.is_page:
            return
        first = item.sections[0].slug if item.sections else ""
        for one in element.every("category"):
            slug = unquote(one.attributes.get("nicename", "")) or one.text.strip()
            if one.attributes.get("domain") == "post_tag":
                self.used["topic", slug] = one.text.strip()
        for one in categories:
            slug = unquote(one.attributes.get("nicename", ""))
            if self._root(slug) == first:
                self.used["section", slug] = first

    def _terms(self, categories: Sequence[Element], meta: Mapping[str, str]) -> list[Term]:
        """Return the categories of an item: the main one first, of which the topmost is the section."""
        slugs = [unquote(one.attributes.get("nicename", "")) for one in categories]
        self.names |= {slug: one.text.strip() for slug, one in zip(slugs, categories, strict=True)}
        main = self.numbers.get(meta.get(f"{YOAST}primary_category", ""), "")
        ordered = [slug for slug in dict.fromkeys([main, *slugs]) if slug in slugs and slug not in NO_CATEGORY]
        if not ordered:
            return []
        root = self._root(ordered[0])
        terms = [root, *(slug for slug in ordered if slug != root)]
        return [Term(slug, self.names.get(slug) or slug) for slug in terms]

    def _path_of(self, slug: str) -> str:
        """Return the slugs of the categories above one, the topmost first, as its address has them."""
        above: list[str] = []
        while (slug := self.parents.get(slug, "")) and slug not in above:
            above.insert(0, slug)
        return "/".join(above)

    def _root(self, slug: str) -> str:
        passed = {slug}
        while (above := self.parents.get(slug, "")) and above not in passed:
            passed.add(above)
            slug = above
        return slug

    def _authors(self, element: Element) -> tuple[tuple[str, ...], list[Author]]:
        """Return the ids of the authors, with what Co-Authors Plus says, and the authors themselves."""
        named = {
            one.attributes.get("nicename", "").removeprefix("cap-"): one.text.strip()
            for one in element.every("category")
            if one.attributes.get("domain") == "author"
        }
        creator = element.first("dc:creator")
        found = named or ({creator: self.logins.get(creator, creator)} if creator else {})
        authors = []
        for login, name in found.items():
            shown = self.logins.get(login) or name or login
            prefix = path_on(self.site).rstrip("/")
            authors.append(Author(id=login, name=shown, address=f"{prefix}/author/{login}/"))
        return tuple(found), authors

    def _canonical(self, meta: Mapping[str, str]) -> str:
        """Return the address of the original, if the text says that it is on another site."""
        canonical = meta.get(f"{YOAST}canonical", "")
        is_own = not canonical.startswith("http") or whole_host_of(canonical) == whole_host_of(self.site)
        return "" if is_own else canonical


def _own_section(kind: str) -> Term:
    """Return the section for texts of a kind of their own: `tribe_events`."""
    return Term(kind, kind.replace("_", " ").replace("-", " ").strip().capitalize())


def _leftovers(element: Element, item: Item, kind: str, hidden: str) -> Iterator[Leftover]:
    name = item.title or item.id
    comments = sum(1 for _ in element.every("wp:comment"))
    if comments:
        yield Leftover("Texts with comments, which are left out", f"{name}: {comments}")
    if kind not in {"post", "page"}:
        yield Leftover(f"Texts of a kind of their own ({kind}), written as stories of a section of that name", name)
    if hidden:
        yield Leftover(hidden, name)
    for number in missing_blocks(item.body):
        yield Leftover("Reusable blocks that aren't in the export, or weren't published", f"{number} ({name})")


def _date_of(element: Element, name: str) -> str:
    """Return a date as it was at the newsroom, with the offset from UTC that a second date tells."""
    own, utc = element.first(name), element.first(f"{name}_gmt")
    if NEVER.match(own):
        return ""
    try:
        here = datetime.strptime(own, FORM)  # noqa: DTZ007 (its zone is found below)
        there = None if NEVER.match(utc) else datetime.strptime(utc, FORM)  # noqa: DTZ007
    except ValueError:
        return ""
    if there is None:
        return here.isoformat(" ")
    quarters = round((here - there).total_seconds() / QUARTER_S)
    offset = timedelta(seconds=quarters * QUARTER_S)
    if abs(offset) > MAX_OFFSET:
        return there.replace(tzinfo=UTC).isoformat(" ")
    return here.replace(tzinfo=timezone(offset)).isoformat(" ")


def _published(element: Element) -> str:
    try:
        return parsedate_to_datetime(element.first("pubDate")).isoformat(" ")
    except ValueError:
        return ""
