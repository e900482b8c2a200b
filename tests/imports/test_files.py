"""Whatever a source says, the files that are written for it can be read again, and nothing else is written."""

import re
from collections import Counter
from pathlib import Path

import pytest
from conftest import Newsroom
from hypothesis import given
from hypothesis import strategies as st
from moving import WORD, move_in, write_site, written
from pictured import picture

from generator.errors import CommandRefused
from generator.imports.convert import Body, convert_bodies
from generator.imports.header_lines import plain
from generator.imports.moved import add_redirects
from generator.imports.places import Entry, Placed
from generator.imports.record import FILE, ImportRecord
from generator.imports.records import Item, Term
from generator.imports.story_file import write_story
from generator.intake.header.split import split_header

MARKUPS = st.sampled_from(["html", "markdown", "hugo-html", "liquid", "liquid-html", "rst", "wordpress"])
WORDS = st.text(st.characters(exclude_categories=["Cc", "Cs", "Co", "Cn"]), max_size=60)
PIECES = st.lists(
    st.sampled_from([
        "<p>", "</p>", "<div", ">", "<a href='", "'>", "</a>", "<img src=x>", "<figure>", "</figure>", "<figcaption>", "<pre>", "<code>",
        "</code>", "<!--", "-->", "<!-- wp:embed {\"url\":\"", "[caption", "]", "[/caption]", "[gallery ids=", "{{<", ">}}", "{%", "%}", "{{", "}}",
        "![", "](", ")", "```\n", "`", "\n\n", "\n", "    ", "- ", "> ", "#", "<table><tr><td>", "<ul><li>", "</ul>", "&amp;", "&#0;", "<![", "\x00",
        "\ue0000\ue001", "word ", "Wörter ", "\\",
    ]),
    max_size=40,
).map("".join)  # fmt: skip


def write(item: Item, text: str = "Text.") -> str:
    at = Placed(Entry(item, 0), "content/town/a.md", "/town/2010/05/20/a/", "town")
    return write_story(item, text, item.authors, "", at)


@given(WORDS, st.lists(WORDS, max_size=3), st.lists(WORDS, max_size=3), WORDS)
def test_a_header_is_read_as_it_was_meant(title: str, authors: list[str], topics: list[str], summary: str) -> None:
    item = Item(
        id="1", title=title, body="", date="2010-05-20 09:00:00-04:00", authors=tuple(authors), topics=tuple(topics),
        sections=(Term("town", "Town"),), summary=summary, address="/old/", is_draft=True,
    )  # fmt: skip
    header = split_header(write(item), "content/town/a.md")
    assert [problem.message for problem in header.problems if "can't" in problem.message] == []
    assert header.body == "Text.\n"
    assert header.fields["published"].value == "2010-05-20 09:00:00-04:00"
    assert header.fields["draft"].value == "yes"
    read = header.fields["headline"].value
    assert str(read).split() == (plain(title) or "Untitled").split()
    wanted = [name for name in authors if name.strip()]
    assert ("bylines" in header.fields) == bool(wanted)


@given(st.lists(st.tuples(PIECES, MARKUPS), min_size=1, max_size=4))
def test_no_body_stops_an_import(bodies: list[tuple[str, str]]) -> None:
    converted = convert_bodies([Body(text, markup) for text, markup in bodies])
    assert len(converted) == len(bodies)
    for one in converted:
        assert not re.search("[\ue010\ue011]", one.text)
        numbers = [int(number) for number in re.findall("\ue000(\\d+)\ue001", one.text)]
        assert all(number < len(one.pictures) for number in numbers)


@given(st.lists(st.text(st.sampled_from("abc äß,.!?*_#<>&"), min_size=1, max_size=40), max_size=6))
def test_no_word_of_plain_paragraphs_is_lost(paragraphs: list[str]) -> None:
    html = "".join(f"<p>{text.replace('&', '&amp;').replace('<', '&lt;')}</p>" for text in paragraphs)
    [converted] = convert_bodies([Body(html, "html")])
    wanted = Counter(word for text in paragraphs for word in WORD.findall(text.replace("_", " ")))
    text = re.sub(r"\\(.)", r"\1", converted.text).replace("&lt;", "<").replace("&amp;", "&").replace("_", " ")
    assert not wanted - Counter(WORD.findall(text))


@pytest.mark.parametrize("markup", ["html", "markdown", "liquid", "wordpress", "rst"])
def test_deep_and_long_bodies_stop_nothing(markup: str) -> None:
    for text in ("<div>" * 20_000, "[" * 20_000, "![" * 10_000, "{{<" * 10_000, "<a href=" * 1_000, "`" * 10_000):
        assert len(convert_bodies([Body(text, markup)])) == 1


# --- imports.csv and redirects.csv ----------------------------------------------------------------


@pytest.mark.parametrize("text", ["source,id\nx,y\n", "source,id,file,digest\na,b,../../etc/x,d\n", "\xff\xfe"])
def test_a_damaged_record_stops_the_import_before_anything_is_written(newsroom: Newsroom, text: str) -> None:
    newsroom.write(FILE, text.encode("latin-1"))
    with pytest.raises(CommandRefused) as refusal:
        ImportRecord(newsroom.folder, "hugo old")
    assert refusal.value.problem.path == FILE


def test_the_record_keeps_what_other_sources_wrote(newsroom: Newsroom) -> None:
    for source in ("hugo one", "jekyll two"):
        record = ImportRecord(newsroom.folder, source)
        record.put("1", f"content/town/{source[:4]}.md", b"Text.")
        record.save()
    assert ImportRecord(newsroom.folder, "hugo one").files == {"1": "content/town/hugo.md"}
    assert ImportRecord(newsroom.folder, "jekyll two").files == {"1": "content/town/jeky.md"}


def test_lines_of_redirects_csv_are_added_once_and_none_is_changed(newsroom: Newsroom) -> None:
    newsroom.write("redirects.csv", "/mine/,/town/\n/kept/,/world/")
    pairs = [
        ("/mine/", "/world/"),
        ("/new/", "/town/"),
        ("/new", "/world/"),
        ("/x.php", "/town/"),
        ("/town/", "/town/"),
    ]
    assert add_redirects(newsroom.folder, "https://courier.example", pairs) == 1
    assert add_redirects(newsroom.folder, "https://courier.example", pairs) == 0
    assert (newsroom.folder / "redirects.csv").read_text() == "/mine/,/town/\n/kept/,/world/\n/new/,/town/\n"


def test_what_would_be_imported_is_what_is_imported(newsroom: Newsroom, tmp_path: Path) -> None:
    text = "---\ntitle: Ferry\ndate: 2020-01-01\n---\n![Dock](/dock.jpg) [more](/more.pdf)\n"
    site = write_site(
        tmp_path / "old",
        {"_config.yml": "", "_posts/2020-01-01-ferry.md": text, "dock.jpg": picture(80, 50), "more.pdf": b"%PDF-1.4"},
    )
    told = move_in(newsroom, "", site)
    assert written(newsroom) == {}
    done = move_in(newsroom, "jekyll", site)
    assert told.pictures == done.pictures == 2
    assert told.outcomes.keys() == done.outcomes.keys()
    assert move_in(newsroom, "", site).pictures == move_in(newsroom, "jekyll", site).pictures == 0
