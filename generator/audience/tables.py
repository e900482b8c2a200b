"""Read tables of pages and their readers: exports of Plausible, GoatCounter, GA4 and Matomo, and CSV of one's own.

They have counted people already, so they hold no addresses, and each covers all of its period. The usage logs of Google
Cloud Storage are tables, too, with a line a request.

GA4: https://support.google.com/analytics/answer/9317657, Matomo: https://matomo.org/faq/reports/, GoatCounter:
https://www.goatcounter.com/help/export, Cloud Storage: https://cloud.google.com/storage/docs/access-logs
"""

import csv
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from generator.audience.exports import MAX_COUNT, MAX_REPORT_BYTES, ExportError
from generator.audience.pages import UNKNOWN, Pages
from generator.audience.people import MAX_AGENT_BYTES
from generator.audience.times import NEVER, UNDATED, any_second, day_comes_first, iso_second, numbered_second
from generator.audience.views import SHOWN, LineCount, Lines, View

DELIMITERS = ",;\t|"
Row = dict[str, str]
GROUPED = re.compile(r"\d{1,3}(?:([.,'’   ])\d{3})(?:\1\d{3})*")
"""A whole number with a sign between its thousands."""
WHOLE = re.compile(r"\d{1,18}(?:[.,]0+)?")
PERIOD_END = re.compile(r"#\s*end date:\s*(\d{4})(\d\d)(\d\d)", re.IGNORECASE)
"""The line in which GA4 names the last day of its period."""


class Table(NamedTuple):
    """What a program calls its columns, in small letters. Of several names the first that the table has counts."""

    name: str
    page: tuple[str, ...]
    readers: tuple[str, ...]
    time: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    """Columns by which such a table is known, all of them."""

    def fits(self, columns: Iterable[str]) -> bool:
        """Tell whether the table with these columns is of this kind."""
        found = set(columns)
        return found.issuperset(self.needs) and bool(found & set(self.page)) and bool(found & set(self.readers))


GOATCOUNTER = Table("GoatCounter export", ("path",), ("session",), ("date",), needs=("path", "session", "bot"))
CLOUD_STORAGE = Table(
    "Google Cloud Storage log", ("cs_uri",), ("c_ip",), needs=("time_micros", "sc_status", "cs_method")
)
PLAUSIBLE = Table("Plausible export", ("page", "name"), ("visitors",), ("date",))
GA4 = Table(
    "Google Analytics export",
    ("page path and screen class", "page path + query string and screen class", "page path", "page location",
     "page path + query string", "landing page"),
    ("active users", "total users", "users", "views", "sessions"),
    ("date",),
)  # fmt: skip
MATOMO = Table(
    "Matomo export",
    ("url", "metadata: url", "metadata_url", "page url", "label"),
    ("nb_uniq_visitors", "nb_visits", "unique pageviews", "unique page views", "nb_hits", "pageviews", "page views"),
    needs=("label",),
)
OWN = Table(
    "table", ("url", "page", "path", "address"), ("readers", "visitors", "views", "pageviews"), ("time", "date")
)
TABLES = (GOATCOUNTER, CLOUD_STORAGE, PLAUSIBLE, GA4, MATOMO, OWN)


class Form(NamedTuple):
    """How a table is written."""

    table: Table
    delimiter: str


def form_of(head: str) -> Form | None:
    """Return how the table that begins so is written; None when it is no table that is known."""
    lines = (line for line in head.removeprefix("\ufeff").split("\n") if line.strip() and not line.startswith("#"))
    first = next(lines, "")
    for delimiter in DELIMITERS:
        names = column_names(first, delimiter)
        if found := next((table for table in TABLES if table.fits(names)), None):
            return Form(found, delimiter)
    return None


def column_names(line: str, delimiter: str = ",") -> list[str]:
    """Return the names of a CSV's columns in small letters, or none. GoatCounter's first name begins with a version."""
    try:
        cells = next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return []
    return [" ".join(cell.lower().replace("\0", "").split()).lstrip("0123456789\ufeff") for cell in cells]


