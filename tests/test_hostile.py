"""Whole builds of hostile files give a safe site and clear messages."""

import os
import time
from pathlib import Path

import pytest
from conftest import Newsroom, story
from lxml import html as lxml_html
from patience import PATIENCE_S

from generator.cli.loop_report import LoopReporter, PlainTeller
from generator.cli.reports import problem_lines
from generator.intake import changes
from generator.model import Gravity
from generator.preview.state import PreviewState

ENDLESS = {
    "brackets": "[" * 8192,
    "tags": "<a " * 11000,
    "marked sections": "<![ " * 8192,
    "links": "[a](b" * 8192,
    "fence": "```" + " " * 60000 + "x",
}


@pytest.mark.parametrize("kind", ENDLESS)
def test_markdown_that_takes_for_ever_is_stopped_and_shown_plainly(
    newsroom: Newsroom, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(changes, "MARKDOWN_LIMIT_S", 1.0)  # of a processor: enough for the good one on any machine
    newsroom.write("content/world/good.md", "Title: Good\nDate: 2026-11-20\n\n*Fine*.\n")
    newsroom.write("content/world/slow.md", f"Title: Slow\nDate: 2026-11-20\n\nBefore.\n\n{ENDLESS[kind]}\n\nAfter.\n")
    began = time.monotonic()
    outcome = newsroom.build(jobs=2)
    assert time.monotonic() - began < PATIENCE_S
    assert outcome.stories == 2
    assert "<em>Fine</em>" in newsroom.page("/world/2026/11/20/good/")
    page = newsroom.page("/world/2026/11/20/slow/")
    assert "Before." in page
    assert "After." in page


def test_a_story_that_is_stopped_is_reported(newsroom: Newsroom) -> None:
    newsroom.write("content/world/slow.md", f"Title: Slow\nDate: 2026-11-20\n\nText.\n\n{'[' * 8192}\n")
    [warning] = [p for p in newsroom.build().problems if p.gravity is Gravity.WARNING]
    assert (warning.path, "plain paragraphs" in warning.message) == ("content/world/slow.md", True)


PAYLOAD = '"><script>alert(1)</script><img src=x onerror=alert(2)>{{ 7*7 }}{% raw %}javascript:alert(3)'


@pytest.mark.parametrize(
    "field", ["Title", "By", "Topics", "Deck", "Kicker", "Source", "Corrections", "Dateline", "Source URL", "Language"]
)
def test_a_payload_in_any_field_is_inert_on_every_page(newsroom: Newsroom, field: str) -> None:
    fields = {"Title": "A headline", "Date": "2026-11-20", field: PAYLOAD}
    header = "".join(f"{key}: {value}\n" for key, value in fields.items())
    newsroom.write("content/world/a.md", f"{header}\n{PAYLOAD}\n")
    newsroom.write("content/people/x.md", f"name: X\nrole: {PAYLOAD}\ncontact: javascript:alert(1)\n\n{PAYLOAD}")
    outcome = newsroom.build()
    assert outcome.stories == 1
    for name, content in newsroom.files().items():
        if name.endswith(".html"):
            assert_inert(content.decode(), name)
        assert b"{{ 7*7 }}" in content or b"49" not in content or b"7*7" not in content


def assert_inert(page: str, name: str) -> None:
    tree = lxml_html.document_fromstring(page)
    for script in tree.iter("script"):
        own = str(script.get("src")).startswith("/assets/broadsheet.") and not script.text
        assert own or script.get("type") == "application/ld+json", name
    for element in tree.iter():
        for attribute, value in element.attrib.items():
            assert not attribute.startswith("on"), (name, attribute)
            if attribute in {"href", "src", "action", "formaction"}:
                assert not value.strip().lower().startswith(("javascript:", "data:", "vbscript:")), (name, value)


def test_jinja_in_a_story_is_printed_as_it_stands(newsroom: Newsroom) -> None:
    newsroom.write("content/world/a.txt", story("{{ site }} and {% block %}", body="{{ 7 * 7 }} {# remark #}"))
    newsroom.build()
    page = newsroom.page("/world/2026/11/20/a/")
    assert "{{ 7 * 7 }} {# remark #}" in page
    assert "{{ site }} and {% block %}" in page


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("a.html", "no headline"),
        ("a.svg", ".svg"),
        ("a.docx", "damaged"),
        ("a.doc", ".doc"),
        ("a.pdf", ".pdf"),
        ("a", "no ending"),
        ("a.exe", ".exe"),
    ],
)
def test_other_kinds_of_file_are_held_back_with_a_hint(newsroom: Newsroom, name: str, reason: str) -> None:
    newsroom.write(f"content/world/{name}", "<svg onload=alert(1)>")
    outcome = newsroom.build()
    assert reason in outcome.held[0].message
    assert outcome.held[0].hint
    assert newsroom.mentions("onload") == []


