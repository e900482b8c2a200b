"""Read stories from a table in CSV, one in each row: what a spreadsheet or a database writes out.

The usual names of columns are known. Others are told in a file of TOML beside the table, of the same name:
`stories.toml` for `stories.csv`, with lines such as `title = "Überschrift"`.
"""

import re
import tomllib
from collections.abc import Collection, Iterator, Mapping
from html import escape
from pathlib import Path

import msgspec

from generator.files import read_whole
from generator.imports.records import Author, Item, Leftover, Markup, Record, Records, Source, Term
from generator.imports.refused import refuse_source
from generator.imports.tables import read_table
from generator.imports.values import date_of, host_of, is_no, is_yes, path_of
from generator.intake.header.keys import fold_key
from generator.intake.text.slugs import slug_of

FIELDS = {
    "id": ("id", "postid", "articleid", "storyid", "guid", "uuid", "number", "nid", "internalid"),
    "title": ("title", "headline", "webtitle", "posttitle", "name", "titel", "titre", "titulo"),
    "body": (
        "body", "content", "contenthtml", "html", "bodyhtml", "text", "posttext", "postcontent", "article", "story",
        "bodyvalue", "fieldbody", "plaincontent",
    ),
    "date": (
        "date", "published", "publishedat", "publishdate", "pubdate", "postdate", "publicationdate", "publisheddate",
        "createdat", "created",
    ),
    "updated": ("updated", "updatedat", "modified", "lastmodified", "modifiedat", "lastpublisheddate", "changed"),
    "authors": ("authors", "author", "byline", "by", "writer", "creator", "uidname"),
    "section": ("section", "maincategory", "category", "categories", "channel", "desk"),
    "topics": ("topics", "tags", "contenttags", "keywords"),
    "summary": ("summary", "excerpt", "description", "metadescription", "bodysummary", "emailpreviewtext"),
    "deck": ("deck", "dek", "subtitle", "websubtitle", "standfirst", "subhead"),
    "address": ("address", "url", "link", "permalink", "path", "posturl", "postpageurl", "pathalias"),
    "slug": ("slug",),
    "photo": ("photo", "image", "featuredimage", "thumbnailurl", "thumbnail", "imageurl", "cover", "coverimage"),
    "caption": ("caption", "imagecaption", "photocaption"),
    "alt": ("alt", "imagealt", "alttext"),
    "language": ("language", "lang", "locale"),
    "status": ("status", "state", "ispublished"),
    "expires": ("expires", "expiresat", "expirydate", "unpublishat", "unpublishedat", "unpublishdate", "enddate"),
    "embargo": ("embargo", "embargoeduntil", "embargountil", "embargodate", "releaseat", "releasedate"),
    "draft": ("draft", "isdraft"),
    "access": ("access", "audience", "visibility"),
    "kind": ("kind", "type", "posttype"),
}  # fmt: skip
"""Our fields -> the usual names of their columns, folded."""
SHOWING = {
    "published",
    "ispublished",
    "public",
    "ispublic",
    "live",
    "islive",
    "visible",
    "isvisible",
    "online",
    "enabled",
}
"""Columns that keep a text back with a “no”, whichever of them a table has."""
HIDING = {
    "hidden", "ishidden", "private", "isprivate", "deleted", "isdeleted", "deletedat",
    "trashed", "trashedat", "archived", "isarchived", "unlisted", "spiked", "killed",
    "password", "passwordprotected", "membersonly", "paywalled", "ispaid", "premium", "ispremium",
}  # fmt: skip
"""Columns that keep it back with anything but a “no”."""
MARKUPS: dict[str, Markup] = {"html": "html", "markdown": "markdown", "text": "html"}
PUBLIC = {"", "publish", "published", "public", "live", "confirmed", "yes", "true", "1", "sent", "active", "online"}
EVERYBODY = {"", "everyone", "public", "free", "all", "both"}
TAG = re.compile(
    r"</?(?:p|div|br|h[1-6]|ul|ol|li|a|b|i|em|strong|img|table|blockquote|figure|span)\b[^<>]{0,2000}>", re.IGNORECASE
)
MARKDOWN = re.compile(r"^(?:#{1,6} |[-*] |> |```|\d{1,3}\. )|\]\([^()\s]{1,500}\)|\*\*\S", re.MULTILINE)
SEPARATORS = re.compile(r"\s*[;|,]\s*")
KEY = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|[0-9a-f]{24}", re.IGNORECASE)
MAX_BYTES = 100_000
MOST_COLUMNS = 40


