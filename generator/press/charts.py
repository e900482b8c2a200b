"""The filter that puts a theme's own figures in the place of a story's charts."""

import re
from collections.abc import Callable, Sequence

from markupsafe import Markup

from generator.chart_records import ChartFigure

PARAGRAPH = re.compile(r'<p class="chart">.*?</p>', re.DOTALL)
"""A paragraph that `intake.charts.place.mark_charts` made."""


def with_charts(html: str, charts: Sequence[ChartFigure | None], macro: Callable[..., str], *more: object) -> Markup:
    """Return `html` with the macro's result for each of `charts`, in their order; nothing for one that isn't there.

    The macro gets the chart, its number, counted from 1, and whatever `more` is.
    """
    left = iter(enumerate(charts, 1))

    def replaced(_: re.Match[str]) -> str:
        number, chart = next(left, (0, None))
        return "" if chart is None else str(macro(chart, number, *more)).strip()

    return Markup(PARAGRAPH.sub(replaced, html) if '<p class="chart">' in html else html)  # noqa: S704 -- both parts are safe HTML already
