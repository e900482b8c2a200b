"""Read lines of the head that hold a date and more: `Vol. 12, No. 3, May 6, 2027`, `May 6, 2027 / CBS/AP`."""

import re

from generator.intake.text.dates import looks_like_moment
from generator.intake.wire.agencies import name_agency
from generator.intake.wire.boilerplate import BoilerplateMark, mark_line

MAX_CHARS = 120
MAX_PIECES = 5
ISSUE = re.compile(
    r"(?:vol(?:ume|umen)?|issue|no|nos|nr|num|núm|número|numéro|numero|nummer|n|edition|edición|edição|édition|ausgabe|"
    r"jahrgang|jg|année|año|ano|anno|årgang|årgång|rok|rocznik|číslo|ročník|szám|évfolyam|sayı|yıl|том|номер|рік|год|№)"
    r"(?:[.:]\s?|\s|°\s?|º\s?|(?<=№))(?:[ivxlcdm]{1,7}|\d{1,6})(?:/\d{1,4})?(?!\w)\.?|第\s?[\d,]{1,7}\s?[号號期]",
    re.IGNORECASE,
)
"""The number of a paper's volume or issue."""
CUT = re.compile(r"\s*[|•·]\s*|\s+[-–—/]\s+")
CLOCK = re.compile(
    r"\d{1,2}[:.h]\d{2}(?: ?[ap]\.?m\.?)?(?: [A-Z]{2,5})?|\d{1,2} ?[ap]\.?m\.?(?: [A-Z]{2,5})?", re.IGNORECASE
)
NETWORKS = re.compile(r"[A-Z]{2,6}(?: News)?(?:/[A-Z]{2,6}(?: News)?){1,3}")
"""Several sources, as broadcasters sign their pages: `CBS/AP`."""
EDGE = " ,;|•·–—-/()"


def read_date_line(words: str) -> tuple[tuple[str, str], ...]:
    """Return keys and values: `published`, and `source` or `issue` if the line names them; empty for any other line."""
    if len(words) > MAX_CHARS or not any(char.isdigit() for char in words):
        return ()
    issues = [found[0] for found in ISSUE.finditer(words)]
    rest = ISSUE.sub(" ", words) if issues else words
    pieces = [piece.strip(EDGE) for piece in CUT.split(rest)]
    pieces = [" ".join(piece.split()) for piece in pieces if piece.strip(EDGE)]
    if len(pieces) > MAX_PIECES or not (issues or len(pieces) > 1):
        return ()
    day = " ".join(piece for piece in pieces if looks_like_moment(piece) or CLOCK.fullmatch(piece))
    if not looks_like_moment(day):
        return ()
    others = [piece for piece in pieces if not (looks_like_moment(piece) or CLOCK.fullmatch(piece))]
    sources = [piece for piece in others if name_agency(piece) or NETWORKS.fullmatch(piece)]
    if any(piece not in sources and mark_line(piece) is BoilerplateMark.STORY for piece in others):
        return ()
    found = [("published", re.sub(r",(?= ?$)", "", day))]
    found += [("source", sources[0])] if sources else []
    return (*found, *([("issue", ", ".join(issues))] if issues else []))
