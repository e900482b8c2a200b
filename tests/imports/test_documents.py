"""What is in a folder of documents is in the paper, and what looks restrained isn't published."""

import io
from pathlib import Path

import pytest
from conftest import Newsroom
from documents import docx, para, run, shown
from moving import dead_links, move_in, read, write_site, written
from pictured import picture
from PIL import Image, ImageChops, ImageStat

from generator.imports.kinds.documents import _split_day, _split_title

TEXT = "The harbor board voted on Sunday to keep the old ferry for another ten years, and to paint it green and white."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, raw in {
        "Harbor/The ferry.docx": docx(
            "The ferry stays", "By Jane Roe", "Nov. 20, 2020", TEXT, para(run(TEXT), shown("a.jpg", "The dock")), TEXT,
            pictures={"a.jpg": picture(800, 500)}),
        "Harbor/2020-06-01-bridge.docx": docx(f"{TEXT} {TEXT}", TEXT),
        "Harbor/2020-06-02-later.docx": docx("A secret", "EMBARGOED UNTIL 2031-01-01 09:00", f"Canary. {TEXT}"),
        "broken.docx": b"PK\x03\x04 no archive",
        "old.doc": b"\xd0\xcf\x11\xe0",
    }.items():  # fmt: skip
        path = tmp_path / "old" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(raw)
    return tmp_path / "old"


def test_documents_become_files_that_an_editor_can_read(newsroom: Newsroom, folder: Path) -> None:
    assert move_in(newsroom, "", folder).source.kind == "docx"
    result = move_in(newsroom, "docx", folder)
    assert read(newsroom, "content/harbor/the-ferry.md") == (
        f"---\ntitle: The ferry stays\ndate: 2020-11-20\n---\n\nBy Jane Roe\n\n{TEXT}\n\n{TEXT}\n\n"
        f"![The dock](images/harbor/the-ferry/a.jpg)\n\n{TEXT}\n"
    )
    assert (newsroom.folder / "content/images/harbor/the-ferry/a.jpg").read_bytes() == picture(800, 500)
    assert "title: Bridge\ndate: 2020-06-01\n" in read(newsroom, "content/harbor/bridge.md")
    [broken] = result.leftovers["Documents that can't be read"]
    assert broken.startswith("broken.docx: ")
    assert result.leftovers["Documents of older programs; save them as .docx"] == ["old.doc"]


def test_nothing_that_looks_restrained_is_published(newsroom: Newsroom, folder: Path) -> None:
    move_in(newsroom, "docx", folder)
    before = written(newsroom)
    move_in(newsroom, "docx", folder)
    assert written(newsroom) == before
    outcome = newsroom.build()
    assert "embargo: none" not in read(newsroom, "content/harbor/later.md")
    assert newsroom.mentions("Canary") == []
    assert outcome.stories == 2
    assert dead_links(newsroom) == set()
    assert 'href="/by/jane-roe/"' in newsroom.page("/harbor/2020/11/20/the-ferry/")


@pytest.mark.parametrize(("text", "title"), [
    ("# A \\* title\n\nText.", "A * title"),
    ("**A title**\n\nText.", "A title"),
    ("A title\n\nText.", "A title"),
    ("A sentence.\n\nText.", ""),
    ("A line\nthat goes on.\n\nText.", ""),
    ("By Jane Roe\n\nText.", ""),
    ("- An item\n\nText.", ""),
    ("", ""),
])  # fmt: skip
def test_titles(text: str, title: str) -> None:
    found, rest = _split_title(text)
    assert found == title
    assert rest.strip() == ("Text." if title else text.strip())


@pytest.mark.parametrize(("text", "day"), [
    ("By A\n\nNov. 20, 2020\n\nText.", "2020-11-20"),
    ("2020-11-20\n\nText.", "2020-11-20"),
    ("On Nov. 20, 2020 it was.", ""),
    ("9:00 Nov. 20, 2020\n\nText.", ""),
])  # fmt: skip
def test_days(text: str, day: str) -> None:
    found, rest = _split_day(text)
    assert found == day
    assert ("2020" in rest) != bool(day)


def test_a_picture_that_is_cropped_in_a_document_is_brought_in_as_it_is_shown(
    newsroom: Newsroom, tmp_path: Path
) -> None:
    halves = [
        shown("a.jpg", alt).replace("<pic:blipFill>", f'<pic:blipFill><a:srcRect {side}="50000"/>')
        for alt, side in (("The left half", "r"), ("The right half", "l"))
    ]
    document = docx(
        "The ferry stays",
        "By Jane Roe",
        "Nov. 20, 2020",
        TEXT,
        *map(para, halves),
        TEXT,
        pictures={"a.jpg": picture(900, 600)},
    )
    (tmp_path / "old").mkdir()
    (tmp_path / "old/ferry.docx").write_bytes(document)
    move_in(newsroom, "docx", tmp_path / "old")
    found = sorted((newsroom.folder / "content/images").rglob("*.jpg"))
    assert len(found) == 2
    whole = Image.open(io.BytesIO(picture(900, 600))).convert("RGB")
    sides = [whole.crop((0, 0, 450, 600)), whole.crop((450, 0, 900, 600))]
    for one in found:
        kept = Image.open(one).convert("RGB")
        assert kept.size == (450, 600)
        assert min(max(ImageStat.Stat(ImageChops.difference(kept, side)).mean) for side in sides) < 3


def test_names_that_say_that_a_document_waits_are_heard(newsroom: Newsroom, tmp_path: Path) -> None:
    names = {
        "Harbor/drafts/one": True,
        "Harbor/DRAFT two": True,
        "Harbor/Entwürfe/three": True,
        "Harbor/draft-day": False,
    }
    site = {f"{name}.docx": docx("A title", "2020-01-01", TEXT) for name in names}
    result = move_in(newsroom, "docx", write_site(tmp_path / "old", {**site, "Harbor/~$draft-day.docx": b"open"}))
    assert {one.entry.item.id.removesuffix(".docx"): one.entry.item.is_draft for one in result.placed} == names
    told = result.leftovers["Documents whose name, or whose folder's, says that they wait, written as drafts"]
    assert told == ["Harbor/DRAFT two.docx", "Harbor/Entwürfe/three.docx", "Harbor/drafts/one.docx"]
    assert "Documents that can't be read" not in result.leftovers
