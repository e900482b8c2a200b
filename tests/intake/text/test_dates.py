from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.intake.text.dates import DateError, looks_like_moment, read_moment
from generator.intake.text.name_dates import day_in_name, moment_in_name, rest_of_name

NEW_YORK = ZoneInfo("America/New_York")
LONDON = ZoneInfo("Europe/London")
EARLIEST = datetime.fromisoformat("1000-01-02")
LATEST = datetime.fromisoformat("9999-12-30")


def read(text: str, zone: ZoneInfo = NEW_YORK, order: str = "") -> str:
    return read_moment(text, zone, order).isoformat()


def trouble(text: str, order: str = "") -> DateError:
    with pytest.raises(DateError) as raised:
        read_moment(text, NEW_YORK, order)
    return raised.value


@pytest.mark.parametrize(
    "text",
    [
        "April 20, 2010 at 4:49 PM",
        "April 20, 2010 at 4:49 PM EDT",
        "April 20, 2010, 4:49 p.m.",
        "April 20 2010 4.49pm",
        "Apr. 20, 2010 | 4:49 PM ET",
        "4:49 p.m. ET, April 20, 2010",
        "4:49 PM - Apr 20, 2010",
        "20 April 2010 16:49",
        "20th of April, 2010 16:49",
        "20. April 2010, 16:49",
        "20-APR-2010 16:49:00.00",
        "Tuesday, April 20, 2010 at 4:49 PM",
        "Tue, 20 Apr 2010 16:49:00 -0400",
        "Tue, 20 Apr 2010 16:49:00 -0400 (EDT)",
        "Tue, 20 Apr 2010 20:49:00 GMT",
        "20.04.2010 16:49",
        "20/04/2010 16:49",
        "04/20/2010 04:49 PM",
        "2010/04/20 16:49",
        "2010-04-20 16:49",
        "2010-4-20 16:49 PM",
        "2010-04-20T16:49",
        "2010-04-20T16:49:00",
        "2010-04-20T20:49:00Z",
        "2010-04-20T22:49:00+02:00",
        "2010-04-20T22:49+0200",
        "2010-04-20T22:49+02",
        "2010-04-20 22:49 UTC+2",
        "2010-04-20 22:49 CEST",
        "2010-04-20 15:49 CT",
        "20100420T204900Z",
        "April 20, 2010 2049 GMT",
        "Published: April 20, 2010 at 4:49 PM",
        "Posted on Tuesday, April 20, 2010, 4:49 p.m.",
        "Last updated: 20 April 2010 16:49",
        "PUBLISHED: TUESDAY, APRIL 20, 2010, 4:49 PM",
    ],
)
def test_the_forms_that_newsrooms_write_are_all_the_same_instant(text: str) -> None:
    assert read(text) == "2010-04-20T20:49:00+00:00"
    assert looks_like_moment(text)


def test_a_date_alone_is_midnight_in_the_papers_zone() -> None:
    assert read("April 20, 2010") == "2010-04-20T04:00:00+00:00"
    assert read("2010-01-20", LONDON) == "2010-01-20T00:00:00+00:00"


def test_seconds_and_their_parts_are_kept() -> None:
    assert read("26-FEB-1987 15:01:01.79") == "1987-02-26T20:01:01.790000+00:00"


def test_noon_and_twelve_are_read_as_clocks_are() -> None:
    assert read("noon, April 20, 2010") == read("April 20, 2010 12:00 pm") == "2010-04-20T16:00:00+00:00"
    assert read("April 20, 2010 12:00 a.m.") == read("April 20, 2010")


def test_et_follows_the_season_and_est_does_not() -> None:
    assert read("2010-07-01 12:00 ET", LONDON) == "2010-07-01T16:00:00+00:00"
    assert read("2010-01-01 12:00 ET", LONDON) == "2010-01-01T17:00:00+00:00"
    assert read("2010-07-01 12:00 EST", LONDON) == "2010-07-01T17:00:00+00:00"


def test_an_hour_that_the_clocks_repeat_or_skip_is_the_later_instant() -> None:
    assert read("2026-11-01 01:30") == "2026-11-01T06:30:00+00:00"
    assert read("2026-03-08 02:30") == "2026-03-08T07:30:00+00:00"


