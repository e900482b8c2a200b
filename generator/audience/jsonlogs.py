"""Read logs with one JSON object a line. What the fields are called differs by program, and stands in one table.

Caddy: https://caddyserver.com/docs/logging, Traefik: https://doc.traefik.io/traefik/observe/logs-and-access-logs/,
nginx: https://nginx.org/en/docs/http/ngx_http_log_module.html, Cloudflare Logpush:
https://developers.cloudflare.com/logs/logpush/logpush-job/datasets/zone/http_requests/, Google Cloud:
https://cloud.google.com/logging/docs/reference/v2/rest/v2/LogEntry#HttpRequest, CloudFront:
https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/standard-logs-reference.html
"""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any, NamedTuple
from urllib.parse import unquote

import msgspec

from generator.audience.pages import UNKNOWN, Pages
from generator.audience.people import MAX_AGENT_BYTES
from generator.audience.times import NEVER, any_second, epoch_second
from generator.audience.views import SHOWN, LineCount, Lines, View, ViewParser

Key = tuple[str, ...]
"""The names that lead to a field, from the outermost object inwards."""


class JsonLog(NamedTuple):
    """What a program calls the fields of a request. Of several names the first that the line has counts."""

    name: str
    sign: tuple[bytes, ...]
    """Words that the first lines of such a log have, all of them."""
    url: tuple[Key, ...]
    status: tuple[Key, ...]
    address: tuple[Key, ...]
    agent: tuple[Key, ...]
    time: tuple[Key, ...]
    method: tuple[Key, ...]
    request: tuple[Key, ...] = ()
    """A field with method and address of the page, such as `GET / HTTP/2.0`."""
    is_quoted: bool = False
    """True when the user agent is percent-encoded."""


def _keys(*dotted: str) -> tuple[Key, ...]:
    """Return the keys; `/` separates the names of objects in objects, since names may have dots."""
    return tuple(tuple(one.split("/")) for one in dotted)


CADDY = JsonLog(
    "Caddy log",
    sign=(b'"request":{', b'"uri"'),
    url=_keys("request/uri"),
    status=_keys("status"),
    address=_keys("request/client_ip", "request/remote_ip"),
    agent=_keys("request/headers/User-Agent"),
    time=_keys("ts"),
    method=_keys("request/method"),
)
CLOUDFLARE = JsonLog(
    "Cloudflare log",
    sign=(b'"ClientRequest', b'"EdgeResponseStatus"'),
    url=_keys("ClientRequestURI", "ClientRequestPath"),
    status=_keys("EdgeResponseStatus"),
    address=_keys("ClientIP"),
    agent=_keys("ClientRequestUserAgent"),
    time=_keys("EdgeStartTimestamp", "EdgeEndTimestamp"),
    method=_keys("ClientRequestMethod"),
)
TRAEFIK = JsonLog(
    "Traefik log",
    sign=(b'"RequestPath"', b'"DownstreamStatus"'),
    url=_keys("RequestPath"),
    status=_keys("DownstreamStatus"),
    address=_keys("ClientHost", "ClientAddr"),
    agent=_keys("request_User-Agent"),
    time=_keys("StartUTC", "StartLocal", "time"),
    method=_keys("RequestMethod"),
)
GOOGLE = JsonLog(
    "Google Cloud log",
    sign=(b'"httpRequest"', b'"requestUrl"'),
    url=_keys("httpRequest/requestUrl"),
    status=_keys("httpRequest/status"),
    address=_keys("httpRequest/remoteIp"),
    agent=_keys("httpRequest/userAgent"),
    time=_keys("timestamp", "receiveTimestamp"),
    method=_keys("httpRequest/requestMethod"),
)
CLOUDFRONT = JsonLog(
    "CloudFront JSON log",
    sign=(b'"cs-uri-stem"', b'"sc-status"'),
    url=_keys("cs-uri-stem"),
    status=_keys("sc-status"),
    address=_keys("c-ip"),
    agent=_keys("cs(User-Agent)", "cs-user-agent"),
    time=_keys("timestamp", "timestamp(ms)", "date+time"),
    method=_keys("cs-method"),
    is_quoted=True,
)
ELASTIC = JsonLog(
    "Elastic Common Schema log",
    sign=(b'"status_code"', b'"url"'),
    url=_keys("url/original", "url/path", "url.original", "url.path"),
    status=_keys("http/response/status_code", "http.response.status_code"),
    address=_keys("client/ip", "source/ip", "client.ip", "source.ip", "source/address"),
    agent=_keys("user_agent/original", "user_agent.original"),
    time=_keys("@timestamp"),
    method=_keys("http/request/method", "http.request.method"),
)
OTHER = JsonLog(
    "nginx JSON log",
    sign=(b"{",),
    url=_keys("request_uri", "uri", "url", "path"),
    status=_keys("status", "response_status", "status_code"),
    address=_keys("remote_addr", "client_ip", "clientip", "remote_ip"),
    agent=_keys("http_user_agent", "user_agent", "request_user_agent", "agent"),
    time=_keys("msec", "time_iso8601", "@timestamp", "timestamp", "time", "time_local", "ts"),
    method=_keys("request_method", "method"),
    request=_keys("request"),
)
"""Operators define the format themselves, mostly with the names of nginx's variables or those of Fastly's example."""
JSON_LOGS = (CLOUDFLARE, TRAEFIK, GOOGLE, CLOUDFRONT, CADDY, ELASTIC, OTHER)
DECODER = msgspec.json.Decoder()