def fits(path: Path) -> bool:
    """Tell whether there is a table at a path of which the columns are known."""
    return bool(_tables(path))


def _tables(path: Path) -> list[Path]:
    files = [path] if path.is_file() else sorted(path.rglob("*.csv")) if path.is_dir() else []
    return [file for file in files if file.suffix.casefold() in {".csv", ".tsv"} and _is_own(file)]


def _is_own(path: Path) -> bool:
    return path.with_suffix(".toml").is_file() or not _missing(_names(path))


def _names(path: Path) -> list[str]:
    with path.open(encoding="utf-8-sig", errors="replace") as file:
        names = (name.strip().strip('"').strip() for name in re.split(r"[,;\t|]", file.readline(20_000)))
    return [name for name in names if name]


def _missing(names: Collection[str]) -> list[str]:
    """Return the fields without which a table has no stories, and of which no column has a usual name."""
    there = {fold_key(name) for name in names}
    return [field for field in ("title", "body") if not there & set(FIELDS[field])]


def hint_on(path: Path) -> str:
    """Return what to do about a table of which the columns aren't known; empty for anything else."""
    files = [path] if path.is_file() else sorted(path.glob("*.csv")) if path.is_dir() else []
    table = next((one for one in files if one.suffix.casefold() in {".csv", ".tsv"}), None)
    names = _names(table) if table else []
    if table is None or not (missing := _missing(names)):
        return ""
    lines = " and ".join(f'{field} = "…"' for field in missing)
    return (
        f"{table.name} has the columns {', '.join(names[:MOST_COLUMNS])}. If it holds stories, write a file "
        f"{table.with_suffix('.toml').name} beside it, with {lines} and the name of a column in each. "
        "See docs/moving.md#tables-in-csv."
    )


def describe_source(path: Path) -> Source:
    """Return what tells this table from another one: the host of its addresses, or else its name."""
    hosts: dict[str, None] = {}
    for file in _tables(path):
        rows = read_table(file)
        column = _columns(file, rows).get("address", "")
        hosts |= {host_of(row.get(column, "")): None for row in rows}
    known = tuple(filter(None, hosts))
    return Source(kind="csv", name=known[0] if known else path.stem, hosts=known)


def read_source(path: Path) -> Records:
    """Yield what the tables hold. Raises CommandRefused when one can't be read."""
    for file in _tables(path):
        rows = read_table(file)
        columns = _columns(file, rows)
        markup = _mapping(file).get("markup", "")
        for number, row in enumerate(rows, 2):
            values = {field: row.get(column, "").strip() for field, column in columns.items()}
            hidden = _hidden_by(row, set(columns.values()))
            yield from _read_row(values, f"{file.name}, row {number}", markup, hidden)
        unused = sorted({name for row in rows[:1] for name in row if name} - {*columns.values(), *SHOWING, *HIDING})
        yield from (
            Leftover("Columns that aren't carried over; name them in a file beside the table", name) for name in unused
        )


