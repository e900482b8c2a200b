"""Read the head of wire copy: the headline and the lines under it before the story begins.

The head ends at the first line that is not a field, a byline, a date, boilerplate, a note to the desk or a deck.
"""

import re
from collections.abc import Sequence
from functools import cached_property
from itertools import takewhile

from generator.intake.embeds.lines import is_embed_line
from generator.intake.header.split import Field
from generator.intake.languages.phrases import fold
from generator.intake.photos.typed import is_photo_line
from generator.intake.wire.agencies import may_hold_title
from generator.intake.wire.boilerplate import BoilerplateMark, mark_line
from generator.intake.wire.bylines import is_bare_byline, is_bare_name, is_contact, is_paper_name, names_people
from generator.intake.wire.head_dates import NamedDay, compare_days, is_about_other_days, is_event, names_event
from generator.intake.wire.head_lines import (
    DASHES,
    PLAIN_VALUE,
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
    read_key,
    read_unknown_pair,
    stands_alone,
)
from generator.intake.wire.head_record import LineTaker, WireHead
from generator.intake.wire.headline import (
    closes_page_head,
    is_kicker,
    is_note_above,
    is_text,
    may_be_deck,
    may_be_headline,
    opens_agency_copy,
    runs_on,
)
from generator.intake.wire.lines import NO_LINE, CopyLine, Paragraph, ends_sentence
from generator.intake.wire.notes import NoteKind, read_note
from generator.intake.wire.people import is_surely_name
from generator.intake.wire.restraint import read_restraint
from generator.intake.wire.restraint_words import Place
from generator.model import Gravity, Problem

ODD_BYLINE = re.compile(r"by [^.!?]{2,80}[.,;]?", re.IGNORECASE)
BOLD = re.compile(r"^([*_]{1,2})(?=[^\s*_])([^*_]{2,300}[^\s*_])\1$")
"""A line in bold or italics, as messengers write it: `*Court sacks Speaker*`."""
MAX_BYLINE_WORDS = 10
MAX_NAMES_CHARS = 100
"""A longer line names no people alone."""
MAX_BLOCK_LINES = 12
"""The lines around a date that are searched for the hour or the place of an event."""
MAX_DECK_LINES = 3
SURE_ABOVE = {"bylines", "published", "embargo", "release", "source", "issue", "dateline", "updated"}
"""What a line above the headline may name."""
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


class _HeadReader(LineTaker):
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
        return is_surely_name(line.words) and line.words.rpartition(" ")[2] not in self._below().words

    def _take_odd_byline(self, line: CopyLine) -> bool:
        """Take a short line that begins with By, and is followed by a date or a blank line, as the byline."""
        below = self._line(self.at + 1)
        if "bylines" in self.fields or not ODD_BYLINE.fullmatch(line.words):
            return False
        if len(line.words.split()) > MAX_BYLINE_WORDS or (below.words and not self._read_line(below)):
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
        if "bylines" in self.fields or self.kept or self._line(self.at + 1).words or not ends_sentence(line.words):
            return False
        if [key for key, _ in self._read_line(self._below())][:1] != ["bylines"]:
            return False
        self.at += 1
        self.kept.append(line)
        return True
