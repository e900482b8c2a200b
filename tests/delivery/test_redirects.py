"""Former addresses, in the forms that hosts take, lead where they should, whatever stands in them."""

import http.client
import shutil
import socket
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, unquote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from places import ROOT
from servers import listens, running

from generator.delivery.hosts.contract import Upload
from generator.delivery.redirects import encode, write_redirects

PAIRS = [("/old/", "/world/new/"), ("/old/page.html", "/world/two/")]
parts = st.text(st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="/"), min_size=1, max_size=12)
parts = parts.filter(lambda part: part not in {".", ".."})
addresses = st.lists(parts, min_size=1, max_size=3).map(lambda some: "/" + "/".join(some) + "/")


def read(uploads: list[Upload], file: str) -> str:
    [one] = [upload for upload in uploads if upload.file == file]
    content = Path(one.source).read_bytes()
    assert one.size == len(content)
    return content.decode()


def test_where_pages_lead_on_by_themselves_nothing_is_written(tmp_path: Path) -> None:
    assert write_redirects("pages", PAIRS, tmp_path) == []
    assert list(tmp_path.iterdir()) == []


def test_netlify_has_a_line_for_each_form_of_an_address(tmp_path: Path) -> None:
    assert read(write_redirects("netlify", PAIRS, tmp_path), "_redirects") == (
        "/old/ /world/new/ 301\n/old /world/new/ 301\n/old/page.html /world/two/ 301\n"
    )
    assert write_redirects("netlify", [], tmp_path) == []


def test_the_papers_own_redirects_are_kept_and_go_before_ours_for_the_same_address(tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.write_text("# by hand\n/old /elsewhere/ 302\n/x/* /y/:splat")
    made = read(write_redirects("netlify", PAIRS, tmp_path, own), "_redirects")
    assert made == "/old/page.html /world/two/ 301\n# by hand\n/old /elsewhere/ 302\n/x/* /y/:splat"
    assert read(write_redirects("netlify", [], tmp_path, own), "_redirects") == own.read_text()


def test_s3_has_an_object_at_each_address_that_differs_by_its_target(tmp_path: Path) -> None:
    pairs = [("/paper/old/", "/paper/new/"), ("/paper/old.html", "/paper/other/")]
    one, two = write_redirects("s3", pairs, tmp_path, prefix="/paper")
    assert (one.file, one.redirect) == ("old/index.html", "/paper/new/")
    assert (two.file, two.redirect) == ("old.html", "/paper/other/")
    assert one.digest != two.digest


@given(addresses, addresses)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_line_for_netlify_is_read_as_what_was_meant(tmp_path: Path, former: str, target: str) -> None:
    text = read(write_redirects("netlify", [(quote(former), quote(target))], tmp_path), "_redirects")
    lines = text.split("\n")
    assert len(lines) == 3
    source, goal, code = lines[0].split(" ")
    assert (unquote(source), unquote(goal), code) == (former, target, "301")
    assert not set("*:#?") & set(source + goal)


@given(st.text())
def test_an_encoded_address_stays_as_it_is(url: str) -> None:
    assert encode(encode(url)) == encode(url)
    assert not set(" \"'\\$;{}*:#?<>") & set(encode(url))


HARD = [
    "/plain/",
    "/a b/",
    "/ü/é/",
    '/q"uote/',
    "/back\\slash/",
    "/$uri/",
    "/~regex.*/",
    "/{x};/",
    "/100%25/",
    "/a:b*c/",
]


@pytest.fixture
def nginx(tmp_path: Path) -> Iterator[tuple[str, int]]:
    """A real nginx with the lines of the documents, and the site's folder as its root."""
    if not shutil.which("nginx"):
        pytest.skip("nginx is not installed")
    site = tmp_path / "site"
    site.mkdir()
    pairs = [(quote(hard, safe="/%"), f'/new/{number}/$x "y"/') for number, hard in enumerate(HARD)]
    write_redirects("nginx", pairs, site)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    page = (ROOT / "docs" / "delivery-programs.md").read_text()
    example = page.split("```nginx\n", 1)[1].split("```", 1)[0]
    assert "/var/www/courier" in example
    own = example.replace("/var/www/courier", str(site)).replace("listen 80;", f"listen 127.0.0.1:{port};")
    kept = "".join(
        f"{kind}_temp_path {tmp_path}/{kind}; " for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (tmp_path / "nginx.conf").write_text(
        f"daemon off; pid {tmp_path}/pid; error_log {tmp_path}/error.log; events {{}}\n"
        f"http {{ access_log off; {kept}\n{own} }}\n"
    )
    command = ["nginx", "-p", str(tmp_path), "-c", str(tmp_path / "nginx.conf"), "-g", "user root;"]
    with running(command, tmp_path, lambda: listens(port)):
        yield "127.0.0.1", port


def test_a_real_nginx_reads_the_map(nginx: tuple[str, int]) -> None:
    for number, hard in enumerate(HARD):
        for asked in (quote(hard, safe="/%"), quote(hard, safe="/%").rstrip("/")):
            connection = http.client.HTTPConnection(*nginx)
            connection.request("GET", asked)
            answer = connection.getresponse()
            answer.read()
            connection.close()
            assert answer.status == 301, (asked, answer.status)
            place = answer.headers["Location"]
            assert place.endswith(f"/new/{number}/%24x%20%22y%22/"), (asked, place)
    connection = http.client.HTTPConnection(*nginx)
    connection.request("GET", "/redirects.map")
    assert connection.getresponse().status == 404
    connection.close()
