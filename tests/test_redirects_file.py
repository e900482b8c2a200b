"""Former addresses in redirects.csv lead to what is public now, in every form that hosts read, and never to anything else."""

import os
import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from conftest import NOON, Newsroom, story
from delivered import hosted_files, name_host
from histories import clean_build, site_of
from hypothesis import given
from hypothesis import strategies as st

from generator.archive.redirects_file import FILE, decode, read_redirects
from generator.build import Outcome
from generator.commands.deploy import DeployRequest, deploy_paper
from generator.delivery.redirects import encode
from generator.model import Gravity
from generator.paper import BuildSession
from generator.workers import Workers

ADDRESS = "https://courier.example"


@pytest.fixture(scope="module")
def session() -> Iterator[BuildSession]:
    with Workers(1) as workers:
        yield BuildSession(workers)


@pytest.fixture
def paper(newsroom: Newsroom, session: BuildSession) -> Newsroom:
    newsroom.session = session
    newsroom.write("content/town/bridge.txt", story("Bridge opens", topics="Harbor"))
    newsroom.write("content/world/summit.txt", story("Leaders meet", date="2026-11-21 09:00"))
    newsroom.write("content/pages/about.md", "---\ntitle: About us\n---\nWe print the news.\n")
    newsroom.write("static/map.pdf", b"%PDF-1.4 map")
    return newsroom


def read(tmp_path: Path, text: str | bytes, address: str = ADDRESS) -> tuple[dict[str, str], list[str]]:
    (tmp_path / FILE).write_bytes(text if isinstance(text, bytes) else text.encode())
    lines, problems = read_redirects(tmp_path, address)
    return {one.former: one.target for one in lines}, [f"{one.line}: {one.message}" for one in problems]


def told(outcome: Outcome) -> list[str]:
    return [f"{one.line}: {one.message}" for one in outcome.problems if one.path == FILE]


def refreshes(paper: Newsroom) -> dict[str, str]:
    """Return each address with a redirect page, and what it leads to."""
    found = {}
    for name, content in paper.files().items():
        match = re.search(rb'http-equiv="refresh" content="0; url=([^"]*)"', content)
        if match:
            found["/" + name.removesuffix("index.html")] = match[1].decode()
    return found


# --- reading the file -----------------------------------------------------------------------------


@pytest.mark.parametrize("text", [
    "from,to\n/old/,/town/\n/b.html,world/summit\n",
    "/old,/town/\n# a note\n\n/b.html , world/summit ,2019\n",
    "\ufeffOld address;New address\n/old/;/town/\n/b.html;world/summit\n",
    "from\tto\n/old/\t/town/\n/b.html\tworld/summit\n",
    '"/old/","/town/"\r\n"/b.html","world/summit"\r\n',
    "https://www.elder.example/old/?,/town/\nhttps://courier.example/b.html,world/summit\n".replace("?,", ","),
    "/old/,https://courier.example/town/\n/b.html,world/summit\n",
])  # fmt: skip
def test_a_file_is_read_as_people_and_spreadsheets_write_it(tmp_path: Path, text: str) -> None:
    assert read(tmp_path, text) == ({"/old/": "/town/", "/b.html": "world/summit"}, [])


def test_encodings_of_spreadsheets_are_read(tmp_path: Path) -> None:
    wanted = {"/größe/": "/town/"}
    for codec in ("utf-8", "utf-8-sig", "utf-16", "cp1252"):
        assert read(tmp_path, "from;to\n/größe/;/town/\n".encode(codec)) == (wanted, [])
    assert read(tmp_path, "/gr%C3%B6%C3%9Fe/,/town/\n") == (wanted, [])


def test_addresses_are_within_a_site_that_has_a_prefix(tmp_path: Path) -> None:
    text = "https://x.example/paper/old/,https://x.example/paper/town/\n/b/,https://x.example/other/\n"
    found, _ = read(tmp_path, text, "https://x.example/paper")
    assert found == {"/old/": "/town/", "/b/": "https://x.example/other/"}


