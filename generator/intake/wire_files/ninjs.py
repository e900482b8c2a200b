"""Read ninjs 1 to 3.1, IPTC's JSON, and the forms of it that AP and the BBC send.

The names of properties differ between the versions in capitals and in number: `versioncreated` and `versionCreated`,
`headline` and `headlines`. So they are folded to small letters, and both forms are looked for.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec

from generator.intake.wire_files.record import (
    Nature,
    Status,
    WireError,
    WireItem,
    WirePicture,
    Wrapping,
    one_line,
    whole_number,
)
from generator.intake.wire_files.times import moment_words, names_no_hour, read_time
from generator.intake.wire_files.words import NOT_STORIES, embargo_of, is_kill_signal, read_status

Folded = Mapping[str, Any]
HOLDERS = ("data", "items", "item", "results", "_items")
"""The properties in which agencies' interfaces wrap items."""
MAX_WRAPS = 6
EMBARGOES = ("embargoed", "embargo", "embargoeduntil")
IDS = ("uri", "guid")
TEXT_TYPES = {"text", "composite", ""}
PICTURE_TYPES = {"picture", "graphic"}
OTHER_TYPES = {
    "picture": "a picture",
    "graphic": "a graphic",
    "video": "a video",
    "audio": "a recording",
    "event": "an event",
    "planning": "a plan of coverage",
    "component": "a part of other items",
}
HTML_ROLES = ("html", "xhtml", "html5")
CODES = ("subject", "subjects", "service", "services", "genre", "genres")
IMAGE = re.compile(r"image/|\bjpe?g\b", re.IGNORECASE)


def read_ninjs(raw: bytes, wrapping: Wrapping) -> Iterator[WireItem]:
    """Yield the items of a JSON file. Raises WireError."""
    try:
        decoded = msgspec.json.decode(raw)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError, ValueError) as error:
        raise WireError(
            f"It can't be read as JSON: {error}.", "It may be cut off. Ask the agency to send it again."
        ) from error
    items = list(_find_items(decoded, MAX_WRAPS))
    if not items:
        raise WireError("It is JSON, but no item of ninjs is in it: none has a “uri”.")
    for item in items:
        yield _read_item(item, wrapping)


def _find_items(value: Any, wraps: int) -> Iterator[Folded]:
    """Yield the items in what a file holds: one, a list of them, or an answer of an interface."""
    if isinstance(value, list):
        for one in value:
            yield from _find_items(one, wraps - 1) if wraps else ()
    elif isinstance(value, dict):
        folded = _fold(value)
        if any(_text(folded.get(key)) for key in IDS):
            yield folded
        elif wraps:
            for holder in HOLDERS:
                yield from _find_items(folded.get(holder), wraps - 1)


def _fold(value: Any) -> Folded:
    return {key.casefold(): one for key, one in value.items()} if isinstance(value, dict) else {}


def _text(value: Any) -> str:
    """Return a text or a number as text; empty for anything else."""
    if isinstance(value, str):
        return value.strip()
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""


def _line(item: Folded, *keys: str) -> str:
    """Return the first of these properties that has words, on one line."""
    return next((words for key in keys if (words := one_line(_text(item.get(key))))), "")


def _list(item: Folded, *keys: str) -> Iterator[Folded]:
    """Yield the tables in lists, or in tables of tables, of these names."""
    for key in keys:
        value = item.get(key)
        values: Iterable[Any] = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
        yield from (_fold(one) for one in values if isinstance(one, dict))


def _read_item(item: Folded, wrapping: Wrapping) -> WireItem:
    kind = _line(item, "type").casefold()
    created, sent = _line(item, "firstcreated", "contentcreated"), _line(item, "versioncreated")
    html, text = _body_of(item)
    return WireItem(
        thread=_id_of(item),
        version=whole_number(_line(item, "version")),
        sent=read_time(sent or created, wrapping.zone),
        created=read_time(created, wrapping.zone),
        day_only=names_no_hour(created or sent),
        status=_status_of(item),
        nature=_nature_of(kind),
        what=OTHER_TYPES.get(kind, f"of the type “{kind}”"),
        embargo=embargo_of(_line(item, "pubstatus"), moment_words(_line(item, *EMBARGOES), wrapping.zone)),
        expires=moment_words(_line(item, "expires"), wrapping.zone),
        headline=_said(item, ("headlines",), ("main", "")) or _line(item, "headline", "title"),
        deck=_said(item, ("headlines",), ("sub", "subhead", "subheadline", "subtitle")),
        summary=_summary_of(item),
        bylines=tuple(filter(None, [_line(item, "byline", "by")])),
        dateline=_line(item, "dateline"),
        slugline=_line(item, "slugline"),
        language=_line(item, "language"),
        source=_source_of(item),
        categories=tuple(_categories_of(item)),
        notes=tuple(filter(None, [_line(item, "ednote")])),
        corrections=tuple(
            one for one in (_line(note, "value") for note in _list(item, "correction", "corrections")) if one
        ),
        html=html,
        text=text,
        pictures=tuple(_pictures_of(item)),
    )


