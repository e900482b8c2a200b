"""Draw horizontal bars: one under the other, grouped, stacked, as dots on a line, or as the seats of an election."""

from collections.abc import Iterator, Sequence

from generator.chart_records import Box, Column, Dot, Drawing, Remark, Rule, Table, Word
from generator.charts.forms import (
    PHONE_EM,
    NumberWriter,
    Plot,
    Unfit,
    fit,
    legend_of,
    numbers_of,
    refuse_many,
    width_of,
)
from generator.charts.remarks import cell_of, known_rows, ranked
from generator.charts.scale import Scale, make_scale

LABEL, BAR, GAP = 1.4, 0.9, 0.7
"""The height in em of a label's line, of a bar, and of the room under a row."""
BASELINE = 1.0
"""How far below the top of its line a text stands."""
WIDEST = 100.0


def draw_bars(table: Table, write: NumberWriter) -> Plot:
    """Return lying bars: a label and its value above each, or of several series a value behind each."""
    del write
    series = numbers_of(table)
    refuse_many(table.rows * len(series), "bars")
    draw = _draw_single if len(series) == 1 else _draw_grouped
    return Plot((draw(table.labels, series),), ranked(table.labels, series), legend_of(series))


def _scale_of(series: Sequence[Column]) -> Scale:
    """Return a scale whose ends are those of the numbers, so that the longest bar has the whole width."""
    known = [number for column in series for number, _ in known_rows(column)]
    low, high = min([0.0, *known]), max([0.0, *known])
    return Scale(low, high if high > low else low + 1, 1)


def _bar(scale: Scale, number: float, y: float, tone: int, widest: float) -> Box:
    begin, end = sorted((scale.part(0) * widest, scale.part(number) * widest))
    return Box(begin, y, end - begin, BAR, tone)


def _draw_single(labels: Column, series: Sequence[Column]) -> Drawing:
    [column] = series
    scale = _scale_of(series)
    boxes: list[Box] = []
    words: list[Word] = []
    for row, number in enumerate(column.numbers):
        top = row * (LABEL + BAR + GAP)
        words += _head(labels.cells[row], cell_of(column, row), top)
        if number is not None:
            boxes.append(_bar(scale, number, top + LABEL, 1, WIDEST))
    tops = [row * (LABEL + BAR + GAP) + LABEL for row in range(len(labels.cells))]
    height = len(labels.cells) * (LABEL + BAR + GAP)
    rules = tuple(_zero(scale, tops, BAR, WIDEST))
    return Drawing(height=height, boxes=tuple(boxes), words=tuple(words), rules=rules)


def _head(label: str, value: str, top: float) -> Iterator[Word]:
    """Yield a row's label and, at the other end of the line, its value."""
    value, whole_value = fit(value, PHONE_EM / 2)
    text, whole = fit(label, PHONE_EM - width_of(value) - 1)
    yield Word(0, top + BASELINE, text, whole=whole)
    if value:
        yield Word(WIDEST, top + BASELINE, value, "end", "value", whole_value)


def _zero(scale: Scale, tops: Sequence[float], height: float, widest: float) -> Iterator[Rule]:
    """Yield the line of zero beside the bars of each row, if bars go both ways from it."""
    if scale.low < 0:
        x = scale.part(0) * widest
        yield from (Rule(x, top - 0.15, x, top + height + 0.15, "axis") for top in tops)


def _draw_grouped(labels: Column, series: Sequence[Column]) -> Drawing:
    """Return a group of bars for each row; the values stand in a column of their own."""
    room = max(width_of(fit(cell, PHONE_EM / 3)[0]) for column in series for cell in column.cells) + 0.6
    widest = WIDEST * (1 - room / PHONE_EM)
    scale = _scale_of(series)
    boxes: list[Box] = []
    words: list[Word] = []
    step = BAR + 0.2
    for row, label in enumerate(labels.cells):
        top = row * (LABEL + step * len(series) + GAP)
        words += _head(label, "", top)
        for tone, column in enumerate(series, 1):
            y, number = top + LABEL + (tone - 1) * step, column.numbers[row]
            value, whole = fit(cell_of(column, row), PHONE_EM / 3)
            words.append(Word(WIDEST, y + BAR - 0.1, value, "end", "value", whole))
            if number is not None:
                boxes.append(_bar(scale, number, y, tone, widest))
    group = step * len(series)
    tops = [row * (LABEL + group + GAP) + LABEL for row in range(len(labels.cells))]
    rules = tuple(_zero(scale, tops, group - 0.2, widest))
    height = len(labels.cells) * (LABEL + group + GAP)
    return Drawing(height=height, boxes=tuple(boxes), words=tuple(words), rules=rules)


# --- parts of a whole -----------------------------------------------------------------------------


def draw_stacked(table: Table, write: NumberWriter) -> Plot:
    """Return one bar for each row, made of the parts that its numbers are."""
    series = numbers_of(table)
    refuse_many(table.rows * len(series), "parts of bars")
    if any(number < 0 for column in series for number, _ in known_rows(column)):
        raise Unfit("Parts of a whole can't be below zero.", "Ask for bars or columns.")
    totals = [sum(column.numbers[row] or 0 for column in series) for row in range(table.rows)]
    longest = max(totals, default=0) or 1
    boxes: list[Box] = []
    words: list[Word] = []
    for row, label in enumerate(table.labels.cells):
        top, x = row * (LABEL + BAR + GAP), 0.0
        words += _head(label, write(totals[row]), top)
        for tone, column in enumerate(series, 1):
            width = (column.numbers[row] or 0) / longest * WIDEST
            if width:
                boxes.append(Box(x, top + LABEL, width, BAR, tone))
            x += width
    height = table.rows * (LABEL + BAR + GAP)
    drawing = Drawing(height=height, boxes=tuple(boxes), words=tuple(words))
    return Plot((drawing,), ranked(table.labels, series), legend_of(series))


