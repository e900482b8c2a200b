"""`time_zone`: zones without summer time are told, with the zone that is probably meant."""

from zoneinfo import available_timezones

import pytest
from conftest import SITE, Newsroom, story

from generator.config import parse_config
from generator.config.time_zones import ABBREVIATIONS, OFFSETS, find_zone_doubts
from generator.errors import ConfigError
from generator.model import Gravity

REST = 'name = "The Courier"\naddress = "https://example.org"\n'


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("EST", "America/New_York"),
        ("MST", "America/Denver"),
        ("HST", "Pacific/Honolulu"),
        ("GMT", "Europe/London"),
        ("GMT+0", "Europe/London"),
        ("Etc/Greenwich", "Europe/London"),
        ("Etc/GMT+5", "America/New_York"),
        ("Etc/GMT-1", "Europe/Berlin"),
        ("Etc/GMT-9", "Asia/Tokyo"),
    ],
)
def test_a_zone_without_summer_time_is_told_with_the_one_that_is_meant(name: str, meant: str) -> None:
    assert parse_config(f'{REST}time_zone = "{name}"\n').time_zone == name
    [(key, message, hint)] = find_zone_doubts(name)
    assert key == "time_zone"
    assert f"“{name}” has no summer time" in message
    assert hint.startswith(f'You probably mean: time_zone = "{meant}"')


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("EDT", "America/New_York"),
        ("est", "America/New_York"),
        ("PST", "America/Los_Angeles"),
        ("CEST", "Europe/Berlin"),
        ("AEST", "Australia/Sydney"),
        ("UTC+1", "Europe/Berlin"),
        ("GMT-5", "America/New_York"),
        ("+05:30", "Asia/Kolkata"),
        ("UTC−8", "America/Los_Angeles"),
    ],
)
def test_an_abbreviation_that_is_no_zone_is_refused_with_the_one_that_is_meant(name: str, meant: str) -> None:
    with pytest.raises(ConfigError) as refused:
        parse_config(f'{REST}time_zone = "{name}"\n')
    [problem] = refused.value.problems
    assert problem.line == 3
    assert problem.hint.startswith(f'You probably mean: time_zone = "{meant}"')


def test_no_zone_of_a_place_is_told_and_neither_is_utc() -> None:
    told = {name for name in available_timezones() if list(find_zone_doubts(name))}
    assert not {name for name in told if "/" in name and not name.startswith("Etc/")}
    assert told.isdisjoint({"UTC", "Etc/UTC", "Zulu", "CET", "EET", "EST5EDT", "Japan", "Turkey"})


def test_every_zone_that_is_suggested_exists() -> None:
    suggested = {zone for zones in (*ABBREVIATIONS.values(), *OFFSETS.values()) for zone in zones}
    assert suggested <= available_timezones()


def test_a_build_warns_of_the_zone_with_its_line(newsroom: Newsroom) -> None:
    newsroom.write("site.toml", SITE.replace(f'time_zone = "{parse_config(SITE).time_zone}"', 'time_zone = "EST"'))
    newsroom.write("content/town/a.txt", story("A story"))
    [problem] = [one for one in newsroom.build().problems if "summer time" in one.message]
    assert (problem.path, problem.gravity) == ("site.toml", Gravity.WARNING)
    assert problem.line == SITE.split("\n").index(f'time_zone = "{parse_config(SITE).time_zone}"') + 1
