"""Read reports of GoAccess, which has counted people already: they hold no addresses, and cover all of their period."""

from collections.abc import Iterator
from typing import Annotated

import msgspec

from generator.audience.pages import UNKNOWN, Pages
from generator.audience.times import UNDATED, clf_second
from generator.audience.views import LineCount, Lines, View

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


def read_goaccess(lines: Lines, pages: Pages, count: LineCount) -> Iterator[View]:
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
    count.lines = count.understood = len(report.requests.data)
    for row in report.requests.data:
        story = pages.find(row.data.encode()) if row.method in {"GET", ""} else UNKNOWN
        if story != UNKNOWN and row.visitors.count:
            yield View(story, second, readers=row.visitors.count)