def _mapping(table: Path) -> dict[str, str]:
    """Return what the file beside a table says of its columns. Raises CommandRefused."""
    path = table.with_suffix(".toml")
    if not path.is_file():
        return {}
    known = [*FIELDS, "markup"]
    try:
        said = tomllib.loads(read_whole(path, MAX_BYTES).decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise refuse_source(
            path, f"The file can't be read: {error}.", 'Write lines such as title = "Headline".'
        ) from error
    wrong = next((key for key, value in said.items() if key not in known or not isinstance(value, str)), "")
    if wrong or said.get("markup", "html") not in MARKUPS:
        hint = (
            f"Write the name of a column in quotation marks behind one of: {', '.join(known)} (html, markdown or text)."
        )
        raise refuse_source(path, f"“{wrong or said.get('markup')}” isn't understood.", hint)
    return {str(key): str(value) for key, value in said.items()}


def _columns(table: Path, rows: list[Mapping[str, str]]) -> dict[str, str]:
    """Return the column of each field. Raises CommandRefused for one that is named and isn't there."""
    there = {name for row in rows[:1] for name in row}
    there -= {name for name in SHOWING & there if all(_is_flag(row.get(name, "")) for row in rows)}
    found: dict[str, str] = {}
    for field, usual in FIELDS.items():
        if name := next((name for name in usual if name in there), ""):
            found[field] = name
    for field, name in _mapping(table).items():
        if field == "markup":
            continue
        if rows and fold_key(name) not in rows[0]:
            hint = f"The columns are: {', '.join(sorted(filter(None, rows[0])))}."
            raise refuse_source(table.with_suffix(".toml"), f"There is no column “{name}” in {table.name}.", hint)
        found[field] = fold_key(name)
    return found


def _is_flag(value: str) -> bool:
    return not value.strip() or is_yes(value) or is_no(value)


def _hidden_by(row: Mapping[str, str], used: Collection[str]) -> str:
    """Return the column by which a row was kept from readers; empty for none. Those `used` otherwise don't count."""
    no = (name for name in SHOWING & row.keys() if is_no(row[name]))
    yes = (name for name in (HIDING & row.keys()) - set(used) if row[name].strip() and not is_no(row[name]))
    return min([*no, *yes], default="")


def _read_row(values: Mapping[str, str], place: str, markup: str, hidden: str) -> Iterator[Record]:
    title, body = values.get("title", ""), values.get("body", "")
    if not (title or body):
        yield Leftover("Rows without a title and a text", place)
        return
    status = values.get("status", "").casefold()
    access = values.get("access", "").casefold()
    is_draft = status not in PUBLIC or access not in EVERYBODY or is_yes(values.get("draft"))
    is_draft = is_draft or bool(hidden) or is_yes(values.get("embargo"))
    is_page = values.get("kind", "").casefold() == "page"
    address = path_of(values.get("address", ""))
    sections = [one for one in re.split(r"\s*[;|>/]\s*", values.get("section", "")) if one]
    authors = () if is_page else tuple(_people(values.get("authors", "")))
    text, form = _text(body, markup)
    yield from (Author(id=name, name=name) for name in authors)
    yield Item(
        id=values.get("id") or address or f"{title} {values.get('date', '')}".strip(),
        title=title or place,
        body=text,
        markup=form,
        is_page=is_page,
        address="" if is_draft else address,
        slug=values.get("slug") or re.sub(r"\.\w{2,5}$", "", address.rstrip("/").rpartition("/")[2]),
        date="" if _is_flag(values.get("date", "")) else date_of(values["date"]),
        updated=date_of(values.get("updated")),
        expires=date_of(values.get("expires")),
        embargo="" if _is_flag(values.get("embargo", "")) else date_of(values["embargo"]),
        authors=authors,
        sections=() if is_page else tuple(Term(slug_of(one), one) for one in sections),
        topics=tuple(_listed(values.get("topics", ""))),
        deck=values.get("deck", ""),
        summary=values.get("summary", ""),
        language=values.get("language", ""),
        photo=values.get("photo", ""),
        caption=values.get("caption", ""),
        alt=values.get("alt", ""),
        is_draft=is_draft,
        was_public=bool(address or status),
    )
    if is_draft:
        reason = status if status not in PUBLIC else access if access not in EVERYBODY else hidden or "draft"
        yield Leftover(f"Texts that weren't public ({reason}), written as drafts", title)


def _listed(words: str) -> list[str]:
    """Return the names in a cell: a list of JSON, or names with signs between them. Numbers of a database are none."""
    names = SEPARATORS.split(words)
    if words.startswith("["):
        try:
            names = msgspec.json.decode(words, type=list[str])
        except msgspec.DecodeError:
            names = SEPARATORS.split(words.strip("[] "))
    return [name.strip() for name in names if name.strip() and not KEY.fullmatch(name.strip())]


def _people(words: str) -> list[str]:
    """Return the names in a cell, without mail addresses."""
    names = re.split(
        r"\s*[;|]\s*|\s*,\s*(?:and\s+)?|\s+(?:and|&|und|et|y)\s+", re.sub(r"[^\s@<>()]+@[^\s@<>()]+", "", words)
    )
    return list(dict.fromkeys(name.strip(" <>()") for name in names if name.strip(" <>()")))


def _text(body: str, markup: str) -> tuple[str, Markup]:
    """Return a text and how it is written: as the file beside the table says, or as it looks."""
    if not markup:
        markup = "html" if TAG.search(body) else "markdown" if MARKDOWN.search(body) else "text"
    if markup == "text":
        pieces = (piece.strip() for piece in re.split(r"\n\s*\n", body.replace("\r\n", "\n")))
        lines = (escape(piece, quote=False).replace("\n", "<br>\n") for piece in pieces if piece)
        return "".join(f"<p>{piece}</p>\n" for piece in lines), "html"
    return body, MARKUPS[markup]
