"""Tables as drawings: values in their places, bounds, and nothing outside the chart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.chart_records import Chart, ChartFigure, Column, Drawing, Table
from generator.charts.draw import DRAWN, make_figure, plot
from generator.charts.forms import Plot, Refusal, fit, told_labels, width_of
from generator.charts.scale import make_scale
from generator.intake.charts.table import read_table


def drawn(form: str, text: str) -> Drawing:
    found = plot(Chart(file="r.csv", form=form), read_table(text))
    assert isinstance(found, Plot), found
    return found.drawings[0]


def test_bars_are_as_long_as_their_numbers() -> None:
    boxes = drawn("bars", "a,b\nx,10\ny,5\nz,0\n").boxes
    assert [(box.x, box.width) for box in boxes] == [(0, 100), (0, 50), (0, 0)]


def test_bars_below_zero_go_the_other_way() -> None:
    drawing = drawn("bars", "a,b\nx,-5\ny,15\n")
    assert [(box.x, box.width) for box in drawing.boxes] == [(0, 25), (25, 75)]
    assert {rule.x1 for rule in drawing.rules} == {25}


def test_parts_of_a_bar_follow_each_other() -> None:
    boxes = drawn("stacked", "a,yes,no\nx,3,1\ny,1,1\n").boxes
    assert [(box.x, box.width, box.tone) for box in boxes] == [(0, 75, 1), (75, 25, 2), (0, 25, 1), (25, 25, 2)]


def test_seats_make_one_bar_with_the_majority_marked() -> None:
    found = plot(Chart(file="r.csv", form="election"), read_table("p,share,seats\nHarbor,60%,6\nInland,40%,4\n"))
    assert isinstance(found, Plot)
    [drawing] = found.drawings
    assert [(box.x, box.width) for box in drawing.boxes[:2]] == [(0, 60), (60, 40)]
    assert [rule.x1 for rule in drawing.rules if rule.kind == "mark"] == [60]
    assert [word.text for word in drawing.words if word.kind == "value"] == ["60% · 6", "40% · 4"]
    [remark] = found.remarks
    assert (remark.first, remark.first_value, remark.last_value, remark.total) == ("Harbor", "6.0", "6", "10")


def test_a_line_keeps_the_distance_of_its_days_and_its_gaps() -> None:
    drawing = drawn("lines", "day,a\n2026-01-01,1\n2026-01-02,2\n2026-01-11,3\n")
    first, second, last = (x for x, _ in drawing.curves[0].points)
    assert (second - first) * 10 == pytest.approx(last - first)
    gapped = drawn("lines", "day,a\na,1\nb,2\nc,\nd,3\n")
    assert (len(gapped.curves), len(gapped.dots)) == (1, 1)


def test_a_long_line_keeps_its_highest_and_its_lowest() -> None:
    values = [500 + number % 7 for number in range(2_000)]
    values[777], values[1234] = 9_999, -9_999
    text = "n,a\n" + "".join(f"r{number},{value}\n" for number, value in enumerate(values))
    points = drawn("lines", text).curves[0].points
    heights = sorted(y for _, y in points)
    assert len(points) <= 60
    assert (heights[0], heights[-1]) == pytest.approx((0, 100), abs=0.1)


@pytest.mark.parametrize(
    ("form", "text", "why"),
    [
        ("bars", "a,b\nx,yes\n", "The table has no column of numbers"),
        ("bars", "a,b\n" + "".join(f"r{n},{n}\n" for n in range(61)), "The chart would have 61 bars; 60 is the most."),
        ("stacked", "a,b,c\nx,1,-1\n", "Parts of a whole can't be below zero."),
        ("election", "a,seats\nx,1.5\n", "The column “seats” doesn't hold seats."),
        ("lines", "a,b,c,d,e,f,g,h\nx,1,2,3,4,5,6,7\n", "The table has 7 columns of numbers; this chart shows 6"),
    ],
)
def test_what_can_t_be_drawn_is_told_and_the_table_is_shown(form: str, text: str, why: str) -> None:
    chart, table = Chart(file="r.csv", form=form), read_table(text)
    found = plot(chart, table)
    assert isinstance(found, Refusal)
    assert found.message.startswith(why)
    figure = make_figure(chart, table, str)
    assert (figure.drawings, len(figure.rows)) == ((), table.rows)


@pytest.mark.parametrize("form", DRAWN)
def test_a_label_of_200_characters_is_cut_and_told_whole(form: str) -> None:
    long = "word " * 40
    words = (
        drawn(form, f"when,what,b\n{long},{long},1\nB,C,2\n").words
        if form == "timeline"
        else drawn(form, f"a,b\n{long},1\nB,2\n").words
    )
    cut = [word for word in words if word.whole]
    assert next(word.whole for word in cut) == long.strip()
    assert all(width_of(word.text) <= 24 for word in cut)


def all_of(figure: ChartFigure) -> tuple[list[float], list[float]]:
    """Return every horizontal place of a figure, and every vertical one that lies outside its drawing."""
    across, outside = [], []
    for drawing in figure.drawings:
        across += [x for box in drawing.boxes for x in (box.x, box.x + box.width)]
        across += [x for rule in drawing.rules for x in (rule.x1, rule.x2)]
        across += [dot.x for dot in drawing.dots] + [word.x for word in drawing.words]
        across += [x for curve in drawing.curves for x, _ in curve.points]
        down = [y for box in drawing.boxes for y in (box.y, box.y + box.height)]
        down += [dot.y for dot in drawing.dots] + [word.y for word in drawing.words]
        outside += [y for y in down if not -0.01 <= y <= drawing.height + 0.01]
        outside += [y for curve in drawing.curves for _, y in curve.points if not -0.01 <= y <= 100.01]
    return across, outside


NUMBER = st.one_of(st.none(), st.floats(min_value=-1e12, max_value=1e12, allow_nan=False), st.integers(-9, 9))


@st.composite
def tables(draw: st.DrawFn) -> Table:
    rows = draw(st.integers(1, 12))
    labels = Column("name", tuple(draw(st.lists(st.text(max_size=60), min_size=rows, max_size=rows))))
    columns = []
    for place in range(draw(st.integers(1, 5))):
        values = draw(st.lists(NUMBER, min_size=rows, max_size=rows))
        numbers = tuple(None if value is None else float(value) for value in values)
        columns.append(Column(f"c{place}", tuple("" if value is None else f"{value:g}" for value in numbers), numbers))
    return Table((labels, *columns))


@given(tables(), st.sampled_from(sorted(DRAWN)))
def test_nothing_is_drawn_outside_the_chart(table: Table, form: str) -> None:
    figure = make_figure(Chart(file="r.csv", form=form), table, lambda number: f"{number:g}")
    across, outside = all_of(figure)
    assert all(-0.01 <= x <= 100.01 for x in across)
    assert outside == []
    assert [[cell for cell, _ in row] for row in figure.rows] == [
        [column.cells[row] or "–" for column in table.columns] for row in range(table.rows)
    ]


@given(st.lists(st.floats(-1e12, 1e12, allow_nan=False), min_size=1, max_size=30), st.booleans())
def test_a_scale_holds_all_its_numbers_and_has_few_round_steps(numbers: list[float], from_zero: bool) -> None:
    scale = make_scale(numbers, from_zero=from_zero)
    assert all(-1e-6 <= scale.part(number) <= 1 + 1e-6 for number in numbers)
    assert 2 <= len(scale.ticks()) <= 12


@given(st.text(max_size=300), st.floats(2, 30))
def test_a_text_that_is_cut_fits_and_is_known_whole(text: str, room: float) -> None:
    shown, whole = fit(text, room)
    assert whole in {"", text}
    assert (shown == text) == (whole == "") or not whole
    assert width_of(shown) <= room + 0.6


@given(st.lists(st.text(max_size=20), min_size=1, max_size=60))
def test_labels_under_an_axis_have_room(labels: list[str]) -> None:
    told = told_labels(labels, 24)
    assert told[0] == 0
    assert len(told) == 1 or len(told) * (max(map(width_of, labels)) + 1.2) <= 24 + max(map(width_of, labels)) + 1.2