def test_links_and_special_files_in_content_are_not_followed(newsroom: Newsroom, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text(story("Secret from elsewhere"))
    world = newsroom.folder / "content" / "world"
    world.mkdir()
    (world / "link.txt").symlink_to(secret)
    (world / "loop").symlink_to(newsroom.folder / "content")
    (world / "away").symlink_to(tmp_path)
    os.mkfifo(world / "pipe.txt")
    (world / "folder.md").mkdir()
    newsroom.write("content/world/good.txt", story("Good"))
    outcome = newsroom.build()
    assert outcome.stories == 1
    assert newsroom.mentions("Secret from elsewhere") == []
    reported = {problem.path for problem in outcome.problems}
    assert {f"content/world/{name}" for name in ("link.txt", "loop", "away", "pipe.txt")} <= reported


@pytest.mark.parametrize("slug", ["../../x", "/x", "\\x", "%2e%2e%2fx", "x\0y", "CON", "..", "-x", "🎉", "a" * 400])
def test_a_slug_stays_inside_the_output(newsroom: Newsroom, slug: str) -> None:
    newsroom.write("content/world/a.txt", story("A", Slug=slug))
    outcome = newsroom.build()
    assert outcome.stories == 1
    pages = [name for name in newsroom.files() if name.startswith("world/2026/11/20/")]
    assert len(pages) == 1
    assert len(pages[0]) < 130
    outside = [p for p in newsroom.folder.parent.rglob("index.html") if newsroom.output not in p.parents]
    assert outside == []


@pytest.mark.parametrize("name", ["CON", "%?#", "🎉", "x" * 240, "-x", "a b", "Été", "नमस्ते", "..x", "a.b.c"])
def test_any_file_name_gives_a_safe_address(newsroom: Newsroom, name: str) -> None:
    newsroom.write(f"content/world/{name}.txt", story("A headline"))
    outcome = newsroom.build()
    if name.startswith("."):
        return
    assert outcome.stories == 1
    [page] = [file for file in newsroom.files() if file.startswith("world/2026/11/20/")]
    assert page.isascii()
    newsroom.write(f"content/world/{name}.txt", story("Another headline"))
    newsroom.build()
    assert "Another headline" in (newsroom.output / page).read_text()


def test_litter_is_never_published(newsroom: Newsroom) -> None:
    newsroom.write("content/world/good.txt", story("Good"))
    for name in (".git/config", ".env", "a.txt~", ".#a.txt", ".DS_Store", "Thumbs.db", "~$a.docx", "#a.txt#"):
        newsroom.write(f"content/world/{name}", story("Litter"))
        newsroom.write(f"static/{name}", "Litter")
    newsroom.write("static/.well-known/security.txt", "Contact: mailto:x@example.org")
    newsroom.build()
    assert newsroom.mentions("Litter") == []
    assert newsroom.page("/.well-known/security.txt").startswith("Contact")


@pytest.mark.parametrize(
    "header",
    [
        "title: !!python/object/apply:os.system ['touch pwned']",
        "a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c]\ntitle: x",
        "title: [" + "[" * 5000,
        "title: 'open",
    ],
)
def test_a_hostile_header_is_held_back_or_read_as_text(newsroom: Newsroom, header: str) -> None:
    newsroom.write("content/world/a.md", f"---\n{header}\ndate: 2026-11-20\n---\nText.\n")
    newsroom.write("content/world/b.txt", story("Good"))
    outcome = newsroom.build()
    assert "Good" in newsroom.page("/")
    assert outcome.stories <= 2
    assert not list(newsroom.folder.rglob("pwned"))


@pytest.mark.parametrize(
    ("text", "shown"),
    [("title: no", "no"), ("title: 12:30", "12:30"), ("title: 2026-11-20", "2026-11-20"), ("title: 007", "007")],
)
def test_text_in_yaml_stays_text(newsroom: Newsroom, text: str, shown: str) -> None:
    newsroom.write("content/world/a.md", f"---\n{text}\ndate: 2026-11-20\n---\nText.\n")
    newsroom.build()
    [headline] = lxml_html.fromstring(newsroom.page("/world/2026/11/20/a/")).iter("h1")
    assert headline.text_content() == shown


@pytest.mark.parametrize(
    "raw",
    [
        b"x" * 2_000_000,
        b"A headline\n\n2026-11-20\n\n" + b"x " * 150_000,
    ],
)
def test_what_is_too_large_is_refused_with_the_limit(newsroom: Newsroom, raw: bytes) -> None:
    newsroom.write("content/world/a.txt", raw)
    outcome = newsroom.build()
    assert outcome.stories == 0
    assert outcome.held[0].path == "content/world/a.txt"


def test_two_files_that_differ_by_their_ending_are_told_apart_in_words(newsroom: Newsroom) -> None:
    newsroom.write("content/world/a.txt", story("From text"))
    newsroom.write("content/world/a.md", "# From Markdown\n\nText.")
    outcome = newsroom.build()
    assert "content/world/a.txt" in newsroom.held(outcome)


@pytest.mark.parametrize("name", ["live.docx", "live.pdf", "live.htm", "live.eml"])
def test_a_file_that_is_no_story_never_takes_a_storys_place(newsroom: Newsroom, name: str) -> None:
    newsroom.write("content/world/live.txt", story("Live"))
    newsroom.build()
    newsroom.write(f"content/world/{name}", b"PK\x03\x04")
    outcome = newsroom.build()
    assert list(newsroom.held(outcome)) == [f"content/world/{name}"]
    assert "Live" in newsroom.page("/world/2026/11/20/live/")


def test_an_unreadable_twin_leaves_the_last_good_version_online(newsroom: Newsroom) -> None:
    newsroom.write("content/world/live.txt", story("Zanzibar"))
    newsroom.write("content/world/other.txt", story("Other"))
    newsroom.build()
    newsroom.write("content/world/live.md", "Title: Zanzibar\nDate: 31 February 2026\n\nText.\n")
    newsroom.build()
    assert "Zanzibar" in newsroom.page("/world/2026/11/20/live/")
    newsroom.delete("content/world/live.md")
    assert newsroom.build().held == []
    newsroom.write("content/world/live.md", "Title: Better\nDate: 2026-11-20\n\nText.\n")
    newsroom.build()
    assert "Better" in newsroom.page("/world/2026/11/20/live/")
    newsroom.delete("content/world/live.md")
    newsroom.delete("content/world/live.txt")
    newsroom.build()
    assert newsroom.mentions("Better") == newsroom.mentions("Zanzibar") == []


def test_a_former_address_takes_no_page_and_no_file_of_another_kind(newsroom: Newsroom) -> None:
    newsroom.write("content/world/live.txt", story("Live"))
    newsroom.build()
    before = newsroom.files()
    wanted = "/index.html, /feed.xml, /sitemap.xml, /world/index.html, /world/2026/11/20/live/index.html, /.htaccess, /CNAME.txt, /.well-known/x, /../up/, /a/../b/, /x.php"
    newsroom.write("content/world/live.txt", story("Live", Was=wanted))
    outcome = newsroom.build()
    assert newsroom.files() == before
    assert sum(problem.path == "content/world/live.txt" for problem in outcome.problems) >= 8
    assert newsroom.build().written == ()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("said <the mayor, who was there> yes", "said &lt;the mayor, who was there&gt; yes"),
        ("Use the <title> tag, he said.", "Use the &lt;title&gt; tag, he said."),
        ("he wrote <script> in it.", "he wrote &lt;script&gt; in it."),
        ("a <![CDATA[ word ]]> here", "word ]]"),
        ("a <?php echo word ?> here", "echo word"),
        ("an <!-- open remark", "open remark"),
    ],
)
def test_words_between_angle_brackets_are_not_lost(newsroom: Newsroom, text: str, shown: str) -> None:
    newsroom.write("content/world/a.md", f"Title: A\nDate: 2026-11-20\n\n{text}\n\nThe end of it.\n")
    newsroom.build()
    page = newsroom.page("/world/2026/11/20/a/")
    assert shown in page
    assert "The end of it." in page
    assert_inert(page, "a")


