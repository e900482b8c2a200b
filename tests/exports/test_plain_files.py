"""Plain files: another Broadsheet makes the same stories of them, with the same photos, words and addresses."""

import csv
from collections import Counter
from pathlib import Path

import feedparser
import pytest
import yaml
from conftest import SITE, Newsroom
from documents import docx, para, shown
from leaving import fill, leave, texts, words_of
from pictured import picture

from generator.build import Outcome
from generator.model import Gravity


@pytest.fixture
def room(session_newsroom: Newsroom) -> Newsroom:
    fill(session_newsroom)
    session_newsroom.build()
    return session_newsroom


def arrive(room: Newsroom, folder: Path) -> tuple[Newsroom, Outcome]:
    """Build a paper of what was exported."""
    new = Newsroom.__new__(Newsroom)
    new.folder, new.output, new.session = folder, folder / "public", room.session
    new.write("site.toml", SITE)
    return new, new.build()


def entries(room: Newsroom) -> dict[str, feedparser.FeedParserDict]:
    return {entry.title: entry for entry in feedparser.parse(room.file("feed.xml")).entries}


def test_another_paper_made_of_them_is_the_same(room: Newsroom) -> None:
    folder, done = leave(room, "files")
    new, outcome = arrive(room, folder)
    assert not [one for one in outcome.problems if one.gravity is Gravity.HELD]
    assert set(done.files) <= {one.relative_to(folder).as_posix() for one in folder.rglob("*")}
    before, after = entries(room), entries(new)
    assert before.keys() == after.keys()
    for title, entry in before.items():
        assert after[title].link == entry.link
        assert after[title].published == entry.published
        assert [one.term for one in after[title].tags] == [one.term for one in entry.tags]
        shown, told = (Counter(words_of(texts(one)[title])) for one in (room, new))
        assert told == shown, title
    ours, theirs = (set(one.files()) for one in (room, new))
    assert {file for file in ours if file.startswith("assets/photos/")} == {
        file for file in theirs if file.startswith("assets/photos/")
    }
    assert ours == theirs
    page = new.page("/world/2026/11/20/ferry/")
    for words in ("The old ferry.", "Ann Lee/Courier", "An earlier version had the wrong year.", "Boats in the harbor"):
        assert words in page, words
    assert "url=/world/2026/11/20/ferry/" in new.page("/old/ferry/")
    assert "Reporter" in new.page("/by/jane-roe/")
    before_page = room.page("/world/2026/11/20/ferry/")
    assert page.count("youtube") == before_page.count("youtube") > 0
    assert page == before_page
    assert "About us" in page, "it is in the menu at the foot"
    assert yaml.safe_load((folder / "content/world/ferry.md").read_text().split("---\n")[1])["shoe_size"] == [
        "44",
        "45",
    ]
    assert "We print" in new.page("/about/")


def test_the_header_is_yaml_that_other_programs_read(room: Newsroom) -> None:
    folder, _ = leave(room, "files")
    _, header, text = (folder / "content/world/ferry.md").read_text().split("---\n", 2)
    told = yaml.safe_load(header)
    assert told["title"] == "Ferry: “stays” & goes <on> ]]> for now"
    assert told["authors"] == ["Jane Roe", "Ann Poe"]
    assert told["tags"] == ["Harbor", "Ferry lease"]
    assert told["photos"] == ["ferry.jpg"]
    assert told["address"] == "https://courier.example/world/2026/11/20/ferry/"
    assert '![Two boats](boats.jpg "Boats in the harbor")' in text
    assert "**A whole paragraph that is strong.**" in text
    assert "## A heading in the text" in text


def test_the_originals_of_shown_photos_are_copied_as_they_are(room: Newsroom) -> None:
    folder, _ = leave(room, "files")
    for name in ("ferry.jpg", "boats.jpg"):
        assert (folder / "content/world" / name).read_bytes() == (room.folder / "content/world" / name).read_bytes()
    assert sorted(path.name for path in folder.rglob("*.jpg")) == ["boats.jpg", "ferry.jpg"]


def test_the_table_of_addresses_names_every_story(room: Newsroom) -> None:
    folder, _ = leave(room, "files")
    with (folder / "addresses.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert {(row["address"], row["file"], row["former addresses"]) for row in rows} == {
        ("https://courier.example/world/2026/11/20/ferry/", "content/world/ferry.md", "/old/ferry/"),
        ("https://courier.example/world/2026/11/20/fire/", "content/world/fire.md", ""),
        ("https://courier.example/about/", "content/pages/about.md", ""),
    }
    assert all((folder / row["file"]).is_file() for row in rows)


def test_hidden_stories_stay_hidden_in_the_new_paper(room: Newsroom) -> None:
    folder, _ = leave(room, "files", everything=True)
    assert (folder / "content/town/canary-draft.md").is_file()
    assert not (folder / "content/town/canary-down.md").exists()
    new, _ = arrive(room, folder)
    assert new.mentions("anaryword") == []
    assert entries(new).keys() == entries(room).keys()


def test_a_photo_in_a_document_becomes_a_file(session_newsroom: Newsroom) -> None:
    room, bytes_of_picture = session_newsroom, picture(500, 400, seed=4, form="PNG")
    head = [para("Bridge opens", style="Heading1"), para("November 20, 2026"), para("It is open. " * 12)]
    room.write(
        "content/town/bridge.docx", docx(*head, para(shown("a.png", "A bridge")), pictures={"a.png": bytes_of_picture})
    )
    room.build()
    folder, _ = leave(room, "files")
    [copied] = folder.rglob("*.png")
    assert copied.read_bytes() == bytes_of_picture
    new, _ = arrive(room, folder)
    assert sorted(one for one in new.files() if one.startswith("assets/photos/")) == sorted(
        one for one in room.files() if one.startswith("assets/photos/")
    )
