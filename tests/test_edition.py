"""The paper of a day: its page, which later days don't change, the newsletter, the mail and what sends it."""

import email
import re
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from email.policy import default
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import NOON, SITE, Newsroom, story
from histories import clean_build, site_of
from lxml import html as lxml_html
from pictured import picture

from generator.cli import main
from generator.commands.edition import make_edition, pdf_of
from generator.errors import CommandRefused
from generator.press import newsletter
from generator.press.pdf import HOST, file_within, make_pdf

DAY = "/edition/2026/11/20/"


@pytest.fixture
def paper(newsroom: Newsroom) -> Newsroom:
    """Return a paper with stories of two days."""
    newsroom.write("content/town/a.txt", story("First headline", "2026-11-20 09:00", "First text.", By="Jane Roe"))
    newsroom.write(
        "content/world/b.txt", story("Second <b> headline", "2026-11-20 10:00", "Second text.", Priority="3")
    )
    newsroom.write("content/world/c.txt", story("An older story", "2026-11-18 10:00", "Older text."))
    return newsroom


def headlines(page: str) -> list[str]:
    found = lxml_html.document_fromstring(page).xpath("//article//h2//text()")
    return [" ".join(text.split()) for text in found if text.strip()]


def test_the_paper_of_a_day_has_its_stories_whole_the_most_important_first(paper: Newsroom) -> None:
    paper.build()
    page = paper.page(DAY)
    assert headlines(page) == ["Second <b> headline", "First headline"]
    assert "<p>First text.</p>" in page
    assert "<p>Second text.</p>" in page
    assert "older" not in page.lower().replace('rel="prev"', "")
    assert f'href="{DAY}"' in paper.page("/archive/2026/11/20/")


def test_later_days_change_no_byte_of_it(paper: Newsroom) -> None:
    paper.build()
    before = paper.page(DAY)
    for day in (21, 22, 23):
        paper.write(f"content/town/later{day}.txt", story("A later story", f"2026-11-{day} 11:00", Topics="Harbor"))
        written = paper.build(NOON + timedelta(days=day)).written
        assert "edition/2026/11/20/index.html" not in written
    assert paper.page(DAY) == before


def test_a_change_and_a_takedown_reach_the_paper_of_the_day(paper: Newsroom, tmp_path: Path) -> None:
    paper.build()
    paper.write("content/town/a.txt", story("First headline", "2026-11-20 09:00", "Corrected text.", By="Jane Roe"))
    assert "edition/2026/11/20/index.html" in paper.build().written
    assert "Corrected text." in paper.page(DAY)
    paper.write("takedowns.toml", '[[takedowns]]\nstory = "town/a"\ndate = 2026-11-21\n')
    paper.build()
    assert headlines(paper.page(DAY)) == ["Second <b> headline"]
    paper.delete("content/world/b.txt")
    paper.build()
    assert not (paper.output / "edition/2026/11/20").exists()
    (tmp_path / "clean").mkdir()
    assert site_of(paper) == clean_build(paper, tmp_path / "clean", NOON)


def test_the_link_to_the_day_before_follows_it(paper: Newsroom) -> None:
    paper.build()
    assert 'href="/edition/2026/11/18/" rel="prev"' in paper.page(DAY)
    paper.write("content/town/between.txt", story("Between", "2026-11-19 09:00"))
    paper.build()
    assert 'href="/edition/2026/11/19/" rel="prev"' in paper.page(DAY)


def test_drafts_and_embargoed_stories_are_in_no_paper_of_a_day(paper: Newsroom) -> None:
    paper.build()
    before = paper.files()
    paper.write("content/town/zebra.txt", story("Zebra", "2026-11-20 11:00", Draft="yes"))
    paper.write("content/town/zebra2.txt", story("Zebra", "2026-11-20 11:00", Embargo="2026-12-01"))
    paper.build()
    assert paper.files() == before


def test_stories_beyond_the_first_stand_there_by_headline(paper: Newsroom) -> None:
    paper.write("site.toml", SITE + "\n[edition]\nwhole = 1\n")
    paper.build()
    page = paper.page(DAY)
    assert headlines(page) == ["Second <b> headline"]
    assert "First text." not in page
    assert [one.text for one in lxml_html.document_fromstring(page).xpath("//section/h2")] == ["Town"]