def test_what_was_taken_out_is_told_with_its_line(newsroom: Newsroom) -> None:
    newsroom.write(
        "content/world/a.md", "Title: A\nDate: 2026-11-20\n\nText.\n\n<script>alert(1)</script> <b onclick=x>b</b>\n"
    )
    told = {problem.message: problem.line for problem in newsroom.build().problems}
    assert told == {"Removed: a script.": 6, "Removed: an event attribute (onclick).": 6}


def test_a_files_name_can_not_steer_the_terminal(newsroom: Newsroom) -> None:
    newsroom.write("content/world/x\x1b[31m\nForged: all ok\u202e.exe", "x")
    lines = list(problem_lines(newsroom.build().problems))
    assert "Forged" in "".join(lines)
    assert all(char.isprintable() for line in lines for char in line)


@pytest.mark.parametrize("name", ["x\x1b[31mred.txt", "tab\tname.txt", "line\nForged: all ok.txt"])
def test_a_files_name_can_not_steer_the_terminal_of_a_preview(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    said: list[str] = []
    monkeypatch.setattr("click.echo", lambda words, **_: said.append(words))
    state = PreviewState(outcome=newsroom.build(), sources=(f"content/world/{name}",))
    LoopReporter(PlainTeller(quiet=False)).report(state)
    assert len(said) == 1
    assert said[0].isprintable(), said


def test_two_stories_with_one_address_are_both_published_and_it_is_said(newsroom: Newsroom) -> None:
    newsroom.write("content/world/b.txt", story("Older", date="2026-11-20 08:00", Slug="same"))
    newsroom.write("content/world/a.txt", story("Newer", date="2026-11-20 09:00", Slug="Same"))
    outcome = newsroom.build()
    assert "Older" in newsroom.page("/world/2026/11/20/same/")
    assert "Newer" in newsroom.page("/world/2026/11/20/same-2/")
    assert any("same-2" in problem.message for problem in outcome.problems)
