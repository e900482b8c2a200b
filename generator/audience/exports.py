"""Read exports of other counters: GoAccess, Plausible, GoatCounter, and a plain CSV with `url,views,time`.

They have counted people already, so they hold no addresses, and an export covers all of its period each time.
"""

import csv
from collections.abc import Iterator
from typing import Annotated

import msgspec

from generator.audience.pages import UNKNOWN, Pages
from generator.audience.times import UNDATED, clf_second, iso_second
from generator.audience.views import Lines, View

MAX_REPORT_BYTES = 64_000_000
"""The largest report of GoAccess that is read: it is one JSON object, which must be read whole."""
MAX_COUNT = 10**12

Amount = Annotated[int, msgspec.Meta(ge=0, le=MAX_COUNT)]


class ExportError(Exception):
    """An export can't be read. The message says why."""


class _Sum(msgspec.Struct, frozen=True):
    count: Amount = 0


class _GoAccessRow(msgspec.Struct, frozen=True):
    data: str = ""
    method: str = ""
    visitors: _Sum = _Sum()


class _GoAccessPanel(msgspec.Struct, frozen=True):
    data: list[_GoAccessRow] = []


class _GoAccessSpan(msgspec.Struct, frozen=True):
    end_date: str = ""
    """`23/Nov/2026`."""


class _GoAccessReport(msgspec.Struct, frozen=True):
    requests: _GoAccessPanel
    general: _GoAccessSpan = _GoAccessSpan()


def read_goaccess(lines: Lines, pages: Pages) -> Iterator[View]:
    """Yield the visitors of each page from the panel `requests` of GoAccess, as of the last day of its report."""
    whole = bytearray()
    for line in lines:
        whole += line + b"\n"
        if len(whole) > MAX_REPORT_BYTES:
            raise ExportError(f"the report is longer than {MAX_REPORT_BYTES // 1_000_000} MB")
    try:
        report = msgspec.json.decode(whole, type=_GoAccessReport)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ExportError(f"it isn't a GoAccess report: {error}") from None
    last_day = report.general.end_date
    second = clf_second(f"{last_day}:12:00:00 +0000".encode()) if last_day else UNDATED
    for row in report.requests.data:
        story = pages.find(row.data.encode()) if row.method in {"GET", ""} else UNKNOWN
        if story != UNKNOWN and row.visitors.count:
            yield View(story, second, readers=row.visitors.count)


def read_plausible(lines: Lines, pages: Pages) -> Iterator[View]:
    """Yield the visitors of each page from the table `pages` of Plausible, by day where the export has dates."""
    for row in _rows(lines):
        story = pages.find((row.get("page") or row.get("name") or "").encode())
        count = _amount(row.get("visitors", ""))
        if story != UNKNOWN and count:
            yield View(story, _when(row.get("date", "")), readers=count)


def read_goatcounter(lines: Lines, pages: Pages) -> Iterator[View]:
    """Yield each view of a page that GoatCounter didn't take for a program's. A session stands for an address."""
    for row in _rows(lines):
        person = row.get("bot", "0") in {"0", "", "false"} and row.get("event", "0") in {"0", "", "false"}
        story = pages.find(row.get("path", "").encode()) if person else UNKNOWN
        if story != UNKNOWN:
            yield View(story, _when(row.get("date", "")), row.get("session", "").encode())


def read_table(lines: Lines, pages: Pages) -> Iterator[View]:
    """Yield the views in a plain CSV with the columns `url`, `views` and perhaps `time` (ISO 8601)."""
    for row in _rows(lines):
        story, count = pages.find(row.get("url", "").strip().encode()), _amount(row.get("views", ""))
        if story != UNKNOWN and count:
            yield View(story, _when(row.get("time", "")), readers=count)


def column_names(line: str) -> list[str]:
    """Return the names of a CSV's columns in small letters, or none. GoatCounter's first name begins with a version."""
    try:
        cells = next(csv.reader([line]), [])
    except csv.Error:
        return []
    return [cell.strip().lower().lstrip("0123456789\ufeff") for cell in cells]


def _rows(lines: Lines) -> Iterator[dict[str, str]]:
    """Yield the rows of a CSV whose first line names the columns. Raises ExportError."""
    texts = (line.decode(errors="replace").replace("\0", "").rstrip("\r") + "\n" for line in lines)
    names = column_names(next(texts, ""))
    table = csv.reader(texts)
    try:
        for cells in table:
            yield dict(zip(names, cells, strict=False))
    except csv.Error as error:
        raise ExportError(f"line {table.line_num + 1}: {error}") from None


def _amount(text: str) -> int:
    """Return the number of views in a cell; 0 when it holds no number."""
    text = text.strip()
    return min(int(text), MAX_COUNT) if text.isascii() and text.isdigit() and len(text) < 20 else 0


def _when(text: str) -> int:
    return iso_second(text) if text.strip() else UNDATED
