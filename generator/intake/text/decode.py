"""Decode the bytes of a dropped file into clean text, and report all that was guessed, is garbled or was removed.

Encodings are tried in this order, and the first that fits is used:

1. UTF-8, UTF-32 or UTF-16 with a byte order mark;
2. UTF-16 without a mark, in which nearly every second byte is NUL;
3. UTF-8 without errors;
4. damaged UTF-8, which has at least as many characters of several bytes as errors;
5. the encodings from before UTF-8 of the story's or the paper's language: see `codepages.py`. A text that is in none
   of them is held.

`clean.py` says which characters are then removed.
"""

import codecs
import re

import msgspec

from generator.intake.names import MARKDOWN_ENDINGS, ending_of
from generator.intake.text.clean import (
    INVISIBLE,
    LINE_END,
    MARKS_IN_A_ROW,
    REORDERING,
    find_pile,
    is_clean,
    is_clean_ascii,
    thin_marks,
)
from generator.intake.text.legacy import decode_legacy, find_legacy_codec
from generator.model import Gravity, Problem

MAX_STORY_BYTES = 1_000_000
MAX_LINE_CHARS = 100_000
MAX_HEADINGS = 1_000
"""The most headings in a Markdown text."""
MAX_ENTRIES = 6_000
"""The most entries of a live story."""

