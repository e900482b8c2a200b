"""Read the head of wire copy: the headline and the lines under it before the story begins.

The head ends at the first line that is not a field, a byline, a date, boilerplate, a note to the desk or a deck.
"""

import re
from collections.abc import Sequence
from itertools import takewhile

from generator.intake.header.fields import Field
from generator.intake.header.keys import DESK_TEXTS, fold_key
from generator.intake.photos.typed import is_photo_line
from generator.intake.wire.agencies import name_agency
from generator.intake.wire.boilerplate import BoilerplateMark, mark_line
from generator.intake.wire.head_below import LinesBelow
from generator.intake.wire.head_dates import names_event
from generator.intake.wire.head_lines import (
    PLAIN_VALUE,
    is_known,
    note_boilerplate,
    read_desk_line,
    read_head_line,
    read_key,
    stands_alone,
)
from generator.intake.wire.head_record import WireHead
from generator.intake.wire.headline import (
    closes_page_head,
    drop_desk_marks,
    is_agency_alone,
    is_kicker,
    is_masthead,
    is_note_above,
    is_text,
    may_be_headline,
    opens_agency_copy,
    read_column,
    runs_on,
)
from generator.intake.wire.lines import CopyLine, Paragraph, ends_sentence
from generator.intake.wire.restraint import read_restraint
from generator.intake.wire.restraint_words import Place

BOLD = re.compile(r"^([*_]{1,3})(?=[^\s*_])([^*_]{2,300}[^\s*_])\1$")
"""A line in bold or italics, as messengers write it: `*Court sacks Speaker*`."""
SURE_ABOVE = {"bylines", "published", "embargo", "release", "source", "issue", "dateline", "updated"}
"""What a line above the headline may name."""
DESK_HEADLINES = ("print_headline", "web_headline", "seo_headline", "seo_title")
MAX_LINES_ABOVE = 8
"""The most lines that are passed over in search of the headline."""


def read_head(lines: Sequence[CopyLine], file: str, titled: bool) -> WireHead:
    """Return the head of the copy in `lines`. With `titled` the headline is already known and is not searched for."""
    reader = _HeadReader(lines, file, titled=titled)
    if not titled:
        reader.take_fields_above()
        reader.take_headline()
    while reader.take_head_line():
        pass
    return reader.head()


