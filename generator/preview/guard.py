"""Access control: every request passes through here before any route.

A preview listens on this machine only, yet any web page in the same browser can send it requests. So the Host header
must name this machine (against DNS rebinding), requests from other sites are refused, and only GET and HEAD are
allowed, except at the few addresses at which an editor changes a file: there, only POST is, from a page of the desk and
with the token of this start.
"""

import hmac
import ipaddress
from collections.abc import Callable, Collection
from http import HTTPStatus
from http.cookies import CookieError, SimpleCookie
from urllib.parse import quote

import msgspec
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from generator.intake.text.decode import MAX_STORY_BYTES
from generator.preview.forms import SCOPE_KEY, has_token, read_form

LOCAL_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})
COOKIE = "broadsheet-token"
"""The name of the cookie, before the port: browsers send cookies to every port, and several previews may run."""
PARAMETER = "token"
HTTP_PORT, HTTPS_PORT = 80, 443
MOST_HEADERS = 100
MOST_HEADER_BYTES = 32_768
"""The limit for an address and its headers: browsers send the cookies of every program on this machine."""
MOST_POINT_BYTES, MOST_FORM_BYTES = 8_192, 65_536
MOST_TEXT_BYTES = 6 * MAX_STORY_BYTES + MOST_FORM_BYTES
"""The limit of a form with the text of a file, in which a line end can take six bytes."""
BYTES = None
"""Stands where no form comes but a file, whose route limits it: the token is in a header then."""
ACTS = ("stamp", "schedule", "publish", "correct", "takedown", "putback", "open", "reveal")
WRITING: dict[str, int | None] = {
    "/_desk/focus": MOST_POINT_BYTES,
    "/_desk/save": MOST_TEXT_BYTES,
    "/_desk/proof": MOST_TEXT_BYTES,
    "/_desk/undo": MOST_FORM_BYTES,
    "/_desk/begin": MOST_FORM_BYTES,
    "/_desk/drop": BYTES,
    "/_desk/order": MOST_FORM_BYTES,
    "/_desk/send": MOST_FORM_BYTES,
    "/_desk/remove": MOST_FORM_BYTES,
    **{f"/_desk/act/{name}": MOST_FORM_BYTES for name in ACTS},
}
"""The addresses that change something -> the limit of the form in bytes. No other address takes a POST."""
MISADDRESSED = (
    "This preview does not have that address. In a container or behind a proxy, name it in site.toml: "
    "[preview] hosts, as docs/operators.md says."
)
DESK = "/_desk/"
"""Addresses below this one are the preview's own."""


class AccessRules(msgspec.Struct, frozen=True):
    """The conditions that a request must meet to be answered."""

    names: frozenset[str] = LOCAL_NAMES
    """Host names that it may be addressed to."""
    port: int = 80
    hosts: Callable[[], Collection[str]] = tuple
    """Returns further hosts, as `[preview]` names them: with a port, or without one for any port."""
    token: str = ""
    """The token that it must have in its cookie or address; empty when none is needed."""
    form_token: str = ""
    """The token of this start, which each request that writes must carry; empty if nothing may be written."""


