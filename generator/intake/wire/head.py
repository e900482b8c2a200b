"""Read the head of wire copy: the headline and the lines under it before the story begins.

The head ends at the first line that is not a field, a byline, a date, boilerplate or a deck.
"""

import re
from collections.abc import Sequence
from itertools import takewhile

import msgspec

from generator.intake.header.keys import FIELD, find_misspelled_key, fold_key
from generator.intake.header.split import Field, read_field
from generator.intake.text.dates import looks_like_moment
from generator.intake.wire.agencies import is_title
from generator.intake.wire.boilerplate import BoilerplateMark, mark_line
from generator.intake.wire.bylines import is_bare_byline, is_bare_name, is_contact, looks_like_byline, names_people
from generator.intake.wire.datelines import read_dateline
from generator.intake.wire.lines import BULLET, NO_LINE, CopyLine, Paragraph, ends_sentence
from generator.intake.wire.notes import NoteKind, read_note
from generator.model import Gravity, Problem

MAX_FIELD_CHARS = 120
MAX_KEY_CHARS = 40
MAX_DECK_CHARS = 250
MIN_DECK_WORDS = 2
MIN_WRAPPED_HEADLINE = 40
MAX_WRAPPED_HEADLINE = 90

LONG_KEYS = {"headline", "deck", "summary", "corrections", "topics", "was", "related"}
"""Keys whose values may be sentences. A long line that begins with another key is a sentence of the story."""
SURE_ALONE = {"headline", "slug", "section", "topics", "published", "bylines", "embargo", "draft"}
"""Keys that may stand alone above the headline. Others, such as `Source: ...`, are the headline when they are alone."""

BARS = re.compile(r"\s+[|•·]\s+|\s+[-–—/]\s+(?=[^-–—/|•·]{8,60}$)")
EMBARGO = re.compile(
    r"(?:strictly )?(?:(?:under )?embargo(?:ed)?|not for (?:publication|release))(?: for (?:publication|release))?"
    r" (?:until|till|before) (.{1,80})",
    re.IGNORECASE,
)
ODD_BYLINE = re.compile(r"by [^.!?]{2,80}[.,;]?", re.IGNORECASE)
MAX_BYLINE_WORDS = 10
ANSWER = re.compile(r"yes|no|true|false", re.IGNORECASE)
UPDATED = re.compile(r"(?:last )?(?:updated|modified|revised)\b", re.IGNORECASE)


class WireHead(msgspec.Struct, frozen=True):
    """The content of the head, and the lines of the story that follow it."""

    headline: str
    headline_line: int
    fields: dict[str, Field]
    rest: tuple[CopyLine, ...]
    problems: tuple[Problem, ...]


def read_head(lines: Sequence[CopyLine], file: str, titled: bool) -> WireHead:
    """Return the head of the copy in `lines`. With `titled` the headline is already known and is not searched for."""
    reader = _HeadReader(lines, file)
    if not titled:
        reader.take_fields_above()
        reader.take_headline()
    while reader.take_head_line():
        pass
    return reader.head()


