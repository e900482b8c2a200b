"""Read exports of Medium: a folder or an archive with `posts/`, a web page for each text."""

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from html import unescape
from pathlib import Path

import msgspec

from generator.files import read_whole
from generator.imports.header_lines import plain
from generator.imports.records import Author, Item, Leftover, Record, Records, Source
from generator.imports.values import date_of, host_of, path_of
from generator.intake.text.decode import decode_copy

MAX_BYTES = 20_000_000
HEAD_BYTES = 16_384
SIGN = re.compile(rb"class=\"h-entry\"|medium\.com|data-field=\"(?:subtitle|body)\"")
TITLE = re.compile(r"<h1\b[^<>]{0,200}\bp-name\b[^<>]{0,200}>(.{0,3000}?)</h1>", re.DOTALL)
SUMMARY = re.compile(r"<section data-field=\"(?:subtitle|description)\"[^<>]{0,200}>(.{0,5000}?)</section>", re.DOTALL)
BODY = re.compile(r"<section data-field=\"body\"[^<>]{0,200}>(.*?)</section>\s*(?=<footer\b|</article>|\Z)", re.DOTALL)
FOOTER = re.compile(r"<footer\b.*\Z", re.DOTALL)
AUTHOR = re.compile(r"<a\b[^<>]{0,1000}\bp-author\b[^<>]{0,200}>(.{0,500}?)</a>", re.DOTALL)
TIME = re.compile(r"<time\b[^<>]{0,200}\bdatetime=\"([^\"]{4,60})\"")
CANONICAL = re.compile(r"<a\b(?=[^<>]{0,1000}\bp-canonical\b)[^<>]{0,1000}?\bhref=\"([^\"<>]{4,1000})\"")
ADDRESS = re.compile(r"<a\b[^<>]{0,500}\bhref=\"(https?://[^\"<>]{4,1000}/p/[0-9a-f]{8,14})\"")
NUMBER = re.compile(r"(?:[-_/]|\A)([0-9a-f]{8,14})(?=[?#\"]|\Z)")
LINK = re.compile(r"(?<=href=\")(https?://[^\"<>#]{4,1000})(?=[\"#])")
OWN_TITLE = re.compile(r"<h[1-4]\b[^<>]{0,300}\bgraf--title\b[^<>]{0,300}>(.{0,3000}?)</h[1-4]>", re.DOTALL)
OWN_DECK = re.compile(r"<h[1-4]\b[^<>]{0,300}\bgraf--subtitle\b[^<>]{0,300}>(.{0,3000}?)</h[1-4]>", re.DOTALL)
FIRST_RULE = re.compile(r"(?:\s|<section\b[^<>]{0,300}>)*<div class=\"section-divider\"><hr\b[^<>]{0,200}></div>")
GIST = re.compile(
    r"<script\b[^<>]{0,500}\bsrc=\"(https://gist\.github\.com/[^\"<>]{1,300}?)\.js\"[^<>]{0,200}>\s*</script>"
)
TWEET = re.compile(
    r"<blockquote\b[^<>]{0,300}\btwitter-tweet\b[^<>]{0,300}>\s*<a\b[^<>]{0,300}\bhref=\"([^\"<>]{4,1000})\"[^<>]{0,300}>\s*</a>\s*</blockquote>"
)
"""A post of X of which the export has no word."""
CARD = re.compile(
    r"<a\b[^<>]{0,3000}\bmarkup--mixtapeEmbed-anchor\b[^<>]{0,3000}>\s*<strong\b[^<>]{0,300}>(.{0,1000}?)</strong>"
    r"(?:\s*<br\s*/?>)?(?:\s*<em\b[^<>]{0,300}>(.{0,2000}?)</em>)?[^<>]{0,300}</a>",
    re.DOTALL,
)
"""A link that is shown as a card: a title, what the page is about, and its host."""
HREF = re.compile(r"\bhref=\"([^\"<>]{4,3000})\"")
TAG = re.compile(r"<a\b[^<>]{0,1000}\bp-tag\b[^<>]{0,200}>(.{0,200}?)</a>", re.DOTALL)
SHOWN = re.compile(r"<(?:img|iframe|script)\b|[^\W_](?![^<>]{0,5000}>)")
RESPONSES = "Responses to texts of others, and texts without a title, written as drafts"
MEDIUM_HOSTS = {"medium.com", ""}


class Post(msgspec.Struct, frozen=True):
    """A web page of the export."""

    file: Path
    text: str
    number: str
    """Medium's own number of the text, at the end of its address."""
    address: str


def fits(path: Path) -> bool:
    """Tell whether there is an export at a path."""
    return next(iter(_files(path)), None) is not None


def is_known(path: Path) -> bool:
    """Tell whether a folder or file is surely an export of Medium."""
    return next((True for file in _files(path) if NUMBER.search(file.stem)), False)


