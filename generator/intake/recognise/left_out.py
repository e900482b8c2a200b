"""Report the lines of a file that are not printed."""

from collections.abc import Collection, Iterator, Sequence
from itertools import groupby

from generator.intake.wire.lines import CopyLine
from generator.model import Gravity, Problem

MAX_SHOWN = 60


def left_out(lines: Sequence[CopyLine], numbers: Collection[int], what: str, file: str) -> Iterator[Problem]:
    """Yield a note for each run of `lines` with these numbers, which were left out. `what` says what they are."""
    for run in _runs(lines, numbers):
        shown = run[0].words[:MAX_SHOWN] + ("…" if len(run[0].words) > MAX_SHOWN else "")
        to = f", to line {run[-1].number}," if len(run) > 1 else ""
        message = f"Left out: “{shown}”{to} because {what}."
        hint = "If it is part of the story, say so in the text."
        yield Problem(file, run[0].number, message, hint, Gravity.NOTE, code="reading-left-out")


def _runs(lines: Sequence[CopyLine], numbers: Collection[int]) -> Iterator[list[CopyLine]]:
    """Yield the runs of lines with these numbers, without the blank lines in them."""
    for gone, run in groupby((line for line in lines if line.words), key=lambda line: line.number in numbers):
        if gone:
            yield list(run)
