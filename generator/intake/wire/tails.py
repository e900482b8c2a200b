"""Read the end of agency copy: what is for newsrooms only, whom it credits, and the notes to readers in it."""

import re
from collections.abc import Sequence
from functools import cache

import msgspec

from generator.intake.wire.agencies import name_agency
from generator.intake.wire.boilerplate import BoilerplateMark, mark_line
from generator.intake.wire.bylines import EMAIL, is_bare_byline, read_bylines
from generator.intake.wire.closings import closing_of, cut_of, ends
from generator.intake.wire.credit_lines import AUTHOR_LINE, COPYRIGHT, REPORTED, agency_in, credit_of
from generator.intake.wire.lines import CopyLine, ends_sentence
from generator.intake.wire.note_words import (
    CORRECTIONS,
    EDITORS_NOTES,
    RIGHTS,
)
from generator.intake.wire.notes import NoteKind, read_note
from generator.intake.wire.people import EAST
from generator.intake.wire.signs import agency_of_sign, sign_at_end

MAX_CHARS = 700
MAX_JOINED_LINES = 8
MAX_LINES = 60
MIN_BROKEN = 30
"""A shorter line wasn't broken at its end."""
SHORT_WORDS = 16
SHORT_LINE = 60
MAX_CUT_LINES = 200
"""A part for newsrooms is looked for in so many last lines."""

REPORTERS = re.compile(
    r"\(?reporting by ([^;()]{3,200}?)(?: in [A-Z][\w ]{2,30})?(?=;|\)|$| and editing| editing)", re.IGNORECASE
)
INITIALS = re.compile(
    r"\(?[a-zà-þ]{1,4}(?:[/,. -]{1,2}[a-zà-þ]{1,6}){0,5}/?\)?|\(?[A-Z]{2,4}(?:/[A-Za-z]{2,4}){1,4}\)?|[A-Z]\.[A-Z]\.?"
)
NOTICE = re.compile(
    r"[(<\[©*_]|copyright|this |the (?:following|information)|follow |additional|our |nos |keywords|view |distributed|"
    + "|".join(map(re.escape, (*CORRECTIONS, *EDITORS_NOTES))),
    re.IGNORECASE,
)
SIGNS = frozenset("(<[©*_=#-–—")
TAIL_WORDS = (
    "contribut", "copyright", "©", "(c)", "reserv", "rights", "rechte", "droits", "derech", "direit", "diritti",
    "rettig", "oikeu", "prawa", "práva", "jog fenn", "pridržana", "права", "δικαι", "haklar", "hak cipta", "حقوق",
    "הזכויות",
    "syndicated",
    "版权", "版權", "転載", "전재", "저작권", "publish", "permission", "restrictions", "reprodu", "riprodu",
    "reporting by",    "editing by", "bestimmt",
)  # fmt: skip
"""Words without which the end of a story is read no further, casefolded."""
TAIL_WORDS_IN_ASCII = tuple(filter(str.isascii, TAIL_WORDS))
LATIN_LETTER = re.compile("[a-z]")
TAIL_WORDS_WITHOUT_LATIN = tuple(word for word in TAIL_WORDS if not LATIN_LETTER.search(word))
"""Those that a text without a plain Latin letter may have."""
CUT_SIGNS = frozenset("#DTO")
"""What the lines begin with that end the part for readers."""
SEPARATED = re.compile(r"[,/|(–—]")
RULE = re.compile(r"[_*=\-–—\s]{2,}")
SENTENCE_END = re.compile(r"(?<=[.!?\"”»)…。」]) +")
MAX_CLOSING_CHARS = 180
MAX_INITIALS, MAX_MARK = 4, 4
SURE_CUT, MAX_UNDER_CUT = "Our Standards:", 12
"""How a line opens under which all is furniture, perhaps so many lines."""
SIGN_OFF = re.compile(
    r"(?<=[.!?\"”»)…。」])\s*(?P<sign>\(?[©/]?[^\W\d_][^\s()/]{1,14}(?: [^\W\d_][^\s()/]{1,12})?[/)]?\.?)$"
)


class Tail(msgspec.Struct, frozen=True):
    """What was found at the end of a text."""

    left_out: tuple[CopyLine, ...] = ()
    """The lines that readers don't see, in their order."""
    cut: CopyLine | None = None
    """The line from which everything is for newsrooms only."""
    ending: tuple[CopyLine, str] | None = None
    """The last line of the story and what its agency signed it with."""
    has_initials: bool = False
    """True if lines hold writers' initials. They are left out only in the copy of an agency."""
    credit: str = ""
    """The agency that the end names, or empty."""
    reporters: str = ""
    """The reporters whom the end names, as printed."""
    corrections: tuple[tuple[int, str], ...] = ()
    """Corrections with the numbers of their lines."""


NO_TAIL = Tail()


