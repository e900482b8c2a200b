"""The letterhead of an office is no headline, and its telephone number is never printed."""

import pytest
from copies import read, shown

TEXT = "The bridge will open in May, the mayor said on Sunday.\n\nIt was closed for a year.\n"
LETTERHEADS = [
    "City of Bay\nOffice of the Mayor\n100 Main Street\nBay, ME 04000\nTel. (207) 555-0142\n",
    "ACME CORPORATION\n100 Third Avenue, 5th Floor\nNew York, NY 10017\nPhone: (212) 555-0142\nwww.acme.example\n",
    "Acme AG\nMühlstraße 4\n50667 Köln\nTel.: 0221 5550142\nE-Mail: presse@acme.example\n",
    "Mairie de Lyon\n1 place de la Comédie\n69001 Lyon\n04 72 10 01 42\n",
]


@pytest.mark.parametrize("letterhead", LETTERHEADS)
def test_the_headline_is_under_the_letterhead(letterhead: str) -> None:
    parsed = read(f"{letterhead}\nBridge to open in May\n\n{TEXT}")
    assert parsed.story is not None, parsed.problems
    assert parsed.story.headline == "Bridge to open in May"
    assert letterhead.split("\n", maxsplit=1)[0] not in shown(parsed)
    assert not any(char.isdigit() for char in shown(parsed))
    assert any("letterhead" in problem.message for problem in parsed.problems)


@pytest.mark.parametrize(
    "head",
    [
        "Bridge to open in May\nBy Jane Roe\n207-555-0142\n",
        "Bridge to open in May\n100 Main Street\nMay 6, 2027\n207-555-0142\n",
        "Grace Church\n12 Elm Street\n207-555-0142\n\nSunday at 10 a.m.\n",
    ],
)
def test_the_head_of_a_story_is_no_letterhead(head: str) -> None:
    parsed = read(f"{head}\n{TEXT}")
    assert parsed.story is not None, parsed.problems
    assert parsed.story.headline == head.split("\n", maxsplit=1)[0]


def test_an_embargo_in_a_letterhead_holds_the_story() -> None:
    text = LETTERHEADS[0].replace("100 Main Street", "Embargoed until May 9, 2027, 9 a.m.")
    parsed = read(f"{text}\nBridge to open in May\n\n{TEXT}")
    assert parsed.story is None or parsed.story.embargo is not None
