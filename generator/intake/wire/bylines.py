"""Read printed bylines: the people who signed, and the agency that they write for."""

import re
from functools import lru_cache

import msgspec

from generator.intake.text.date_words import has_digits
from generator.intake.text.slugs import slug_of
from generator.intake.wire.agencies import MAX_TITLE_WORDS, is_title, may_hold_title, name_agency
from generator.intake.wire.byline_titles import REPORTER_OF, take_title
from generator.intake.wire.byline_words import (
    BY_WORDS,
    GENERATIONS,
    NAME_ENDINGS,
    NEED_COLON,
    NEED_NAMES,
    PAPERS,
    SIGN_ALONE,
)
from generator.intake.wire.days import find_day
from generator.intake.wire.east_bylines import split_east
from generator.intake.wire.people import EAST, is_company, is_name, is_organisation, is_written_large, spell_name
from generator.lazy_patterns import lazy_pattern
from generator.model import Byline

MAX_KEPT_CHARS = 200
"""The longest byline whose result is remembered, since the few people of a paper sign again and again."""
MAX_LINE_CHARS = 140
MIN_PHONE_DIGITS = 4
"""CONTACT finds no number with fewer digits."""
MAX_BARE_WORDS = 16

EMAIL = re.compile(r"[<(\[]?(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}[>)\]]?")
CONTACT = lazy_pattern(
    r"(?:\bfollow (?:on \w{1,12} )?)?(?<!\w)@\w{2,30}"
    r"|(?:(?<!\S)(?:tel|phone|cell|mobile|[tm])\b\.?:? ?)?(?<![\w+])\+?\(?\d{2,4}\)?[ "
    r".-]\d[\d .-]{2,14}\d",
    re.IGNORECASE,
)
"""A name in a social network, or a telephone number."""
LONG_WORD = re.compile(r"[^\W\d_]{7}")
"""A word that CONTACT never matches without an `@`."""
DECIMALS = re.compile(r"(?:[\d.,+-]+ +)*[+-]?\d+[.,]\d{1,2}(?: +[\d.,+-]+)*")
"""A row of numbers, such as prices, which is no telephone number."""
PLAIN_WORDS = sorted(
    {word for words in BY_WORDS.values() for word in words} - NEED_COLON, key=lambda one: (-len(one), one)
)
COLON_WORDS = sorted(
    {word for words in BY_WORDS.values() for word in words} | {"byline"}, key=lambda one: (-len(one), one)
)


EAST_WORDS = sorted({*BY_WORDS["ja"], *BY_WORDS["zh"]}, key=lambda one: (-len(one), one))


def _any(words: list[str]) -> str:
    return "|".join(map(re.escape, words))


