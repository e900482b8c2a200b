"""The preview's answers over a real socket, and what it never answers."""

import itertools
import os
import re
import socket
import threading
import time
from collections.abc import Callable
from contextlib import closing

import pytest
from conftest import SITE, Newsroom, story
from patience import PATIENCE_S, until
from preview.conftest import Preview

from generator.interrupt import STOPPED
from generator.preview.routes import parse_range

REQUESTS = int(os.environ.get("REQUESTS", "150"))


def raw_answer(port: int, request: bytes) -> bytes:
    """Return the server's answer to exactly these bytes."""
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE_S) as connection:
        connection.sendall(request)
        said = b""
        while part := connection.recv(65536):
            said += part
    return said


def test_a_page_is_the_sites_own_with_one_element_more(shown: Preview) -> None:
    status, headers, body = shown.ask("/world/2026/11/10/s0/")
    [element] = re.findall(rb'<script src="/_desk/live.js"[^>]*></script>', body)
    assert (status, headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert body.replace(element, b"").decode() == shown.newsroom.page("/world/2026/11/10/s0/")
    assert b"_desk" not in b"".join(shown.newsroom.files().values())


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/feed.xml", "application/rss+xml; charset=utf-8"),
        ("/atom.xml", "application/atom+xml; charset=utf-8"),
        ("/feed.json", "application/feed+json; charset=utf-8"),
        ("/sitemap.xml", "application/xml; charset=utf-8"),
        ("/robots.txt", "text/plain; charset=utf-8"),
        ("/favicon.svg", "image/svg+xml; charset=utf-8"),
        ("/apple-touch-icon.png", "image/png"),
        ("/parts/latest.html", "text/html; charset=utf-8"),
    ],
)
def test_files_have_their_type_and_their_own_bytes(shown: Preview, path: str, kind: str) -> None:
    status, headers, body = shown.ask(path)
    assert (status, headers["content-type"]) == (200, kind)
    assert body == shown.newsroom.file(path.lstrip("/"))


def test_what_a_browser_has_already_is_not_sent_again(shown: Preview) -> None:
    for path in ("/", "/feed.xml"):
        _, headers, _ = shown.ask(path)
        assert shown.ask(path, If_None_Match=headers["etag"])[0] == 304
        assert shown.ask(path, If_None_Match='"other"')[0] == 200


def test_a_part_of_a_file_is_given(shown: Preview) -> None:
    whole = shown.ask("/apple-touch-icon.png")[2]
    status, headers, part = shown.ask("/apple-touch-icon.png", Range="bytes=10-19")
    assert (status, part, headers["content-range"]) == (206, whole[10:20], f"bytes 10-19/{len(whole)}")
    assert shown.ask("/apple-touch-icon.png", Range="bytes=-7")[2] == whole[-7:]
    assert shown.ask("/apple-touch-icon.png", Range=f"bytes={len(whole)}-")[0] == 416
    assert shown.ask("/apple-touch-icon.png", Range="bytes=0-1,3-4")[2] == whole


@pytest.mark.parametrize(
    ("words", "size", "span"),
    [("0-9", 100, (0, 9)), ("90-200", 100, (90, 99)), ("5-", 100, (5, 99)), ("-5", 100, (95, 99)), ("-500", 100, (0, 99)), ("", 100, None), ("-", 100, None),
     ("-0", 100, None), ("100-", 100, None), ("9-5", 100, None), ("a-b", 100, None), ("0-0", 0, None), ("-1", 0, None), ("1-²", 9, None), ("9" * 30 + "-", 9, None)],
)  # fmt: skip
def test_a_range_is_within_the_file_or_none(words: str, size: int, span: tuple[int, int] | None) -> None:
    assert parse_range(words, size) == span


def test_a_missing_page_is_the_sites_own_404(shown: Preview) -> None:
    status, _, body = shown.ask("/nowhere/")
    assert status == 404
    assert b"Page not found" in body
    assert shown.ask("/world/2026/11/10/s0")[1]["location"] == "/world/2026/11/10/s0/"


def test_the_desk_is_found_without_its_last_slash(shown: Preview) -> None:
    status, headers, _ = shown.ask("/_desk")
    assert (status, headers["location"]) == (307, "/_desk/")


