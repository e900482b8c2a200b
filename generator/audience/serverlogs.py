"""Read the logs in which web servers write one line a request: common, combined, and with columns named by `#Fields:`.

Apache: https://httpd.apache.org/docs/2.4/logs.html, W3C (IIS): https://www.w3.org/TR/WD-logfile, CloudFront:
https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/standard-logs-reference.html
"""

from collections.abc import Iterator
from urllib.parse import unquote_to_bytes

from generator.audience.pages import UNKNOWN, Pages
from generator.audience.people import MAX_AGENT_BYTES
from generator.audience.times import clf_second, iso_second
from generator.audience.views import SHOWN_BYTES, LineCount, Lines, View

SHOWN_ANSWERS = frozenset(b" %b " % status for status in SHOWN_BYTES)
"""What follows the request in a line of such a log, if a reader saw the page."""


def read_combined(lines: Lines, pages: Pages, count: LineCount) -> Iterator[View]:
    """Yield the views in a log in the common or combined format, with or without a virtual host at the beginning."""
    find = pages.find
    for line in lines:
        if line in {b"", b"\r"}:
            continue
        count.lines += 1
        start, _, rest = line.partition(b'"')
        if b"[" not in start or not rest:
            continue
        count.understood += 1
        if rest[:4] != b"GET ":
            continue
        request, _, answer = rest.partition(b'"')
        if answer[:5] not in SHOWN_ANSWERS:
            continue
        story = find(request[4:].partition(b" ")[0])
        if story != UNKNOWN:
            others = answer.split(b'"', 4)
            agent = others[3][:MAX_AGENT_BYTES] if len(others) > 3 else None
            address, second = _who_and_when(start)
            yield View(story, second, address, agent)


def _who_and_when(start: bytes) -> tuple[bytes, int]:
    """Return address and second of `1.2.3.4 - - [10/Oct/2000:13:55:36 -0700] `; other fields may precede it.

    A list of addresses, as proxies make it, begins with the reader's.
    """
    names, _, stamp = start.partition(b"[")
    fields = names.split()
    if fields and fields[0].endswith(b","):
        return fields[0].rstrip(b","), clf_second(stamp)
    return fields[-3] if len(fields) > 2 else fields[0] if fields else b"", clf_second(stamp)


COLUMNS = (b"date", b"time", b"c-ip", b"cs-method", b"cs-uri-stem", b"sc-status", b"cs(User-Agent)")
FIELDS = b"#Fields:"


class ColumnLog:
    """Parses logs whose columns are named by `#Fields:`: separated by tabs at CloudFront, by blanks at IIS and others.

    The columns named last hold for the lines that follow, also in the next call.
    """

    def __init__(self) -> None:
        self._places: list[int] = []

    def __call__(self, lines: Lines, pages: Pages, count: LineCount) -> Iterator[View]:
        """Yield the views."""
        for line in lines:
            if line.startswith(FIELDS):
                names = line[len(FIELDS) :].split()
                self._places = [names.index(name) for name in COLUMNS] if set(COLUMNS) <= set(names) else []
            elif line.rstrip(b"\r") and not line.startswith(b"#"):
                count.lines += 1
                cells = line.rstrip(b"\r").split(b"\t") if b"\t" in line else line.split()
                if self._places and len(cells) > max(self._places):
                    count.understood += 1
                    yield from self._view(cells, pages)

    def _view(self, cells: list[bytes], pages: Pages) -> Iterator[View]:
        day, time, address, method, path, status, agent = (cells[place] for place in self._places)
        story = pages.find(path) if method == b"GET" and status in SHOWN_BYTES else UNKNOWN
        if story != UNKNOWN:
            second = iso_second(f"{day.decode('latin-1')}T{time.decode('latin-1')}")
            plain = unquote_to_bytes(unquote_to_bytes(agent)).replace(b"+", b" ")
            yield View(story, second, address, plain[:MAX_AGENT_BYTES])