def test_mistakes_are_told_with_their_lines_and_stop_no_other_line(tmp_path: Path) -> None:
    text = "/old/\n/?p=12,/town/\n/../x/,/town/\n/feed.php,/town/\n/a/,javascript:alert(1)\n/a/,//evil.example/\n"
    found, problems = read(tmp_path, text + "/a/,/town/\n/a/,/world/\n/a/,/town/\n")
    assert found == {"/a/": "/town/"}
    assert [one.split(":")[0] for one in problems] == ["1", "2", "3", "4", "5", "6", "8"]
    assert "line 7" in problems[-1]


def test_a_file_that_is_too_long_redirects_nothing_and_says_so(tmp_path: Path) -> None:
    found, [problem] = read(tmp_path, "\n" * 200_001)
    assert not found
    assert "200,000 lines" in problem
    (tmp_path / FILE).unlink()
    os.mkfifo(tmp_path / FILE)
    lines, [problem_of_pipe] = read_redirects(tmp_path, ADDRESS)
    assert not lines
    assert problem_of_pipe.gravity is Gravity.WARNING


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_reading_never_fails_and_every_address_is_one_of_this_site_or_of_the_web(
    tmp_path_factory: pytest.TempPathFactory, raw: bytes
) -> None:
    folder = tmp_path_factory.mktemp("hostile")
    (folder / FILE).write_bytes(raw)
    lines, problems = read_redirects(folder, ADDRESS)
    assert all(one.former.startswith("/") and ".." not in one.former for one in lines)
    assert all(re.match(r"https?://[^/]|[^:]*\Z", one.target) for one in lines)
    rows = [line for line in decode(raw).splitlines() if line.strip()]
    assert len(lines) + len(problems) <= len(rows) + 1


# --- what they lead to ----------------------------------------------------------------------------


def test_a_line_leads_to_a_story_a_page_a_front_a_file_or_another_site(paper: Newsroom) -> None:
    paper.write(FILE, """\
        /a/,town/bridge
        /b/,/world/2026/11/21/summit/
        /c/,/about
        /d/,/topics/harbor/
        /e.html,/world
        /f/,/map.pdf
        /g/,https://elsewhere.example/x?y=1&z=2
        /h/,/feed.xml
        /i/,/
        /j/,/archive/2026/11/
        /k/,content/pages/about.md
        /l/,/a/
        """.replace("        ", ""))  # fmt: skip
    outcome = paper.build()
    assert told(outcome) == []
    assert refreshes(paper) == {
        "/a/": "/town/2026/11/20/bridge/",
        "/b/": "/world/2026/11/21/summit/",
        "/c/": "/about/",
        "/d/": "/topics/harbor/",
        "/e.html": "/world/",
        "/f/": "/map.pdf",
        "/g/": "https://elsewhere.example/x?y=1&amp;z=2",
        "/h/": "/feed.xml",
        "/i/": "/",
        "/j/": "/archive/2026/11/",
        "/k/": "/about/",
        "/l/": "/town/2026/11/20/bridge/",
    }
    assert 'href="https://courier.example/topics/harbor/"' in paper.page("/d/")
    assert ">Harbor<" in paper.page("/d/")


def test_pages_and_stories_own_lines_take_precedence(paper: Newsroom) -> None:
    paper.write("content/town/bridge.txt", story("Bridge opens", was="/mine/"))
    paper.write(FILE, "/mine/,/world/\n/town/,/world/\n/map.html,/about/\n/about/,/world/\n")
    outcome = paper.build()
    assert refreshes(paper) == {"/mine/": "/town/2026/11/20/bridge/", "/map.html": "/about/"}
    assert [one.split(":")[0] for one in told(outcome)] == ["1", "2", "4"]


def test_lines_in_a_circle_and_lines_to_nowhere_redirect_nothing(paper: Newsroom) -> None:
    paper.write(FILE, "/a/,/b/\n/b/,/c/\n/c/,/a/\n/d/,/d/\n/e/,/nowhere/\n/f/,town/nobody\n")
    outcome = paper.build()
    assert refreshes(paper) == {}
    assert len(told(outcome)) == 6


