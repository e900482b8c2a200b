"""Read a feed: RSS of all versions, or Atom, in one file or several.

What is in an archive was chosen by the old program: often the newest ten texts, and of them only the beginning. No
feed says of a category whether it was a section; it counts as one where the address of the text names it, too.
"""

import re
from collections.abc import Iterator
from html import escape
from pathlib import Path
from urllib.parse import urljoin

from generator.imports.header_lines import plain
from generator.imports.records import Author, Item, Leftover, Listing, Record, Records, Source, Term
from generator.imports.values import date_of, host_of, path_of
from generator.imports.xml_stream import Element, read_elements
from generator.intake.names import is_photo
from generator.intake.text.slugs import slug_of

ENDINGS = {".xml", ".rss", ".atom", ".rdf"}
HEAD_BYTES = 8_192
ROOT = re.compile(rb"<(?:[\w-]{1,40}:)?(rss|feed|rdf)[\s>]", re.IGNORECASE)
OTHERS = (b"wordpress.org/export/", b"blogger.com,1999:blog", b"google.com/blogger/")
"""What is in exports that are feeds, too, and that are read as what they are."""
ITEMS = {"item", "atom:entry"}
BODIES = ("content:encoded", "atom:content", "xhtml:body", "xhtml:div")
SHORT = ("description", "atom:summary", "itunes:summary")
MAIL = re.compile(r"[^\s@()<>]+@[^\s@()<>]+")
NAME_BEHIND_MAIL = re.compile(r"\s*[^\s@()]+@[^\s@()]+\s*\(([^()]+)\)\s*")
MORE = re.compile(r"\s*(?:\[?(?:…|\.\.\.|&#8230;)\]?|Continue reading.*|Read more.*)\s*$", re.DOTALL)
FOOTER = re.compile(
    r"(?:<p>)?\s*The post <a [^<>]{1,1000}>.{0,500}?</a> (?:appeared first on|first appeared on) .*$", re.DOTALL
)
BLOCK = re.compile(
    r"<(?:p|div|br|ul|ol|dl|table|h[1-6]|blockquote|figure|img|pre|section|article|iframe)\b", re.IGNORECASE
)
"""What HTML with paragraphs of its own has in it."""
RELATIVE = re.compile(r"(\s(?:href|src|poster)=[\"'])(?!#)([^\"'<>]{1,2000})")
"""An address in HTML, which may be relative. One that begins with `#` stays in the text."""
PASSWORD_FORM = re.compile(r"<input\b[^<>]{0,500}\bname=[\"']post_password\b", re.IGNORECASE)
"""What WordPress's feeds have instead of a text with a password."""
PLAIN_TYPES = {"text", "text/plain"}
TELLING_CHARS = 60


def fits(path: Path) -> bool:
    """Tell whether there is a feed at a path."""
    return bool(find_feeds(path))


def find_feeds(path: Path) -> list[Path]:
    """Return the feeds at `path`: the file itself, or those in the folder."""
    files = [path] if path.is_file() else sorted(path.rglob("*")) if path.is_dir() else []
    return [file for file in files if file.is_file() and (file == path or file.suffix in ENDINGS) and _root_of(file)]


def is_rss(path: Path) -> bool:
    """Tell whether a file is surely a feed of RSS, and no export of a program."""
    return _is_alone(path) and _root_of(path) != b"feed"


def is_atom(path: Path) -> bool:
    """Tell whether a file is surely a feed of Atom, and no export of a program."""
    return _is_alone(path) and _root_of(path) == b"feed"


def _is_alone(path: Path) -> bool:
    return path.is_file() and bool(_root_of(path)) and not any(sign in _head_of(path) for sign in OTHERS)


def describe_source(path: Path) -> Source:
    """Return what tells this feed from another one: the address of its site."""
    hosts: dict[str, None] = {}
    feeds = find_feeds(path)
    for file in feeds:
        hosts |= dict.fromkeys(_hosts(file))
    is_feed = bool(feeds) and _root_of(feeds[0]) == b"feed"
    return Source(kind="atom" if is_feed else "rss", name=next(iter(hosts), "") or path.stem, hosts=tuple(hosts))


def read_source(path: Path) -> Records:
    """Yield what the feeds hold. Raises CommandRefused when one can't be read."""
    for file in find_feeds(path):
        reader = _Reader(set(_hosts(file)))
        for element in read_elements(file):
            if element.name in ITEMS:
                yield from reader.read(element)
        yield from reader.listings()


