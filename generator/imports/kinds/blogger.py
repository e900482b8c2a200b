"""Read archives of Blogger: the Atom file of its own export, or `feed.atom` of Google Takeout.

One file holds posts, pages, comments, settings and the template. Older archives tell them apart by a category, newer
ones by elements of Blogger's own.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from generator.imports.kinds.blogger_settings import Blog, read_blog
from generator.imports.records import Author, Item, Leftover, Listing, Record, Records, Source
from generator.imports.values import date_of, path_of
from generator.imports.xml_stream import Element, read_elements

HEAD_BYTES = 16_384
SIGNS = (b"blogger.com,1999:blog", b"google.com/blogger/2018")
KIND = "http://schemas.google.com/g/2005#kind"
TEXTS = {"post", "page"}
NOBODY = {"unknown", "anonymous", "noreply@blogger.com", ""}
INVITED = "Texts of a blog that only invited people could read, written as drafts"
GONE = {"SOFT_TRASHED", "TRASHED", "SPAM"}


FOOTER = re.compile(r"<div class=[\"']blogger-post-footer[\"'].*?(?:</div>|\Z)", re.DOTALL)
CAPTIONED = re.compile(
    r"<table\b[^<>]{0,500}\btr-caption-container\b[^<>]{0,500}>((?:(?!</?table\b).){0,10000})</table>",
    re.DOTALL | re.IGNORECASE,
)
"""The table in which Blogger shows a picture with its caption."""
PICTURE = re.compile(r"(?:<a\b[^<>]{0,2000}>\s*)?<img\b[^<>]{0,3000}>(?:\s*</a>)?", re.IGNORECASE)
CAPTION = re.compile(r"<td\b[^<>]{0,500}\btr-caption\b[^<>]{0,500}>((?:(?!</td>).)*)</td>", re.DOTALL | re.IGNORECASE)


def fits(path: Path) -> bool:
    """Tell whether there is an archive at a path."""
    return bool(find_archives(path))


def find_archives(path: Path) -> list[Path]:
    """Return the archives at `path`: the file itself, or those in the folder."""
    files = [path] if path.is_file() else sorted(path.rglob("*")) if path.is_dir() else []
    return [file for file in files if (file.suffix in {".xml", ".atom"} or file == path) and _is_archive(file)]


def _is_archive(path: Path) -> bool:
    if not path.is_file():
        return False
    with path.open("rb") as file:
        head = file.read(HEAD_BYTES)
    return any(sign in head for sign in SIGNS) and b"<feed" in head


def describe_source(path: Path) -> Source:
    """Return what tells this archive from another one: the address of the blog."""
    hosts = tuple(dict.fromkeys(host for file in find_archives(path) for host in _blog_at(file).hosts))
    return Source(kind="blogger", name=next(iter(hosts), "") or path.stem, hosts=hosts, has_own_ids=True)


def _blog_at(file: Path) -> Blog:
    """Return what an archive says of its blog. Links of comments lead to the pages of those who wrote them."""
    elements = read_elements(file)
    telling = {*TEXTS, "settings"}
    return read_blog(file, (one for one in elements if one.name == "atom:link" or _kind_of(one) in telling))


def read_source(path: Path) -> Records:
    """Yield what the archives hold. Raises CommandRefused when one can't be read."""
    for file in find_archives(path):
        labels: dict[str, None] = {}
        blog = _blog_at(file)
        for element in read_elements(file):
            if element.name == "atom:entry":
                yield from _read_entry(element, labels, blog)
        for label in labels:
            yield Listing(kind="topic", name=label, address=f"/search/label/{quote(label)}")
        yield Listing(kind="home", name="", address="/feeds/posts/default")


def _kind_of(element: Element) -> str:
    own = element.first("blogger:type").casefold()
    kinds = (one.attributes.get("term", "") for one in element.every("atom:category") if _scheme_of(one) == KIND)
    return own or next(kinds, "").rpartition("#")[2]


def _scheme_of(category: Element) -> str:
    return category.attributes.get("scheme", "")


def _read_entry(element: Element, labels: dict[str, None], blog: Blog) -> Iterator[Record]:
    kind, title = _kind_of(element), element.first("atom:title")
    if kind == "comment":
        yield Leftover("Comments", element.first("atom:content")[:80])
    elif kind not in TEXTS:
        yield Leftover(f"Parts of the old site's machinery ({kind or 'of no kind'})", title)
    elif element.first("blogger:status") in GONE or element.first("blogger:trashed"):
        yield Leftover("Texts in the trash", title)
    else:
        yield from _read_text(element, title, labels, blog)


def _read_text(element: Element, title: str, labels: dict[str, None], blog: Blog) -> Iterator[Record]:
    body = next((one.text for one in element.every("atom:content")), "")
    if not (title or body.strip()):
        yield Leftover("Texts without a word", element.first("atom:id"))
        return
    topics = [one.attributes.get("term", "") for one in element.every("atom:category") if _scheme_of(one) != KIND]
    names = [one.first("atom:name") for one in element.every("atom:author")]
    authors = [name for name in names if name.casefold() not in NOBODY and "@" not in name]
    is_page = _kind_of(element) == "page"
    controls = [one.first("app:draft") for one in element.every("app:control")]
    is_draft = "yes" in controls or element.first("blogger:status") not in {"", "LIVE", "SCHEDULED"} or blog.is_private
    address = "" if is_draft else path_of(_address_of(element))
    if not is_draft:
        labels.update(dict.fromkeys(topics))
    if not is_page:
        yield from (Author(id=name, name=name) for name in authors)
    yield Item(
        id=element.first("atom:id"),
        title=title,
        feed_id=element.first("atom:id"),
        body=_plain_body(blog.with_own_host(body)),
        is_page=is_page,
        address=address,
        path=re.sub(r"^/p(?=/)|\.html$", "", address) if is_page else "",
        slug=address.rpartition("/")[2].removesuffix(".html"),
        date=date_of(element.first("atom:published", "blogger:created")),
        updated=date_of(element.first("atom:updated")),
        authors=() if is_page else tuple(authors),
        topics=() if is_page else tuple(topics),
        summary=element.first("blogger:metaDescription"),
        is_draft=is_draft,
    )
    if is_draft:
        yield Leftover(INVITED if blog.is_private else "Drafts, written as drafts", title)


def _plain_body(body: str) -> str:
    """Return a text without what counts its readers, and with pictures as figures, where it has tables around them."""
    return CAPTIONED.sub(_as_figure, FOOTER.sub("", body))


def _as_figure(found: re.Match[str]) -> str:
    """Return the picture of a table as a figure; the table as it is if it has no picture, or no caption below it."""
    picture = PICTURE.search(found[1])
    caption = CAPTION.search(found[1], picture.end()) if picture else None
    if not (picture and caption):
        return found[0]
    return f"<figure>{picture[0]}<figcaption>{caption[1]}</figcaption></figure>"


def _address_of(element: Element) -> str:
    """Return where readers found a text. A draft has an address that nobody knew."""
    links = (one for one in element.every("atom:link") if one.attributes.get("rel") == "alternate")
    return element.first("blogger:filename") or next((one.attributes.get("href", "") for one in links), "")
