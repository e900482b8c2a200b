"""Choose the headline among the lines at the top of copy, and know what may stand around it."""

import re
from collections.abc import Sequence

from generator.intake.languages.kickers import KICKERS
from generator.intake.languages.phrases import fold
from generator.intake.languages.words import phrases
from generator.intake.text.dates import looks_like_moment
from generator.intake.wire.agencies import name_agency
from generator.intake.wire.bylines import is_paper_name, looks_like_byline
from generator.intake.wire.datelines import read_dateline
from generator.intake.wire.head_dates import names_event
from generator.intake.wire.head_lines import is_known, read_desk_line
from generator.intake.wire.lines import BULLET, CopyLine, ends_sentence
from generator.intake.wire.people import is_surely_name

MAX_HEADLINE_CHARS = 200
"""A longer line that ends a sentence is a paragraph."""
MAX_DECK_CHARS = 250
MIN_DECK_WORDS = 2
MIN_WRAPPED_HEADLINE = 40
MAX_WRAPPED_HEADLINE = 90
MAX_KICKER_WORDS = 4
MIN_WORDS_UNDER_KICKER = 2
MIN_SIGNED = 2
MIN_NOTE_CHARS = 60
MIN_TEXT_CHARS = 60
MAX_MENU_CHARS = 40
MAX_LABEL_CHARS = 12
MAX_AGENCY_CHARS = 32
KICKERS_TOO = frozenset({"map", "tap", "dire", "beta", "app", "err", "uni", "trend", "context", "sid", "ina"})
"""Names of agencies, folded, that are words, too: over a headline they may be its kicker."""
MASTHEAD = re.compile(r"the(?: [^\W\d_][\w'’&-]*){1,5}", re.IGNORECASE)
COLUMN_SIGNS = frozenset("|•·–—/-")
COLUMN_SIGN = re.compile(r"\s+[|•·]\s+|\s+[-–—/]\s+")
WITH_PICTURES = re.compile(
    r"(?<=\S) [(\[](?:with|w/|mit|avec|con|com|met|med) (?:\d |ap |the )?"
    r"(?:photos?|pictures?|pics|video|art|gallery|graphics?|maps?|audio|fotos?|bild|bildern|vidéo|foto's)[)\]]$",
    re.IGNORECASE,
)
PAGE_HEAD = re.compile(r"skip to (?:main )?content|skip navigation|skip to main", re.IGNORECASE)


def may_be_headline(line: CopyLine, below: CopyLine | None = None) -> bool:
    """Tell whether a line can be a headline: it isn't a whole paragraph, or the head goes on under it."""
    is_paragraph = len(line.words) > MAX_HEADLINE_CHARS and ends_sentence(line.words)
    return bool(line.words) and (not is_paragraph or (below is not None and bool(below.words) and is_known(below)))


def is_text(line: CopyLine) -> bool:
    """Tell whether a line is surely the story's text and no headline: a dateline opens it, or it is a long sentence."""
    return read_dateline(line.words) is not None or (len(line.words) >= MIN_TEXT_CHARS and ends_sentence(line.words))