BY = lazy_pattern(
    rf"(?:{_any(COLON_WORDS)}) ?[:：/／|]\s*|(?:{_any(EAST_WORDS)})\s?[・=＝　]\s?"
    rf"|(?:{_any(PLAIN_WORDS)})(?:\s+|(?<=[\u3400-\u9fff])(?=[\u3400-\u9fff]{{2,3}}(?:[、,， ]|$)))"
    rf"|(?:{_any(sorted(NEED_NAMES))})\s+(?=[A-ZÀ-ÞΑ-Ω])|from\s+(?=the associated|staff|wire|ap\b|reuters"
    rf"|news services)"
    r"|[-–—]{1,3} ?(?=[^\W\d_])",
    re.IGNORECASE,
)
"""What stands before the names: a word, or dashes."""
FIRST_WORD = re.compile(r"[^\s:：/／|・=＝]+")
FIRST_WORDS = {re.split(r"[\s/・]", word)[0] for words in BY_WORDS.values() for word in words} | {"from", "byline"}
FIRM = re.compile(
    r"\s*[,;|•·]\s*|\s+[-–—/]\s+|\s+(?=staff (?:writer|reporter))|(?<=\w{2})/(?=[A-Z])"
    r"|\s+(?=(?:fotos?|foto['’]s|bild(?:er)?|photos?|photographs?|pictures?|fotografie|zdjęcia|kuvat?|grafik|фото)"
    r"\s?[:：]\s?\S)",
    re.IGNORECASE,
)
"""A separator of parts that may be names or titles."""
LOOSE = re.compile(
    r"\s+(?:and|&|with|und|mit|et|avec|och|og|en|ja|и|і|та|και|ve|dan|و|ו|oraz|și|és|med)\s+|^(?:and|&|with|und|mit|et|avec|con|com|och|og)\s+",
    re.IGNORECASE,
)
"""A separator of people."""
NARROW = re.compile(r"(?<=\w\w)\s+[yeia]\s+(?=\S+\s+\S)")
"""A separator of people if each side has two words: `Ortega y Gasset` is one man."""
HELPING = re.compile(
    r"(?:(?:additional|further|with|and|more) ){0,2}(?:reporting|contributions?|research|files|photos?|photography"
    r"|photographs|pictures|video|graphics|illustrations?) (?:by|from)\s+"
    r"|(?:written|reported|photographed|edited) by\s+"
    r"|(?:fotos?|foto['’]s|bild(?:er)?|photos?|fotografie|zdjęcia|kuvat?|фото|写真|사진)(?: ?[:：]| (?:von"
    r"|de|av|di|por|af))\s*",
    re.IGNORECASE,
)
OF = re.compile(r"(?<=\w\w)\s+(?:of|for|from|für|pour|para|per|voor)\s+(?:(?-i:the)\s+)?(?=(?-i:[A-Z]))", re.IGNORECASE)
"""What stands between a name and an affiliation: `Jane Roe of the Bay Tribune`."""
PLACED = re.compile(r"\s+(?:in|at|à|en|em|aus|i|w|v|в|у) [A-ZÀ-ÞА-Я][\w.'’ -]{1,40}$")
FROM_PLACE = re.compile(
    r"(?:in|at|from|à|en|de|du|do|da|dos|das|em|no|na|aus|i|w|z|v|ze|в|из|у|з|uit|från|fra) "
    r"[A-ZÀ-ÞА-Я][\w'’-]{1,24}(?: [A-ZÀ-ÞА-Я][\w'’-]{1,24}){0,2}"
)
"""The place from which a reporter writes, behind a comma: `Por Mariana Alves, do Recife`."""
PLACE_BEHIND = lazy_pattern(
    r"\s[–—] (?:[A-ZÀ-Þ][\w'’-]{1,24})(?: (?:(?:de|do|da|del|dos|of) )?[A-ZÀ-Þ][\w'’-]{1,24}){0,3}$"
)
"""The place behind a dash at the end, where the reporter's paper is behind a comma: `Por Ana Alves, g1 — São Paulo`."""
AGED = re.compile(r"(?:aged?|grade|year|class) \d{1,2}|\d{1,2}(?:st|nd|rd|th)[ -]grader?", re.IGNORECASE)
"""How old a child is who signs: `Jane Roe, age 12`."""
SENTENCE = re.compile(r"(?<!\bJr)(?<!\bSr)(?<!\.D)(?<!\bM\.A)(?<!\bMD)[.!?:,;…]$")
BRACKETS = re.compile(r"\s*[(（]([^()（）]{2,60})[)）]")
"""An affiliation in brackets: `Jane Roe (AP)` means the same as `Jane Roe, AP`."""
ROLE = re.compile(
    r"\s*[(（](?:(?:she|he|they|sie|er|elle|il)(?:/\w{2,6}){1,2}|text|texte|texto|testo|tekst|teksti|words|story|photos?|pictures|fotos?|foto|bild(?:er)?|bilder|video|"
    r"vidéo|vídeo|zdjęcia|kuvat?|fotograf(?:ie|ía|ia)?|grafik|graphics|文|写真|사진|글)[)）]",
    re.IGNORECASE,
)
"""What somebody did, in brackets: `Jana Muster (Text)`; or how to speak of somebody: `(she/her)`."""
INVERTED = lazy_pattern(
    r"((?:(?:van|von|de|del|della|di|da|la|le|al|bin|der|den|dos)\s){0,2}[^\W\d_][\w'’-]+), "
    r"?([^\W\d_][\w'’-]+(?: [^\W\d_][\w'’-]*\.?){0,2})"
)
SEVERAL = re.compile(r"\s*;\s*|\s+(?:and|&|und|et|y|e)\s+")
DESK = lazy_pattern(
    r"(?:from |by |von |par |por )?(?:the |la |de |die |der )?(?:[\w'’.]+ ){0,3}?(?:staff|wire|wires|news"
    r"|agency|agencies|local|press)"
    r"(?:(?: and | & |/| or |, )(?:[\w'’.]+ ){0,2}?(?:staff|wire|wires|news|agency|agencies|local|press))+"
    r"(?: services?| reports?| writers?| dispatches| releases?)?",
    re.IGNORECASE,
)
"""A byline of several sources without a person: `Staff and wire reports`."""
ARTICLE = re.compile(r"(?:der|den|dem|onze)\s+(?=\w)")
FROM = re.compile(r"(?:from|by|von|par|por)\s+(?:the\s+)?", re.IGNORECASE)


