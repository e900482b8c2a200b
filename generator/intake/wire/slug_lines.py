"""Find the lines above agency copy that only newsrooms need: slugs, numbers, words to editors."""

import re
from collections.abc import Sequence
from functools import cache

import msgspec

from generator.intake.wire.agencies import name_agency
from generator.intake.wire.agency_table import AGENCIES
from generator.intake.wire.lines import CopyLine, ends_sentence

MAX_LINES = 14
"""The lines of text at the top among which these are looked for."""
MAX_CHARS = 300
MAX_SLUG_CHARS = 120
MIN_CHARS = 4
MAX_MARKED_LINES = 6
SHORT_CHARS = 16
"""A form without signs, figures or capitals has no more characters."""
MIN_UNDER_AGENCY, MAX_AGENCY_CHARS = 3, 40
ALONE = frozenset({
    "AP", "AFP", "dpa", "DPA", "EFE", "ANSA", "UPI", "Reuters", "REUTERS", "PTI", "IANS", "Xinhua", "XINHUA", "TASS",
    "ТАСС", "Bloomberg", "CNN", "Kyodo", "Yonhap", "AAP", "KNA", "epd", "Lusa", "Belga", "PRNewswire", "GlobeNewswire",
    "新华社", "新華社", "中新社", "共同通信", "時事通信", "연합뉴스", "뉴시스", "رويترز",
})  # fmt: skip
"""Names of one word that are hardly anything else alone on the first line."""
OPENINGS = ("With AP", "Z", "(Z", ".")
"""How some forms begin that may have none of these either."""
PROSE = re.compile(r"(?!With AP)[A-Ya-z][a-z].\D.{13}")
"""How most lines begin. Without signs, and without a bracket at its end, such a line has none of the forms."""

TO_EDITORS = re.compile(
    r"\(?(?:eds?|editors|attn|news editors|note to editors|an die redaktionen|achtung redaktionen)\.?\s?: ?.+"
    r"|\((?:achtung|wiederholung|berichtigung|korrektur|aktualisierung|neu)\s?: ?.+\)",
    re.IGNORECASE,
)
NUMBERED = re.compile(
    r"[A-Za-z]{3}\d{3,5} \d [a-z]{1,2} \d{1,4} +[A-Za-z]{2,12}(?: \d{3,5})?"
    r"|[a-z] [a-z] [A-Z]{2}-[A-Z].{5,70}|[A-Z]\d{4}[a-z-]{2,8}"
)
DATED_SLUG = re.compile(
    r"[A-Z][A-Z0-9]{1,14}(?:[-_][A-Z0-9]{2,14}){0,4}[-_]\d{1,2}[/-]\d{1,2}(?:[/-]\d{2,4})?|[A-Z]{3,15}\d{4}"
)
"""`TOWN-FERRY-11/22`, `FERRY1122`."""
FILE_SLUG = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:_[A-Za-z0-9-]+){1,6}(?:\.(?:txt|docx?|md))?")
"""`ferry_reed_1122`"""
BUDGET = re.compile(
    r"[^/]{2,60} / (?=.{0,90}\b(?:\d{1,4} ?(?:inches|inch|words)|w/? ?(?:photos?|art|pics?)) ?(?:/|$))"
    r".{1,40}(?: / .{1,40}){0,4}"
)
"""A line of the day's budget: `A1 Ferry 1122 / Reed / 18 inches / w photo`."""
VERSION = re.compile(
    r"(?:CORRECTED|CORRECTING|UPDATED|REVISED|CORRECTION)(?: (?:VERSION|STORY|COPY))?\s?(?:[-–—:]+|\()\s?"
    r"(?i:fix|correct|add|chang|updat|new |spell|clarif|insert|delet)[^.]{3,100}\)?"
)
"""What a new version corrects, told to the desk: `CORRECTED VERSION - fixes spelling of Roe in 3rd graf`."""
KEYWORDS = re.compile(r"(?:[^\W\d_][^\W\d_.-]+ ?/){2,6}(?:[^\W\d_]+)?/?")
PAGE_LINE = re.compile(
    r"(?:[Pp]age|PAGE|[Pp]g\.?|Seite|[Pp]ágina|[Pp]agina|[Ss]ida|[Ss]ide|[Ss]trona) ?[A-Z]?-?\d{1,3}"
    r"(?: (?:lead|story|main|brief|sidebar|refer|centerpiece|strip|top|bottom|anchor)){0,2}"
)
"""Where on which page the copy is meant to stand: `Page 1 lead`."""
WORDS = re.compile(r"\(?\d{2,5} (?:words|mots|palabras|Wörter|palavras)\)?", re.IGNORECASE)
PICTURES = re.compile(r"(?:With )?AP (?:Photos?|Video|Graphics?)(?: (?:[A-Z]{2,5}\d{2,6},? ?){1,10})?\.?")
ALERT = re.compile(
    r"(?:URGENT|BULLETIN|FLASH|NEWS ?ALERT|ALERT|EILMELDUNG|EIL|URGENTE|ALERTE|PILNE|СРОЧНО|МОЛНИЯ|ТЕРМІНОВО|SON DAKİKA"
    r"|عاجل|速報|快讯|속보)[.!:]?"
)
"""How urgent the copy is, alone on its line."""
PROVIDED = re.compile(r"news provided by", re.IGNORECASE)
_URGENT = "URGENT|BULLETIN|FLASH|NEWS ?ALERT|URGENTE|ALERTE|PILNE|СРОЧНО|EIL(?:MELDUNG)?"
PREFIX = re.compile(
    r"(?:(?:\d{1,2}(?:st|nd|rd|th) )?(?:(?:UPDATE|WRAPUP|REFILE|RPT|CORRECTED|REFILING|RECAST)(?: ?\d+)?-"
    r"|(?:UPDATE|ROUNDUP|WRAPUP|REFILE|LEAD)(?: ?\d+)?: )|(?:Xinhua|China) (?:Headlines|Focus|Spotlight): "
    r"|(?:POL|FW|BPOL|HZA|LPI|LKA|KFV|THW|DRK)[- ][A-ZÄÖÜ][\wÄÖÜäöüß-]{0,7}(?: [A-ZÄÖÜ]{1,4})?: "
    rf"|(?:{_URGENT})(?: ?[-–—:]+ ?|!+ | (?=[A-ZÀ-ÞА-Я][^\W\d_A-ZÀ-Þ]+ ))(?=\S)"
    r"|\((?:(?:\d(?:st|nd|rd|th) )?(?:LEAD|LD)|URGENT|UPDATED?|Zusammenfassung(?: \d+)?|Neu|Lead|"
    r"Hoofdpunten|Synthese|Synthèse|Points forts|Prioritair|Prioritaire|Resumen|Ampliación|Riepilogo)\) )(?=\S)"
)
"""A mark of an agency before a headline. The hyphen of `UPDATE 2-Bay bank` has no blank behind it."""
MAX_PREFIXES = 2
"""`REFILE-UPDATE 2-Bay bank lifts rates` has two."""
ENDS = re.compile(r"\s*[=<]{1,2}\s*$")
ADDRESS_LAST = re.compile(r"(?:https?://|www\.)\S+$", re.IGNORECASE)
"""An address at the end of a line: a `=` there is its own."""


