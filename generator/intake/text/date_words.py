"""Put dates of other languages into English words: `22 de noviembre de 2026, 14 h 05` -> `22 November 2026, 14:05`.

Only names of months and weekdays, words between the parts of a date, and signs of hours are replaced. What a date is,
dates.py decides. The names are in date_words.json, which tools/write-date-words writes from CLDR, for all languages.
"""

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

import msgspec

from generator.intake.text.date_particles import AFTERNOON, HOUR_SIGNS, MORNING
from generator.intake.text.date_particles import FILLING as BY_LANGUAGE

NAMES_FILE = Path(__file__).with_name("date_words.json")
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MOST_WORDS = 3
"""The most words of a month's name, as in Arabic and Gaelic."""
NOT_ONE = -1
"""The number of a name that has several meanings in one language."""

FILLING: Final = frozenset(word for words in BY_LANGUAGE.values() for word in words.split())
ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "民國": 1911, "民国": 1911}
"""The year before the first one of an era."""
THAI = re.compile("[\u0e00-\u0e7f]")
BUDDHIST = 543
"""The years by which the calendar of Thailand is ahead."""
BUDDHIST_YEAR = re.compile(r"(?<!\d)2[45]\d\d(?!\d)")

WORD = re.compile(r"[^\s\d,;:|()\[\]{}/+=@•·<>.–—-][^\s\d,;:|()\[\]{}/+=@•·<>–—-]*")
MARKS = str.maketrans("،、。", ",,.", "\u200e\u200f\u061c")
VIETNAMESE_MONTH = re.compile(r"(?:tháng|thg) (\d{1,2})(?!\d)", re.IGNORECASE)
EMPTY = re.compile(r"\( *\)")
ENDINGS = ("", "ren", "en")
"""What Basque and Swedish add to the name of a month or of a weekday."""
EDGES = " .׳'’"
"""What may stand around a word and is no part of it."""
HEBREW_IN = "ב"
"""What Hebrew writes before the name of a month, in one word with it."""
ZEROS = bytes(ord("0" if chr(code).isdecimal() else " ") for code in range(256))
"""Turns the digits into zeros and all else into spaces."""
ELISION = re.compile(r"(?<!\w)[dlDL]['’](?=\w)")
ORDINAL = re.compile(
    r"(?<!\w)(\d{1,2})(?:er|re|ème|eme|o|a|°|ος|η|-го|-е|-[áé]n|-j[áé]n|:e|:a|:n)(?!\w)", re.IGNORECASE
)
HALVES = tuple(
    (re.compile(rf"(?<=:\d\d) ?(?:{'|'.join(signs.values())})(?!\w)\.?", re.IGNORECASE), half)
    for signs, half in ((MORNING, " a.m."), (AFTERNOON, " p.m."))
)
CLOCKS = tuple(
    (re.compile(pattern.replace("SIGN", f"(?:{HOUR_SIGNS})"), re.IGNORECASE), clock)
    for pattern, clock in (
        (r"(?<!\d)(\d{1,2}) ?SIGN\.? ?(\d{2})(?: ?(?:min|мин|хв|m|phút)(?!\w)\.?)?(?!\d)", r"\1:\2"),
        (r"(?<!\d)(\d{1,2})[.:](\d{2}) ?SIGN(?!\w)\.?", r"\1:\2"),
        (r"(?<![\d.:-])(\d{1,2}) ?SIGN(?!\w)\.?", r"\1:00"),
    )
)

EAST_ERA = re.compile(rf"({'|'.join(ERAS)}) ?(\d{{1,3}}|元) ?年")
EAST_DATE = re.compile(r"(\d{4}) ?[年년] ?(\d{1,2}) ?[月월] ?(\d{1,2}) ?[日号號일]")
EAST_WEEKDAY = re.compile(
    r"\((?:[日月火水木金土]|[일월화수목금토])\)|\(?(?:[日月火水木金土]曜日?|(?:星期|周|週|礼拜)[一二三四五六日天]|[월화수목금토일]요일)\)?"
)
_HALVES = "(午前|上午|오전|凌晨|早上|清晨|早晨|새벽|아침)|(午後|下午|오후|傍晚|晚上|夜|저녁|밤|中午)"
EAST_CLOCK = re.compile(rf"(?:{_HALVES})? ?(\d{{1,2}}) ?[時时点點시](?: ?(?:(\d{{1,2}}) ?[分분]?|(半|반)))?")
EAST_HALF = re.compile(rf"\.? ?(?:{_HALVES}) ?(\d{{1,2}}):(\d{{2}})(?::\d{{2}})?()(?!\d)")
"""`오후 2:05`: the half of the day before hours and minutes in figures."""


class Translation(msgspec.Struct, frozen=True):
    """A text with its dates in English words."""

    text: str
    doubt: str = ""
    """A month's name that means different months in different languages, none of which is the text's."""


class _Names(msgspec.Struct, frozen=True):
    months: dict[str, int | dict[str, int]]
    weekdays: dict[str, int | dict[str, int]]


@cache
def _names() -> _Names:
    return msgspec.json.decode(NAMES_FILE.read_bytes(), type=_Names)


