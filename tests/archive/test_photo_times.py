"""When a photo may be used, as IPTC says it: never too early and never too late."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.archive.photo_times import UseTimes, restraint_of, use_times
from generator.model import Gravity
from generator.photos.rights import Rights

VIENNA = ZoneInfo("Europe/Vienna")


@pytest.mark.parametrize(
    ("written", "opens"),
    [
        ("20261130 060000+0100", "2026-11-30T06:00:00+01:00"),
        ("20261130 060000-0500", "2026-11-30T06:00:00-05:00"),
        ("20261130T060000Z", "2026-11-30T06:00:00+00:00"),
        ("2026-11-30 06:00:00+01:00", "2026-11-30T06:00:00+01:00"),
        ("2026:11:30 06:00", "2026-11-30T06:00:00+01:00"),
        ("20261130", "2026-11-30T00:00:00+01:00"),
        ("20261025 023000", "2026-10-25T02:30:00+01:00"),
        ("20260329 023000", "2026-03-29T01:30:00+00:00"),
        ("00010101", "1000-01-01T00:00:00+01:05:21"),
        ("99991231 235959-1200", "9999-01-01T00:00:00+00:00"),
        ("20261100", "2026-11-30T00:00:00+01:00"),
        ("20260000", "2026-12-31T00:00:00+01:00"),
    ],
)
def test_a_release_is_the_latest_moment_that_it_may_mean(written: str, opens: str) -> None:
    assert use_times(Rights(releases=(written,)), VIENNA) == UseTimes(datetime.fromisoformat(opens))


@pytest.mark.parametrize(
    ("written", "ends"),
    [
        ("20261130 060000+0100", "2026-11-30T06:00:00+01:00"),
        ("20261130", "2026-12-01T00:00:00+01:00"),
        ("20261025 023000", "2026-10-25T02:30:00+02:00"),
        ("20260329 023000", "2026-03-29T00:30:00+00:00"),
        ("20261100", "2026-11-02T00:00:00+01:00"),
        ("20260000", "2026-01-02T00:00:00+01:00"),
    ],
)
def test_an_expiration_is_the_earliest_moment_that_it_may_mean(written: str, ends: str) -> None:
    assert use_times(Rights(expirations=(written,)), VIENNA) == UseTimes(None, datetime.fromisoformat(ends))


@pytest.mark.parametrize("written", ["", "00000000", "00000000 000000+0000", " "])
def test_nothing_is_no_time(written: str) -> None:
    assert use_times(Rights(releases=(written,), expirations=(written,)), VIENNA) == UseTimes()


@pytest.mark.parametrize(
    "written", ["tomorrow", "20261350", "20260230", "20261130 250000", "20261130 060000+9999", "2026", "060000+0100"]
)
def test_what_cant_be_read_is_told(written: str) -> None:
    assert use_times(Rights(releases=(written,)), VIENNA).unreadable == written
    assert use_times(Rights(expirations=(written,)), VIENNA).unreadable == written


def test_a_photo_may_be_used_from_its_release_until_its_expiration() -> None:
    times = UseTimes(datetime(2026, 11, 1, tzinfo=UTC), datetime(2026, 12, 1, tzinfo=UTC))
    found = [
        restraint_of("content/a.jpg", times, datetime(2026, month, day, tzinfo=UTC), VIENNA)
        for month, day in ((10, 31), (11, 1), (11, 30), (12, 1))
    ]
    assert [one and one.gravity for one in found] == [Gravity.NOTE, None, None, Gravity.WARNING]
    assert [*times.turns()] == [times.opens, times.ends]


def test_of_several_times_the_strictest_counts() -> None:
    rights = Rights(releases=("20261130", "", "2026-12-02"), expirations=("20261224", "2026-12-20", "00000000"))
    opens, ends = (datetime(2026, 12, day, tzinfo=VIENNA).astimezone(UTC) for day in (2, 21))
    assert use_times(rights, VIENNA) == UseTimes(opens, ends)
    assert use_times(Rights(releases=("20261130", "soon")), VIENNA).unreadable == "soon"


def test_a_photo_that_never_expires_has_no_end() -> None:
    assert use_times(Rights(expirations=("99991231 235959+0000",)), VIENNA) == UseTimes()


ZONES = st.sampled_from(["America/New_York", "Europe/Vienna", "Pacific/Auckland"])


@given(st.text("0123456789 +-:TZ", max_size=24), ZONES)
def test_no_text_ends_in_an_error(text: str, zone: str) -> None:
    assert use_times(Rights(releases=(text,)), ZoneInfo(zone)).unreadable in {"", text}


@given(st.datetimes(datetime(1900, 1, 1), datetime(2100, 1, 1)), ZONES, st.booleans())
def test_a_photo_with_one_time_for_both_is_used_on_its_day_or_never(local: datetime, zone: str, has_hour: bool) -> None:
    written = local.strftime("%Y%m%d %H%M%S" if has_hour else "%Y%m%d")
    times = use_times(Rights(releases=(written,), expirations=(written,)), ZoneInfo(zone))
    assert times.opens
    assert times.ends
    length = times.ends - times.opens
    assert length <= timedelta() if has_hour else timedelta(hours=22) <= length <= timedelta(hours=26)
