"""Read logs with one JSON object a line: Caddy's, and nginx's with the names of its variables.

Caddy: https://caddyserver.com/docs/logging, nginx: https://nginx.org/en/docs/http/ngx_http_log_module.html
"""

from collections.abc import Iterator

import msgspec

from generator.audience.pages import UNKNOWN, Pages
from generator.audience.people import MAX_AGENT_BYTES
from generator.audience.times import NEVER, clf_second, epoch_second, iso_second
from generator.audience.views import Lines, View

Moment = float | str


class _CaddyRequest(msgspec.Struct, frozen=True):
    method: str = ""
    uri: str = ""
    client_ip: str = ""
    """The reader's address behind a trusted proxy; empty in older versions."""
    remote_ip: str = ""
    headers: dict[str, list[str]] = {}


class _CaddyLine(msgspec.Struct, frozen=True):
    request: _CaddyRequest
    status: int = 0
    ts: Moment = ""


class _NginxLine(msgspec.Struct, frozen=True):
    """A line of nginx's log with the usual names; operators define the format themselves."""

    status: int
    request: str = ""
    request_method: str = ""
    method: str = ""
    request_uri: str = ""
    uri: str = ""
    remote_addr: str = ""
    http_user_agent: str | None = None
    user_agent: str | None = None
    msec: Moment = ""
    time: Moment = ""
    time_iso8601: str = ""
    time_local: str = ""
    timestamp: Moment = ""
    at: Moment = msgspec.field(name="@timestamp", default="")


CADDY = msgspec.json.Decoder(_CaddyLine)
NGINX = msgspec.json.Decoder(_NginxLine, strict=False)


def read_caddy(lines: Lines, pages: Pages) -> Iterator[View]:
    """Yield the views in Caddy's access log."""
    for line in lines:
        try:
            entry = CADDY.decode(line)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            continue
        request = entry.request
        story = _story_of(request.method, request.uri, entry.status, pages)
        if story != UNKNOWN:
            agents = request.headers.get("User-Agent", [])
            address = (request.client_ip or request.remote_ip).encode()
            yield View(story, _second(entry.ts), address, _agent(agents[0] if agents else ""))


def read_nginx(lines: Lines, pages: Pages) -> Iterator[View]:
    """Yield the views in nginx's log with JSON objects, as `log_format … escape=json` writes them."""
    for line in lines:
        try:
            entry = NGINX.decode(line)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            continue
        method, _, rest = entry.request.partition(" ")
        url = entry.request_uri or rest.partition(" ")[0] or entry.uri
        story = _story_of(entry.request_method or entry.method or method, url, entry.status, pages)
        if story != UNKNOWN:
            agent = entry.http_user_agent if entry.http_user_agent is not None else entry.user_agent
            times = (entry.msec, entry.time_iso8601, entry.at, entry.timestamp, entry.time, entry.time_local)
            second = _second(next((time for time in times if time), ""))
            yield View(story, second, entry.remote_addr.encode(), None if agent is None else _agent(agent))


def _story_of(method: str, url: str, status: int, pages: Pages) -> int:
    return pages.find(url.encode()) if method == "GET" and status in {200, 304} else UNKNOWN


def _agent(text: str) -> bytes:
    return text.encode()[:MAX_AGENT_BYTES]


def _second(moment: Moment) -> int:
    """Convert a time in any of the forms of these servers to seconds since 1970, or to NEVER."""
    if isinstance(moment, float | int):
        return epoch_second(moment)
    if moment[2:3] == "/":
        return clf_second(moment.encode())
    found = iso_second(moment)
    if found != NEVER:
        return found
    try:
        return epoch_second(float(moment))
    except (ValueError, OverflowError):
        return NEVER