def translate(text: str, language: str) -> Translation:
    """Return a short text with the words of a date in English. `language` is the text's; empty if it isn't known."""
    if not text.isascii():
        text = _plain_digits(unicodedata.normalize("NFKC", text).translate(MARKS))
        text = _read_eastern(text) if not text.isascii() else text
    for pattern, clock in CLOCKS:
        text = pattern.sub(clock, text)
    for pattern, half in HALVES:
        text = pattern.sub(half, text)
    text = VIETNAMESE_MONTH.sub(_numbered_month, ORDINAL.sub(r"\1", ELISION.sub("", text)))
    return _replace_names(text, language.partition("-")[0].lower())


def _numbered_month(found: re.Match[str]) -> str:
    return MONTHS[int(found[1]) - 1] if 1 <= int(found[1]) <= len(MONTHS) else found[0]


def _plain_digits(text: str) -> str:
    if text.isascii():
        return text
    return "".join(str(unicodedata.decimal(char)) if char.isdecimal() else char for char in text)


def _read_eastern(text: str) -> str:
    """Return `text` with dates and times of Chinese, Japanese and Korean as `2026-11-22 14:05`."""
    text = EAST_ERA.sub(lambda found: f"{ERAS[found[1]] + (1 if found[2] == '元' else int(found[2]))}年", text)
    text = EAST_DATE.sub(r"\1-\2-\3 ", text)
    return EAST_CLOCK.sub(_eastern_clock, EAST_HALF.sub(_eastern_clock, EAST_WEEKDAY.sub(" ", text)))


def _eastern_clock(found: re.Match[str]) -> str:
    morning, afternoon, hour, minute, half = found.groups()
    number = int(hour)
    if afternoon and number < 12:
        number += 12
    elif morning and number == 12:
        number = 0
    return f" {number:02}:{30 if half else int(minute or 0):02} "


def _replace_names(text: str, language: str) -> Translation:
    """Replace the names of months and weekdays, and drop the words that fill dates."""
    words = list(WORD.finditer(text))
    pieces: list[str] = []
    end = at = 0
    doubt = ""
    while at < len(words):
        count, name, is_doubtful = _look_up(words, at, text, language)
        if count:
            pieces += [text[end : words[at].start()], name]
            end = words[at + count - 1].end()
            doubt = doubt or (text[words[at].start() : end] if is_doubtful else "")
        at += count or 1
    translated = EMPTY.sub("", "".join([*pieces, text[end:]]))
    return Translation(_western_year(translated, text), doubt)


def _look_up(words: list[re.Match[str]], at: int, text: str, language: str) -> tuple[int, str, bool]:
    """Return how many words from `at` are a name or filling, the English for it, and whether that is doubtful."""
    first = _bare(words[at][0])
    if first in FILLING:
        return 1, "", False
    if not (first in _first_words() or first.startswith(HEBREW_IN) or first.endswith(ENDINGS[1:])):
        return 0, "", False
    for count in range(min(MOST_WORDS, len(words) - at), 0, -1):
        name = _bare(text[words[at].start() : words[at + count - 1].end()])
        month = _number_of(name, _names().months, language)
        if month is not None:
            return count, MONTHS[max(month, 1) - 1], month == NOT_ONE
        weekday = _number_of(name, _names().weekdays, language)
        if weekday is not None:
            return count, "" if weekday == NOT_ONE else WEEKDAYS[weekday], False
    return 0, "", False


@cache
def _first_words() -> frozenset[str]:
    """Return the first words of all names."""
    words = (WORD.search(name) for names in (_names().months, _names().weekdays) for name in names)
    return frozenset(_bare(word[0]) for word in words if word)


def has_digits(text: str, least: int) -> bool:
    """Tell whether a text has as many digits as a date; one is enough beside other letters, which may be numbers."""
    return count_digits(text) >= least if text.isascii() else any(map(str.isdecimal, text))


def count_digits(text: str) -> int:
    """Return how many of the digits from 0 to 9 a text has."""
    return text.encode(errors="replace").translate(ZEROS).count(b"0")


def names_month(text: str) -> bool:
    """Tell quickly whether a word of `text` may be the name of a month or of a weekday, or the first word of one."""
    words = [word.strip(EDGES) for word in WORD.findall(text.casefold())]
    if not _first_words().isdisjoint(words):
        return True
    return True in [word.startswith(HEBREW_IN) or word.endswith(ENDINGS[1:]) for word in words]


def _bare(written: str) -> str:
    return " ".join(written.casefold().strip(EDGES).split())


def _number_of(name: str, names: Mapping[str, int | dict[str, int]], language: str) -> int | None:
    """Return the number of a name in `language`; NOT_ONE if it can't be told, None if it isn't a name."""
    forms = (name.removeprefix(HEBREW_IN).removesuffix(ending) for ending in ENDINGS)
    entry = names.get(name) or next((names[form] for form in forms if form in names), None)
    return entry.get(language, NOT_ONE) if isinstance(entry, dict) else entry


def _western_year(translated: str, text: str) -> str:
    """Return the text with the year of the Buddhist calendar, in which Thai is dated, as the common one."""
    return common_year(translated) if THAI.search(text) else translated


def common_year(text: str) -> str:
    """Return the text with years of the Buddhist calendar as those of the common one."""
    return BUDDHIST_YEAR.sub(lambda year: str(int(year[0]) - BUDDHIST), text)
