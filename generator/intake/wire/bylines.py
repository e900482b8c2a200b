"""Read printed bylines: the people who signed, and the agency that they write for."""

import re
from functools import lru_cache

import msgspec

from generator.intake.text.slugs import slug_of
from generator.intake.wire.agencies import is_title, name_agency
from generator.model import Byline

MAX_KEPT_CHARS = 200
"""The longest byline whose result is remembered, since the few people of a paper sign again and again."""
MAX_LINE_CHARS = 120
MAX_NAME_WORDS = 5

EMAIL = re.compile(r"[<(\[]?(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}[>)\]]?")
BY = re.compile(r"(?:(?:written|story|words|report|text) )?by(?::\s*|\s+)", re.IGNORECASE)
FIRM = re.compile(r"\s*[,;|•·]\s*|\s+[-–—/]\s+|\s+(?=staff (?:writer|reporter))", re.IGNORECASE)
"""A separator of parts that may be names or titles."""
LOOSE = re.compile(r"\s+(?:and|&|with)\s+|^(?:and|&|with)\s+", re.IGNORECASE)
"""A separator of people."""
HELPING = re.compile(r"(?:additional |with )?(?:reporting|contributions?|research|files) (?:by|from)\s+", re.IGNORECASE)
PLACED = re.compile(r"\s+(?:in|at) [A-Z][\w.'’ -]{1,40}$")
SENTENCE = re.compile(r"(?<!\bJr)(?<!\bSr)(?<!\.D)[.!?:,;…]$")
NAME_WORD = re.compile(r"[^\W\d_][^\W\d_.'’\-]*(?:[.'’\-]+[^\W\d_]*){0,4}")

NAME_ENDINGS = {"jr", "sr", "ii", "iii", "iv", "md", "m.d", "phd", "ph.d", "esq", "obe", "mbe", "kc", "qc"}
BRACKETS = re.compile(r"\s*\(([^()]{2,60})\)")
"""An affiliation in brackets: `Jane Roe (AP)` means the same as `Jane Roe, AP`."""
ROMAN = {"II", "III", "IV"}
PARTICLES = frozenset({
    "al", "bin", "da", "das", "de", "del", "della", "den", "der", "di", "dos", "du", "el", "la", "le", "van", "von",
    "y",
})  # fmt: skip
NO_FIRST_NAMES = {"a", "all", "an", "any", "no", "now", "our", "the", "then", "this", "today", "your"}
WEEKDAYS = {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}
PAPERS = frozenset({
    "chronicle", "courier", "gazette", "herald", "inquirer", "journal", "magazine", "news", "newspaper", "newspapers",
    "observer", "radio", "times", "tribune", "university", "weekly",
})  # fmt: skip
"""The last words of papers' names that are nobody's surname."""


class BylinePart(msgspec.Struct, frozen=True):
    """The part of a byline between two separators."""

    text: str
    opens: bool
    """True if the part is the first or follows `and`. It is then a person unless it clearly isn't."""

    @property
    def affiliation(self) -> str:
        """The agency, paper or title in this part; empty when it is a person."""
        agency = name_agency(self.text)
        if agency or is_title(self.text):
            return agency or spell_name(self.text)
        return "" if self.opens or not _is_paper(self.text) else spell_name(self.text)


def read_bylines(text: str) -> tuple[tuple[Byline, ...], str]:
    """Return the people and the agency, or empty, in a byline such as `Jane Roe and John Doe, Associated Press`.

    A title or an agency belongs to everybody named since the one before it. Names in capitals are changed to ordinary
    letters: `JANE ROE` is Jane Roe. Mail addresses and places (`in Brussels`) are left out. A byline with only an
    agency has no people; one with only a title (`Staff Reports`) is signed by that desk.
    """
    return _read_known(text) if len(text) <= MAX_KEPT_CHARS else _read_bylines(text)