class _HeadReader:
    """Reads the lines of one file once, from the top."""

    def __init__(self, lines: Sequence[CopyLine], file: str) -> None:
        self.lines = lines
        self.file = file
        self.at = self._skip_blank(0)
        self.headline = Paragraph(0, "")
        self.fields: dict[str, Field] = {}
        self.bylines: list[str] = []
        self.kept: list[CopyLine] = []
        self.problems: list[Problem] = []

    def head(self) -> WireHead:
        """Return all that was read so far, and the lines that are left."""
        fields = dict(self.fields)
        if self.bylines:
            value = self.bylines[0] if len(self.bylines) == 1 else tuple(self.bylines)
            fields["bylines"] = Field(value, fields["bylines"].line)
        rest = (*self.kept, *self.lines[self.at :])
        return WireHead(self.headline.text, self.headline.line, fields, rest, tuple(self.problems))

    def take_fields_above(self) -> None:
        """Take the lines above the headline: `Key: value`, an embargo, boilerplate."""
        lines = takewhile(lambda pair: pair[1], ((line, _read_key(line.words)) for line in self.lines[self.at :]))
        found = [(line, *field) for line, field in lines if field]
        if len(found) > 1 or (found and _stands_alone(*found[0][1:])):
            self.at = self._skip_blank(self.at + len(found))
            for line, key, value in found:
                self._add(key, value, line)
        while mark_line(self._line(self.at).words) is BoilerplateMark.ANYWHERE and self._skip_blank(self.at + 1) < len(
            self.lines
        ):
            self._take_boilerplate(self.lines[self.at])
            self.at = self._skip_blank(self.at)

    def take_headline(self) -> None:
        """Take the headline: the `Headline:` field, or else the first line and a second line that continues it."""
        field = self.fields.pop("headline", None)
        if field is not None:
            self.headline = Paragraph(field.line, str(field.value))
        elif self.at < len(self.lines):
            line = self.lines[self.at]
            self.headline = Paragraph(line.number, line.words)
            self.at += 1
            self._take_second_half()

    def _take_second_half(self) -> None:
        upper, lower = self.headline, self._line(self.at)
        if not _runs_on(upper.text, lower.words, not self._line(self.at + 1).words) or _is_known(lower):
            return
        self.headline = Paragraph(upper.line, f"{upper.text} {lower.words}")
        self.at = self._skip_blank(self.at + 1)
        self._note(lower, "was read as the second line of the headline.", "Put an empty line before it if it is not.")

    def take_head_line(self) -> bool:
        """Take the next line if it belongs to the head. Return False when the story begins."""
        self.at = self._skip_blank(self.at)
        if self.at == len(self.lines):
            return False
        line = self.lines[self.at]
        return (
            self._take_known(line)
            or self._take_bare_byline(line)
            or self._take_odd_byline(line)
            or self._take_note(line)
            or self._take_deck(line)
        )

    def _take_known(self, line: CopyLine) -> bool:
        """Take a field, a date, a byline or several of them separated by bars; or boilerplate."""
        found = read_head_line(line)
        if not found:
            self._check_slip(line)
            return self._take_boilerplate(line)
        self.at += 1
        for key, value in found:
            self._add(key, value, line)
        if found[-1][0] == "bylines":
            self._take_titles()
        return True

    def _take_boilerplate(self, line: CopyLine) -> bool:
        if mark_line(line.words) not in {BoilerplateMark.BUTTON, BoilerplateMark.ANYWHERE}:
            return False
        self.at += 1
        self.problems.append(note_boilerplate(line, self.file))
        return True

    def _take_titles(self) -> None:
        """Take the lines under a byline with an affiliation or a mail address."""
        while self.at < len(self.lines) and _is_under_byline(self.lines[self.at].words):
            line = self.lines[self.at]
            if is_contact(line.words):
                self.problems.append(note_boilerplate(line, self.file))
            else:
                self.bylines[-1] += f", {line.words}"
            self.at += 1

    def _take_bare_byline(self, line: CopyLine) -> bool:
        """Take a name without By that has a title after or under it: `Jane Roe` / `Associated Press Writer`."""
        below = self._line(self.at + 1)
        titled = is_title(below.words)
        dated = looks_like_moment(below.words) and is_bare_name(line.words)
        certain = is_bare_byline(line.words) or (titled and names_people(line.words)) or dated
        if "bylines" in self.fields or not certain:
            return False
        after = self._line(self.at + 2) if titled else below
        if after.words and not read_head_line(after):
            return False
        self.at += 1
        self._add("bylines", line.words, line)
        self._note(line, "was read as the byline.", "Write “By” before the name to make sure.")
        self._take_titles()
        return True

    def _take_odd_byline(self, line: CopyLine) -> bool:
        """Take a short line that begins with By, and is followed by a date or a blank line, as the byline."""
        below = self._line(self.at + 1)
        if (
            "bylines" in self.fields
            or not ODD_BYLINE.fullmatch(line.words)
            or len(line.words.split()) > MAX_BYLINE_WORDS
        ):
            return False
        if below.words and not read_head_line(below):
            return False
        self.at += 1
        self._add("bylines", line.words.rstrip(".,;"), line)
        self._note(line, "was read as the byline.", "Write “By” and the name alone to make sure.")
        return True

    def _take_note(self, line: CopyLine) -> bool:
        """Pass over a note to readers that has more of the head under it. It opens the story."""
        note = read_note(line.words)
        below = self._line(self._skip_blank(self.at + 1))
        if note is None or note.kind is not NoteKind.TO_READERS or not read_head_line(below):
            return False
        self.at += 1
        self.kept.append(line)
        return True

    def _take_deck(self, line: CopyLine) -> bool:
        """Take a single line between the headline and a byline or date as the deck."""
        below = self._line(self._skip_blank(self.at + 1))
        if {"deck", "bylines", "published"} & set(self.fields) or not self.headline.text:
            return False
        if not {"bylines", "published"} & {key for key, _ in read_head_line(below)} or not _may_be_deck(line):
            return False
        self.at += 1
        self._add("deck", line.words, line)
        self._note(line, "was read as the deck, the line under the headline.", "Write “Deck:” before it to make sure.")
        return True

    def _add(self, key: str, value: str, line: CopyLine) -> None:
        if key == "bylines":
            self.bylines.append(value)
            self.fields.setdefault(key, Field(value, line.number))
        elif key not in self.fields:
            self.fields[key] = Field(value, line.number)
        else:
            self._add_again(key, value, line)

    def _add_again(self, key: str, value: str, line: CopyLine) -> None:
        """Take a second value for a key: a date is left out; any other may be a sentence and stays in the story."""
        known = f"line {self.fields[key].line} has one already"
        if looks_like_moment(value):
            self._note(line, f"was left out as a second date: {known}.", "Delete one of the two.")
        else:
            self.kept.append(line)
            self._note(line, f"stays in the story: {known}.", "Delete one of the two.")

    def _check_slip(self, line: CopyLine) -> None:
        """Hold the story back if the line may be an embargo with a misspelled key: `Embrago: 5 March 2026`."""
        pair = FIELD.fullmatch(line.words) if len(line.words) <= MAX_FIELD_CHARS else None
        meant = find_misspelled_key(fold_key(pair[1])) if pair else ""
        if pair and meant and (ANSWER.fullmatch(pair[2]) or looks_like_moment(pair[2])):
            message = f"I don't recognize “{pair[1]}:”. It looks like “{meant}:”."
            self.problems.append(Problem(self.file, line.number, message, f"Write “{meant}: {pair[2]}”."))

    def _note(self, line: CopyLine, message: str, hint: str) -> None:
        self.problems.append(Problem(self.file, line.number, f"“{line.words}” {message}", hint, Gravity.NOTE))

    def _line(self, at: int) -> CopyLine:
        return self.lines[at] if at < len(self.lines) else NO_LINE

    def _skip_blank(self, at: int) -> int:
        while at < len(self.lines) and not self.lines[at].words:
            at += 1
        return at


