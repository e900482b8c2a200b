"""Read the lines between the headline and the story: bylines, dates, fields, the deck, notes to the desk."""

import re
from collections.abc import Sequence
from functools import cached_property
from itertools import takewhile

from generator.intake.embeds.lines import is_embed_line
from generator.intake.header.split import Field
from generator.intake.languages.phrases import fold
from generator.intake.wire.agencies import may_hold_title
from generator.intake.wire.bylines import is_bare_byline, is_bare_name, is_contact, is_paper_name, names_people
from generator.intake.wire.head_dates import NamedDay, compare_days, is_about_other_days, is_event
from generator.intake.wire.head_lines import (
    DASHES,
    find_items,
    is_known,
    is_release_key,
    is_short,
    is_signed,
    is_titled,
    join_byline,
    looks_like_date_line,
    note_boilerplate,
    note_unclear_release,
    read_desk_line,
    read_head_line,
    read_unknown_pair,
)
from generator.intake.wire.head_record import LineTaker
from generator.intake.wire.headline import (
    is_text,
    may_be_deck,
)
from generator.intake.wire.lines import NO_LINE, CopyLine, ends_sentence
from generator.intake.wire.notes import NoteKind, read_note
from generator.intake.wire.people import is_surely_name
from generator.model import Gravity, Problem

ODD_BYLINE = re.compile(r"by [^.!?]{2,80}[.,;]?", re.IGNORECASE)
NO_FIELD = Field("", 0)
MAX_BYLINE_WORDS = 10
MAX_NAMES_CHARS = 100
"""A longer line names no people alone."""
MAX_BLOCK_LINES = 12
"""The lines around a date that are searched for the hour or the place of an event."""
MAX_DECK_LINES = 3


