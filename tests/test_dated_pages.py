"""The later pages of large listings are named after days, and a story of an old date changes few files."""

import os
import random
import re
import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from conftest import NOON, SITE, Newsroom, story
from histories import clean_build, site_of
from lxml import html

from generator.build import Outcome
from generator.config.features import NUMBERED_PAGES
from generator.model import Gravity
from generator.paper import BuildSession
from generator.workers import Workers

SETTINGS = f"""page_size = 4
{SITE}
[story]
related = 0
[edition]
pages = false
[archive]
days = false
numbered_pages = 2
"""
COUNT = 72
GROWING_PAPERS = int(os.environ.get("GROWING_PAPERS", "2"))
PAGES = re.compile(r"(?:world|by/jane-roe|topics/harbor)/page/")


def write(newsroom: Newsroom, number: float, headline: str = "", **fields: str) -> None:
    """Write the story of a day: day 0 is the oldest."""
    moment = NOON - timedelta(days=400 - 5 * number)
    fields = {"By": "Jane Roe", "Topics": "Harbor", **fields}
    newsroom.write(f"content/world/s{number}.txt", story(headline or f"Tide {number}", moment.isoformat(), **fields))


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, standing_worker: Workers) -> Newsroom:
    """Return a built paper whose section, topic and byline have dated pages."""
    newsroom = Newsroom(tmp_path_factory.mktemp("archive") / "paper")
    newsroom.session = BuildSession(standing_worker)
    newsroom.write("site.toml", SETTINGS)
    for number in range(COUNT):
        write(newsroom, number)
    newsroom.build()
    return newsroom


@pytest.fixture
def archive(session_newsroom: Newsroom, built: Newsroom) -> Newsroom:
    """Return a copy of that paper, with its state and its output. To build it again takes five times as long."""
    shutil.copytree(built.folder, session_newsroom.folder, dirs_exist_ok=True)
    return session_newsroom


def dated(newsroom: Newsroom, front: str = "/world/") -> list[str]:
    """Return the addresses of the dated pages of a listing, oldest first."""
    folder = newsroom.output / front.strip("/") / "page"
    pages = (one.parent.relative_to(folder).as_posix() for one in folder.rglob("index.html"))
    return sorted(f"{front}page/{name}/" for name in pages if "-" in name)


def shown(newsroom: Newsroom, url: str) -> list[str]:
    main = newsroom.page(url).split("<main", 1)[1].split("</main>", 1)[0]
    return list(dict.fromkeys(re.findall(r'"/world/\d{4}/\d\d/\d\d/([^/]+)/"', main)))


def pager(newsroom: Newsroom, url: str) -> dict[str, str]:
    page = html.fromstring(newsroom.page(url))
    return {link.get("rel"): link.get("href") for link in page.xpath("//nav[@class='pager']/a")}


def is_as_clean(newsroom: Newsroom, folder: Path) -> bool:
    folder.mkdir()
    return clean_build(newsroom, folder, NOON) == site_of(newsroom)


def test_the_pages_lead_through_all_stories_newest_first(archive: Newsroom) -> None:
    url, found, before = "/world/", shown(archive, "/world/"), ""
    while url := pager(archive, url).get("next", ""):
        found += shown(archive, url)
        assert pager(archive, url)["prev"] == before or not before
        before = url
    assert found == [f"s{number}" for number in reversed(range(COUNT))]
    assert before == "/world/page/1/"
    assert len(dated(archive)) >= 8


@pytest.mark.parametrize("number", [0.5, 8.5, 30.5, 66.5])
def test_a_story_of_an_old_date_changes_at_most_forty_files(
    archive: Newsroom, built: Newsroom, tmp_path: Path, number: float
) -> None:
    write(archive, number)
    added = archive.build()
    write(archive, number, "Ebb")
    edited = archive.build()
    assert is_as_clean(archive, tmp_path / "clean")
    archive.delete(f"content/world/s{number}.txt")
    removed = archive.build()
    for outcome in (added, edited, removed):
        files = {*outcome.written, *outcome.removed}
        assert len(files) <= 40
        assert len([file for file in files if PAGES.match(file)]) <= 3 * 4
    assert len([file for file in edited.written if PAGES.match(file)]) <= 3
    assert site_of(archive) == site_of(built), "as the clean build was before the story came"


def test_a_new_story_changes_no_page_but_the_fronts(archive: Newsroom) -> None:
    before = {name: content for name, content in archive.files().items() if PAGES.match(name)}
    for number in range(COUNT, COUNT + 8):
        write(archive, number)
        archive.build()
    after = archive.files()
    texts = [html.fromstring(content).xpath("//main//article") for content in before.values()]
    assert all(texts)
    kept = {name for name, content in before.items() if after[name] == content}
    assert len(before.keys() - kept) <= 3, "only the last page of each listing may lead to another newer one"


