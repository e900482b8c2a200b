"""Where a text asks for a chart, in Markdown and in plain text."""

import pytest

from generator.intake.charts.place import charts_in, mark_charts, take_charts
from generator.intake.wire.lines import number_lines

FILE = "content/town/a.md"


def taken(text: str) -> tuple[str, list[tuple[str, str, str, str]], list[tuple[int, str]]]:
    found = take_charts(tuple(number_lines(text)), FILE)
    charts = [(one.file, one.form, one.title, one.source) for one in found.charts]
    return "\n".join(line.text for line in found.lines), charts, [(one.line, one.message) for one in found.problems]


BARS = ("r.csv", "bars", "Seats, won", "Clerk")


@pytest.mark.parametrize(
    ("text", "left", "charts"),
    [
        ("Before.\n\n```chart\nfile: r.csv\ntype: bars\ntitle: Seats, won\nsource: Clerk\n```\n\nAfter.", "Before.\n\n\n{{ chart 1 }}\n\n\n\n\n\nAfter.", [BARS]),
        ("~~~ chart\nFile: r.csv\nTitle: \"Seats, won\"\nSource: Clerk\n~~~", "\n{{ chart 1 }}\n\n\n", [BARS]),
        ("Before.\n\nChart: r.csv, bars, Seats, won\nSource: Clerk\n\nAfter.", "Before.\n\n{{ chart 1 }}\n\n\nAfter.", [BARS]),
        ("Text.\nchart: r.csv, Seats, won\nMore.", "Text.\n\n{{ chart 1 }}\n\nMore.", [(*BARS[:3], "")]),
        ("Headline\nDate: 2026-11-20\nChart: r.csv, bars, Seats, won\nBy: Jane\n\nText.", "Headline\nDate: 2026-11-20\nBy: Jane\n\nText.\n\n{{ chart 1 }}", [(*BARS[:3], "")]),
        ("Chart: see page 3", "Chart: see page 3", []),
        ("```\nChart: r.csv, bars\n```", "```\nChart: r.csv, bars\n```", []),
        ("```python\n```chart\n", "```python\n```chart\n", []),
        ("Chart: r.csv, small multiples, A", "{{ chart 1 }}", [("r.csv", "multiples", "A", "")]),
        ("Chart: r.csv", "{{ chart 1 }}", [("r.csv", "bars", "", "")]),
    ],
)  # fmt: skip
def test_charts_are_taken_and_their_places_marked(text: str, left: str, charts: list[object]) -> None:
    assert taken(text) == (left, charts, [])


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("Text.\n\n```chart\ntype: bars\n```", 3, "The chart names no file, so it isn't shown."),
        ("```chart\nfile: r.pdf\n```", 1, "“r.pdf” is no table, so it isn't shown."),
        ("```chart\nfile: r.csv\ntype: pie\n```", 1, "“pie” isn't a type of chart, so bars are drawn."),
        ("```chart\nfile: r.csv\nfoo bar\n```", 3, "“foo bar” isn't a line that a chart can have."),
        ("```chart\nfile: m.jpg\npin: here\n```", 1, "“here” doesn't say where the pin is."),
        ("```chart\nfile: m.jpg\npin: 140, 3\n```", 1, "“140, 3” doesn't say where the pin is."),
    ],
)
def test_slips_are_told_with_their_line(text: str, line: int, message: str) -> None:
    assert taken(text)[2] == [(line, message)]


def test_a_locator_has_its_pin() -> None:
    [chart] = take_charts(tuple(number_lines("```chart\nfile: m.jpg\npin: 40%, 55.5%, Hall\n```")), FILE).charts
    assert (chart.form, chart.pin, chart.label, chart.title) == ("locator", (40.0, 55.5), "Hall", "Hall")


def test_marks_become_paragraphs_that_say_the_title() -> None:
    found = take_charts(tuple(number_lines("Chart: a.csv, bars, <One>\n\nChart: b.csv, bars, Two")), FILE)
    html = "<p>{{ chart 2 }}</p>\n<p>{{ chart 1 }}</p>\n<p>{{ chart 9 }}</p>"
    assert [one.title for one in charts_in(html, found.charts)] == ["Two", "<One>"]
    assert mark_charts(html, found.charts) == '<p class="chart">Two</p>\n<p class="chart">&lt;One&gt;</p>\n'
