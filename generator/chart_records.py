"""Plain, frozen values about charts: what a story asks for, the table behind it, and what pages show."""

import msgspec

from generator.photo_records import Photo


class Chart(msgspec.Struct, frozen=True, kw_only=True):
    """A chart that a story asks for in its text."""

    file: str
    """The table, or for a locator the picture, as written."""
    form: str = ""
    """One of `charts.forms.FORMS`; empty if the table itself is to decide."""
    title: str = ""
    source: str = ""
    pin: tuple[float, float] | None = None
    """For a locator: where the pin is, in percent of the picture's width and height."""
    label: str = ""
    """For a locator: the words at the pin."""
    line: int = 0
    """The line of the file that asks for it, counted from 1."""


class Column(msgspec.Struct, frozen=True):
    """A column of a table."""

    name: str
    cells: tuple[str, ...]
    """As written, without the blanks around them."""
    numbers: tuple[float | None, ...] = ()
    """The cells as numbers, None for one that isn't a number; empty if the column isn't one of numbers."""
    days: tuple[int | None, ...] = ()
    """The cells as days, counted from the year 1, in the same way; empty if the column isn't one of days."""


class Table(msgspec.Struct, frozen=True):
    """A table as it was read from a file. All columns have the same number of cells."""

    columns: tuple[Column, ...]

    @property
    def rows(self) -> int:
        """How many rows there are under the names of the columns."""
        return len(self.columns[0].cells) if self.columns else 0

    @property
    def labels(self) -> Column:
        """The column that names the rows: the first."""
        return self.columns[0]

    @property
    def series(self) -> tuple[Column, ...]:
        """The columns of numbers behind the first."""
        return tuple(column for column in self.columns[1:] if column.numbers)


# --- what is drawn --------------------------------------------------------------------------------
# Widths and horizontal places are in percent of the chart's width, counted from where lines of text begin; heights and
# vertical places are in em. So a chart is as wide as its column, and its text has the size of the page's text.


class Box(msgspec.Struct, frozen=True):
    """A rectangle: a bar, a column or a part of one."""

    x: float
    y: float
    width: float
    height: float
    tone: int
    """The number of the series, counted from 1, which decides on the color."""


class Rule(msgspec.Struct, frozen=True):
    """A straight line: an axis, a line of the grid, or a mark."""

    x1: float
    y1: float
    x2: float
    y2: float
    kind: str
    """`grid`, `axis` or `mark`."""


class Dot(msgspec.Struct, frozen=True):
    """A point of a series."""

    x: float
    y: float
    tone: int


class Curve(msgspec.Struct, frozen=True):
    """The line of a series. Its points are in percent of the width and of the height of its frame."""

    y: float
    """Where the frame begins, in em."""
    height: float
    """The height of the frame, in em."""
    points: tuple[tuple[float, float], ...]
    tone: int


class Word(msgspec.Struct, frozen=True):
    """A text in a chart."""

    x: float
    y: float
    text: str
    anchor: str = "start"
    """`start`, `middle` or `end`."""
    kind: str = "label"
    """`label`, `value`, `tick` or `head`."""
    whole: str = ""
    """The whole text, if `text` was cut."""


class Drawing(msgspec.Struct, frozen=True, kw_only=True):
    """One drawing. Most charts have one; small multiples have one for each series."""

    height: float
    name: str = ""
    """The name of the series, in small multiples."""
    rules: tuple[Rule, ...] = ()
    boxes: tuple[Box, ...] = ()
    curves: tuple[Curve, ...] = ()
    dots: tuple[Dot, ...] = ()
    words: tuple[Word, ...] = ()


class Remark(msgspec.Struct, frozen=True, kw_only=True):
    """What a chart shows, for a sentence under its title."""

    form: str
    """`ranked`, `course`, `seats` or `events`."""
    series: str = ""
    """The name of the series, if there are several."""
    first: str = ""
    """The label of the highest, of the first, or of the strongest."""
    first_value: str = ""
    last: str = ""
    last_value: str = ""
    total: str = ""
    """How many seats or events there are."""


class ChartFigure(msgspec.Struct, frozen=True, kw_only=True):
    """A chart as pages show it."""

    form: str
    title: str
    source: str = ""
    remarks: tuple[Remark, ...] = ()
    drawings: tuple[Drawing, ...] = ()
    """Empty for a locator, and where the table can't be drawn in this form."""
    legend: tuple[tuple[int, str], ...] = ()
    """Tone and name of each series, if there are several."""
    columns: tuple[tuple[str, bool], ...] = ()
    """Name of each column of the table, and whether it is one of numbers."""
    rows: tuple[tuple[tuple[str, float | None], ...], ...] = ()
    """The whole table behind the chart: what each cell says, and its number, if it is one."""
    photo: Photo | None = None
    """The picture of a locator."""
    pin: tuple[float, float] = (0, 0)
    """Where the pin is, in percent of the picture's width and height."""
    label: str = ""
    """The words at the pin."""
