"""Turn the entries of a header, in whatever form it was written, into fields by canonical key."""

import re
from collections.abc import Iterable, Iterator

import msgspec

from generator.intake.header.keys import find_key, find_misspelled_key, fold_key, settle_field
from generator.intake.header.lines import LISTS, NAME_LISTS, HeaderEntry, Value
from generator.intake.wire.embargoes import is_suspect_key
from generator.model import Gravity, Problem

DECIDING = {"published", "embargo", "expires", "draft"}
"""Keys that decide whether a story is public. When two entries for one key differ, neither may be assumed."""
NEEDED = DECIDING | {"headline", "slug", "section", "syndicated", "noindex"}
"""Keys without which a story can't be published as it is meant to be. A header that lost another one is still used."""
CLOCK = re.compile(r"\d{1,2}(?:(?::\d{2}){1,2} ?(?:[ap]\.?m\.?)?| ?[ap]\.?m\.?)", re.IGNORECASE)


class Field(msgspec.Struct, frozen=True):
    """The value of one key and its line."""

    value: Value
    """A text, a list of texts, or, for corrections, a list of tables such as {date, text}."""
    line: int


class HeaderFields(msgspec.Struct, frozen=True):
    """The fields and other keys of a header, and the problems in them."""

    fields: dict[str, Field]
    """The fields by canonical key. Empty values are left out."""
    extra: dict[str, str | list[str]]
    """The values of unknown keys. The keys are in lower case, with `_` for spaces and hyphens."""
    problems: tuple[Problem, ...]


def fill_fields(entries: Iterable[HeaderEntry], file: str) -> HeaderFields:
    """Return the fields in `entries`. Of several for one key the first is used; several lists are joined."""
    fields: dict[str, Field] = {}
    extra: dict[str, str | list[str]] = {}
    problems: list[Problem] = []
    for entry in entries:
        key = find_key(entry.key, entry.value)
        if key:
            problems.extend(_place(fields, entry, key, file))
        else:
            problems.extend(_set_aside(extra, entry, file))
    return HeaderFields(fields, extra, tuple(problems))


def _place(fields: dict[str, Field], entry: HeaderEntry, key: str, file: str) -> Iterator[Problem]:
    """Add an entry with a known key to `fields`, and yield the problems with it."""
    value = _flatten(key, entry.value)
    if value is None:
        yield _too_deep(entry, file, Gravity.HELD if key in DECIDING else Gravity.WARNING)
        return
    if isinstance(value, str):
        key, value = settle_field(entry.key, key, value.strip())
    older = fields.get(key)
    if key == "embargo" and not value:
        message = f"“{entry.key}” has no time, so the story isn't published."
        yield Problem(
            file, entry.line, message, "Write the time after it, or take the line out.", code="embargo-unclear"
        )
    elif older is None and value:
        fields[key] = Field(value, entry.line)
    elif older is None or not value or older.value == value:
        return
    elif key in LISTS:
        fields[key] = Field(_gather(key, older.value, value), older.line)
    elif key == "published" and (moment := _put_together(str(older.value), str(value))):
        fields[key] = Field(moment, older.line)
    else:
        yield _given_twice(entry, key, older, file)


def _flatten(key: str, value: Value | None) -> Value | None:
    """Return `value` in the form that `key` needs: tables for corrections only, one text for keys without lists."""
    if value is None or isinstance(value, str):
        return value
    items = [_name_in(item) if isinstance(item, dict) and key != "corrections" else item for item in value]
    if not all(items):
        return None
    texts = tuple(item for item in items if isinstance(item, str))
    if key in LISTS:
        return texts if len(texts) == len(items) else tuple(_table_of(item) for item in items)
    return texts[0] if key in {"section", "series"} and texts else ", ".join(texts)


def _name_in(table: dict[str, str]) -> str:
    """Return the name in a table such as {name, affiliation}; `text` is the key of a text that stood among tables."""
    return table.get("name") or table.get("title") or table.get("text", "")


def _table_of(item: str | dict[str, str]) -> dict[str, str]:
    return {"text": item} if isinstance(item, str) else item


def _gather(key: str, older: Value, newer: Value) -> Value:
    """Return two lists as one. Each contains only texts or only tables; among tables, a text becomes a table."""
    items = (*_items(key, older), *_items(key, newer))
    is_mixed = bool(items) and isinstance(items[0], str) != isinstance(items[-1], str)
    return tuple(map(_table_of, items)) if is_mixed else items  # type: ignore[return-value] # all items are of one type


def _items(key: str, value: Value) -> Iterable[str | dict[str, str]]:
    if not isinstance(value, str):
        return value
    return [name.strip() for name in value.split(",") if name.strip()] if key in NAME_LISTS else [value]


def _put_together(one: str, other: str) -> str:
    """Return a date and a time, `April 20, 2010` and `4:49 PM` in any order, as one text; empty for any other pair."""
    clocks = [CLOCK.fullmatch(text) is not None for text in (one, other)]
    if clocks == [False, True] and ":" not in one:
        return f"{one} {other}"
    return f"{other} {one}" if clocks == [True, False] and ":" not in other else ""


def _given_twice(entry: HeaderEntry, key: str, older: Field, file: str) -> Problem:
    gravity = Gravity.HELD if key in DECIDING else Gravity.WARNING
    other = f"line {older.line}" if older.line else "a field before it"
    which = other if older.line else "that one"
    used = "so it isn't clear which is meant" if gravity is Gravity.HELD else f"and {which} is used"
    hint = "Delete one of the two lines." if older.line else "Take one of the two out."
    return Problem(
        file, entry.line, f"“{entry.key}” contradicts {other}, {used}.", hint, gravity, code="header-repeated"
    )


def _set_aside(extra: dict[str, str | list[str]], entry: HeaderEntry, file: str) -> Iterator[Problem]:
    """Keep an entry with an unknown key for the site's own templates, and yield the problems with it."""
    name = _name_in_extra(entry.key)
    value = entry.value
    if value is None or any(isinstance(item, dict) for item in value):
        yield _too_deep(entry, file, Gravity.NOTE)
    elif value:
        extra.setdefault(name, value if isinstance(value, str) else [str(item) for item in value])
    meant = find_misspelled_key(fold_key(entry.key)) or ("embargo" if is_suspect_key(entry.key, value) else "")
    if meant:
        message = f"I don't recognize “{entry.key}”. It may mean “{meant}”, so the story isn't published."
        yield Problem(
            file, entry.line, message, f"Write {meant}, or choose another word.", Gravity.HELD, code="header-misspelled"
        )


def _name_in_extra(written: str) -> str:
    return re.sub(r"[\s-]+", "_", written.strip().casefold())


def _too_deep(entry: HeaderEntry, file: str, gravity: Gravity) -> Problem:
    message = f"What “{entry.key}” holds can't be used: it is neither a text nor a simple list."
    return Problem(
        file, entry.line, message, "Write it in one line; several separated by commas.", gravity, code="header-value"
    )
