"""A story whose permanent id becomes another has the new one in every file that tells it."""

from pathlib import Path

from conftest import NOON, Newsroom, story
from histories import clean_build, site_of
from recordings import mp3


def test_when_published_csv_is_lost_the_ids_in_all_feeds_and_the_calendar_follow(
    newsroom: Newsroom, tmp_path: Path
) -> None:
    fields = {"Correction": "2026-11-21: The mill is 40 years old.", "Event": "2026-12-12 10:00, Grange Hall"}
    newsroom.write("content/town/mill.txt", story("The mill", "2026-11-20 09:00", **fields))
    newsroom.write("content/town/mill.mp3", mp3(2))
    newsroom.build()
    for ending in ("txt", "mp3"):
        (newsroom.folder / f"content/town/mill.{ending}").rename(newsroom.folder / f"content/town/moved.{ending}")
    newsroom.build()
    before = newsroom.files()
    (newsroom.folder / "published.csv").unlink()
    newsroom.build()
    told = ["podcast.xml", *(f"corrections/{feed}" for feed in ("feed.xml", "atom.xml", "feed.json"))]
    told += [name for name in newsroom.files() if name.endswith(".ics")]
    assert len(told) == 5
    assert [name for name in told if newsroom.file(name) == before[name]] == []
    (tmp_path / "clean").mkdir()
    assert site_of(newsroom) == clean_build(newsroom, tmp_path / "clean", NOON)
