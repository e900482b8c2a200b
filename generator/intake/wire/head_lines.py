"""Read one line of the head of copy: a field, a date, a byline, an embargo, or something for the desk alone."""

import re
from collections.abc import Sequence
from functools import lru_cache

from generator.intake.header.keys import DESK_KEYS, DESK_TEXTS, FIELD, fold_key
from generator.intake.header.split import read_field
from generator.intake.languages.phrases import fold
from generator.intake.languages.words import phrases
from generator.intake.text.date_forms import may_hold_date
from generator.intake.text.dates import FOREIGN_UPDATE, looks_like_moment
from generator.intake.wire.agencies import is_title, name_agency
from generator.intake.wire.boilerplate import BoilerplateMark, mark_line
from generator.intake.wire.bylines import (
    is_bare_name,
    is_contact,
    is_paper_name,
    looks_like_byline,
    match_by,
    names_people,
)
from generator.intake.wire.date_lines import read_date_line, read_placed_line
from generator.intake.wire.east_signatures import read_signature
from generator.intake.wire.lines import CopyLine, ends_sentence
from generator.intake.wire.page_dates import read_page_date
from generator.intake.wire.restraint import read_restraint
from generator.intake.wire.restraint_words import Place
from generator.model import Gravity, Problem

MAX_HEAD_CHARS = 300
"""A longer line is a paragraph of the story, unless it begins like a field."""
MAX_FIELD_CHARS = 120
MAX_KEY_CHARS = 40
MAX_NAME_PIECES = 8
"""A date behind a byline follows no more words."""
LONG_KEYS = {
    "headline",
    "deck",
    "summary",
    "corrections",
    "claim",
    "events",
    "topics",
    "was",
    "related",
    "translation_of",
    "photo",
    "caption",
    "alt",
}
"""Keys whose values may be sentences. A long line that begins with another key is a sentence of the story."""
SURE_ALONE = {"headline", "slug", "section", "topics", "published", "bylines", "embargo", "draft"}
"""Keys that may stand alone above the headline. Others, such as `Source: ...`, are the headline when they are alone."""
AGENCY_DECK = "Utl.:"
"""What the Austrian agency writes before the deck."""
MAX_TIME_CHARS = 20
"""A value with two times, or with a time and more, is longer."""
TIMES = {"published", "updated"}
BARS = re.compile(r"\s+[|•·]\s+|\s+[-–—/]\s+(?=[^-–—/|•·]{8,60}$)")
BAR_SIGNS = frozenset("|•·-–—/")
UPDATED = re.compile(r"(?:last )?(?:updated|modified|revised)\b", re.IGNORECASE)
ADDRESS = re.compile(r"(?:https?://|www\.)\S{3,400}", re.IGNORECASE)
MAX_NOTE_CHARS = 100
DASHES = ("-", "–", "—")
MAX_DESK_WORDS = 6
OPEN_ENDS = (" and", " und", " et", " &", " y", " e", " en", " och", " og", ",")
"""Behind these, a byline goes on in the next line."""
MAX_SIGNER_CHARS = 60
MAX_PLACE_WORDS = 3
WRITTEN_FOR = re.compile(
    r"(?:(?P<special>special (?:to|for))|for|of|from) (?=(?:the |The |THE )?[A-ZÀ-Þ])", re.IGNORECASE
)
CONTACT_BEHIND = re.compile(r"\s*\((?:@\w{2,30}|[^()\s]{1,60}@[^()\s]{3,80})\)$")
"""How to reach somebody, in brackets behind the name: `Jane Roe (@janeroe)`."""
AND = re.compile(r"(?:and|&|with|und|mit|et|avec|con|com|och|og) (?=[^\W\d_])", re.IGNORECASE)
PLAIN_VALUE = re.compile(
    r"[\d +()./-]{1,30}|\S{1,90}|\d[\d.,]{0,6} (?:inches|words|lines|characters|cm|mots|signes|palabras|Zeichen)"
)
"""A number, a length, an address, a file's name: no headline has it behind a colon."""


def read_head_line(line: CopyLine) -> list[tuple[str, str]]:
    """Return the canonical keys and values in a line of the head; empty when it has none.

    `By Jane Roe | April 20, 2010` has two. Two dates are a range, and no date of publication.
    """
    return list(_read_words(line.words)) if is_short(line.words) else []


def is_short(words: str) -> bool:
    """Tell whether a line is short enough for the head, or begins like a field."""
    return len(words) <= MAX_HEAD_CHARS or ":" in words[:MAX_KEY_CHARS]


