"""The reference piece, unchanged, dropped into a newsroom."""

import html
from pathlib import Path

import pytest
from conftest import Newsroom
from lxml import html as lxml_html

from generator.model import Gravity

FURNITURE = ["share with facebook", "share with twitter", "Related UPI Stories", "Latest Headlines", "Trending Stories"]


@pytest.fixture
def seed(shared: Path) -> bytes:
    """The bytes of the reference piece."""
    [file] = (shared / "seed").glob("*.txt")
    return file.read_bytes()


def test_the_reference_piece_comes_out_whole(newsroom: Newsroom, seed: bytes) -> None:
    newsroom.write("content/world/anything.txt", seed)
    outcome = newsroom.build()
    assert (outcome.stories, outcome.held) == (1, [])
    page = newsroom.page("/world/2010/04/20/anything/")
    tree = lxml_html.document_fromstring(page)
    [headline] = tree.iter("h1")
    assert headline.text_content() == "NATO, Russia to jointly run missile defense shield?"
    assert 'datetime="2010-04-20T16:49:00-04:00"' in page
    assert "April 20, 2010 at 4:49 PM" in page
    assert "BRUSSELS (UPI)" in tree.text_content()


def test_its_paragraphs_stand_in_order_and_whole(newsroom: Newsroom, seed: bytes) -> None:
    newsroom.write("content/world/anything.txt", seed)
    newsroom.build()
    tree = lxml_html.document_fromstring(newsroom.page("/world/2010/04/20/anything/"))
    shown = [" ".join(paragraph.text_content().split()) for paragraph in tree.iter("p")]
    written = seed.decode().split("\n\n")[2:-1]
    assert len(written) == 12
    lede = written[0].split(" -- ", 1)[1]
    places = [
        next(n for n, text in enumerate(shown) if text.endswith(" ".join(one.split()))) for one in [lede, *written[1:]]
    ]
    assert places == list(range(places[0], places[0] + 12))


def test_none_of_its_boilerplate_is_on_any_page_and_the_report_says_so(newsroom: Newsroom, seed: bytes) -> None:
    newsroom.write("content/world/anything.txt", seed)
    outcome = newsroom.build()
    body = html.unescape(newsroom.page("/feed.xml"))
    assert "NATO wants to invite Russia" in body
    for line in FURNITURE:
        assert line.casefold() not in body.casefold()
    lines = seed.decode().splitlines()
    noted = {problem.line for problem in outcome.problems if problem.gravity is Gravity.NOTE}
    assert {lines.index(line) + 1 for line in FURNITURE} <= noted


def test_it_is_credited_as_wire_copy_and_left_to_its_owner(newsroom: Newsroom, seed: bytes) -> None:
    newsroom.write("content/world/anything.txt", seed)
    newsroom.build()
    page = newsroom.page("/world/2010/04/20/anything/")
    assert '<meta name="robots" content="noindex' in page
    assert "supplied by UPI" in " ".join(lxml_html.document_fromstring(page).text_content().split())
    newsroom.write("site.toml", (newsroom.folder / "site.toml").read_text() + '\n[wire]\nown = ["UPI"]\n')
    newsroom.build()
    assert "noindex" not in newsroom.page("/world/2010/04/20/anything/")