def read_head_line(line: CopyLine) -> list[tuple[str, str]]:
    """Return the canonical keys and values in a line of the head; empty when it has none.

    `By Jane Roe | April 20, 2010` has two.
    """
    words = line.words
    whole = _read_piece(words)
    if whole:
        return [whole]
    pieces = [_read_piece(piece) for piece in BARS.split(words)] if len(words) <= MAX_FIELD_CHARS else []
    found = [piece for piece in pieces if piece]
    return found if len(found) == len(pieces) else []


def note_boilerplate(line: CopyLine, file: str) -> Problem:
    """Return the note to the editor that `line` was left out."""
    message = f"Left out: “{line.words}” looks like a label, not story text."
    return Problem(file, line.number, message, "If it is part of the story, write it as a full sentence.", Gravity.NOTE)


def _read_piece(words: str) -> tuple[str, str] | None:
    field = _read_key(words)
    if field:
        return field
    if looks_like_moment(words):
        return "updated" if UPDATED.match(words) else "published", words
    return ("bylines", words) if looks_like_byline(words) else None


def _read_key(words: str) -> tuple[str, str] | None:
    return _read_embargo(words) or _read_field(words)


def _read_embargo(words: str) -> tuple[str, str] | None:
    """Return the time in `EMBARGOED UNTIL 00:01 GMT, 3 March 2026`. If it isn't a date, the story is later held."""
    found = EMBARGO.fullmatch(words)
    return ("embargo", found[1]) if found else None


def _read_field(words: str) -> tuple[str, str] | None:
    """Return key and value of a `Key: value` line, unless it is a sentence (`Update: Council votes`) or a link.

    `Related: Dog bites man` was copied from a web page: editors name related stories by words without blanks.
    """
    field = read_field(words) if ":" in words[:MAX_KEY_CHARS] else None
    if field is None or not field[1]:
        return None
    if field[0] not in LONG_KEYS and len(words) > MAX_FIELD_CHARS:
        return None
    if field[0] == "updated" and not any(char.isdigit() for char in field[1]):
        return None
    if field[0] == "related" and any(" " in name.strip() for name in field[1].split(",")):
        return None
    return field


def _stands_alone(key: str, value: str) -> bool:
    return key in SURE_ALONE and (key != "published" or looks_like_moment(value))


def _is_known(line: CopyLine) -> bool:
    return bool(read_head_line(line)) or mark_line(line.words) is not BoilerplateMark.STORY


def _runs_on(upper: str, lower: str, is_last: bool) -> bool:
    """Tell whether a headline continues in the line below: both are as long as wrapped lines, and a blank follows."""
    if not is_last or not lower or not MIN_WRAPPED_HEADLINE <= len(upper) <= MAX_WRAPPED_HEADLINE:
        return False
    if ends_sentence(upper) or ends_sentence(lower) or len(lower) > len(upper) or BULLET.match(lower):
        return False
    return lower[0].islower() or (upper.isupper() and lower.isupper())


def _may_be_deck(line: CopyLine) -> bool:
    fits = len(line.words) <= MAX_DECK_CHARS and len(line.words.split()) >= MIN_DECK_WORDS
    return fits and not line.is_indented and read_dateline(line.words) is None


def _is_under_byline(words: str) -> bool:
    return bool(words) and (is_title(words) or is_contact(words))
