"""Events: read as people write them, listed until they are over, and in a calendar that other programs read."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from conftest import NOON, Newsroom, story
from histories import clean_build, site_of
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from generator.intake.events import read_event
from generator.intake.header.fields import Field
from generator.intake.header.values import FieldReader
from generator.story_records import Event

ZONE = ZoneInfo("America/New_York")


def at(words: str) -> datetime:
    return datetime.fromisoformat(words).replace(tzinfo=ZONE).astimezone(UTC)


def read(words: str) -> tuple[Event | None, list[str]]:
    reader = FieldReader("a.txt", {"events": Field(words, 3)}, ZONE, "mdy")
    return read_event(reader, words), [problem.message for problem in reader.problems]


@pytest.mark.parametrize(
    ("words", "start", "end", "place"),
    [
        ("2026-12-12 10:00, Grange Hall", "2026-12-12 10:00", "", "Grange Hall"),
        ("2026-12-12 10:00-12:00, Grange Hall", "2026-12-12 10:00", "2026-12-12 12:00", "Grange Hall"),
        ("2026-12-12 10:00 – 12:00, Hall, 12 Main St.", "2026-12-12 10:00", "2026-12-12 12:00", "Hall, 12 Main St."),
        ("2026-12-12 22:00-02:00, Pier", "2026-12-12 22:00", "2026-12-13 02:00", "Pier"),
        ("December 12, 2026 at 10 a.m., Grange Hall", "2026-12-12 10:00", "", "Grange Hall"),
        ("Dec. 12, 2026, 10 a.m. to 1 p.m., Grange Hall", "2026-12-12 10:00", "2026-12-12 13:00", "Grange Hall"),
        ("2026-12-12 10:00 at Grange Hall", "2026-12-12 10:00", "", "Grange Hall"),
        ("2026-12-12 10:00 to 2026-12-13 16:00, Hall", "2026-12-12 10:00", "2026-12-13 16:00", "Hall"),
        ("2026-12-12 10:00", "2026-12-12 10:00", "", ""),
        ("2026-12-12 10:00, 10 Main Street", "2026-12-12 10:00", "", "10 Main Street"),
    ],
)
def test_an_event_with_an_hour(words: str, start: str, end: str, place: str) -> None:
    assert read(words) == (Event(at(start), at(end) if end else None, False, place), [])


@pytest.mark.parametrize(
    ("words", "start", "end", "place"),
    [
        ("2026-12-12, Grange Hall", "2026-12-12", "", "Grange Hall"),
        ("2026-12-12 to 2026-12-14, Grange Hall", "2026-12-12", "2026-12-14", "Grange Hall"),
        ("2026-12-12 – 2026-12-14", "2026-12-12", "2026-12-14", ""),
    ],
)
def test_an_event_of_whole_days(words: str, start: str, end: str, place: str) -> None:
    assert read(words) == (Event(at(start), at(end) if end else None, True, place), [])


@pytest.mark.parametrize("words", ["2026-02-31 10:00, Hall", "12 December", "12/13 at 8, Hall"])
def test_an_event_without_a_day_is_told_and_its_story_published(newsroom: Newsroom, words: str) -> None:
    event, problems = read(words)
    assert event is None
    assert "doesn't begin with a day" in problems[0]
    newsroom.write("content/world/fair.txt", story("The fair", Event=words))
    outcome = newsroom.build()
    assert [one.line for one in outcome.problems if "no list of events" in one.message] == [4]
    assert "The fair" in newsroom.page("/")
    assert not (newsroom.output / "events").exists()


def test_an_event_that_ends_before_it_begins_is_told() -> None:
    assert read("2026-12-12 to 2026-12-10, Hall") == (
        None,
        ["“2026-12-12 to 2026-12-10, Hall” ends before it begins, so it is in no list of events."],
    )


@given(st.text(max_size=120))
def test_any_text_is_read_or_told(words: str) -> None:
    event, problems = read(" ".join(words.split()))
    assert (event is None) == bool(problems)


# --- the pages ------------------------------------------------------------------------------------


def events_in(newsroom: Newsroom) -> list[Any]:
    calendar = Calendar.from_ical((newsroom.output / "events/calendar.ics").read_bytes())
    assert calendar["version"] == "2.0"
    return list(calendar.walk("VEVENT"))


def fair(name: str, words: str, **fields: str) -> str:
    return story(f"The {name}; fair, day", "2026-11-01 09:00", f"Come to the {name}.", Event=words, **fields)


def test_an_event_is_on_its_page_in_the_list_and_in_the_calendar(newsroom: Newsroom) -> None:
    newsroom.write("content/world/harvest.txt", fair("harvest", "2026-12-12 10:00-12:00, Grange Hall, 12 Main St."))
    newsroom.write(
        "content/world/boat.txt", fair("boat", "2026-12-10 to 2026-12-11, Pier", Deck="“Boats” — & ropes " * 9)
    )
    newsroom.build()
    page = newsroom.page("/events/")
    assert page.index("The boat") < page.index("The harvest")
    assert "Grange Hall, 12 Main St." in page
    own = newsroom.page("/world/2026/11/01/harvest/")
    assert "December 12, 2026" in own
    assert '"@type":"Event"' in own
    assert '"startDate":"2026-12-12T10:00:00-05:00"' in own
    boat, harvest = events_in(newsroom)
    assert harvest["summary"] == "The harvest; fair, day"
    assert harvest["location"] == "Grange Hall, 12 Main St."
    assert harvest["url"] == "https://courier.example/world/2026/11/01/harvest/"
    assert (harvest.decoded("dtstart"), harvest.decoded("dtend")) == (at("2026-12-12 10:00"), at("2026-12-12 12:00"))
    assert (boat.decoded("dtstart"), boat.decoded("dtend")) == (date(2026, 12, 10), date(2026, 12, 12))
    assert boat["description"] == ("“Boats” — & ropes " * 9).strip()
    raw = (newsroom.output / "events/calendar.ics").read_bytes()
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    assert 'href="/events/"' in newsroom.page("/")


def test_an_event_leaves_when_its_day_is_over_and_its_story_stays(newsroom: Newsroom, tmp_path: Path) -> None:
    newsroom.write("content/world/a.txt", fair("first", "2026-11-23 10:00, Hall"))
    newsroom.write("content/world/b.txt", fair("second", "2026-11-22 20:00 to 2026-11-24 02:00, Hall"))
    outcome = newsroom.build()
    assert outcome.next_change == at("2026-11-24")
    for moment, names in (
        (at("2026-11-23 23:59"), ["second", "first"]),
        (at("2026-11-24 00:00"), ["second"]),
        (at("2026-11-25 00:00"), []),
    ):
        newsroom.build(moment)
        assert [str(one["summary"]).split()[1].rstrip(";") for one in events_in(newsroom)] == names
        assert [name for name in ("second", "first") if f"The {name}" in newsroom.page("/events/")] == names
        (tmp_path / "clean").mkdir()
        assert site_of(newsroom) == clean_build(newsroom, tmp_path / "clean", moment)
    assert "No events ahead" in newsroom.page("/events/")
    assert "The first" in newsroom.page("/world/2026/11/01/a/")


def test_a_day_on_which_no_event_ends_leaves_the_pages_alone(newsroom: Newsroom) -> None:
    newsroom.write("content/world/a.txt", fair("first", "2026-12-12 10:00, Hall"))
    newsroom.build()
    written = newsroom.build(NOON + timedelta(days=2)).written
    assert not any(file.startswith("events/") for file in written)


@pytest.mark.parametrize("line", ["Draft: yes", "Embargo: 2026-12-01 06:00", "Expires: 2026-11-22 06:00"])
def test_an_event_of_a_story_that_is_not_public_is_nowhere(newsroom: Newsroom, line: str) -> None:
    newsroom.write(
        "content/world/a.txt", fair("first", "2026-12-12 10:00, Zebra Hall").replace("\nDate", f"\n{line}\nDate")
    )
    newsroom.build()
    assert newsroom.mentions("Zebra") == []
    assert not (newsroom.output / "events").exists()


def test_several_lines_are_several_events_with_names_that_stay(newsroom: Newsroom) -> None:
    text = fair("first", "2026-12-12, Hall").replace("Event:", "Event: 2026-12-11, Pier\nEvent:")
    newsroom.write("content/world/a.txt", text)
    newsroom.build()
    before = [str(one["uid"]) for one in events_in(newsroom)]
    assert len(set(before)) == 2
    newsroom.write("content/world/a.txt", text.replace("The first", "The other").replace("Pier", "Mole"))
    newsroom.build()
    assert [str(one["uid"]) for one in events_in(newsroom)] == before