class LinesBelow(LineTaker):
    """Reads the lines under the headline, from the top."""

    def take_head_line(self) -> bool:
        """Take the next line if it belongs to the head. Return False when the story begins."""
        self.at = self._skip_blank(self.at)
        if self.at == len(self.lines):
            return False
        line = self.lines[self.at]
        if not is_short(line.words):
            return False
        return (
            self._keep_embed(line)
            or self._take_repeated(line)
            or self._take_known(line)
            or self._take_bare_byline(line)
            or self._take_odd_byline(line)
            or self._take_desk_line(line)
            or self._take_note(line)
            or self._take_deck(line)
            or self._keep_lede(line)
        )

    def _keep_embed(self, line: CopyLine) -> bool:
        """Keep a video or another embed that stands in the head as the beginning of the story."""
        if not is_embed_line(line.text):
            return False
        self.kept.append(line)
        self.at += 1
        return True

    def _take_repeated(self, line: CopyLine) -> bool:
        """Leave out a line that says the same as the headline and is no sentence: it is no byline and no deck."""
        headline = self.headline.text
        if not headline or len(line.words) != len(headline) or fold(line.words) != fold(headline):
            return False
        if line.words.endswith((".", "。")) and is_text(line):
            return False
        self.at += 1
        self._note(line, "was left out: it repeats the headline.", "If it is part of the story, add to it.")
        return True

    def _take_known(self, line: CopyLine) -> bool:
        """Take a field, a date, a byline or several of them separated by bars; or boilerplate."""
        found = self._read_line(line)
        if not found and (joined := join_byline(line.words, self._line(self.at + 1).words)):
            self.at += 1
            found = [("bylines", joined)]
        if not found:
            self._check_slip(line)
            return self._take_boilerplate(line)
        dated = any(key == "published" for key, _ in found)
        if dated and (self._is_other_day(line) or not self._agrees_with_name(line, found)):
            return False
        self.at += 1
        for key, value in found:
            if key != "published" or self.fields.get(key, NO_FIELD).line != line.number:
                self._add(key, value, line)
        if found[-1][0] == "bylines":
            self._take_titles()
        return True

    def _read_line(self, line: CopyLine) -> list[tuple[str, str]]:
        """Return the keys and values in a line, unless it is an item of a list."""
        if line.words.startswith(DASHES) and line.number in self._items:
            return []
        return read_head_line(line)

    @cached_property
    def _items(self) -> frozenset[int]:
        return find_items(self.lines)

    def _is_other_day(self, line: CopyLine) -> bool:
        """Tell whether a date is that of an event or of history, and so belongs to the story."""
        if is_about_other_days(self.headline.text):
            return True
        start = self.at
        while (
            start > max(0, self.at - MAX_BLOCK_LINES)
            and self.lines[start - 1].words
            and self.lines[start - 1].number > self.headline.line
        ):
            start -= 1
        block = list(takewhile(lambda one: one.words, self.lines[start : start + 2 * MAX_BLOCK_LINES]))
        return is_event(line, block)

    def _agrees_with_name(self, line: CopyLine, found: Sequence[tuple[str, str]]) -> bool:
        """Tell whether the date of a line is that in the file's name, which wins; report one that isn't."""
        value = next(value for key, value in found if key == "published")
        answer = compare_days(value, self.named_day)
        if answer is NamedDay.SAME or not self.named_day:
            return True
        if "published" in self.fields:
            return True
        unclear = answer is NamedDay.UNREADABLE or not any(char.isdigit() for char in value)
        if is_release_key(line.words) and unclear:
            self.problems.append(note_unclear_release(line, self.file))
            return True
        message = f"“{value}” isn't the date in the file's name, {self.named_day}, which is used."
        hint = "Correct the one that is wrong. If it is the date of an event, write it in a sentence."
        self.problems.append(Problem(self.file, line.number, message, hint, Gravity.WARNING, code="date-contradiction"))
        self.fields["published"] = Field(self.named_day, line.number)
        if self.is_above:
            return True
        beside_byline = "bylines" in self.fields and self._line(self.at - 1).words != ""
        if beside_byline or len(found) > 1 or line.words != value or answer is NamedDay.UNREADABLE:
            return True
        self.kept.append(line)
        self.at += 1
        return False

    def _take_desk_line(self, line: CopyLine) -> bool:
        """Take a line that is for the desk alone, or an unknown one between two known lines of one block."""
        pair = read_desk_line(line.words)
        if pair is None and is_contact(line.words):
            self.at += 1
            self.problems.append(note_boilerplate(line, self.file))
            return True
        if pair is None:
            above, below = self._line(self.at - 1), self._line(self.at + 1)
            is_between = above.words and below.words and above.number > self.headline.line
            known = is_between and is_known(above) and is_known(below)
            pair = read_unknown_pair(line.words) if known else None
        if pair is None:
            return False
        self.at += 1
        key = re.sub(r"[\s-]+", "_", pair[0].casefold())
        self.extra.setdefault(key, pair[1])
        self._note(line, "is for the desk and isn't printed.", "If it is part of the story, write it as a sentence.")
        return True

    def _take_bare_byline(self, line: CopyLine) -> bool:
        """Take a name without By that has a title after or under it: `Jane Roe` / `Associated Press Writer`."""
        if len(line.words) > MAX_NAMES_CHARS or "bylines" in self.fields:
            return False
        below, after = self._line(self.at + 1), self._line(self.at + 2)
        titled = is_titled(below.words)
        alone = is_bare_name(line.words)
        behind = after if titled else below
        if not alone and behind.words and may_hold_title(line.words) and not self._goes_on(behind):
            return False
        signs = is_bare_byline(line.words) or (titled and names_people(line.words))
        if not (alone or signs):
            return False
        papered = alone and (is_bare_name(below.words) or is_paper_name(below.words)) and looks_like_date_line(after)
        if behind.words and not papered and not self._goes_on(behind):
            return False
        dated = alone and not below.words and self._stands_under_date(line)
        if not (dated or papered or signs or (alone and looks_like_date_line(below))):
            return False
        self.at += 1
        self._add("bylines", line.words, line)
        self._note(line, "was read as the byline.", "Write “By” before the name to make sure.")
        if papered:
            self.bylines[-1] += f", {below.words}"
            self.at += 1
        self._take_titles()
        return True

    def _goes_on(self, line: CopyLine) -> bool:
        return bool(self._read_line(line)) or is_contact(line.words)

    def _stands_under_date(self, line: CopyLine) -> bool:
        """Tell whether a name is directly under the date of publication, and the story isn't about that person."""
        above = self._line(self.at - 1) if self.at else NO_LINE
        if not (above.words and looks_like_date_line(above) and "published" in self.fields):
            return False
        text = self._line(self._skip_blank(self.at + 1)).words
        return is_surely_name(line.words) and line.words.rpartition(" ")[2] not in text

    def _take_odd_byline(self, line: CopyLine) -> bool:
        """Take a short line that begins with By, and is followed by a date or a blank line, as the byline."""
        below = self._line(self.at + 1)
        if (
            "bylines" in self.fields
            or not ODD_BYLINE.fullmatch(line.words)
            or len(line.words.split()) > MAX_BYLINE_WORDS
        ):
            return False
        if below.words and not self._read_line(below):
            return False
        self.at += 1
        self._add("bylines", line.words.rstrip(".,;"), line)
        self._note(line, "was read as the byline.", "Write “By” and the name alone to make sure.")
        return True

    def _take_note(self, line: CopyLine) -> bool:
        """Keep a note to readers over more of the head, or who helped under a byline: it opens the story."""
        note = read_note(line.words)
        helps = note is not None and note.kind is NoteKind.CREDIT and "bylines" in self.fields
        if note is None or not (helps or (note.kind is NoteKind.TO_READERS and self._read_line(self._below()))):
            return False
        self.at += 1
        self.kept.append(line)
        return True

    def _take_deck(self, line: CopyLine) -> bool:
        """Take one to three lines between the headline and a byline or date as the deck."""
        named = self.titled or self.headline.text
        if not named or {"deck", "bylines", "published"} & set(self.fields) or not self._signed_below():
            return False
        if is_about_other_days(self.headline.text):
            return False
        end = self.at + 1
        while end < self.at + MAX_DECK_LINES and self._line(end).words and may_be_deck(self._line(end)):
            if is_known(self._line(end)):
                break
            end += 1
        deck = self.lines[self.at : end]
        if not self._is_signed(self._skip_blank(end)) or not all(map(may_be_deck, deck)):
            return False
        self.at = end
        self._add("deck", ". ".join(one.words for one in deck), line)
        self._note(line, "was read as the deck, the line under the headline.", "Write “Deck:” before it to make sure.")
        return True

    def _signed_below(self) -> bool:
        """Tell whether a byline or a date stands in the few lines under the next one."""
        return any(map(self._is_signed, range(self.at + 1, self.at + 2 * MAX_DECK_LINES)))

    def _is_signed(self, at: int) -> bool:
        return self._line(at).number not in self._items and is_signed(self._line(at), self._line(at + 1))

    def _keep_lede(self, line: CopyLine) -> bool:
        """Keep a sentence between the headline and a byline as the first paragraph: a deck has no point at its end."""
        below = self._line(self._skip_blank(self.at + 1))
        alone = not self._line(self.at + 1).words
        if "bylines" in self.fields or self.kept or not (alone and ends_sentence(line.words)):
            return False
        if [key for key, _ in self._read_line(below)][:1] != ["bylines"]:
            return False
        self.at += 1
        self.kept.append(line)
        return True
