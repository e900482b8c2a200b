"""A series has a page with its parts in order, and each part leads to the others."""

from pathlib import Path

import pytest
from conftest import NOON, Newsroom, story
from histories import clean_build, site_of
from hypothesis import given
from hypothesis import strategies as st

from generator.intake.series import PART_WORDS, SeriesPart, read_series


@pytest.mark.parametrize(
    ("words", "name", "part"),
    [
        ("The cannery, part 3", "The cannery", 3),
        ("The cannery, Part III", "The cannery", 3),
        ("The cannery part 12", "The cannery", 12),
        ("The cannery (3 of 5)", "The cannery", 3),
        ("The cannery (3/5)", "The cannery", 3),
        ("The cannery, 3", "The cannery", 3),
        ("The cannery: 3", "The cannery", 3),
        ("The cannery #3", "The cannery", 3),
        ("The cannery", "The cannery", 0),
        ("Route 66", "Route 66", 0),
        ("The cannery, summer 2024", "The cannery, summer 2024", 0),
        ("The cannery, 2024", "The cannery, 2024", 0),
        ("Party time", "Party time", 0),
        ("Part 3", "Part 3", 0),
        ("Die Konservenfabrik, Teil 3 von 5", "Die Konservenfabrik", 3),
        ("La conserverie – partie 2", "La conserverie", 2),
        ("缶詰工場、第3回", "缶詰工場", 3),
        ("مصنع التعليب، الجزء 3", "مصنع التعليب", 3),
        ("", "", 0),
    ],
)
def test_series_and_part_are_read(words: str, name: str, part: int) -> None:
    assert read_series(words) == SeriesPart(name, part)


@given(st.sampled_from(["The cannery", "Harbor 2040", "Ça va"]), st.sampled_from(PART_WORDS), st.integers(1, 999))
def test_every_word_for_a_part_is_known(name: str, word: str, part: int) -> None:
    assert read_series(f"{name}, {word} {part}") == SeriesPart(name, part)


@given(st.text(max_size=200))
def test_any_text_is_a_series(words: str) -> None:
    assert read_series(words).part >= 0


def part(number: int, name: str = "The cannery", day: int = 0) -> str:
    return story(f"Chapter {number}.", f"2026-11-{day or number:02} 09:00", Series=f"{name}, part {number}")


def test_the_parts_are_in_order_whatever_their_dates(newsroom: Newsroom) -> None:
    for number, day in ((1, 9), (2, 3), (3, 5)):
        newsroom.write(f"content/world/c{number}.txt", part(number, day=day))
    newsroom.build()
    page = newsroom.page("/series/the-cannery/")
    assert page.index("Chapter 1.") < page.index("Chapter 2.") < page.index("Chapter 3.")
    middle = newsroom.page("/world/2026/11/03/c2/")
    box = middle[middle.index('class="series"') :]
    assert all(f"Chapter {number}." in box for number in (1, 2, 3))
    assert box.index("Previous part") < box.index('/world/2026/11/09/c1/">', box.index("Previous part"))
    assert '/world/2026/11/05/c3/">' in box[box.index("Next part") :]
    assert "The cannery" in newsroom.page("/series/")


def test_a_paper_without_series_has_no_page_of_them(newsroom: Newsroom) -> None:
    newsroom.write("content/world/a.txt", story("A"))
    newsroom.build()
    assert not (newsroom.output / "series").exists()


def test_a_part_that_is_not_public_is_in_no_page_of_its_series(newsroom: Newsroom) -> None:
    newsroom.write("content/world/c1.txt", part(1))
    newsroom.build()
    without = newsroom.files()
    newsroom.write("content/world/c2.txt", part(2).replace("Series", "Draft: yes\nSeries"))
    newsroom.write("content/world/c3.txt", part(3, "The secret").replace("Series", "Embargo: 2026-12-01\nSeries"))
    newsroom.build()
    assert newsroom.files() == without


def test_a_new_part_of_a_long_series_leaves_most_parts_alone(newsroom: Newsroom, tmp_path: Path) -> None:
    newsroom.write(
        "site.toml", "page_size = 4\n" + (newsroom.folder / "site.toml").read_text() + "[story]\nrelated = 0\n"
    )
    for number in range(1, 16):
        newsroom.write(f"content/world/c{number}.txt", part(number))
    newsroom.build()
    newsroom.write("content/world/c16.txt", part(16))
    written = set(newsroom.build().written)
    parts = {file for file in written if "/c" in file}
    assert parts == {"world/2026/11/15/c15/index.html", "world/2026/11/16/c16/index.html"}
    assert {file for file in written if file.startswith("series/the")} == {
        "series/the-cannery/index.html",
        "series/the-cannery/page/4/index.html",
    }
    (tmp_path / "clean").mkdir()
    assert site_of(newsroom) == clean_build(newsroom, tmp_path / "clean", NOON)


@pytest.mark.parametrize("count", [3, 11, 12, 13, 16])
def test_a_series_that_changes_is_that_of_a_clean_build(newsroom: Newsroom, tmp_path: Path, count: int) -> None:
    newsroom.write("site.toml", "page_size = 4\n" + (newsroom.folder / "site.toml").read_text())
    for number in range(1, count + 1):
        newsroom.write(f"content/world/c{number}.txt", part(number))
    newsroom.build()
    changes = (
        ("c2", part(40, day=2)),
        ("c1", part(1, "Others")),
        ("c3", part(3).replace("Chapter", "Kapitel")),
        (f"c{count + 1}", part(count + 1)),
        ("c1", part(1)),
    )
    for step, (name, text) in enumerate(changes):
        newsroom.write(f"content/world/{name}.txt", text)
        newsroom.build()
        (tmp_path / f"clean{step}").mkdir()
        assert site_of(newsroom) == clean_build(newsroom, tmp_path / f"clean{step}", NOON), name
    newsroom.delete("content/world/c2.txt")
    newsroom.build()
    (tmp_path / "clean").mkdir()
    assert site_of(newsroom) == clean_build(newsroom, tmp_path / "clean", NOON)
