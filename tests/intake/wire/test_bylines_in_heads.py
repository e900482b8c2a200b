"""Bylines as reporters, papers and their websites print them between the headline and the text."""

import pytest
from copies import read, shown

TEXT = "The trial of a former banker resumed on Monday, the court said.\n\nHe denies all charges.\n"


def signed(head: str, text: str = TEXT) -> list[tuple[str, str]]:
    parsed = read(f"Trial resumes\n\n{head}\n\n{text}")
    assert parsed.story is not None, parsed.problems
    assert parsed.story.summary.startswith(text[:10]), parsed.story.summary
    assert "@" not in shown(parsed)
    return [(byline.name, byline.affiliation) for byline in parsed.story.bylines]


@pytest.mark.parametrize(
    ("head", "affiliation"),
    [
        ("By Jane Roe\nSpecial to The Bay Tribune", "Special to The Bay Tribune"),
        ("By Jane Roe\nFor the Bay Tribune", "For the Bay Tribune"),
        ("By Jane Roe | jroe@courier.example\nThe Daily Herald", "The Daily Herald"),
        ("By Jane Roe\nSenior Reporter, Transport", "Senior Reporter"),
        ("By Jane Roe Follow @janeroe\nThe Daily Courier", "The Daily Courier"),
        ("By Jane Roe (she/her)", ""),
        ("By Jane Roe\nBay Tribune\nPosted: May 6, 2027", "Bay Tribune"),
        ("Jane Roe, Education reporter\njroe@courier.example", "Education reporter"),
        ("Jane Roe\nSpecial to The Bay Tribune", "Special to The Bay Tribune"),
        ("By Jane Roe (@janeroe) · Published May 6, 2027", ""),
        ("Por Jane Roe - Repórter da Agência Brasil - Brasília", "Agência Brasil"),
        ("Jane Roe, Staff Correspondent | Pune", "Staff Correspondent"),
        ("Jane Roe\nSenior Reporter, Transport", "Senior Reporter"),
        ("Jane Roe | May 6, 2027", ""),
        ("Jane Roe | Sevilla | 6 de mayo de 2027", ""),
        ("Words and pictures: Jane Roe", ""),
        ("Von Jane Roe\nund dpa", "dpa"),
        ("Jane Roe (avec AFP)", "AFP"),
        ("Por Jane Roe, g1 — São Paulo", "g1"),
        ("Jane Roe, redaktorka", "redaktorka"),
        ("Jane Roe, dziennikarka", "dziennikarka"),
        ("Jane Roe, muhabir", "muhabir"),
    ],
)
def test_what_stands_beside_a_name_is_no_text(head: str, affiliation: str) -> None:
    assert signed(head) == [("Jane Roe", affiliation)]


@pytest.mark.parametrize(
    ("head", "names"),
    [
        ("By Jane Roe and\nJohn Doe", ["Jane Roe", "John Doe"]),
        ("By Jane Roe, Li Wei and the Data Desk", ["Jane Roe", "Li Wei", "The Data Desk"]),
        ("Redacción", ["Redacción"]),
        ("김민수 기자 minsu@ilbo.example", ["김민수"]),
        ("김민수·이영희 기자", ["김민수", "이영희"]),
    ],
)
def test_all_who_signed_are_named(head: str, names: list[str]) -> None:
    assert [name for name, _ in signed(head)] == names


@pytest.mark.parametrize(
    ("end", "names"), [("김민수 기자 minsu@ilbo.example", ["김민수"]), ("（记者 李明 王芳）", ["李明", "王芳"])]
)
def test_a_reporter_signs_under_the_story(end: str, names: list[str]) -> None:
    parsed = read(f"재판 재개\n\n전 은행가의 재판이 월요일 재개됐다.\n\n그는 부인한다.\n\n{end}\n")
    assert parsed.story is not None
    assert [byline.name for byline in parsed.story.bylines] == names
    assert end[:3] not in shown(parsed)


def test_a_deck_stands_over_a_name_and_its_title() -> None:
    parsed = read(f"Trial resumes\nJudge to hear 40 witnesses\n\nJane Roe\nSenior Reporter, Courts\n\n{TEXT}")
    assert parsed.story is not None
    assert parsed.story.deck == "Judge to hear 40 witnesses"
    assert parsed.story.bylines[0].name == "Jane Roe"


def test_those_who_helped_are_named_and_are_not_the_summary() -> None:
    parsed = read(f"Trial resumes\n\nBy Jane Roe\nGraphics by Omar Haddad\nIllustration by Pia Holm\n\n{TEXT}")
    assert parsed.story is not None
    assert parsed.story.summary.startswith("The trial")
    assert "Omar Haddad" in parsed.body.html


@pytest.mark.parametrize(
    "opening",
    [
        "For the Smiths, it was a hard year.",
        "For the first time in years the mill is for sale",
        "And the band played on",
        "Of all days, it was a Sunday",
        "With Tom Roe at the helm the ship sailed on Monday",
    ],
)
def test_the_first_words_of_a_story_are_no_affiliation(opening: str) -> None:
    parsed = read(f"Trial resumes\n\nBy Jane Roe\n{opening}\n\n{TEXT}")
    assert opening in parsed.body.html
    assert parsed.story is not None
    assert [byline.name for byline in parsed.story.bylines] == ["Jane Roe"]


@pytest.mark.parametrize(
    "line",
    [
        "Saul Loeb/Agence France-Presse — Getty Images",
        "5 Things The Jobs Report Tells Us About The Economy (Or Not)",
    ],
)
def test_the_credit_of_a_photo_and_a_headline_are_no_byline(line: str) -> None:
    parsed = read(f"Trial resumes\nMay 6, 2027\n\n{line}\n\n{TEXT}")
    assert parsed.story is not None
    assert parsed.story.bylines == ()
