"""Names tell which files are stories, which belong to one story, and which a program made."""

import pytest

from generator.intake.names import is_copy, is_section_page, name_of_story

COPIES = [
    "vote-DESKTOP-AB12CD3", "vote-LAPTOP-9QK21TP", "vote (1)", "2026-11-22-vote (12)", "vote(1)", "Copy of vote", "copy of Vote night", "vote - Copy", "vote - Copy (2)",
    "vote (conflicted copy 2026-11-22)", "vote (Jane's conflicted copy 2026-11-22)", "vote (Case Conflict)",
    "vote.sync-conflict-20261122-140511-ABCDEFG", "vote (SFConflict jane@bay.example 2026-11-22-14-05-11)",
    "vote [Conflict]", "vote_conflict-20261122-101010", "选举 副本", "선거 복사본 2", "Wahl - Kopie", "Kopie von Wahl", "vote - Copie", "Copia de voto", "選挙 のコピー", "选举 - 副本",
    "vote (copie)", "vote (3rd copy)", "vote (Kopie 2)", "vote（1）", "Copy (2) of vote", "Копия выборы", "Wahl (Konfliktkopie von Jana 2026-11-22)", "vote (copie en conflit de Jeanne)",
]  # fmt: skip
NAMES = [
    "vote", "best-laptop-2026", "desktop-publishing", "copyright", "copy", "copycats", "ferry copy", "2026-11-22-copy-editors-win", "Results (2024)", "vote (b)",
    "conflict-in-the-bay", "armed conflict", "vote-1", "copy-of-the-treaty", "Conflict resolution (school)", "Kopiergeräte", "合同副本", "vote (hard copy)", "sudan_conflict",
]  # fmt: skip


@pytest.mark.parametrize("stem", COPIES)
@pytest.mark.parametrize("ending", [".txt", ".md", ".docx"])
def test_a_name_that_programs_give_to_copies_is_known(stem: str, ending: str) -> None:
    assert is_copy(f"content/town/{stem}{ending}")


@pytest.mark.parametrize("stem", NAMES)
def test_a_name_that_an_editor_chose_is_no_copy(stem: str) -> None:
    assert not is_copy(f"content/town/{stem}.txt")


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("content/town/2026-11-22-vote/index.md", "2026-11-22-vote"),
        ("content/town/harbor/2026-11-22-vote/index.md", "2026-11-22-vote"),
        ("content/town/2026-11-22-vote.md", "2026-11-22-vote"),
        ("content/town/index.md", "index"),
        ("content/town/vote/index.txt", "index"),
        ("content/town/vote/photos.md", "photos"),
    ],
)
def test_the_text_of_a_folder_that_is_one_story_has_the_folders_name(file: str, name: str) -> None:
    assert name_of_story(file) == name


def test_only_the_file_named_so_describes_a_section() -> None:
    assert is_section_page("content/town/_index.md")
    assert not is_section_page("content/town/index.md")
    assert not is_section_page("content/town/_index.txt")
