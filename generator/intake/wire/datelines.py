"""Read datelines: the place, day and agency that open a lede. `BRUSSELS, April 20 (UPI) -- NATO wants ...`"""

import re
from collections.abc import Iterator

import msgspec

from generator.intake.text.dates import looks_like_moment
from generator.intake.wire.agencies import find_agency, name_agency
from generator.intake.wire.bracket_datelines import read_bracketed
from generator.intake.wire.dateline_parts import Parts, is_capitals, read_parts, stands_alone
from generator.intake.wire.days import find_day

MAX_CHARS = 120
"""The dateline must end within this many characters. A longer opening is a sentence."""
MAX_CLOSERS = 8
MAX_LINE_CHARS = 140
MIN_BARS = 2
MIN_COLON_WORDS = 5
MAX_DAY_CHARS = 24

CLOSER_OPENING = r"(?:(?=[\s.:|—―_‐‑−=–-])|(?<=[)/\]]))"
"""What each end of a dateline begins with, so that most places are passed over quickly."""
CLOSER = re.compile(
    CLOSER_OPENING + r"(?P<dash>\s*(?:-{2,3}(?!\()|[—―])(?:\s*[-–—])?\s*"
    r"|(?<=[)/\w.\]])[–_]+\s+"
    r"|(?:(?<=[)/\w])|(?<=[)/]) )\.[-–]\s*"
    r"|\s+[-–_‐‑−=]+(?:\s+[-–]+)?(?:\s+|$)"
    r"|(?<=[)/\]])[-–=](?=\s|$))"
    r"|(?P<tight>(?<=, [A-Z]{4})-\s+(?=[A-Z“\"])|(?<=, [A-Z]{3})-\s+(?=[A-Z“\"]))"
    r"|(?P<colon>:\s+|(?<=[)\]]):\s*)"
    r"|(?P<bar>\s+\|\s+)"
    r"|(?P<open>(?<=[)/\]])(?:\.(?=\s|$))?\s*)"
)
"""What may end a dateline. A dash is the most usual sign; `open` is the end of a name in brackets or slashes,
`tight` a hyphen without a blank before it: `Damascus, SANA- The port`."""
SIGN = re.compile(r"[-—―–_‐‑−=:|)\]/]")
"""What no such end can be without."""
BEFORE_SIGNS = "".join(chr(code) for code in range(0x3001) if chr(code).isspace()) + "."
"""What may stand before the sign in it."""
SENTENCE_START = re.compile(r"[\"'“”„«»‘’¿¡(\[]*(?:[^\W_])")
NAMED_AGENCY = re.compile(r"([^\W\d_][^.:()—–]{1,28}?)(?:\.|:|\s+[-–—]+)(?=\s|$)\s*")
DAY_BEHIND = re.compile(r"\s*([^–—:()]{3,28}?)\s+[-–—]{1,2}\s+(?=[\"“‘„«]?[^\W\d_a-zß-ÿ])")
"""A day between the dash of a dateline and another one: `MARROW BAY, Maine – November 22, 2026 – The board ...`."""
ARABIC = re.compile(
    r"(?P<place>[\u0621-\u064a]{2,12}(?: [\u0621-\u064a]{2,12})?) ?[-–/] ?(?P<agency>[\u0621-\u064a]{2,"
    r"9})(?: ?[-–:]|(?=\s|$))"
)
DOTTED = re.compile(
    r"(?P<place>[^\W\d_a-zа-я][^.,:;()\d]{1,30})\. (?P<day>\d{1,2} [^\W\d_]{3,12})\. ?/?"
    r"(?P<agency>[^\W\d_][^.,:;()\d/]{2,24})/?\. "
)
ARABIC_LINE = re.compile(
    r"(?P<place>[\u0621-\u064a]{2,12}(?: [\u0621-\u064a]{2,12}){0,2}) (?:في )?(?P<day>\d{1,2} .{4,50}?)"
    r"[ /(-]{1,3}(?P<agency>[\u0621-\u064a]{2,9})[ /)]*"
)
"""A line of place, day and agency: `الرياض 22 نوفمبر 2026 م واس`."""
OF_TWO_LETTERS = frozenset({"AP", "TT", "AA"})
"""Agencies of two letters that are no state: `Stockholm (TT) -`, and not `Philadelphia (PA) -`."""
MAX_PAIR_CHARS = 36
PAIR_SIGNS = frozenset("/,")
PLACE_AND_AGENCY = re.compile(
    r"(?P<place>[A-ZÀ-Þ][^\W\d_]{2,20}(?:-[A-ZÀ-Þ][^\W\d_]{2,20})?) ?/ ?(?P<agency>[A-Z]{2,4})"
)
AGENCY_AND_PLACE = re.compile(r"(?P<agency>[A-Z]{2,4}), (?P<place>[A-ZÀ-Þ][^\W\d_a-zß-ÿ]?[a-zß-ÿ]{2,20})")
LINE_PARTS = re.compile(r"\s*\|\s*")
COUNTED = re.compile(r"\d{1,5} (?:words|mots|palabras|Wörter|palavras|parole|woorden)", re.IGNORECASE)
TIMED = re.compile(r"[\w ,./]*\d.*\d{1,2}[:.h]\d\d.*")


