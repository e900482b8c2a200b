"""A line of the head with a place, a day and an hour dates the story, and is its dateline."""

import pytest
from copies import read, shown
from hypothesis import given
from hypothesis import strategies as st

from generator.intake.wire.placed_dates import read_placed_date

TEXT = "The pier reopened on Monday, after a summer without boats."


@pytest.mark.parametrize(
    ("line", "place", "moment", "agency"),
    [
        ("Bilbao 22 NOV 2026 - 10:15", "Bilbao", "22 NOV 2026 10:15", ""),
        ("Bilbao - 22 NOV 2026 - 10:15CET", "Bilbao", "22 NOV 2026 10:15 CET", ""),
        ("Vigo | 22 NOV 2026 | 10:15", "Vigo", "22 NOV 2026 10:15", ""),
        ("Roma 22 novembre 2026 - 10:15", "Roma", "22 novembre 2026 10:15", ""),
        ("Paris, le 22 novembre 2026 à 10h15", "Paris", "22 novembre 2026 10h15", ""),
        ("Hamburg, 22.11.2026, 10:15 Uhr", "Hamburg", "22.11.2026 10:15 Uhr", ""),
        ("Lisboa, 22 nov 2026 10h15", "Lisboa", "22 nov 2026 10h15", ""),
        ("Rio de Janeiro 22 nov 2026, 10:15", "Rio de Janeiro", "22 nov 2026 10:15", ""),
        ("London, 22 November 2026, 10:15 a.m. GMT", "London", "22 November 2026 10:15 a.m. GMT", ""),
        ("New Delhi, Nov 22, 2026 10:15 IST (PTI)", "New Delhi", "Nov 22, 2026 10:15 IST", "PTI"),
        ("PTI New Delhi Nov 22, 2026 10:15 am IST", "New Delhi", "Nov 22, 2026 10:15 am IST", "PTI"),
        ("NEW DELHI: NOVEMBER 22, 2026 10:15 IST", "NEW DELHI", "NOVEMBER 22, 2026 10:15 IST", ""),
        ("ANI | Mumbai | November 22, 2026 10:15 IST", "Mumbai", "November 22, 2026 10:15 IST", "ANI"),
    ],
)
def test_place_day_and_hour_are_read(line: str, place: str, moment: str, agency: str) -> None:
    found = read_placed_date(line)
    assert found is not None
    assert (found.place, found.moment, found.agency, found.is_update) == (place, moment, agency, False)


def test_a_word_for_a_change_makes_it_the_time_of_that() -> None:
    found = read_placed_date("PTI | New Delhi | Updated: November 22, 2026 10:15 IST")
    assert found is not None
    assert (found.place, found.is_update) == ("New Delhi", True)


@pytest.mark.parametrize(
    "line",
    [
        "Town Hall, November 22, 2026, 10:15 a.m.",
        "Election Day November 22, 2026, 10:15 a.m.",
        "Rathaus, 22.11.2026, 10:15 Uhr",
        "Teatro Arriaga, 22 NOV 2026 - 20:00",
        "City Hall opens November 22, 2026 - 10:15",
        "The pier reopens on November 22, 2026 at 10:15",
        "Bilbao 22 NOV - 10:15",
        "Bilbao - 10:15",
        "Bilbao 22 NOV 2026 - 10:15 - 11:30",
        "Bilbao 22 NOV 2026 - 99:15 km",
        "November 22, 2026 10:15 IST",
        "UPDATE: November 22, 2026 10:15",
        "Bilbao 3-2 Vigo 22 NOV 2026 10:15",
    ],
)
def test_an_event_or_anything_else_is_none(line: str) -> None:
    assert read_placed_date(line) is None


@given(st.text(max_size=120))
def test_no_line_raises(line: str) -> None:
    read_placed_date(line)


@pytest.mark.parametrize("ending", [".txt", ".md"])
def test_the_line_dates_the_story_and_is_not_printed(ending: str) -> None:
    heading = "# " if ending == ".md" else ""
    parsed = read(f"{heading}Pier opens again\n\nAnn Lee\nBilbao 22 NOV 2026 - 10:15 UTC\n\n{TEXT}\n", f"pier{ending}")
    assert parsed.story is not None
    assert parsed.story.published.isoformat() == "2026-11-22T10:15:00+00:00"
    assert (parsed.story.dateline, parsed.story.no_hour) == ("Bilbao", False)
    assert [byline.name for byline in parsed.story.bylines] == ["Ann Lee"]
    assert "10:15" not in shown(parsed)


def test_that_of_an_agency_credits_it() -> None:
    story = read(f"Pier opens again\n\nNew Delhi, Nov 22, 2026 10:15 UTC (PTI)\n\n{TEXT}\n", "pier.txt").story
    assert story is not None
    assert (story.dateline, story.source, story.syndicated) == ("New Delhi", "PTI", True)
