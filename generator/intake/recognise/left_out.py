"""Report the lines of a file that are not printed."""

from collections.abc import Iterator, Sequence

from generator.intake.wire.lines import CopyLine
from generator.model import Gravity, Problem

MAX_SHOWN = 60


def left_out(lines: Sequence[CopyLine], what: str, file: str) -> Iterator[Problem]:
    """Yield a note for each run of lines that was left out. `what` says what they are: `it closes the mail`."""
    for run in _runs([line for line in lines if line.words]):
        shown = run[0].words[:MAX_SHOWN] + ("…" if len(run[0].words) > MAX_SHOWN else "")
        lines_named = f", to line {run[-1].number}," if len(run) > 1 else ""
        message = f"Left out: “{shown}”{lines_named} because {what}."
        yield Problem(file, run[0].number, message, "If it is part of the story, say so in the text.", Gravity.NOTE)


def _runs(lines: Sequence[CopyLine]) -> Iterator[list[CopyLine]]:
    """Yield runs of lines with at most two numbers between one and the next."""
    run: list[CopyLine] = []
    for line in lines:
        if run and line.number > run[-1].number + 3:
            yield run
            run = []
        run.append(line)
    if run:
        yield run
