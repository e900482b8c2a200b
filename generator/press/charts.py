"""The filter that puts a theme's own figures in the place of a story's charts."""

import re
from collections.abc import Callable, Sequence

from markupsafe import Markup

from generator.chart_records import ChartFigure
from generator.press.markup import as_html

PARAGRAPH = re.compile(r'<p class="chart">.*?</p>', re.DOTALL)
"""A paragraph that `intake.charts.place.mark_charts` made."""


def with_charts(html: str, charts: Sequence[ChartFigure | None], macro: Callable[..., str], *more: object) -> Markup:
    """Return `html` with the macro's result for each of `charts`, in their order; nothing for one that isn't there.

    The macro gets the chart, its number, counted from 1, and whatever `more` is.
    """
    if '<p class="chart">' not in html:
        return as_html(html)
    left = iter(enumerate(charts, 1))

    def replaced(_: re.Match[str]) -> str:
        number, chart = next(left, (0, None))
        return "" if chart is None else str(macro(chart, number, *more)).strip()

    return as_html(PARAGRAPH.sub(replaced, html))