class _HeadReader(LinesBelow):
    """Reads the lines of one file once, from the top."""

    def take_fields_above(self) -> None:
        """Take the lines above the headline: `Key: value`, an embargo, boilerplate, a byline, a date, a kicker."""
        self.is_above = True
        lines = takewhile(lambda pair: pair[1], ((line, read_key(line.words)) for line in self.lines[self.at :]))
        found = [(line, *field) for line, field in lines if field]
        if len(found) > 1 or (found and stands_alone(*found[0][1:])):
            self.at = self._skip_blank(self.at + len(found))
            for line, key, value in found:
                self._add(key, value, line)
        if "headline" not in self.fields:
            for _ in range(MAX_LINES_ABOVE):
                if not self._pass_over():
                    break
        self.is_above = False
        self._take_labelled_headline()

    def _take_labelled_headline(self) -> None:
        """Take `Print headline: ...` for the headline where the labels above the story name no other one."""
        if not self.extra:
            return
        name = next((name for name in DESK_HEADLINES if name in self.extra), "")
        if name and "headline" not in self.fields and ends_sentence(self._line(self.at).words):
            value = str(self.extra[name])
            line = next(line.number for line in self.lines if line.words.endswith(value))
            self.fields["headline"] = Field(value, line)

    def _pass_over(self) -> bool:
        """Take one line that stands above the headline. Return False when the headline is reached."""
        line = self._line(self.at)
        below = self._skip_blank(self.at + 1)
        if below >= len(self.lines):
            return False
        if mark_line(line.words) is BoilerplateMark.ANYWHERE:
            self._take_boilerplate(line)
            self._take_page_head(line)
        elif self._take_name_above(line, self.lines[self.at + 1 :]):
            pass
        elif is_photo_line(line.words) or is_note_above(line, self.lines[self.at + 1 :]):
            self.at += 1
            self.kept.append(line)
        elif may_be_headline(self.lines[below]) and self._take_above(line):
            pass
        else:
            return False
        self.at = self._skip_blank(self.at)
        return True

    def _take_name_above(self, line: CopyLine, below: Sequence[CopyLine]) -> bool:
        """Take a name above the headline: that of a kind of piece, of a column, of the paper or of an agency."""
        if is_kicker(line, below):
            self._take_kicker(line, line.words.strip(" :"))
        elif column := read_column(line, below):
            self._take_kicker(line, column[0])
            self._add("bylines", column[1], line)
        elif is_masthead(line, below):
            self.at += 1
            self.problems.append(note_boilerplate(line, self.file))
        elif is_agency_alone(line, below) and "source" not in self.fields:
            self.at += 1
            self._add("source", name_agency(line.words), line)
        else:
            return False
        return True

    def _take_kicker(self, line: CopyLine, kicker: str) -> None:
        """Take the kicker. A second one, as in `OUR VIEW` / `EDITORIAL`, is left out."""
        self.at += 1
        if "kicker" in self.fields:
            self._note(line, "was left out: the story has a kicker already.", "Delete one of the two.")
            return
        self._add("kicker", kicker, line)
        self._note(line, "was read as the kicker over the headline.", "Write “Kicker:” before it to make sure.")

    def _take_above(self, line: CopyLine) -> bool:
        """Take an embed, a byline, a date, an embargo or a line for the desk above the headline."""
        if self._keep_embed(line):
            return True
        restraint = read_restraint(line.words, Place.HEAD)
        if restraint is not None and restraint.moment and restraint.rest:
            return False
        if self._is_sure_above(line):
            return self._take_known(line)
        pair = read_desk_line(line.words)
        if pair is None:
            return False
        is_sure = fold_key(pair[0]) in DESK_TEXTS or PLAIN_VALUE.fullmatch(pair[1]) is not None
        return (is_sure or self._is_labelled(self._line(self.at + 1))) and self._take_desk_line(line)

    def _is_sure_above(self, line: CopyLine) -> bool:
        """Tell whether a byline, a date or another field above the headline surely is one."""
        found = read_head_line(line)
        keys = {key for key, _ in found}
        if self.at and self._is_labelled(self.lines[self.at - 1]) and read_key(line.words):
            return True
        if "bylines" in keys and is_text(self.lines[self._skip_blank(self.at + 1)]):
            return False  # `Di Maria retires` over the story itself
        sure = keys <= SURE_ABOVE and keys - {"source"}
        return bool(sure) and not any(key == "bylines" and " " not in value for key, value in found)

    def _is_labelled(self, line: CopyLine) -> bool:
        """Tell whether a line next to another labelled one belongs to the same block: `SEO headline: ...`."""
        return bool(line.words) and (read_desk_line(line.words) or read_key(line.words)) is not None

    def _take_page_head(self, line: CopyLine) -> None:
        """Leave out the menu of a web page, which stands in one block with `Skip to main content`."""
        end = closes_page_head(line, self.lines[self.at :])
        for menu in self.lines[self.at : self.at + end]:
            self.problems.append(note_boilerplate(menu, self.file))
        self.at += end

    def take_headline(self) -> None:
        """Take the headline: the `Headline:` field, or else the first line and a second line that continues it."""
        field = self.fields.pop("headline", None)
        if field is not None:
            self.headline = Paragraph(field.line, str(field.value))
        elif self.at < len(self.lines) and self._may_take_headline(self.lines[self.at]):
            line = self.lines[self.at]
            words = drop_desk_marks(self._without_embargo(line))
            self.headline = Paragraph(line.number, BOLD.sub(r"\2", words) if words.startswith(("*", "_")) else words)
            self.at += 1
            self._take_second_half()

    def _may_take_headline(self, line: CopyLine) -> bool:
        """Tell whether a line can be the headline: agency copy may have none, and the labels of an event."""
        if opens_agency_copy(line) or (names_event(line) and names_event(self._line(self._skip_blank(self.at + 1)))):
            return False
        return may_be_headline(line, self._line(self.at + 1))

    def _without_embargo(self, line: CopyLine) -> str:
        """Return the words of the headline without an embargo that can be read: `EMBARGOED UNTIL DEC. 1, 2026 - X`."""
        found = read_restraint(line.words, Place.HEADLINE)
        if found is None or not found.moment or not found.rest or "embargo" in self.fields:
            return line.words
        self._add("embargo", found.moment, line)
        self._note(line, f"names an embargo, {found.moment}.", "Write it in a line of its own: “Embargo: …”.")
        return found.rest

    def _take_second_half(self) -> None:
        upper, lower = self.headline, self._line(self.at)
        if not runs_on(upper.text, lower.words, not self._line(self.at + 1).words) or is_known(lower):
            return
        self.headline = Paragraph(upper.line, f"{upper.text} {lower.words}")
        self.at = self._skip_blank(self.at + 1)
        self._note(lower, "was read as the second line of the headline.", "Put an empty line before it if it is not.")
