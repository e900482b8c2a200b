"""Times to come, as people say them: one instant, or refused with examples."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.errors import CommandRefused
from generator.intake.text.dates import read_moment
from generator.newsroom.when import EXAMPLES, read_when, write_when

ZONE = ZoneInfo("America/New_York")
NOW = datetime(2026, 11, 27, 10, 20, tzinfo=ZONE)
"""A Friday."""


@pytest.mark.parametrize(
    ("words", "local"),
    [
        ("tomorrow 6 a.m.", "2026-11-28 06:00"),
        ("Tomorrow at 6am", "2026-11-28 06:00"),
        ("tomorrow, 6:30 PM", "2026-11-28 18:30"),
        ("6 a.m. tomorrow", "2026-11-28 06:00"),
        ("today 18:00", "2026-11-27 18:00"),
        ("today at noon", "2026-11-27 12:00"),
        ("Sunday 18:00", "2026-11-29 18:00"),
        ("on Sunday at 6 p.m.", "2026-11-29 18:00"),
        ("this Sunday 18.00", "2026-11-29 18:00"),
        ("18:00 on Sun.", "2026-11-29 18:00"),
        ("friday 18:00", "2026-11-27 18:00"),
        ("friday 9:00", "2026-12-04 09:00"),
        ("Thu 00:05", "2026-12-03 00:05"),
        ("18:00", "2026-11-27 18:00"),
        ("9 am", "2026-11-28 09:00"),
        ("at 12 pm", "2026-11-27 12:00"),
        ("tomorrow 12 a.m.", "2026-11-28 00:00"),
        ("in 2 hours", "2026-11-27 12:20"),
        ("in 90 min", "2026-11-27 11:50"),
        ("in an hour", "2026-11-27 11:20"),
        ("in half an hour", "2026-11-27 10:50"),
        ("in 3 days", "2026-11-30 10:20"),
        ("in a week", "2026-12-04 10:20"),
        ("now", "2026-11-27 10:20"),
        ("2026-11-30 06:00", "2026-11-30 06:00"),
        ("2026-11-30T06:00", "2026-11-30 06:00"),
        ("Nov. 30, 2026 at 6 p.m.", "2026-11-30 18:00"),
        ("Monday, November 30, 2026, 6 a.m.", "2026-11-30 06:00"),
        ("30 novembre 2026 à 18 h 05", "2026-11-30 18:05"),
        ("2026-11-30 06:00 UTC", "2026-11-30 01:00"),
    ],
)
def test_a_time_is_the_one_that_was_meant_in_the_papers_zone(words: str, local: str) -> None:
    moment = read_when(words, NOW, ZONE)
    assert f"{moment.astimezone(ZONE):%Y-%m-%d %H:%M}" == local
    assert moment.tzinfo is UTC


@pytest.mark.parametrize(
    "words",
    [
        "", " ", "soon", "tomorrow", "Sunday", "tomorrow 6", "6", "next Monday 6 a.m.", "tomorrow morning", "midnight",
        "tomorrow 25:00", "tomorrow 6:75", "tomorrow 13 pm", "tomorrow 0 a.m.", "in 0 minutes", "in hours", "in 5",
        "in 9999 weeks", "yesterday 6 a.m.", "2026-11-30", "Nov. 30", "30/11/26 06:00 tomorrow", "today 6 a.m.",
        "2020-01-01 06:00", "Sunday, November 30, 2026, 6 a.m.", "03/04/2027 06:00", "tomorrow 6 a.m. or so", "x" * 200,
        "tomorrow\x1b[0m 6 a.m.", "in -2 hours", "in 1.5 hours", "sunday sunday 18:00", "on 18:00", "२७ 18:00",
    ],
)  # fmt: skip
def test_what_is_not_clearly_one_time_to_come_is_refused_with_examples(words: str) -> None:
    with pytest.raises(CommandRefused) as refused:
        read_when(words, NOW, ZONE)
    assert refused.value.hint == EXAMPLES
    assert refused.value.message


def test_every_example_of_the_hint_is_understood() -> None:
    for words in EXAMPLES.removeprefix("Write it like this: ").split(" · "):
        assert read_when(words, NOW, ZONE) > NOW


@pytest.mark.parametrize(
    ("words", "now"),
    [
        ("tomorrow 2:30 a.m.", datetime(2027, 3, 13, 12, tzinfo=ZONE)),
        ("sunday 01:30", datetime(2026, 10, 31, 12, tzinfo=ZONE)),
        ("2027-03-14 02:30", datetime(2027, 3, 1, 12, tzinfo=ZONE)),
        ("Nov. 1, 2026 at 1:30 a.m.", datetime(2026, 10, 1, 12, tzinfo=ZONE)),
    ],
)
def test_an_hour_that_is_skipped_or_comes_twice_is_refused(words: str, now: datetime) -> None:
    with pytest.raises(CommandRefused, match="the clocks are changed"):
        read_when(words, now, ZONE)


def test_an_hour_that_comes_twice_may_be_named_with_its_zone() -> None:
    now = datetime(2026, 10, 1, 12, tzinfo=ZONE)
    first, second = (read_when(f"2026-11-01 01:30 {name}", now, ZONE) for name in ("EDT", "EST"))
    assert second - first == timedelta(hours=1)
    assert read_when("2026-11-01 01:30 -05:00", now, ZONE) == second


def test_hours_are_counted_over_a_change_of_the_clocks() -> None:
    now = datetime(2026, 10, 31, 23, 30, tzinfo=ZONE)
    assert read_when("in 3 hours", now, ZONE) - now.astimezone(UTC) == timedelta(hours=3)


@given(
    st.datetimes(datetime(2026, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC)),
    st.sampled_from(["America/New_York", "Europe/Berlin", "Australia/Lord_Howe", "Asia/Kolkata", "UTC"]),
)
def test_what_is_written_is_read_as_the_same_minute(moment: datetime, name: str) -> None:
    zone = ZoneInfo(name)
    words = write_when(moment, zone)
    assert read_moment(words, zone) == moment.replace(second=0, microsecond=0)


@given(st.text(max_size=40))
def test_any_words_are_a_time_to_come_or_refused(words: str) -> None:
    try:
        assert read_when(words, NOW, ZONE) >= NOW
    except CommandRefused as refused:
        assert refused.hint == EXAMPLES
