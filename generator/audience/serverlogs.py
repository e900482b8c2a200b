"""Read the logs in which web servers write one line a request: common, combined, and CloudFront's.

Apache: https://httpd.apache.org/docs/2.4/logs.html, CloudFront:
https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/standard-logs-reference.html
"""

from collections.abc import Iterator
from urllib.parse import unquote_to_bytes

from generator.audience.pages import UNKNOWN, Pages
from generator.audience.people import MAX_AGENT_BYTES
from generator.audience.times import clf_second, iso_second
from generator.audience.views import Lines, View

SHOWN = (b" 200 ", b" 304 ")
"""The statuses of a page that a reader saw; with the second it came from the reader's own cache."""


def read_combined(lines: Lines, pages: Pages) -> Iterator[View]:
    """Yield the views in a log in the common or combined format, with or without a virtual host at the beginning."""
    find = pages.find
    for line in lines:
        start, _, rest = line.partition(b'"')
        if rest[:4] != b"GET ":
            continue
        request, _, answer = rest.partition(b'"')
        if answer[:5] not in SHOWN:
            continue
        story = find(request[4:].partition(b" ")[0])
        if story != UNKNOWN:
            others = answer.split(b'"', 4)
            agent = others[3][:MAX_AGENT_BYTES] if len(others) > 3 else None
            address, second = _who_and_when(start)
            yield View(story, second, address, agent)


def _who_and_when(start: bytes) -> tuple[bytes, int]:
    """Return address and second of `1.2.3.4 - - [10/Oct/2000:13:55:36 -0700] `; a virtual host may precede it."""
    names, _, stamp = start.partition(b"[")
    first, _, others = names.partition(b" ")
    second = others.partition(b" ")[0]
    return first if second in {b"-", b""} else second, clf_second(stamp)


COLUMNS = (b"date", b"time", b"c-ip", b"cs-method", b"cs-uri-stem", b"sc-status", b"cs(User-Agent)")
FIELDS = b"#Fields:"


def read_cloudfront(lines: Lines, pages: Pages) -> Iterator[View]:
    """Yield the views in CloudFront's standard log: columns separated by tabs, named by `#Fields:`."""
    places: list[int] = []
    for line in lines:
        if line.startswith(FIELDS):
            names = line[len(FIELDS) :].split()
            places = [names.index(name) for name in COLUMNS] if set(COLUMNS) <= set(names) else []
        elif places and not line.startswith(b"#"):
            yield from _cloudfront_view(line.split(b"\t"), places, pages)


def _cloudfront_view(cells: list[bytes], places: list[int], pages: Pages) -> Iterator[View]:
    if len(cells) <= max(places):
        return
    day, time, address, method, path, status, agent = (cells[place] for place in places)
    story = pages.find(path) if method == b"GET" and status in {b"200", b"304"} else UNKNOWN
    if story != UNKNOWN:
        second = iso_second(f"{day.decode('latin-1')}T{time.decode('latin-1')}")
        yield View(story, second, address, unquote_to_bytes(unquote_to_bytes(agent))[:MAX_AGENT_BYTES])
