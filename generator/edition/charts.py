"""The charts in the text of a story: each drawn from the table as it is now."""

import re
from collections.abc import Iterator, Sequence
from functools import partial
from gettext import NullTranslations
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
WORDS_OF_MAP = re.compile(r"(?<=>)[^<>]*</p>")
LEFT_TO_RIGHT = "\u200e"
"""A sign of direction, without which the minus of a number would be behind it in a text from right to left."""


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


def with_tables(html: str, figures: Sequence[ChartFigure | None], words: NullTranslations, *, rtl: bool) -> str:
    """Return `html` for programs that know no more than plain HTML, such as feed readers: with tables for charts.

    `words` are those of the theme in the story's language, and `rtl` tells whether it is written from right to left.
    """
    left = iter(figures)

    def replaced(found: re.Match[str]) -> str:
        figure = next(left, None)
        if figure is None:
            return ""
        if figure.photo:
            return WORDS_OF_MAP.sub(lambda _: "".join(_below_map(figure, words)) + "</p>", found[0])
        return "".join(_plain_table(figure, words, LEFT_TO_RIGHT if rtl else ""))

    return MARKED.sub(replaced, html)


def _below_map(figure: ChartFigure, words: NullTranslations) -> Iterator[str]:
    """Yield the title of a map, what its pin says, and the source. The name of its file is for nobody."""
    said = dict.fromkeys(filter(None, (figure.title, figure.label)))  # a map without a title has its pin's words
    if said:
        yield " " + escape(": ".join(said), quote=False)
    if figure.source:
        yield f"<br><small>{_source(figure, words)}</small>"


def _source(figure: ChartFigure, words: NullTranslations) -> str:
    return escape(words.gettext("Source: %(source)s") % {"source": figure.source}, quote=False)


def _plain_table(figure: ChartFigure, words: NullTranslations, sign: str) -> Iterator[str]:
    """Yield the table of a chart. `sign` stands before each number."""
    yield "<table>"
    if figure.title:
        yield f"<caption>{escape(figure.title, quote=False)}</caption>"
    heads = "".join(f"<th>{escape(name, quote=False)}</th>" for name, _ in figure.columns)
    yield f"<thead><tr>{heads}</tr></thead><tbody>"
    for row in figure.rows:
        yield (
            "<tr>"
            + "".join(f"<td>{'' if number is None else sign}{escape(cell, quote=False)}</td>" for cell, number in row)
            + "</tr>"
        )
    yield "</tbody></table>\n"
    if figure.source:
        yield f"<p><small>{_source(figure, words)}</small></p>\n"
