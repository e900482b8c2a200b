"""Tables as spreadsheets and people write them."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.chart_records import Table
from generator.intake.charts.table import parse_table, read_table

MAX = 5_000


def numbers(table: Table) -> dict[str, tuple[float | None, ...]]:
    return {column.name: column.numbers for column in table.columns[1:]}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("party,seats\nHarbor,7\nInland,4\n", {"seats": (7, 4)}),
        ("Partei;Stimmen\nHafen;1.234,5\nLand;12\n", {"Stimmen": (1234.5, 12)}),
        ("Partei;Stimmen\nHafen;1.234\nLand;2.000\n", {"Stimmen": (1234, 2000)}),
        ("party,votes\nHarbor,1.234\nInland,2.000\n", {"votes": (1.234, 2)}),
        ('party,votes\nHarbor,"1,234.5"\nInland,"2,000"\n', {"votes": (1234.5, 2000)}),
        ("a\tb\nx\t1 234\ny\t1 000 000\n", {"b": (1234, 1_000_000)}),
        ("a|b\nx|1'234.50\ny|2\n", {"b": (1234.5, 2)}),
        ("sep=;\na;b\nx;1,5\ny;2\n", {"b": (1.5, 2)}),
        ("a,b,c\nx,NaN,-3\ny,,(1200)\nz,5,−7\n", {"b": (None, None, 5), "c": (-3, -1200, -7)}),
        ("a,b\nx,$1.20\ny,-$3\nz,4 %\n", {"b": (1.2, -3, 4)}),
        ("a,b\nx,=SUM(B3:B9)\ny,1\nz,2\nu,3\nv,4\n", {"b": (None, 1, 2, 3, 4)}),
        ("a,b\nx,inf\ny,1e999\nz,2\n", {"b": ()}),
        ("a,b\nx,٣٫٥\ny,٧\n", {"b": (3.5, 7)}),
        ("a,b\nx,yes\ny,no\n", {"b": ()}),
        ("a,b\nx,1\n\na,b\ny,2\n", {"b": (1, 2)}),
        ("a,b,b\nx,1,2\n", {"b": (1,), "b (2)": (2,)}),
        (",2022,,2026,\n,won,lost,won,lost\nTown,1,2,3,4\nBay,5,6,7,8\n", {"2022 won": (1, 5), "2022 lost": (2, 6), "2026 won": (3, 7), "2026 lost": (4, 8)}),
    ],
)  # fmt: skip
def test_numbers_are_read_however_they_are_written(text: str, found: dict[str, tuple[float | None, ...]]) -> None:
    assert numbers(read_table(text)) == found


@pytest.mark.parametrize(
    ("text", "line", "why"),
    [
        ("party,seats\nHarbor,1,234\n", 2, "this row has 3 cells, and there are names for 2 columns"),
        ("party,seats\n", 0, "it needs a line with the names"),
        ("", 0, "it needs a line with the names"),
        ("a,b\n" + "x,1\n" * (MAX + 1), 0, "it has 5,001 rows; a table may have 5,000"),
        (",".join(f"c{n}" for n in range(21)) + "\n" + ",".join("1" * 21) + "\n", 1, "it has 21 columns"),
        ('a,b\n"x"y,1\n', 2, "this is no line of CSV"),
        ("a,b\n" + "x" * 1_001 + ",1\n", 2, "a cell has more than 1,000 characters"),
    ],
)
def test_what_is_no_table_is_told_with_its_line(text: str, line: int, why: str) -> None:
    [problem] = parse_table(text.encode(), "content/town/a.csv", "", "en").problems
    assert problem.line == line
    assert problem.message.startswith(f"The table can't be used: {why}")


def test_the_largest_table_is_read() -> None:
    table = read_table(",".join(f"c{n}" for n in range(20)) + "\n" + (",".join("1" * 20) + "\n") * MAX)
    assert (table.rows, len(table.columns)) == (MAX, 20)


def test_a_line_that_may_be_an_embargo_holds_the_table() -> None:
    parsed = parse_table(b"EMBARGOED UNTIL 25 DECEMBER 2026\nparty,seats\nHarbor,7\n", "content/town/a.csv", "", "en")
    assert parsed.table is None
    assert parsed.problems


CELL = st.text(alphabet=st.characters(categories=("L", "N", "P", "Zs")), min_size=1, max_size=20)


@given(st.lists(st.lists(CELL, min_size=3, max_size=3), min_size=2, max_size=10), st.sampled_from([",", ";", "\t"]))
def test_every_cell_of_a_table_is_kept(rows: list[list[str]], separator: str) -> None:
    rows = [[f"n{place}" for place in range(3)], *([f"r{number}", *row[1:]] for number, row in enumerate(rows))]
    written = io.StringIO()
    csv.writer(written, delimiter=separator, quoting=csv.QUOTE_ALL).writerows(rows)
    table = read_table(written.getvalue())
    kept = {cell for column in table.columns for cell in (*column.cells, *column.name.split())}
    wanted = {" ".join(cell.split()) for row in rows[2:] for cell in row} - {""}
    assert wanted <= kept


@given(st.lists(st.integers(min_value=-(10**9), max_value=10**9), min_size=1, max_size=20))
def test_whole_numbers_are_read_as_python_writes_them_with_commas(values: list[int]) -> None:
    text = "a,b\n" + "".join(f'r{number},"{value:,}"\n' for number, value in enumerate(values))
    assert numbers(read_table(text))["b"] == tuple(map(float, values))
