"""The record of a head of copy, and what every reader of one needs: the lines, and a place for what was found."""

import re
from collections.abc import Sequence

import msgspec

from generator.intake.header.keys import FIELD, find_misspelled_key, fold_key
from generator.intake.header.split import Field
from generator.intake.names import name_of_story
from generator.intake.text.dates import looks_like_moment
from generator.intake.text.name_dates import day_in_name
from generator.intake.wire.boilerplate import BoilerplateMark, mark_line
from generator.intake.wire.bylines import is_contact
from generator.intake.wire.head_lines import MAX_FIELD_CHARS, is_under_byline, note_boilerplate
from generator.intake.wire.lines import NO_LINE, CopyLine, Paragraph
from generator.model import Gravity, Problem

ANSWER = re.compile(r"yes|no|true|false", re.IGNORECASE)


GATHERED = {"corrections", "events"}
"""Keys of which each further line adds an entry."""


class WireHead(msgspec.Struct, frozen=True):
    """The content of the head, and the lines of the story that follow it."""

    headline: str
    headline_line: int
    fields: dict[str, Field]
    rest: tuple[CopyLine, ...]
    problems: tuple[Problem, ...]
    extra: dict[str, str | list[str]] = {}
    """What the head says to the desk, by key: `Word count: 420`."""


class LineTaker:
    """Takes the lines of one file once, from the top, and keeps what they say."""

    def __init__(self, lines: Sequence[CopyLine], file: str, *, titled: bool) -> None:
        self.lines = lines
        self.titled = titled
        self.file = file
        self.named_day = day_in_name(name_of_story(file))
        self.at = self._skip_blank(0)
        self.is_above = False
        self.headline = Paragraph(0, "")
        self.fields: dict[str, Field] = {}
        self.extra: dict[str, str | list[str]] = {}
        self.bylines: list[str] = []
        self.kept: list[CopyLine] = []
        self.problems: list[Problem] = []

    def head(self) -> WireHead:
        """Return all that was read so far, and the lines that are left."""
        fields = dict(self.fields)
        if self.bylines:
            value = self.bylines[0] if len(self.bylines) == 1 else tuple(self.bylines)
            fields["bylines"] = Field(value, fields["bylines"].line)
        release = fields.pop("release", None)
        if release is not None:
            fields.setdefault("embargo", release)
            fields.setdefault("published", release)
        self._put_back(fields)
        kept = (one for line in self.kept for one in (line, CopyLine(line.number, "", "")))
        rest = (*kept, *self.lines[self.at :])
        return WireHead(self.headline.text, self.headline.line, fields, rest, tuple(self.problems), self.extra)

    def _put_back(self, fields: dict[str, Field]) -> None:
        """Put lines back into the story that only look like fields: half a fact check, and an event without a day."""
        halves = [] if "genre" in fields or fields.keys() >= {"claim", "verdict"} else ["claim", "claimant", "verdict"]
        timeless = ["events"] if "events" in fields and not re.search(r"\d", str(fields["events"].value)) else []
        numbers = {fields.pop(key).line for key in (*halves, *timeless) if key in fields}
        self.kept += [line for line in self.lines if line.number in numbers]

    def _take_boilerplate(self, line: CopyLine) -> bool:
        if mark_line(line.words) not in {BoilerplateMark.BUTTON, BoilerplateMark.ANYWHERE}:
            return False
        self.at += 1
        self.problems.append(note_boilerplate(line, self.file))
        return True

    def _take_titles(self) -> None:
        """Take the lines under a byline with an affiliation or a mail address."""
        while self.at < len(self.lines) and is_under_byline(self.lines[self.at].words):
            line = self.lines[self.at]
            if is_contact(line.words):
                self.problems.append(note_boilerplate(line, self.file))
            else:
                self.bylines[-1] += f", {line.words}"
            self.at += 1

    def _add(self, key: str, value: str, line: CopyLine) -> None:
        if key == "bylines":
            self.bylines.append(value)
            self.fields.setdefault(key, Field(value, line.number))
        elif key == "issue":
            self.extra.setdefault(key, value)
            self._note(line, f"names the issue, {value}, which isn't printed.", "")
        elif key not in self.fields:
            self.fields[key] = Field(value, line.number)
        elif key in GATHERED:
            older = self.fields[key]
            values = (older.value,) if isinstance(older.value, str) else older.value
            self.fields[key] = Field((*values, value), older.line)
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
        pair = FIELD.fullmatch(line.words) if ":" in line.words and len(line.words) <= MAX_FIELD_CHARS else None
        meant = find_misspelled_key(fold_key(pair[1])) if pair else ""
        if pair and meant and (ANSWER.fullmatch(pair[2]) or looks_like_moment(pair[2])):
            message = f"I don't recognize “{pair[1]}:”. It looks like “{meant}:”."
            self.problems.append(
                Problem(self.file, line.number, message, f"Write “{meant}: {pair[2]}”.", code="header-misspelled")
            )

    def _note(self, line: CopyLine, message: str, hint: str) -> None:
        self.problems.append(
            Problem(self.file, line.number, f"“{line.words}” {message}", hint, Gravity.NOTE, code="reading-line")
        )

    def _line(self, at: int) -> CopyLine:
        return self.lines[at] if at < len(self.lines) else NO_LINE

    def _below(self) -> CopyLine:
        """Return the next line with words under the one that is being read."""
        return self._line(self._skip_blank(self.at + 1))

    def _skip_blank(self, at: int) -> int:
        while at < len(self.lines) and not self.lines[at].words:
            at += 1
        return at