@lru_cache(maxsize=256)
def _read_words(words: str) -> tuple[tuple[str, str], ...]:
    whole = _read_piece(words)
    if whole and len(whole[1]) > MAX_TIME_CHARS and whole[0] in TIMES and not looks_like_moment(whole[1]):
        return read_page_date(words) or (whole,)
    if whole:
        # `Roma 22 novembre 2026 - 10:15`: the place may look like a zone
        placed = read_placed_line(words) if whole[1] == words else ()
        return (read_page_date(words) or placed) if placed else (whole,)
    if len(words) > MAX_FIELD_CHARS:
        return ()
    parts = BARS.split(words) if True in [sign in words for sign in BAR_SIGNS] else [words]
    if len(parts) > 1 and (signed := _read_signed_date(parts)):
        return signed
    pieces = list(map(_read_piece, _join_papers(parts))) if len(parts) > 1 else [None]
    found = tuple(piece for piece in pieces if piece)
    is_range = sum(key == "published" for key, _ in found) > 1
    if len(found) == len(pieces) and not is_range:
        return found
    return read_date_line(words) or _read_signed_day(words)


def _read_signed_day(words: str) -> tuple[tuple[str, str], ...]:
    """Return the name and the date in `By Jane Roe Nov. 22, 2026` and `By Jane Roe Updated Nov. 22, 2026`."""
    if match_by(words) is None or not may_hold_date(words):
        return ()  # most lines
    pieces = words.split()
    for at in range(2, min(len(pieces), MAX_NAME_PIECES)):
        name, day = " ".join(pieces[:at]), " ".join(pieces[at:])
        if looks_like_moment(day) and looks_like_byline(name):
            return ("bylines", name), ("updated" if names_update(day) else "published", day)
    return ()