def test_ids_of_several_stories_are_distinct(newsroom: Newsroom) -> None:
    note = "Text[^1] with a note.\n\n## Heading\n\n[^1]: The note.\n"
    for name in "ab":
        newsroom.write(f"content/town/{name}.md", f"---\ntitle: Story {name}\ndate: 2026-11-20 09:00\n---\n\n{note}")
    newsroom.build()
    tree = lxml_html.document_fromstring(newsroom.page(DAY))
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {link[1:] for link in tree.xpath("//article//a/@href") if link.startswith("#")} <= set(ids)


def test_a_paper_can_do_without(paper: Newsroom) -> None:
    paper.build()
    paper.write("site.toml", SITE + "\n[edition]\npages = false\n")
    paper.build()
    assert paper.mentions("edition/2026") == []


# --- the newsletter -------------------------------------------------------------------------------


def test_the_newsletter_has_whole_addresses_its_styles_in_the_elements_and_no_script(paper: Newsroom) -> None:
    paper.write("content/world/b.jpg", picture(1600, 1000))
    paper.build()
    made = make_edition(paper.paper(), date(2026, 11, 20))
    tree = lxml_html.document_fromstring(made.letter.html)
    addresses = tree.xpath("//@href | //@src")
    assert addresses
    assert all(address.startswith("https://courier.example/") for address in addresses)
    assert not tree.xpath("//script | //link | //style | //iframe | //form")
    assert tree.xpath("//h2[@style]")
    assert len(tree.xpath("//img")) == 1
    assert not tree.xpath("//img[@width='1' or @height='1']")
    assert made.letter.html == make_edition(paper.paper(), date(2026, 11, 20)).letter.html


def test_the_mail_says_the_same_in_plain_text_and_is_the_same_each_time(paper: Newsroom) -> None:
    paper.write("site.toml", SITE + '\n[edition]\nsender = "The Courier <news@courier.example>"\n')
    paper.build()
    made = make_edition(paper.paper(), None)
    mail = email.message_from_bytes(made.mail, policy=default)
    assert mail["Subject"] == "The Test Courier of November 20, 2026"
    assert mail["From"] == "The Courier <news@courier.example>"
    assert mail["To"] is None
    assert [part.get_content_type() for part in mail.iter_parts()] == ["text/plain", "text/html"]
    plain, rich = mail.get_body(("plain",)), mail.get_body(("html",))
    assert plain is not None
    assert rich is not None
    text = plain.get_content()
    assert "Second <b> headline" in text
    assert "https://courier.example/town/2026/11/20/a/" in text
    assert rich.get_content().splitlines() == made.letter.html.splitlines()
    assert make_edition(paper.paper(), None).mail == made.mail


def sender_of(paper: Newsroom, sender: str) -> tuple[str, str]:
    """Return name and address of the sender, as a mail program reads them from plain ASCII."""
    paper.write("site.toml", f"{SITE}\n[edition]\nsender = '{sender}'\n")
    paper.build()
    head = make_edition(paper.paper(), None).mail.partition(b"\r\n\r\n")[0].decode("ascii")
    [address] = email.message_from_string(head, policy=default)["From"].addresses
    return address.display_name, address.addr_spec


@pytest.mark.parametrize(
    ("sender", "name", "address"),
    [
        ("The Courier, daily <news@courier.example>", "The Courier, daily", "news@courier.example"),
        ('"The Courier (town)" <news@courier.example>', "The Courier (town)", "news@courier.example"),
        ("صحيفة، الميناء <news@zeitung-köln.example>", "صحيفة، الميناء", "news@xn--zeitung-kln-zfb.example"),
        ("news@courier.example", "", "news@courier.example"),
    ],
)
def test_any_sender_is_one_that_mail_programs_read(paper: Newsroom, sender: str, name: str, address: str) -> None:
    assert sender_of(paper, sender) == (name, address)