@pytest.mark.parametrize("seed", range(GROWING_PAPERS))
def test_a_paper_that_grows_and_shrinks_is_that_of_a_clean_build(
    session_newsroom: Newsroom, tmp_path: Path, seed: int
) -> None:
    newsroom, draw, there = session_newsroom, random.Random(seed), list[int]()
    newsroom.write("site.toml", SETTINGS.replace("page_size = 4", f"page_size = {2 + seed}"))
    for target in (14, 40, 12, 34):
        while abs(len(there) - target) > 2:
            for _ in range(draw.randint(1, 9)):
                if len(there) < target:
                    there.append(draw.choice([one for one in range(COUNT) if one not in there]))
                    write(newsroom, there[-1])
                else:
                    number = there.pop(draw.randrange(len(there)))
                    newsroom.delete(f"content/world/s{number}.txt")
            newsroom.build()
        assert is_as_clean(newsroom, tmp_path / f"clean{target}")


def test_a_dated_page_says_which_days_it_covers(archive: Newsroom) -> None:
    url = dated(archive)[3]
    page = html.fromstring(archive.page(url))
    first, last = (
        NOON - timedelta(days=400 - 5 * int(name[1:])) for name in (shown(archive, url)[-1], shown(archive, url)[0])
    )
    span = f"{first:%B} {first.day}, {first.year} – {last:%B} {last.day}, {last.year}"
    assert page.xpath("string(//p[@class='page-facts']/span)") == span
    assert page.xpath("string(//title)").startswith(f"World, {span}")
    assert page.xpath("//link[@rel='canonical']/@href") == [f"https://courier.example{url}"]
    assert url.split("/")[3] <= f"{first:%Y-%m-%d}"
    assert "/page/" not in archive.page("/sitemaps/pages.xml")


def test_a_story_that_comes_in_takes_away_no_address(archive: Newsroom) -> None:
    before = {name for name in archive.files() if PAGES.match(name)}
    for number in range(3, 60, 7):
        write(archive, number + 0.5)
    assert archive.build().removed == ()
    assert before <= archive.files().keys()


def test_the_front_leads_to_each_year(archive: Newsroom) -> None:
    page = html.fromstring(archive.page("/world/"))
    links = {link.text: link.get("href") for link in page.xpath("//nav[@aria-label='Years']//a")}
    assert list(links) == ["2026", "2025"]
    assert links["2026"] == dated(archive)[-1]
    assert links["2025"] in {"/world/page/2/", *(url for url in dated(archive) if "/2025-" in url)}
    assert "Years" not in archive.page(links["2026"])


def test_pages_of_one_day_have_their_hours(newsroom: Newsroom) -> None:
    newsroom.write("site.toml", SETTINGS)
    for number in range(40):
        newsroom.write(
            f"content/world/s{number}.txt", story(f"Tide {number}", f"2026-11-01 {number // 2:02}:{number % 2}0")
        )
    newsroom.build()
    found = dated(newsroom)
    assert all(re.fullmatch(r"/world/page/2026-11-01-\d{6}/", url) for url in found)
    titles = [html.fromstring(newsroom.page(url)).xpath("string(//title)").strip() for url in found]
    assert len({*titles}) == len(titles)
    clock = r"November 1, 2026 at \d+:[01]0 [AP]M"
    assert all(re.fullmatch(rf"World, {clock} – {clock} – The Test Courier", title) for title in titles)


def test_pages_of_one_moment_are_counted(newsroom: Newsroom) -> None:
    newsroom.write("site.toml", SETTINGS)
    for number in range(40):
        date = "2026-11-01" if number < 32 else f"2026-11-{number - 20}"
        newsroom.write(f"content/world/s{number:02}.txt", story(f"Tide {number}", date))
    newsroom.build()
    found = [url for url in dated(newsroom) if re.search(r"/\d+/$", url)]
    assert len(found) >= 4
    titles = [html.fromstring(newsroom.page(url)).xpath("string(//title)").strip() for url in found]
    assert f"World, November 1, 2026, page {found[0].split('/')[-2]} – The Test Courier" in titles
    assert len({*titles}) == len(titles)