DESK_WORDS = ("staff", "wire", "news", "agenc", "press")


class BylinePart(msgspec.Struct, frozen=True):
    """The part of a byline between two separators."""

    text: str
    opens: bool
    """True if the part is the first or follows `and`. It is then a person unless it clearly isn't."""
    is_firm: bool = False
    """True if the part is certainly an affiliation, as in `Jane Roe of Harbor Watch`."""

    @property
    def affiliation(self) -> str:
        """The agency, paper or title in this part; empty when it is a person."""
        agency = _agency_of(self.text)
        if not agency and self.opens and self.text.casefold().startswith("the ") and is_organisation(self.text):
            return ""  # `By Jane Roe and the Data Desk`
        if agency or is_title(self.text):
            return agency or spell_name(self.text)
        if self.is_firm:
            return spell_name(self.text)
        if self.opens or not (_is_paper(self.text) or is_organisation(self.text)):
            return ""
        return spell_name(self.text)


def read_bylines(text: str) -> tuple[tuple[Byline, ...], str]:
    """Return the people and the agency, or empty, in a byline such as `Jane Roe and John Doe, Associated Press`.

    A title or an agency belongs to everybody named since the one before it. Names in capitals are changed to ordinary
    letters: `JANE ROE` is Jane Roe. Mail addresses, telephone numbers and places (`in Brussels`) are left out. A byline
    with only an agency has no people; one with only a title (`Staff Reports`) is signed by that desk.
    """
    return _read_known(text) if len(text) <= MAX_KEPT_CHARS else _read_bylines(text)


def _read_bylines(text: str) -> tuple[tuple[Byline, ...], str]:
    if _is_desk(text):
        return tuple(filter(_is_signed, [_sign(_capital(FROM.sub("", text.strip(), count=1)))])), ""
    parts = [part for place, part in enumerate(split_byline(text)) if not place or find_day(part.text) is None]
    signed: list[Byline] = []
    waiting: list[str] = []
    for part in parts:
        if part.affiliation:
            signed.extend(_sign(name, part.affiliation) for name in waiting)
            waiting = []
        else:
            waiting.append(part.text)
    signed.extend(_sign(name) for name in waiting)
    source = next(filter(None, (_agency_of(part.text) for part in parts)), "")
    if not signed and not source:
        signed = [_sign(part.text) for part in parts]
    return tuple(filter(_is_signed, signed)), source


_read_known = lru_cache(maxsize=1024)(_read_bylines)


