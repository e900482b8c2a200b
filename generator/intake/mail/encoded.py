"""Decode what mail programs encode: quoted-printable and base64 leftovers, subjects, quotes with `>`."""

import binascii
import quopri
import re
from collections.abc import Sequence
from email.errors import HeaderParseError
from email.header import decode_header, make_header

from generator.intake.languages.phrases import fold
from generator.intake.text.clean import clean_text
from generator.intake.wire.lines import CopyLine, fold_blanks

ESCAPE = re.compile(r"=[0-9A-F]{2}")
SOFT_END = re.compile(r"=[ \t]*$")
ODD_EQUALS = re.compile(r"=(?![0-9A-F]{2}|[ \t]*$)|(?<=\w)=[89]\d\d+\b", re.MULTILINE)
"""Equals signs of other kinds, such as the number of people in a poll: `(N=901)`."""
BASE64_LINE = re.compile(r"[A-Za-z0-9+/]{40,76}={0,2}")
QUOTE = re.compile(r"\s{0,3}[>|][ \t]?")
MAX_LEVELS = 6
FEW_WORDS = 12
"""A quoted mail or an answer with at most so many words isn't the story."""
TAG = re.compile(
    r"\s*\[(?:ext|extern\w{0,3}|external (?:e-?mail|sender|message)|e-?mail (?:extern\w?|externo)|outside sender|"
    r"(?:suspected )?spam\??|caution|bulk|sec=\w+)\]:?\s*",
    re.IGNORECASE,
)
"""What mail servers write before a subject: `[EXTERNAL] `."""
REPLY = re.compile(r"\s*([^\s:：\[\]]{1,12})\s*(?:\[\d{1,3}\])?\s*[:：]\s*")


def is_quoted_printable(text: str) -> bool:
    """Tell whether each `=` in the text is a sign of quoted-printable, and there are some."""
    if "=" not in text:
        return False
    soft = sum(SOFT_END.search(line) is not None for line in text.split("\n"))
    escapes = ESCAPE.findall(text)
    foreign = any(escape[1] in "89ABCDEF" for escape in escapes)
    return len(escapes) + soft > 1 and (foreign or (soft > 0 and bool(escapes))) and not ODD_EQUALS.search(text)


def decode_lines(lines: Sequence[CopyLine], charset: str = "utf-8") -> list[CopyLine]:
    """Return quoted-printable lines decoded. A line with a soft end is joined with the next, and keeps its number."""
    decoded: list[CopyLine] = []
    held, number = "", 0
    for line in lines:
        number = number if held else line.number
        text = held + line.text
        if SOFT_END.search(text):
            held = SOFT_END.sub("", text)
            continue
        held = ""
        decoded.append(_line(number, _decode(text, charset)))
    if held:
        decoded.append(_line(number, _decode(held, charset)))
    return decoded


def decode_base64(lines: Sequence[CopyLine]) -> list[CopyLine] | None:
    """Return the text of lines that are all base64, or None if they aren't or hold no text."""
    words = [line for line in lines if line.words]
    if not words or not all(BASE64_LINE.fullmatch(line.words) for line in words[:-1]) or len(words[0].words) < 20:
        return None
    try:
        text = binascii.a2b_base64("".join(line.words for line in words), strict_mode=True).decode("utf-8")
    except (binascii.Error, UnicodeDecodeError, ValueError):
        return None
    last = words[-1].number
    texts = clean_text(text).split("\n")
    return [_line(min(words[0].number + at, last), one) for at, one in enumerate(texts)]


def unquote_lines(lines: Sequence[CopyLine]) -> tuple[list[CopyLine], int]:
    """Return the lines without the `>` that opens each of them, and how often it was taken away."""
    kept, levels = list(lines), 0
    while levels < MAX_LEVELS and any(line.words for line in kept):
        if not all(QUOTE.match(line.text) for line in kept if line.words):
            break
        kept = [_line(line.number, QUOTE.sub("", line.text, count=1)) for line in kept]
        levels += 1
    return kept, levels


def choose_depth(lines: Sequence[CopyLine]) -> Sequence[CopyLine]:
    """Return the lines of one writer where some are quoted once more than others, and one has hardly any words.

    What was quoted more often is older: the story that a colleague answers with a few words, or a former mail.
    """
    deeper = [line for line in lines if QUOTE.match(line.text)]
    counts = [sum(len(line.words.strip("> |").split()) for line in some) for some in (lines, deeper)]
    newer = counts[0] - counts[1]
    if not deeper or not newer:
        return lines
    if min(newer, counts[1]) > FEW_WORDS:
        return lines
    return deeper if newer < counts[1] else [line for line in lines if not QUOTE.match(line.text)]


def read_subject(value: str, replies: object) -> str:
    """Return a subject decoded and without `Re:`, `[EXTERNAL]` and the like before it. `replies` are those words."""
    try:
        text = str(make_header(decode_header(value))) if "=?" in value else value
    except (HeaderParseError, LookupError, ValueError):
        text = value
    text = fold_blanks(clean_text(text)).rstrip("\\ ")  # a line of a page ends so in Markdown
    for _ in range(MAX_LEVELS):
        found = REPLY.match(text)
        is_reply = found is not None and fold(found[1]) in replies  # type: ignore[operator] # a Phrases
        found = found if is_reply else TAG.match(text)
        if not found:
            break
        text = text[found.end() :]
    return text


def _decode(text: str, charset: str) -> str:
    if "=" not in text:
        return text
    raw = quopri.decodestring(text.encode("utf-8", "replace"))
    try:
        return clean_text(raw.decode(charset))
    except (UnicodeDecodeError, LookupError):
        return clean_text(raw.decode("cp1252", "replace"))


def _line(number: int, text: str) -> CopyLine:
    return CopyLine(number, text, fold_blanks(text))
