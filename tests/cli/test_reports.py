"""Reports say what is wrong, how often, and how to fix it, in as many lines as people read."""

import shlex

import pytest
from conftest import Newsroom, story

from generator.cli.reports import problem_lines
from generator.model import Gravity, Problem


def held(number: int) -> Problem:
    return Problem(
        f"content/town/s{number}.txt", 0, "The story has no date, so it isn't published.", f"Date s{number}."
    )


def note(number: int) -> Problem:
    return Problem(
        f"content/town/s{number}.txt", number, f"“TOWN {number}” was taken for the dateline.", "", Gravity.NOTE
    )


def test_held_files_are_grouped_by_kind_with_their_number() -> None:
    odd = Problem("content/town/a.txt", 3, "“31 February” is no date.", "Write it.")
    lines = list(problem_lines([*(held(number) for number in range(4)), odd], 40))
    assert lines[0] == "Not published: needs fixing (5 files)"
    assert "  4 of one kind:" in lines
    assert sum("has no date" in line for line in lines) == 4
    assert len([line for line in lines if "Date s" in line]) == 4


def test_notes_of_one_kind_are_one_line_unless_all_are_asked_for() -> None:
    notes = [note(number) for number in range(30)]
    brief = list(problem_lines(notes, 40))
    assert len(brief) == 2
    assert "29 more like this" in brief[1]
    assert len([line for line in problem_lines(notes) if "dateline" in line]) == 30


@pytest.mark.parametrize("most", [1, 3, 5, 40])
def test_what_is_not_listed_is_counted(most: int) -> None:
    lines = list(problem_lines([held(number) for number in range(10)], most))
    shown = sum("has no date" in line for line in lines)
    assert shown == min(most, 10)
    assert (f"  … and {10 - shown} more. “broadsheet check” lists them all." in lines) == (shown < 10)


def test_a_held_file_is_listed_after_every_build_until_it_is_fixed(newsroom: Newsroom) -> None:
    newsroom.write("content/town/it's here.txt", "Vote\n\nThe council met.\n")
    first, second = (newsroom.build().held for _ in range(2))
    assert first == second
    command = first[0].hint.rpartition("run: ")[2]
    assert shlex.split(command) == ["broadsheet", "stamp", "content/town/it's here.txt"]
    newsroom.write("content/town/it's here.txt", story("Vote"))
    assert newsroom.build().held == []


@pytest.mark.parametrize(
    ("line", "message", "hint"),
    [
        ("03/04/2026", "two ways", "2026-04-03"),
        ("31 February 2026", "no such date", "2026-11-23 09:00"),
        ("April 20", "needs a day, a month and a year", "2026-11-23 09:00"),
        ("11/22/26", "two digits", "four digits"),
        ("2026-11-20 09:00 XYZ", "time zone", "GMT"),
    ],
)
def test_a_refused_date_says_what_is_wrong_with_it(newsroom: Newsroom, line: str, message: str, hint: str) -> None:
    newsroom.write("content/town/a.txt", f"Vote\n\nDate: {line}\n\nThe council met.\n")
    newsroom.write("content/town/b.txt", f"Vote two\n\n{line}\n\nThe council met again.\n")
    held = newsroom.build().held
    assert held
    for problem in held:
        assert message in problem.message
        assert hint in problem.hint


def test_a_misspelled_key_for_the_date_is_named(newsroom: Newsroom) -> None:
    newsroom.write("content/town/a.md", "---\ntitle: Vote\ndtae: 2026-11-22\n---\nThe council met.\n")
    [problem] = newsroom.build().held
    assert "“dtae”" in problem.message
    assert "Date: 2026-11-22" in problem.hint