class Guard:
    """ASGI middleware that refuses requests which a preview must not answer."""

    def __init__(self, app: ASGIApp, outdated: ASGIApp, rules: AccessRules) -> None:
        """Guard `app`. `outdated` answers forms without the token of this start, and must not write."""
        self._app, self._outdated, self._rules = app, outdated, rules

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse the request, or pass it on to the application."""
        if scope["type"] != "http":
            return await self._app(scope, receive, send)
        if is_too_large(scope):
            refuse = _refuse(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, "The address or the headers are too long.")
            return await refuse(scope, receive, send)
        headers = _headers(scope)
        refusal: ASGIApp | None = self._refusal(scope, headers)
        if refusal is None and scope["method"] == "POST":
            most_bytes = WRITING[scope["path"]]
            scope = {**scope, SCOPE_KEY: {} if most_bytes is BYTES else await read_form(receive, most_bytes)}
            if scope[SCOPE_KEY] is None:
                refusal = _refuse(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "That is too large.")
            elif not has_token(self._rules.form_token, headers, scope[SCOPE_KEY]):
                refusal = self._outdated
        if refusal is not None:
            return await refusal(scope, receive, send)
        return await self._app(scope, receive, send)

    def _refusal(self, scope: Scope, headers: dict[str, str]) -> PlainTextResponse | RedirectResponse | None:
        rules = self._rules
        writes = scope["method"] == "POST" and scope["path"] in WRITING
        if scope["method"] not in {"GET", "HEAD"} and not writes:
            return _refuse(
                HTTPStatus.METHOD_NOT_ALLOWED, "Only GET and HEAD requests are allowed here.", {"Allow": "GET, HEAD"}
            )
        host = headers.get("host", "")
        if not (is_addressed_here(host, rules.names, rules.port) or is_one_of(host, rules.hosts())):
            return _refuse(HTTPStatus.MISDIRECTED_REQUEST, MISADDRESSED)
        if is_from_another_site(headers, scope["path"]):
            return _refuse(HTTPStatus.FORBIDDEN, "Requests from other sites are refused.")
        if writes and not is_from_our_page(headers):
            return _refuse(HTTPStatus.FORBIDDEN, "Only the desk itself may ask for this.")
        return self._ask_token(scope, headers) if rules.token else None

    def _ask_token(self, scope: Scope, headers: dict[str, str]) -> PlainTextResponse | RedirectResponse | None:
        """Return None when the request has the token in its cookie, otherwise the answer to send.

        A request with the token in its address gets a cookie for the next requests. Browsers send it along when
        somebody follows a link in a message or a chat, and with nothing else that another site asks for (lax).
        """
        token, name = self._rules.token, f"{COOKIE}-{self._rules.port}"
        if hmac.compare_digest(_cookie(headers, name).encode(), token.encode()):
            return None
        query = scope["query_string"].decode("latin-1")
        if not hmac.compare_digest(query.encode(), f"{PARAMETER}={token}".encode()):
            return _refuse(
                HTTPStatus.UNAUTHORIZED, "Open the address that “broadsheet serve” printed: it contains a token."
            )
        answer = RedirectResponse(
            "/" + quote(scope["path"].lstrip("/")), HTTPStatus.SEE_OTHER, {"Cache-Control": "no-store"}
        )
        answer.set_cookie(name, token, httponly=True, samesite="lax", path="/")
        return answer


def is_too_large(scope: Scope) -> bool:
    """Tell whether a request has more headers, or a longer address and headers, than any browser sends."""
    pairs = scope["headers"]
    size = len(scope["raw_path"]) + len(scope["query_string"]) + sum(len(name) + len(value) for name, value in pairs)
    return len(pairs) > MOST_HEADERS or size > MOST_HEADER_BYTES


def is_addressed_here(host: str, names: Collection[str], port: int) -> bool:
    """Tell whether a Host header names this server: one of `names` with `port`, which may be left out if it is 80."""
    name, found = split_host(host)
    return (found or HTTP_PORT) == port and name in {_plain(one) for one in names}


def is_one_of(host: str, hosts: Collection[str]) -> bool:
    """Tell whether a Host header is one of `hosts`, which have a port, or none if any port will do.

    A browser leaves the port out when it is that of HTTP or HTTPS.
    """
    name, port = split_host(host)
    ports = {port} if port else {HTTP_PORT, HTTPS_PORT}
    known = (split_host(one) for one in hosts)
    return bool(name) and any(name == other and (not wanted or wanted in ports) for other, wanted in known)


def split_host(host: str) -> tuple[str, int]:
    """Return the name in a Host header, in one form of several, and its port; 0 if it has none.

    The name is empty when what follows it is no port.
    """
    name, colon, digits = host.rpartition(":") if not host.endswith("]") else (host, "", "")
    if not colon:
        name, digits = host, "0"
    if not digits.isascii() or not digits.isdecimal() or (colon and not int(digits[:6])):
        return "", 0
    bare = name[1:-1] if name.startswith("[") and name.endswith("]") else name
    return _plain(bare), int(digits[:6])


def _plain(name: str) -> str:
    try:
        return str(ipaddress.ip_address(name))
    except ValueError:
        return name.lower()


def is_from_another_site(headers: dict[str, str], path: str) -> bool:
    """Tell whether a page of another site sent the request. Following a link to a page of ours doesn't count."""
    origin = headers.get("origin", "")
    if origin and origin not in {f"http://{headers.get('host', '')}", f"https://{headers.get('host', '')}"}:
        return True
    site = headers.get("sec-fetch-site", "none")
    navigating = headers.get("sec-fetch-mode", "navigate") == "navigate"
    return site in {"cross-site", "same-site"} and (not navigating or path.startswith(DESK + "live"))


def is_from_our_page(headers: dict[str, str]) -> bool:
    """Tell whether the browser says that a page of this preview sent the request. Saying nothing is not enough."""
    own = headers.get("origin", "") in {f"http://{headers.get('host', '')}", f"https://{headers.get('host', '')}"}
    return own and headers.get("sec-fetch-site", "same-origin") == "same-origin"


def _headers(scope: Scope) -> dict[str, str]:
    """Return the headers by name. The values of a repeated header are joined, so that none can pass for the whole."""
    found: dict[str, str] = {}
    for raw_name, raw in scope["headers"]:
        name, value = raw_name.decode("latin-1"), raw.decode("latin-1")
        found[name] = f"{found[name]}, {value}" if name in found else value
    return found


def _cookie(headers: dict[str, str], name: str) -> str:
    try:
        found = SimpleCookie(headers.get("cookie", "")).get(name)
    except CookieError:
        return ""
    return found.value if found else ""


def _refuse(status: HTTPStatus, words: str, headers: dict[str, str] | None = None) -> PlainTextResponse:
    return PlainTextResponse(f"{words}\n", status, headers)
