"""Agency copy is read whole, from .txt and .md files: credit, dateline, byline, notes, and a report for every word."""

import re

import pytest
from conftest import SITE

from generator.config import parse_config
from generator.intake.build_story import build_story
from generator.intake.parse import parse_copy
from generator.intake.read_copy import read_any
from generator.intake.recognise.copy_text import open_copy
from generator.intake.settings import intake_settings_of
from generator.model import Problem, Story

DESK = intake_settings_of(parse_config(SITE))


def read(text: str, ending: str = ".txt") -> tuple[Story, str, tuple[Problem, ...]]:
    opened = open_copy(text, f"content/world/2026-03-03-quay{ending}", is_markdown=ending != ".txt")
    copy, problems = read_any(opened, DESK)
    story, _ = build_story(copy, DESK)
    assert story is not None
    return story, re.sub(r"<[^>]+>", "", copy.body.html).strip(), problems


def names(story: Story) -> list[str]:
    return [byline.name for byline in story.bylines]


def test_a_piece_of_ap_loses_slug_and_words_to_editors() -> None:
    story, body, problems = read(
        "BC-US--Quay Opening, 2nd Ld-Writethru\nQuay opens after storm\nEds: UPDATES with quote.\nBy IDA STRAND\n"
        "Associated Press\nTERN POINT, N.H. (AP) — The quay opened on Sunday.\n___\n"
        "Associated Press writer Karl Berg in Bonn contributed to this report.\n"
    )
    assert (story.headline, story.dateline, story.source, names(story)) == (
        "Quay opens after storm", "TERN POINT, N.H.", "AP", ["Ida Strand"],
    )  # fmt: skip
    assert (story.syndicated, story.noindex) == (True, True)
    assert body.startswith("The quay opened on Sunday.")
    assert "Karl Berg in Bonn contributed" in body
    assert "BC-US" not in body + story.headline
    told = " ".join(problem.message for problem in problems)
    assert "BC-US--Quay Opening" in told
    assert "UPDATES with quote" in told


@pytest.mark.parametrize("ending", [".txt", ".md"])
def test_points_and_remarks_of_reuters_stand_before_and_behind(ending: str) -> None:
    opening = "# " if ending == ".md" else ""
    story, body, _ = read(
        f"{opening}UPDATE 2-Bank lifts rates\n\n* Rate at 4%\n* No change was expected\n\n"
        "(Adds quote, background)\n\nBONN, March 3 (Reuters) - The bank lifted its rate.\n\nIt was the third time.\n\n"
        "(Reporting by Ida Strand; Editing by Karl Berg)\n\n((ida@agency.example; +1 555 010 0133))\n",
        ending,
    )
    assert (story.headline, story.dateline, story.source) == ("Bank lifts rates", "BONN", "Reuters")
    assert names(story) == ["Ida Strand"]
    assert "Adds quote" not in body
    assert "555" not in body
    assert body.index("Rate at 4%") < body.index("The bank lifted its rate.") < body.index("It was the third time.")


def test_a_correcting_remark_is_a_correction_of_the_story() -> None:
    story, body, _ = read(
        "Bank lifts rates\n\nBy Ida Strand\n\n(Corrects rate to 4%, not 5%)\n\nBONN, March 3 (Reuters) - It lifted its rate."
    )
    assert [one.text for one in story.corrections] == ["Corrects rate to 4%, not 5%"]
    assert (story.dateline, body) == ("BONN", "It lifted its rate.")


def test_a_story_of_the_papers_own_with_a_correction_is_not_called_agency_copy() -> None:
    text = "Mill closes\n\nDate: 2026-11-20\n\nThe mill closes.\n\nCorrection (Nov. 21, 2026): It is 40 years old, not 50.\n"
    own = parse_copy(text.encode(), "content/world/a.txt", DESK)
    assert own.story is not None
    assert [one.text for one in own.story.corrections] == ["It is 40 years old, not 50."]
    assert any("read as a story with a correction" in one.message for one in own.problems)
    theirs = parse_copy((text + "\n(AFP)\n").encode(), "content/world/a.txt", DESK)
    assert any("read as agency copy" in one.message for one in theirs.problems)


def test_an_editors_note_stays_above_the_lede_and_out_of_the_summary() -> None:
    text = "Quay opens\n\nEditor's note: Two names were changed.\n\nBy Ida Strand\n\nBONN (AP) — The quay opened on Sunday."
    story, body, _ = read(text)
    assert names(story) == ["Ida Strand"]
    assert (story.dateline, story.summary) == ("BONN", "The quay opened on Sunday.")
    assert body.index("Two names") < body.index("The quay opened")


def test_a_licence_above_the_headline_is_shown_below_the_story() -> None:
    text = "This article is republished from Bay Lamp under a Creative Commons license.\n\nQuay opens\n\nThe quay opened.\n"
    story, body, _ = read(text)
    assert (story.headline, story.source) == ("Quay opens", "Bay Lamp")
    assert body.startswith("The quay opened.")
    assert body.endswith("Creative Commons license.")


@pytest.mark.parametrize(
    ("ending", "source"),
    [
        ("Copyright 2026 The Associated Press. All rights reserved.", "Associated Press"),
        ("Ida Strand, The Canadian Press", "Canadian Press"),
        ("The mayor was glad. EFE", "EFE"),
        ("© 2026 Tern Gazette. Distributed by Tribune Content Agency, LLC.", "Tribune Content Agency"),
        ("This story was first published by Bay Lamp.", "Bay Lamp"),
    ],
)
def test_copy_without_a_dateline_is_credited_by_its_end(ending: str, source: str) -> None:
    story, _, _ = read(f"Quay opens\n\nThe quay opened on Sunday.\n\n{ending}\n")
    assert (story.source, story.syndicated, story.noindex) == (source, True, True)