def test_only_reading_is_possible(shown: Preview) -> None:
    for method in ("POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "PROPFIND"):
        assert raw_answer(shown.port, f"{method} / HTTP/1.1\r\nHost: localhost:{shown.port}\r\nConnection: close\r\n\r\n".encode()).split()[1] in {b"405", b"400"}  # fmt: skip
    status, headers, body = shown.ask("/", "HEAD")
    assert (status, body) == (200, b"")
    assert int(headers["content-length"]) > 1000


SECRETS = (b"root:", b"The secret", b"time_zone", b"SQLite format", b"[project]", b"PRIVATE")
STEPS = ["..", "%2e%2e", "%2E.", ".%2e", "..%2f", "%2e%2e%2f", "..%5c", "..\\", "%252e%252e", "%c0%ae%c0%ae", "....//", "..;", "%u002e%u002e", "..%00", "%2e%2e%00/"]  # fmt: skip
GOALS = ["site.toml", "content/town/d.txt", "etc/passwd", ".broadsheet/catalogue.sqlite", "public/.broadsheet-manifest", "templates/story.html", "proc/self/environ"]  # fmt: skip
PLAIN = ["/.broadsheet-manifest", "/.broadsheet-staging/", "/.git/config", "/.env", "//etc/passwd", "///etc/passwd", "/./site.toml", "/content/town/d.txt", "/site.toml",
         "/~root", "/world/2026/11/10/s0/index.html/../../../../../../../site.toml", "/%00", "/\x00", "/index.html%00.txt", "/town/2099/01/01/e/", "/_desk/../site.toml",
         "/_desk/preview/0/town/d", "/_desk/preview//town/d", f"/_desk/preview/{'0' * 32}/town/d", "/_desk/style?name=../../site.toml", "/_desk/style?name=..%2f..%2fsite.toml",
         "/_desk/style?name=/etc/passwd", "/_desk/__init__.py", "/_desk/desk.html", "/_desk/..%2fserver.py", "/_desk/story?path=../../etc/passwd", "/_desk/story?path=nothing"]  # fmt: skip
VECTORS = [f"/{step}/{goal}" for step, goal in itertools.product(STEPS, GOALS)]
VECTORS += [f"/world/{'/'.join([step] * 7)}/{goal}" for step, goal in itertools.product(STEPS, GOALS)]
VECTORS += PLAIN


def test_no_request_reaches_a_byte_outside_the_site(shown: Preview) -> None:
    """Sent as they stand: a client library would tidy them up."""
    assert len(VECTORS) >= 200
    for vector in VECTORS:
        request = f"GET {vector} HTTP/1.1\r\nHost: localhost:{shown.port}\r\nConnection: close\r\n\r\n"
        said = raw_answer(shown.port, request.encode("latin-1"))
        head = said.split(b"\r\n", 1)[0]
        assert head.split(b" ")[1:2] in ([b"404"], [b"400"], [b"307"]), (vector, head)
        assert not any(secret in said for secret in SECRETS), vector
    absolute = f"GET http://localhost:{shown.port}/../site.toml HTTP/1.1\r\nHost: localhost:{shown.port}\r\nConnection: close\r\n\r\n"  # fmt: skip
    assert not any(secret in raw_answer(shown.port, absolute.encode()) for secret in SECRETS)


def test_other_names_get_nothing(shown: Preview) -> None:
    for host in ("evil.example", f"evil.example:{shown.port}", "127.0.0.1", "127.0.0.1:1", f"localhost.evil.example:{shown.port}", ""):  # fmt: skip
        said = raw_answer(shown.port, f"GET / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode())
        assert said.split()[1] == b"421", host
        assert b"Story" not in said
    two = f"GET / HTTP/1.1\r\nHost: localhost:{shown.port}\r\nHost: evil.example\r\nConnection: close\r\n\r\n"
    assert raw_answer(shown.port, two.encode()).split()[1] in {b"421", b"400"}
    assert raw_answer(shown.port, b"GET / HTTP/1.1\r\nConnection: close\r\n\r\n").split()[1] in {b"421", b"400"}


def test_a_named_host_is_answered_and_others_stay_refused(start: Callable[..., Preview], paper: Newsroom) -> None:
    paper.write("site.toml", f'{SITE}\n[preview]\nhosts = ["localhost:9000", "blatt.köln.example"]\n')
    preview = start()
    until(preview.is_ready)
    assert preview.ask("/", Host="localhost:9000")[0] == 200
    assert preview.ask("/", Host="blatt.xn--kln-sna.example")[0] == 200
    assert preview.ask("/", Host="localhost:9000", Origin="http://localhost:9000")[0] == 200
    assert preview.ask("/", Host="localhost:9000", Origin="http://evil.example")[0] == 403
    assert preview.ask("/", Host="localhost:9001")[0] == preview.ask("/", Host="evil.example")[0] == 421
    paper.write("site.toml", f'{SITE}\n[preview]\nhosts = ["localhost:9001"]\n')
    until(lambda: preview.ask("/", Host="localhost:9001")[0] == 200, "the new setting")
    assert preview.ask("/", Host="localhost:9000")[0] == 421


def test_the_front_of_a_site_in_a_folder_is_reached_without_its_last_slash(
    start: Callable[..., Preview], paper: Newsroom
) -> None:
    paper.write("site.toml", SITE.replace("https://courier.example", "https://courier.example/paper"))
    preview = start()
    until(lambda: preview.ask("/paper/")[0] == 200, "the first edition")
    for path in ("/", "/paper", "/paper?a=b"):
        status, headers, _ = preview.ask(path)
        assert (status, headers["location"]) == (307, "/paper/"), path
    assert preview.ask("/papers")[0] == preview.ask("/pape")[0] == 404


def test_another_sites_page_gets_nothing(shown: Preview) -> None:
    for path in ("/", "/_desk/", "/_desk/live"):
        assert shown.ask(path, Origin="https://evil.example")[0] == 403
        assert shown.ask(path, Origin="null")[0] == 403
    assert shown.ask("/", Origin=f"http://127.0.0.1:{shown.port}", Host=f"127.0.0.1:{shown.port}")[0] == 200


def test_a_network_preview_asks_for_its_token(start: Callable[..., Preview], paper: Newsroom) -> None:
    preview = start("--host", "0.0.0.0")
    token = re.search(r"\?token=(\S+)", preview.start)
    assert token
    assert preview.ask("/")[0] == 401
    assert preview.ask("/_desk/")[0] == 401
    assert preview.ask("/?token=wrong")[0] == 401
    status, headers, _ = preview.ask(f"//evil.example/?token={token[1]}")
    assert (status, headers["location"]) == (303, "/evil.example/")
    cookie = headers["set-cookie"].split(";")[0]
    assert "HttpOnly" in headers["set-cookie"]
    assert "SameSite=lax" in headers["set-cookie"]
    until(lambda: preview.ask("/", Cookie=cookie)[0] == 200)
    assert preview.ask("/", Cookie=f"{cookie.partition('=')[0]}=wrong")[0] == 401
    assert preview.ask("/", Cookie=f"broadsheet-token-{preview.port + 1}={token[1]}")[0] == 401


def test_a_page_of_the_desk_before_the_first_build_shows_what_is_broken_and_comes_by_itself(
    start: Callable[..., Preview], newsroom: Newsroom
) -> None:
    newsroom.write("site.toml", "name = ")
    preview = start()
    for path in ("/", "/_desk/", "/_desk/new", "/_desk/edit?file=content/a.txt"):
        status, headers, page = preview.ask(path)
        assert (status, headers["content-type"]) == (503, "text/html; charset=utf-8"), path
        assert b'<script src="/_desk/live.js"' in page, path


def test_a_port_that_is_taken_is_passed_over(start: Callable[..., Preview], paper: Newsroom) -> None:
    first = start()
    second = start("--port", str(first.port))
    assert first.port < second.port <= first.port + 20


def test_it_ends_at_once_and_says_nothing_odd(preview: Preview) -> None:
    with closing(preview.events()) as events:
        next(events)
        said = preview.stop()
    assert preview.process.returncode == STOPPED
    assert "Traceback" not in said
    assert "Error" not in said


def test_requests_while_the_site_is_built_meet_no_half_of_it(lent: Preview) -> None:
    """Each edition has one word on every page; a page and the style sheet that it asks for are always of the site."""
    stop = threading.Event()
    template = (lent.newsroom.folder / "templates" / "page.html")  # fmt: skip
    template.parent.mkdir(exist_ok=True)
    theme = "<!doctype html><title>x</title><link rel=stylesheet href=\"{{ site.assets['paper.css'] }}\"><body>EDITION {% block content %}{% endblock %} EDITION</body>\n"  # fmt: skip

    def rebuild() -> None:
        for number in itertools.count():
            if stop.is_set():
                return
            lent.newsroom.write("static/assets/paper.css", f"body {{ --edition: {number} }}")
            template.write_text(theme.replace("EDITION", f"edition-{number}"))
            until(lambda: stop.is_set() or f"edition-{number}" in lent.page("/"))  # noqa: B023 (asked in this round)

    writer = threading.Thread(target=rebuild, daemon=True)
    writer.start()
    try:
        until(lambda: re.search(r"edition-\d", lent.page("/")))
        seen: set[str] = set()
        ends = time.monotonic() + PATIENCE_S
        for number in itertools.count():
            if number >= REQUESTS and len(seen) > 3:
                break
            assert time.monotonic() < ends, seen
            page = lent.page(f"/world/2026/11/1{number % 5}/s{number % 5}/")
            editions = set(re.findall(r"edition-\d+", page))
            assert len(editions) == 1, page
            seen |= editions
            sheet = re.search(r"/assets/paper\.[0-9a-f]{10}\.css", page)
            assert sheet
            assert lent.ask(sheet[0])[0] == 200
    finally:
        stop.set()
        writer.join()


def test_the_old_site_is_there_while_the_first_build_goes_on(start: Callable[..., Preview], newsroom: Newsroom) -> None:
    newsroom.write("content/world/a.txt", story("The first story"))
    newsroom.build()
    newsroom.write("templates/story.html", "{{ broken")
    preview = start()
    until(preview.is_ready)
    assert "The first story" in preview.page("/world/2026/11/20/a/")


def test_before_anything_was_built_it_says_so(start: Callable[..., Preview], newsroom: Newsroom) -> None:
    newsroom.write("content/world/a.txt", story("The first story"))
    newsroom.write("templates/story.html", "{{ broken")
    preview = start()
    status, _, body = preview.ask("/")
    assert (status, b"is being built" in body, b"live.js" in body) == (503, True, True)
    [sheet] = re.findall(rb'rel="stylesheet" href="([^"]+)"', body)
    status, _, rules = preview.ask(sheet.decode())
    assert (status, b".notice" in rules) == (200, True)