class Dateline(msgspec.Struct, frozen=True):
    """A dateline and the lede without it. Place, day and agency may be empty, as the place is in `(Reuters) -`."""

    printed: str
    """The dateline as printed, with its dash."""
    place: str
    day: str
    """`April 20`, or `Jan. 5, 2011`. A day in another language that has a year is written `2011-01-05`."""
    has_year: bool
    agency: str
    lede: str
    """The rest of the paragraph."""
    writers: str = ""
    """The reporters whom some agencies name in the dateline, as printed."""

    @property
    def is_strong(self) -> bool:
        """True if an agency or a day makes it a dateline wherever it stands."""
        return bool(self.agency or self.day)


def read_dateline(paragraph: str) -> Dateline | None:
    """Return the dateline at the start of `paragraph`, or None."""
    return (
        _read_bracketed(paragraph)
        or _read_barred(paragraph)
        or _read_arabic(paragraph)
        or _read_closed(paragraph)
        or _read_dotted(paragraph)
        or _read_line(paragraph)
        or _read_paired(paragraph)
    )


def _read_bracketed(paragraph: str) -> Dateline | None:
    """Return the dateline in a form of East Asia: `新华社北京11月22日电`, `(서울=연합뉴스) 홍길동 기자 =`."""
    found = read_bracketed(paragraph)
    if found is None:
        return None
    printed, lede = paragraph[: found.end].strip(), paragraph[found.end :].strip()
    return Dateline(printed, found.place, found.day, False, found.agency, lede, found.writers)


def _read_arabic(paragraph: str) -> Dateline | None:
    """Return the dateline of place and agency with a hyphen between them: `دمشق-سانا`."""
    found = ARABIC.match(paragraph)
    if found is not None and name_agency(found["agency"]):
        return _make(Parts(found["place"], agency=found["agency"]), paragraph, found.end())
    line = ARABIC_LINE.fullmatch(paragraph) if len(paragraph) <= MAX_LINE_CHARS else None
    day = find_day(line["day"]) if line and name_agency(line["agency"]) else None
    if line is None or day is None:
        return None
    return _make(Parts(line["place"], day.iso or day.printed, day.has_year, line["agency"]), paragraph, len(paragraph))


def _read_dotted(paragraph: str) -> Dateline | None:
    """Return the dateline of parts with points behind them: `КИЇВ. 22 листопада. УКРІНФОРМ. Порт ...`."""
    found = DOTTED.match(paragraph)
    if found is None or not name_agency(found["agency"]) or find_day(found["day"]) is None:
        return None
    return _make(Parts(found["place"], found["day"], False, found["agency"]), paragraph, found.end())


def _read_closed(paragraph: str) -> Dateline | None:
    """Return the dateline that a sign ends. Of several signs the first that has a dateline before it counts."""
    for kind, start, end in _closers(paragraph):
        parts = read_parts(paragraph[:start])
        if parts is not None and _is_dateline(parts, kind, paragraph[end:]) and not _is_range(parts, paragraph[end:]):
            return _extend(parts, paragraph, end)
    return None


def _closers(paragraph: str) -> Iterator[tuple[str, int, int]]:
    """Yield the kind, start and end of every sign that may end a dateline."""
    sign = SIGN.search(paragraph, 0, MAX_CHARS)
    if sign is None:
        return
    start = len(paragraph[: sign.start()].rstrip(BEFORE_SIGNS))
    for count, found in enumerate(CLOSER.finditer(paragraph, start, MAX_CHARS)):
        if count == MAX_CLOSERS:
            return
        if found.start():
            yield str(found.lastgroup), found.start(), found.end()


def _is_dateline(parts: Parts, kind: str, lede: str) -> bool:
    """Tell whether the parts make a dateline. The fewer there are, the stricter: a place alone must be in capitals."""
    agency = name_agency(parts.agency)
    if kind == "dash":
        return _is_dashed(parts, agency, lede)
    if kind == "tight":
        return bool(agency and parts.place)
    if kind == "bar":
        return bool(agency and (parts.place or parts.day)) or (stands_alone(parts, dashed=False) and _opens(lede))
    if kind == "colon":
        return _is_before_colon(parts, agency, lede)
    known = find_agency(agency) if agency and parts.is_bracketed else None
    return known is not None and (known.opens or bool(parts.day and parts.place)) and _opens(lede, empty=True)


def _is_dashed(parts: Parts, agency: str, lede: str) -> bool:
    if not parts.place:
        return bool(agency)
    if parts.agency or parts.day:
        return (
            is_capitals(parts.place.partition(",")[0]) or bool(parts.day) or len(agency) > 2 or agency in OF_TWO_LETTERS
        )
    return stands_alone(parts) and _opens(lede, empty=True)


