"""A draft without a date is a draft: nothing of it is published, nothing of it needs fixing, and it can be dated."""

from pathlib import Path

import pytest
from conftest import NOON, Newsroom, story

from generator.cli.reports import build_lines
from generator.commands.check import check_paper
from generator.commands.export import export_paper
from generator.commands.publish import publish_draft
from generator.commands.schedule import schedule_story
from generator.commands.stamp import stamp_file
from generator.model import Gravity, Problem

FILE = "content/town/idea.txt"
TEXTS = {
    "header": "Headline: The idea\nDraft: yes\n\nThe text begins.\n",
    "labels": "The idea\nDraft: yes\n\nThe text begins.\n",
    "markdown": "---\ntitle: The idea\ndraft: true\n---\nThe text begins.\n",
    "odd line": "The idea\nDraft: yes\nNovember 31\n\nThe text begins.\n",
    "misspelled": "Headline: The idea\nDtae: 2026-11-20\nDraft: yes\n\nThe text begins.\n",
}
NOTE = Problem(
    FILE,
    0,
    "It is a draft, so it isn't published.",
    "It needs a date before it can be published.",
    Gravity.NOTE,
    "schedule-draft",
)


@pytest.mark.parametrize("name", TEXTS)
def test_it_is_a_draft_in_the_build_and_in_the_check(newsroom: Newsroom, name: str) -> None:
    newsroom.write("content/town/a.txt", story("Out", By="Jane Roe"))
    newsroom.write(FILE, TEXTS[name])
    outcome = newsroom.build(strict=True)
    assert (outcome.stories, outcome.held, newsroom.mentions("The idea")) == (1, [], [])
    assert NOTE in outcome.problems
    assert "fixing" not in build_lines(outcome, newsroom.output, 0)
    found = check_paper(newsroom.paper())
    assert (found.held, NOTE in found.problems) == (False, True)


def test_it_is_in_no_edition_with_drafts_as_it_has_no_place_there(newsroom: Newsroom) -> None:
    newsroom.write("content/town/a.txt", story("Out"))
    newsroom.write("content/town/b.txt", story("A dated draft", Draft="yes"))
    newsroom.write(FILE, TEXTS["header"])
    outcome = newsroom.build(drafts=True)
    assert (outcome.stories, newsroom.mentions("The idea")) == (2, [])
    assert NOTE in outcome.problems


def test_what_seems_to_be_meant_as_its_date_is_a_warning_and_a_date_that_cant_be_read_needs_fixing(
    newsroom: Newsroom,
) -> None:
    newsroom.write(FILE, TEXTS["misspelled"])
    [told] = [one for one in newsroom.build().problems if "“Dtae” is no key" in one.message]
    assert told.gravity is Gravity.WARNING
    newsroom.write(FILE, "Headline: The idea\nDate: soon\nDraft: yes\n\nThe text begins.\n")
    assert list(newsroom.held(newsroom.build())) == [FILE]
    newsroom.write(FILE, "Headline: The idea\n\nThe text begins.\n")
    assert list(newsroom.held(newsroom.build())) == [FILE]


def test_it_is_dated_published_or_scheduled(newsroom: Newsroom) -> None:
    path = newsroom.write(FILE, TEXTS["header"])
    assert "Date: 2026-11-23" in stamp_file(newsroom.paper(), FILE).message
    assert "Draft: yes" in path.read_text()
    newsroom.write(FILE, TEXTS["header"])
    publish_draft(newsroom.paper(), FILE)
    assert path.read_text() == "Headline: The idea\nDate: 2026-11-23 07:00\n\nThe text begins.\n"
    assert newsroom.build().stories == 1
    newsroom.write(FILE, TEXTS["labels"])
    schedule_story(newsroom.paper(), FILE, "tomorrow 6 a.m.")
    assert path.read_text() == "The idea\nDate: 2026-11-24 06:00\n\nThe text begins.\n"


def test_an_export_of_everything_names_no_date(newsroom: Newsroom, tmp_path: Path) -> None:
    newsroom.write(FILE, TEXTS["header"])
    export_paper(newsroom.paper(NOON), "files", tmp_path / "out", everything=True)
    [text] = [path.read_text() for path in (tmp_path / "out").rglob("*.md")]
    assert "draft: true" in text
    assert "date:" not in text