def _read_bylines(text: str) -> tuple[tuple[Byline, ...], str]:
    parts = split_byline(text)
    signed: list[Byline] = []
    waiting: list[str] = []
    for part in parts:
        if part.affiliation:
            signed.extend(_sign(name, part.affiliation) for name in waiting)
            waiting = []
        else:
            waiting.append(part.text)
    signed.extend(_sign(name) for name in waiting)
    source = next(filter(None, (name_agency(part.text) for part in parts)), "")
    if not signed and not source:
        signed = [_sign(part.text) for part in parts]
    return tuple(byline for byline in signed if byline.person), source


_read_known = lru_cache(maxsize=1024)(_read_bylines)


def looks_like_byline(line: str) -> bool:
    """Tell whether `line` is `By` with names or titles, not a sentence that begins with By."""
    return BY.match(line) is not None and names_people(line)


def is_bare_byline(line: str) -> bool:
    """Tell whether `line` is certainly a byline although it has no By: an agency, or names with a title after them."""
    if len(line) > MAX_LINE_CHARS:
        return False
    parts = split_byline(line)
    return bool(name_agency(line)) or (names_people(line) and is_title(parts[-1].text) and _is_name(parts[0].text))


def names_people(line: str) -> bool:
    """Tell whether `line` contains only names of people, with or without titles after them."""
    if len(line) > MAX_LINE_CHARS or SENTENCE.search(line):
        return False
    parts = split_byline(line)
    return bool(parts) and all(part.affiliation or _is_name(part.text) for part in parts)


def split_byline(text: str) -> list[BylinePart]:
    """Return the parts of a byline: `By Jane Roe and John Doe, AP` -> Jane Roe, John Doe, AP."""
    text = BRACKETS.sub(r", \1", EMAIL.sub(" ", text)).strip()
    opening = BY.match(text)
    parts: list[BylinePart] = []
    for place, piece in enumerate(FIRM.split(text[opening.end() :] if opening else text)):
        for turn, words in enumerate(LOOSE.split(piece)):
            _add_part(parts, words, opens=not place or turn > 0)
    return parts


def spell_name(name: str) -> str:
    """Return `name` in ordinary letters if it is all in capitals: `MARY O'BRIEN` -> `Mary O'Brien`."""
    words = name.split()
    if not name.isupper() or len(words) < 2:
        return name
    return " ".join(_spell_word(word, inside=0 < place < len(words) - 1) for place, word in enumerate(words))


def _add_part(parts: list[BylinePart], words: str, opens: bool) -> None:
    words = HELPING.sub("", words, count=1).strip()
    words = PLACED.sub("", words)
    if words and parts and words.rstrip(".").casefold() in NAME_ENDINGS:
        parts[-1] = BylinePart(f"{parts[-1].text} {words}", parts[-1].opens)
    elif any(char.isalnum() for char in words):
        parts.append(BylinePart(words, opens))


def _sign(name: str, affiliation: str = "") -> Byline:
    name = spell_name(name)
    return Byline(name, slug_of(name), affiliation)


def _is_paper(text: str) -> bool:
    """Tell whether a part that is not the first is a paper: one word, `The ...`, a usual name, or a web address."""
    words = text.casefold().split()
    return len(words) == 1 or words[0] in {"the", "for"} or words[-1] in PAPERS or "." in words[-1].strip(".")


def _is_name(text: str) -> bool:
    words = text.split()
    if not 2 <= len(words) <= MAX_NAME_WORDS or words[0].casefold() in NO_FIRST_NAMES:
        return False
    return all(NAME_WORD.fullmatch(word) and (word[0].isupper() or word in PARTICLES) for word in words) and not (
        WEEKDAYS & {word.casefold() for word in words}
    )


def _spell_word(word: str, inside: bool) -> str:
    if word in ROMAN or (len(word) == 2 and not set(word) & set("AEIOUY")):
        return word
    if inside and word.casefold() in PARTICLES:
        return word.casefold()
    spelled = re.sub(r"[^\W\d_]+", lambda found: found[0].capitalize(), word)
    return re.sub(r"^Mc([a-z])", lambda found: f"Mc{found[1].upper()}", spelled)
