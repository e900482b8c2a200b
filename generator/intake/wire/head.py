"""Read the head of wire copy: the headline and the lines under it before the story begins.

The head ends at the first line that is not a field, a byline, a date, boilerplate, a note to the desk or a deck.
"""

import re
from collections.abc import Sequence
from itertools import takewhile

from generator.intake.photos.typed import is_photo_line
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
    is_kicker,
    is_note_above,
    is_text,
    may_be_headline,
    opens_agency_copy,
    runs_on,
)
from generator.intake.wire.lines import CopyLine, Paragraph
from generator.intake.wire.restraint import read_restraint
from generator.intake.wire.restraint_words import Place

BOLD = re.compile(r"^([*_]{1,2})(?=[^\s*_])([^*_]{2,300}[^\s*_])\1$")
"""A line in bold or italics, as messengers write it: `*Court sacks Speaker*`."""
SURE_ABOVE = {"bylines", "published", "embargo", "release", "source", "issue", "dateline", "updated"}
"""What a line above the headline may name."""
MAX_LINES_ABOVE = 8
"""The most lines that are passed over in search of the headline."""


def read_head(lines: Sequence[CopyLine], file: str, titled: bool) -> WireHead:
    """Return the head of the copy in `lines`. With `titled` the headline is already known and is not searched for."""
    reader = _HeadReader(lines, file)
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

    def _pass_over(self) -> bool:
        """Take one line that stands above the headline. Return False when the headline is reached."""
        line = self._line(self.at)
        below = self._skip_blank(self.at + 1)
        if below >= len(self.lines):
            return False
        if mark_line(line.words) is BoilerplateMark.ANYWHERE:
            self._take_boilerplate(line)
            self._take_page_head(line)
        elif is_kicker(line, self.lines[self.at + 1 :]) and "kicker" not in self.fields:
            self.at += 1
            self._add("kicker", line.words.strip(" :"), line)
            self._note(line, "was read as the kicker over the headline.", "Write “Kicker:” before it to make sure.")
        elif is_photo_line(line.words) or is_note_above(line, self.lines[self.at + 1 :]):
            self.at += 1
            self.kept.append(line)
        elif may_be_headline(self.lines[below]) and self._take_above(line):
            pass
        else:
            return False
        self.at = self._skip_blank(self.at)
        return True

    def _take_above(self, line: CopyLine) -> bool:
        """Take an embed, a byline, a date, an embargo or a line for the desk above the headline."""
        if self._keep_embed(line):
            return True
        restraint = read_restraint(line.words, Place.HEAD)
        if restraint is not None and restraint.moment and restraint.rest:
            return False
        found = read_head_line(line)
        if any(key == "bylines" for key, _ in found) and is_text(self.lines[self._skip_blank(self.at + 1)]):
            return False  # `Di Maria retires` over the story itself
        keys = {key for key, _ in found}
        sure = keys <= SURE_ABOVE and keys - {"source"}
        if sure and not any(key == "bylines" and " " not in value for key, value in found):
            return self._take_known(line)
        pair = read_desk_line(line.words)
        return pair is not None and PLAIN_VALUE.fullmatch(pair[1]) is not None and self._take_desk_line(line)

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
            words = self._without_embargo(line)
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
