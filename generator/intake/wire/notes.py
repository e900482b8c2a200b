"""Read the notes beside a story: corrections, notes to readers, remarks on what changed, credits of helpers."""

import re
from enum import Enum
from functools import lru_cache

import msgspec

from generator.intake.text.dates import is_moment
from generator.intake.wire.agencies import name_agency
from generator.intake.wire.lines import UNSPACED
from generator.intake.wire.note_words import (
    CORRECTING_VERBS,
    CORRECTIONS,
    EDITORS_NOTES,
    REMARK_VERBS,
)
from generator.lazy_patterns import lazy_pattern

LINKING_END = re.compile(r"(?: (?:of|the|and|for))+$")
MIN_CHARS, MAX_CHARS = 5, 1_000
MAX_REMARK_CHARS = 300
MAX_LABEL_CHARS = 60
MIN_UNSPACED_CHARS = 6
UNSPACED_SIGN = lazy_pattern(f"[{UNSPACED}]")


class NoteKind(Enum):
    """What a line beside a story is."""

    CORRECTION = "correction"
    """It becomes one of the story's corrections."""
    TO_READERS = "to readers"
    """Readers see it: an editor's note, a licence."""
    CREDIT = "credit"
    """Readers see it: `John Doe contributed to this report.`"""
    REMARK = "remark"
    """It is for newsrooms: `(Adds quote, details)`."""


class Note(msgspec.Struct, frozen=True):
    """A note, its words without the label, and the paper or agency that it credits, or empty."""

    kind: NoteKind
    text: str
    source: str = ""


def _any(words: tuple[str, ...]) -> str:
    return "|".join(sorted(map(re.escape, words), key=lambda word: (-len(word), word)))


EMPHASIS = re.compile(r"[*_](?:(?<!\w[*_])[*_]{0,2}(?=\S)|(?<=\S[*_])[*_]{0,2}(?!\w))")
"""Marks of emphasis. The first sign comes first, since then `re` tries no other places."""
LABEL_SIGNS = frozenset(":：-–—")
CREDIT_WORDS = ("This ", "ontribut", "assisted", "helped", "dditional reporting")
"""Words without which a line is no credit, unless it opens with one of these:"""
HELPERS = ("Graphics by ", "Illustration by ", "Illustrations by ", "Photo illustration by ")
CORRECTION = lazy_pattern(
    rf"(?:{_any(CORRECTIONS)})(?:\s?[(（]([^()（）]{{3,40}})[)）]|(?:,| ?[-–—]) ?([^:：]{{3,30}}))?\s?[:：]\s*(.+)",
    re.IGNORECASE,
)
REMARK = re.compile(rf"\((?:{_any(REMARK_VERBS)})\b[^()]*(?:\([^()]*\)[^()]*)?\)", re.IGNORECASE)
CORRECTING = re.compile(rf"\(((?:{_any(CORRECTING_VERBS)})\b[^()]*(?:\([^()]*\)[^()]*)?)\)", re.IGNORECASE)
TO_READERS = lazy_pattern(rf"[(\[]?(?:{_any(EDITORS_NOTES)})\s?(?:[:：]|\.? ?[-–—])\s*.+", re.IGNORECASE)
CONTRIBUTED = lazy_pattern(
    r"(?:-- ?|[-–—] )?[^.!?]{3,160} (?:contributed|also contributed|assisted|helped)(?: reporting| research)?"
    r"(?: (?:to|with|from|on)\b[^.!?]{2,80})?\.?(?: ?[-–—]{1,2})?"
    r"|(?:contributing|contributors?|additional reporting(?: by)?)\s?:? [^.!?]{3,160}\.?"
    r"|(?:graphics|(?:photo )?illustrations?) by (?-i:[A-Z])[^.!?]{2,80}",
    re.IGNORECASE,
)
REPUBLISHED = lazy_pattern(
    r"[-–— ]*This (?:article|story|report|piece|essay|interview|column) (?:(?:is|was|has been) )?"
    r"(?:(?:first|originally) )?(?:republished|published|produced|reported|appeared|reprinted|distributed)"
    r" (?:here )?(?:with permission )?(?:from|by|in|on|at) (?:(?-i:the) )?(?P<source>(?-i:[A-Z0-9][\w.&'’-]*(?: "
    r"(?:of|the|and|for|[A-Z0-9][\w.&'’-]*))*))"
    r"(?:,? .{0,300}|\.?[-–— ]*)",
    re.IGNORECASE,
)


def read_note(words: str) -> Note | None:
    """Return the note in a line; None for a line of the story. Marks of Markdown around it don't matter."""
    return _read(words) if MIN_CHARS <= len(words) <= MAX_CHARS else None


@lru_cache(maxsize=256)
def _read(words: str) -> Note | None:
    plain = EMPHASIS.sub("", words).strip() if "*" in words or "_" in words else words
    if plain.startswith("(") and (remark := _read_remark(plain)):
        return remark
    opening = plain[:MAX_LABEL_CHARS]
    if True in [sign in opening for sign in LABEL_SIGNS] and (labelled := _read_labelled(plain)):
        return labelled
    if True in [word in plain for word in CREDIT_WORDS] or plain.startswith(HELPERS):
        return _read_credit(plain)
    return None


def _read_remark(plain: str) -> Note | None:
    if len(plain) > MAX_REMARK_CHARS:
        return None
    correcting = CORRECTING.fullmatch(plain)
    if correcting:
        return Note(NoteKind.CORRECTION, correcting[1])
    return Note(NoteKind.REMARK, plain) if REMARK.fullmatch(plain) else None


def _read_labelled(plain: str) -> Note | None:
    opening = plain.lstrip("([")
    correction = CORRECTION.fullmatch(opening)
    if correction and _is_sentence(correction[3]):
        text = correction[3].rstrip(")]") if opening != plain else correction[3]
        day = correction[1] or correction[2] or ""
        return Note(NoteKind.CORRECTION, f"{day}: {text}" if day and is_moment(day) else text)
    return Note(NoteKind.TO_READERS, plain) if TO_READERS.fullmatch(plain) else None


def _is_sentence(words: str) -> bool:
    """Tell whether these are more than two words, or as many signs of a writing without spaces."""
    return len(words.split()) > 2 or (UNSPACED_SIGN.search(words) is not None and len(words) >= MIN_UNSPACED_CHARS)


def _read_credit(plain: str) -> Note | None:
    republished = REPUBLISHED.fullmatch(plain)
    if republished:
        source = LINKING_END.sub("", republished["source"].rstrip(".,"))
        return Note(NoteKind.TO_READERS, plain, name_agency(source) or source)
    return Note(NoteKind.CREDIT, plain) if CONTRIBUTED.fullmatch(plain) else None