MARKS = (
    (codecs.BOM_UTF8, "utf-8", ""),
    (codecs.BOM_UTF32_LE, "utf-32-le", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
)
"""Byte order mark, codec, and the encoding's name if editors should know it. UTF-32's mark begins with UTF-16's."""
CODEC_NAMES = {"utf-16-le": "UTF-16", "utf-16-be": "UTF-16", "iso2022_jp": "ISO-2022-JP"}
MANY = 0.4
FEW = 0.05
"""The shares of NUL among the even and the odd bytes of UTF-16 text in a European language."""
MAX_INVISIBLE = 20
"""Wire copy has some control characters. A file with more than this and more than a twentieth of them is not text."""

GARBLED = re.compile("â€.?|Ã[\xa1-\xbf]")
"""UTF-8 that was read as Windows text and saved again: `â€™` for an apostrophe, `Ã©` for é."""
ENTRY = re.compile(r" {0,3}##[ \t]+[^\n]{0,40}?\d{1,2}[:.h]\d\d")
"""The heading of an entry of a live story: `## 14:05 Bridge reopens`."""
HEADING = re.compile(r" {0,3}(?:#{1,6}|=+|-+[ \t]*$)")

SAVE_AS_UTF8 = "Save the file as UTF-8 to be sure."


class DecodedCopy(msgspec.Struct, frozen=True):
    """The text of a file, and the problems found while decoding it."""

    text: str
    """The clean text; empty when a problem is HELD."""
    problems: tuple[Problem, ...]


def decode_copy(raw: bytes, file: str, language: str = "") -> DecodedCopy:
    """Return the clean text of `raw`. It never raises; a file over one of the limits above has a HELD problem.

    `language` is the paper's, as a BCP 47 code.
    """
    if len(raw) > MAX_STORY_BYTES:
        return _refused(file, 0, f"The file has more than {MAX_STORY_BYTES:,} bytes.", "Split it into several stories.")
    if raw.isascii() and is_clean_ascii(raw):
        text = raw.decode("ascii")
        return _check_size(text, file) or DecodedCopy(text, ())
    text, problems = _decode(raw, file, language)
    if not text and any(problem.gravity is Gravity.HELD for problem in problems):
        return DecodedCopy("", tuple(problems))
    clean = is_clean(text)
    if not clean:
        text = LINE_END.sub("\n", text.removeprefix("\ufeff"))
        clean = is_clean(text)
    if not clean:
        if len(INVISIBLE.findall(text)) > MAX_INVISIBLE + len(text) * FEW:
            hint = "It may be a picture or a document of a word processor: save it as plain text."
            return _refused(file, 0, "The file is not text.", hint)
        text, invisible = _remove_characters(INVISIBLE, "Characters that can't be shown", text, file)
        text, reordering = _remove_characters(REORDERING, "Characters that reorder the text", text, file)
        text, piled = _thin_marks(text, file)
        problems += invisible + reordering + piled
    problems += _find_garbled(text, file)
    return _check_size(text, file) or DecodedCopy(text, tuple(problems))


def _refused(file: str, line: int, message: str, hint: str) -> DecodedCopy:
    return DecodedCopy("", (Problem(file, line, message, hint, code="encoding-unreadable"),))


# --- which encoding -------------------------------------------------------------------------------


def _decode(raw: bytes, file: str, language: str) -> tuple[str, list[Problem]]:
    for mark, codec, name in MARKS:
        if raw.startswith(mark):
            return _decode_known(raw.removeprefix(mark), codec, name, file)
    codec = _find_utf16(raw) or _find_japanese_mail(raw)
    if codec:
        return _decode_known(raw, codec, CODEC_NAMES[codec], file)
    try:
        return raw.decode("utf-8"), []
    except UnicodeDecodeError:
        return _decode_damaged(raw, file) or _decode_legacy(raw, file, language)


def codec_of(raw: bytes, language: str = "") -> tuple[bytes, str]:
    """Return the byte order mark of `raw`, or nothing, and the codec of all that follows.

    The codec is empty when the bytes are damaged UTF-8, or in no encoding that is known.
    """
    for mark, codec, _ in MARKS:
        if raw.startswith(mark):
            return mark, codec
    codec = _find_utf16(raw) or _find_japanese_mail(raw)
    if codec:
        return b"", codec
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return b"", "" if _decode_damaged(raw, "") else find_legacy_codec(raw, language)
    return b"", "utf-8"


def _find_utf16(raw: bytes) -> str:
    """Return the codec for UTF-16 text without a mark; empty for other bytes."""
    if 0 not in raw:
        return ""
    even, odd = raw[::2].count(0), raw[1::2].count(0)
    half = max(1, len(raw) // 2)
    if len(raw) % 2:
        return ""
    if odd / half > MANY and even / half < FEW:
        return "utf-16-le"
    return "utf-16-be" if even / half > MANY and odd / half < FEW else ""


def _find_japanese_mail(raw: bytes) -> str:
    """Return the codec of ISO-2022-JP, which is ASCII with escapes; empty for other bytes."""
    if b"\x1b$" not in raw or not raw.isascii():
        return ""
    try:
        raw.decode("iso2022_jp")
    except UnicodeDecodeError:
        return ""
    return "iso2022_jp"


def _decode_known(raw: bytes, codec: str, name: str, file: str) -> tuple[str, list[Problem]]:
    """Decode with a codec that is certain. Bytes that don't fit become U+FFFD, which is reported."""
    text = raw.decode(codec, "replace")
    problems = [_damage(text, file)] if text.encode(codec, "surrogatepass") != raw else []
    if name:
        problems.append(
            Problem(file, 0, f"The file was read as {name}.", SAVE_AS_UTF8, Gravity.NOTE, code="encoding-guessed")
        )
    return text, problems


def _decode_damaged(raw: bytes, file: str) -> tuple[str, list[Problem]] | None:
    text = raw.decode("utf-8", "replace")
    faults = text.count("\ufffd") - raw.count("\ufffd".encode())
    whole = sum(char > "\x7f" for char in text) - text.count("\ufffd")
    return (text, [_damage(text, file)]) if whole >= faults else None


def _damage(text: str, file: str) -> Problem:
    line = _line_at(LINE_END.sub("\n", text), max(0, text.find("\ufffd")))
    message = "Some characters are damaged; each is shown as \ufffd."
    return Problem(
        file, line, message, "Write them again and save the file as UTF-8.", Gravity.WARNING, code="encoding-damaged"
    )


def _decode_legacy(raw: bytes, file: str, language: str) -> tuple[str, list[Problem]]:
    line = next((number for number, line in enumerate(raw.splitlines(), 1) if not line.isascii()), 0)
    found = decode_legacy(raw, language)
    if found is None:
        message = "The file is not UTF-8, and in no encoding of its language do its letters make sense."
        hint = "Open it in the program that made it and save it as UTF-8, or name its language in it: “Language: pl”."
        return "", [Problem(file, line, message, hint, code="encoding-unreadable")]
    message = f"The file is not UTF-8; it was read as {found.encoding} text, which is a guess."
    hint = f"Check the accents and quotation marks. {SAVE_AS_UTF8}"
    return found.text, [
        Problem(
            file, line, message, hint, Gravity.NOTE if found.only_signs else Gravity.WARNING, code="encoding-guessed"
        )
    ]


# --- what is not text -----------------------------------------------------------------------------


def _remove_characters(pattern: re.Pattern[str], what: str, text: str, file: str) -> tuple[str, list[Problem]]:
    found = pattern.search(text)
    if found is None:
        return text, []
    hint = "If the text reads well, there is nothing to do; otherwise check that line."
    line = _line_at(text, found.start())
    return pattern.sub("", text), [
        Problem(file, line, f"{what} were removed.", hint, Gravity.WARNING, code="encoding-removed")
    ]


def _thin_marks(text: str, file: str) -> tuple[str, list[Problem]]:
    """Return `text` with no more marks in a row than writing needs. It runs last: removals may join rows of marks."""
    at = find_pile(text)
    if at < 0:
        return text, []
    message = f"A letter had more than {MARKS_IN_A_ROW} accents or other marks; the first {MARKS_IN_A_ROW} were kept."
    hint = "Check that line, and write the word again."
    return thin_marks(text), [
        Problem(file, _line_at(text, at), message, hint, Gravity.WARNING, code="encoding-removed")
    ]


def _find_garbled(text: str, file: str) -> list[Problem]:
    found = GARBLED.search(text) if "â€" in text or "Ã" in text else None
    if found is None:
        return []
    message = f"The text was already garbled when it arrived: “{found[0]}”."
    hint = "Copy it again from the original."
    return [Problem(file, _line_at(text, found.start()), message, hint, Gravity.WARNING, code="encoding-garbled")]


def _check_size(text: str, file: str) -> DecodedCopy | None:
    if len(text) <= MAX_LINE_CHARS and text.count("\n") < MAX_HEADINGS:
        return None
    lines = text.split("\n")
    long = next((number for number, line in enumerate(lines, 1) if len(line) > MAX_LINE_CHARS), 0)
    if long:
        message = f"The line has more than {MAX_LINE_CHARS:,} characters."
        return _refused(file, long, message, "Split it into paragraphs.")
    is_markdown = ending_of(file) in MARKDOWN_ENDINGS
    if not is_markdown or len(lines) <= MAX_HEADINGS:
        return None
    headings = [line for line in lines if HEADING.match(line)]
    entries = sum(1 for line in headings if ENTRY.match(line))
    if len(headings) - entries > MAX_HEADINGS:
        return _refused(file, 0, f"The text has more than {MAX_HEADINGS:,} headings.", "Split it into several stories.")
    if entries > MAX_ENTRIES:
        return _refused(file, 0, f"The text has more than {MAX_ENTRIES:,} entries.", "Begin another live story.")
    return None


def _line_at(text: str, place: int) -> int:
    return text.count("\n", 0, place) + 1