def json_log_of(head: bytes) -> JsonLog:
    """Return the log whose first bytes these are. Where nothing else fits, it is one that its operator defined."""
    packed = head.replace(b'": ', b'":')
    return next(log for log in JSON_LOGS if all(sign in packed for sign in log.sign))


def parser_of(log: JsonLog) -> ViewParser:
    """Return the parser of logs with these fields."""
    return partial(_read, log)


def _read(log: JsonLog, lines: Lines, pages: Pages, count: LineCount) -> Iterator[View]:
    for line in lines:
        if line in {b"", b"\r"}:
            continue
        count.lines += 1
        try:
            entry = DECODER.decode(line)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            continue
        if isinstance(entry, dict):
            yield from _view(log, entry, pages, count)


def _view(log: JsonLog, entry: Mapping[str, Any], pages: Pages, count: LineCount) -> Iterator[View]:
    method, _, rest = _text(_field(entry, log.request)).partition(" ")
    url = _text(_field(entry, log.url)) or rest.partition(" ")[0]
    status = _text(_field(entry, log.status))
    if not url or not status:
        return
    count.understood += 1
    method = _text(_field(entry, log.method)) or method
    story = pages.find(url.encode(errors="replace")) if method == "GET" and status in SHOWN else UNKNOWN
    if story == UNKNOWN:
        return
    second, address = _second(_field(entry, log.time)), _address(_text(_field(entry, log.address)))
    yield View(story, second, address, _agent(entry, log))


def _field(entry: Mapping[str, Any], keys: tuple[Key, ...]) -> object:
    """Return the first of the fields that the line has and that isn't empty; None without one."""
    for key in keys:
        found: Any = entry
        for name in key:
            found = found.get(name) if isinstance(found, dict) else None
        if found is None and "+" in key[-1]:
            parts = [entry.get(name) for name in key[-1].split("+")]
            found = "T".join(map(str, parts)) if all(parts) else None
        if found not in (None, "", "-"):
            return found[0] if isinstance(found, list) and found else found
    return None


def _text(value: object) -> str:
    return value if isinstance(value, str) else str(value) if isinstance(value, int) else ""


def _address(text: str) -> bytes:
    """Return the address without a port: `192.0.2.1:5000` or `[2001:db8::7]:5000`, as Traefik has it."""
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    return text.encode(errors="replace")


def _agent(entry: Mapping[str, Any], log: JsonLog) -> bytes | None:
    """Return the user agent: empty when the reader's program sent none, None when the log doesn't hold any."""
    found = _text(_field(entry, log.agent))
    if not found and not any(_has_place(entry, key) for key in log.agent):
        return None
    plain = unquote(unquote(found)) if log.is_quoted else found
    return plain.encode(errors="replace")[:MAX_AGENT_BYTES]


def _has_place(entry: Mapping[str, Any], key: Key) -> bool:
    """Tell whether the line has the field, or the object of the request's headers in which it would stand."""
    return key[0] in entry if len(key) == 1 else isinstance(_field(entry, (key[:-1],)), dict)


def _second(moment: object) -> int:
    """Convert a time in any of the forms of these programs to seconds since 1970, or to NEVER."""
    if isinstance(moment, float | int):
        return epoch_second(moment)
    return any_second(moment) if isinstance(moment, str) else NEVER
