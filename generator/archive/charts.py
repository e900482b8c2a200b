"""Tell editors which charts of a story can't be drawn."""

from collections.abc import Iterator

from generator.catalogue.copy import body_of
from generator.catalogue.store import Store
from generator.catalogue.tables import find_table
from generator.charts.draw import plot
from generator.charts.forms import Refusal
from generator.model import Gravity, Problem, Story


def chart_remarks(store: Store, story: Story) -> Iterator[Problem]:
    """Yield a problem for each chart whose table isn't there, or can't be drawn in the form that was asked for."""
    if not story.tables:
        return
    for chart in body_of(store, story.path).charts:
        if chart.file not in story.tables:
            continue
        table = find_table(store, story.file, chart.file)
        if table is None:
            message = f"There is no table “{chart.file}” that can be used, so its chart isn't shown."
            hint = "A table is named with its ending, .csv, from the story's own folder or from content/."
            yield Problem(story.file, chart.line, message, hint, Gravity.WARNING, code="data-chart")
            continue
        drawn = plot(chart, table)
        if isinstance(drawn, Refusal):
            message = f"“{chart.file}” is shown as a table only. {drawn.message}"
            yield Problem(story.file, chart.line, message, drawn.hint, Gravity.WARNING, code="data-chart")