class SlugLines(msgspec.Struct, frozen=True):
    """The lines for newsrooms at the top, and others with what was changed in them."""

    left_out: tuple[CopyLine, ...]
    changed: tuple[tuple[CopyLine, str], ...]
    """Lines with their new words: a headline without `UPDATE 2-`."""
    credit: str = ""
    """The agency whose name stands alone over the headline, or empty."""


@cache
def _slugs() -> re.Pattern[str]:
    """Return the pattern of all lines that only newsrooms need."""
    forms = [form for agency in AGENCIES for form in agency.slugs]
    forms += [
        form.pattern
        for form in (NUMBERED, DATED_SLUG, FILE_SLUG, BUDGET, VERSION, KEYWORDS, PICTURES, PAGE_LINE, ALERT)
    ]
    forms += [f"(?i:{form.pattern})" for form in (TO_EDITORS, WORDS, PROVIDED)]
    return re.compile("|".join(f"(?:{form})" for form in forms))


def find_slug_lines(lines: Sequence[CopyLine], *, titled: bool) -> SlugLines:
    """Return what is for newsrooms at the top of `lines`. With `titled` the headline isn't among them."""
    top = _top(lines)
    credit = "" if titled else agency_alone(top)
    left_out: list[CopyLine] = [top.pop(0)] if credit else []
    changed: list[tuple[CopyLine, str]] = []
    found_headline = titled
    provided = False
    signed = _has_signs("\n".join([line.words for line in top]))
    for place, line in enumerate(top):
        if provided or ((signed or not PROSE.match(line.words) or line.words[-1] == ")") and _is_slug(line.words)):
            left_out.append(line)
            provided = PROVIDED.fullmatch(line.words) is not None
            continue
        if found_headline and line.words[0] != "^" and not line.words.endswith(("=", "<")):
            continue  # most lines
        words = line.words.removeprefix("^").strip()
        if words.endswith(("=", "<")) and place < MAX_MARKED_LINES and any(map(str.isalnum, words)):
            words = words if ADDRESS_LAST.search(words) else ENDS.sub("", words)
        if not found_headline:
            found_headline = True
            words = _without_prefix(words)
        if words and words != line.words:
            changed.append((line, words))
    if left_out and len(left_out) == sum(1 for line in lines if line.words):
        return SlugLines((), ())
    return SlugLines(tuple(left_out), tuple(changed), credit)


def agency_alone(top: Sequence[CopyLine]) -> str:
    """Return the agency whose name is all of the first line, if a headline and text stand under it."""
    if len(top) < MIN_UNDER_AGENCY or len(top[0].words) > MAX_AGENCY_CHARS or ends_sentence(top[1].words):
        return ""
    words = top[0].words
    return name_agency(words) if " " in words or words in ALONE else ""


def _top(lines: Sequence[CopyLine]) -> list[CopyLine]:
    """Return the first lines with text."""
    top: list[CopyLine] = []
    for line in lines[: 4 * MAX_LINES]:
        words = line.words
        if words:
            is_long = len(words) > MAX_SLUG_CHARS and (len(words) > MAX_CHARS or words[:3].lower() != "eds")
            if is_long or len(top) == MAX_LINES:
                break
            top.append(line)
    return top


def _is_slug(words: str) -> bool:
    if words[0] == "^":
        words = ENDS.sub("", words[1:])
    return len(words) >= MIN_CHARS and may_be_slug(words) and _slugs().fullmatch(words) is not None


def may_be_slug(words: str) -> bool:
    """Tell quickly whether one of the forms may match: each has a sign, a figure, capitals or few letters."""
    if len(words) <= SHORT_CHARS or words[:2].isupper() or words[1] == " " or words[-1] == ")":
        return True
    if _has_signs(words) or words.startswith(OPENINGS):
        return True
    return words[0].isdigit() or words[1].isdigit() or words[3].isdigit()


def _has_signs(words: str) -> bool:
    return "/" in words or ":" in words or "_" in words or not words.isascii()


def _without_prefix(words: str) -> str:
    heading = "# " if words.startswith("# ") else ""
    words = words.removeprefix("# ")
    for _ in range(MAX_PREFIXES):
        prefix = PREFIX.match(words)
        words = words[prefix.end() :] if prefix else words
    return heading + words