def test_a_number_over_twelve_is_the_day_whatever_the_order() -> None:
    assert {read("20/04/2010", order=order) for order in ("", "mdy", "dmy")} == {read("2010-04-20")}
    assert read("05/05/2010") == read("2010-05-05")


def test_the_order_decides_what_the_numbers_leave_open() -> None:
    assert read("03/04/2010", order="mdy") == read("2010-03-04")
    assert read("03/04/2010", order="dmy") == read("2010-04-03")


def test_an_open_order_names_both_readings() -> None:
    found = trouble("03/04/2010")
    assert "3 April or 4 March 2010" in found.message
    assert "2010-04-03" in found.hint
    assert "2010-03-04" in found.hint


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("4/20/10", "two digits"),
        ("Tue, 20 Apr 10 16:49:00 GMT", "two digits"),
        ("31 February 2010", "no such date"),
        ("2010-02-30", "no such date"),
        ("13/13/2010", "no such date"),
        ("2010-04-20 25:00", "no such time"),
        ("2010-04-20 16:60", "no such time"),
        ("16:00 AM 20 April 2010", "no such time"),
        ("2010-04-20 16:49 +25:00", "time zone"),
        ("2010-04-20 16:49 IST", "“IST”"),
        ("April 20, 2010 midnight", "Midnight"),
        ("0999-01-01", "before the year 1000"),
        ("9999-12-31 23:59 -10:00", "out of range"),
        ("April 20", "a year"),
        ("April 2010", "no day"),
        ("yesterday", "can't be read"),
        ("20 avril", "can't be read"),
        ("3 listopada 2010", "one month in one language"),
        ("2010-04-20 and then some", "can't be read"),
        ("2026-11-23-0900", "can't be read"),
        ("", "can't be read"),
        ("x" * 100_000, "can't be read"),
    ],
)
def test_what_is_no_certain_instant_is_refused_with_the_reason(text: str, word: str) -> None:
    found = trouble(text)
    assert word in found.message
    assert found.hint
    assert len(found.message) < 250


@pytest.mark.parametrize("text", ["31 February 2010", "03/04/2010", "4/20/10", "April 20, 2010 4:49 PM IST"])
def test_a_date_that_cannot_be_still_looks_like_one(text: str) -> None:
    assert looks_like_moment(text)


@pytest.mark.parametrize(
    "text",
    ["", "April 20", "The treaty was signed on April 20, 2010.", "May 2010", "2010", "Smith, April 20, 2010", "3-2"],
)
def test_a_line_with_more_or_less_than_a_date_does_not_look_like_one(text: str) -> None:
    assert not looks_like_moment(text)


@given(st.datetimes(EARLIEST, LATEST, timezones=st.just(UTC)))
def test_what_iso_format_writes_is_read_back(moment: datetime) -> None:
    assert read_moment(moment.isoformat(), NEW_YORK) == moment


@given(
    st.datetimes(datetime.fromisoformat("1900-01-01"), datetime.fromisoformat("2100-01-01")),
    st.sampled_from([NEW_YORK, LONDON]),
)
def test_a_time_without_zone_is_never_before_either_reading_of_the_clock(moment: datetime, zone: ZoneInfo) -> None:
    found = read_moment(moment.isoformat(), zone)
    readings = [moment.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1)]
    assert found == max(readings)
    assert found - min(readings) <= timedelta(hours=2)


@given(st.text(max_size=90) | st.text("0123456789/-.: aprilAPM,+ZT", max_size=40))
def test_any_text_is_read_or_refused_in_words(text: str) -> None:
    try:
        moment = read_moment(text, LONDON)
    except DateError as found:
        assert found.message
        assert found.hint
    else:
        assert moment.tzinfo is UTC
        assert looks_like_moment(text)


