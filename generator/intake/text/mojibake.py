"""Tell text that was read in the wrong encoding by its letters: no language mixes, orders or spaces them so."""

import re
from itertools import pairwise

from generator.lazy_patterns import lazy_pattern

ALPHABETS = {
    "pl": "ąćęłńóśźż",
    "cs": "áčďéěíňóřšťúůýž",
    "sk": "áäčďéíĺľňóôŕšťúýž",
    "hu": "áéíóöőúüű",
    "ro": "ăâîșțşţ",
    "hr": "čćđšž",
    "bs": "čćđšž",
    "sl": "čšžćđ",
    "sq": "çë",
    "tr": "çğıöşüâîûİ",
    "az": "çəğıöşüİ",
    "et": "äöõüšž",
    "lv": "āčēģīķļņšūž",
    "lt": "ąčęėįšųūž",
}
"""The letters beyond ASCII of languages in Latin letters whose encodings have others, too."""
OTHER_SCRIPT = "\u0370-\u03ff\u0400-\u04ff\u0590-\u06ff\u0e00-\u0e7f"
"""Greek, Cyrillic, Hebrew, Arabic, Thai."""
MIXED = lazy_pattern(rf"[A-Za-z][{OTHER_SCRIPT}]|[{OTHER_SCRIPT}][A-Za-z]")
WORD = lazy_pattern(rf"[A-Za-z{OTHER_SCRIPT}]*[{OTHER_SCRIPT}][A-Za-z{OTHER_SCRIPT}]*")
LATIN_WORD = re.compile(r"[^\W\d_]+")
JUMP = lazy_pattern(r"[\u03ac-\u03ce\u0430-\u045f][\u0391-\u03a9\u0400-\u042f]")
"""A capital behind a small letter of one word."""
HALF_WIDTH = re.compile("[\uff61-\uff9f]")
HIGH = re.compile(r"[^\x00-\x7f]")
HAN = lazy_pattern("[\u4e00-\u9fff]")
SPACED_HAN = lazy_pattern("(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])")
MAX_CHARS = 20_000
MOST_ODD_WORDS = 0.2
MOST_SPACES = 0.1
"""The share of Chinese characters before a blank. Korean read as Chinese has one behind each word."""


def is_garbled(text: str, language: str) -> bool:
    """Tell whether `text`, decoded in an encoding of `language`, was certainly written in another."""
    text = text[:MAX_CHARS]
    code = language.partition("-")[0].lower()
    if code in ALPHABETS:
        letters = [char for char in HIGH.findall(text) if char.isalpha()]
        foreign = sum(char.lower() not in ALPHABETS[code] and char not in ALPHABETS[code] for char in letters)
        words = [word for word in LATIN_WORD.findall(text) if not word.isascii()]
        jumps = sum(any(one.islower() and other.isupper() for one, other in pairwise(word)) for word in words)
        return foreign * 2 > len(letters) or jumps > len(words) * MOST_ODD_WORDS
    if code == "ja":
        return len(HALF_WIDTH.findall(text)) * 2 > len(HIGH.findall(text))
    if code == "zh":
        return len(SPACED_HAN.findall(text)) > len(HAN.findall(text)) * MOST_SPACES
    words = WORD.findall(text)
    odd = sum(MIXED.search(word) is not None or JUMP.search(word) is not None for word in words)
    return odd > len(words) * MOST_ODD_WORDS
