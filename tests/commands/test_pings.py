"""Pings after a deploy, to a real server: who is told what, and that nothing they do fails a deploy."""

import json
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from unittest.mock import Mock
from urllib.parse import parse_qsl

import pytest
from conftest import NOON, SITE, Newsroom, story
from hypothesis import given
from hypothesis import strategies as st

from generator.commands import after_deploy
from generator.commands.deploy import DeployRequest, deploy_paper
from generator.config import parse_config
from generator.delivery.deploy import DeployResult
from generator.delivery.host_ledger import HostLedger
from generator.delivery.hosts.folder import FolderHost
from generator.delivery.journal import DeployJournal
from generator.delivery.ping import MOST_ADDRESSES, pings_after
from generator.errors import ConfigError, HostError

KEY = "0123456789abcdef"
OWN = SITE.replace("courier.example", "courier.test-paper.com")
TARGET = '[deploy.live]\nto = "folder"\nfolder = "../host"\n'


class Server(ThreadingHTTPServer):
    """A server that keeps what it is sent, and answers as the test wants."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.status = 200
        self.trickles = threading.Event()
        self.closing = threading.Event()
        self.got: list[tuple[str, str, bytes]] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class Handler(BaseHTTPRequestHandler):
    server: Server

    def do_POST(self) -> None:
        content = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.got.append((self.path, self.headers["Content-Type"], content))
        while self.server.trickles.is_set() and not self.server.closing.wait(0.1):
            self.wfile.write(b"HTTP/1.0 200 OK\r\nX: ")  # never a silence, never an end
        self.send_response(self.server.status)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def server() -> Iterator[Server]:
    server = Server()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield server
    server.closing.set()
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def paper(newsroom: Newsroom) -> Newsroom:
    newsroom.write("content/world/a.txt", story("A"))
    newsroom.write("content/town/b.txt", story("B"))
    return newsroom


def settings(server: Server, more: str = "") -> str:
    return (
        f'{OWN}{TARGET}[feeds]\nhub = "{server.url}/hub"\n'
        f'[ping]\nindexnow = "{KEY}"\nindexnow_server = "{server.url}/indexnow"\nwebsub = true\n{more}'
    )


def deploy(newsroom: Newsroom, site: str, *, dry: bool = False) -> DeployResult:
    newsroom.write("site.toml", site)
    newsroom.build(NOON)
    return deploy_paper(newsroom.paper(), DeployRequest(dry_run=dry), lambda: datetime.now(UTC), time.sleep)


def test_search_engines_and_the_hub_are_told_what_changed_and_nothing_else(paper: Newsroom, server: Server) -> None:
    deploy(paper, settings(server))
    assert paper.page(f"/{KEY}.txt") == KEY
    server.got.clear()
    paper.write("content/town/new.txt", story("New"))
    result = deploy(paper, settings(server))
    assert result.remarks == ("IndexNow was told what changed.", "The hub was told what changed.")
    (path, kind, content), (hub_path, hub_kind, form) = server.got
    told = json.loads(content)
    assert (path, kind) == ("/indexnow", "application/json; charset=utf-8")
    assert (told["host"], told["key"]) == ("courier.test-paper.com", KEY)
    assert told["keyLocation"] == f"https://courier.test-paper.com/{KEY}.txt"
    base = "https://courier.test-paper.com"
    assert {f"{base}/", f"{base}/town/", f"{base}/town/2026/11/20/new/"} <= set(told["urlList"])
    assert f"{base}/world/" not in told["urlList"]
    assert not [url for url in told["urlList"] if "/parts/" in url or url.endswith(("404.html", ".xml", ".png"))]
    fields = parse_qsl(form.decode())
    assert (hub_path, hub_kind, fields[0]) == ("/hub", "application/x-www-form-urlencoded", ("hub.mode", "publish"))
    feeds = {value for name, value in fields[1:] if name == "hub.url"}
    assert {f"{base}/feed.xml", f"{base}/atom.xml", f"{base}/town/feed.json"} <= feeds
    assert f"{base}/world/feed.xml" not in feeds


def test_a_page_that_went_is_told_too(paper: Newsroom, server: Server) -> None:
    paper.write("content/town/new.txt", story("New"))
    deploy(paper, settings(server))
    server.got.clear()
    paper.delete("content/town/new.txt")
    deploy(paper, settings(server))
    assert "https://courier.test-paper.com/town/2026/11/20/new/" in json.loads(server.got[0][2])["urlList"]


@pytest.mark.parametrize("kind", ["refused", "killed"])
def test_what_a_deploy_had_sent_when_it_stopped_is_told_by_the_next(
    paper: Newsroom, server: Server, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    paper.write("content/town/old.txt", story("Old"))
    deploy(paper, settings(server))
    server.got.clear()
    paper.write("content/town/new.txt", story("New"))
    paper.delete("content/town/old.txt")

    def fail(*_: object, **__: object) -> None:
        raise HostError("no answer")

    with monkeypatch.context() as patch:
        if kind == "refused":
            patch.setattr(FolderHost, "commit", fail)
        else:  # nothing more is written, neither there nor here
            for name in ("finish", "note_progress"):
                patch.setattr(HostLedger, name, fail)
            patch.setattr(DeployJournal, "save_untold", Mock(side_effect=OSError))
        with pytest.raises(HostError):
            deploy(paper, settings(server))
    assert server.got == []
    result = deploy(paper, settings(server))
    assert result.plan.is_empty
    base = "https://courier.test-paper.com"
    told = json.loads(server.got[0][2])["urlList"]
    assert {f"{base}/", f"{base}/town/2026/11/20/new/", f"{base}/town/2026/11/20/old/"} <= set(told)
    assert ("hub.url", f"{base}/feed.xml") in parse_qsl(server.got[1][2].decode())
    server.got.clear()
    deploy(paper, settings(server))
    assert server.got == []


def test_nobody_is_told_of_nothing_or_of_a_plan_or_of_another_host(paper: Newsroom, server: Server) -> None:
    deploy(paper, settings(server), dry=True)
    assert server.got == []
    elsewhere = settings(server, 'targets = ["staging"]\n') + '[deploy.staging]\nto = "folder"\nfolder = "../other"\n'
    paper.write("site.toml", elsewhere)
    paper.build(NOON)
    request = DeployRequest(target="live")
    assert deploy_paper(paper.paper(), request, lambda: datetime.now(UTC), time.sleep).remarks == ()
    assert server.got == []
    deploy(paper, settings(server))
    server.got.clear()
    assert deploy(paper, settings(server)).remarks == ()
    assert server.got == []


def test_a_refusal_is_told_and_the_site_is_in_place(paper: Newsroom, server: Server) -> None:
    server.status = 429
    result = deploy(paper, settings(server))
    assert [remark.startswith("The site is in place. ") for remark in result.remarks] == [True, True]
    assert result.remarks[0].endswith(f"IndexNow ({server.url}/indexnow) wasn't told what changed: it answered 429.")
    assert (paper.folder.parent / "host/index.html").is_file()


def test_a_server_that_isn_t_there_is_told(paper: Newsroom, server: Server) -> None:
    server.socket.close()
    result = deploy(paper, settings(server))
    assert "wasn't told what changed" in result.remarks[0]
    assert (paper.folder.parent / "host/index.html").is_file()


def test_a_server_that_never_ends_is_left(paper: Newsroom, server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(after_deploy, "LIMIT_S", 1)
    server.trickles.set()
    result = deploy(paper, settings(server))
    assert result.remarks[0].endswith("wasn't told what changed: it took longer than 1 seconds.")
    assert (paper.folder.parent / "host/index.html").is_file()


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ('[ping]\nindexnow = "short"\n', "indexnow"),
        ('[ping]\nindexnow = "../../etc/passwd"\n', "indexnow"),
        ("[ping]\nwebsub = true\n", "There is no hub to tell."),
        ('[ping]\ntargets = ["live"]\n', "There is no [deploy.live]."),
        ('[ping]\nindexnow_server = "file:///etc/passwd"\n', "is not a web address"),
    ],
)
def test_mistakes_in_the_settings_are_told(more: str, said: str) -> None:
    with pytest.raises(ConfigError) as caught:
        parse_config(SITE + more)
    assert said in caught.value.problems[0].message


@given(count=st.integers(0, 3 * MOST_ADDRESSES))
def test_no_request_names_more_addresses_than_are_allowed(count: int) -> None:
    config = parse_config(f'{SITE}[ping]\nindexnow = "{KEY}"\n')
    lists = [json.loads(ping.content)["urlList"] for ping in pings_after(config, [f"p{n}.html" for n in range(count)])]
    assert [url for one in lists for url in one] == [f"https://courier.example/p{n}.html" for n in range(count)]
    assert all(0 < len(one) <= MOST_ADDRESSES for one in lists)
