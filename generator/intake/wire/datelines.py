"""Read datelines: the place, day and agency that open a lede. `BRUSSELS, April 20 (UPI) -- NATO wants ...`"""

import re

import msgspec

from generator.intake.text.dates import MONTH_NAME, WEEKDAY, looks_like_moment
from generator.intake.wire.agencies import name_agency

MAX_CHARS = 100
"""The dash must be within this many characters. A longer opening is a sentence."""
MAX_PLACE_PARTS = 3
MAX_PART_WORDS = 6

DASH = re.compile(r"\s*(?:-{2,3}(?!\()|[—―])\s*|(?<=[)/\w.])[–_]+\s+|\s+[-–_‐‑−]+(?:\s+|$)|(?<=[)/])-(?=\s|$)")
AGENCY = re.compile(r"\(([^()/]{2,40}(?:/[^()/]{2,20})?)\)$|/([^/()]{2,40})/$")
DAY = re.compile(
    rf"(?:(?:{WEEKDAY}),? )?(?:{MONTH_NAME}\.? \d{{1,2}}|\d{{1,2}} {MONTH_NAME})(?:,? (?P<year>\d{{4}}))?$",
    re.ASCII | re.IGNORECASE,
)
WORD = re.compile(r"[^\W\d_][\w.'’\-/]*")
LINKING = {"and", "of", "de", "du", "la", "le", "the", "on", "in", "near", "al", "am", "an", "der"}
LABELS = frozenset({
    "advisory", "alert", "analysis", "background", "blog", "breaking", "breaking news", "brief", "column", "comment",
    "commentary", "correction", "developing", "editorial", "exclusive", "explainer", "fact check", "factbox", "feature",
    "flash", "interview", "just in", "letter", "live", "must read", "new", "news", "newsalert", "note", "obituary",
    "op-ed", "opinion", "photos", "poll", "preview", "profile", "q&a", "report", "review", "summary", "timeline",
    "update", "updated", "urgent", "video", "warning", "watch",
})  # fmt: skip
"""Words that stand in capitals before a dash but are not places."""


class Dateline(msgspec.Struct, frozen=True):
    """A dateline and the lede without it. Place, day and agency may be empty, as the place is in `(Reuters) -`."""

    printed: str
    """The dateline as printed, with its dash."""
    place: str
    day: str
    """`April 20`, or `Jan. 5, 2011`."""
    has_year: bool
    agency: str
    lede: str
    """The rest of the paragraph."""


def read_dateline(paragraph: str) -> Dateline | None:
    """Return the dateline at the start of `paragraph`, or None. Only a dash ends a dateline."""
    dash = DASH.search(paragraph[:MAX_CHARS])
    if dash is None or dash.start() == 0:
        return None
    before = paragraph[: dash.start()]
    rest, agency = _take_agency(before)
    rest, day, has_year = _take_day(rest)
    place = rest.strip(" ,-")
    if not agency and name_agency(place):
        place, agency = "", place
    if not _is_dateline(place, bool(day), agency):
        return None
    printed, lede = paragraph[: dash.end()].strip(), paragraph[dash.end() :].strip()
    return Dateline(printed, place, day, has_year, name_agency(agency) or agency, lede)


def _take_agency(text: str) -> tuple[str, str]:
    found = AGENCY.search(text)
    if found is None:
        return text, ""
    return text[: found.start()].rstrip(), (found[1] or found[2]).strip()


def _take_day(text: str) -> tuple[str, str, bool]:
    found = DAY.search(text)
    if found is None or (found.start() and text[found.start() - 1] not in " ,"):
        return text, "", False
    return text[: found.start()], found[0], bool(found["year"]) and looks_like_moment(found[0])


def _is_dateline(place: str, dated: bool, agency: str) -> bool:
    """Tell whether the parts make a dateline. The fewer there are, the stricter: a place alone must be in capitals."""
    if agency and not _is_agency(agency):
        return False
    if not place:
        return bool(name_agency(agency))
    if place.casefold() in LABELS or not _is_place(place):
        return False
    return _is_capitals(place.partition(",")[0]) or dated or len(name_agency(agency)) > 2 or agency == "AP"


def _is_agency(name: str) -> bool:
    """Tell whether the text in brackets is an agency: a known one, or a name in capitals such as `CBSDC/AP`."""
    return bool(name_agency(name)) or (_is_capitals(name) and name[0].isalpha() and not name.endswith("."))


def _is_place(place: str) -> bool:
    """Tell whether `place` is written like a place: one to three parts, each of capitalized words."""
    parts = [part.strip() for part in place.split(",")]
    return len(parts) <= MAX_PLACE_PARTS and all(_is_place_part(part) for part in parts)


def _is_place_part(part: str) -> bool:
    words = part.split()
    if not words or len(words) > MAX_PART_WORDS or words[0].casefold() in LINKING - {"near", "la", "le", "al"}:
        return False
    return all(WORD.fullmatch(word) and (word[0].isupper() or word in LINKING) for word in words)


def _is_capitals(text: str) -> bool:
    return text == text.upper() and sum(char.isupper() for char in text) > 1
