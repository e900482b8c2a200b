"""Stories keep the ids that they had in the feeds of the old site, so that feed readers don't show all of them again."""

from pathlib import Path

import pytest
from conftest import Newsroom
from moving import move_in, read
from wordpress import export, item

FILE = "published.csv"
FEED = '<rss version="2.0"><channel><link>https://old.example/</link>{}</channel></rss>'


def guid(name: str) -> str:
    return f'<guid isPermaLink="false">{name}</guid>'


def save(tmp_path: Path, *items: str) -> Path:
    path = tmp_path / "old" / "export.xml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(export(*items))
    return path


def lines(newsroom: Newsroom) -> list[str]:
    path = newsroom.folder / FILE
    return [one for one in path.read_text().splitlines() if "old.example" in one] if path.exists() else []


def test_the_ids_of_public_stories_are_kept_and_nobody_elses(newsroom: Newsroom, tmp_path: Path) -> None:
    source = save(
        tmp_path,
        item(1, "Ferry stays", more=guid("https://old.example/?p=1")),
        item(2, "Draft", status="draft", more=guid("https://old.example/?p=2")),
        item(3, "Later", status="future", day="2090-01-01", more=guid("https://old.example/?p=3")),
        item(4, "About", kind="page", more=guid("https://old.example/?p=4")),
        item(5, "Locked", password="x", more=guid("https://old.example/?p=5")),
        item(6, "Twice", more=guid("https://old.example/?p=1")),
        item(7, "No address", more=guid("seven")),
    )
    assert move_in(newsroom, "", source).feed_ids == 1
    assert lines(newsroom) == []
    result = move_in(newsroom, "wordpress", source)
    assert result.feed_ids == 1
    assert lines(newsroom) == [
        "2010-05-20T13:00:00Z,local/ferry-stays,/2010/05/20/ferry-stays/,https://old.example/?p=1,"
    ]
    assert [list(some) for kind, some in result.leftovers.items() if kind.startswith("Ids in feeds")] == [["seven"]]
    assert "| ids in feeds added to published.csv | 1 |" in read(newsroom, "import-report.md")
    before = read(newsroom, FILE)
    assert move_in(newsroom, "wordpress", source).feed_ids == 0
    assert read(newsroom, FILE) == before
    newsroom.build()
    assert newsroom.page("/feed.xml").count("https://old.example/?p=1<") == 1
    assert "url=/local/2010/05/20/ferry-stays/" in newsroom.page("/2010/05/20/ferry-stays/")


def test_a_story_that_is_renamed_before_the_first_build_keeps_its_id(newsroom: Newsroom, tmp_path: Path) -> None:
    move_in(newsroom, "wordpress", save(tmp_path, item(1, "Ferry stays", more=guid("https://old.example/?p=1"))))
    (newsroom.folder / "content/local/ferry-stays.md").rename(newsroom.folder / "content/local/boat.md")
    newsroom.build()
    assert newsroom.page("/feed.xml").count("https://old.example/?p=1<") == 1


def test_a_story_that_was_published_here_keeps_the_id_that_it_has(newsroom: Newsroom, tmp_path: Path) -> None:
    source = save(tmp_path, item(1, "Ferry stays", more=guid("https://old.example/?p=1")))
    newsroom.write(FILE, ",local/ferry-stays,/ferry/,urn:uuid:1,\n")
    assert move_in(newsroom, "wordpress", source).feed_ids == 0
    assert read(newsroom, FILE) == ",local/ferry-stays,/ferry/,urn:uuid:1,\n"


def test_nothing_is_added_to_a_file_that_cannot_be_read_as_a_whole(newsroom: Newsroom, tmp_path: Path) -> None:
    source = save(tmp_path, item(1, "Ferry stays", more=guid("https://old.example/?p=1")))
    newsroom.write(FILE, "what is this\n,local/other,/other/,urn:uuid:1,\n")
    result = move_in(newsroom, "wordpress", source)
    assert (result.feed_ids, lines(newsroom)) == (0, [])
    assert [list(some) for kind, some in result.leftovers.items() if "published.csv" in kind] == [["Ferry stays"]]


@pytest.mark.parametrize("name", ["tag:old.example,2010:1", "urn:uuid:1b2c"])
def test_a_feed_tells_its_ids(newsroom: Newsroom, tmp_path: Path, name: str) -> None:
    one = f"<item><title>A</title><link>https://old.example/a/</link>{guid(name)}<description>Words.</description><pubDate>Thu, 20 May 2010 13:00:00 GMT</pubDate></item>"
    (tmp_path / "feed.xml").write_text(FEED.format(one))
    move_in(newsroom, "rss", tmp_path / "feed.xml")
    assert f"/a/,{name}," in read(newsroom, FILE).replace('"', "")
