"""The real command, started on a newsroom of the test's own."""

import http.client
import json
import os
import re
import secrets
import signal
import subprocess
from collections.abc import Callable, Generator, Iterator
from contextlib import ExitStack, closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from compiled import give_theme
from conftest import Newsroom, story
from lxml.html import fromstring
from patience import PATIENCE_S, lines_until, until
from warm import started_command

from generator.newsroom.writing import NONE, write_file

PUBLISHED = "last.txt"
LAST = f"static/{PUBLISHED}"
OLD_FILE = "content/people/jane-doe.md"
"""A file of which a former text has been kept for too long."""


class Preview:
    """`broadsheet serve` in a process of its own."""

    def __init__(self, newsroom: Newsroom, *options: str) -> None:
        self.newsroom = newsroom
        give_theme(newsroom.folder)
        options = ("serve", "--source", str(newsroom.folder), "--port", "0", *options)
        with ExitStack() as ends:
            self.process = ends.enter_context(
                started_command(
                    *options,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.STDOUT,
                    env=os.environ | {"PYTHONUNBUFFERED": "1"},
                )
            )
            self.greeting = lines_until(self.process, "http://")
            found = re.search(r"http://(\S+?):(\d+)(/\S*)", self.greeting)
            assert found, self.greeting
            self.port = int(found[2])
            self.start = f"http://{found[1]}:{found[2]}{found[3]}"
            self._ends = ends.pop_all()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def ask(self, path: str, method: str = "GET", **headers: str) -> tuple[int, dict[str, str], bytes]:
        """Status, headers and body of an answer."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE_S)
        try:
            connection.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
            answer = connection.getresponse()
            return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
        finally:
            connection.close()

    def post(self, path: str, fields: "dict[str, str] | bytes", **headers: str) -> tuple[int, dict[str, str], str]:
        """Send a form, or bytes, as a page of the desk does; status, headers and text of the answer.

        Headers that are empty aren't sent.
        """
        body = fields if isinstance(fields, bytes) else urlencode(fields)
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE_S)
        own = {"Content-Type": "application/x-www-form-urlencoded", "Origin": self.address}
        own |= {name.replace("_", "-"): value for name, value in headers.items()}
        try:
            connection.request("POST", path, body, {name: value for name, value in own.items() if value})
            answer = connection.getresponse()
            return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read().decode()
        finally:
            connection.close()

    def form(self, path: str, action: str) -> dict[str, str]:
        """The fields of the first form on the page at `path` that is sent to `action`, as a browser would send them."""
        return fields_of(self.page(path), action)

    def page(self, path: str) -> str:
        """The text at `path`, which is there."""
        status, _, body = self.ask(path)
        assert status == 200, (path, status)
        return body.decode()

    def is_ready(self) -> bool:
        return self.ask("/")[0] == 200

    def events(self) -> Generator[dict[str, Any], None, None]:
        """Yield the events that a listening browser receives, without end; each with its `event`."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE_S)
        try:
            connection.request("GET", "/_desk/live")
            answer = connection.getresponse()
            name = ""
            while line := answer.readline().decode():
                if line.startswith("event: "):
                    name = line.removeprefix("event: ").strip()
                elif line.startswith("data: "):
                    yield {"event": name, **json.loads(line.removeprefix("data: "))}
        finally:
            answer.close()
            connection.close()

    def stop(self) -> str:
        """End it as Ctrl-C does; what it said after its greeting."""
        with self._ends:
            if self.process.poll() is None:
                self.process.send_signal(signal.SIGINT)
            said, _ = self.process.communicate(timeout=PATIENCE_S)
        return said


def fields_of(page: str, action: str) -> dict[str, str]:
    """The fields of the first form that is sent to `action`. Browsers drop a line feed right after `<textarea>`."""
    [form, *_] = [one for one in fromstring(page).forms if one.action == action]
    areas = {area.name for area in form.iter("textarea")}
    values = {name: value or "" for name, value in form.form_values()}
    return {name: value.removeprefix("\n") if name in areas else value for name, value in values.items()}


