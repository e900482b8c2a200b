"""Recognise a reporter's name in full-width brackets under a story, as Japanese papers sign: `…。（山本花子）`."""

import re

import msgspec

from generator.intake.header.fields import Field
from generator.intake.recognise.copy_text import Certainty, CopyText, Finding, Recognition
from generator.intake.wire.east_signatures import may_be_reporter, read_reporter, read_signature
from generator.intake.wire.lines import CopyLine
from generator.model import Gravity, Problem

MIN_LINES = 3
AT_END = re.compile(r"(?<=[。！？」』])\s*(?P<sign>（[^（）]{3,40}）)$")


def _signed(words: str) -> str:
    """Return the names that sign a line at its end, or the whole of it."""
    found = AT_END.search(words) if words.endswith("）") else None
    return read_signature(found["sign"] if found else words)


def recognise_signature(copy: CopyText) -> Recognition | None:
    """Return the text without the name that signs its last line, and the name as the byline; None without one."""
    last = next((line for line in reversed(copy.lines) if line.words), None)
    if last is None or not last.words.endswith("）"):
        return _recognise_reporter(copy, last) if last is not None and may_be_reporter(last.words) else None
    found = AT_END.search(last.words)
    sign = found["sign"] if found else last.words
    names = read_signature(sign)
    if names and any(_signed(line.words) for line in copy.lines if line is not last):
        return None  # each of several poems or letters
    rest = last.words[: found.start()].rstrip() if found else ""
    if not names or not (rest or sum(1 for line in copy.lines if line.words) > 2):
        return None
    return _signed_copy(copy, last, sign, names, rest)


def _recognise_reporter(copy: CopyText, last: CopyLine) -> Recognition | None:
    """Return Korean copy without the reporter in its last line, and the address there, which isn't printed."""
    names = read_reporter(last.words)
    if not names or sum(1 for line in copy.lines if line.words) < MIN_LINES:
        return None
    return _signed_copy(copy, last, last.words, names, "")


def _signed_copy(copy: CopyText, last: CopyLine, sign: str, names: str, rest: str) -> Recognition:
    """Return the text with `rest` in place of its last line, and the names as its byline."""
    kept = CopyLine(last.number, rest, rest)
    lines = tuple(kept if line is last else line for line in copy.lines)
    note = Problem(
        copy.file,
        last.number,
        f"“{sign}” at the end was read as the byline.",
        "If it is part of the story, write more behind it.",
        Gravity.NOTE,
        code="reading-line",
    )
    signed = msgspec.structs.replace(
        copy,
        lines=lines,
        reporters=copy.reporters or Field(names, last.number),
        problems=(*copy.problems, note),
    )
    return Recognition(Finding("a signed story", Certainty.LIKELY, f"“{sign}” ends it", last.number), signed)
