"""Ask other sites whether an address still leads somewhere: HEAD first, then GET, as robots.txt allows, and slowly."""

import ipaddress
import re
import socket
import time
from collections.abc import Callable
from http.client import HTTPException, HTTPMessage
from typing import IO
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urljoin, urlsplit
from urllib.request import HTTPRedirectHandler, OpenerDirector, ProxyHandler, Request, build_opener
from urllib.robotparser import RobotFileParser

import msgspec

AGENT = "Broadsheet-LinkCheck"
TIMEOUT_S = 15
BETWEEN_S = 1.0
"""The least time between two requests to one host."""
ROBOTS_BYTES = 500_000
"""RFC 9309 asks for at least this much of a robots.txt to be read."""
GONE = frozenset({404, 410})
FIRST_FAILURE = 400
UNSAFE = re.compile(r"[^\x21-\x7e]")


class Answer(msgspec.Struct, frozen=True):
    """What became of an address."""

    outcome: str
    """`fine`, `gone`, `refused`, `timeout`, or `skipped` if robots.txt or the address itself forbids a request."""
    detail: str = ""
    """In words, the end of a sentence: `it answered 404`."""


def is_public_host(host: str) -> bool:
    """Tell whether every address of a host is one of the internet, and none of this machine's own network.

    Raises OSError if there is no such host.
    """
    found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    return all(ipaddress.ip_address(str(place[0]).partition("%")[0]).is_global for *_, place in found)


class Host:
    """One host, which is asked no more than once in `between_s` seconds."""

    def __init__(self, origin: str, is_allowed: Callable[[str], bool] = is_public_host, between_s: float = BETWEEN_S):
        """Prepare requests to the host `origin`. `is_allowed` says which hosts may be asked, also after redirects."""
        self._origin = origin
        self._is_allowed = is_allowed
        self._between_s = between_s
        self._last = float("-inf")
        self._robots: RobotFileParser | None = None
        self._opener: OpenerDirector = build_opener(ProxyHandler(), _Redirects(is_allowed))

    def ask(self, url: str) -> Answer:
        """Return what became of an address of this host."""
        try:
            if not self._is_allowed(urlsplit(url).hostname or ""):
                return Answer("skipped", "it is in a private network")
            if not self._robots_allow(url):
                return Answer("skipped", "its robots.txt forbids it")
            status = self._request(url, "HEAD")
            if status >= FIRST_FAILURE:
                status = self._request(url, "GET")
        except (OSError, HTTPException, ValueError) as error:
            return _failure(error)
        if status < FIRST_FAILURE:
            return Answer("fine")
        return Answer("gone" if status in GONE else "refused", f"it answered {status}")

    def _robots_allow(self, url: str) -> bool:
        """Tell whether robots.txt allows the address; without such a file, everything is allowed."""
        if self._robots is None:
            self._robots = RobotFileParser()
            self._robots.parse(self._read_robots().splitlines())
        return self._robots.can_fetch(AGENT, url)

    def _read_robots(self) -> str:
        self._wait()
        request = Request(urljoin(self._origin, "/robots.txt"), headers={"User-Agent": AGENT})  # noqa: S310 -- http or https
        try:
            with self._opener.open(request, timeout=TIMEOUT_S) as answer:
                return str(answer.read(ROBOTS_BYTES).decode("utf-8", "replace"))
        except HTTPError as error:
            error.close()
            return ""

    def _request(self, url: str, method: str) -> int:
        """Return the status with which the host answers, after all redirects. What it sends is not read."""
        self._wait()
        request = Request(_plain(url), headers={"User-Agent": AGENT, "Accept": "*/*"}, method=method)  # noqa: S310
        try:
            with self._opener.open(request, timeout=TIMEOUT_S) as answer:
                return int(answer.status)
        except HTTPError as error:
            error.close()
            return error.code

    def _wait(self) -> None:
        pause = self._last + self._between_s - time.monotonic()
        if pause > 0:
            time.sleep(pause)
        self._last = time.monotonic()


class _Redirects(HTTPRedirectHandler):
    """Follows redirects to hosts that may be asked."""

    def __init__(self, is_allowed: Callable[[str], bool]) -> None:
        self._is_allowed = is_allowed

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> Request | None:
        """Return the request that follows; None if its host may not be asked, so that the answer counts as it is."""
        followed = super().redirect_request(req, fp, code, msg, headers, newurl)
        if followed is None or not self._is_allowed(urlsplit(newurl).hostname or ""):
            return None
        followed.method = req.get_method()
        return followed


def _plain(url: str) -> str:
    """Return an address in ASCII, without what stands behind `#`."""
    parts = urlsplit(url)
    host = (parts.hostname or "").encode("idna").decode() + (f":{parts.port}" if parts.port else "")
    path, query = (UNSAFE.sub(lambda char: quote(char[0]), one) for one in (parts.path, parts.query))
    return parts._replace(netloc=host, path=path, query=query, fragment="").geturl()


def _failure(error: Exception) -> Answer:
    """Return what an error says of the address."""
    reason = error.reason if isinstance(error, URLError) else error
    if isinstance(reason, TimeoutError):
        return Answer("timeout", f"it didn't answer within {TIMEOUT_S} seconds")
    if isinstance(reason, socket.gaierror):
        is_gone = reason.errno == socket.EAI_NONAME
        return Answer("gone", "there is no such host") if is_gone else Answer("refused", "its host can't be looked up")
    return Answer("refused", f"the connection failed ({str(reason).rstrip('.') or type(reason).__name__})")
