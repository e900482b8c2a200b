import pytest

from generator.intake.wire.lines import number_lines
from generator.intake.wire.slug_lines import find_slug_lines

STORY = ["Quay is open again", "", "The quay was opened on Sunday, the harbour office said."]


@pytest.mark.parametrize(
    "line",
    [
        "BC-US--Quay Opening, 2nd Ld-Writethru",
        "AP-EU--Quay Opening,310",
        "Eds: UPDATES with quotes. With AP Photos.",
        "EDS.: Adds byline",
        "REFILE",
        "2ND LEAD",
        "ROUNDUP",
        "(Zusammenfassung 1730)",
        "eca0101 3 i 250 dpa 0077",
        "Germany/harbour/ships/",
        "310 words",
        "AP Photo XKB101, XKB102",
        "TOWN-QUAY-03/04",
        "QUAY0304",
        "quay_strand_0304",
        "A1 Quay 0304 / Strand / 18 inches / w photo",
        "CORRECTED VERSION - fixes spelling of Strand in 3rd graf",
        "^AP Photo NY101<",
    ],
)
def test_a_line_for_newsrooms_is_left_out(line: str) -> None:
    found = find_slug_lines(number_lines("\n".join([line, *STORY])), titled=False)
    assert [one.words for one in found.left_out] == [line]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("UPDATE 3-Quay is open again", "Quay is open again"),
        ("WRAPUP 1-Quay is open again", "Quay is open again"),
        ("REFILE-UPDATE 2-Quay is open again", "Quay is open again"),
        ("Xinhua Headlines: Quay is open again", "Quay is open again"),
        ("(2nd LD) Quay is open again", "Quay is open again"),
        ("Quay is open again =", "Quay is open again"),
        ("^Quay is open again<", "Quay is open again"),
    ],
)
def test_a_headline_loses_its_agencys_mark(written: str, read: str) -> None:
    found = find_slug_lines(number_lines("\n".join([written, *STORY[1:]])), titled=False)
    assert [(line.words, words) for line, words in found.changed] == [(written, read)]


@pytest.mark.parametrize(
    "line",
    [
        "ROLLS-ROYCE SIGNS CONTRACT",
        "MEDI-RX UNIT IN PROPOSED OFFERING",
        "Update on the quay",
        "11/22/26",
        "Words matter",
        "Editors meet in Bonn",
        "Either/or: a choice",
        "UPDATE - the quay is open",
        "https://www.youtube.com/watch?v=",
        "Read it at www.quay.example/?key=MTIz==",
        "Extra trains run",
    ],
)
def test_a_headline_or_a_date_stays(line: str) -> None:
    found = find_slug_lines(number_lines("\n".join([line, *STORY[1:]])), titled=False)
    assert (found.left_out, found.changed) == ((), ())


def test_lines_far_below_stay() -> None:
    lines = number_lines("\n".join([*STORY, *(["It was a long day."] * 20), "REFILE"]))
    assert find_slug_lines(lines, titled=False).left_out == ()


@pytest.mark.parametrize("line", ["Page 1 lead", "PAGE A1", "Seite 3", "Página 5"])
def test_the_page_for_which_the_copy_is_meant_is_no_headline(line: str) -> None:
    slugs = find_slug_lines(number_lines(f"{line}\n\nFares to rise\n\nThe board met for three hours.\n"), titled=False)
    assert [one.words for one in slugs.left_out] == [line]
