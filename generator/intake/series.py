"""Read what `Series:` says: the name of a series, and which part of it a story is."""

import re

import msgspec

PART_WORDS = (
    "part", "pt", "no", "number", "nr", "episode", "chapter", "instalment", "installment", "teil", "folge", "kapitel",
    "partie", "épisode", "chapitre", "volet", "parte", "capítulo", "entrega", "episodio", "capitolo", "puntata",
    "episódio", "deel", "aflevering", "hoofdstuk", "część", "odcinek", "rozdział", "частина", "розділ", "часть",
    "bölüm", "kısım", "الجزء", "جزء", "الحلقة", "part no",
)  # fmt: skip
"""The words before the number of a part. Another language is a row here and a test."""
WORDS = "|".join(sorted(map(re.escape, PART_WORDS), key=lambda word: (-len(word), word)))
NUMBER = r"(?P<number>\d{1,4}|[IVXL]{1,7})"
TOTAL = r"(?:\s?(?:/|of|von|sur|de|di|van|z|із|из|من)\s?\d{1,4})?"
WORDED = re.compile(rf"[\s,;:|،、，(（–—-]+(?:{WORDS})\.?\s?#?{NUMBER}{TOTAL}[)）]?", re.IGNORECASE)
"""`, part 3`, ` (Teil 3 von 5)`, ` – część 3`."""
BARE = re.compile(rf"(?:\s?[,;:|،、，–—-]\s?#?|\s?[(（]#?|\s#)(?P<number>\d{{1,3}}){TOTAL}[)）]?")
"""`, 3`, ` (3/5)`, ` #3`. Four digits are a year."""
COUNTED = re.compile(r"[\s,、，(（]*第?(?P<number>\d{1,4})[回部話话篇集][)）]?")
"""`、第3回`, as Japanese and Chinese write it."""
ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50}


class SeriesPart(msgspec.Struct, frozen=True):
    """The name of a series, and the number of a part; 0 if it has none."""

    name: str
    part: int = 0


NO_SERIES = SeriesPart("")


def read_series(words: str) -> SeriesPart:
    """Return the series and the part that `The cannery, part 3` names. Words without a number are a name alone."""
    if not words:
        return NO_SERIES
    words = " ".join(words.split())
    for pattern in (WORDED, COUNTED, BARE):
        for found in pattern.finditer(words):
            if found.end() == len(words) and found.start():
                return SeriesPart(words[: found.start()].rstrip(" ,;:|–—-"), _number_of(found["number"]))
    return SeriesPart(words)


def _number_of(written: str) -> int:
    if not written[0].isalpha():
        return int(written)
    values = [ROMAN[sign] for sign in written.upper()]
    return sum(
        -value if value < following else value for value, following in zip(values, [*values[1:], 0], strict=True)
    )
