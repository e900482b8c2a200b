"""Every agency of the table is known by all its names, in datelines, at the end of its copy and in bylines."""

import re

import pytest

from generator.intake.wire.agencies import find_agency, is_title, name_agency
from generator.intake.wire.agency_table import AGENCIES, Agency
from generator.intake.wire.bracket_datelines import EAST
from generator.intake.wire.bylines import read_bylines
from generator.intake.wire.datelines import read_dateline
from generator.intake.wire.lines import number_lines
from generator.intake.wire.tails import read_tail

NAMES = [(agency, name) for agency in AGENCIES for name in agency.names]
ENDS = [(agency, end) for agency in AGENCIES for end in agency.ends]
MARKS = {"END", "(END)", "(end)", "REUTER", "REUTERS"}
"""Signs that every desk uses, which are boilerplate already."""
SENTENCE = "Boats left the quay again on Sunday, the harbour office said in the evening."


@pytest.mark.parametrize(("agency", "name"), NAMES, ids=[name for _, name in NAMES])
def test_every_name_is_known_and_printed_as_it_stands(agency: Agency, name: str) -> None:
    assert name_agency(name) == name
    assert find_agency(name) is not None


@pytest.mark.parametrize(("agency", "name"), NAMES, ids=[name for _, name in NAMES])
def test_every_name_is_the_agency_of_a_dateline(agency: Agency, name: str) -> None:
    if EAST.search(name):
        printed, place = f"（港町{name}）", "港町"
    else:
        printed, place = f"TERN POINT, Nov. 22 ({name}) -", "TERN POINT"
    found = read_dateline(f"{printed} {SENTENCE}")
    assert found is not None
    assert (found.printed, found.place, found.agency, found.lede) == (printed, place, name, SENTENCE)


@pytest.mark.parametrize("name", [one.names[0] for one in AGENCIES if not EAST.search(one.names[0])])
def test_every_agency_in_a_byline_is_the_source(name: str) -> None:
    people, source = read_bylines(f"Ida Strand, {name}")
    assert ([one.name for one in people], source) == (["Ida Strand"], name)


@pytest.mark.parametrize(("agency", "end"), ENDS, ids=[end for _, end in ENDS])
def test_every_sign_at_the_end_is_left_out_and_credits_its_agency(agency: Agency, end: str) -> None:
    tail = read_tail(number_lines(f"{SENTENCE}\n\n{end}"))
    assert [line.words for line in tail.left_out] == [end] or end in MARKS
    shared = [one.names[0] for one in AGENCIES if end in one.ends]
    assert tail.credit in {*shared, ""} if end in MARKS else tail.credit in shared


@pytest.mark.parametrize("agency", AGENCIES, ids=[one.names[0] for one in AGENCIES])
def test_every_row_is_whole(agency: Agency) -> None:
    assert all(re.fullmatch(r"[a-z]{2}", code) for code in agency.languages)
    assert agency.languages
    assert len(set(agency.names)) == len(agency.names)
    for form in (*agency.slugs, *agency.closings, *agency.cuts):
        re.compile(form)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("ASSOCIATED PRESS", "Associated Press"),
        ("The Associated Press", "Associated Press"),
        ("AP Health Writer", "AP"),
        ("Reuters Sports Correspondent", "Reuters"),
        ("dpa/lno", "dpa"),
        ("dpa-AFX", "dpa-AFX"),
        ("APA/dpa", "APA/dpa"),
        ("sda/ats", "sda/ats"),
        ("KYODO NEWS", "Kyodo News"),
    ],
)
def test_an_agency_is_known_with_titles_desks_and_partners(text: str, name: str) -> None:
    assert name_agency(text) == name


@pytest.mark.parametrize(
    "text", ["map", "Pa", "Aa", "Tt", "staff writer", "Sunday Post", "", "The", "AP/Jones", "x" * 200]
)
def test_other_words_name_no_agency(text: str) -> None:
    assert name_agency(text) == ""


def test_titles_are_no_agencies() -> None:
    assert is_title("Harbour Reporter")
    assert name_agency("Harbour Reporter") == ""
