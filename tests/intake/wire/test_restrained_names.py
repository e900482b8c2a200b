"""A file's name that asks to wait is told from one that is made of the story's words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.intake.wire.restrained_names import read_restrained_name

WAITING = """
EMBARGOED ferry
2026-11-22-EMBARGOED-ferry
2026-11-22-ferry-HOLD
ferry draft 2
ferry (draft)
ferry_DRAFT
DRAFT - ferry
embargoed-ferry
do not publish ferry
ferry - not for publication
hold-until-tuesday-ferry
Ferry [EMBARGO 6am]
SPERRFRIST Fähre
ferry-rough-draft
ferry.draft
ferry.hold
ferry NOT READY
ferry-embargo-until-tuesday
フェリー（下書き）
HOLD
""".strip().split("\n")
STORIES = """
oil-embargo
draft-day
nfl-draft
NFL-draft-2026
hold-the-line
household
OIL EMBARGO
DRAFT HORSES
us-HOLDS-talks
kill-bill
NATO-embargo
on-hold
not-for-profit
arms-embargo-DRC
arms-embargo-until-2031
ferry-v1.2
st.-draft-day
""".strip().split("\n")


@pytest.mark.parametrize("name", WAITING)
def test_a_name_asks_to_wait(name: str) -> None:
    assert read_restrained_name(f"content/town/{name}.txt")


@pytest.mark.parametrize("name", STORIES)
def test_a_name_made_of_the_storys_words_does_not(name: str) -> None:
    assert read_restrained_name(f"content/town/{name}.txt") == ""


@pytest.mark.parametrize("folder", ["drafts", "_drafts", "Embargoed", "on-hold", "Brouillons"])
def test_nor_does_a_file_in_a_folder_for_unfinished_copy_go_out(folder: str) -> None:
    assert read_restrained_name(f"content/{folder}/ferry.md") == folder


@given(st.text(max_size=200))
def test_no_name_raises(name: str) -> None:
    read_restrained_name(name)
