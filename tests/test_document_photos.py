"""Pictures inside dropped documents are photos of their stories, under the same rules as photos of their own."""

import re
from pathlib import Path

import pytest
from conftest import NOON, SITE, Newsroom, story
from documents import docx, frame, odt, para, run, shown
from histories import clean_build, site_of
from pictured import picture
from test_photos import photos_of, private_picture, shown_on

from generator.model import Gravity
from generator.press import photo_jobs

pytestmark = pytest.mark.usefixtures("session_newsroom")

FERRY = "/world/2026/11/20/ferry/"
TEXT = "The harbor board voted on Sunday to keep the old ferry for another ten years, and to paint it green and white."
LAST = "The ferry has crossed the river since 1931, and on a summer day it carries more than four thousand people over."
HEAD = ("The ferry stays", "By Jane Roe", "Nov. 20, 2026")


def word(pictures: dict[str, bytes], *more: str, head: tuple[str, ...] = HEAD) -> bytes:
    """Return a document of Word with a picture under its headline, and the others in the text."""
    first, *others = pictures
    rest = (para(run(f"{TEXT} {number}"), shown(name, f"The crew, {number}")) for number, name in enumerate(others))
    return docx(head[0], para(shown(first, "A ferry")), *head[1:], TEXT, *rest, LAST, *more, pictures=pictures)


def libre_office(pictures: dict[str, bytes]) -> bytes:
    """Return the same as a document of LibreOffice."""
    first, *others = pictures
    blocks = [HEAD[0], frame(first, "A ferry"), *HEAD[1:], TEXT]
    blocks += [f"{TEXT} {number}{frame(name, f'The crew, {number}')}" for number, name in enumerate(others)]
    return odt("".join(f"<text:p>{one}</text:p>" for one in (*blocks, LAST)), pictures=pictures)


PAIR = {"image1.jpg": picture(1300, 800, seed=1), "image2.png": picture(seed=2, form="PNG")}


@pytest.mark.parametrize(("ending", "write"), [("docx", word), ("odt", libre_office)])
def test_the_first_picture_leads_and_the_others_are_where_they_stood(
    newsroom: Newsroom, tmp_path: Path, ending: str, write: object
) -> None:
    newsroom.write(f"content/world/ferry.{ending}", write(PAIR))  # type: ignore[operator]
    outcome = newsroom.build()
    page = newsroom.page(FERRY)
    assert outcome.held == []
    assert "Jane Roe" in page
    assert page.count("<picture") == 2
    lead, text = page.index('<figure class="lead-photo">'), page.index(f"<p>{TEXT}")
    assert lead < page.index('alt="A ferry"') < text
    assert (
        text < page.index('<figure class="inline-photo">') < page.index('alt="The crew, 0"') < page.index(f"<p>{LAST}")
    )
    assert "<picture" in newsroom.page("/world/")
    assert shown_on(newsroom, FERRY) <= photos_of(newsroom).keys()
    assert newsroom.mentions("word/media") == newsroom.mentions("Pictures/") == []
    assert site_of(newsroom) == clean_build(newsroom, tmp_path, NOON)


def test_a_photo_with_the_storys_name_leads_before_those_in_the_document(newsroom: Newsroom, tmp_path: Path) -> None:
    newsroom.write("content/world/ferry.docx", word(PAIR))
    newsroom.build()
    newsroom.write("content/world/ferry.jpg", picture(seed=5))
    newsroom.write("content/world/ferry.jpg.txt", "Alt: Of its own\n")
    newsroom.build()
    page = newsroom.page(FERRY)
    assert page.index('alt="Of its own"') < page.index(f"<p>{TEXT}") < page.index('alt="A ferry"')
    assert page.count('<figure class="inline-photo">') == 2
    assert site_of(newsroom) == clean_build(newsroom, tmp_path, NOON)


def test_a_document_that_changes_comes_or_goes_takes_its_pictures_with_it(newsroom: Newsroom, tmp_path: Path) -> None:
    newsroom.write("content/world/ferry.docx", word(PAIR))
    newsroom.write("content/world/other.txt", story("Other"))
    newsroom.build()
    before = photos_of(newsroom).keys()
    newsroom.write("content/world/ferry.docx", word({**PAIR, "image1.jpg": picture(1300, 800, seed=7)}))
    newsroom.build()
    after = photos_of(newsroom).keys()
    assert before - after
    assert before & after
    assert site_of(newsroom) == clean_build(newsroom, tmp_path / "changed", NOON)
    newsroom.delete("content/world/ferry.docx")
    newsroom.write("content/world/ferry.txt", story("The ferry"))
    newsroom.build()
    assert photos_of(newsroom) == {}
    assert site_of(newsroom) == clean_build(newsroom, tmp_path / "gone", NOON)


