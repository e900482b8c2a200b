"""Listings are numbered from the oldest page, and no story is in two of them or in none."""

import re

import pytest
from conftest import Newsroom, story

from generator.archive.division import full_pages

SIZE = 3


def fill(newsroom: Newsroom, count: int) -> None:
    newsroom.write("site.toml", "page_size = 3\n" + (newsroom.folder / "site.toml").read_text())
    for number in range(count):
        newsroom.write(
            f"content/world/s{number:02}.txt", story(f"Story {number:02}", date=f"2026-11-{number + 1:02} 09:00")
        )


def listed(newsroom: Newsroom, url: str) -> list[str]:
    main = newsroom.page(url).split("<main", 1)[1].split("</main>", 1)[0]
    return list(dict.fromkeys(re.findall(r"/world/2026/11/\d\d/(s\d\d)/", main)))


@pytest.mark.parametrize("count", [0, 1, 2, 3, 5, 6, 7, 9, 12, 13])
def test_every_story_is_on_one_page_of_the_listing_newest_first(newsroom: Newsroom, count: int) -> None:
    fill(newsroom, count)
    newsroom.build()
    pages = [listed(newsroom, f"/world/page/{number}/") for number in range(full_pages(count, SIZE), 0, -1)]
    found = listed(newsroom, "/world/") + [name for page in pages for name in page]
    assert found == [f"s{number:02}" for number in reversed(range(count))]
    assert all(len(page) == SIZE for page in pages)
    assert count < SIZE or SIZE <= len(listed(newsroom, "/world/")) < 2 * SIZE
    assert not (newsroom.output / "world" / "page" / str(full_pages(count, SIZE) + 1)).exists()


def test_a_new_story_leaves_the_full_pages_of_listings_alone(newsroom: Newsroom) -> None:
    fill(newsroom, 9)
    newsroom.build()
    newsroom.write("content/world/s30.txt", story("New", date="2026-11-22 09:00"))
    written = newsroom.build().written
    assert "world/index.html" in written
    assert not [name for name in written if "/page/" in name]


def test_the_pages_of_a_listing_lead_from_one_to_the_next(newsroom: Newsroom) -> None:
    fill(newsroom, 13)
    newsroom.build()
    assert 'href="/world/page/3/"' in newsroom.page("/world/")
    assert 'href="/world/page/2/"' in newsroom.page("/world/page/3/")
    assert 'href="/world/"' in newsroom.page("/world/page/3/")
    assert 'href="/world/page/3/"' in newsroom.page("/world/page/2/")


def test_a_section_without_stories_still_has_its_front(newsroom: Newsroom) -> None:
    newsroom.write("content/world/a.txt", story("A"))
    newsroom.build()
    assert "No Town stories yet" in newsroom.page("/town/")


def test_an_older_page_says_which_dates_it_covers(newsroom: Newsroom) -> None:
    fill(newsroom, 9)
    newsroom.build()
    assert "<span>November 1, 2026 – November 3, 2026</span>" in newsroom.page("/world/page/1/")
    assert "<span>9 stories</span>" in newsroom.page("/world/")


def test_an_older_page_of_one_day_has_its_number(newsroom: Newsroom) -> None:
    fill(newsroom, 0)
    for number in range(7):
        newsroom.write(f"content/world/s{number:02}.txt", story(f"Story {number}", date=f"2026-11-01 0{number}:00"))
    newsroom.build()
    assert "<span>Page 1</span>" in newsroom.page("/archive/2026/11/01/page/1/")


def test_the_archive_counts_by_year_month_and_day(newsroom: Newsroom) -> None:
    fill(newsroom, 4)
    newsroom.write("content/world/old.txt", story("Old", date="1999-12-31 23:30"))
    newsroom.build()
    assert "/archive/1999/" in newsroom.page("/archive/")
    assert "/archive/2026/11/" in newsroom.page("/archive/2026/")
    assert "November 2, 2026" in newsroom.page("/archive/2026/11/")
    assert "Story 01" in newsroom.page("/archive/2026/11/02/")