@pytest.mark.parametrize(
    "ending", ["The Associated Press contributed to this report.", "(kb)", "(c) 2026 Tern Gazette"]
)
def test_the_papers_own_copy_stays_its_own(ending: str) -> None:
    story, _, _ = read(f"Quay opens\n\nBy Ida Strand\n\nTERN POINT — The quay opened on Sunday.\n\n{ending}\n")
    assert (story.source, story.syndicated) == ("", False)


def test_copy_that_names_the_paper_itself_is_its_own() -> None:
    name = parse_config(SITE).name
    story, _, _ = read(f"Quay opens\n\nTERN POINT ({name.split()[-1]}) — The quay opened on Sunday.\n")
    assert (story.source, story.syndicated) == (name.split()[-1], False)


def test_a_dateline_alone_on_its_line_and_a_byline_under_it() -> None:
    story, body, _ = read(
        "Quay opens\n\nBONN, GERMANY | AFP | Tuesday 3/3/2026 - 09:15 UTC+1 | 250 words\n\nby Ida STRAND\n\nThe quay opened.\n\nis/kb\n"
    )
    assert (story.dateline, story.source, names(story), body) == (
        "BONN, GERMANY",
        "AFP",
        ["Ida Strand"],
        "The quay opened.",
    )


def test_the_notes_of_dpa_are_cut_and_the_cut_is_reported() -> None:
    text = "Kai ist offen\n\nKiel (dpa/lno) - Der Kai ist offen.\n\n# dpa-Notizblock\n\n## Kontakte\n- Ida Strand, +49 30 0133\n"
    story, body, problems = read(text)
    assert (story.source, body) == ("dpa", "Der Kai ist offen.")
    assert any("“# dpa-Notizblock”" in problem.message and "line 8" in problem.message for problem in problems)


def test_a_contact_under_a_byline_is_left_out_and_a_name_over_a_date_signs() -> None:
    story, body, _ = read("Quay opens\n\nIda Strand\nMarch 3, 2026\n\nThe quay opened.")
    assert names(story) == ["Ida Strand"]
    story, body, _ = read(
        "Quay opens\n\nBy Ida Strand\nHarbor Reporter\n@strand\nstrand@tern.example | 555-0133\n\nIt opened."
    )
    assert [(one.name, one.affiliation) for one in story.bylines] == [("Ida Strand", "Harbor Reporter")]
    assert body == "It opened."


@pytest.mark.parametrize(
    ("opening", "ending", "source"),
    [
        ("BONN, March 3 (PTI) ", " PTI KB IS", "PTI"),
        ("(ANSA) - BONN, 3 MAR - ", "\n\nRED-KB\n03-MAR-26 10:15 NNNN", "ANSA"),
        ("BONN (Dow Jones)--", "\n\nWrite to Ida Strand at ida.strand@dj.example", "Dow Jones"),
        ("Bonn, 3 mar 2026 (Lusa) — ", "\n\nKB // IS\n\nLusa/Fim", "Lusa"),
        ("BONN, 3 mar (Xinhua) -- ", "\n\nFin", "Xinhua"),
    ],
)
def test_what_an_agency_signs_with_is_not_printed(opening: str, ending: str, source: str) -> None:
    story, body, _ = read(f"Quay opens after storm\n\n{opening}The quay opened on Sunday.{ending}\n")
    assert (story.source, body) == (source, "The quay opened on Sunday.")


@pytest.mark.parametrize(
    ("printed", "headline"),
    [
        ("2nd UPDATE: Quay opens after storm", "Quay opens after storm"),
        ("Storm UPDATE: Quay opens again", "Storm UPDATE: Quay opens again"),
    ],
)
def test_only_the_opening_of_a_headline_is_an_agencys_mark(printed: str, headline: str) -> None:
    story, _, _ = read(f"{printed}\n\nBONN, March 3 (Reuters) - The quay opened on Sunday.\n")
    assert story.headline == headline


LEDE = "TERN POINT, N.H. (AP) — The quay opened on Sunday."


def test_an_agency_behind_a_name_without_a_comma_is_no_part_of_it() -> None:
    story, _, _ = read(f"Quay opens after storm\nBy IDA STRAND Associated Press\n{LEDE}\n")
    assert (names(story), story.source) == (["Ida Strand"], "AP")


def test_an_agency_alone_above_its_date_is_the_source() -> None:
    story, _, _ = read("ANI\n3 March 2026\n\nQuay opens after storm\n\nThe quay opened on Sunday.\n")
    assert (story.headline, story.source) == ("Quay opens after storm", "ANI")


def test_the_deck_of_an_austrian_agency_is_one() -> None:
    story, body, _ = read("Kai offen\nUtl.: Nach zwei Tagen Sturm\n\nWien (APA) - Der Kai wurde am Sonntag geöffnet.\n")
    assert (story.deck, story.dateline, story.source) == ("Nach zwei Tagen Sturm", "Wien", "APA")
    assert body.startswith("Der Kai")


def test_an_author_named_under_the_text_signs_it() -> None:
    story, body, _ = read(
        "Nabrzeże otwarte\n\nNabrzeże otwarto w niedzielę - podał urząd.\n\nPromy kursują. (PAP)\n\nautor: Anna Kowalska\n\nak/ jn/\n"
    )
    assert (names(story), story.source) == (["Anna Kowalska"], "PAP")
    assert body.endswith("Promy kursują.")