def test_language_and_direction_stand_within_the_body_of_the_newsletter(paper: Newsroom) -> None:
    paper.write("site.toml", f'language = "ar"\n{SITE}')
    paper.build()
    [table] = lxml_html.document_fromstring(make_edition(paper.paper(), None).letter.html).xpath("//body/table")
    assert (table.get("lang"), table.get("dir")) == ("ar", "rtl")


def test_a_letter_is_never_larger_than_mail_programs_show(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(newsletter, "MOST_BYTES", 10_000)
    for number in range(40):
        headline = f"Headline number {number} " + "of many words " * 8
        newsroom.write(f"content/town/s{number}.txt", story(headline, f"2026-11-20 {number // 60:02}:{number % 60:02}"))
    newsroom.build()
    letter = make_edition(newsroom.paper(), None).letter
    assert len(letter.html.encode()) <= newsletter.MOST_BYTES
    assert letter.stories + letter.left_out == 40
    assert 5 < letter.left_out < 39


def test_a_style_sheet_or_a_picture_named_in_a_template_is_not_fetched(paper: Newsroom, tmp_path: Path) -> None:
    (tmp_path / "secret.css").write_text("p { color: red }")
    own = f'<html><head><link rel="stylesheet" href="file://{tmp_path}/secret.css"></head><body><p>{{{{ name }}}}</p></body></html>'
    paper.write("templates/newsletter.html", own)
    outcome = paper.build()
    assert [problem for problem in outcome.problems if problem.path.startswith("templates/")] == []
    assert "red" not in make_edition(paper.paper(), None).letter.html


def test_a_paper_without_a_build_or_without_stories_of_the_day_is_told(newsroom: Newsroom) -> None:
    with pytest.raises(CommandRefused, match="There is no build"):
        make_edition(newsroom.paper(), None)
    newsroom.build()
    with pytest.raises(CommandRefused, match="No public story appeared yet"):
        make_edition(newsroom.paper(), None)
    with pytest.raises(CommandRefused, match="No public story appeared on 2020-01-01"):
        make_edition(newsroom.paper(), date(2020, 1, 1))


# --- the command ----------------------------------------------------------------------------------


@pytest.fixture
def sending(paper: Newsroom) -> Iterator[Newsroom]:
    """Yield a paper with a program that keeps the mail which it gets."""
    program = "import pathlib, sys; pathlib.Path('got.eml').write_bytes(sys.stdin.buffer.read()); print('3 readers')"
    command = f'command = ["{sys.executable}", "-c", "{program}"]'
    paper.write(
        "site.toml", SITE + f'\n[edition.send.readers]\n{command}\n\n[edition.send.broken]\ncommand = ["false"]\n'
    )
    paper.build()
    yield paper


def run(paper: Newsroom, *arguments: str, answer: str = "") -> tuple[int, str]:
    result = CliRunner().invoke(main, ["edition", "--source", str(paper.folder), *arguments], input=answer)
    return result.exit_code, result.output


def test_before_anything_is_sent_the_command_says_what_it_would_do(sending: Newsroom) -> None:
    code, said = run(sending, "--send", "readers", answer="n\n")
    assert code == 0
    assert "“The Test Courier of November 20, 2026”: 2 stories;" in said
    assert f"To send it: {sys.executable}" in said
    assert "Nothing was sent." in said
    assert not (sending.folder / "got.eml").exists()


def test_what_is_sent_is_the_mail(sending: Newsroom) -> None:
    code, said = run(sending, "--send", "readers", "--yes")
    assert (code, said.splitlines()[-1]) == (0, "Sent. 3 readers")
    assert (sending.folder / "got.eml").read_bytes() == make_edition(sending.paper(), None).mail


def test_a_program_that_fails_or_is_not_there_is_told(sending: Newsroom) -> None:
    code, said = run(sending, "--send", "broken", "--yes")
    assert code != 0
    assert "false ended with the code 1" in said
    code, said = run(sending, "--send", "nobody")
    assert code != 0
    assert "Known ones: broken, readers." in said


def test_the_command_writes_files(sending: Newsroom, tmp_path: Path) -> None:
    html, eml = tmp_path / "a.html", tmp_path / "a.eml"
    code, _ = run(sending, "--day", "2026-11-18", "--html", str(html), "--eml", str(eml))
    assert code == 0
    assert "An older story" in html.read_text()
    assert eml.read_bytes().startswith(b"Subject: The Test Courier of November 18, 2026\r\n")
    code, said = run(sending, "--day", "yesterday")
    assert "isn't a day" in said


# --- PDF ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "found"),
    [
        (f"http://{HOST}/", "index.html"),
        (f"http://{HOST}/town/2026/11/20/a/", "town/2026/11/20/a/index.html"),
        (f"http://{HOST}/../site.toml", None),
        (f"http://{HOST}/%2e%2e/site.toml", None),
        ("http://other.example/", None),
        ("https://courier.example/", None),
        ("file:///etc/passwd", None),
        (f"http://{HOST}/nothing", None),
    ],
)
def test_a_pdf_is_made_of_files_of_the_site_alone(paper: Newsroom, address: str, found: str | None) -> None:
    paper.build()
    file = file_within(paper.output, "", address)
    assert file == (paper.output / found if found else None)


