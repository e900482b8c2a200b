"""Limit the length of the fields of a story or of a person's card.

A field over its limit is a mistake: a quotation mark that isn't closed, a header without an end, a paragraph in the
place of the headline. The story is then held, since cutting the text would lose a part of the story. When a list is too
long, its first entries are used and that is reported.
"""

import re
from collections.abc import Iterable, Iterator, Mapping

import msgspec

from generator.intake.header.fields import Field
from generator.intake.header.lines import NAME_LISTS
from generator.model import Gravity, Problem

MAX_CHARS = {
    "headline": 500, "deck": 2_000, "summary": 2_000, "kicker": 200, "slug": 500, "section": 200, "topics": 200,
    "bylines": 1_000, "dateline": 200, "source": 200, "source_url": 2_000, "corrections": 5_000,
    "was": 500, "related": 500, "translation_of": 500, "photo": 2_000, "photo_line": 2_000, "caption": 2_000,
    "photo_credit": 500, "credit": 500, "alt": 2_000, "crop": 200, "name": 200, "role": 500, "contact": 500,
    "fediverse": 200, "series": 200, "events": 300, "discuss": 2_000, "sponsor": 200, "claim": 1_000, "claimant": 200,
}  # fmt: skip
"""The most characters of a text, or of each entry of a list, by key."""
MAX_OTHER_CHARS = 100
"""The most characters of any other field: dates and answers of one word."""
MAX_ENTRIES = 50
"""The most entries of a list. Related stories have a limit of their own in `build_story`."""
MAX_EXTRA_CHARS = 10_000
"""The most characters of an unknown key and its value."""
MAX_EXTRA_KEYS = 100
SEPARATOR = re.compile("[,;]")
"""The separator between names in one text."""


class LimitedFields(msgspec.Struct, frozen=True):
    """The fields and other keys of a header that are within their limits, and problems about those that are not."""

    fields: dict[str, Field]
    extra: dict[str, str | list[str]]
    problems: tuple[Problem, ...]


def keep_limits(fields: Mapping[str, Field], extra: Mapping[str, str | list[str]], file: str) -> LimitedFields:
    """Return the fields and other keys of a header without those over a limit, which are reported."""
    problems: list[Problem] = []
    kept: dict[str, Field] = {}
    for key, field in fields.items():
        entries = _entries_of(key, field)
        if len(entries) > MAX_ENTRIES and key != "related":
            problems.append(_too_many(key, len(entries), field.line, file))
            entries = entries[:MAX_ENTRIES]
            field = Field(entries, field.line)  # noqa: PLW2901 (the checks below are about the entries that are kept)
        too_long = check_length(key, map(_length_of, entries), field.line, file)
        if too_long:
            problems.append(too_long)
        else:
            kept[key] = field
    shorter = dict(_keep_extra(extra))
    return LimitedFields(kept, shorter, (*problems, *_left_out(extra, shorter, file)))


def check_length(key: str, lengths: Iterable[int], line: int, file: str) -> Problem | None:
    """Return a problem if the greatest of `lengths`, those of the texts of field `key`, is over the limit."""
    most, longest = MAX_CHARS.get(key, MAX_OTHER_CHARS), max(lengths, default=0)
    if longest <= most:
        return None
    message = f"The field “{_name_of(key)}” has {longest:,} characters; at most {most:,} are allowed."
    if key == "headline":
        return Problem(
            file,
            line,
            message,
            "Write a short headline in a line of its own, and the text under it.",
            code="headline-limit",
        )
    hint = (
        "Make it shorter. If it contains the story's text, a quotation mark or the end of the header is missing above."
    )
    return Problem(file, line, message, hint, code="header-too-long")


def _entries_of(key: str, field: Field) -> tuple[str, ...] | tuple[dict[str, str], ...]:
    if not isinstance(field.value, str):
        return field.value
    return _names_in(field.value) if key in NAME_LISTS else (field.value.strip(),)


def _names_in(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in SEPARATOR.split(text) if name.strip())


def _length_of(entry: str | dict[str, str]) -> int:
    return len(entry) if isinstance(entry, str) else sum(map(len, entry.values()))


def _too_many(key: str, count: int, line: int, file: str) -> Problem:
    message = f"{count} {_name_of(key)} are named; only the first {MAX_ENTRIES} are used."
    return Problem(file, line, message, "Keep the ones that matter most.", Gravity.WARNING, code="header-too-many")


def _name_of(key: str) -> str:
    """Return the field's name as editors write it: `source url`."""
    return key.replace("_", " ")


def _keep_extra(extra: Mapping[str, str | list[str]]) -> Iterator[tuple[str, str | list[str]]]:
    for key, value in list(extra.items())[:MAX_EXTRA_KEYS]:
        if len(key) + (len(value) if isinstance(value, str) else sum(map(len, value))) <= MAX_EXTRA_CHARS:
            yield key, value


def _left_out(
    extra: Mapping[str, str | list[str]], kept: Mapping[str, str | list[str]], file: str
) -> Iterator[Problem]:
    if len(extra) > MAX_EXTRA_KEYS:
        message = f"The header has {len(extra)} keys that Broadsheet doesn't know; the first {MAX_EXTRA_KEYS} are kept."
        yield Problem(
            file, 0, message, "Delete those that no template of the site uses.", Gravity.WARNING, code="header-too-many"
        )
    for key in list(extra)[:MAX_EXTRA_KEYS]:
        if key not in kept:
            name = key[:MAX_OTHER_CHARS]
            message = f"The value of “{name}” was left out: it has more than {MAX_EXTRA_CHARS:,} characters."
            hint = "Make it shorter, if a template of the site uses it."
            yield Problem(file, 0, message, hint, Gravity.WARNING, code="header-too-long")
