"""The charts in the text of a story: each drawn from the table as it is now."""

import re
from collections.abc import Iterator, Sequence
from functools import partial
from html import escape
from urllib.parse import quote

from generator.archive.photos import ShownPhoto
from generator.catalogue.store import Store
from generator.catalogue.tables import find_table
from generator.chart_records import Chart, ChartFigure
from generator.charts.draw import make_figure
from generator.edition.formats import decimal
from generator.model import Body, Story

MARKED = re.compile(r'<p class="chart">.*?</p>\n?')


def figures_of(
    store: Store, story: Story, body: Body, shown: Sequence[ShownPhoto], language: str
) -> tuple[ChartFigure | None, ...]:
    """Return the charts of a story in the order of its text; None for one without a table or a picture."""
    pictures = {one.written: one for one in shown if one.place == "inline"}
    figures = tuple(
        _figure(store, story, chart, pictures.get(quote(chart.file, safe="/")), language) for chart in body.charts
    )
    return figures if any(figures) else ()


def _figure(store: Store, story: Story, chart: Chart, picture: ShownPhoto | None, language: str) -> ChartFigure | None:
    if chart.form == "locator":
        if picture is None:
            return None
        return ChartFigure(
            form=chart.form,
            title=chart.title,
            source=chart.source,
            photo=picture.photo,
            pin=chart.pin or (0, 0),
            label=chart.label if chart.pin else "",
        )
    table = find_table(store, story.file, chart.file)
    return None if table is None else make_figure(chart, table, partial(decimal, language=language))


def with_tables(html: str, figures: Sequence[ChartFigure | None]) -> str:
    """Return `html` for programs that know no more than plain HTML, such as feed readers: with tables for charts."""
    left = iter(figures)

    def replaced(found: re.Match[str]) -> str:
        figure = next(left, None)
        if figure is None:
            return ""
        return found[0] if figure.photo else "".join(_plain_table(figure))

    return MARKED.sub(replaced, html)


def _plain_table(figure: ChartFigure) -> Iterator[str]:
    yield "<table>"
    if figure.title:
        yield f"<caption>{escape(figure.title, quote=False)}</caption>"
    heads = "".join(f"<th>{escape(name, quote=False)}</th>" for name, _ in figure.columns)
    yield f"<thead><tr>{heads}</tr></thead><tbody>"
    for row in figure.rows:
        yield "<tr>" + "".join(f"<td>{escape(cell, quote=False)}</td>" for cell, _ in row) + "</tr>"
    yield "</tbody></table>\n"