def _id_of(item: Folded) -> str:
    """Return the id of an item. AP's addresses hold what differs from call to call, but it has another id."""
    uri = _line(item, "uri")
    own = _line(_fold(item.get("altids")), "itemid") if "?" in uri else ""
    return own or _line(item, "guid") or uri


def _status_of(item: Folded) -> Status:
    signals = item.get("signals") if isinstance(item.get("signals"), list) else []
    codes = [_text(one) or _line(_fold(one), "code", "literal", "name", "qcode") for one in signals or []]
    if any(map(is_kill_signal, [*codes, _line(item, "signal")])):
        return Status.KILLED
    return read_status(_line(item, "pubstatus"))


def _nature_of(kind: str) -> Nature:
    if kind in NOT_STORIES:
        return Nature.ADVISORY
    return Nature.STORY if kind in TEXT_TYPES else Nature.OTHER


def _said(item: Folded, keys: tuple[str, ...], roles: tuple[str, ...]) -> str:
    """Return the value that has one of these roles."""
    for one in _list(item, *keys):
        if _line(one, "role").casefold() in roles and _line(one, "value"):
            return _line(one, "value")
    return ""


def _summary_of(item: Folded) -> str:
    described = (_line(one, "value") for one in _list(item, "descriptions") if "html" not in _line(one, "contenttype"))
    return _line(item, "description_text", "description_summary") or next(filter(None, described), "")


def _body_of(item: Folded) -> tuple[str, str]:
    """Return the text of an item as HTML, or as plain text."""
    for key in ("body_html", "body_xhtml"):
        if _text(item.get(key)):
            return _text(item[key]), ""
    bodies = [one for one in _list(item, "bodies") if _text(one.get("value"))]
    marked = [one for one in bodies if "html" in _line(one, "contenttype")]
    marked.sort(key=lambda one: _line(one, "role").casefold() not in HTML_ROLES)
    if marked:
        return _text(marked[0]["value"]), ""
    plain = next((_text(one["value"]) for one in bodies if "xml" not in _line(one, "contenttype")), "")
    return "", _text(item.get("body_text")) or plain


def _source_of(item: Folded) -> str:
    source = next((_line(one, "name") for one in _list(item, "infosource", "infosources") if _line(one, "name")), "")
    return _line(item, "source", "provider", "creditline") or source or _line(item, "copyrightholder")


def _categories_of(item: Folded) -> Iterator[str]:
    for one in _list(item, *CODES):
        yield from filter(None, (_line(one, key) for key in ("code", "literal", "name", "uri")))
    keywords = item.get("keywords")
    for word in keywords if isinstance(keywords, list) else ():
        yield from filter(None, [_text(word) or _line(_fold(word), "name", "value")])


def _pictures_of(item: Folded) -> Iterator[WirePicture]:
    """Yield the pictures that go with a story, but none that is itself withheld, killed or embargoed."""
    for one in _list(item, "associations"):
        kind = _line(one, "type").casefold()
        usable = _status_of(one) is Status.USABLE and not _line(one, *EMBARGOES)
        files = tuple(dict.fromkeys(_files_of(one))) if kind in PICTURE_TYPES or not kind else ()
        if usable and files:
            yield WirePicture(
                files=files,
                caption=_summary_of(one) or _line(one, "caption", "body_text"),
                credit=_line(one, "description_creditline", "creditline", "byline", "by", "credit"),
                alt=_line(one, "alttext", "alt_text", "description_alt", "headline"),
                copyright=_line(one, "copyrightnotice", "copyrightholder"),
            )


def _files_of(picture: Folded) -> Iterator[str]:
    """Yield the names that a picture's file may have, those of its largest rendition first."""
    renditions = [one for one in _list(picture, "renditions") if _is_image(one)]
    for one in sorted(renditions, key=lambda one: -whole_number(_line(one, "width"))):
        yield from filter(None, (_line(one, key) for key in ("filename", "originalfilename", "href", "media")))
    yield from filter(None, (_line(picture, key) for key in ("filename", "uri", "guid")))


def _is_image(rendition: Folded) -> bool:
    kind = _line(rendition, "mimetype", "contenttype")
    return not kind or IMAGE.search(kind) is not None
