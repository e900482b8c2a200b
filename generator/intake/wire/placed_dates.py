"""Read a line of the head with a place, a day and an hour: `Bilbao 22 NOV 2026 - 10:15 CET`, `PTI New Delhi, Nov …`.

The hour tells that the day is that of publication. Agencies and papers write it behind the day, and so do the
programs of some for each story.
"""

import re

import msgspec

from generator.intake.text.date_forms import may_hold_date
from generator.intake.text.dates import looks_like_moment
from generator.intake.wire.agencies import name_agency
from generator.intake.wire.dateline_parts import Parts, read_parts
from generator.intake.wire.days import find_day
from generator.intake.wire.place_words import CITIES, VENUES

MAX_CHARS = 90
MAX_PLACE_WORDS = 4
"""The most words of a place without a comma, such as `Rio de Janeiro`."""
HALF = r"(?:[ap]\.?m\b\.?|uhr\b)"
CLOCK = re.compile(
    r"(?:[\s,;|/–—-]|(?<!\w)(?:at|um|à|às|as|a las|alle|alle ore|ore|kl\.?|klo|o)\s)*(?<![\d:.])"
    rf"(?P<clock>\d{{1,2}}[:.h]\d{{2}}(?::\d{{2}})?(?![.:]?\d)(?: ?(?:{HALF}|hrs?\b|h\b))?|\d{{1,2}} ?{HALF})"
    r"(?P<zone> ?(?-i:(?:UTC|GMT)[+-]\d{1,2}(?::?\d{2})?|[A-Z]{2,5})(?![^\W_])|\s?[+-]\d{2}:?\d{2})?[\s,;|/–—-]*",
    re.IGNORECASE,
)
"""An hour with its zone, and what stands before it."""
LABEL = re.compile(
    r"(?:[,;|/–—-]\s*|^)(?:(?:first |last )?(?:published|posted|updated|modified)(?: on| at)?|actualizad[oa]|"
    r"atualizad[oa]|publicad[oa]|mis à jour|publié|aggiornato|pubblicato|aktualisiert|stand)\s*:?\s+",
    re.IGNORECASE,
)
UPDATED = re.compile(
    r"\W*(?:last )?(?:updated|modified|actualizad|atualizad|mis à jour|aggiornato|aktualisiert|stand)", re.IGNORECASE
)
BEHIND_PLACE = re.compile(r":\s+|\s+[-–—|]\s+")
FIRST_WORD = re.compile(r"([^\s,:|]+)[\s,:|]+(?=\S)")


class PlacedDate(msgspec.Struct, frozen=True):
    """What such a line names."""

    place: str
    moment: str
    """Day, hour and zone, in a form that can be read."""
    agency: str = ""
    is_update: bool = False


def read_placed_date(words: str) -> PlacedDate | None:
    """Return what a line with a place, a day with its year and an hour names; None for any other line."""
    if len(words) > MAX_CHARS or not may_hold_date(words):
        return None
    clocks = list(CLOCK.finditer(words))
    if len(clocks) != 1 or not clocks[0].start():
        return None
    before, after = words[: clocks[0].start()], words[clocks[0].end() :]
    label = LABEL.search(before)
    if label is not None:
        before = f"{before[: label.start()]}, {before[label.end() :]}"
    day = find_day(before)
    if day is None or not day.has_year or before[day.end :].strip(" .,-–—|"):
        return None  # the hour stands behind the day
    parts = _read_parts(f"{BEHIND_PLACE.sub(', ', before)} {after}".strip())
    if parts is None or not parts.has_year or not _is_town(parts, after):
        return None
    zone = (clocks[0]["zone"] or "").strip()
    moment = f"{parts.day} {clocks[0]['clock']} {zone}".strip()
    if not looks_like_moment(moment):
        return None
    is_update = label is not None and UPDATED.match(label[0]) is not None
    return PlacedDate(parts.place, moment, name_agency(parts.agency), is_update)


def _read_parts(text: str) -> Parts | None:
    """Return the parts of the line without its hour. An agency may be the first word, without a mark behind it."""
    parts = read_parts(text)
    if parts is None or parts.agency:
        return parts
    first = FIRST_WORD.match(text)
    agency = name_agency(first[1]) if first else ""
    if not first or not agency:
        return parts
    rest = read_parts(text[first.end() :])
    return msgspec.structs.replace(rest, agency=agency) if rest is not None and not rest.agency else None


def _is_town(parts: Parts, after: str) -> bool:
    """Tell whether the place may be a town, and is no hall, feast or match: that day is another one's.

    `after` is what stands behind the hour: a word there may be a time zone that isn't known, so that only a known town
    counts.
    """
    words = _town_of(parts).split()
    if not words or len(words) > MAX_PLACE_WORDS or (parts.agency and not name_agency(parts.agency)):
        return False
    if _is_known(parts):
        return True
    named = parts.place.casefold().replace(",", " ").split()
    return _town_of(parts) not in after and not any(word.strip(".") in VENUES for word in named)


def _is_known(parts: Parts) -> bool:
    return "-".join(_town_of(parts).casefold().split()) in CITIES


def _town_of(parts: Parts) -> str:
    return parts.place.partition(",")[0].strip()
