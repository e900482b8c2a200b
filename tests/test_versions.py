"""A live story that gets an embargo which can't be read stays as it was, and every place says so in the same words."""

from conftest import Newsroom, story

from generator.cli.reports import build_json, problem_lines

WORDS = "Readers see the version of Nov. 20"


def test_the_old_version_stays_and_the_report_says_so(newsroom: Newsroom) -> None:
    newsroom.write("content/world/a.txt", story("Good version"))
    newsroom.build()
    newsroom.write("content/world/a.txt", story("EMBARGOED - New version"))
    outcome = newsroom.build()
    assert "Good version" in newsroom.page("/world/2026/11/20/a/")
    assert "New version" not in newsroom.page("/world/")
    [held] = outcome.held
    assert held.message.endswith(f"{WORDS}.")
    assert any(WORDS in line for line in problem_lines(outcome.problems))
    assert WORDS in build_json(outcome, 1.0)


def test_a_file_that_never_was_a_story_says_nothing_of_a_version(newsroom: Newsroom) -> None:
    newsroom.write("content/world/a.txt", story("EMBARGOED - New version"))
    [held] = newsroom.build().held
    assert "Readers see" not in held.message
