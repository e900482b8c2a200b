import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.intake.wire.bylines import is_bare_byline, looks_like_byline, read_bylines
from generator.intake.wire.people import spell_name


def signed(text: str) -> list[tuple[str, str]]:
    return [(byline.name, byline.affiliation) for byline in read_bylines(text)[0]]


def test_by_is_no_part_of_the_name() -> None:
    (byline,), source = read_bylines("By Jane Roe")
    assert (byline.name, byline.person, byline.affiliation, source) == ("Jane Roe", "jane-roe", "", "")


@pytest.mark.parametrize(
    "text",
    [
        "Jane Roe and John Doe",
        "Jane Roe, John Doe",
        "By Jane Roe & John Doe",
        "By Jane Roe with John Doe",
        "Jane Roe; John Doe",
        "BY JANE ROE AND JOHN DOE",
        "By Jane Roe, with reporting from John Doe",
        "By Jane Roe <jane@example.org> and John Doe (doe@example.org)",
        "By Jane Roe in Brussels and John Doe in New York",
    ],
)
def test_several_people_are_separated(text: str) -> None:
    assert signed(text) == [("Jane Roe", ""), ("John Doe", "")]


def test_a_title_belongs_to_everybody_named_since_the_last_one() -> None:
    assert signed("Jane Roe and John Doe, Associated Press") == [
        ("Jane Roe", "Associated Press"),
        ("John Doe", "Associated Press"),
    ]
    assert signed("Jane Roe, Reuters, and John Doe, AP") == [("Jane Roe", "Reuters"), ("John Doe", "AP")]


@pytest.mark.parametrize(
    ("text", "affiliation"),
    [
        ("BY JANE ROE, STAFF WRITER", "Staff Writer"),
        ("By Jane Roe | Staff", "Staff"),
        ("By Jane Roe Staff Writer", "Staff Writer"),
        ("Jane Roe, Associated Press Writer", "Associated Press"),
        ("JANE ROE, THE ASSOCIATED PRESS", "Associated Press"),
        ("Jane Roe, CNN.com Religion Editor", "CNN.com Religion Editor"),
        ("Jane Roe, The Daily Planet", "The Daily Planet"),
        ("Jane Roe - Springfield Gazette", "Springfield Gazette"),
        ("Jane Roe, Politico", "Politico"),
    ],
)
def test_a_title_or_agency_is_no_person(text: str, affiliation: str) -> None:
    assert signed(text) == [("Jane Roe", affiliation)]


def test_the_agency_is_the_source() -> None:
    assert read_bylines("Jane Roe, Associated Press Writer")[1] == "Associated Press"
    assert read_bylines("By The Associated Press") == ((), "Associated Press")
    assert read_bylines("Jane Roe, Staff Writer")[1] == ""


def test_a_desk_signs_when_nobody_else_does() -> None:
    assert signed("By Staff Reports") == [("Staff Reports", "")]


def test_a_part_of_the_name_behind_a_comma_stays_with_it() -> None:
    assert signed("Martin Luther King, Jr. and Jane Roe") == [("Martin Luther King Jr.", ""), ("Jane Roe", "")]


@pytest.mark.parametrize(
    ("capitals", "name"),
    [
        ("JANE ROE", "Jane Roe"),
        ("MARY O'BRIEN", "Mary O'Brien"),
        ("MARY O’BRIEN", "Mary O’Brien"),
        ("RONALD MCDONALD", "Ronald McDonald"),
        ("JEAN-LUC PICARD", "Jean-Luc Picard"),
        ("LUDWIG VAN BEETHOVEN", "Ludwig van Beethoven"),
        ("J.K. ROWLING", "J.K. Rowling"),
        ("LZ GRANDERSON", "LZ Granderson"),
        ("JOHN PAUL II", "John Paul II"),
        ("JOSÉ ÑANDÚ", "José Ñandú"),
        ("bell hooks", "bell hooks"),
        ("Jane ROE", "Jane Roe"),
    ],
)
def test_names_in_capitals_get_ordinary_letters(capitals: str, name: str) -> None:
    assert spell_name(capitals) == name


@pytest.mark.parametrize(
    "line",
    [
        "By Jane Roe",
        "BY JANE ROE",
        "By Jane Roe, CNN Chief Washington Correspondent",
        "By Jane Roe | Staff",
        "By: Jane Roe and Maria de la Cruz",
        "By Robert Downey Jr.",
        "By Reuters",
        "By Staff Reports",
    ],
)
def test_by_and_a_name_is_a_byline(line: str) -> None:
    assert looks_like_byline(line)


@pytest.mark.parametrize(
    "line",
    [
        "By late afternoon, she declared a mistrial.",
        "By The Numbers",
        "By the numbers",
        "By Monday Night",
        "By both sides.",
        "By contrast, those with consistently liberal views:",
        "By now",
        "By",
        "Jane Roe",
        "",
        "By Jane Roe " * 1000,
    ],
)
def test_a_sentence_that_begins_with_by_is_no_byline(line: str) -> None:
    assert not looks_like_byline(line)


@pytest.mark.parametrize("line", ["Jane Roe, Associated Press", "The Associated Press", "JANE ROE, STAFF WRITER"])
def test_without_by_only_an_agency_or_a_title_makes_a_byline(line: str) -> None:
    assert is_bare_byline(line)


@pytest.mark.parametrize(
    "line", ["Jane Roe", "Lansdowne Road, Dublin", "The National Weather Service", "American Airlines Inc, owned"]
)
def test_a_name_alone_or_with_a_place_is_no_byline(line: str) -> None:
    assert not is_bare_byline(line)


@given(st.text(max_size=120))
def test_everybody_who_signs_has_a_name_and_a_key(text: str) -> None:
    for byline in read_bylines(text)[0]:
        assert byline.name.strip() == byline.name != ""
        assert byline.person


@pytest.mark.parametrize(
    "line", ["When A Good Catch Report Is Bad For The Fleet", "Why The Bay Editor Is Right On Fish"]
)
def test_a_headline_that_asks_is_no_byline(line: str) -> None:
    assert not is_bare_byline(line)