@pytest.mark.parametrize(
    ("name", "moment", "rest"),
    [
        ("2026-11-23-council-votes", "2026-11-23", "council-votes"),
        ("2026-11-23-1430-council-votes", "2026-11-23 14:30", "council-votes"),
        ("2026-11-23 council votes", "2026-11-23", "council votes"),
        ("2026-11-23", "2026-11-23", ""),
        ("2026-02-31-x", "2026-02-31", "x"),
        ("2026-11-23-2560-homes", "2026-11-23", "2560-homes"),
        ("2026-11-23-14300-homes", "2026-11-23", "14300-homes"),
        ("2026-13-01-x", "", "2026-13-01-x"),
        ("2026-11-234", "", "2026-11-234"),
        ("summit", "", "summit"),
        ("", "", ""),
    ],
)
def test_a_files_name_may_begin_with_the_date(name: str, moment: str, rest: str) -> None:
    assert moment_in_name(name) == moment
    assert rest_of_name(name) == rest


@pytest.mark.parametrize(
    ("name", "moment"),
    [
        ("20261122-vote", "2026-11-22"),
        ("20261122_1605 vote", "2026-11-22 16:05"),
        ("20261122T1605-vote", "2026-11-22 16:05"),
        ("2026_11_22_vote", "2026-11-22"),
        ("2026.11.22.vote7", "2026-11-22"),
        ("2026-11-22T16-05-vote9", "2026-11-22 16:05"),
        ("2026-11-22T16-05-30-vote", "2026-11-22 16:05"),
        ("22-11-2026 vote", "2026-11-22"),
        ("22.11.2026-vote", "2026-11-22"),
        ("11-22-2026 vote", "2026-11-22"),
        ("04-04-2026 vote", "2026-04-04"),
        ("03-04-2026 vote", "3/4/2026"),
        ("Vote 11-22-2026", "2026-11-22"),
        ("vote-2026-11-22", "2026-11-22"),
        ("vote_20261122", "2026-11-22"),
        ("2026年11月22日 フェリー", "2026-11-22"),
        ("2026年3月4日の港", "2026-03-04"),
        ("2026년 11월 22일 항구", "2026-11-22"),
        ("20261322-vote", ""),
        ("12345678-vote", ""),
        ("20261122345 vote", ""),
        ("SPL.VOTE.22", ""),
        ("vote-1945-05", ""),
        ("plan-2026-11-22-draft", ""),
        ("555-010-2026x", ""),
    ],
)
def test_a_date_in_a_name_is_read_in_many_forms(name: str, moment: str) -> None:
    assert moment_in_name(name) == moment


def test_a_date_that_was_always_a_part_of_the_address_stays_one() -> None:
    assert rest_of_name("20261122-vote") == "20261122-vote"
    assert rest_of_name("2026-11-22-vote") == "vote"


@given(st.text(alphabet="0123456789-_. tTx", max_size=30))
def test_a_date_in_a_name_is_a_date_or_is_refused(name: str) -> None:
    found = moment_in_name(name)
    if found:
        try:
            read_moment(found, NEW_YORK)
        except DateError as error:
            assert error.message


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("20261122-vote", "2026-11-22"),
        ("2026-02-31-vote", ""),
        ("03-04-2026 vote", ""),
        ("vote-2026-11-22", ""),
        ("", ""),
    ],
)
def test_only_a_certain_day_at_the_start_of_a_name_overrides_the_copy(name: str, day: str) -> None:
    assert day_in_name(name) == day


@pytest.mark.parametrize("written", ["22 XI 2026", "22. XI. 2026", "22 XI 2026, 14:30"])
def test_a_month_in_roman_numbers_is_read(written: str) -> None:
    moment = read_moment(written, ZoneInfo("UTC"))
    assert (moment.year, moment.month, moment.day) == (2026, 11, 22)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("Sun Nov 22 09:12:44 EST 2026", "2026-11-22 14:12:44"),
        ("Sun Nov 22 09:12:44 2026 -0500", "2026-11-22 14:12:44"),
        ("Sun Nov  2 09:12:44 2026", "2026-11-02 14:12:44"),
        ("Sun Nov 22 09:12:44 AM EST 2026", "2026-11-22 14:12:44"),
        ("2026/11/22 10:30 配信", "2026-11-22 15:30:00"),
        ("입력 2026.11.22. 오전 10:30", "2026-11-22 15:30:00"),
        ("2026.11.22 오후 3:05", "2026-11-22 20:05:00"),
    ],
)
def test_dates_as_programs_and_websites_print_them(text: str, moment: str) -> None:
    assert f"{read_moment(text, ZoneInfo('America/New_York')):%Y-%m-%d %H:%M:%S}" == moment
