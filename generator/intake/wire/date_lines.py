"""Read lines of the head that hold a date and more: `Vol. 12, No. 3, May 6, 2027`, `May 6, 2027 / CBS/AP`."""

import re

from generator.intake.text.date_forms import may_hold_date
from generator.intake.text.date_words import has_digits
from generator.intake.text.dates import FOREIGN_UPDATE, MIN_DIGITS, looks_like_moment
from generator.intake.text.prose import is_prose
from generator.intake.wire.agencies import name_agency
from generator.intake.wire.boilerplate import BoilerplateMark, mark_line
from generator.intake.wire.page_dates import read_page_date
from generator.intake.wire.placed_dates import read_placed_date
from generator.intake.wire.post_lines import read_post_line

MAX_CHARS = 120
MAX_PIECES = 5
ISSUE = re.compile(
    r"(?:vol(?:ume|umen)?|issue|no|nos|nr|num|núm|número|numéro|numero|nummer|n|edition|edición|edição|"
    r"édition|ausgabe|"
    r"jahrgang|jg|année|año|ano|anno|årgang|årgång|rok|rocznik|číslo|ročník|szám|évfolyam|sayı|yıl|том|номер|"
    r"рік|год|№)"
    r"(?:[.:]\s?|\s|°\s?|º\s?|(?<=№))(?:[ivxlcdm]{1,7}|\d{1,6})(?:/\d{1,4})?(?!\w)\.?|第\s?[\d,]{1,7}\s?[号號期]",
    re.IGNORECASE,
)
"""The number of a paper's volume or issue."""
CUT = re.compile(r"\s*[|•·]\s*|\s+[-–—/]\s+")
CLOCK = re.compile(
    r"\d{1,2}[:.h]\d{2}(?: ?[ap]\.?m\.?)?(?: [A-Z]{2,5})?|\d{1,2} ?[ap]\.?m\.?(?: [A-Z]{2,5})?", re.IGNORECASE
)
NETWORKS = re.compile(r"[A-Z]{3,6}|[A-Z]{2,6}(?: News)?(?:/[A-Z]{2,6}(?: News)?){1,3}")
"""The sources of a page in capitals: `CBS/AP`, `TNN`."""
LABEL = re.compile(r"(?:first |last )?(?:published|posted|updated|modified)", re.IGNORECASE)
PLACE = re.compile(r"[A-ZÀ-Þ][A-ZÀ-Þ'’.-]{2,20}(?: [A-ZÀ-Þ'’.-]{2,20}){0,2}")
"""The place in capitals behind the date: `November 22, 2026 11:30 pm IST - MUMBAI`."""
AGO = re.compile(
    r"(?:(?:last )?updated|atualizad[oa]|actualizad[oa]|mis à jour|aktualisiert|aggiornato)?,? ?(?:há|hace|"
    r"il y a|vor|about)? ?"
    r"\d{1,3} ?(?:min(?:ute|uto|uten)?s?|hours?|horas?|heures?|stunden?|hrs?|h|ore|days?|dias?|jours?|"
    r"tagen?)\.?(?: ago| fa)?",
    re.IGNORECASE,
)
"""How long ago a page was changed, which nobody can read later: `Updated 2 hours ago`."""
UPDATED = re.compile(r"(?:last )?(?:updated|modified|revised)\b", re.IGNORECASE)
SOURCED = re.compile(r"(.{8,50}?)[\s|｜]*[(（]?(?:来源|來源|稿源|출처)\s?[:：]\s*([^:：。]{2,40})")
"""The source behind the date, in one line: `2026年11月22日 10:30 来源：新华社`."""
EDGE = " ,;|•·–—-/()"


def read_date_line(words: str) -> tuple[tuple[str, str], ...]:
    """Return `published` or `updated` with the date, and what else the line names; empty for any other line.

    That is `source`, `dateline` or `issue`, each with its words.
    """
    if len(words) > MAX_CHARS or not has_digits(words, MIN_DIGITS) or _is_sentence(words) or not may_hold_date(words):
        return ()
    found = _read_pieces(words) or _read_sourced(words) or read_post_line(words)
    return found or read_page_date(words) or read_placed_line(words)


def _read_sourced(words: str) -> tuple[tuple[str, str], ...]:
    """Return the date and the source in a line of Chinese or Korean copy; empty for any other line."""
    found = SOURCED.fullmatch(words) if not words.isascii() else None
    if found is None or not looks_like_moment(found[1]):
        return ()
    return ("published", found[1]), ("source", found[2].strip(EDGE))


def _is_sentence(words: str) -> bool:
    """Tell quickly whether a line is prose, without marks between which it might have a date."""
    return is_prose(words) and CUT.search(words) is None


def read_placed_line(words: str) -> tuple[tuple[str, str], ...]:
    """Return what a line of a place, a day and an hour names; empty for any other line."""
    found = read_placed_date(words)
    if found is None:
        return ()
    source = (("source", found.agency),) if found.agency else ()
    return (("updated" if found.is_update else "published", found.moment), *source, ("dateline", found.place))


def _read_pieces(words: str) -> tuple[tuple[str, str], ...]:
    """Return what a line of a date and other pieces with marks between them names."""
    issues = [found[0] for found in ISSUE.finditer(words)]
    rest = ISSUE.sub(" ", words) if issues else words
    pieces = [piece.strip(EDGE) for piece in CUT.split(rest)]
    pieces = [" ".join(piece.split()) for piece in pieces if piece.strip(EDGE)]
    if len(pieces) > MAX_PIECES or not (issues or len(pieces) > 1):
        return ()
    pieces = [piece for piece in pieces if not (AGO.fullmatch(piece) or LABEL.fullmatch(piece))]
    place = pieces.pop() if len(pieces) > 1 and PLACE.fullmatch(pieces[-1]) else ""
    if name_agency(place):
        pieces, place = [*pieces, place], ""
    day = " ".join(piece for piece in pieces if looks_like_moment(piece) or CLOCK.fullmatch(piece))
    if not looks_like_moment(day):
        return ()
    others = [piece for piece in pieces if not (looks_like_moment(piece) or CLOCK.fullmatch(piece))]
    sources = [piece for piece in others if name_agency(piece) or NETWORKS.fullmatch(piece)]
    sources = [piece for piece in sources if "/" in piece or name_agency(piece) or piece == pieces[0]]
    if any(piece not in sources and mark_line(piece) is BoilerplateMark.STORY for piece in others):
        return ()
    found = [
        ("updated" if UPDATED.match(day) or FOREIGN_UPDATE.match(day) else "published", re.sub(r",(?= ?$)", "", day))
    ]
    found += [("source", sources[0])] if sources else []
    found += [("dateline", place)] if place else []
    return (*found, *([("issue", ", ".join(issues))] if issues else []))
