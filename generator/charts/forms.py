"""The forms of charts, and what they have in common: the bounds, the refusal, the places of rows and labels."""

from collections.abc import Callable, Sequence

import msgspec

from generator.chart_records import Column, Drawing, Remark, Table

FORMS = ("bars", "columns", "lines", "stacked", "dots", "election", "timeline", "multiples", "locator")
MAX_ROWS, MAX_COLUMNS = 5_000, 20
"""The largest table."""
MAX_MARKS = 60
"""The most bars, columns, dots or events of a chart. A line with more points keeps the highest and lowest of them."""
MAX_SERIES = 6
"""The most series in one drawing: as many colors are told apart."""
PHONE_EM = 24.0
"""The width of a chart on a phone, in em of its text."""
LETTER_EM = 0.56
"""The width of an average letter. Wide writings count twice."""
WIDE = "\u1100"
"""The first of the characters (Chinese, Japanese, Korean) that are about as wide as high."""

NumberWriter = Callable[[float], str]
"""Writes a number as the page's language does."""


class Refusal(msgspec.Struct, frozen=True):
    """Why a table can't be drawn in the form that was asked for, and how to fix it."""

    message: str
    hint: str


class Plot(msgspec.Struct, frozen=True):
    """What a form makes of a table."""

    drawings: tuple[Drawing, ...]
    remarks: tuple[Remark, ...]
    legend: tuple[tuple[int, str], ...] = ()


class Unfit(ValueError):
    """Raised while drawing when the table doesn't fit the form; holds the Refusal."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.refusal = Refusal(message, hint)


def numbers_of(table: Table, most: int = MAX_SERIES) -> tuple[Column, ...]:
    """Return the series of the table. Raises Unfit when there is none, or more than `most`."""
    series = table.series
    if not series:
        raise Unfit(
            "The table has no column of numbers behind the first, which names the rows.",
            "Write a number into every cell of a column, or nothing where there is none.",
        )
    if len(series) > most:
        hint = "Leave some out, or ask for “multiples”, which draws each by itself."
        raise Unfit(f"The table has {len(series)} columns of numbers; this chart shows {most} at most.", hint)
    return series


def refuse_many(marks: int, what: str) -> None:
    """Raise Unfit if a drawing would have too many marks."""
    if marks > MAX_MARKS:
        raise Unfit(f"The chart would have {marks:,} {what}; {MAX_MARKS} is the most.", "Ask for lines, or drop rows.")


def legend_of(series: Sequence[Column]) -> tuple[tuple[int, str], ...]:
    """Return tone and name of each series, if there are several."""
    return tuple((tone, one.name) for tone, one in enumerate(series, 1)) if len(series) > 1 else ()


def width_of(text: str) -> float:
    """Return about how wide a text is, in em."""
    return sum(LETTER_EM if letter < WIDE else 1.0 for letter in text)


def fit(text: str, room: float) -> tuple[str, str]:
    """Return the text, cut to `room` em, and the whole text if it was cut."""
    if width_of(text) <= room:
        return text, ""
    kept = text
    while kept and width_of(kept) > room - LETTER_EM:
        kept = kept[:-1]
    return f"{kept.rstrip()}…", text


def told_labels(labels: Sequence[str], room: float) -> list[int]:
    """Return which labels under an axis have room: all of them, or every second, third and so on."""
    widest = max(map(width_of, labels), default=0.0) + 1.2
    step = max(1, -int(-widest * len(labels) // room))
    return list(range(0, len(labels), step))