@pytest.mark.parametrize("zone", ["America/New_York", "Asia/Tokyo", "UTC"])
def test_a_page_begins_with_a_day_of_the_papers_own_time_zone(newsroom: Newsroom, zone: str) -> None:
    newsroom.write("site.toml", SETTINGS.replace("America/New_York", zone))
    for number in range(40):
        newsroom.write(
            f"content/world/s{number}.txt", story("Tide", f"2026-{1 + number // 10:02}-{10 + number % 10} 00:30")
        )
    newsroom.build()
    assert len(dated(newsroom)) >= 3
    for url in dated(newsroom):
        oldest = int(shown(newsroom, url)[-1][1:])
        assert url.split("/")[3] <= f"2026-{1 + oldest // 10:02}-{10 + oldest % 10}"
        assert re.fullmatch(r"/world/page/2026-\d\d-\d\d/", url)


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("de", r"World, \d+\. [A-Z]\w+ 20\d\d – \d+\. [A-Z]\w+ 20\d\d – The Test Courier"),
        ("ja", r"World（20\d\d年\d+月\d+日～20\d\d年\d+月\d+日） – The Test Courier"),
    ],
)
def test_days_are_written_as_the_language_writes_them(archive: Newsroom, language: str, title: str) -> None:
    archive.write("site.toml", f'language = "{language}"\n{SETTINGS}')
    archive.build()
    assert dated(archive)
    for url in dated(archive):
        assert re.fullmatch(title, html.fromstring(archive.page(url)).xpath("string(//title)").strip())


@pytest.mark.parametrize("withdrawal", ["draft", "embargo", "taken down"])
def test_a_withdrawn_story_leaves_no_trace_on_dated_pages(archive: Newsroom, tmp_path: Path, withdrawal: str) -> None:
    number = shown(archive, dated(archive)[2])[-1][1:]
    if withdrawal == "taken down":
        archive.write(
            "takedowns.toml", f'[[takedowns]]\nstory = "world/s{number}"\ndate = 2026-11-23\nreason = "Asked for."\n'
        )
    else:
        fields = {"Draft": "yes"} if withdrawal == "draft" else {"Embargo": (NOON + timedelta(days=1)).isoformat()}
        write(archive, int(number), **fields)
    archive.build()
    assert not archive.mentions(f"Tide {number}<")
    assert is_as_clean(archive, tmp_path / "clean")


def test_no_story_takes_the_place_of_a_dated_page(archive: Newsroom) -> None:
    archive.write("site.toml", 'permalink = "/{section}/page/{slug}/"\n' + SETTINGS)
    day = dated(archive)[0].split("/")[3]
    archive.write("content/world/other.txt", story("Another", "2026-11-20 09:00", Slug=day))
    archive.build()
    assert "Another" in archive.page(f"/world/page/{day}-2/")
    assert "Another" not in archive.page(f"/world/page/{day}/")


# --- counted pages of an earlier version ----------------------------------------------------------


@pytest.fixture
def counted(archive: Newsroom) -> Newsroom:
    """Return a paper that has published all older pages with numbers, and doesn't say so any more."""
    archive.write("site.toml", SETTINGS.replace("numbered_pages = 2", "numbered_pages = 60"))
    archive.build()
    archive.write("site.toml", SETTINGS.replace("numbered_pages = 2", ""))
    return archive


def told(outcome: Outcome) -> list[str]:
    return [one.hint for one in outcome.problems if one.code == "setting-size" and one.gravity is Gravity.WARNING]


@pytest.mark.parametrize("lost", [False, True])
def test_counted_pages_that_were_published_stay_until_site_toml_decides(counted: Newsroom, *, lost: bool) -> None:
    last = "/world/page/17/"
    before = counted.page(last)
    if lost:
        (counted.folder / ".broadsheet" / "catalogue.sqlite").unlink()
    [hint] = told(counted.build())
    assert "numbered_pages = 18" in hint
    assert f"= {NUMBERED_PAGES}" in hint
    assert counted.page(last) == before
    assert told(counted.build()) == [hint]
    assert dated(counted)


@pytest.mark.parametrize(("decision", "stays"), [(18, True), (NUMBERED_PAGES, False)])
def test_the_decision_about_counted_pages_is_carried_out(
    counted: Newsroom, tmp_path: Path, *, decision: int, stays: bool
) -> None:
    counted.build()
    counted.write("site.toml", SETTINGS.replace("numbered_pages = 2", f"numbered_pages = {decision}"))
    assert told(counted.build()) == []
    assert (counted.output / "world/page/17/index.html").exists() is stays
    assert is_as_clean(counted, tmp_path / "clean")


def test_a_story_that_is_taken_down_leaves_counted_pages_that_stay(counted: Newsroom) -> None:
    counted.build()
    counted.write("takedowns.toml", '[[takedowns]]\nstory = "world/s40"\ndate = 2026-11-23\nreason = "Asked for."\n')
    counted.build()
    assert not counted.mentions("Tide 40<")


def test_a_new_paper_is_told_nothing_of_counted_pages(archive: Newsroom) -> None:
    archive.write("site.toml", SETTINGS.replace("numbered_pages = 2", ""))
    assert told(archive.build()) == []
