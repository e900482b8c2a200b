"""A line with the date and more dates the story; an update dates one that has no other date."""

import pytest
from copies import held, read
from hypothesis import given
from hypothesis import strategies as st

from generator.intake.wire.date_lines import read_date_line
from generator.model import Gravity

TEXT = "The pier reopened on Monday, after a summer without boats."


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("May 6, 2027 / 4:49 PM EST / CBS/AP", {"published": "May 6, 2027 4:49 PM EST", "source": "CBS/AP"}),
        ("May 6, 2027 | Reuters", {"published": "May 6, 2027", "source": "Reuters"}),
        ("Vol. 12, No. 3, May 6, 2027", {"published": "May 6, 2027", "issue": "Vol. 12, No. 3"}),
        ("Volume XII | Issue 3 | May 6, 2027", {"published": "May 6, 2027", "issue": "Volume XII, Issue 3"}),
        ("6. Mai 2027 · Jahrgang 41, Nr. 104", {"published": "6. Mai 2027", "issue": "Jahrgang 41, Nr. 104"}),
        ("May 6, 2027 | 3 min read", {"published": "May 6, 2027"}),
        ("2027年5月6日 10:30 来源：新华社", {"published": "2027年5月6日 10:30", "source": "新华社"}),
        ("2027.05.06 10:30 | 출처: 연합뉴스", {"published": "2027.05.06 10:30", "source": "연합뉴스"}),
    ],
)
def test_a_date_beside_other_things_is_read(line: str, found: dict[str, str]) -> None:
    assert dict(read_date_line(line)) == found


@pytest.mark.parametrize(
    "line",
    ["May 6, 2027 / The pier reopens", "Vol. 12, No. 3", "Week of May 6, 2027 - May 12, 2027", "Nr. 5 lebt", "12 - 14"],
)
def test_any_other_line_is_none(line: str) -> None:
    assert read_date_line(line) == ()


@given(st.text(max_size=200))
def test_no_line_raises(line: str) -> None:
    read_date_line(line)


def test_what_a_date_line_names_is_kept_and_not_printed() -> None:
    story = read(f"Pier opens again\nBy Ann Lee\nVol. 12, No. 3, May 6, 2027\n\n{TEXT}\n", "pier.txt").story
    assert story is not None
    assert story.published.isoformat()[:10] == "2027-05-06"
    assert story.extra["issue"] == "Vol. 12, No. 3"
    assert story.bylines[0].name == "Ann Lee"


def test_an_update_dates_a_story_without_another_date_and_says_so() -> None:
    parsed = read(f"Pier opens again\nBy Ann Lee\nLast Updated: May 6, 2027 4:49 PM\n\n{TEXT}\n", "pier.txt")
    assert parsed.story is not None
    assert parsed.story.published.isoformat() == "2027-05-06T20:49:00+00:00"
    assert parsed.story.updated is None
    [warning] = [problem for problem in parsed.problems if problem.gravity == Gravity.WARNING]
    assert (warning.line, "last update" in warning.message) == (3, True)


def test_an_update_beside_a_date_stays_an_update() -> None:
    story = read(f"Pier opens again\nMay 5, 2027\nUpdated: May 6, 2027 4:49 PM\n\n{TEXT}\n", "pier.txt").story
    assert story is not None and story.updated is not None
    assert (story.published.day, story.updated.day) == (5, 6)


def test_a_deadline_is_no_odd_date() -> None:
    [message] = held(f"Grants for farms\nDeadline: Monday, May 10, 2027\n\n{TEXT}\n", "grants.txt")
    assert message == "The story has no date, so it isn't published."


def test_a_label_and_a_place_around_the_date_are_read() -> None:
    found = read_date_line("Published - May 6, 2027 11:30 pm IST - MUMBAI")
    assert dict(found) == {"published": "May 6, 2027 11:30 pm IST", "dateline": "MUMBAI"}
