"""Live stories: entries in the order of time, at addresses that stay, nothing early, few files for each entry."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from conftest import NOON, Newsroom, story
from histories import clean_build, site_of
from hypothesis import given
from hypothesis import strategies as st
from lived import FILE, HEAD, PART, STORM, URL
from lxml import html
from pictured import picture

from generator.intake.parse import parse_copy
from generator.intake.settings import IntakeSettings
from generator.story_records import LiveBlog

SETTINGS = IntakeSettings("America/New_York", "", "news", False, True, (), {})
LATE = datetime(2026, 11, 23, 23, tzinfo=UTC)


def live_of(text: str, file: str = FILE) -> LiveBlog:
    parsed = parse_copy(text.encode(), file, SETTINGS)
    assert parsed.story is not None, parsed.problems
    assert parsed.body.live is not None
    return parsed.body.live


def local(live: LiveBlog) -> list[tuple[str, str]]:
    zone = ZoneInfo("America/New_York")
    return [(f"{one.moment.astimezone(zone):%Y-%m-%d %H:%M}", one.title) for one in live.entries]


def shown(newsroom: Newsroom, url: str = URL) -> list[str]:
    return [str(one) for one in html.fromstring(newsroom.page(url)).xpath("//article[@class='live-entry']/@id")]


# --- what is read ---------------------------------------------------------------------------------


ENTRIES = "\n## 14:05 Bridge closes\n\nThe harbor master closed the bridge.\n"


@pytest.mark.parametrize("ending", ["txt", "md"])
@pytest.mark.parametrize("opening", ["", "It began at noon.\n\n"])
@pytest.mark.parametrize("points", [["Power is out."], ["Power is out.", "The school is closed."]])
def test_what_stands_under_key_points_is_a_list_and_the_label_is_told_as_nothing_else(
    ending: str, opening: str, points: list[str]
) -> None:
    listed = "".join(f"- {one}\n" for one in points)
    text = f"The storm\n\nDate: 2026-11-23 05:00\n\n{opening}Key points:\n\n{listed}{ENTRIES}"
    parsed = parse_copy(text.encode(), f"content/world/storm.{ending}", SETTINGS)
    assert parsed.body.live is not None
    assert html.fromstring(parsed.body.live.points).xpath("//li/text()") == points
    assert parsed.body.html == (f"<p>{opening.strip()}</p>" if opening else "")
    assert parsed.problems == ()


@pytest.mark.parametrize("opening", ["— No, dijo ella.", "It began.\n\n- Power is out."])
def test_a_dash_elsewhere_makes_no_key_point(opening: str) -> None:
    text = f"The storm\n\nDate: 2026-11-23 05:00\n\n{opening}\n{ENTRIES}"
    parsed = parse_copy(text.encode(), "content/world/storm.txt", SETTINGS)
    assert parsed.body.live is not None
    assert parsed.body.live.points == ""
    assert opening.rpartition("\n")[2] in parsed.body.html


def test_copy_that_is_not_live_still_tells_of_a_label_that_was_left_out() -> None:
    text = (
        "The storm\n\nDate: 2026-11-23 05:00\n\nKey points:\n\n- Power is out.\n- The school is closed.\n\nIt began.\n"
    )
    [told] = parse_copy(text.encode(), "content/world/storm.txt", SETTINGS).problems
    assert told.code == "reading-left-out"


@pytest.mark.parametrize(
    ("heading", "moment", "title"),
    [
        ("14:05 Bridge reopens", "2026-11-23 14:05", "Bridge reopens"),
        ("14:05: Bridge reopens", "2026-11-23 14:05", "Bridge reopens"),
        ("14:05 – Bridge reopens", "2026-11-23 14:05", "Bridge reopens"),
        ("2:05 p.m. Bridge reopens", "2026-11-23 14:05", "Bridge reopens"),
        ("2:05 PM", "2026-11-23 14:05", ""),
        ("2 pm Bridge reopens", "2026-11-23 14:00", "Bridge reopens"),
        ("14.05 Uhr: Die Brücke", "2026-11-23 14:05", "Die Brücke"),
        ("14h05 Le pont", "2026-11-23 14:05", "Le pont"),
        ("19:05 UTC Bridge", "2026-11-23 14:05", "Bridge"),
        ("2026-11-24 14:05 Bridge", "2026-11-24 14:05", "Bridge"),
        ("Nov. 24, 2:05 p.m. Bridge", "2026-11-24 14:05", "Bridge"),
        ("14:05 Part of the wall", "2026-11-23 14:05", "Part of the wall"),
        ("14:05 BOAT SINKS", "2026-11-23 14:05", "BOAT SINKS"),
        ("14:05 13.1 feet", "2026-11-23 14:05", "13.1 feet"),
        ("14:05 A record: 13.1 feet at 12:52", "2026-11-23 14:05", "A record: 13.1 feet at 12:52"),
        ("9:05 Three of 12 boats", "2026-11-23 09:05", "Three of 12 boats"),
        ("14:05, Köprü", "2026-11-23 14:05", "Köprü"),
        ("14:05 +1234 votes", "2026-11-23 14:05", "+1234 votes"),
        ("14:05 +1200 votes", "2026-11-23 14:05", "+1200 votes"),
        ("20:05+01:00 Bridge", "2026-11-23 14:05", "Bridge"),
        ("19:05 (UTC) Bridge", "2026-11-23 14:05", "Bridge"),
        ("2.05pm Bridge", "2026-11-23 14:05", "Bridge"),
        ("14 Uhr: Brücke", "2026-11-23 14:00", "Brücke"),
        ("14 h 05 : Le pont", "2026-11-23 14:05", "Le pont"),
        ("14\u202fh\u202f05 Le pont", "2026-11-23 14:05", "Le pont"),
        ("kl. 14.05 Bron", "2026-11-23 14:05", "Bron"),
        ("klo 14.05 Silta", "2026-11-23 14:05", "Silta"),
        ("godz. 14.05 Most", "2026-11-23 14:05", "Most"),
        ("14時05分 橋が再開", "2026-11-23 14:05", "橋が再開"),
        ("午後2時5分 橋：再開", "2026-11-23 14:05", "橋：再開"),
        ("１４：０５　橋が再開", "2026-11-23 14:05", "橋が再開"),
        ("14：05 大桥重开", "2026-11-23 14:05", "大桥重开"),
        ("下午2:05 大桥重开", "2026-11-23 14:05", "大桥重开"),
        ("11月24日 14時05分 橋", "2026-11-24 14:05", "橋"),
        ("24.11.2026 14:05 Uhr Brücke", "2026-11-24 14:05", "Brücke"),
    ],
)
@pytest.mark.parametrize("file", [FILE, "content/world/storm.txt"])
def test_the_heading_of_an_entry_is_read(heading: str, moment: str, title: str, file: str) -> None:
    assert local(live_of(f"{HEAD}## {heading}\n\nThe bridge is open.\n", file)) == [(moment, title)]


def test_entries_come_in_the_order_of_time_whatever_the_order_of_the_file() -> None:
    live = live_of(f"{HEAD}## 14:05 One\n\nA.\n\n## 15:40 Three\n\nC.\n\n## 14:30 Two\n\nB.\n")
    assert [title for _, title in local(live)] == ["One", "Two", "Three"]
    assert [one.html for one in live.entries] == ["<p>A.</p>", "<p>B.</p>", "<p>C.</p>"]


@pytest.mark.parametrize("day", ["## Tuesday, Nov. 24", "November 24, 2026", "# 2026-11-24", "### 24 November 2026"])
def test_a_line_with_a_day_is_for_the_entries_under_it(day: str) -> None:
    live = live_of(f"{HEAD}## 23:50 Before\n\nA.\n\n{day}\n\n## 00:10 After\n\nB.\n")
    assert local(live) == [("2026-11-23 23:50", "Before"), ("2026-11-24 00:10", "After")]
    assert [one.html for one in live.entries] == ["<p>A.</p>", "<p>B.</p>"]


@pytest.mark.parametrize(
    ("published", "day", "meant"),
    [
        ("2026-12-31 20:00", "January 1", "2027-01-01"),
        ("2026-12-31 20:00", "Friday, Jan. 1", "2027-01-01"),
        ("2027-01-01 00:15", "Dec. 31", "2026-12-31"),
        ("2026-12-31 20:00", "1月1日", "2027-01-01"),
        ("2028-03-01 20:00", "Feb. 29", "2028-02-29"),
    ],
)
def test_a_day_without_a_year_is_the_one_nearest_to_publication(published: str, day: str, meant: str) -> None:
    head = HEAD.replace("2026-11-23 05:00", published)
    assert (f"{meant} 00:10", "After") in local(live_of(f"{head}## {day}\n\n## 00:10 After\n\nB.\n"))
    assert local(live_of(f"{head}## {day}, 00:10 After\n\nB.\n")) == [(f"{meant} 00:10", "After")]


def test_an_hour_may_be_set_in_bold_or_as_a_link() -> None:
    live = live_of(f"{HEAD}## **14:05** One\n\nA.\n\n## [14:06 Two](https://news.example/)\n\nB.\n")
    assert local(live) == [("2026-11-23 14:05", "One"), ("2026-11-23 14:06", "Two")]


@pytest.mark.parametrize("file", [FILE, "content/world/storm.txt"])
def test_an_entry_may_have_a_name_of_its_own(file: str) -> None:
    [entry] = live_of(f"{HEAD}## 14:05 Bridge {{#bridge}}\n\nA.\n", file).entries
    assert (entry.id, entry.title) == ("s-bridge", "Bridge")


@pytest.mark.parametrize(
    ("kind", "heads", "named"),
    [
        ("", ["2105 Polls close", "21:10 Exit poll", "21:20 First result"], "2105 Polls close"),
        ("kind: live\n", ["21:05 Polls close", "2120 First result"], "2120 First result"),
        ("kind: live\n", ["Polls", "Results"], "Polls"),
    ],
)
def test_a_sub_head_that_seems_meant_as_a_time_is_named(kind: str, heads: Sequence[str], named: str) -> None:
    text = HEAD.replace("date:", f"{kind}date:") + "".join(f"## {head}\n\nWords.\n\n" for head in heads)
    parsed = parse_copy(text.encode(), FILE, SETTINGS)
    assert parsed.story is not None
    [problem] = [one for one in parsed.problems if one.code == "reading-entry"]
    assert f"“{named}”" in problem.message


@pytest.mark.parametrize(
    ("kind", "heads"),
    [
        ("", ["What now?", "14:05 Bridge"]),
        ("", ["What now?", "And then?", "14:05 Bridge"]),
        ("kind: opinion\n", ["14:05 Bridge", "15:05 Ferry", "What now?"]),
        ("kind: live\n", ["14:05 Bridge", "Why it closed"]),
        ("", ["14:05 Bridge", "15:05 Ferry"]),
    ],
)
def test_no_other_sub_head_is_named(kind: str, heads: Sequence[str]) -> None:
    text = HEAD.replace("date:", f"{kind}date:") + "".join(f"## {head}\n\nWords.\n\n" for head in heads)
    assert "reading-entry" not in {one.code for one in parse_copy(text.encode(), FILE, SETTINGS).problems}


def test_no_text_under_a_line_with_a_day_is_lost() -> None:
    live = live_of(f"{HEAD}## 23:50 Before\n\nA.\n\n2026-11-24\n\nMore.\n\n## 00:10 After\n\nB.\n")
    assert "More." in live.entries[0].html


def test_an_hour_long_before_publication_is_after_midnight_and_told() -> None:
    text = HEAD.replace("05:00", "21:00") + "## 23:50 Before\n\nA.\n\n## 00:10 After\n\nB.\n"
    assert local(live_of(text)) == [("2026-11-23 23:50", "Before"), ("2026-11-24 00:10", "After")]
    assert any("day after publication" in one.message for one in parse_copy(text.encode(), FILE, SETTINGS).problems)


def test_in_the_hour_that_comes_twice_a_zone_tells_which() -> None:
    text = HEAD.replace("2026-11-23", "2026-11-01").replace("05:00", "00:30")
    live = live_of(f"{text}## 01:30 EST Second\n\nB.\n\n## 01:30 EDT First\n\nA.\n\n## 01:45 Third\n\nC.\n")
    assert [title for _, title in local(live)] == ["First", "Second", "Third"]
    assert len({one.id for one in live.entries}) == 3


@pytest.mark.parametrize(
    "text",
    [
        "## What now?\n\nText.\n\n## 14:05 Bridge\n\nText.",
        "## 10.5 million people\n\nText.",
        "## 25:99 Bridge\n\nText.",
        "The train leaves at 14:05.\n\n### Later\n\nText.",
    ],
)
def test_other_stories_are_not_live(text: str) -> None:
    parsed = parse_copy((HEAD + text).encode(), FILE, SETTINGS)
    assert parsed.body.live is None
    assert parsed.story is not None
    assert parsed.story.genre == ""


def test_a_story_of_another_kind_is_not_live() -> None:
    text = HEAD.replace("date:", "kind: reportage\ndate:") + "## 14:05 Bridge\n\nText."
    assert parse_copy(text.encode(), FILE, SETTINGS).body.live is None


def test_a_story_that_says_so_may_have_other_sub_heads() -> None:
    text = HEAD.replace("date:", "kind: live\ndate:") + "## 14:05 Bridge\n\nText.\n\n## Why it closed\n\nMore."
    [entry] = live_of(text).entries
    assert "Why it closed" in entry.html


HOURS = st.lists(st.integers(0, 24 * 60 - 1), min_size=1, max_size=12, unique=True)


def entries_of(minutes: Sequence[int], words: str = "Words") -> str:
    return "\n\n".join(f"## {at // 60:02}:{at % 60:02} Title {at}\n\n{words} {at}." for at in minutes)


def names(text: str) -> dict[str, str]:
    return {one.title: one.id for one in live_of(text).entries}


@given(HOURS, st.randoms(use_true_random=False))
def test_names_stay_when_entries_are_edited_reordered_added_and_deleted(minutes: list[int], draw: Any) -> None:
    head = HEAD.replace("05:00", "00:00")
    before = names(head + entries_of(minutes))
    shuffled = draw.sample(minutes, len(minutes))
    assert names(head + entries_of(shuffled, "Other words")) == before
    kept = shuffled[: len(shuffled) // 2 + 1]
    assert names(head + entries_of(kept)).items() <= before.items()
    assert [one.moment for one in live_of(head + entries_of(shuffled)).entries] == sorted(
        one.moment for one in live_of(head + entries_of(minutes)).entries
    )


@pytest.mark.parametrize("newest_first", [True, False])
def test_two_entries_in_one_minute_keep_their_names_when_more_are_filed(newest_first: bool) -> None:
    def filed(*entries: str) -> dict[str, str]:
        ordered = reversed(entries) if newest_first else entries
        return names(HEAD + "\n\n".join(f"## {entry}\n\nText." for entry in ordered))

    two = filed("14:00 Zero", "14:05 One", "14:05 Two")
    more = filed("14:00 Zero", "14:05 One", "14:05 Two", "14:05 Three", "14:06 Four")
    assert len(set(more.values())) == 5
    assert two.items() <= more.items()
    assert two["One"] == "e-2026-11-23-1405"


# --- the page -------------------------------------------------------------------------------------


def test_the_page_of_a_live_story(newsroom: Newsroom) -> None:
    newsroom.write(FILE, STORM.replace("---\n\n", "ends: 2026-11-23 20:00\n---\n\n"))
    newsroom.build()
    assert shown(newsroom) == ["e-2026-11-23-0640", "e-2026-11-23-0630", "e-2026-11-23-0605"]
    page = html.fromstring(newsroom.page(URL))
    assert page.xpath("//div[@class='live-points']//li/text()") == ["Power is out"]
    [text] = page.xpath("//script[@type='application/ld+json']/text()")
    article = json.loads(text)["@graph"][0]
    assert article["@type"] == "LiveBlogPosting"
    assert article["coverageStartTime"] == "2026-11-23T06:05:00-05:00"
    assert article["coverageEndTime"] == "2026-11-23T20:00:00-05:00"
    assert article["dateModified"] == "2026-11-23T06:40:00-05:00"
    update = article["liveBlogUpdate"][0]
    assert update["articleBody"] == "It is open again."
    assert update["url"] == f"https://courier.example{URL}#e-2026-11-23-0640"
    assert "/assets/live." in newsroom.page(URL)
    assert "style=" not in newsroom.page(URL)
    assert shown(newsroom, PART) == shown(newsroom)


def test_one_more_entry_prints_the_page_and_its_file_alone(newsroom: Newsroom) -> None:
    for number in range(30):
        newsroom.write(f"content/world/s{number}.txt", story(f"Storm {number}", "2026-11-20 09:00", "Bridge, school."))
    newsroom.write(FILE, STORM.replace("title:", "topics: Storms\nbyline: Jane Roe\ntitle:"))
    newsroom.build()
    text = (newsroom.folder / FILE).read_text()
    newsroom.write(FILE, f"{text}\n\n## 06:50 School reopens\n\nBridge, school, boats and much more.\n")
    assert set(newsroom.build().written) == {f"{URL[1:]}index.html", PART[1:]}
    assert shown(newsroom)[0] == "e-2026-11-23-0650"


def test_an_entry_waits_for_its_hour(newsroom: Newsroom, tmp_path: Path) -> None:
    newsroom.write(FILE, f"{STORM}\n\n## 08:00 Zebra entry\n\nZebra words ![Zebra](zebra.jpg)\n")
    newsroom.write("content/world/zebra.jpg", picture(900, 600))
    eight = datetime(2026, 11, 23, 13, tzinfo=UTC)
    assert newsroom.build().next_change == eight
    assert newsroom.mentions("ebra") == []
    assert not list((newsroom.output / "photos").rglob("*.jpg")) if (newsroom.output / "photos").exists() else True
    newsroom.build(eight - timedelta(seconds=1))
    assert newsroom.mentions("ebra") == []
    written = newsroom.build(eight).written
    assert {f"{URL[1:]}index.html", PART[1:]} <= set(written)
    assert "Zebra entry" in newsroom.page(URL)
    assert "Zebra entry" in newsroom.page(PART)
    assert "<img" in newsroom.page(URL)
    (tmp_path / "clean").mkdir()
    assert site_of(newsroom) == clean_build(newsroom, tmp_path / "clean", eight)
    newsroom.build(NOON)
    assert newsroom.mentions("ebra") == []


def test_a_photo_of_a_later_entry_is_in_no_gallery_and_never_stands_for_the_story(newsroom: Newsroom) -> None:
    newsroom.write(FILE, f"{STORM}\n\n## 08:00 Later\n\n![Zebra](storm-2.jpg)\n\n## 06:55 Now\n\n![Boat](boat.jpg)\n")
    newsroom.write("content/world/storm-2.jpg", picture(900, 600, seed=1))
    newsroom.write("content/world/boat.jpg", picture(900, 600, seed=2))
    newsroom.build()
    page = html.fromstring(newsroom.page(URL))
    assert len(page.xpath("//article//img")) == 1
    assert page.xpath("//meta[@property='og:image:alt']/@content") != ["Boat"]
    assert not html.fromstring(newsroom.page("/world/")).xpath("//main//img")


def test_the_end_comes_by_itself_and_stops_the_script(newsroom: Newsroom) -> None:
    newsroom.write(FILE, STORM.replace("---\n\n", "ends: 2026-11-23 08:00\n---\n\n"))
    newsroom.build()
    assert "data-live=" in newsroom.page(URL)
    assert "data-ended" not in newsroom.page(PART)
    newsroom.build(datetime(2026, 11, 23, 13, tzinfo=UTC))
    assert "data-live=" not in newsroom.page(URL)
    assert "/assets/live." not in newsroom.page(URL)
    assert "This live coverage has ended." in newsroom.page(URL)
    assert "data-ended" in newsroom.page(PART)


def test_feeds_and_lists_do_not_change_with_entries(newsroom: Newsroom) -> None:
    newsroom.write(FILE, STORM)
    newsroom.build()
    for feed in ("/feed.xml", "/atom.xml", "/feed.json"):
        assert "The storm came at four." in newsroom.page(feed)
        assert "Bridge reopens" not in newsroom.page(feed)
    assert "Bridge reopens" not in newsroom.page("/world/")


def test_a_deleted_entry_and_a_deleted_story_leave_nothing_behind(newsroom: Newsroom) -> None:
    newsroom.write("content/world/open.txt", story("Open"))
    newsroom.build()
    without = newsroom.files()
    newsroom.write(FILE, STORM)
    newsroom.build()
    newsroom.write(FILE, STORM.replace("## 06:30 School closes\n\nClosed, too.\n", ""))
    newsroom.build()
    assert newsroom.mentions("School closes") == []
    newsroom.delete(FILE)
    newsroom.build()
    assert newsroom.files() == without


@pytest.mark.parametrize("line", ["draft: yes", "embargo: 2026-12-01 06:00", "expires: 2026-11-22 06:00"])
def test_a_live_story_that_is_not_public_is_nowhere(newsroom: Newsroom, line: str) -> None:
    newsroom.write("content/world/open.txt", story("Open"))
    newsroom.build()
    without = newsroom.files()
    newsroom.write(FILE, STORM.replace("title:", f"{line}\ntitle:"))
    newsroom.build()
    assert newsroom.files() == without


def test_five_thousand_entries(newsroom: Newsroom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.intake.changes.MARKDOWN_LIMIT_S", 100)  # the machine may be busy
    start = datetime(2026, 11, 19)
    hours = [start + timedelta(minutes=number) for number in range(5_000)]
    text = HEAD.replace("2026-11-23", "2026-11-19").replace("05:00", "00:00")
    text += "\n\n".join(f"## {one:%Y-%m-%d %H:%M} Entry {number}\n\nText {number}." for number, one in enumerate(hours))
    newsroom.write(FILE, text)
    newsroom.build()
    url = "/world/2026/11/19/storm/"
    pages = [shown(newsroom, f"{url}page/{number}/") for number in range(9, 0, -1)]
    assert [len(page) for page in pages] == [500] * 9
    assert len(shown(newsroom, url)) == 500
    seen = list(dict.fromkeys(name for page in [shown(newsroom, url), *pages] for name in page))
    assert seen == [f"e-{one:%Y-%m-%d-%H%M}" for one in reversed(hours)]
    assert len(shown(newsroom, "/parts/live/world/2026/11/19/storm.html")) == 20
    newsroom.write(FILE, f"{text}\n\n## 2026-11-23 06:00 The newest\n\nText.\n")
    assert len(newsroom.build().written) <= 10
    older = html.fromstring(newsroom.page(url)).xpath("//nav[@class='live-older']//a")
    assert [link.get("href") for link in older][:2] == [f"{url}page/10/", f"{url}page/9/"]
    assert older[-1].get("data-until") == f"{hours[499]:%Y-%m-%d-%H%M}"
    (tmp_path / "clean").mkdir()
    assert site_of(newsroom) == clean_build(newsroom, tmp_path / "clean", NOON)


def test_pages_with_older_entries_do_not_change(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.intake.changes.MARKDOWN_LIMIT_S", 100)
    head = HEAD.replace("05:00", "00:00").replace("2026-11-23", "2026-11-22")
    newsroom.write(FILE, head + entries_of(range(1_300)))
    newsroom.build()
    for count in (1_310, 1_439):
        newsroom.write(FILE, head + entries_of(range(count)))
        assert not any("/page/" in file for file in newsroom.build().written)
