"""Links to other sites are followed on request: slowly, as robots.txt allows, and each no more than once a day."""

import json
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from click.testing import CliRunner
from conftest import NOON, Newsroom, story

from generator.build import read_without_building
from generator.catalogue.copy import all_stories
from generator.cli import main
from generator.commands import outside_requests
from generator.commands.outside_links import CACHE, find_dead_outside
from generator.commands.outside_requests import AGENT, Answer, Host, is_public_host
from generator.model import Problem

ROBOTS = "User-agent: *\nDisallow: /private/\n"
STATUSES = {"/gone": 404, "/away": 410, "/members": 403, "/broken": 503, "/robots.txt": 200}

MOVED = {"/moved": "/gone", "/inside": "http://127.0.0.1:{port}/secret"}


class OtherSite(BaseHTTPRequestHandler):
    """A site that answers as its addresses say, and notes what it was asked."""

    def do_HEAD(self) -> None:
        self._answer(is_head=True)

    def do_GET(self) -> None:
        self._answer(is_head=False)

    def _answer(self, *, is_head: bool) -> None:
        assert isinstance(self.server, ThreadingHTTPServer)
        self.server.asked.append((self.command, self.path, self.headers["User-Agent"]))  # type: ignore[attr-defined]
        if self.path == "/slow":
            self.server.ends.wait(60)  # type: ignore[attr-defined]
        if self.path in MOVED:
            self.send_response(301)
            self.send_header("Location", MOVED[self.path].format(port=self.server.server_port))
        else:
            self.send_response(405 if is_head and self.path == "/no-head" else STATUSES.get(self.path, 200))
        self.end_headers()
        if self.path == "/robots.txt" and not is_head:
            self.wfile.write(ROBOTS.encode())

    def log_message(self, *_words: object) -> None:
        """Say nothing."""


