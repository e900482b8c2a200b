"""Turn a table and the form that is asked for into the figure that pages show."""

from collections.abc import Callable

from generator.chart_records import Chart, ChartFigure, Column, Table
from generator.charts.bars import draw_bars, draw_dots, draw_election, draw_stacked
from generator.charts.forms import NumberWriter, Plot, Refusal, Unfit
from generator.charts.lines import draw_columns, draw_lines, draw_multiples, draw_timeline
from generator.charts.remarks import NO_VALUE

DRAWN: dict[str, Callable[[Table, NumberWriter], Plot]] = {
    "bars": draw_bars,
    "columns": draw_columns,
    "lines": draw_lines,
    "stacked": draw_stacked,
    "dots": draw_dots,
    "election": draw_election,
    "timeline": draw_timeline,
    "multiples": draw_multiples,
}
"""What draws each form that is made of a table."""


def plot(chart: Chart, table: Table, write: NumberWriter = str) -> Plot | Refusal:
    """Return what is drawn of the table, or why it can't be drawn in the form that the chart asks for."""
    try:
        return DRAWN[chart.form or "bars"](table, write)
    except Unfit as unfit:
        return unfit.refusal


def make_figure(chart: Chart, table: Table, write: NumberWriter) -> ChartFigure:
    """Return the chart as pages show it: the drawing if there is one, and always the whole table."""
    drawn = plot(chart, table, write)
    plotted = drawn if isinstance(drawn, Plot) else Plot((), ())
    return ChartFigure(
        form=chart.form or "bars",
        title=chart.title,
        source=chart.source,
        remarks=plotted.remarks,
        drawings=plotted.drawings,
        legend=plotted.legend,
        columns=tuple((column.name, bool(column.numbers)) for column in table.columns),
        rows=tuple(tuple(_cell(column, row) for column in table.columns) for row in range(table.rows)),
    )


def _cell(column: Column, row: int) -> tuple[str, float | None]:
    values = column.numbers or column.days
    return column.cells[row] or NO_VALUE, values[row] if values else None