def test_the_front_follows_the_editors_choice(newsroom: Newsroom) -> None:
    fill(newsroom, 6)
    newsroom.write(
        "content/front.toml",
        'leads = ["world/s01", "content/world/s03.txt"]\n[[rails]]\ntitle = "Picked"\nstories = ["s02", "/world/2026/11/01/s00/"]\n',
    )
    newsroom.build()
    front = newsroom.page("/")
    assert front.index("Story 01") < front.index("Story 03") < front.index("Picked")
    picked = front.split("Picked", 1)[1]
    assert picked.index("Story 02") < picked.index("Story 00")


def test_a_plain_list_steers_the_front_too(newsroom: Newsroom) -> None:
    fill(newsroom, 6)
    newsroom.write("content/front.txt", "# today\nworld/s02\n\nPicked:\nworld/s00\n")
    newsroom.build()
    front = newsroom.page("/")
    assert front.index("Story 02") < front.index("Story 05")
    assert "Story 00" in front.split("Picked", 1)[1]


def test_a_name_on_the_front_that_matches_nothing_is_reported_with_the_nearest(newsroom: Newsroom) -> None:
    fill(newsroom, 2)
    newsroom.write("content/front.toml", 'leads = [\n  "world/s01",\n  "world/s0l",\n]\n')
    [problem] = [p for p in newsroom.build().problems if p.path == "content/front.toml"]
    assert problem.line == 3
    assert "world/s0" in problem.hint


def test_a_front_that_can_not_be_read_is_reported_and_does_not_stop_the_paper(newsroom: Newsroom) -> None:
    fill(newsroom, 2)
    newsroom.write("content/front.toml", "leads = [\n")
    outcome = newsroom.build()
    assert outcome.stories == 2
    assert any(problem.path == "content/front.toml" for problem in outcome.problems)


def test_priority_lifts_a_story_on_the_front(newsroom: Newsroom) -> None:
    fill(newsroom, 6)
    newsroom.write("content/world/s02.txt", story("Story 02", date="2026-11-03 09:00", Priority="5"))
    newsroom.build()
    front = newsroom.page("/").split("<main", 1)[1]
    assert front.index("Story 02") < front.index("Story 05")


def test_a_former_address_leads_on(newsroom: Newsroom) -> None:
    newsroom.write("content/world/a.txt", story("A", Was="/old/place/, /older.html"))
    newsroom.build()
    for url in ("/old/place/", "/older.html"):
        page = newsroom.page(url)
        assert 'http-equiv="refresh"' in page
        assert "/world/2026/11/20/a/" in page
        assert "noindex" not in page
    assert "/old/place/" not in newsroom.page("/sitemaps/pages.xml")


def test_neighbours_are_those_of_the_section_in_time(newsroom: Newsroom) -> None:
    fill(newsroom, 3)
    newsroom.write("content/town/between.txt", story("Elsewhere", date="2026-11-02 10:00"))
    newsroom.build()
    page = newsroom.page("/world/2026/11/02/s01/")
    assert "Story 00" in page
    assert "Story 02" in page
    assert "Elsewhere" in newsroom.page("/")


def test_a_site_in_a_folder_of_its_host_links_within_it(newsroom: Newsroom) -> None:
    site = (
        (newsroom.folder / "site.toml").read_text().replace("https://courier.example", "https://courier.example/paper/")
    )
    newsroom.write("site.toml", site)
    newsroom.write("content/world/a.txt", story("A", By="Jane Roe", Topics="Harbor"))
    newsroom.build()
    for name, content in newsroom.files().items():
        if name.endswith(".html"):
            for url in re.findall(r'(?:href|src)="(/[^/"][^"]*)"', content.decode()):
                assert url.startswith("/paper/"), (name, url)
    assert "https://courier.example/paper/world/2026/11/20/a/" in newsroom.page("/sitemaps/2026-11.xml")