def _agency_of(text: str) -> str:
    """Return the agency that a part of a byline names, also behind what somebody is there; empty without one."""
    behind = REPORTER_OF.match(text) if " " in text else None
    return name_agency(text) or (name_agency(text[behind.end() :]) if behind else "")


def looks_like_byline(line: str) -> bool:
    """Tell whether `line` is `By` with names or titles, not a sentence that begins with By."""
    opening = match_by(line)
    if opening is None or (is_company(line) and opening[0].strip().casefold() in NEED_NAMES):
        return False
    return names_people(line)


def is_bare_byline(line: str) -> bool:
    """Tell whether `line` is certainly a byline although it has no By: an agency, or names with a title after them."""
    if len(line) > MAX_LINE_CHARS or line.count(" ") > MAX_BARE_WORDS:
        return False
    if name_agency(line) or _is_desk(line) or _are_sources(line) or line.casefold() in SIGN_ALONE:
        return True
    if _ends_sentence(line):
        return False
    if EAST.search(line):
        bare = EMAIL.sub("", line) if "@" in line else line
        return bare.rstrip().endswith(("記者", "记者", "기자", "특파원")) and names_people(line)
    if "editorial board" in line.casefold() and is_organisation(line):
        return is_written_large(line)
    parts = split_byline(line) if may_hold_title(line) else []
    placed = len(parts) > 2 and line.endswith(f"| {parts[-1].text}")  # `Jane Roe, Staff Writer | Harbor`
    titled = bool(parts) and is_title(parts[-2 if placed else -1].text)
    return titled and is_name(parts[0].text) and names_people(line)


def _ends_sentence(line: str) -> bool:
    return not line[-1:].isalnum() and SENTENCE.search(line[-8:]) is not None


def _are_sources(line: str) -> bool:
    """Tell whether a line names a desk and agencies and nobody else: `Redacción / EFE`."""
    if "/" not in line and "|" not in line:
        return False
    pieces = re.split(r"\s*[/|]\s*", line)
    return (
        len(pieces) > 1
        and any(map(name_agency, pieces))
        and all(name_agency(piece) or is_organisation(piece) for piece in pieces)
    )


def is_bare_name(line: str) -> bool:
    """Tell whether `line` is the name of one person and nothing else: a byline when a date is under it."""
    if len(line) > MAX_LINE_CHARS or not is_name(line) or "," in line:
        return False
    return not (is_organisation(line) or is_title(line) or name_agency(line) or match_by(line))


def is_paper_name(line: str) -> bool:
    """Tell whether `line` is the name of a paper: `The Courier`, `Bay Tribune`."""
    words = line.split()
    return 1 < len(words) <= MAX_TITLE_WORDS and words[-1].casefold() in PAPERS and is_written_large(line)


def is_contact(line: str) -> bool:
    """Tell whether `line` has only addresses, names in networks or telephone numbers: `jroe@bay.example | 555-0100`."""
    if "@" not in line and (not has_digits(line, MIN_PHONE_DIGITS) or LONG_WORD.search(line)):
        return False  # most lines
    if DECIMALS.fullmatch(line):
        return False
    rest = CONTACT.sub(" ", EMAIL.sub(" ", line))
    return rest != line and not any(char.isalnum() for char in rest) and find_day(line) is None


def match_by(text: str) -> re.Match[str] | None:
    """Return the match of what stands before the names, or None. Most lines are refused by their first word."""
    first = FIRST_WORD.match(text)
    if first is None or not (first[0].casefold() in FIRST_WORDS or not first[0][0].isascii() or first[0][0] == "-"):
        return None
    return BY.match(text)


def names_people(line: str) -> bool:
    """Tell whether `line` contains only names of people, with or without titles after them."""
    if len(line) > MAX_LINE_CHARS or _ends_sentence(line):
        return False
    if _is_desk(line):
        return True
    parts = split_byline(line)
    return bool(parts) and all(_is_signer(part) for part in parts)


