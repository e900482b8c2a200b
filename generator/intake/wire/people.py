"""Tell names of people from other words, and write names in capitals in ordinary letters."""

import re

from generator.intake.wire.byline_words import (
    COMPANY_WORDS,
    DESK_NAMES,
    GENERATIONS,
    HONORIFICS,
    NAME_ENDINGS,
    ORGANISATION_PARTS,
    ORGANISATION_WORDS,
    PARTICLES,
    PREFIXES,
)
from generator.intake.wire.days import is_weekday
from generator.lazy_patterns import lazy_pattern

MAX_NAME_WORDS = 5
MAX_ORGANISATION_WORDS = 8
MAX_EAST_CHARS = 12

NAME_WORD = re.compile(r"['’]?[^\W\d_][^\W\d_.'’\-]*(?:[.'’\-]+[^\W\d_]*){0,4}")
EAST = lazy_pattern(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
EAST_NAME = lazy_pattern(
    r"[\u3400-\u9fff々]{2,5}|[\u3400-\u9fff々]{1,3}[ 　][\u3040-\u30ff\u3400-\u9fff々]{1,4}|[가-힣]{2,4}"
    r"|[\u30a0-\u30ff]{2,8}(?:[・＝=·][\u30a0-\u30ff]{1,8}){0,3}|[\u3400-\u9fff]{1,6}(?:·[\u3400-\u9fff]{1,6}){1,3}"
    r"|[\u3040-\u309f\u3400-\u9fff々]{2,6}"
)
CASELESS_NAME = lazy_pattern(
    r"[\u0590-\u08ff\u0900-\u0dff\u0e00-\u0eff'’׳״.\-\u200c]{2,20}(?: "
    r"[\u0590-\u08ff\u0900-\u0dff\u0e00-\u0eff'’׳״.\-\u200c]{1,20}){1,4}"
)
NO_SURNAME_ENDS = tuple("県市区町村都府道省庁局部署社会党室課版面欄編国院所館校学駅線報聞論説談集表")
"""The last characters of places, offices and sections in Chinese and Japanese."""
EAST_COMPANY = lazy_pattern(
    r"^(?:株式会社|有限会社|合同会社|一般社団法人|公益財団法人|주식회사)|(?:株式会社|有限公司|公司|集团|集團|주식회사)$"
)
ROMAN = {"II", "III", "IV"}
NO_FIRST_NAMES = frozenset(
    [
        "a",
        "all",
        "an",
        "any",
        "no",
        "now",
        "our",
        "the",
        "then",
        "this",
        "today",
        "your",
        "their",
        "his",
        "her",
        "my",
        "its",
        "both",
        "every",
        "most",
        "one",
        "two",
        "three",
        "is",
        "are",
        "was",
        "were",
        "when",
        "where",
        "why",
        "how",
        "what",
        "which",
        "if",
    ]
)
MC = lazy_pattern(r"(?:Mc|Mac|O['’]|D['’]|Di|De|Le|La|Van|Fitz)(?=[A-ZÀ-Þ]{2})")
VOWELS = set("AEIOUYÀÁÂÄÃÅÆÈÉÊËÌÍÎÏÒÓÔÖÕØÙÚÛÜ")


def is_name(text: str) -> bool:
    """Tell whether `text` is written like the name of one person."""
    if EAST.search(text):
        return len(text) <= MAX_EAST_CHARS and EAST_NAME.fullmatch(text) is not None
    if CASELESS_NAME.fullmatch(text):
        return True
    words = _plain_words(text)
    if not 2 <= len(words) <= MAX_NAME_WORDS or words[0].casefold() in NO_FIRST_NAMES:
        return False
    if not words[-1][0].isupper() and not words[-1].startswith(PREFIXES):
        return False
    return all(NAME_WORD.fullmatch(word) and _may_be_small(word) for word in words) and not any(map(is_weekday, words))


def is_surely_name(text: str) -> bool:
    """Tell whether a line is hardly anything but a name: of Chinese characters, two with a blank, or three or four."""
    if not EAST.search(text):
        return is_name(text)
    bare = text.replace("　", " ")
    return is_name(text) and (" " in bare or len(bare) in {3, 4}) and not bare.endswith(NO_SURNAME_ENDS)


def is_organisation(name: str) -> bool:
    """Tell whether `name` is that of a newsroom, an office or another organisation: `The Editorial Board`."""
    folded = name.casefold()
    words = re.findall(r"[^\W_]+", folded)
    if not words or len(words) > MAX_ORGANISATION_WORDS:
        return False
    return (
        is_company(name)
        or words[-1] in ORGANISATION_WORDS
        or any(part in folded for part in (*ORGANISATION_PARTS, *DESK_NAMES))
    )


def is_company(name: str) -> bool:
    """Tell whether `name` ends like that of a company: `De Laurentiis Entertainment Group`."""
    return name.rpartition(" ")[2].strip(".,").casefold() in COMPANY_WORDS or EAST_COMPANY.search(name) is not None


def is_written_large(text: str) -> bool:
    """Tell whether `text` is written like a name: a desk's, or one whose words begin with capitals."""
    folded = text.casefold()
    if any(name in folded for name in DESK_NAMES):
        return True
    small = PARTICLES | {"the", "and", "for", "in", "on"}
    return all(word[0].isupper() or word in small or not word[0].isalpha() for word in text.split())


def spell_name(name: str) -> str:
    """Return `name` in ordinary letters where it is in capitals: `MARY O'BRIEN` -> `Mary O'Brien`, `Jane ROE` too."""
    words = name.split()
    if len(words) < 2 or name.islower():
        return name
    degrees = [place for place in range(1, len(words)) if _is_degree(words[place - 1], words[place])]
    if all(map(_is_loud, words)):
        last = len(words) - 1
        spelled = [_spell_word(word, inside=0 < place < last) for place, word in enumerate(words)]
    elif is_organisation(name):
        return name
    else:
        spelled = [_spell_word(word, inside=False) if _is_loud_surname(word) else word for word in words]
    for place in degrees:
        spelled[place] = words[place]
    return " ".join(spelled)


def _is_degree(before: str, word: str) -> bool:
    """Tell whether a word behind a comma is a degree, which keeps its capitals: `Roe, CPA`."""
    bare = word.rstrip(".,").casefold()
    return before.endswith(",") and bare in NAME_ENDINGS and bare not in GENERATIONS


def _plain_words(text: str) -> list[str]:
    """Return the words of a name without titles before it and degrees behind it."""
    words = text.replace(",", " ").split()
    while len(words) > 2 and words[0].casefold().rstrip(".") in HONORIFICS:
        del words[0]
    while len(words) > 2 and words[-1].casefold().rstrip(".") in NAME_ENDINGS:
        words.pop()
    return words


def _may_be_small(word: str) -> bool:
    return word[0].isupper() or word in PARTICLES or word.startswith(PREFIXES)


def _is_loud(word: str) -> bool:
    """Tell whether a word is in capitals; the `c` of `McDOE` doesn't count."""
    if word.isupper() or not any(char.isalpha() for char in word):
        return True
    found = MC.match(word)
    return found is not None and word[found.end() :].isupper()


def _is_loud_surname(word: str) -> bool:
    letters = [char for char in word if char.isalpha()]
    spoken = not word.isascii() or bool(VOWELS.intersection(word))
    return len(letters) > 2 and _is_loud(word) and spoken and "." not in word and word not in ROMAN


def _spell_word(word: str, inside: bool) -> str:
    if word in ROMAN or (len(word) == 2 and word.isascii() and not set(word) & VOWELS):
        return word
    if inside and word.casefold() in PARTICLES:
        return word.casefold()
    found = MC.match(word)
    start = found[0] if found and not word.isupper() else ""
    spelled = start + re.sub(r"[^\W\d_]+", lambda letters: letters[0].capitalize(), word[len(start) :])
    return re.sub(r"^Mc([a-z])", lambda letter: f"Mc{letter[1].upper()}", spelled)