def opens_agency_copy(line: CopyLine) -> bool:
    """Tell whether an agency's dateline opens a sentence, so that the copy came without its headline."""
    if not ends_sentence(line.words):
        return False
    found = read_dateline(line.words)
    if found is None or not (found.agency and found.place):
        return False
    return len(found.lede) >= (MIN_TEXT_CHARS if found.lede.isascii() else MIN_TEXT_CHARS // 2)


def is_kicker(line: CopyLine, below: Sequence[CopyLine]) -> bool:
    """Tell whether a line is a kicker: `EDITORIAL`, or one word in capitals, over a headline with text under it."""
    words = line.words.strip(" :*_")
    if not words or len(words.split()) > MAX_KICKER_WORDS or is_known(line):
        return False
    with_words = [one for one in below[:12] if one.words]
    known = fold(words) in KICKERS
    if known and with_words and fold(with_words[0].words) in KICKERS:
        with_words, below = with_words[1:], below[below.index(with_words[0]) + 1 :]
    if len(with_words) < 2 or not _is_title(with_words[0]):
        return False
    title = with_words[0]
    alone = below[0].words == "" or len(below) < 2 or not below[1].words or is_known(below[1]) or _is_signed_deck(below)
    single = words.isupper() and " " not in words and len(words) > 2 and not title.words.isupper()
    return alone and (known or (single and (bool(below[0].words) or looks_like_byline(with_words[1].words))))


def _is_signed_deck(below: Sequence[CopyLine]) -> bool:
    """Tell whether a deck and a byline stand directly under the title: `Ferry lease approved` / `Vote ends debate`."""
    return len(below) > MIN_SIGNED and may_be_deck(below[1]) and looks_like_byline(below[2].words)


def read_column(line: CopyLine, below: Sequence[CopyLine]) -> tuple[str, str] | None:
    """Return kicker and writer of `Guest Column | John Doe` over a headline; None for any other line."""
    if True not in [sign in line.words for sign in COLUMN_SIGNS]:
        return None  # most lines
    pieces = COLUMN_SIGN.split(line.words.strip(" *_"))
    if len(pieces) != 2 or fold(pieces[0]) not in KICKERS or not is_surely_name(pieces[1]):
        return None
    with_words = [one for one in below[:12] if one.words]
    titled = len(with_words) > 1 and not below[0].words and _is_title(with_words[0])
    return (pieces[0], pieces[1]) if titled else None


def is_masthead(line: CopyLine, below: Sequence[CopyLine]) -> bool:
    """Tell whether a line is the name of a paper over its date, with a headline and text under them."""
    if not below or line.words[:4].casefold() != "the " or not MASTHEAD.fullmatch(line.words):
        return False
    if not looks_like_moment(below[0].words):
        return False
    with_words = [one for one in below[1:12] if one.words]
    return is_paper_name(line.words) and len(with_words) > 2


def is_agency_alone(line: CopyLine, below: Sequence[CopyLine]) -> bool:
    """Tell whether a line above the headline is the name of an agency, over a date or a byline."""
    if fold(line.words) in KICKERS_TOO or len(line.words) > MAX_AGENCY_CHARS or not below or not below[0].words:
        return False
    return is_known(below[0]) and name_agency(line.words) != ""


def drop_desk_marks(words: str) -> str:
    """Return a headline without what is for the desk: `Subject: ` before it, `(with photos)` behind it."""
    label = phrases("subject").opening(fold(words)) if ":" in words[:MAX_LABEL_CHARS] else 0
    if label and words[label:].lstrip().startswith(":"):
        words = words[label:].lstrip(" :") or words
    return WITH_PICTURES.sub("", words) if words.endswith((")", "]")) else words


def _is_title(line: CopyLine) -> bool:
    words = line.words
    long_enough = len(words.split()) >= MIN_WORDS_UNDER_KICKER or not words.isascii()
    return long_enough and not is_known(line) and not words.endswith((".", "。", ",", ":")) and may_be_headline(line)


def is_note_above(line: CopyLine, below: Sequence[CopyLine]) -> bool:
    """Tell whether a sentence stands above the headline: `This article is republished from … Read the original.`"""
    if len(line.words) < MIN_NOTE_CHARS or not ends_sentence(line.words) or line.words.endswith(("?", "!")):
        return False
    if not below or below[0].words:
        return False
    with_words = [one for one in below if one.words][:2]
    if len(with_words) < 2 or not _is_title(with_words[0]):
        return False
    return is_known(with_words[1]) and not read_desk_line(with_words[1].words)


def closes_page_head(line: CopyLine, below: Sequence[CopyLine]) -> int:
    """Return how many lines under `Skip to main content` are the menu of a web page, in one block with it."""
    if not PAGE_HEAD.match(line.words):
        return 0
    end = next((at for at, one in enumerate(below) if not one.words), len(below))
    menu = below[:end]
    if end == len(below) or any(len(one.words) > MAX_MENU_CHARS or ends_sentence(one.words) for one in menu):
        return 0
    return end


def runs_on(upper: str, lower: str, is_last: bool) -> bool:
    """Tell whether a headline continues in the line below: both are as long as wrapped lines, and a blank follows."""
    if not is_last or not lower or not MIN_WRAPPED_HEADLINE <= len(upper) <= MAX_WRAPPED_HEADLINE:
        return False
    if ends_sentence(upper) or ends_sentence(lower) or len(lower) > len(upper) or BULLET.match(lower):
        return False
    return lower[0].islower() or (upper.isupper() and lower.isupper())


def may_be_deck(line: CopyLine) -> bool:
    """Tell whether a line can be the deck: it is short, and no sentence with its point, no date and no byline."""
    words = line.words
    if len(words) > MAX_DECK_CHARS or len(words.split()) < MIN_DECK_WORDS or line.is_indented:
        return False
    if (
        names_event(line)
        or words.casefold().startswith("by ")
        or words.endswith((".", "。", ":", "："))
        or looks_like_moment(words)
    ):
        return False
    return read_dateline(words) is None