def test_a_text_that_takes_the_place_of_a_document_doesnt_show_its_pictures(newsroom: Newsroom) -> None:
    newsroom.write("content/world/ferry.docx", word(PAIR))
    newsroom.build()
    newsroom.write("content/world/ferry.txt", story("The ferry"))
    newsroom.build()
    assert photos_of(newsroom) == {}


def test_pictures_are_read_and_made_once(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    newsroom.write("content/world/ferry.docx", word(PAIR))
    newsroom.build()
    made = photos_of(newsroom)
    monkeypatch.setattr("generator.intake.photos.in_documents.read_photo", None)
    monkeypatch.setattr(photo_jobs, "render_to_store", None)
    newsroom.write("content/world/other.txt", story("Other"))
    newsroom.build()
    assert photos_of(newsroom) == made


@pytest.mark.parametrize("line", ["Draft: yes", "Embargo: 2026-12-24 06:00"])
def test_the_pictures_of_a_hidden_document_are_in_no_byte_and_no_name(newsroom: Newsroom, line: str) -> None:
    newsroom.write("content/world/other.txt", story("Other"))
    newsroom.write("content/world/ferry.docx", word(PAIR, head=(HEAD[0], line, *HEAD[1:])))
    newsroom.build()
    assert photos_of(newsroom) == {}
    assert newsroom.mentions("A ferry") == []


def test_a_takedown_removes_the_pictures_of_a_document(newsroom: Newsroom) -> None:
    newsroom.write("content/world/ferry.docx", word(PAIR))
    newsroom.write("content/world/other.txt", story("Other"))
    newsroom.build()
    assert photos_of(newsroom)
    newsroom.write("takedowns.toml", '[[takedowns]]\nstory = "world/ferry"\ndate = 2026-11-23\n')
    newsroom.build()
    assert photos_of(newsroom) == {}


def test_nothing_private_of_a_picture_is_in_any_file(newsroom: Newsroom) -> None:
    newsroom.write("content/world/ferry.docx", word({"image1.jpg": private_picture("CANARY")}))
    newsroom.build()
    assert photos_of(newsroom)
    assert newsroom.mentions("CANARY") == []


@pytest.mark.parametrize("content", [b"", b"no picture", picture()[:4_000]])
def test_a_picture_that_cant_be_shown_is_told_and_the_story_published(newsroom: Newsroom, content: bytes) -> None:
    newsroom.write("content/world/ferry.docx", word({"image1.jpg": content, "image2.png": PAIR["image2.png"]}))
    outcome = newsroom.build()
    told = [one for one in outcome.problems if "image1.jpg" in one.message]
    assert {one.path for one in told} == {"content/world/ferry.docx"}
    assert {one.gravity for one in told} == {Gravity.WARNING}
    assert newsroom.page(FERRY).count("<picture") == 1


def test_a_picture_whose_sizes_cant_be_made_is_left_out(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    newsroom.write("content/world/ferry.docx", word(PAIR))
    monkeypatch.setattr("generator.photos.work.MEMORY_BYTES", 1 << 62)
    monkeypatch.setattr(photo_jobs, "RENDER_LIMIT_S", 0.0001)
    outcome = newsroom.build()
    assert photos_of(newsroom) == {}
    assert "The ferry stays" in newsroom.page(FERRY)
    assert {one.path for one in outcome.problems if "Its picture" in one.message} == {"content/world/ferry.docx"}


def test_a_credit_typed_under_the_headline_is_the_first_pictures(newsroom: Newsroom) -> None:
    newsroom.write("site.toml", SITE + "[photos]\nrequire_credit = true\n")
    newsroom.write("content/world/ferry.docx", word(PAIR, head=(HEAD[0], "Photo credit: Ann Lee", *HEAD[1:])))
    outcome = newsroom.build()
    page = newsroom.page(FERRY)
    assert page.count("<picture") == 1
    assert re.search(r'class="credit">Ann Lee<', page)
    assert ["no credit" in one.message for one in outcome.problems if "image2.png" in one.message] == [True]