def split_byline(text: str) -> list[BylinePart]:
    """Return the parts of a byline: `By Jane Roe and John Doe, AP` -> Jane Roe, John Doe, AP."""
    text = ROLE.sub("", text)
    text = BRACKETS.sub(r", \1", CONTACT.sub(" ", EMAIL.sub(" ", text))).strip()
    opening = match_by(text)
    names = text[opening.end() :] if opening else text
    if opening and "," in names:
        names = PLACE_BEHIND.sub("", names)
    if EAST.search(names):
        return [BylinePart(name, opens=True) for name in split_east(text, names)]
    if opening is None or text[: opening.end()].rstrip().endswith(":"):
        names = _turn(names)
    parts: list[BylinePart] = []
    for place, piece in enumerate(FIRM.split(names)):
        for turn, words in enumerate(_split_people(piece)):
            _add_part(parts, words, opens=not place or turn > 0)
    return parts


def _split_people(piece: str) -> list[str]:
    return [words for loose in LOOSE.split(piece) for words in NARROW.split(loose)]


def _turn(names: str) -> str:
    """Return `names` with surnames behind: `Roe, Jane; Doe, John` -> `Jane Roe; John Doe`."""
    found = [INVERTED.fullmatch(one) for one in SEVERAL.split(names)]
    if not all(found) or any(_is_no_surname(one) for one in found if one):
        return names
    return "; ".join(f"{one[2]} {one[1]}" for one in found if one)


def _is_no_surname(found: re.Match[str]) -> bool:
    first, last = found[2], found[1]
    ending = first.casefold().rstrip(".") in NAME_ENDINGS
    return ending or any(name_agency(one) or is_title(one) or one.casefold() in PAPERS for one in (first, last))


def _add_part(parts: list[BylinePart], words: str, opens: bool) -> None:
    words = HELPING.sub("", words, count=1).strip()
    words = PLACED.sub("", words)
    if parts and not opens and FROM_PLACE.fullmatch(words) and not is_organisation(words):
        return
    words, title = take_title(words, opens=opens)
    if title:
        parts += [BylinePart(words, opens), BylinePart(title, opens=False)]
        return
    name, *affiliation = OF.split(words, maxsplit=1)
    if affiliation and is_name(name) and not is_organisation(name):
        parts += [BylinePart(name, opens), BylinePart(affiliation[0].strip(), opens=False, is_firm=True)]
    elif words and parts and words.rstrip(".").casefold() in NAME_ENDINGS:
        mark = "" if words.rstrip(".").casefold() in GENERATIONS else ","
        parts[-1] = BylinePart(f"{parts[-1].text}{mark} {words}", parts[-1].opens)
    elif any(char.isalnum() for char in words):
        aged = bool(parts) and AGED.fullmatch(words) is not None
        parts.append(BylinePart(words, opens and not aged, is_firm=aged))


def _is_signer(part: BylinePart) -> bool:
    if part.affiliation or is_name(part.text):
        return True
    return is_organisation(part.text) and is_written_large(part.text)


def _sign(name: str, affiliation: str = "") -> Byline:
    name = spell_name(name)
    organisation = is_organisation(name)
    if organisation:
        name = _capital(ARTICLE.sub("", name))
    return Byline(name, slug_of(name), affiliation, organisation)


def _is_signed(byline: Byline) -> bool:
    return bool(byline.person)


def _is_desk(text: str) -> bool:
    folded = text.casefold()
    if len(text) > MAX_LINE_CHARS or not any(word in folded for word in DESK_WORDS):
        return False
    return DESK.fullmatch(text.strip()) is not None


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _is_paper(text: str) -> bool:
    """Tell whether a part that is not the first is a paper: one word, `The ...`, a usual name, or a web address."""
    words = text.casefold().split()
    return len(words) == 1 or words[0] in {"the", "for"} or words[-1] in PAPERS or "." in words[-1].strip(".")
