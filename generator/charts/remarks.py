"""What a chart shows, in few words: its highest and lowest, its course, its seats."""

from collections.abc import Iterator, Sequence

from generator.chart_records import Column, Remark

MAX_REMARKS = 3
"""The series that are put into words. The table has all of them."""
NO_VALUE = "–"


def cell_of(column: Column, row: int) -> str:
    """Return the value that is printed: the cell as written, or a dash where there is no number."""
    known = not column.numbers or column.numbers[row] is not None
    return column.cells[row] if known and column.cells[row] else NO_VALUE


def known_rows(column: Column) -> list[tuple[float, int]]:
    """Return number and row of each cell that is a number."""
    return [(number, row) for row, number in enumerate(column.numbers) if number is not None]


def ranked(labels: Column, series: Sequence[Column]) -> tuple[Remark, ...]:
    """Tell the highest and the lowest of each series."""
    return tuple(_ranked(labels, series))


def _ranked(labels: Column, series: Sequence[Column]) -> Iterator[Remark]:
    for column in series[:MAX_REMARKS]:
        known = known_rows(column)
        if not known:
            continue
        top = max(known, key=lambda one: (one[0], -one[1]))[1]
        bottom = min(known, key=lambda one: (one[0], one[1]))[1]
        yield Remark(
            form="ranked",
            series=column.name if len(series) > 1 else "",
            first=labels.cells[top],
            first_value=cell_of(column, top),
            last=labels.cells[bottom] if bottom != top else "",
            last_value=cell_of(column, bottom) if bottom != top else "",
        )


def course(labels: Column, series: Sequence[Column]) -> tuple[Remark, ...]:
    """Tell where each series begins and ends."""
    return tuple(_course(labels, series))


def _course(labels: Column, series: Sequence[Column]) -> Iterator[Remark]:
    for column in series[:MAX_REMARKS]:
        known = known_rows(column)
        if not known:
            continue
        begin, end = known[0][1], known[-1][1]
        yield Remark(
            form="course",
            series=column.name if len(series) > 1 else "",
            first=labels.cells[begin],
            first_value=cell_of(column, begin),
            last=labels.cells[end],
            last_value=cell_of(column, end),
        )