def _read_signed_date(parts: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Return the name and the date in `Jane Roe | Nov. 22, 2026` and `María Pérez | Sevilla | 22 nov. 2026`."""
    name, *places, day = parts
    bare = CONTACT_BEHIND.sub("", name)
    if not places and match_by(bare) and looks_like_byline(bare) and looks_like_moment(day):
        return ("bylines", bare), ("updated" if names_update(day) else "published", day)
    if not is_bare_name(name) or not looks_like_moment(day) or len(places) > 1:
        return ()
    if any(not place[:1].isupper() or len(place.split()) > MAX_PLACE_WORDS for place in places):
        return ()
    placed = tuple(("dateline", place) for place in places)
    return (("bylines", name), ("updated" if names_update(day) else "published", day), *placed)


def _join_papers(pieces: Sequence[str]) -> list[str]:
    """Return the pieces of a line, the names of papers and agencies joined to the byline before them."""
    joined: list[str] = []
    for piece in pieces:
        if joined and looks_like_byline(joined[-1]) and (is_paper_name(piece) or name_agency(piece)):
            joined[-1] += f", {piece}"
        else:
            joined.append(piece)
    return joined


def note_boilerplate(line: CopyLine, file: str) -> Problem:
    """Return the note to the editor that `line` was left out."""
    message = f"Left out: “{line.words}” looks like a label, not story text."
    hint = "If it is part of the story, write it as a full sentence."
    return Problem(file, line.number, message, hint, Gravity.NOTE, code="reading-left-out")


def note_unclear_release(line: CopyLine, file: str) -> Problem:
    """Return the problem that `line` says when the story may be published, but in no way that can be read."""
    message = f"“{line.words}” says when the story may be published, but not on which date, so it isn't published."
    return Problem(
        file, line.number, message, "Write the whole date, such as 2026-11-29, or delete the line.", code="date-unclear"
    )


def _read_piece(words: str) -> tuple[str, str] | None:
    field = read_key(words)
    if field:
        return field
    if looks_like_moment(words):
        return "updated" if names_update(words) else "published", words
    if words.startswith(("（", "(")) and (names := read_signature(words)):
        return "bylines", names
    return ("bylines", words) if looks_like_byline(words) else None


def names_update(words: str) -> bool:
    """Tell whether a date says that it is that of a change: `Updated: ...`, `Mis à jour le ...`."""
    return UPDATED.match(words) is not None or FOREIGN_UPDATE.match(words) is not None


def read_key(words: str) -> tuple[str, str] | None:
    """Return the canonical key and the value of a line with an embargo or a field."""
    field = _read_field(words)
    if field is not None and not is_release_key(words):
        return field
    return _read_embargo(words) or field


def _read_embargo(words: str) -> tuple[str, str] | None:
    """Return the time in `EMBARGOED UNTIL 00:01 GMT, 3 March 2026`. One that can't be read holds the story later."""
    found = read_restraint(words, Place.HEAD)
    if found is None or not found.moment or found.rest:
        return None
    return ("release" if found.kind == "release" else "embargo"), found.moment


def is_release_key(words: str) -> bool:
    """Tell whether a line with a key names the day of release: `Publication date: Dec. 1, 2026`."""
    return phrases("release").opening(fold(words.strip(" *_"))) > 0


def read_desk_line(words: str) -> tuple[str, str] | None:
    """Return key and value of a line that is for the desk alone: `Word count: 420`, or an address of a page."""
    if ADDRESS.fullmatch(words):
        return "link", words
    pair = FIELD.fullmatch(words) if ":" in words and len(words) <= MAX_NOTE_CHARS else None
    if not pair or not pair[2] or fold_key(pair[1]) not in DESK_KEYS:
        return None
    plain = len(pair[2].split()) <= MAX_DESK_WORDS and not ends_sentence(words)
    plain = plain or fold_key(pair[1]) in DESK_TEXTS
    return (pair[1], pair[2]) if plain or PLAIN_VALUE.fullmatch(pair[2]) else None


def read_unknown_pair(words: str) -> tuple[str, str] | None:
    """Return key and value of a short `Key: value` line that may be for the desk, if others of the head surround it."""
    pair = FIELD.fullmatch(words) if len(words) <= MAX_NOTE_CHARS else None
    return (pair[1], pair[2]) if pair and pair[2] and not ends_sentence(words) else None


def _read_field(words: str) -> tuple[str, str] | None:
    """Return key and value of a `Key: value` line, unless it is a sentence (`Update: Council votes`) or a link.

    `Related: Dog bites man` was copied from a web page: editors name related stories by words without blanks.
    """
    field = read_field(words) if ":" in words[:MAX_KEY_CHARS] or "：" in words[:MAX_KEY_CHARS] else None
    if field is None or not field[1]:
        return ("deck", words[len(AGENCY_DECK) :].strip(" =")) if words[:5] == AGENCY_DECK else None
    if field[0] not in LONG_KEYS and len(words) > MAX_FIELD_CHARS:
        return None
    if field[0] == "updated" and not any(char.isdigit() for char in field[1]):
        return None
    if field[0] == "related" and any(" " in name.strip() for name in field[1].split(",")):
        return None
    return field


def stands_alone(key: str, value: str) -> bool:
    """Tell whether a field may stand alone above the headline."""
    return key in SURE_ALONE and (key != "published" or looks_like_moment(value))


def is_known(line: CopyLine) -> bool:
    """Tell whether a line is a field, a byline, a date or boilerplate."""
    return bool(read_head_line(line)) or mark_line(line.words) is not BoilerplateMark.STORY


def find_items(lines: Sequence[CopyLine]) -> frozenset[int]:
    """Return the numbers of lines that a dash opens and that aren't bylines: items of a list, or the end of the copy.

    `- Jane Roe` under a headline signs the story that follows. Beside another such line, or with nothing below, it is
    one of those whom the story names.
    """
    with_words = [line for line in lines if line.words]
    items: set[int] = set()
    for at, line in enumerate(with_words):
        if not line.words.startswith(DASHES):
            continue
        neighbors = (*with_words[max(0, at - 1) : at], *with_words[at + 1 : at + 2])
        if at == len(with_words) - 1 or any(one.words.startswith(DASHES) for one in neighbors):
            items.add(line.number)
    return frozenset(items)


def is_under_byline(words: str) -> bool:
    """Tell whether a line under a byline belongs to it: a title, an agency, a paper, a way to reach the reporter."""
    return bool(words) and (is_title(words) or is_contact(words) or _is_other_signer(words))


def _is_other_signer(words: str) -> bool:
    """Tell whether a line names the paper that somebody writes for, the desk of a title, or one more who signs."""
    if len(words) > MAX_SIGNER_CHARS or ends_sentence(words):
        return False
    if is_paper_name(words):
        return True
    written_for = WRITTEN_FOR.match(words)
    if written_for:
        return bool(written_for["special"]) or is_paper_name(words[written_for.end() :])
    title, comma, desk = words.partition(", ")
    if comma and is_title(title):
        return desk[:1].isupper() and len(desk.split()) <= MAX_DESK_WORDS
    other = AND.match(words)
    return other is not None and names_people(words[other.end() :]) and not looks_like_moment(words)


def join_byline(words: str, below: str) -> str:
    """Return the byline that begins in one line and ends in the next: `By Jane Roe and` / `John Doe`; or nothing."""
    if not (below and words.endswith(OPEN_ENDS) and match_by(words)):
        return ""
    joined = f"{words} {below}"
    return joined if looks_like_byline(joined) else ""


def is_signed(line: CopyLine, below: CopyLine) -> bool:
    """Tell whether a line is a byline or a date, or a name over its title, as they stand under a deck."""
    if {"bylines", "published"} & {key for key, _ in read_head_line(line)}:
        return True
    return is_titled(below.words) and is_bare_name(line.words)


def is_titled(words: str) -> bool:
    """Tell whether a line is a title, or for whom somebody wrote: `Reporter, Transport`, `Special to The Sun`."""
    if len(words) > MAX_SIGNER_CHARS:
        return False
    title, comma, _ = words.partition(", ")
    written_for = WRITTEN_FOR.match(words)
    if written_for is not None and written_for["special"] and not ends_sentence(words):
        return True
    return is_title(words) or (comma != "" and is_title(title))


def looks_like_date_line(line: CopyLine) -> bool:
    """Tell whether a line of the head is a date, alone or with others."""
    return any(key in {"published", "updated"} for key, _ in read_head_line(line))
