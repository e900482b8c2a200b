"""Read the lines under agency copy that credit somebody: an agency, who reported, edited or owns it."""

import re

from generator.intake.wire.agencies import find_agency, name_agency
from generator.intake.wire.bylines import names_people
from generator.intake.wire.closings import closing_of
from generator.intake.wire.note_words import CREDIT_OPENINGS, EDITED, INITIALS_LABELS, REPORTING, RIGHTS

_WORK = "|".join(REPORTING)
_OPENINGS = "|".join(sorted(map(re.escape, CREDIT_OPENINGS), key=len, reverse=True))
REPORTED = re.compile(
    rf"\((?:{_WORK}) (?:by|from)\b[^()]{{3,400}}\)?|(?:{_WORK}) by [^()]{{3,200}}\)"
    rf"|\((?:{_OPENINGS})[ :：][^()]{{3,400}}\)",
    re.IGNORECASE,
)
_EDITED = "|".join(sorted(map(re.escape, EDITED), key=len, reverse=True))
EDITED_LINE = re.compile(rf"(?:{_EDITED})(?: ?: ?| (?:by|de|di|da|por|par|von) )([^.:;]{{3,80}})\.?", re.IGNORECASE)
REPORTED_LINE = re.compile(rf"(?:{_WORK}) by [^.]{{3,160}}(?:;[^.]{{3,160}})*\.?", re.IGNORECASE)
AUTHOR_LINE = re.compile(
    r"(?:autor|autorka|autorzy|autora|autores|auteur|author|pewarta|penulis|автор|автори|авторы) ?: ?([^;()]{3,80})",
    re.IGNORECASE,
)
"""`autor: Anna Kowalska`, under the last paragraph."""
COPYRIGHT = re.compile(r"[<(\[]*(?:©|\(c\)|copyright\b|저작권자|\xa9)", re.IGNORECASE)
ACKNOWLEDGED = re.compile(r"[*_(\[]*(?:excerpted|excerpt|adapted|reprinted|republished|from the book)\b", re.IGNORECASE)
"""How a line opens that says where an excerpt is from. Readers must see it, whatever it says about rights."""
DATED = re.compile(r"\d{4}")
FIRST_PUBLISHED = re.compile(
    r"This report by (The Canadian Press|[\w ]{3,40}) was first published .{3,60}", re.IGNORECASE
)
HUB = re.compile(
    r"(?:(?:More |Follow )?AP(?: [\w’' ]{2,60})?|See more[^.:]{0,60}): ?https?://(?:www\.)?apnews\.com/\S{1,200}",
    re.IGNORECASE,
)
"""The address of an agency's own page on the subject."""
LABELLED = re.compile(rf"(?:[(\[](?:{'|'.join(INITIALS_LABELS)})[)\]]\s*)+", re.IGNORECASE)


def credit_of(text: str) -> str | None:
    """Return the agency that a line for newsrooms credits, or empty when it credits none; None for other lines."""
    closing = closing_of(text)
    if closing:
        return closing
    first = FIRST_PUBLISHED.fullmatch(text)
    if first:
        return name_agency(first[1])
    if HUB.fullmatch(text):
        return "AP"
    if REPORTED.fullmatch(text) or LABELLED.fullmatch(text) or _is_reported(text):
        return ""
    author = AUTHOR_LINE.fullmatch(text)
    if author is not None and names_people(author[1]):
        return ""
    return _credit_of_copyright(text)


def _is_reported(text: str) -> bool:
    """Tell whether a line without brackets credits work: `Reporting by Jane Roe; Editing by John Doe`."""
    if all(_names_worker(piece) for piece in re.split(r"\s*;\s*", text.rstrip("."))):
        return True
    if REPORTED_LINE.fullmatch(text) is None:
        return False
    return ";" in text or names_people(text.partition(" by ")[2].rstrip(".)"))


def _names_worker(text: str) -> bool:
    """Tell whether `text` names who edited or reported: `Edited by Jane Roe`, `Edição: João Lima`."""
    found = EDITED_LINE.fullmatch(text)
    return found is not None and names_people(found[1])


def _credit_of_copyright(text: str) -> str | None:
    if ACKNOWLEDGED.match(text):
        return None
    folded = text.casefold()
    owned = COPYRIGHT.match(text) is not None
    if not any(phrase in folded for phrase in RIGHTS) and not (owned and (DATED.search(text) or agency_in(text))):
        return None
    return agency_in(text)


def agency_in(text: str) -> str:
    """Return the first agency that `text` names in one to four words, or empty."""
    words = re.findall(r"[^\s,;:()<>©]+", text)
    for at in range(len(words)):
        for count in range(min(4, len(words) - at), 0, -1):
            name = " ".join(words[at : at + count]).strip(".")
            if name[:1].isupper() or not name.isascii() or name in {"dpa", "ots"}:
                agency = name_agency(name)
                if agency and find_agency(agency):
                    return agency
    return ""
