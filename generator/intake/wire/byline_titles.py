"""Take the title or the agency apart that stands beside a reporter's name without a mark between them."""

import re

from generator.intake.wire.agencies import MAX_TITLE_WORDS, is_title, name_agency
from generator.intake.wire.byline_words import BEFORE_TITLES, HONORIFICS, TITLE_WORDS, TITLES_BEHIND
from generator.intake.wire.people import is_name
from generator.lazy_patterns import lazy_pattern

REPORTER_OF = lazy_pattern(
    r"^(?:repórter|correspondente|enviad[oa]|redactora?|corresponsal|jornalista|journaliste|giornalista|periodista|inviat[oa]|reporter|"
    r"correspondent)s? (?:da|do|de|de la|del|dell[ao]|of|of the|von|der)\s+",
    re.IGNORECASE,
)
"""What stands before an agency whose reporter somebody is: `Repórter da Agência Brasil`."""


def take_title(words: str, *, opens: bool = True) -> tuple[str, str]:
    """Return the name and the title or agency in `words`; `words` and nothing for a name alone.

    Where no name `opens`, behind a comma, words with a title at their end are all title: `Bay Tribune Editor`.
    """
    behind = REPORTER_OF.match(words)
    if behind and name_agency(words[behind.end() :]):
        return words, ""
    found = _take_title_before(words) or _take_agency_behind(words)
    return found or (opens and _take_title_behind(words)) or (words, "")


def _take_title_before(words: str) -> tuple[str, str] | None:
    """Return the name and the title in `AP Sports Writer Jane Roe`; None for a name alone."""
    pieces = words.split()
    for count in range(1, min(len(pieces) - 1, MAX_TITLE_WORDS)):
        title, name = " ".join(pieces[:count]), " ".join(pieces[count:])
        ranked = pieces[count].casefold().rstrip(".") in HONORIFICS
        if not ranked and pieces[count - 1].casefold() in TITLE_WORDS and is_title(title) and is_name(name):
            return name, title
    return None


def _take_agency_behind(words: str) -> tuple[str, str] | None:
    """Return the name and the agency in `Jane Roe Associated Press`; None for a name alone."""
    pieces = words.split()
    for count in range(2, len(pieces) - 1):
        name, agency = " ".join(pieces[:count]), " ".join(pieces[count:])
        if (len(pieces) - count > 1 or not name.isupper()) and name_agency(agency) and is_name(name):
            return name, agency
    return None


def _take_title_behind(words: str) -> tuple[str, str] | None:
    """Return the name and the title in `Jane Roe Guest Columnist`; None for a name alone."""
    pieces = words.split()
    if not pieces or pieces[-1].casefold() not in TITLES_BEHIND:
        return None  # most names
    start = len(pieces) - 1
    while pieces[start - 1].casefold() in BEFORE_TITLES:
        start -= 1
    name = " ".join(pieces[:start])
    return (name, " ".join(pieces[start:])) if start > 1 and is_name(name) else None