def _files(path: Path) -> Iterator[Path]:
    """Yield the texts: those of `posts/` if there is such a folder, since others hold lists of what was read."""
    if path.is_file():
        files = [path]
    else:
        posts = next((one for one in sorted(path.rglob("posts")) if one.is_dir()), path) if path.is_dir() else path
        files = sorted(posts.glob("*.html"))
    return (file for file in files if file.suffix == ".html" and _is_own(file))


def _is_own(path: Path) -> bool:
    with path.open("rb") as file:
        return len(SIGN.findall(file.read(HEAD_BYTES))) > 1


def describe_source(path: Path) -> Source:
    """Return what tells this export from another one: the name of its folder. A domain of one's own is its host."""
    hosts = dict.fromkeys(host_of(post.address) for post in _posts(path))
    own = tuple(host for host in hosts if _is_own_domain(host))
    name = path.stem if path.is_file() else path.resolve().name
    return Source(kind="medium", name=name, hosts=own, has_own_ids=True)


def _is_own_domain(host: str) -> bool:
    """Tell whether a host isn't Medium's, so that whoever moves may redirect addresses there."""
    return host not in MEDIUM_HOSTS and not host.endswith(".medium.com")


def _posts(path: Path) -> Iterator[Post]:
    for file in _files(path):
        text = decode_copy(read_whole(file, MAX_BYTES), file.name).text
        footer = FOOTER.search(text)
        found = (CANONICAL.search(footer[0]) or ADDRESS.search(footer[0])) if footer else None
        number = NUMBER.search(file.stem)
        yield Post(file, text, number[1] if number else "", unescape(found[1]) if found else "")


def read_source(path: Path) -> Records:
    """Yield what the export holds."""
    numbers = {post.number for post in _posts(path) if post.number}
    for post in _posts(path):
        yield from _read_post(post, numbers)


def _read_post(post: Post, numbers: AbstractSet[str]) -> Iterator[Record]:
    found = BODY.search(post.text)
    if found is None:
        yield Leftover("Files without a text", post.file.name)
        return
    title = _first(TITLE, post.text)
    body = FIRST_RULE.sub("", found[1], count=1)
    own = OWN_TITLE.search(body)
    is_response = not own and plain(body).startswith(plain(title)[:80].rstrip("….") or " ")
    if own and (not title or plain(own[1]) == plain(title)):
        title, body = own[1], body[: own.start()] + body[own.end() :]
    deck = OWN_DECK.search(body)
    body = body[: deck.start()] + body[deck.end() :] if deck else body
    if not SHOWN.search(body):
        yield Leftover("Files without a text", post.file.name)
        return
    footer = FOOTER.search(post.text)
    foot = footer[0] if footer else ""
    author = plain(_first(AUTHOR, foot))
    hidden = "Drafts, written as drafts" if post.file.name.startswith("draft") else RESPONSES if is_response else ""
    if author:
        yield Author(id=author, name=author)
    summary = plain(_first(SUMMARY, post.text))
    yield Item(
        id=post.number or post.file.stem,
        title=title,
        body=_plain_body(body, numbers),
        address="" if hidden or not _is_own_domain(host_of(post.address)) else path_of(post.address),
        slug=re.sub(r"-?[0-9a-f]{8,14}\Z", "", path_of(post.address).rpartition("/")[2]),
        date=date_of(_first(TIME, foot)),
        authors=(author,) if author else (),
        topics=tuple(dict.fromkeys(filter(None, map(plain, TAG.findall(foot))))),
        deck=deck[1] if deck else "",
        summary="" if deck or plain(body).startswith(summary[:40].rstrip("….")) else summary,
        is_draft=bool(hidden),
    )
    if hidden:
        yield Leftover(hidden, plain(title))


def _plain_body(body: str, numbers: AbstractSet[str]) -> str:
    """Return a text with the addresses of what it embeds, and with links to other texts of this export."""
    body = GIST.sub(r"<p>\1</p>", TWEET.sub(r"<p>\1</p>", CARD.sub(_link_of_card, body)))
    return LINK.sub(lambda link: _own_link(link, numbers), body)


def _link_of_card(found: re.Match[str]) -> str:
    """Return the title of a card as a link, with what the page is about behind it."""
    href = HREF.search(found[0])
    about = f" – {found[2].strip()}" if found[2] and found[2].strip() else ""
    return f'<a href="{href[1]}">{found[1].strip()}</a>{about}' if href else found[0]


def _first(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return found[1].strip() if found else ""


def _own_link(found: re.Match[str], numbers: AbstractSet[str]) -> str:
    """Return what a link leads to: to a text of this export by its number, wherever it was published."""
    number = NUMBER.search(found[1].partition("?")[0])
    return f"ref:{number[1]}" if number and number[1] in numbers else found[1]
