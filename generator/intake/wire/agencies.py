"""Know the news agencies named in datelines and bylines, and the titles that follow reporters' names."""

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from generator.intake.wire.agency_table import AGENCIES, Agency
from generator.intake.wire.byline_words import TITLE_WORDS

SHORT = 5
"""The most letters of an abbreviation. It must be in capitals, or wholly in small letters if it is in LOWER."""
LOWER = frozenset(
    {"dpa", "sda", "ats", "apa", "ap", "afp", "epd", "kna", "sid", "awp", "ots", "anp", "ntb", "tt", "stt"}
)
MAX_TITLE_WORDS = 7
MAX_NAME_CHARS = 60

BY_NAME: dict[str, tuple[str, Agency]] = {
    name.casefold(): (name, agency) for agency in reversed(AGENCIES) for name in reversed(agency.names)
}
"""Casefolded name, without "The" -> the name as it is usually printed, and the agency."""
WORD = re.compile(r"[^\W_]+")
TOGETHER = re.compile(r" ?[/+,] ?|(?<=\w)-(?=\w)")
DESK = re.compile(r"[a-z]{2,4}|AFX", re.ASCII)
"""A part of an agency: `dpa/lbn`, `dpa-AFX`."""


def name_agency(text: str) -> str:
    """Return the agency that `text` names, as it is usually printed; empty when it names none.

    `The Associated Press`, `ASSOCIATED PRESS` and `Associated Press Writer` all give `Associated Press`, `dpa/lbn`
    gives `dpa`, and `AFP/dpa` stays as it is.
    """
    return _name_agency(text) if len(text) <= MAX_NAME_CHARS else ""


def find_agency(text: str) -> Agency | None:
    """Return what is known about the agency that `text` names; None when it names none."""
    name = name_agency(text)
    found = BY_NAME.get(name.casefold()) or BY_NAME.get(TOGETHER.split(name)[0].casefold())
    return found[1] if found else None


def is_title(text: str) -> bool:
    """Tell whether `text` can follow a reporter's name: an agency, or a title such as `Staff Writer`."""
    if text.rstrip().endswith((".", "!", "?", ":", ",")):
        return False
    words = WORD.findall(text.casefold())
    if not words or len(words) > MAX_TITLE_WORDS:
        return False
    return bool(name_agency(text)) or words[-1] in TITLE_WORDS


def may_hold_title(text: str) -> bool:
    """Tell quickly whether a title or an agency may stand in `text`: it has a word with which one ends or begins."""
    return not _words_of_titles().isdisjoint(WORD.findall(text.casefold()))


@cache
def _words_of_titles() -> frozenset[str]:
    return frozenset(TITLE_WORDS).union(WORD.findall(name)[0] for name in BY_NAME)


def is_own_source(source: str, names: Iterable[str]) -> bool:
    """Tell whether `source` is one of the paper's names, or the last words of one: `Courier` is The Bay Courier."""
    folded = {name.casefold() for name in names}
    words = source.casefold().removeprefix("the ").split()
    if source.casefold() in folded or not words or name_agency(source):
        return source.casefold() in folded
    return any(name.split()[-len(words) :] == words for name in folded)


@lru_cache(maxsize=512)
def _name_agency(text: str) -> str:
    text = " ".join(text.strip(" .©").split())
    whole = _known(text)
    if whole:
        return whole
    for article in ("The ", "THE ", "the "):
        text = text.removeprefix(article)
    return _known(text) or _without_title(text) or _several(text)


def _known(text: str) -> str:
    """Return the agency whose whole name is `text`, or empty."""
    found = BY_NAME.get(text.casefold())
    if found is None:
        return ""
    name, _ = found
    if len(name) <= SHORT and name.isupper() and name.isascii() and not text.isupper():
        return name if text in LOWER else ""
    return name


def _without_title(text: str) -> str:
    """Return the agency in `Associated Press Sports Writer` or `Reuters Staff`, or empty."""
    words = text.split()
    if len(words) < 2 or len(words) > MAX_TITLE_WORDS or words[-1].casefold() not in TITLE_WORDS:
        return ""
    return next(filter(None, (_known(" ".join(words[:count])) for count in range(len(words) - 1, 0, -1))), "")


def _several(text: str) -> str:
    """Return `AFP/dpa` when both are agencies, and the agency alone when the second is one of its desks."""
    parts = TOGETHER.split(text)
    if len(parts) < 2 or len(parts) > 4 or not _known(parts[0]):
        return ""
    if all(_known(part) for part in parts):
        return text
    return _known(parts[0]) if all(DESK.fullmatch(part) or _known(part) for part in parts[1:]) else ""
