"""Read exports of Substack: `posts.csv` with the texts in `posts/`, as a folder or an archive.

Subscribers, and what is known of each of them, are in the same archive. None of these files is opened. What is in the
texts is read when they are converted (substack_body.py).
"""

import re
from collections.abc import Iterator, Mapping
from html import escape
from pathlib import Path

import msgspec

from generator.files import read_whole
from generator.imports.records import Item, Leftover, Listing, Record, Records, Source
from generator.imports.tables import read_table
from generator.imports.values import date_of, is_yes
from generator.intake.text.decode import decode_copy

TABLE = "posts.csv"
MAX_BYTES = 20_000_000
COLUMNS = {"postid", "postdate", "ispublished"}
OWN_LINK = re.compile(
    r"(?<=href=\")https?://([\w.-]{1,200})(?:/pub/([\w-]{1,100}))?/p/([\w-]{1,300})(?=[\"#?/])[/]?(?:\?[^\"#<>]{0,500})?"
)
HOSTED, APP = ".substack.com", "open.substack.com"
MEMBERS = re.compile(r"email_list\.([\w-]{1,100})\.csv")
"""The file with the subscribers, whose name tells that of the publication. The file itself isn't opened."""
WALL = re.compile(
    r"\bclass=[\"'][^\"'<>]{0,300}\bpaywall-jump\b|\bdata-dynamic-audiences=[\"'](?![^\"'<>]{0,300}\bnon_sub\b)",
    re.IGNORECASE,
)
"""Where a part begins that not everybody was shown."""
WORD = re.compile(r"<(?:img|iframe|div)\b|[^\W_](?![^<>]{0,5000}>)")


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
    """Return what tells this export from another one: the name of the publication, or else that of the folder."""
    name = _publication(path)
    hosts = (f"{name}{HOSTED}",) if name else ()
    folder = path.stem if path.is_file() else path.resolve().name
    return Source(kind="substack", name=name or folder, hosts=hosts, has_own_ids=True)


class _Own(msgspec.Struct, frozen=True):
    """Tells which links lead to posts of the export."""

    slugs: Mapping[str, str]
    """The id of each post by the name in its address."""
    publication: str

    def link(self, found: re.Match[str]) -> str:
        """Return what a link to a post leads to: to a text of this export, unless it's another publication's."""
        host, name, slug = found.groups()
        is_hosted = host.casefold().endswith(HOSTED)
        named = name or "" if host.casefold() == APP else host.casefold().removesuffix(HOSTED)
        is_other = bool(self.publication) and is_hosted and named.casefold() != self.publication
        return f"ref:{self.slugs[slug]}" if slug in self.slugs and not is_other else found[0]


def _publication(path: Path) -> str:
    """Return the name of the publication in its address at Substack; empty if the export doesn't tell it."""
    folders = [table.parent for table in _tables(path)]
    found = (MEMBERS.fullmatch(one.name) for folder in folders for one in sorted(folder.iterdir()))
    return next((one[1].casefold() for one in found if one), "")


def read_source(path: Path) -> Records:
    """Yield what the export holds. Raises CommandRefused when the table can't be read."""
    for table in _tables(path):
        rows = {row.get("postid", "").strip(): row for row in read_table(table)}
        texts = {file.stem: file for folder in (table.parent, table.parent / "posts") for file in folder.glob("*.html")}
        slugs = {id_.partition(".")[2]: id_ for id_ in rows.keys() & texts.keys() if "." in id_}
        own = _Own(slugs, _publication(path))
        for id_, row in rows.items():
            if id_ in texts:
                yield from _read_post(id_, row, texts[id_], own)
            else:
                yield Leftover("Posts of which the export has no text", row.get("title", "") or id_)
        for id_ in sorted(texts.keys() - rows.keys()):
            yield from _read_post(id_, {}, texts[id_], own)
        yield Listing(kind="home", name="", address="/feed")
        yield Leftover("Subscribers and who read what, which are left out", "")


def _read_post(id_: str, row: Mapping[str, str], file: Path, own: _Own) -> Iterator[Record]:
    body = decode_copy(read_whole(file, MAX_BYTES), file.name).text
    slug = id_.partition(".")[2] or id_
    access, kind = row.get("audience", "") or "everyone", row.get("type", "")
    title = row.get("title", "") or slug.replace("-", " ").capitalize()
    if not (row.get("title") or WORD.search(body)):
        yield Leftover("Posts without a title and a word", id_)
        return
    hidden = _hidden_as(row, access, body)
    if sound := row.get("podcasturl", "").strip():
        body += f'<p><a href="{escape(sound)}">{escape(sound.partition("?")[0].rpartition("/")[2])}</a></p>'
    yield Item(
        id=id_,
        title=title,
        body=OWN_LINK.sub(own.link, body),
        markup="substack",
        is_page=kind == "page",
        address="" if hidden else f"/p/{slug}",
        path=f"/{slug}/" if kind == "page" else "",
        slug=slug,
        date=date_of(row.get("postdate")),
        deck=row.get("subtitle", ""),
        is_draft=bool(hidden),
    )
    if hidden:
        yield Leftover(hidden, title)


def _hidden_as(row: Mapping[str, str], access: str, body: str) -> str:
    """Return how a text was kept from readers, in plain words; empty for one that everybody could read."""
    if not is_yes(row.get("ispublished")):
        return "Drafts, written as drafts"
    if access != "everyone":
        return f"Texts for subscribers alone ({access}), written as drafts"
    return "Texts with a part for subscribers alone, written as drafts" if WALL.search(body) else ""