def test_a_pdf_is_the_same_each_time(paper: Newsroom) -> None:
    pytest.importorskip("weasyprint", reason="WeasyPrint isn't installed")
    paper.build()
    made = make_pdf(paper.output, "", DAY)
    assert made.startswith(b"%PDF-")
    assert made == make_pdf(paper.output, "", DAY)


def test_without_weasyprint_the_way_out_is_told(paper: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    paper.build()
    with pytest.raises(CommandRefused, match="WeasyPrint is not there"):
        make_pdf(paper.output, "", DAY)


def test_a_pdf_is_of_the_newest_day_that_is_over(paper: Newsroom) -> None:
    paper.write("content/town/today.txt", story("A story of today", "2026-11-23 06:00"))
    paper.build()
    made = make_edition(paper.paper(), None)
    assert (made.day, made.url) == ("2026-11-23", "")
    with pytest.raises(CommandRefused) as told:
        pdf_of(paper.paper(), made)
    assert told.value.hint == "It comes with the first build after the day."
    printed = make_edition(paper.paper(), None, printed=True)
    assert (printed.day, printed.url) == ("2026-11-20", DAY)


def test_where_days_have_no_pages_the_way_to_a_pdf_is_told(paper: Newsroom) -> None:
    paper.write("site.toml", SITE + "\n[edition]\npages = false\n")
    paper.build()
    made = make_edition(paper.paper(), None, printed=True)
    assert (made.day, made.url) == ("2026-11-20", "")
    with pytest.raises(CommandRefused) as told:
        pdf_of(paper.paper(), made)
    assert told.value.hint == "Write pages = true below [edition] in site.toml, and build."


def test_the_paper_of_a_day_comes_when_its_day_has_ended(paper: Newsroom, tmp_path: Path) -> None:
    evening = datetime(2026, 11, 21, 3, tzinfo=UTC)  # 10 p.m. of the 20th in New York
    paper.build(evening)
    assert not (paper.output / "edition/2026/11/20").exists()
    assert "/edition/" not in paper.page("/archive/2026/11/20/")
    paper.write("content/town/late.txt", story("A late story", "2026-11-20 21:59"))
    assert [name for name in paper.build(evening).written if name.startswith("edition/")] == []
    assert "edition/2026/11/20/index.html" in paper.build(evening + timedelta(hours=3)).written
    assert "A late story" in paper.page(DAY)
    assert f'href="{DAY}"' in paper.page("/archive/2026/11/20/")
    (tmp_path / "clean").mkdir()
    assert site_of(paper) == clean_build(paper, tmp_path / "clean", evening + timedelta(hours=3))
    paper.build(evening)
    assert not (paper.output / "edition/2026/11/20").exists()


def test_a_new_year_changes_no_paper_of_a_day(paper: Newsroom) -> None:
    paper.build()
    written = paper.build(datetime(2027, 2, 1, 12, tzinfo=UTC)).written
    assert [name for name in written if re.match("edition/", name)] == []
