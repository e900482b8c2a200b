"""A text file as an editor changes it in a page, and back: its encoding, byte order mark and line ends stay.

A page has lines that end with `\\n`. Lines that weren't changed get their own ends back, new ones those of the rest.
"""

import codecs
import re
from collections import Counter
from difflib import SequenceMatcher

import msgspec

from generator.errors import CommandRefused, refuse
from generator.intake.text.codepages import name_codec
from generator.intake.text.decode import MAX_STORY_BYTES, codec_of

LINE_END = re.compile(r"\r\n|\r|\n")
UTF8, MARK = "utf-8", "\ufeff"
MOST_COMPARED = 4_000
"""With more lines than this between the first and the last changed one, they are compared one by one."""
ELSEWHERE = "Edit it in the program that it was made with."


class TextFile(msgspec.Struct, frozen=True):
    """The text of a file, and how the file is written."""

    text: str
    """All of it, with lines that end with a line feed."""
    codec: str
    mark: bytes
    """The byte order mark, or nothing."""
    ends: tuple[str, ...]
    """The end of each line but the last."""
    language: str
    """The paper's language, which tells encodings from before UTF-8."""

    @property
    def encoding(self) -> str:
        """The encoding in the words of editors; empty if it is UTF-8, as it should be."""
        return "" if self.codec == UTF8 else name_codec(self.codec)


EMPTY = TextFile("", UTF8, b"", (), "")
"""A file that is still to be written."""


def open_text(raw: bytes, file: str, language: str = "") -> TextFile:
    """Return the text of a file. Raises CommandRefused if it couldn't be written again byte for byte."""
    if len(raw) > MAX_STORY_BYTES:
        raise refuse(file, f"The file has more than {MAX_STORY_BYTES:,} bytes.", ELSEWHERE)
    mark, codec = codec_of(raw, language)
    decoded = _decoded(raw, language)
    if decoded is None or "\0" in decoded:
        raise refuse(file, "The file is damaged or isn't text, so it can't be edited here.", ELSEWHERE)
    opened = TextFile(LINE_END.sub("\n", decoded), codec, mark, tuple(LINE_END.findall(decoded)), language)
    if _encoded(opened, decoded) != raw:
        raise refuse(file, "The file is in an encoding that can't be written again as it is.", ELSEWHERE)
    return opened


def write_text(opened: TextFile, text: str, file: str) -> bytes:
    """Return the bytes of `opened` with another text. Raises CommandRefused if its encoding doesn't have a character.

    A text that wasn't changed gives the bytes that were read.
    """
    lines = LINE_END.sub("\n", text if opened.mark else text.lstrip(MARK))
    if "\0" in lines:
        line = lines.partition("\0")[0].count("\n") + 1
        raise refuse(file, "The text has a character that can't be shown.", "Type the line again.", line)
    ended = _with_ends(opened, lines)
    raw = _encoded(opened, ended)
    if raw is None or len(raw) > MAX_STORY_BYTES or _decoded(raw, opened.language) != ended:
        raise _unwritable(opened, lines, file)
    return raw


def as_utf8(opened: TextFile) -> TextFile:
    """Return the same file in UTF-8, with a byte order mark if it had one."""
    return msgspec.structs.replace(opened, codec=UTF8, mark=codecs.BOM_UTF8 if opened.mark else b"")


def _decoded(raw: bytes, language: str) -> str | None:
    """Return the text of the bytes as a build will read it; None if they are damaged or no text."""
    mark, codec = codec_of(raw, language)
    try:
        return raw.removeprefix(mark).decode(codec) if codec else None
    except UnicodeDecodeError:
        return None


def _encoded(opened: TextFile, text: str) -> bytes | None:
    try:
        return opened.mark + text.encode(opened.codec)
    except UnicodeEncodeError:
        return None


def _unwritable(opened: TextFile, text: str, file: str) -> CommandRefused:
    """Return the error for a text that the file's encoding can't hold, with the first line that it can't."""
    if len(text.encode(UTF8, "replace")) > MAX_STORY_BYTES:
        return refuse(file, f"The text has more than {MAX_STORY_BYTES:,} bytes.", "Split it into several stories.")
    for number, line in enumerate(text.split("\n"), 1):
        try:
            line.encode(opened.codec)
        except UnicodeEncodeError as error:
            message = f"“{line[error.start]}” can't be written in {name_codec(opened.codec)}, the file's encoding."
            return refuse(file, message, "Take it out, or save the file as UTF-8.", number)
    message = f"With this text, the file's encoding ({name_codec(opened.codec)}) couldn't be told any more."
    return refuse(file, message, "Save the file as UTF-8.")


# --- line ends ------------------------------------------------------------------------------------


def _with_ends(opened: TextFile, text: str) -> str:
    """Return the text with the ends that its lines had in the file. A new line has the end of the one above it."""
    kinds = Counter(opened.ends).most_common()
    usual = kinds[0][0] if kinds else "\n"
    if len(kinds) < 2:
        return text.replace("\n", usual)
    before, after = opened.text.split("\n"), text.split("\n")
    known = {new: opened.ends[old] for old, new in _same_lines(before, after) if old < len(opened.ends)}
    ends: list[str] = []
    for number in range(len(after)):
        ends.append(known.get(number) or (ends[-1] if ends else usual))
    ended = "".join(f"{line}{end}" for line, end in zip(after[:-1], ends, strict=False)) + after[-1]
    return ended if LINE_END.sub("\n", ended) == text else text.replace("\n", usual)


def _same_lines(before: list[str], after: list[str]) -> list[tuple[int, int]]:
    """Return the lines that stayed or were replaced, as pairs of numbers: in the file and in the new text."""
    first = _in_common(before, after)
    last = _in_common(before[first:][::-1], after[first:][::-1])
    middle, changed = before[first : len(before) - last], after[first : len(after) - last]
    if max(len(middle), len(changed)) > MOST_COMPARED:
        pairs = list(zip(range(len(middle)), range(len(changed)), strict=False))
    else:
        codes = SequenceMatcher(None, middle, changed).get_opcodes()
        pairs = [pair for _, a, b, c, d in codes for pair in zip(range(a, b), range(c, d), strict=False)]
    return [
        *((at, at) for at in range(first)),
        *((first + old, first + new) for old, new in pairs),
        *((len(before) - at, len(after) - at) for at in range(last, 0, -1)),
    ]


def _in_common(before: list[str], after: list[str]) -> int:
    """Return how many lines both begin with."""
    pairs = enumerate(zip(before, after, strict=False))
    return next((at for at, (old, new) in pairs if old != new), min(len(before), len(after)))
