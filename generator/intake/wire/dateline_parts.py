"""Take the text before a dateline's dash apart: place, day, agency. Other signs and orders than the usual "
"ones count."""

import re

import msgspec

from generator.intake.text.dates import looks_like_moment
from generator.intake.wire.agencies import name_agency
from generator.intake.wire.byline_words import HONORIFICS
from generator.intake.wire.days import find_day, is_weekday
from generator.intake.wire.place_words import CITIES, LABEL_PHRASES, LABELS, NOT_PLACES, SHORT_PLACES
from generator.lazy_patterns import lazy_pattern

MAX_PLACE_PARTS = 4
MAX_PART_WORDS = 6
MAX_UNCASED_WORDS = 4
MAX_ENCLOSED = 50
MAX_PAPER_WORDS = 4
SHORT = 5
"""A word in capitals of so many letters is a place by itself only if it is in SHORT_PLACES."""

BRACKET = re.compile(r"\(([^()]{1,60})\)|\[([^\[\]]{1,60})\]|(?<![\w/])/ ?([^/()]{1,40}?) ?/(?![\w/])")
NAME_AND_DAY = re.compile(r"(\S{2,12}) \d{1,2}[/.]\d{1,2}(?:[/.]\d{2,4})?\.?")
"""An agency and a day in one bracket: `Hải Phòng (TTXVN 22/11) -`."""
CASELESS = lazy_pattern(r"[\u0590-\u08ff\u0900-\u0dff\u0e00-\u0fff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
PIECES = re.compile(
    r"\s*[,،、;]\s*|\s*\|\s*|(?<=\w{4})\.\s+(?=\S)|\s+[-–—]\s+|(?<=[\u0590-\u08ff])\s*[-–]\s*(?=[\u0590-\u08ff])"
)
LAST_WORDS = re.compile(r"[ ,.،–-]+")
LABEL = re.compile(r"([^\W\d_][\w&' -]{1,20}):\s+(?=\S)")
WORD = re.compile(r"[^\W\d_][^\W_]*(?:[.'’`´\-/][^\W\d_]*)*")
ABBREVIATED = ("a.M.", "a.d.O.", "i.Br.")
"""The last words of `Frankfurt a.M.` and other towns."""
LINKING = {
    "and", "of", "de", "du", "la", "le", "the", "on", "in", "near", "al", "am", "an", "der", "del", "do", "da", "dos",
    "das", "el", "les", "los", "las", "sur", "sous", "en", "bei", "im", "ob", "pri", "nad", "na", "und", "et", "y", "e",
    *ABBREVIATED, "upon", "by", "op", "aan", "den", "di", "aboard", "outside", "над", "на",
}  # fmt: skip
OPENING = {"near", "la", "le", "al", "el", "les", "los", "las", "den", "aboard", "outside"}
"""Words in small letters that a place may begin with."""
DAY_WORDS = re.compile(r"(?<!\S)(?:le|el|den|am|on|op|dne|في|يوم|год[ау]?|г|р|هـ|م)\.?$", re.IGNORECASE)

RUNS_INTO_DAY = re.compile(r"[^\s,.] (?:am|on|op)$")
"""A title runs into the day so: `Nächster Rat am 6. Oktober`. A place has a comma behind it: `Wien, am 6. Oktober`."""


class Parts(msgspec.Struct, frozen=True):
    """The parts of a dateline as they were found. Each may be empty."""

    place: str = ""
    day: str = ""
    has_year: bool = False
    agency: str = ""
    """The agency as printed. It may be unknown if it is in brackets: `WHTM`."""
    is_bracketed: bool = False
    """True if the agency is in brackets or slashes, or the whole is."""
    writers: str = ""


def read_parts(text: str) -> Parts | None:
    """Return the parts of `text`, or None when it has a part that is none of them."""
    text = _without_label(text.strip())
    whole = BRACKET.fullmatch(text)
    if whole and not name_agency(_inner(whole)):
        return _read_enclosed(_inner(whole))
    rest, agency = _take_bracketed(text)
    rest, day, has_year = _take_day(rest)
    bracketed = bool(agency)
    pieces = [piece for piece in PIECES.split(rest.strip(" ,.-–—،|=")) if piece and not is_weekday(piece)]
    if not agency:
        pieces, agency = _take_bare_agency(pieces, dated=bool(day))
    place = _join_place(rest, pieces)
    if agency and not name_agency(agency) and not _may_be_agency(agency, place, dated=bool(day)):
        return None
    parts = Parts(place, day, has_year, agency, bracketed)
    return parts if _fits(parts) else None


def is_capitals(text: str) -> bool:
    """Tell whether `text` is in capitals and has more than one letter."""
    return text == text.upper() and sum(char.isupper() for char in text) > 1


def stands_alone(parts: Parts, *, dashed: bool = True) -> bool:
    """Tell whether the place, without day and agency, opens a dateline: `NEW YORK`, and not `NATO` or `UPDATE`."""
    town, comma, _ = parts.place.partition(",")
    words = town.split()
    folded = [word.casefold().strip(".") for word in words]
    if parts.day or parts.agency or not words:
        return False
    if parts.is_bracketed:
        return dashed
    if not is_capitals(town):
        return dashed and not comma and any(place in CITIES for place in "-".join(folded).split("/"))
    if LABELS.intersection(folded) or any(char.isdigit() for char in town):
        return False
    if len(words) > 1 or comma:
        return len(words) < MAX_PART_WORDS and not NOT_PLACES.issuperset(folded)
    return _is_single_place(folded[0]) and (dashed or folded[0] in SHORT_PLACES | CITIES)


def _is_single_place(word: str) -> bool:
    if word in NOT_PLACES:
        return False
    return all(part in SHORT_PLACES or len(part) > SHORT for part in word.split("/"))


def _inner(bracket: re.Match[str]) -> str:
    return next(filter(None, bracket.groups()), "").strip()


def _without_label(text: str) -> str:
    """Return `text` without a label before the place: `UPDATE: MARROW BAY`."""
    found = LABEL.match(text)
    return text[found.end() :] if found and _is_label(found[1]) else text


def _is_label(words: str) -> bool:
    folded = words.casefold()
    return folded in LABEL_PHRASES or not LABELS.isdisjoint(folded.split())


def _read_enclosed(inner: str) -> Parts | None:
    """Return the parts of a dateline that is wholly in brackets: `(Marrow Bay, ME)`, `(MARROW BAY)`."""
    if "," not in inner and not is_capitals(inner):
        return None
    parts = read_parts(inner) if not BRACKET.search(inner) else None
    if parts is None or not parts.place or len(parts.place) > MAX_ENCLOSED or not _is_written_large(parts.place):
        return None
    return msgspec.structs.replace(parts, is_bracketed=True)


def _is_written_large(place: str) -> bool:
    return all(_is_large(word) for part in place.split(",") for word in part.split())


def _is_large(word: str) -> bool:
    return word[0].isupper()


def _take_bracketed(text: str) -> tuple[str, str]:
    """Return `text` without the bracketed agency, and the agency. An unknown one must be at the end."""
    unknown: re.Match[str] | None = None
    for found in BRACKET.finditer(text):
        inner = _inner(found)
        dated = NAME_AND_DAY.fullmatch(inner)
        if name_agency(dated[1] if dated else inner):
            return _without(text, found), dated[1] if dated else inner
        day = find_day(inner)
        if day is None or day.printed != inner:
            unknown = found
    if unknown is None or text[unknown.end() :].strip(" .") or unknown[0].startswith("["):
        return _open_brackets(text), ""
    return _without(text, unknown), _inner(unknown)


def _without(text: str, found: re.Match[str]) -> str:
    return _open_brackets(f"{text[: found.start()].rstrip(' -–—')}, {text[found.end() :].lstrip(' .')}".strip(" ,-–—"))


def _open_brackets(text: str) -> str:
    """Return `text` with commas in place of the brackets that are left: `New Delhi [India]` -> `New Delhi, India`."""
    return BRACKET.sub(lambda found: f", {_inner(found)} ", text).strip(" ,")


def _take_day(text: str) -> tuple[str, str, bool]:
    """Return `text` without its day, the day, and whether the day has a year and can be read as a date."""
    day = find_day(text)
    if day is None or (day.start and text[day.start - 1] not in " ,.(/-–"):
        return text, "", False
    before, after = text[: day.start].rstrip(" ,-–"), text[day.end :].strip(" .,-–")
    if RUNS_INTO_DAY.search(before):
        return text, "", False
    before = DAY_WORDS.sub("", before).rstrip(" ,") if before else before
    if is_weekday(LAST_WORDS.split(before)[-1] if before else ""):
        before = before[: -len(LAST_WORDS.split(before)[-1])].rstrip(" ,")
    if before and not day.is_named and not day.has_year and before[-1].isdigit():
        return text, "", False
    printed = day.printed.rstrip(".")
    moment = printed if not day.has_year or looks_like_moment(printed) else day.iso or printed
    rest = f"{before}, {after}" if before and after else before or after
    return rest, moment, day.has_year and looks_like_moment(moment)


def _take_bare_agency(pieces: list[str], *, dated: bool) -> tuple[list[str], str]:
    """Return the pieces without an agency that isn't in brackets, and the agency: `Accra, Nov. 22, GNA`."""
    for at in (len(pieces) - 1, 0):
        if pieces and name_agency(pieces[at]):
            return pieces[:at] + pieces[at + 1 :], pieces[at]
    if dated and pieces:
        *words, last = pieces[-1].split()
        if words and name_agency(last):
            return [*pieces[:-1], " ".join(words)], last
    return pieces, ""


def _join_place(rest: str, pieces: list[str]) -> str:
    """Return the place as printed: `WASHINGTON, D.C.` keeps its comma and its periods."""
    place = ", ".join(pieces)
    printed = rest.strip(" ,-–—،|=")
    if printed.rstrip(".") == place.rstrip("."):
        place = printed
    is_abbreviated = "," in place or "." in place.rpartition(" ")[2][:-1]
    return place if is_abbreviated else place.removesuffix(".")


def _may_be_agency(name: str, place: str, *, dated: bool) -> bool:
    """Tell whether an unknown name in brackets is an agency or a paper: `CBSDC/AP`, `WHTM`, `Courier`.

    Two letters are enough behind a day: `PORTLAND, Nov. 12 (CW)`. Without one they may be a state.
    """
    if is_capitals(name):
        return name[0].isalpha() and not name.endswith(".") and (dated or len(name) > 2)
    words = name.split()
    return len(words) <= MAX_PAPER_WORDS and all(map(_is_large, words)) and stands_alone(Parts(place))


def _fits(parts: Parts) -> bool:
    """Tell whether the place is written like one, and isn't a label."""
    place = parts.place
    if not place:
        return bool(parts.agency)
    if _is_label(place) or place.casefold() in LABELS:
        return False
    if CASELESS.search(place):
        agency = bool(name_agency(parts.agency))
        return (agency or bool(parts.day)) and len(place.split()) <= MAX_UNCASED_WORDS and len(place) <= 40
    pieces = [piece.strip() for piece in place.split(",")]
    return len(pieces) <= MAX_PLACE_PARTS and all(map(_is_place_part, pieces))


def _is_place_part(part: str) -> bool:
    words = part.split()
    if (
        not words
        or len(words) > MAX_PART_WORDS
        or words[0].casefold() in LINKING - OPENING
        or words[-1] in LINKING - {*ABBREVIATED}
    ):
        return False
    if len(words) > 1 and words[0].casefold().rstrip(".") in HONORIFICS:
        return False
    return all(WORD.fullmatch(word) and (word[0].isupper() or word in LINKING) for word in words)