def fill(newsroom: Newsroom) -> Newsroom:
    """Write public stories, a draft and one that is embargoed."""
    for number in range(5):
        newsroom.write(f"content/world/s{number}.txt", story(f"Story {number}", f"2026-11-1{number}", Topics="Harbor"))
    newsroom.write("content/town/d.txt", story("The secret draft", Draft="yes", By="Jane Roe"))
    newsroom.write("content/town/e.txt", story("The secret embargo", Embargo="2099-01-01 06:00"))
    return newsroom


@pytest.fixture
def paper(newsroom: Newsroom) -> Newsroom:
    """A paper with public stories, a draft and one that is embargoed."""
    return fill(newsroom)


@contextmanager
def previewed(paper: Newsroom) -> Iterator[Preview]:
    """A preview of the paper, ready."""
    preview = Preview(paper)
    try:
        until(preview.is_ready, "the first edition")
        yield preview
    finally:
        preview.stop()


@pytest.fixture
def preview(paper: Newsroom) -> Iterator[Preview]:
    """A preview of the test's own, ready."""
    with previewed(paper) as started:
        yield started


@pytest.fixture(scope="session")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    """A preview of such a paper, ready, for all tests that change nothing of it."""
    with previewed(fill(Newsroom(tmp_path_factory.mktemp("shown") / "paper"))) as started:
        yield started


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    """A preview of such a paper, ready, for the tests of one file, each of which writes stories of its own."""
    newsroom = fill(Newsroom(tmp_path_factory.mktemp("desk") / "paper"))
    long_ago = newsroom.paper(datetime(2020, 1, 1, tzinfo=UTC))
    write_file(long_ago, OLD_FILE, b"name: Jane\n", seen=NONE, action="new")
    with previewed(newsroom) as started:
        yield started


@pytest.fixture(scope="session")
def standing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    """A preview of such a paper, ready, which `lent` lends to one test after the other."""
    with previewed(fill(Newsroom(tmp_path_factory.mktemp("standing") / "paper"))) as started:
        yield started


@pytest.fixture
def lent(standing: Preview) -> Iterator[Preview]:
    """A preview whose paper a test may change as it likes."""
    with lending(standing):
        yield standing


@contextmanager
def lending(preview: Preview) -> Iterator[None]:
    """Put what people write in the paper's folder back at the end, and wait until the pages have followed."""
    settle(preview)
    newsroom = preview.newsroom
    texts, pages = texts_of(newsroom), pages_of(newsroom)
    yield
    left = texts_of(newsroom)
    for file in left.keys() - texts.keys():
        newsroom.delete(file)
    for file, text in texts.items():
        if left.get(file) != text:
            newsroom.write(file, text)
    settle(preview)
    until(lambda: pages_of(newsroom) == pages, "the pages as they were")  # another crop of a photo takes another build


def settle(preview: Preview) -> None:
    """Wait until all that was written is built, and listening pages were told: a file that no page shows comes last."""
    newsroom, text = preview.newsroom, secrets.token_hex(8)
    with closing(preview.events()) as events:
        states = (event for event in events if event["event"] == "state")
        before = next(states)["round"]
        newsroom.write(LAST, text)
        for state in states:
            tells = state["changed"] is None or PUBLISHED in state["changed"]  # of too many files none is named
            if state["round"] > before and tells and newsroom.files().get(PUBLISHED) == text.encode():
                return


def pages_of(newsroom: Newsroom) -> dict[str, bytes]:
    """The pages of the site. They come before the sizes of their photos."""
    return {name: content for name, content in newsroom.files().items() if name.endswith(".html")}


def texts_of(newsroom: Newsroom) -> dict[str, bytes]:
    """The files that people write in a paper's folder."""
    folder = newsroom.folder
    places = (folder / "content", folder / "templates", folder / "static")
    files = [folder / "site.toml", *(path for place in places for path in place.rglob("*") if path.is_file())]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


@pytest.fixture
def start(newsroom: Newsroom) -> Iterator[Callable[..., Preview]]:
    """Starts a preview with options; it is stopped at the end."""
    with ExitStack() as ends:

        def start(*options: str) -> Preview:
            preview = Preview(newsroom, *options)
            ends.callback(preview.stop)
            return preview

        yield start


def write_atomically(path: Path, text: str) -> None:
    """Write like text editors do: a new file replaces the old one."""
    beside = path.with_name(f".{path.name}.swp")
    beside.write_text(text)
    beside.replace(path)