SEATS = ("seats", "seat", "sitze", "mandate", "escaños", "sièges", "seggi", "zetels", "mandaty", "assentos", "sandalye")
"""What the column of seats is called, in small letters."""


def draw_election(table: Table, write: NumberWriter) -> Plot:
    """Return all seats as one bar with the mark of the majority, and under it a bar for each party.

    The column of seats is the one of that name, or else the last. Another column of numbers holds votes or shares.
    """
    series = numbers_of(table)
    refuse_many(table.rows, "parties")
    seats = next((one for one in series if one.name.casefold() in SEATS), series[-1])
    counts = [number or 0.0 for number in seats.numbers]
    if any(number < 0 or number != int(number) for number in counts) or not sum(counts):
        raise Unfit(
            f"The column “{seats.name}” doesn't hold seats.", "Write whole numbers, and name the column “seats”."
        )
    total = int(sum(counts))
    majority = total // 2 + 1
    votes = next((one for one in series if one is not seats), None)
    bars = _party_bars(table.labels, seats, votes)
    strip = _seat_strip(counts, total, majority, write)
    drawing = Drawing(
        height=STRIP + bars.height,
        rules=strip.rules,
        boxes=(*strip.boxes, *(_lowered_box(box) for box in bars.boxes)),
        words=(*strip.words, *(Word(one.x, one.y + STRIP, *_rest(one)) for one in bars.words)),
    )
    strongest = max(range(table.rows), key=lambda row: (counts[row], -row))
    remark = Remark(
        form="seats",
        first=table.labels.cells[strongest],
        first_value=write(counts[strongest]),
        last_value=write(majority),
        total=write(total),
    )
    return Plot((drawing,), (remark,))


STRIP = 4.2
"""The height of the bar of all seats, with the words above it."""


def _seat_strip(counts: Sequence[float], total: int, majority: int, write: NumberWriter) -> Drawing:
    boxes, x = [], 0.0
    for place, count in enumerate(counts):
        width = count / total * WIDEST
        if width:
            boxes.append(Box(x, LABEL, width, 1.6, place % 6 + 1))
        x += width
    at = majority / total * WIDEST
    rule = Rule(at, LABEL - 0.3, at, LABEL + 1.9, "mark")
    return Drawing(
        height=STRIP, rules=(rule,), boxes=tuple(boxes), words=(Word(at, BASELINE, write(majority), "middle", "head"),)
    )


def _party_bars(labels: Column, seats: Column, votes: Column | None) -> Drawing:
    measured = votes or seats
    scale = _scale_of([measured])
    boxes: list[Box] = []
    words: list[Word] = []
    for row, label in enumerate(labels.cells):
        top, number = row * (LABEL + BAR + GAP), measured.numbers[row]
        value = cell_of(seats, row) if votes is None else f"{cell_of(votes, row)} · {cell_of(seats, row)}"
        words += _head(label, value, top)
        if number is not None:
            boxes.append(_bar(scale, number, top + LABEL, row % 6 + 1, WIDEST))
    return Drawing(height=len(labels.cells) * (LABEL + BAR + GAP), boxes=tuple(boxes), words=tuple(words))


def _lowered_box(box: Box) -> Box:
    return Box(box.x, box.y + STRIP, box.width, box.height, box.tone)


def _rest(word: Word) -> tuple[str, str, str, str]:
    return word.text, word.anchor, word.kind, word.whole


# --- dots -----------------------------------------------------------------------------------------


def draw_dots(table: Table, write: NumberWriter) -> Plot:
    """Return a line for each row with a dot for each of its numbers, over one scale."""
    series = numbers_of(table)
    refuse_many(table.rows * len(series), "dots")
    scale = make_scale([number for column in series for number, _ in known_rows(column)], from_zero=False)
    rules: list[Rule] = []
    dots: list[Dot] = []
    words: list[Word] = []
    for row, label in enumerate(table.labels.cells):
        top = row * (LABEL + BAR + 0.3)
        y = top + LABEL + BAR / 2
        value = cell_of(series[0], row) if len(series) == 1 else ""
        words += _head(label, value, top)
        rules.append(Rule(0, y, WIDEST, y, "grid"))
        for tone, column in enumerate(series, 1):
            number = column.numbers[row]
            if number is not None:
                dots.append(Dot(2 + scale.part(number) * (WIDEST - 4), y, tone))
    height = table.rows * (LABEL + BAR + 0.3)
    for tick in (scale.low, scale.high):
        at = 2 + scale.part(tick) * (WIDEST - 4)
        words.append(Word(at, height + 1, write(tick), "start" if tick == scale.low else "end", "tick"))
    drawing = Drawing(height=height + 1.4, rules=tuple(rules), dots=tuple(dots), words=tuple(words))
    return Plot((drawing,), ranked(table.labels, series), legend_of(series))
