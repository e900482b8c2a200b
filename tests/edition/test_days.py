"""Times are told from the day of the edition, in the paper's own zone."""

import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from babel import dates
from conftest import NOON, SITE, Newsroom, story
from hypothesis import given
from hypothesis import strategies as st

from generator.edition.days import clock, day_of, days_before, full_day, next_midnight, short_day, told_from, weekdays

ZONES = [
    ZoneInfo(name)
    for name in ("America/New_York", "Asia/Tokyo", "Europe/Berlin", "Africa/Cairo", "America/Havana", "Asia/Beirut")
]
MOMENTS = st.datetimes(datetime(1990, 1, 1), datetime(2040, 1, 1)).map(lambda moment: moment.replace(tzinfo=UTC))
NEW_YORK = ZONES[0]


@given(MOMENTS, st.sampled_from(ZONES))
def test_the_next_midnight_is_the_first_instant_of_the_next_day(moment: datetime, zone: ZoneInfo) -> None:
    turn = next_midnight(moment, zone)
    assert turn > moment
    assert day_of(turn, zone) == day_of(moment, zone) + timedelta(days=1)
    assert day_of(turn - timedelta(microseconds=1), zone) == day_of(moment, zone)


@given(MOMENTS, MOMENTS, st.sampled_from(ZONES))
def test_a_page_tells_no_more_of_the_day_than_its_stories_need(moment: datetime, now: datetime, zone: ZoneInfo) -> None:
    today = day_of(now, zone)
    told = told_from(today, zone, [moment])
    before = (today - day_of(moment, zone)).days
    assert days_before(moment, told, zone) == (before if before in {0, 1} else -1)
    assert short_day(moment, told, zone, "en") == short_day(moment, today.isoformat(), zone, "en")


@pytest.mark.parametrize(
    ("published", "shown"),
    [
        ("2026-11-23 06:10", "6:10 AM"),
        ("2026-11-23 00:00:01", "12:00 AM"),
        ("2026-11-22 23:59", "Yesterday"),
        ("2026-11-22 00:00:01", "Yesterday"),
        ("2026-11-21 23:59", "Nov. 21"),
        ("2026-06-01 09:00", "June 1"),
        ("2025-12-31 23:00", "Dec. 31, 2025"),
        ("2026-11-23", "Today"),
        ("2026-11-22", "Yesterday"),
    ],
)
def test_a_front_tells_times_as_readers_do(newsroom: Newsroom, published: str, shown: str) -> None:
    newsroom.write("content/world/a.txt", story("A", published))
    newsroom.build()  # at seven in the morning of November 23
    for url in ("/", "/world/", "/404.html", "/parts/latest.html"):
        assert re.findall(r'<time datetime="[^"]{25}">([^<]*)</time>', newsroom.page(url)) == [shown], url


def test_the_day_is_that_of_the_papers_zone(newsroom: Newsroom) -> None:
    newsroom.write("content/world/a.txt", story("A", "2026-11-23T03:00:00Z"))
    told = {}
    for zone in ("America/New_York", "Asia/Tokyo"):
        newsroom.write("site.toml", SITE.replace("America/New_York", zone))
        newsroom.build()
        told[zone] = re.findall(r"<time [^>]*>([^<]*)</time>", newsroom.page("/"))
    assert told == {
        "America/New_York": ["Monday, November 23, 2026", "Yesterday"],
        "Asia/Tokyo": ["Monday, November 23, 2026", "12:00 PM"],
    }


def test_stories_pages_and_other_lists_name_the_day(newsroom: Newsroom) -> None:
    newsroom.write("content/world/a.txt", story("A", "2026-11-23 06:10", Topics="Harbor", By="Jane Roe"))
    newsroom.write("content/world/b.txt", story("B", "2026-11-22 06:10"))
    newsroom.build()
    assert ">November 23, 2026 at 6:10 AM</time>" in newsroom.page("/world/2026/11/23/a/")
    assert ">Nov. 22, 2026</time>" in newsroom.page("/world/2026/11/23/a/")
    assert ">Nov. 23, 2026</time>" in newsroom.page("/topics/harbor/")
    assert ">Nov. 23, 2026</time>" in newsroom.page("/by/jane-roe/")


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", ["4:10 PM", "Nov. 19", "Sept. 1, 2025", "Thursday, November 19, 2026"]),
        ("en-GB", ["16:10", "19 Nov", "1 Sept 2025", "Thursday, 19 November 2026"]),
        ("de", ["16:10", "19. Nov.", "1. Sept. 2025", "Donnerstag, 19. November 2026"]),
        ("ja", ["16:10", "11月19日", "2025年9月1日", "2026年11月19日木曜日"]),
    ],
)
def test_each_language_has_its_own_forms(language: str, told: list[str]) -> None:
    moment, older = datetime(2026, 11, 19, 21, 10, tzinfo=UTC), datetime(2025, 9, 1, 12, tzinfo=UTC)
    assert [
        clock(moment, NEW_YORK, language),
        short_day(moment, "2026", NEW_YORK, language),
        short_day(older, "2026", NEW_YORK, language),
        full_day("2026-11-19", language),
    ] == told