def test_a_redirect_never_tells_of_a_story_before_its_time_or_after_it_was_taken_down(paper: Newsroom) -> None:
    paper.write("content/world/secret-deal.txt", story("Secret deal", date="2026-11-24 09:00"))
    paper.write(FILE, "/old/,world/secret-deal\n/older/,/world/2026/11/24/secret-deal/\n")
    outcome = paper.build()
    assert paper.mentions("secret-deal") == []
    assert len(told(outcome)) == 2
    assert "isn't public" in told(outcome)[0]
    paper.build(NOON + timedelta(days=2))
    assert refreshes(paper) == dict.fromkeys(["/old/", "/older/"], "/world/2026/11/24/secret-deal/")
    paper.write("takedowns.toml", '[[takedowns]]\nstory = "world/secret-deal"\ndate = 2026-11-25\n')
    paper.build(NOON + timedelta(days=2), confirmed_removals=9)
    assert paper.mentions("secret-deal") == []


def test_whatever_changes_the_site_is_that_of_a_clean_build(paper: Newsroom, tmp_path: Path) -> None:
    paper.write(FILE, "/a/,/topics/harbor/\n/b/,/town/2026/11/20/bridge/\n/c/,/b/\n/d/,/map.pdf\n/gone/,/world/\n")
    steps: list[Callable[[], object]] = [
        lambda: paper.write("content/town/bridge.txt", story("Bridge opens at last", topics="Harbour")),
        lambda: paper.write("content/town/bridge.txt", story("Bridge opens", slug="new-bridge")),
        lambda: paper.write("content/town/bridge.txt", story("Bridge opens", was="/c/")),
        lambda: paper.write("content/town/a.txt", story("Harbor", topics="Harbor")),
        lambda: paper.delete("static/map.pdf"),
        lambda: paper.write("takedowns.toml", '[[takedowns]]\nstory = "x"\ndate = 2026-11-23\nleave = "gone"\n'
                            'addresses = ["/gone/", "/e/"]\n'),
        lambda: paper.write(FILE, "/a/,/town/\n/e/,world/summit\n"),
        lambda: paper.write("content/pages/e.md", "---\ntitle: E\n---\nPage.\n"),
        lambda: paper.delete(FILE),
    ]  # fmt: skip
    paper.build()
    for number, step in enumerate(steps):
        step()
        paper.build(confirmed_removals=99)
        (tmp_path / str(number)).mkdir()
        assert site_of(paper) == clean_build(paper, tmp_path / str(number), NOON, jobs=1), number


def test_a_build_that_changes_nothing_writes_nothing(paper: Newsroom) -> None:
    paper.write(FILE, "/a/,/topics/harbor/\n/b/,/nowhere/\n")
    first = paper.build()
    second = paper.build()
    assert second.written == ()
    assert told(first) == told(second) != []


@pytest.mark.parametrize("form", ["netlify", "nginx"])
def test_hosts_get_them_in_the_form_that_they_read(paper: Newsroom, tmp_path: Path, form: str) -> None:
    paper.write("content/pages/about.md", "---\ntitle: About us\nwas: /impressum/\n---\nWe print the news.\n")
    paper.write(FILE, "/a/,/world/\n/b/,https://elsewhere.example/x?y=$1\n/c/,/about/\n")
    paper.build()
    name_host(paper, "folder", folder=str(tmp_path / "www"), redirects=form)
    deploy_paper(paper.paper(), DeployRequest(), lambda: NOON, lambda _: None)
    table = hosted_files(tmp_path / "www")[{"netlify": "_redirects", "nginx": "redirects.map"}[form]].decode()
    wanted = {"/a/": "/world/", "/b/": "https://elsewhere.example/x?y=%241", "/c/": "/about/", "/impressum/": "/about/"}
    for old, new in wanted.items():
        assert re.search(rf'^"?{old}"? "?{re.escape(new)}"?[; ]', table, re.MULTILINE), old


def test_the_address_of_another_site_keeps_what_has_a_meaning_there() -> None:
    assert encode("https://x.example:8080/a b?c=d&e=$f#g") == "https://x.example:8080/a%20b?c=d&e=%24f#g"