def _head_of(path: Path) -> bytes:
    with path.open("rb") as file:
        head = file.read(HEAD_BYTES)
    return head.replace(b"\0", b"")  # of UTF-16


def _root_of(path: Path) -> bytes:
    found = ROOT.search(_head_of(path))
    return found[1].lower() if found else b""


def _hosts(path: Path) -> Iterator[str]:
    """Yield the hosts that are the feed's own: of its site, or else of its first text."""
    found: dict[str, None] = {}
    for element in read_elements(path):
        if element.name in ITEMS:
            found = found or {host_of(_link_of(element)): None}
            break
        links = [element, *element.inside] if element.name in {"channel", "link", "atom:link"} else []
        for link in links:
            is_site = link.name in {"link", "atom:link"} and link.attributes.get("rel", "alternate") == "alternate"
            address = link.attributes.get("href", link.text) if is_site else ""
            found |= {host_of(address): None}
    yield from filter(None, found)


class _Reader:
    def __init__(self, hosts: set[str]) -> None:
        self.hosts = hosts
        self.used: dict[str, Term] = {}

    def read(self, element: Element) -> Iterator[Record]:
        """Yield the records that an item makes."""
        links, title = list(_links_of(element)), element.first("title", "atom:title", "media:title", "dc:title")
        body, summary = _body_of(element)
        link = next(iter(links), "")
        if not (title.strip() or body.strip()):
            yield Leftover("Texts without a word", link)
            return
        address = path_of(next((one for one in links if host_of(one) in self.hosts), ""))
        topics = _topics_of(element)
        section = _section_of(address, topics)
        names = _authors_of(element)
        yield from (Author(id=name, name=name) for name in names)
        added, photo = _enclosed(element, body)
        if link and host_of(link) not in self.hosts:
            added.append(link)
        if section:
            self.used[section.slug] = section
        is_locked = PASSWORD_FORM.search(body) is not None
        if is_locked:
            yield Leftover("Texts with a password, written as drafts", title)
        published = element.first("pubDate", "atom:published", "atom:issued", "dc:date", "atom:created")
        changed = element.first("atom:updated", "atom:modified")
        yield Item(
            id=element.first("guid", "atom:id") or element.attributes.get(ABOUT, "") or link or title,
            title=title or _first_words(body),
            feed_id=element.first("guid", "atom:id") or element.attributes.get(ABOUT, ""),
            body=body + "".join(f'<p><a href="{escape(one)}">{escape(_shown(one))}</a></p>' for one in added),
            address="" if address == "/" else address,
            slug=_slug_of(address),
            date=date_of(published or changed),
            updated=date_of(changed) if published else "",
            authors=tuple(names),
            sections=(section,) if section else (),
            topics=tuple(topic for topic in topics if not section or topic != section.name),
            summary=summary,
            photo=photo,
            is_draft=is_locked
            or element.first("app:draft") == "yes"
            or any(_is_draft(one) for one in element.every("app:control")),
        )
        if not element.first(*BODIES):
            yield Leftover("Texts of which the feed may have the beginning only", title)
        comments = element.first("other:comments")
        if comments.strip("0"):
            yield Leftover("Texts with comments, which are left out", f"{title}: {comments}")

    def listings(self) -> Iterator[Record]:
        """Yield the old pages of sections."""
        for term in self.used.values():
            yield Listing(kind="section", slug=term.slug, name=term.name, address=f"/{term.slug}/")


ABOUT = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"


def _is_draft(control: Element) -> bool:
    return control.first("app:draft") == "yes"


def _link_of(element: Element) -> str:
    return next(_links_of(element), "")


def _links_of(element: Element) -> Iterator[str]:
    """Yield the addresses of a text, the best first: that before a service for feeds changed it, if it is told."""
    yield from filter(None, [element.first("other:origLink")])
    for link in element.every("atom:link"):
        if link.attributes.get("rel", "alternate") == "alternate" and link.attributes.get("href"):
            yield _absolute(link.base, link.attributes["href"].strip())
    yield from filter(None, [element.first("link")])
    for guid in element.every("guid"):
        if guid.attributes.get("isPermaLink", "true") != "false" and host_of(guid.text):
            yield guid.text.strip()