def _is_range(parts: Parts, after: str) -> bool:
    """Tell whether another day follows, so that the two are a range: `Nov. 30 - Dec. 6`."""
    day = find_day(after[:MAX_DAY_CHARS]) if parts.day and not parts.agency else None
    return day is not None and day.start == 0


def _is_before_colon(parts: Parts, agency: str, lede: str) -> bool:
    """Tell whether a colon ends a dateline. A place alone must be in capitals before a whole sentence."""
    if not _opens(lede):
        return False
    if parts.agency or parts.day:
        return bool(agency) or (bool(parts.day) and is_capitals(parts.place.partition(",")[0]))
    whole = len(lede.split()) >= MIN_COLON_WORDS and lede.rstrip().endswith((".", "”", '"'))
    return whole and stands_alone(parts, dashed=False)


def _opens(lede: str, *, empty: bool = False) -> bool:
    """Tell whether `lede` begins like a sentence: not with a small letter."""
    found = SENTENCE_START.match(lede)
    if found is None:
        return empty and not lede.strip()
    return not found[0][-1].islower()


def _extend(parts: Parts, paragraph: str, end: int) -> Dateline:
    """Return the dateline, with the part that follows its first dash: `(ANSA) - ROMA, 22 NOV - Il porto ...`."""
    after = paragraph[end:]
    dated = DAY_BEHIND.match(after) if parts.place and not (parts.agency or parts.day) else None
    day_behind = find_day(dated[1]) if dated else None
    if dated and day_behind is not None and day_behind.start == 0 and not dated[1][day_behind.end :].strip(" ,."):
        day = day_behind.printed if looks_like_moment(day_behind.printed) else day_behind.iso or day_behind.printed
        parts = msgspec.structs.replace(parts, day=day, has_year=day_behind.has_year)
        return _make(parts, paragraph, end + dated.end())
    if not parts.agency and parts.place and parts.day:
        named = NAMED_AGENCY.match(after)
        if named and name_agency(named[1]):
            return _make(msgspec.structs.replace(parts, agency=named[1]), paragraph, end + named.end())
    elif parts.agency and not parts.place:
        more = _read_closed(after)
        if more is not None and not more.agency and more.place:
            day = parts.day or more.day
            parts = msgspec.structs.replace(parts, place=more.place, day=day, has_year=parts.has_year or more.has_year)
            return _make(parts, paragraph, len(paragraph) - len(more.lede) if more.lede else len(paragraph))
    return _make(parts, paragraph, end)


def _make(parts: Parts, paragraph: str, end: int) -> Dateline:
    printed, lede = paragraph[:end].strip(), paragraph[end:].strip()
    agency = name_agency(parts.agency) or parts.agency
    return Dateline(printed, parts.place, parts.day, parts.has_year, agency, lede, parts.writers)


# --- datelines alone on a line --------------------------------------------------------------------


def _read_line(line: str) -> Dateline | None:
    """Return the dateline that is a line of its own: `QUEENS, November 22, 2026`."""
    if len(line) > MAX_LINE_CHARS or not line[:2].isupper():
        return None
    day = find_day(line)
    if day is None or not day.has_year or line[day.end :].strip(" .,"):
        return None
    parts = read_parts(line)
    if parts is None or not parts.place or not is_capitals(parts.place.partition(",")[0]):
        return None
    return _make(parts, line, len(line))


def _read_paired(line: str) -> Dateline | None:
    """Return the dateline that is a line of a place and an agency: `Göteborg/TT`, `STT, Turku`."""
    if len(line) > MAX_PAIR_CHARS or not PAIR_SIGNS.intersection(line):
        return None
    found = PLACE_AND_AGENCY.fullmatch(line) or AGENCY_AND_PLACE.fullmatch(line)
    if found is None or name_agency(found["agency"]) != found["agency"] or name_agency(found["place"]):
        return None
    return _make(Parts(found["place"], agency=found["agency"]), line, len(line))


def _read_barred(line: str) -> Dateline | None:
    """Return the dateline that is a line of parts with bars between them, one of which is an agency."""
    if len(line) > MAX_LINE_CHARS or line.count("|") < MIN_BARS:
        return None
    pieces = LINE_PARTS.split(line.strip())
    agency = next(filter(None, map(name_agency, pieces)), "")
    rest = [piece for piece in pieces if not name_agency(piece) and not COUNTED.fullmatch(piece)]
    days = [piece for piece in rest if find_day(piece) or TIMED.fullmatch(piece)]
    places = [piece for piece in rest if piece not in days]
    if not agency or len(places) != 1 or len(places[0].split()) > 6:
        return None
    parts = read_parts(places[0])
    if parts is None or parts.agency or parts.day:
        return None
    day = find_day(days[0]) if days else None
    printed = day.printed if day else ""
    moment = printed if looks_like_moment(printed) else (day.iso if day else "")
    return Dateline(line.strip(), parts.place, moment, bool(moment), agency, "")
