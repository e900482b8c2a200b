"""Recognise what was copied from a chat, and hold it: it is no story."""

import re
from collections.abc import Iterable, Sequence
from itertools import islice

import msgspec

from generator.intake.recognise.copy_text import Certainty, CopyText, Finding, Recognition
from generator.intake.wire.lines import CopyLine
from generator.model import Problem

MAX_SHOWN_CHARS = 60
OPENING_LINES = 3
"""The lines with words at the top of which one may open a chat."""
OPENING_CHARS = 2_000
"""A chat has a colon in so many characters at its beginning."""
FIRST_LINES = 12
"""The lines at the top in which two must be a name and an hour, where each by itself may be a programme's."""
MAX_CHARS = 60
CLOCK = r"\d{1,2}:\d{2}(?:[\s\u202f]?[AaPp]\.?[Mm]\.?)?"
CHAT = re.compile(
    r"\[?\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4},? (?:um |at )?\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:[\s\u202f][AaPp]\.?[Mm]\.?)?\]?"
    r"(?: -|:)? [^:\n]{1,40}: \S|[^:\n,]{1,40}, \[\d{1,2}[./]\d{1,2}[./]\d{2,4} \d{1,2}:\d{2}\]"
    r"|\[\d{1,2}[:.]\d{2}(?:[\s\u202f]?[AaPp]\.?[Mm]\.?)?, \d{1,4}[/.-]\d{1,2}[/.-]\d{2,4}\] [^:\n]{1,40}: \S"
    r"|\[\d{1,2}:\d{2}(?:[:.]\d{2})?(?: [AP]M)?\] [^:\n]{1,40}: \S"
    r"|[^:\n,\[\]]{1,40}, \[[^\[\]\n]{6,30}\d{1,2}:\d{2}[^\[\]\n]{0,6}\]:?$"
    rf"|\[(?:\d{{1,2}}[/.]\d{{1,2}}[./]? )?{CLOCK}\] [^\W\d_][^:\n]{{1,40}}$",
    re.IGNORECASE,
)
"""A line of a chat: `[11/23/26, 9:05 AM] Jane Roe: …`."""
COLON_CLOCK = re.compile(r":\d\d")
NAME = r"(?-i:[^\W\d_a-z][^\d:,\n]{1,40}?)"
DASH = r" [—–-] (?:today|yesterday) at "
NAME_AND_HOUR = re.compile(rf"{NAME}(?:(?P<dash>{DASH})|\s){CLOCK}", re.IGNORECASE)
"""`Jane Roe 9:12 AM`, `Jane Roe — Today at 9:12 AM`."""
HOUR = re.compile(CLOCK)


def recognise_chat(copy: CopyText) -> Recognition | None:
    """Hold a text that opens like a chat; None for any other."""
    if ":" not in copy.text[:OPENING_CHARS]:
        return None
    line = _chat_line(islice((line for line in copy.lines if line.words), OPENING_LINES))
    if line is None and COLON_CLOCK.search(copy.text, 0, OPENING_CHARS):
        line = _exchange(copy.lines)
    if line is None:
        return None
    message = f"This looks like a chat: “{line.words[:MAX_SHOWN_CHARS]}”. The story isn't published."
    hint = "Keep only the story, with its headline in the first line."
    held = msgspec.structs.replace(
        copy, problems=(*copy.problems, Problem(copy.file, line.number, message, hint, code="copy-letter"))
    )
    return Recognition(Finding("a chat", Certainty.LIKELY, "it opens with an hour and a name", line.number), held)


def _chat_line(lines: Iterable[CopyLine]) -> CopyLine | None:
    return next((line for line in lines if CHAT.match(line.words)), None)


def _exchange(lines: Sequence[CopyLine]) -> CopyLine | None:
    """Return the first of two lines with a name and an hour over messages; None where they may be a programme.

    One of the messages begins small, or there is a day before each hour.
    """
    first = list(islice((at for at, line in enumerate(lines) if line.words), FIRST_LINES))
    names = [at for at in first if len(lines[at].words) <= MAX_CHARS and _names_hour(lines, at)]
    if len(names) < 2 or names[0] not in first[:OPENING_LINES]:
        return None
    messages = [lines[at + 1].words if at + 1 < len(lines) else "" for at in names]
    said = [words for words in messages if words and not HOUR.fullmatch(words) and not NAME_AND_HOUR.fullmatch(words)]
    dashed = [found["dash"] for at in names if (found := NAME_AND_HOUR.fullmatch(lines[at].words))]
    sure = any(words[0].islower() for words in said) or (len(dashed) == len(names) and all(dashed))
    return lines[names[0]] if len(said) == len(names) and sure else None


def _names_hour(lines: Sequence[CopyLine], at: int) -> bool:
    """Tell whether a line is a name and an hour, or an hour directly under a short line."""
    words = lines[at].words
    if not words[0].isdigit():
        return words[-1] in "0123456789mM." and NAME_AND_HOUR.fullmatch(words) is not None
    above = lines[at - 1].words if at else ""
    return 0 < len(above) <= MAX_CHARS and above[0].isupper() and HOUR.fullmatch(words) is not None