def read_tail(lines: Sequence[CopyLine], opening_credit: str = "") -> Tail:
    """Return what stands at the end of `lines`. `opening_credit` is the agency of the dateline, if it is known."""
    if not _may_have_tail(lines) and not any(line.words.startswith(SURE_CUT) for line in lines[-MAX_UNDER_CUT:]):
        return NO_TAIL
    reader = _TailReader(lines, opening_credit)
    reader.take_cut()
    while reader.take():
        pass
    tail = reader.tail()
    first = next((line for line in lines if line.words), None)
    return NO_TAIL if first in tail.left_out else tail


def _may_have_tail(lines: Sequence[CopyLine]) -> bool:
    """Tell quickly whether the last lines may be more than the end of a sentence, or a part is for newsrooms only."""
    end = len(lines)
    while end and not lines[end - 1].words:
        end -= 1
    start = end
    while start and end - start < MAX_JOINED_LINES and lines[start - 1].words:
        start -= 1
    block = [line.words for line in lines[start:end]]
    if not block:
        return False
    if len(block[-1]) < SHORT_LINE and (len(block) == 1 or ends_sentence(block[-2])):
        return True
    last = block[-1]
    if not ends_sentence(last) or last.endswith((")", ").")) or not SIGNS.isdisjoint(last[:2]):
        return True
    if NOTICE.match(block[0]):
        return True
    folded = " ".join(block).casefold()
    words = TAIL_WORDS_IN_ASCII
    if not folded.isascii():
        words = TAIL_WORDS if LATIN_LETTER.search(folded) else TAIL_WORDS_WITHOUT_LATIN
    return True in [word in folded for word in words]