@contextmanager
def other_site() -> Iterator[tuple[str, list[tuple[str, str, str]]]]:
    """Give the origin of a site on this machine, and the list of what it was asked."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), OtherSite)
    server.asked, server.ends = [], threading.Event()  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}", server.asked  # type: ignore[attr-defined]
    finally:
        server.ends.set()  # type: ignore[attr-defined]
        server.shutdown()
        server.server_close()
        thread.join()


quick = partial(Host, is_allowed=lambda _host: True, between_s=0)


@pytest.mark.parametrize(
    ("path", "answer", "methods"),
    [
        ("/", Answer("fine"), ["HEAD"]),
        ("/no-head", Answer("fine"), ["HEAD", "GET"]),
        ("/gone", Answer("gone", "it answered 404"), ["HEAD", "GET"]),
        ("/away#here", Answer("gone", "it answered 410"), ["HEAD", "GET"]),
        ("/moved", Answer("gone", "it answered 404"), ["HEAD", "HEAD", "GET", "GET"]),
        ("/members", Answer("refused", "it answered 403"), ["HEAD", "GET"]),
        ("/broken", Answer("refused", "it answered 503"), ["HEAD", "GET"]),
        ("/private/x", Answer("skipped", "its robots.txt forbids it"), []),
        ("/straße ü?q=é", Answer("fine"), ["HEAD"]),
    ],
)
def test_answers_are_told_apart(path: str, answer: Answer, methods: list[str]) -> None:
    with other_site() as (origin, asked):
        assert quick(origin).ask(origin + path) == answer
        assert [(method, AGENT) for method in ["GET", *methods]] == [(method, agent) for method, _, agent in asked]
        assert asked[0][1] == "/robots.txt"


def test_a_host_that_does_not_answer_in_time_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    with other_site() as (origin, asked):
        host = quick(origin)
        assert host.ask(f"{origin}/") == Answer("fine")  # on a busy machine this may take a while
        monkeypatch.setattr(outside_requests, "TIMEOUT_S", 0.4)
        assert host.ask(f"{origin}/slow") == Answer("timeout", "it didn't answer within 0.4 seconds")
        assert [path for method, path, _ in asked if method == "GET"] == ["/robots.txt"]


def test_a_host_that_refuses_connections_or_does_not_exist_is_told() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    assert quick(f"http://127.0.0.1:{port}").ask(f"http://127.0.0.1:{port}/").outcome == "refused"
    failure = outside_requests._failure(socket.gaierror(socket.EAI_NONAME, "unknown"))
    assert failure == Answer("gone", "there is no such host")
    with other_site() as (origin, asked):
        assert quick(origin).ask("http://a..b/").outcome == "refused"
        assert [path for _, path, _ in asked] == ["/robots.txt"]


def test_a_host_is_asked_once_in_its_interval() -> None:
    with other_site() as (origin, asked):
        host = Host(origin, lambda _host: True, between_s=0.2)
        before = time.monotonic()
        for path in ("/a", "/b", "/c"):
            assert host.ask(origin + path).outcome == "fine"
        assert time.monotonic() - before >= 3 * 0.2
        assert len(asked) == 4  # robots.txt is read once


def test_hosts_of_a_private_network_are_not_asked() -> None:
    for host in ("127.0.0.1", "10.0.0.1", "192.168.1.1", "169.254.169.254", "::1", "localhost"):
        assert not is_public_host(host)
    assert is_public_host("93.184.215.14")
    with other_site() as (origin, asked):
        assert Host(origin).ask(f"{origin}/").outcome == "skipped"
        assert asked == []


def test_a_redirect_into_a_private_network_is_not_followed() -> None:
    with other_site() as (origin, asked):
        public = origin.replace("127.0.0.1", "localhost")
        assert Host(public, lambda host: host == "localhost", between_s=0).ask(f"{public}/inside") == Answer("fine")
        assert "/secret" not in [path for _, path, _ in asked]
        assert quick(public).ask(f"{public}/inside") == Answer("fine")
        assert "/secret" in [path for _, path, _ in asked]


def told(newsroom: Newsroom, days: float = 0) -> list[Problem]:
    paper = newsroom.paper(NOON + timedelta(days=days))
    read = read_without_building(paper)
    try:
        return list(find_dead_outside(paper, read, list(all_stories(read.store)), quick))
    finally:
        read.store.close()


def test_each_link_is_told_with_its_line_and_nobody_is_asked_twice_a_day(newsroom: Newsroom) -> None:
    with other_site() as (origin, asked):
        text = f"See [this]({origin}/gone) and\n[that]({origin}/members), [mine](https://courier.example/x) or [it]({origin}/)."
        newsroom.write("content/world/a.md", f"# A\nDate: 2026-11-20\nBy: Jane Roe\n\n{text}\n")
        newsroom.write("content/world/b.txt", story("B", body=f"It is at {origin}/gone today."))
        found = told(newsroom)
        assert [(one.where, one.code, one.gravity.value) for one in found] == [
            ("content/world/a.md:5", "link-outside-gone", "warning"),
            ("content/world/a.md:6", "link-outside-refused", "note"),
            ("content/world/b.txt:5", "link-outside-gone", "warning"),
        ]
        count = len(asked)
        assert count == 1 + 2 + 2 + 1
        assert told(newsroom, 0.9) == found
        assert len(asked) == count
        assert told(newsroom, 1.1) == found
        assert len(asked) == 2 * count


def test_the_command_asks_on_request_alone(newsroom: Newsroom) -> None:
    with other_site() as (origin, asked):
        newsroom.write("content/world/a.txt", story("A", By="Jane Roe", body=f"It is at {origin}/gone today."))
        command = ["check", "--source", str(newsroom.folder), "--now", "2026-11-23T12:00:00Z"]
        cache = newsroom.folder / ".broadsheet" / CACHE
        assert CliRunner().invoke(main, command).exit_code == 0
        assert not cache.exists()
        assert CliRunner().invoke(main, [*command, "--external"]).exit_code == 0
        kept = json.loads(cache.read_text())
        assert kept[f"{origin}/gone"]["answer"] == {"outcome": "skipped", "detail": "it is in a private network"}
        assert asked == []


def test_a_damaged_list_of_answers_counts_as_none(newsroom: Newsroom) -> None:
    newsroom.write("content/world/a.txt", story("A"))
    newsroom.write(f".broadsheet/{CACHE}", "{")
    assert told(newsroom) == []
    assert json.loads((newsroom.folder / ".broadsheet" / CACHE).read_text()) == {}
