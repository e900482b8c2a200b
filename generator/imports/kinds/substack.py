"""Read exports of Substack: `posts.csv` with the texts in `posts/`, as a folder or an archive.

Subscribers, and what is known of each of them, are in the same archive. None of these files is opened.
"""

import re
from collections.abc import Iterator, Mapping
from html import escape, unescape
from pathlib import Path
from typing import Any

import msgspec

from generator.files import read_whole
from generator.imports.records import Item, Leftover, Listing, Record, Records, Source
from generator.imports.tables import read_table
from generator.imports.values import date_of, is_yes
from generator.intake.text.decode import decode_copy

TABLE = "posts.csv"
MAX_BYTES = 20_000_000
COLUMNS = {"postid", "postdate", "ispublished"}
OWN_LINK = re.compile(r"(?<=href=\")https?://[\w.-]{1,200}/p/([\w-]{1,300})(?=[\"#?/])[/]?(?:\?[^\"#<>]{0,500})?")
DATA = re.compile(r"<(?:div|a|p)\b[^<>]{0,500}\bdata-attrs=\"([^\"<>]{2,20000})\"[^<>]{0,500}>")
WIDGET = re.compile(
    r"<div class=\"subscription-widget-wrap[^<>]{0,3000}>.{0,5000}?</form>\s*(?:</div>\s*){1,2}", re.DOTALL
)
BUTTON = re.compile(
    r"<p class=\"button-wrapper\"[^<>]{0,3000}>\s*"
    r"<a\b[^<>]{0,2000}href=\"[^\"<>]{0,1000}(?:%%|/subscribe|action=share|/comments)[^<>]{0,2000}>.{0,500}?</a>\s*</p>",
    re.DOTALL,
)
LATER = 3_000
"""How far behind an element its address may be, if it shows it itself."""


def fits(path: Path) -> bool:
    """Tell whether there is an export at a path."""
    return bool(_tables(path))


def _tables(path: Path) -> list[Path]:
    files = [path] if path.is_file() else sorted(path.rglob(TABLE)) if path.is_dir() else []
    return [file for file in files if file.suffix == ".csv" and _is_own(file)]


def _is_own(path: Path) -> bool:
    with path.open(encoding="utf-8-sig", errors="replace") as file:
        columns = {name.strip().strip('"').replace("_", "") for name in file.readline(10_000).split(",")}
    return columns >= COLUMNS


def describe_source(path: Path) -> Source:
    """Return what tells this export from another one: the name of its folder."""
    return Source(kind="substack", name=path.stem if path.is_file() else path.resolve().name)


def read_source(path: Path) -> Records:
    """Yield what the export holds. Raises CommandRefused when the table can't be read."""
    for table in _tables(path):
        rows = {row.get("postid", "").strip(): row for row in read_table(table)}
        texts = {file.stem: file for folder in (table.parent, table.parent / "posts") for file in folder.glob("*.html")}
        slugs = {id_.partition(".")[2]: id_ for id_ in rows.keys() & texts.keys() if "." in id_}
        for id_, row in rows.items():
            if id_ in texts:
                yield from _read_post(id_, row, texts[id_], slugs)
            else:
                yield Leftover("Posts of which the export has no text", row.get("title", "") or id_)
        for id_ in sorted(texts.keys() - rows.keys()):
            yield from _read_post(id_, {}, texts[id_], slugs)
        yield Listing(kind="home", name="", address="/feed")
        yield Leftover("Subscribers and who read what, which are left out", "")


def _read_post(id_: str, row: Mapping[str, str], file: Path, slugs: Mapping[str, str]) -> Iterator[Record]:
    body = decode_copy(read_whole(file, MAX_BYTES), file.name).text
    slug = id_.partition(".")[2] or id_
    access, kind = row.get("audience", "") or "everyone", row.get("type", "")
    is_public = is_yes(row.get("ispublished")) and access == "everyone"
    title = row.get("title", "") or slug.replace("-", " ").capitalize()
    for label, pattern in (("Forms for subscribers", WIDGET), ("Buttons to subscribe and to share", BUTTON)):
        body, count = pattern.subn("", body)
        yield from (Leftover(label, title) for _ in range(count))
    body = OWN_LINK.sub(lambda found: f"ref:{slugs[found[1]]}" if found[1] in slugs else found[0], body)
    body = DATA.sub(lambda found: _with_address(found, body), body)
    if sound := row.get("podcasturl", "").strip():
        body += f'<p><a href="{escape(sound)}">{escape(sound.partition("?")[0].rpartition("/")[2])}</a></p>'
    yield Item(
        id=id_,
        title=title,
        body=body,
        is_page=kind == "page",
        address=f"/p/{slug}" if is_public else "",
        path=f"/{slug}/" if kind == "page" else "",
        slug=slug,
        date=date_of(row.get("postdate")),
        deck=row.get("subtitle", ""),
        is_draft=not is_public,
    )
    if not is_yes(row.get("ispublished")):
        yield Leftover("Drafts, written as drafts", title)
    elif not is_public:
        yield Leftover(f"Texts for subscribers alone ({access}), written as drafts", title)


def _with_address(found: re.Match[str], body: str) -> str:
    """Return the tag of an embed, with the address of what it embeds in front if nothing behind shows that."""
    try:
        said: Any = msgspec.json.decode(unescape(found[1]))
    except (msgspec.DecodeError, RecursionError):
        return found[0]
    address = said.get("url") or said.get("canonical_url") if isinstance(said, dict) else None
    if not isinstance(address, str) or not address.startswith("http"):
        return found[0]
    inside = body[found.end() : found.end() + LATER].partition("</div>")[0]
    is_there = address in inside or escape(address) in inside or "<iframe" in inside
    return found[0] if is_there or " " in address else f"<p>{escape(address)}</p>{found[0]}"