class _TailReader:
    """Reads lines from the last one upwards."""

    def __init__(self, lines: Sequence[CopyLine], opening_credit: str) -> None:
        self.lines = lines
        self.opening_credit = opening_credit
        self.end = len(lines)
        """The index behind the last line that wasn't read yet."""
        self.left_out: list[CopyLine] = []
        self.initials: list[CopyLine] = []
        """Lines with initials, which are left out only if the copy is an agency's."""
        self.cut: CopyLine | None = None
        self.credit = ""
        self.reporters = ""
        self.corrections: list[tuple[int, str]] = []
        self.ending: tuple[CopyLine, str] | None = None

    def tail(self) -> Tail:
        """Return all that was read."""
        is_wire = bool(self.credit or self.opening_credit)
        left_out = [*self.left_out, *(self.initials if is_wire else ())]
        return Tail(
            tuple(sorted(left_out, key=lambda line: line.number)),
            self.cut,
            self.ending,
            bool(self.initials),
            self.credit,
            self.reporters,
            tuple(reversed(self.corrections)),
        )

    def take_cut(self) -> None:
        """Take everything from the line after which a text is for newsrooms only."""
        for at in range(max(0, len(self.lines) - MAX_CUT_LINES), len(self.lines)):
            words = self.lines[at].words
            if words[:1] in CUT_SIGNS and (credit := cut_of(words)) and any(line.words for line in self.lines[:at]):
                self.cut, self.credit = self.lines[at], credit
                self.left_out.extend(line for line in self.lines[at:] if line.words)
                self.end = at
                return

    def take(self) -> bool:
        """Take the last line, or the last lines together. Return False at the story's own last line."""
        while self.end and not self.lines[self.end - 1].words:
            self.end -= 1
        if not self.end or len(self.lines) - self.end > MAX_LINES or not self._has_words_above():
            return False
        line = self.lines[self.end - 1]
        if self._take_single(line):
            self.end -= 1
            return True
        return self._take_joined() or self._take_ending(line)

    def _has_words_above(self) -> bool:
        """Tell whether text stands above the last line: the only line of a text is never its tail."""
        return any(self.lines[at].words for at in range(self.end - 1))

    def _take_single(self, line: CopyLine) -> bool:
        words = line.words
        agency = agency_in(words) if COPYRIGHT.match(words) else ""
        agency = agency or ("" if words in ends() else agency_of_sign(words))
        if agency:
            self._leave_out([line], agency)
            return True
        if words in ends() and EAST.search(words):
            self._leave_out([line], ends()[words])
            return True
        if RULE.fullmatch(words) or mark_line(words) is not BoilerplateMark.STORY:
            return True
        if words in ends():
            self._leave_out([line], ends()[words])
            return True
        if INITIALS.fullmatch(words) or EMAIL.fullmatch(words) or self._repeats_initials(words):
            self.initials.append(line)
            return True
        return self._take_text(words, [line])

    def _repeats_initials(self, words: str) -> bool:
        """Tell whether a line repeats the last initials with which the line over it closes: `... PTI JR SMI`, `SMI`."""
        if len(words) > MAX_INITIALS or not words.isupper():
            return False
        above = next((line.words for line in reversed(self.lines[: self.end - 1]) if line.words), "")
        return above.endswith(f" {words}") and _closing_within(above) != ""

    def _take_joined(self) -> bool:
        """Take a notice that was broken over several lines."""
        block: list[CopyLine] = []
        for line in reversed(self.lines[max(0, self.end - MAX_JOINED_LINES) : self.end]):
            if not line.words or (block and (len(line.words) < MIN_BROKEN or EAST.search(line.words))):
                break
            if block and credit_of(block[0].words) is not None:
                break
            block.insert(0, line)
            if len(block) > 1 and not _opens_notice(line.words) and "contribut" not in block[-1].words:
                continue
            if len(block) > 1 and self._take_text(" ".join(one.words for one in block), block):
                self.end -= len(block)
                return True
        return False

    def _take_text(self, text: str, lines: list[CopyLine]) -> bool:
        """Take `text`, the words of `lines`, if it is no part of the story."""
        if len(text) > MAX_CHARS or not _may_be_furniture(text):
            return False
        credit = credit_of(text)
        if credit is not None:
            self._leave_out(lines, credit)
            reporters = REPORTERS.match(text) or AUTHOR_LINE.fullmatch(text)
            self.reporters = self.reporters or (reporters[1] if reporters else "")
            return True
        note = read_note(text)
        if note is None:
            return self._take_signature(text, lines)
        if note.kind is NoteKind.CORRECTION:
            self.corrections.append((lines[0].number, note.text))
            self.left_out.extend(lines)
        elif note.kind is NoteKind.REMARK:
            self.left_out.extend(lines)
        self.credit = self.credit or note.source
        return True

    def _take_signature(self, text: str, lines: list[CopyLine]) -> bool:
        """Take a reporter with an agency on the last line: `Jane Roe, The Canadian Press`."""
        if self.left_out or self.reporters or not SEPARATED.search(text) or not is_bare_byline(text):
            return False
        people, agency = read_bylines(text)
        if not people or not agency:
            return False
        self.reporters, self.credit = text, self.credit or agency
        self.left_out.extend(lines)
        return True

    def _take_ending(self, line: CopyLine) -> bool:
        """Note what the story's last line ends with: `... dijo el alcalde. EFE`, `... (Reporting by Jane Roe)`."""
        reported = _reported_within(line.words)
        if reported:
            self.ending = (line, reported)
            self.credit = self.credit or "Reuters"
            reporters = REPORTERS.match(reported)
            self.reporters = self.reporters or (reporters[1] if reporters else "")
            return False
        closing = _closing_within(line.words)
        marked = next((end for end in _marks() if line.words.endswith(end)), "")
        if marked and not closing:
            self.ending, self.credit = (line, marked), self.credit or ends()[marked]
            return False
        sign, agency = (closing, closing_of(closing)) if closing else sign_at_end(line.words)
        if not agency:
            signed = SIGN_OFF.search(line.words[-40:])
            sign = signed["sign"] if signed else ""
            known = ends().get(sign) or ends().get(sign.rstrip("."), "")
            agency = known if known and (not sign[0].isalpha() or name_agency(sign) or sign == "Enditem") else ""
        if agency:
            agency = ends().get(sign, agency)
            self.ending, self.credit = (line, sign), self.credit or agency
        return False

    def _leave_out(self, lines: list[CopyLine], credit: str) -> None:
        self.left_out.extend(lines)
        self.credit = self.credit or credit


def _may_be_furniture(text: str) -> bool:
    """Tell quickly whether `text` needs a closer look: it is short, or opens like a notice, or speaks of rights."""
    if text.count(" ") < SHORT_WORDS or _opens_notice(text):
        return True
    folded = text.casefold()
    return "contribut" in folded or any(phrase in folded for phrase in RIGHTS)


def _opens_notice(text: str) -> bool:
    return NOTICE.match(text) is not None


def _reported_within(words: str) -> str:
    """Return the credit in brackets that ends a line, or empty."""
    at = words.rfind("(")
    if at <= 0 or not words.endswith(")"):
        return ""
    return words[at:] if REPORTED.fullmatch(words[at:]) else ""


def _closing_within(words: str) -> str:
    """Return an agency's closing words that stand behind the last sentence of a line: `... two days. PTI JR AB`."""
    start = max(0, len(words) - MAX_CLOSING_CHARS)
    pieces = (words[cut.end() :] for cut in SENTENCE_END.finditer(words, start))
    return next((piece for piece in pieces if piece[:3].isupper() and closing_of(piece)), "")


@cache
def _marks() -> tuple[str, ...]:
    """Return the marks of agencies behind the last sentence that hold hardly a letter: `（完）`, `./.`."""
    return tuple(end for end in ends() if len(end) <= MAX_MARK and not end[0].isalpha() and end[0] not in "/-")
