"""Agency copy as it is delivered: names alone over the headline, slugs, and what stands under the last paragraph."""

import pytest
from copies import read, shown

from generator.model import Story

TEXT = "The port reopened on Sunday after two days of storm, officials said.\n\nIt had been closed since Friday."


def story_of(text: str) -> Story:
    story = read(text).story
    assert story is not None
    return story


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("Reuters", "Reuters"),
        ("The Associated Press", "Associated Press"),
        ("PR Newswire", "PR Newswire"),
        ("新华社", "新华社"),
    ],
)
def test_an_agency_alone_over_the_headline_is_credited(name: str, source: str) -> None:
    story = story_of(f"{name}\n\nPort reopens after storm\n\n{TEXT}\n")
    assert (story.headline, story.source) == ("Port reopens after storm", source)


@pytest.mark.parametrize("name", ["Map", "SPA", "Beta"])
def test_a_word_that_is_also_an_agency_stays_the_headline(name: str) -> None:
    assert story_of(f"{name}\n\nPort reopens after storm\n\n{TEXT}\n").headline == name


@pytest.mark.parametrize(
    "slug",
    ["BC-Bay-Ferry,3rd Ld", "BC-ME-Harbor", "PTI DEL72", "bdt0321 4 pl 287 dpa 0821", "SDA0123 4 vm 132 Ausland"],
)
def test_an_agencys_slug_is_no_headline(slug: str) -> None:
    assert story_of(f"{slug}\n\nPort reopens after storm\n\n{TEXT}\n").headline == "Port reopens after storm"


@pytest.mark.parametrize("headline", ["BC-Alberta border closed", "Act 4 is the best", "ABC 123 and more"])
def test_a_headline_like_a_slug_stays(headline: str) -> None:
    assert story_of(f"{headline}\n\n{TEXT}\n").headline == headline


@pytest.mark.parametrize(
    "tail",
    [
        " PTI JR SMI\nSMI",
        "（完）",
        " AGERPRES/(AS - autor: Ana Pop, editor: Ion Pop)",
        "./.",
        "\n\nPewarta: Budi Santoso\nEditor: Siti Aminah\nCopyright © ANTARA 2027",
        "\n\n(إعداد سارة أحمد للنشرة العربية - تحرير أحمد علي)",
        "\n\nThis report by The Canadian Press was first published May 6, 2027.\n\nThe Canadian Press",
        "\n\nWAM/Ann Lee",
        (
            "\n\n(Reporting by Ann Lee; Editing by Jo Poe)\n\nOur Standards: The Thomson Reuters Trust Principles.\n\n"
            "Purchase Licensing Rights\n\nAnn Lee\nThomson Reuters\nAnn Lee covers shipping."
        ),
    ],
)
def test_nothing_under_the_last_paragraph_is_printed(tail: str) -> None:
    parsed = read(f"Port reopens after storm\n\n{TEXT}{tail}\n")
    assert parsed.body.html.endswith("<p>It had been closed since Friday.</p>")
    assert any("eft out" in problem.message for problem in parsed.problems)


@pytest.mark.parametrize(
    ("dateline", "place", "source"),
    [
        ("Hải Phòng (TTXVN 22/11) -", "Hải Phòng", "TTXVN"),
        ("Stockholm (TT) -", "Stockholm", "TT"),
        ("Ankara (AA) –", "Ankara", "AA"),
    ],
)
def test_datelines_with_short_names_and_days_in_brackets(dateline: str, place: str, source: str) -> None:
    story = story_of(f"Port reopens after storm\n\n{dateline} {TEXT}\n")
    assert (story.dateline, story.source) == (place, source)


def test_a_state_in_brackets_is_no_agency() -> None:
    assert story_of(f"Port reopens after storm\n\nPhiladelphia (PA) - {TEXT}\n").source == ""


def test_the_mark_before_a_headline_and_the_sign_at_the_end_are_left_out() -> None:
    page = shown(read(f"(Hoofdpunten) Haven weer open\n\nBRUSSEL 22/11 (BELGA) = {TEXT}\n\n©BELGA\n"))
    assert page.startswith("Haven weer open\n")
    assert "©BELGA" not in page
