"""An incremental build renders what the change requires and no more, and leaves what a clean one would."""

import os
import random
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from conftest import NOON, SITE, Newsroom, story
from histories import History, clean_build, difference, site_of

from generator.build import build
from generator.edition import doubts
from generator.model import PageName
from generator.paper import BuildSession
from generator.workers import Workers

HISTORIES = int(os.environ.get("HISTORIES", "18"))
FIRST_SEED = int(os.environ.get("FIRST_SEED", "0"))
STEPS = 6


@pytest.mark.parametrize("seed", range(FIRST_SEED, FIRST_SEED + HISTORIES))
def test_after_any_history_the_site_is_that_of_a_clean_build(
    session_newsroom: Newsroom, tmp_path: Path, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    if seed % 2:  # else all files are too young to be taken for what they were
        monkeypatch.setattr("generator.catalogue.refresh.DISK_TIME_GRAIN_NS", 0)
    if seed // 2 % 2:  # else the paper is too small for a window of time
        monkeypatch.setattr("generator.related.window.COMPARED_STORIES", 0)
        monkeypatch.setattr("generator.related.window.MIN_WINDOW_DAYS", 1)
    history, told = History(session_newsroom, seed), []
    for number in range(STEPS):
        told += [history.step() for _ in range(history.random.randint(1, 3)) if history.stories()]
        assert difference(session_newsroom, tmp_path / f"clean{number}", history) == [], told


@pytest.mark.parametrize("seed", range(3))
def test_a_pool_leaves_what_one_process_does(newsroom: Newsroom, tmp_path: Path, seed: int) -> None:
    history = History(newsroom, seed)
    for number in range(40):
        newsroom.write(f"content/world/more{number}.md", f"Title: More {number}\nDate: 2026-11-01\n\n*{number}*")
    for number in range(2):
        history.step()
        newsroom.build(history.now, jobs=2)
        (tmp_path / f"clean{number}").mkdir()
        assert site_of(newsroom) == clean_build(newsroom, tmp_path / f"clean{number}", history.now, jobs=1)


def copy_on_disk(newsroom: Newsroom) -> dict[str, tuple[int, int, int, int]]:
    found = ((path, path.stat()) for path in (newsroom.folder / "content").rglob("*") if path.is_file())
    return {
        path.relative_to(newsroom.folder).as_posix(): (
            status.st_size,
            status.st_mtime_ns,
            status.st_ctime_ns,
            status.st_ino,
        )
        for path, status in found
    }


@pytest.mark.parametrize("seed", range(5000, 5000 + max(6, HISTORIES // 5)))
def test_a_build_that_is_told_what_changed_leaves_what_a_clean_one_does(
    session_newsroom: Newsroom, standing_worker: Workers, tmp_path: Path, seed: int
) -> None:
    newsroom = session_newsroom
    history, told = History(newsroom, seed), []
    newsroom.build(history.now)
    for number in range(STEPS):
        before = copy_on_disk(newsroom).items()
        steps = [history.step() for _ in range(history.random.randint(1, 3)) if history.stories()]
        told += steps
        changed = tuple({file for file, _ in before ^ copy_on_disk(newsroom).items()})
        places = None if "lose_a_page" in steps else changed
        options = {"drafts": history.drafts}
        session = BuildSession(standing_worker, places, records=bool(seed % 3))
        build(newsroom.paper(history.now, **options), session=session)
        (tmp_path / f"clean{number}").mkdir()
        clean = clean_build(newsroom, tmp_path / f"clean{number}", history.now, **options)
        warm = site_of(newsroom)
        assert sorted(name for name in clean.keys() | warm.keys() if clean.get(name) != warm.get(name)) == [], told


def test_a_gatherer_that_shows_more_than_the_doubts_know_is_caught(
    newsroom: Newsroom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def forgetful(*_: object) -> Iterator[PageName]:
        return iter(())

    monkeypatch.setattr(doubts, "pages_around", forgetful)
    history = History(newsroom, 1)
    found: list[str] = []
    for number in range(12):
        history.add_story()
        found += difference(newsroom, tmp_path / f"clean{number}", history)
    assert found


# --- what is printed ------------------------------------------------------------------------------


@pytest.fixture
def archive(newsroom: Newsroom) -> Newsroom:
    """Return a built paper with sixty stories in two sections, without related stories, which all would share."""
    newsroom.write(
        "site.toml", (newsroom.folder / "site.toml").read_text() + "\n[feeds]\nitems = 10\n\n[story]\nrelated = 0\n"
    )
    newsroom.write("site.toml", "page_size = 5\n" + (newsroom.folder / "site.toml").read_text())
    for number in range(60):
        section = ["world", "town"][number % 2]
        moment = NOON - timedelta(days=120 - number, hours=2)
        text = story(
            f"Headline {number}", moment.isoformat(), f"{LONG} Word{number}.", By="Jane Roe", Topics=f"T{number % 7}"
        )
        newsroom.write(f"content/{section}/s{number}.txt", text)
    newsroom.build()
    return newsroom


LONG = "The opening of a story, which is long enough to fill what listings show of it where there is no deck. " * 4


def url_of(number: int) -> str:
    day = NOON - timedelta(days=120 - number, hours=2)
    return f"{['world', 'town'][number % 2]}/{day:%Y/%m/%d}/s{number}/index.html"


def rewrite(newsroom: Newsroom, number: int, old: str, new: str) -> None:
    file = f"content/{['world', 'town'][number % 2]}/s{number}.txt"
    newsroom.write(file, (newsroom.folder / file).read_text().replace(old, new))


def edition_of(number: int) -> str:
    """Return the file of the paper of the day on which a story appeared."""
    day = (NOON - timedelta(days=120 - number, hours=2)).date()
    return f"edition/{day:%Y/%m/%d}/index.html"


def test_an_edited_old_body_prints_its_own_page_and_the_paper_of_its_day(archive: Newsroom) -> None:
    rewrite(archive, 7, "Word7.", "Word7, and more.")
    assert set(archive.build().written) == {url_of(7), edition_of(7), "topics/t0/feed.xml"}


def test_an_edited_new_body_prints_its_page_and_full_text_feeds(archive: Newsroom) -> None:
    rewrite(archive, 59, "Word59.", "Word59, and more.")
    feeds = {f"{place}{file}" for place in ("", "town/") for file in ("feed.xml", "atom.xml", "feed.json")}
    assert set(archive.build().written) == {
        url_of(59),
        edition_of(59),
        *feeds,
        "topics/t3/feed.xml",
        "by/jane-roe/feed.xml",
    }


def test_an_edited_old_headline_prints_the_pages_that_show_it(archive: Newsroom) -> None:
    before = site_of(archive)
    rewrite(archive, 7, "Headline 7", "Quayside 7")
    written = set(archive.build().written)
    shows = {name for name, content in site_of(archive).items() if b"Quayside 7" in content}
    assert written == shows == {name for name, content in site_of(archive).items() if before[name] != content}
    assert len(written) < 25


def test_a_new_story_prints_no_more_than_forty_files_and_leaves_old_pages_alone(archive: Newsroom) -> None:
    text = story("Newest", NOON.isoformat(), f"{LONG} Newest.", By="Jane Roe", Topics="T1, T2")
    archive.write("content/world/newest.txt", text)
    outcome = archive.build()
    assert len(outcome.written) <= 40
    assert not any(file.startswith(("world/page/1/", "world/page/2/")) for file in outcome.written)
    assert {"index.html", "world/index.html", "parts/latest.html", "feed.xml", "404.html"} <= set(outcome.written)
    assert "town/index.html" not in outcome.written


def test_with_related_stories_a_new_one_prints_no_more_than_forty_files(newsroom: Newsroom) -> None:
    draw = random.Random(3)
    beats = [[f"{first}{second}ing" for second in "abcdefghijklmno"] for first in "bcdfghjklm"]
    for number in range(150):
        words = [*draw.choices(beats[number % 10], k=20), *draw.choices(LONG.split(), k=40)]
        moment = NOON - timedelta(days=200 - number)
        text = story(f"Headline {number}", moment.isoformat(), " ".join(words), By="Jane Roe", Topics=f"T{number % 7}")
        newsroom.write(f"content/world/s{number}.txt", text)
    newsroom.build()
    body = " ".join([*beats[3], *LONG.split()])
    newsroom.write("content/world/newest.txt", story("Newest", NOON.isoformat(), body, By="Jane Roe", Topics="T1, T2"))
    written = newsroom.build().written
    assert sum("/s" in file for file in written) > 1
    assert len(written) <= 40


def test_a_deleted_story_leaves_no_trace(archive: Newsroom) -> None:
    archive.delete("content/town/s31.txt")
    outcome = archive.build()
    assert url_of(31) in outcome.removed
    assert archive.mentions("Headline 31<") == []
    assert archive.mentions("/s31/") == []


def test_when_nothing_changed_nothing_is_looked_at(archive: Newsroom) -> None:
    outcome = archive.build()
    assert (outcome.written, outcome.removed, outcome.reasons) == ((), (), ())


def test_the_hour_alone_prints_what_it_changes(archive: Newsroom) -> None:
    opens = NOON + timedelta(hours=5)
    archive.write("content/world/later.txt", story("Later", opens.isoformat(), "Later."))
    assert archive.build().written == ()
    assert archive.build(opens - timedelta(seconds=1)).written == ()
    assert archive.mentions("Later") == []
    assert "Later" in archive.page("/") if archive.build(opens).written else ""
    later = archive.build(opens + timedelta(days=2, seconds=1)).written
    told = ("index.html", "404.html", "parts/latest.html", "parts/latest-world.html", "world/index.html")
    ended = ("edition/2026/11/23/index.html", "archive/2026/11/23/index.html")
    assert set(later) <= {"sitemaps/news.xml", *told, *ended}
    assert "sitemaps/news.xml" in later
    assert archive.build(opens + timedelta(days=2, seconds=2)).written == ()


def test_a_changed_template_prints_the_kinds_that_use_it(archive: Newsroom) -> None:
    archive.write("templates/404.html", "<p>Not here</p>")
    assert archive.build().written == ("404.html",)
    archive.write("templates/parts/pager.html", "{% macro pager(a, b, c, d) %}{% endmacro %}")
    written = archive.build().written
    assert "world/page/1/index.html" in written
    assert not any(file.endswith((".xml", ".json")) or "/s1/" in file for file in written)


def test_a_changed_style_sheet_prints_every_page_and_another_static_file_itself(archive: Newsroom) -> None:
    archive.write("static/about.html", "<p>About</p>")
    archive.build()
    archive.write("static/about.html", "<p>About us</p>")
    assert archive.build().written == ("about.html",)
    archive.write("static/assets/paper.css", "p {}")
    assert url_of(3) in archive.build().written


def test_a_persons_card_prints_their_pages(archive: Newsroom) -> None:
    archive.write("content/town/other.txt", story("Other", By="John Doe"))
    archive.build()
    archive.write("content/people/john.md", "name: John Doe\nrole: Tide reporter\n")
    written = archive.build().written
    assert {"by/john-doe/index.html", "town/2026/11/20/other/index.html"} <= set(written)
    assert url_of(3) not in written


def test_a_file_that_is_touched_is_read_and_no_page_is_looked_at(archive: Newsroom) -> None:
    path = archive.folder / "content" / "town" / "s31.txt"
    os.utime(path, (1, 1))
    assert archive.build().reasons == ()


def test_a_change_within_the_disks_grain_is_seen(archive: Newsroom) -> None:
    path = archive.folder / "content" / "town" / "s31.txt"
    status = path.stat()
    path.write_text(path.read_text().replace("Word31", "Word99"))
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert url_of(31) in archive.build().written


def test_why_a_page_was_printed_is_recorded(archive: Newsroom) -> None:
    rewrite(archive, 7, "Word7.", "Word7, and more.")
    reasons = dict(archive.build().reasons)
    assert reasons[f"/{url_of(7)}".removesuffix("index.html")].name == "CHANGED"


def test_where_pages_hold_the_latest_themselves_every_story_follows_a_change_of_it(newsroom: Newsroom) -> None:
    newsroom.write("site.toml", SITE + '[story]\nlists = "inline"\nlatest = 2\nrelated = 0\n')
    for day in range(1, 6):
        newsroom.write(f"content/world/s{day}.txt", story(f"Headline {day}", f"2026-11-0{day} 09:00"))
    newsroom.build()
    oldest = "/world/2026/11/01/s1/"
    newsroom.write("content/town/s9.txt", story("Fresh", "2026-11-09 09:00"))
    newsroom.build()
    assert "Fresh" in newsroom.page(oldest)
    assert "Headline 4" not in newsroom.page(oldest)
    newsroom.write("content/town/s9.txt", story("Fresher", "2026-11-09 09:00"))
    newsroom.build()
    assert "Fresher" in newsroom.page(oldest)
    newsroom.delete("content/town/s9.txt")
    newsroom.build()
    assert "Headline 4" in newsroom.page(oldest)


def test_a_change_that_leaves_size_and_time_alone_is_seen(archive: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.catalogue.refresh.DISK_TIME_GRAIN_NS", -1_000_000_000)
    path = archive.folder / "content" / "town" / "s31.txt"
    os.utime(path, (1, 1))
    archive.build()
    assert archive.build().reasons == ()
    with path.open("r+") as file:
        text = file.read().replace("Word31", "Word99")
        file.seek(0)
        file.write(text)
    os.utime(path, (1, 1))
    assert url_of(31) in archive.build().written
