"""Draw charts over a horizontal axis: columns, lines, small multiples, and timelines."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from generator.chart_records import Box, Column, Curve, Dot, Drawing, Remark, Rule, Table, Word
from generator.charts.forms import (
    MAX_COLUMNS,
    MAX_MARKS,
    PHONE_EM,
    NumberWriter,
    Plot,
    Unfit,
    fit,
    legend_of,
    numbers_of,
    refuse_many,
    told_labels,
    width_of,
)
from generator.charts.remarks import cell_of, course, known_rows, ranked
from generator.charts.scale import Scale, make_scale

HEIGHT, HEAD, FOOT = 13.0, 1.3, 1.6
"""The height in em of the plot, of the room above it and of the labels under it."""
PANEL_HEIGHT = 6.0
"""The height of a plot in small multiples."""
MAX_SHOWN_VALUES = 8
"""Up to so many columns have their value above them."""
DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def draw_columns(table: Table, write: NumberWriter) -> Plot:
    """Return standing columns, one beside the other for each row."""
    series = numbers_of(table)
    refuse_many(table.rows * len(series), "columns")
    scale = make_scale([number for column in series for number, _ in known_rows(column)])
    begin = _gutter(scale, write)
    slot = (100 - begin) / max(1, table.rows)
    width = slot * 0.76 / len(series)
    shows_values = _have_room(series, width)
    boxes, words = [], list(_ticks(scale, write, HEIGHT))
    for row in range(table.rows):
        for tone, column in enumerate(series, 1):
            number = column.numbers[row]
            if number is None:
                continue
            x = begin + row * slot + slot * 0.12 + (tone - 1) * width
            top, bottom = sorted((_y(scale, number, HEIGHT), _y(scale, 0, HEIGHT)))
            boxes.append(Box(x, top, width, bottom - top, tone))
            if shows_values:
                words.append(Word(x + width / 2, top - 0.3, cell_of(column, row), "middle", "value"))
    words += _under(table.labels.cells, [begin + (row + 0.5) * slot for row in range(table.rows)], HEIGHT)
    rules = (*_grid(scale, HEIGHT, begin), Rule(begin, _y(scale, 0, HEIGHT), 100, _y(scale, 0, HEIGHT), "axis"))
    drawing = Drawing(height=HEAD + HEIGHT + FOOT, rules=rules, boxes=tuple(boxes), words=tuple(words))
    return Plot((drawing,), ranked(table.labels, series), legend_of(series))


def _gutter(scale: Scale, write: NumberWriter) -> float:
    """Return how much of the width the numbers beside the grid take."""
    return (max(width_of(write(tick)) for tick in scale.ticks()) + 0.6) / PHONE_EM * 100


def _have_room(series: Sequence[Column], width: float) -> bool:
    """Tell whether there is room for the value of each column above it."""
    values = [cell_of(column, row) for column in series for _, row in known_rows(column)]
    return len(values) <= MAX_SHOWN_VALUES and all(width_of(one) < width / 100 * PHONE_EM + 0.5 for one in values)


def _y(scale: Scale, number: float, height: float) -> float:
    """Return how far below the top of the drawing a number is."""
    return HEAD + (1 - scale.part(number)) * height


def _ticks(scale: Scale, write: NumberWriter, height: float) -> Iterator[Word]:
    """Yield the round numbers at the lines of the grid."""
    for tick in scale.ticks():
        yield Word(0, _y(scale, tick, height) + 0.35, write(tick), kind="tick")


def _grid(scale: Scale, height: float, begin: float) -> Iterator[Rule]:
    for tick in scale.ticks():
        y = _y(scale, tick, height)
        yield Rule(begin, y, 100, y, "grid")


def _under(labels: Sequence[str], places: Sequence[float], height: float) -> Iterator[Word]:
    """Yield the labels under the axis, as many as there is room for."""
    shown = [fit(label, PHONE_EM / 3) for label in labels]
    for row in told_labels([text for text, _ in shown], PHONE_EM):
        text, whole = shown[row]
        half = width_of(text) / PHONE_EM * 50
        x = places[row]
        anchor = "start" if x < half else "end" if x > 100 - half else "middle"
        x = 0.0 if anchor == "start" else 100.0 if anchor == "end" else x
        yield Word(x, HEAD + height + 1.2, text, anchor, "tick", whole)


# --- lines ----------------------------------------------------------------------------------------


def draw_lines(table: Table, write: NumberWriter) -> Plot:
    """Return a line for each series. Rows that are days, months or years have the distance of their dates."""
    series = numbers_of(table)
    scale = make_scale([number for column in series for number, _ in known_rows(column)], from_zero=False)
    begin = _gutter(scale, write)
    places = _places(table.labels.cells, begin)
    drawing = _draw_course(series, places, scale, HEIGHT, begin)
    words = (*_ticks(scale, write, HEIGHT), *_under(table.labels.cells, places, HEIGHT))
    drawing = Drawing(
        height=HEAD + HEIGHT + FOOT, rules=drawing.rules, curves=drawing.curves, dots=drawing.dots, words=words
    )
    return Plot((drawing,), course(table.labels, series), legend_of(series))


def draw_multiples(table: Table, write: NumberWriter) -> Plot:
    """Return a small drawing for each series, all over the same scale."""
    series = numbers_of(table, MAX_COLUMNS)
    scale = make_scale([number for column in series for number, _ in known_rows(column)], from_zero=False, steps=2)
    begin = _gutter(scale, write) * 1.8  # a panel is about half as wide as a phone
    places = _places(table.labels.cells, begin)
    drawings = []
    for column in series:
        drawn = _draw_course([column], places, scale, PANEL_HEIGHT, begin)
        ends = [(0, "start"), (table.rows - 1, "end")] if table.rows > 1 else [(0, "start")]
        under = (Word(places[row], HEAD + PANEL_HEIGHT + 1.2, *_cut(table, row, anchor)) for row, anchor in ends)
        drawings.append(
            Drawing(
                height=HEAD + PANEL_HEIGHT + FOOT,
                name=column.name,
                rules=drawn.rules,
                curves=drawn.curves,
                dots=drawn.dots,
                words=(*_ticks(scale, write, PANEL_HEIGHT), *under),
            )
        )
    return Plot(tuple(drawings), course(table.labels, series))


def _cut(table: Table, row: int, anchor: str) -> tuple[str, str, str, str]:
    text, whole = fit(table.labels.cells[row], PHONE_EM / 5)
    return text, anchor, "tick", whole


def _draw_course(
    series: Sequence[Column], places: Sequence[float], scale: Scale, height: float, begin: float
) -> Drawing:
    curves, dots = [], []
    for tone, column in enumerate(series, 1):
        for run in _runs(column, places):
            thin = _thinned(run)
            if len(thin) == 1:
                dots.append(Dot(thin[0][0], _y(scale, thin[0][1], height), tone))
            else:
                points = tuple((x, (1 - scale.part(number)) * 100) for x, number in thin)
                curves.append(Curve(HEAD, height, points, tone))
    return Drawing(height=0, rules=tuple(_grid(scale, height, begin)), curves=tuple(curves), dots=tuple(dots))


def _runs(column: Column, places: Sequence[float]) -> Iterator[list[tuple[float, float]]]:
    """Yield the stretches of a line without a missing number."""
    run: list[tuple[float, float]] = []
    for place, number in zip(places, column.numbers, strict=True):
        if number is not None:
            run.append((place, number))
        elif run:
            yield run
            run = []
    if run:
        yield run


def _thinned(run: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Return at most MAX_MARKS points: the first, the last, and of each stretch between the lowest and the highest."""
    if len(run) <= MAX_MARKS:
        return run
    stretches = (MAX_MARKS - 2) // 2
    inner, kept = run[1:-1], [run[0]]
    for number in range(stretches):
        stretch = inner[number * len(inner) // stretches : (number + 1) * len(inner) // stretches]
        ends = {
            min(range(len(stretch)), key=lambda at: stretch[at][1]),
            max(range(len(stretch)), key=lambda at: stretch[at][1]),
        }
        kept += [stretch[at] for at in sorted(ends)]
    return [*kept, run[-1]]


def _places(labels: Sequence[str], begin: float) -> list[float]:
    """Return where each row is, from `begin` on: by its date if all have one, in order, or else one step apart."""
    return [begin + part * (100 - begin) for part in _parts(labels)]


def _parts(labels: Sequence[str]) -> list[float]:
    """Return where each row is, in parts of the way from the first to the last."""
    days = [_day_of(label) for label in labels]
    known = [day for day in days if day is not None]
    if len(known) < 2 or len(known) < len(labels) or any(one >= two for one, two in pairwise(known)):
        return [row / max(1, len(labels) - 1) for row in range(len(labels))]
    return [(day - known[0]) / (known[-1] - known[0]) for day in known]


def _day_of(label: str) -> float | None:
    """Return the day that a label names, counted in days: `2026`, `2026-11` or `2026-11-23`; None for anything else."""
    found = DAY.fullmatch(label)
    if found is None:
        return None
    try:
        return float(date(int(found[1]), int(found[2] or 1), int(found[3] or 1)).toordinal())
    except ValueError:
        return None


# --- events ---------------------------------------------------------------------------------------

EVENT = 3.2


def draw_timeline(table: Table, write: NumberWriter) -> Plot:
    """Return the events of a table, one under the other: the first column says when, the second what."""
    if len(table.columns) < 2:
        raise Unfit("A timeline needs two columns: when, and what happened.", "Add a column with a few words.")
    refuse_many(table.rows, "events")
    rules, dots, words = [], [], []
    for row, (when, what) in enumerate(zip(table.columns[0].cells, table.columns[1].cells, strict=True)):
        top = row * EVENT
        dots.append(Dot(2, top + 0.7, 1))
        for text, line, kind in ((when, 1.0, "head"), (what, 2.3, "label")):
            short, whole = fit(text, PHONE_EM * 0.92)
            words.append(Word(7, top + line, short, "start", kind, whole))
    if table.rows > 1:
        rules.append(Rule(2, 0.7, 2, (table.rows - 1) * EVENT + 0.7, "axis"))
    remarks: tuple[Remark, ...] = ()
    if table.rows:
        cells = table.columns[0].cells
        remarks = (Remark(form="events", first=cells[0], last=cells[-1], total=write(table.rows)),)
    drawing = Drawing(height=table.rows * EVENT, rules=tuple(rules), dots=tuple(dots), words=tuple(words))
    return Plot((drawing,), remarks)
