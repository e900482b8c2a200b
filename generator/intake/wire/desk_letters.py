"""Search a letter to the desk, which isn't printed, for a sentence that asks to wait with the story that it brings."""

import re
from collections.abc import Iterator, Sequence

from generator.intake.languages.words import phrases
from generator.intake.wire.embargoes import Answers
from generator.intake.wire.lines import CopyLine
from generator.intake.wire.requests_to_wait import asks_to_wait
from generator.intake.wire.restraint_problems import HINT
from generator.intake.wire.restraint_times import MAX_CHARS
from generator.model import Problem

COLONS = (":", "：")
SENTENCE_END = re.compile(r"(?<=[^\W\d_]{3})[.!?;](?:\s|$)|[。！？]")
"""What ends a sentence, but not behind `Nov.` in plain letters with a number after it."""
MONTH_CUT = re.compile(r"\b(jan|feb|mar|apr|aug|sept?|oct|nov|dec)\.(?= \d)", re.IGNORECASE)


def find_in_letter(
    letter: Sequence[CopyLine], notes: Sequence[CopyLine], file: str, answers: Answers
) -> Iterator[Problem]:
    """Yield a problem about the first sentence that asks to wait, unless the story says until when.

    `notes` are those of a press release, in which days are named of other things than publication, too.
    """
    if not (letter or notes) or answers.none or answers.embargo:
        return
    for lines, where, is_letter in ((letter, "the letter over the story", True), (notes, "a note to the desk", False)):
        for number, sentence in _sentences(lines):
            if asks_to_wait(sentence, is_letter=is_letter):
                message = f"“{sentence[:MAX_CHARS]}”, in {where}, may be an embargo, so the story isn't published."
                yield Problem(file, number, message, HINT, code="embargo-unclear")
                return


def _sentences(lines: Sequence[CopyLine]) -> Iterator[tuple[int, str]]:
    """Yield the sentences of each block of lines, with the number of the line on which the block begins."""
    block: list[CopyLine] = []
    for line in (*lines, CopyLine(0, "", "")):
        if line.words and (not block or line.number == block[-1].number + 1):
            block.append(line)
            continue
        if block and block[0].words[-1] in COLONS:
            del block[0]  # a heading
        if block and not phrases("notice", "banner").opens(block[0].words):
            text = MONTH_CUT.sub(r"\1", " ".join(one.words for one in block))
            yield from ((block[0].number, one.strip()) for one in SENTENCE_END.split(text) if one.strip())
        block = [line] if line.words else []