@given(
    st.dates(date(1800, 1, 1), date(2200, 1, 1)),
    st.booleans(),
    st.sampled_from(["en-GB", "de", "ja", "ar", "uk", "th"]),
)
def test_short_days_are_written_as_babel_writes_them(day: date, with_year: bool, language: str) -> None:
    moment = datetime.combine(day, time(12), UTC)
    told = short_day(moment, f"{day.year + with_year:04}", ZoneInfo("UTC"), language)
    fields = "yMMMd" if with_year else "MMMd"
    assert told == dates.format_skeleton(fields, day, locale=language.replace("-", "_"))


def test_weeks_begin_as_they_do_where_the_language_is_spoken() -> None:
    assert {language: weekdays(language)[0][1] for language in ("en", "en-GB", "de", "pt-BR", "ar")} == {
        "en": "Sunday", "en-GB": "Monday", "de": "Montag", "pt-BR": "domingo", "ar": "السبت",
    }  # fmt: skip


# --- what is printed when the day changes ---------------------------------------------------------


@pytest.fixture
def archive(newsroom: Newsroom) -> Newsroom:
    """Return a built paper with forty stories, the newest of today, in two sections."""
    for number in range(40):
        moment = NOON - timedelta(days=number, hours=2)
        section = "world" if number % 2 == 0 else "town"
        newsroom.write(f"content/{section}/s{number}.txt", story(f"S{number}", moment.isoformat(), By="Jane Roe"))
    newsroom.build()
    return newsroom


def test_a_new_day_prints_the_pages_that_tell_of_it(archive: Newsroom) -> None:
    before = archive.files()
    assert archive.build(NOON + timedelta(hours=17, minutes=-1)).written == ()
    written = archive.build(NOON + timedelta(hours=17)).written  # midnight in New York
    shown = {"index.html", "404.html", "world/index.html", "town/index.html"}
    parts = {"parts/latest.html", "parts/latest-world.html", "parts/latest-town.html"}
    ended = {"edition/2026/11/23/index.html", "archive/2026/11/23/index.html"}
    assert set(written) == shown | parts | ended
    changed = {name for name, content in archive.files().items() if before.get(name) != content}
    assert set(written) == changed - {".broadsheet-manifest"}


def test_after_two_quiet_days_a_new_day_prints_the_front_alone(archive: Newsroom) -> None:
    archive.build(NOON + timedelta(days=3))
    outcome = archive.build(NOON + timedelta(days=4))
    assert outcome.written == ("index.html",)
    assert len(outcome.reasons) == 7


def test_a_new_year_adds_the_year_to_dates(archive: Newsroom) -> None:
    archive.build(datetime(2026, 12, 31, 12, tzinfo=UTC))
    assert ">Nov. 23</time>" in archive.page("/world/")
    archive.build(datetime(2027, 1, 1, 12, tzinfo=UTC))
    assert ">Nov. 23, 2026</time>" in archive.page("/world/")


def test_the_front_has_the_editions_date(archive: Newsroom) -> None:
    assert '<time datetime="2026-11-23">Monday, November 23, 2026</time>' in archive.page("/")
    assert "Monday" not in archive.page("/world/")


def test_a_day_is_written_as_american_newspapers_do() -> None:
    days = (datetime(2026, month, 5, 12, tzinfo=UTC) for month in range(1, 13))
    assert [short_day(day, "2026", NEW_YORK, "en-US") for day in days] == [
        "Jan. 5", "Feb. 5", "March 5", "April 5", "May 5", "June 5", "July 5", "Aug. 5", "Sept. 5", "Oct. 5", "Nov. 5",
        "Dec. 5",
    ]  # fmt: skip
    assert told_from(date(2026, 11, 23), NEW_YORK, []) == ""