class TableParser:
    """Parses a table. The columns named by its first line hold for the lines that follow, also in the next call."""

    def __init__(self, form: Form) -> None:
        self._form = form
        self._names: list[str] = []
        self._end = UNDATED
        """The last day of the period, where the table says it in a line of its own."""

    def __call__(self, lines: Lines, pages: Pages, count: LineCount) -> Iterator[View]:
        """Yield the views. Raises ExportError."""
        rows = self._rows(lines)
        if self._form.table is CLOUD_STORAGE:
            yield from _requests(rows, pages, count)
        elif self._form.table is GOATCOUNTER:
            yield from _sessions(rows, pages, count)
        else:
            yield from self._totals(rows, pages, count)

    def _totals(self, rows: Iterable[Row], pages: Pages, count: LineCount) -> Iterator[View]:
        """Yield the readers of each page, as of its day where the table has days."""
        table, found = self._form.table, list(_bounded(rows))
        times = [_cell(row, table.time) for row in found]
        order = day_comes_first(times)
        for row, time in zip(found, times, strict=True):
            page, amount = _cell(row, table.page), read_amount(_cell(row, table.readers))
            count.lines += 1
            if not page or amount is None:
                continue
            count.understood += 1
            story = pages.find(page.encode(errors="replace"))
            if story != UNKNOWN and amount:
                yield View(story, self._second(time, order), readers=amount)

    def _second(self, time: str, day_first: bool | None) -> int:
        """Return the second of a cell. Raises ExportError for a day whose order nothing settles."""
        if not time.strip():
            return self._end
        found = any_second(time)
        if found != NEVER:
            return found
        as_days = [numbered_second(time, day_first=first) for first in (True, False)]
        if day_first is None and as_days[0] != as_days[1]:
            raise ExportError(f"“{time}” may be two days, and no other line tells which; write days like 2026-11-23")
        return as_days[0] if day_first else as_days[1]

    def _rows(self, lines: Lines) -> Iterator[Row]:
        """Yield the rows of a table whose first line names the columns. Raises ExportError."""
        texts = (line.decode(errors="replace").replace("\0", "").rstrip("\r") + "\n" for line in lines)
        if not self._names:
            self._names = self._read_names(texts)
        reader = csv.reader(texts, delimiter=self._form.delimiter)
        try:
            for cells in reader:
                if cells and not (len(cells) == 1 and cells[0].startswith("#")):
                    yield dict(zip(self._names, cells, strict=False))
        except csv.Error as error:
            raise ExportError(f"line {reader.line_num + 1}: {error}") from None

    def _read_names(self, texts: Iterator[str]) -> list[str]:
        """Return the names of the columns. Remarks may stand over them; one of them may name the end of the period."""
        for text in texts:
            line = text.removeprefix("\ufeff").strip()
            if match := PERIOD_END.match(line):
                self._end = iso_second("-".join(match.groups()) + "T12:00")
            if line and not line.startswith("#"):
                return column_names(line, self._form.delimiter)
        return []


def _sessions(rows: Iterable[Row], pages: Pages, count: LineCount) -> Iterator[View]:
    """Yield each view of a page that GoatCounter didn't take for a program's. A session stands for an address."""
    for row in rows:
        count.lines += 1
        if "path" not in row or "session" not in row:
            continue
        count.understood += 1
        person = row.get("bot", "0") in {"0", "", "false"} and row.get("event", "0") in {"0", "", "false"}
        story = pages.find(row["path"].encode()) if person else UNKNOWN
        if story != UNKNOWN:
            date = row.get("date", "")
            yield View(story, iso_second(date) if date.strip() else UNDATED, row["session"].encode())


def _requests(rows: Iterable[Row], pages: Pages, count: LineCount) -> Iterator[View]:
    """Yield the views in a log of Google Cloud Storage."""
    for row in rows:
        count.lines += 1
        if "cs_uri" not in row or "sc_status" not in row:
            continue
        count.understood += 1
        shown = row.get("cs_method") == "GET" and row["sc_status"] in SHOWN
        story = pages.find(row["cs_uri"].encode()) if shown else UNKNOWN
        if story != UNKNOWN:
            agent = row.get("cs_user_agent", "").encode()[:MAX_AGENT_BYTES]
            yield View(story, any_second(row.get("time_micros", "")), row.get("c_ip", "").encode(), agent)


def _bounded(rows: Iterable[Row]) -> Iterator[Row]:
    """Yield the rows of a table that is read whole. Raises ExportError for one that is too large for that."""
    left = MAX_REPORT_BYTES
    for row in rows:
        left -= sum(map(len, row.values()))
        if left < 0:
            raise ExportError(f"the table is longer than {MAX_REPORT_BYTES // 1_000_000} MB")
        yield row


def _cell(row: Row, names: Iterable[str]) -> str:
    """Return the first of the cells that isn't empty."""
    return next((row[name].strip() for name in names if row.get(name, "").strip()), "")


def read_amount(text: str) -> int | None:
    """Return the number in a cell, such as `1234`, `1,234`, `1.234` or `12.0`; None when it holds no whole number."""
    text = text.strip()
    if GROUPED.fullmatch(text):
        return min(int(re.sub(r"\D", "", text)), MAX_COUNT)
    return min(int(re.split("[.,]", text)[0]), MAX_COUNT) if WHOLE.fullmatch(text) else None
