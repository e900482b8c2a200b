"""Read the head of copy in Markdown: the same lines as in plain text, perhaps in italics or bold."""

import re
from collections.abc import Sequence

import msgspec

from generator.intake.header.fields import Field
from generator.intake.photos.typed import is_photo_line
from generator.intake.wire.boilerplate import BoilerplateMark, mark_line
from generator.intake.wire.bylines import looks_like_byline, match_by
from generator.intake.wire.head import read_head
from generator.intake.wire.head_lines import is_signed, read_head_line
from generator.intake.wire.head_record import WireHead
from generator.intake.wire.lines import FENCES, NO_LINE, CopyLine

MAX_HEAD_LINES = 24
"""The lines at the top of a Markdown text that may belong to its head."""
MAX_LINE_CHARS = 300
COMMENT, COMMENT_END, EDITORS_BLOCK = "<!--", "-->", ("<!-- wp:", "<!-- /wp:")
MAX_LINES_ABOVE = 8
HEADLINE = re.compile(r"# \S")
HEADING = re.compile(r"#{2,4} \S")
SMALL_HEADING = re.compile(r"#{2,6} \S")
PICTURE = re.compile(r"(?:\[)?!\[[^\[\]]{0,300}\]\([^()]{1,300}\)(?:\]\([^()\s]{1,300}\))?")
CAPTION = re.compile(r"([*_])[^*_].{0,400}\1")
EMPHASIS = re.compile(r"([*_]{1,3})(?=\S)(.{1,290}?)(?<=\S)\1(?=\W|$)")
LINK = re.compile(r"(?<!!)\[([^\[\]]{1,120})\]\([^()\s]{1,300}\)")
"""A name that leads to its page or mail address: `By [Jane Roe](mailto:jane@roe.example)`."""
LINE_BREAK = re.compile(r"(?:\\|<br ?/?>)$")
BLOCK = re.compile(r"[#>|`~]|[-+*] |\d{1,3}[.)] |\[\^|<|!\[|(?:[-*_] ?){3,}$|\s{4}")
"""What opens a heading, a quotation, a table, code, an item of a list, a picture or HTML: the head is over there."""


def read_marked_head(lines: Sequence[CopyLine], file: str, *, titled: bool) -> WireHead:
    """Return the head of Markdown. The lines of the story are returned as they were written."""
    first = next((at for at, line in enumerate(lines) if line.words), len(lines))
    if titled and _is_marked_deck(lines[first:]):
        deck = Field(lines[first].words.lstrip("# "), lines[first].number)
        head = read_marked_head(lines[first + 1 :], file, titled=titled)
        return msgspec.structs.replace(head, fields={"deck": deck, **head.fields})
    end = first
    while end < len(lines) and end < first + MAX_HEAD_LINES and not _opens_block(lines[end]):
        end += 1
    if end == first:
        return WireHead("", 0, {}, tuple(lines), ())
    top = [_without_marks(line) if _is_marked(line.words) else line for line in lines[first:end]]
    top = [_without_heading(line) if line.words[:1] == "#" else line for line in top]
    head = read_head([*lines[:first], *top, *lines[end:]], file, titled)
    written = {line.number: line for line in lines if line.words}
    rest = tuple(written[line.number] if line.words else line for line in head.rest)
    return msgspec.structs.replace(head, rest=rest)


def _opens_block(line: CopyLine) -> bool:
    """Tell whether the head is over at a line. `22. November 2026` is a date and no item of a list."""
    if not BLOCK.match(line.text):
        return False
    if _is_signed_heading(line):
        return False
    return not (line.text[0].isdigit() and is_signed(_without_marks(line), NO_LINE))


def _is_signed_heading(line: CopyLine) -> bool:
    """Tell whether a heading is a byline and nothing else: `###### By Jane Roe`."""
    if line.text[:2] != "##" or not SMALL_HEADING.match(line.text):
        return False
    bare = _without_marks(line).words.lstrip("# ")
    return looks_like_byline(bare) and match_by(bare) is not None


def _without_heading(line: CopyLine) -> CopyLine:
    """Return a byline without the marks of a heading."""
    return CopyLine(line.number, line.text, line.words.lstrip("# ")) if _is_signed_heading(line) else line


def _is_marked_deck(lines: Sequence[CopyLine]) -> bool:
    """Tell whether a heading under the headline is the deck: a byline or a date is the next line with words."""
    if not lines or not HEADING.match(lines[0].text):
        return False
    below = next((line for line in lines[1:MAX_HEAD_LINES] if line.words), None)
    return below is not None and bool(read_head_line(_without_heading(_without_marks(below))))


def without_comments(lines: Sequence[CopyLine]) -> Sequence[CopyLine]:
    """Return the lines without comments among the first ones, which readers never see: `<!-- photos by Ann -->`.

    Comments of one word, such as `<!--more-->`, tell programs something.
    """
    kept: list[CopyLine] = []
    at = 0
    while at < min(len(lines), MAX_HEAD_LINES):
        if lines[at].words.startswith(FENCES):
            break
        end = _end_of_comment(lines, at)
        if end == at:
            kept.append(lines[at])
        at = max(end, at + 1)
    return (*kept, *lines[at:])


def _end_of_comment(lines: Sequence[CopyLine], at: int) -> int:
    """Return the index behind a comment that begins a line and ends one; `at` where there is none."""
    words = lines[at].words
    if not words.startswith(COMMENT) or words.startswith(EDITORS_BLOCK):
        return at
    for end in range(at, min(len(lines), at + MAX_HEAD_LINES)):
        before, closed, after = lines[end].words.removeprefix(COMMENT if end == at else "").partition(COMMENT_END)
        if closed:
            return end + 1 if not after and (end > at or " " in before.strip()) else at
    return at


def count_lines_above(lines: Sequence[CopyLine]) -> int:
    """Return how many lines with a picture and its caption stand above `# Headline`; 0 if anything else is there.

    Boilerplate may stand there, too, such as `View this email in your browser`.
    """
    pictures = passed = 0
    for at, line in enumerate(lines[:MAX_LINES_ABOVE]):
        if HEADLINE.match(line.text):
            return at if pictures or passed else 0
        if line.words and mark_line(_without_marks(line).words) is BoilerplateMark.ANYWHERE:
            passed += 1
            continue
        pictures += PICTURE.fullmatch(line.words) is not None
        is_caption = pictures and (CAPTION.fullmatch(line.words) or is_photo_line(line.words))
        if line.words and not (PICTURE.fullmatch(line.words) or is_caption):
            return 0
    return 0


def _is_marked(words: str) -> bool:
    """Tell quickly whether a line may have marks that don't belong to the words of a head."""
    signed = "*" in words or "_" in words or "](" in words or words.endswith(("\\", ">"))
    return signed and len(words) <= MAX_LINE_CHARS


def _without_marks(line: CopyLine) -> CopyLine:
    """Return a line with its words without the marks for bold, italics and links."""
    words = LINE_BREAK.sub("", line.words) if line.words.endswith(("\\", ">")) else line.words
    if "](" in words:
        words = LINK.sub(r"\1", words)
    if "*" in words or "_" in words:
        words = EMPHASIS.sub(r"\2", words)
    return CopyLine(line.number, line.text, words.strip()) if words != line.words else line