def _body_of(element: Element) -> tuple[str, str]:
    """Return the text of an item as HTML, and its summary."""
    full = next((one for name in BODIES for one in element.every(name) if one.text.strip()), None)
    short = next((one for name in SHORT for one in element.every(name) if one.text.strip()), None)
    if full is None:
        return (_as_html(short) if short else ""), ""
    body = FOOTER.sub("", _as_html(full))
    summary = MORE.sub("", plain(FOOTER.sub("", _as_html(short)))) if short else ""
    is_beginning = plain(body[: 20 * len(summary)]).startswith(summary[:TELLING_CHARS])
    return body, "" if is_beginning else summary


def _as_html(element: Element) -> str:
    """Return the text of an element as HTML. Atom says which text is plain; RSS is HTML, or plain if it has no tag."""
    text = element.text.strip()
    is_plain = element.attributes.get("type", "text" if element.name.startswith("atom:") else "") in PLAIN_TYPES
    if is_plain and element.name.startswith("atom:"):
        text = escape(text, quote=False)
    text = RELATIVE.sub(lambda found: f"{found[1]}{_absolute(element.base, found[2])}", text) if element.base else text
    if BLOCK.search(text):
        return text
    return "".join(f"<p>{piece}</p>" for piece in re.split(r"\n\s*\n", text) if piece.strip())


def _absolute(base: str, address: str) -> str:
    """Return an address that may be relative to `base`; the address itself without one."""
    try:
        return urljoin(base, address)
    except ValueError:
        return address


def _first_words(body: str) -> str:
    words = plain(body)
    return words if len(words) <= TELLING_CHARS else words[:TELLING_CHARS].rpartition(" ")[0] + " …"


def _topics_of(element: Element) -> list[str]:
    found: dict[str, None] = {}
    for name in ("category", "dc:subject", "atom:category", "media:category"):
        for one in element.every(name):
            words = plain(one.text or one.attributes.get("label") or one.attributes.get("term", ""))
            if words and "://" not in words:
                found[words] = None
    return list(found)


def _section_of(address: str, topics: list[str]) -> Term | None:
    """Return the category that the address of a text names as well."""
    parts = [slug_of(part) for part in address.strip("/").split("/")[:-1]]
    by_slug = {slug_of(topic): topic for topic in topics}
    return next((Term(part, by_slug[part]) for part in parts if part and part in by_slug), None)


def _slug_of(address: str) -> str:
    return re.sub(r"\.\w{2,5}$", "", address.strip("/").rpartition("/")[2])


def _authors_of(element: Element) -> list[str]:
    """Return the names of those who wrote, never a mail address."""
    written = [one.text for name in ("dc:creator", "author") for one in element.every(name)]
    written += [one.first("atom:name") for one in element.every("atom:author")]
    if not any(words.strip() for words in written):
        written = [one.text for one in element.every("itunes:author")]
    names: dict[str, None] = {}
    for words in written:
        behind = NAME_BEHIND_MAIL.fullmatch(words)
        name = plain(MAIL.sub("", behind[1] if behind else words)).strip(" ()<>,;")
        if name:
            names[name] = None
    return list(names)


def _enclosed(element: Element, body: str) -> tuple[list[str], str]:
    """Return the files that go with an item and aren't in its text, and its picture."""
    files: dict[str, None] = {}
    photo = ""
    groups = [element, *element.every("media:group")]
    media = [
        one for group in groups for name in ("enclosure", "atom:link", "media:content") for one in group.every(name)
    ]
    for one in media:
        if one.name == "atom:link" and one.attributes.get("rel") != "enclosure":
            continue
        address = one.attributes.get("url") or one.attributes.get("href", "")
        kind = one.attributes.get("type") or one.attributes.get("medium", "")
        if kind.startswith("image") or is_photo(path_of(address)):
            photo = photo or address
        elif address.startswith("http") and address not in body and escape(address) not in body:
            files[address] = None
    thumbnails = [one.attributes.get("url", "") for group in groups for one in group.every("media:thumbnail")]
    photo = photo or next(iter(thumbnails), "")
    return list(files), "" if photo and photo in body else photo


def _shown(address: str) -> str:
    """Return the words of a link to a file or page that goes with a text."""
    return path_of(address).rstrip("/").rpartition("/")[2] or host_of(address) or address
