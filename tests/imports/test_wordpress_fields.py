"""Decks, bylines, recordings and older addresses that WordPress and plugins keep beside a post."""

from pathlib import Path

import pytest
from conftest import Newsroom
from moving import dead_links, move_in, read
from wordpress import export, item


def import_one(newsroom: Newsroom, tmp_path: Path, *items: str) -> None:
    (tmp_path / "export.xml").write_text(export(*items))
    move_in(newsroom, "wordpress", tmp_path / "export.xml")


@pytest.mark.parametrize(("field", "value", "wanted"), [
    ("newspack_post_subtitle", "A deck", "deck: A deck"),
    ("subtitle", "A deck", "deck: A deck"),
    ("sno_deck", "A deck", "deck: A deck"),
    ("byline", "Ann Roe", "by: Ann Roe"),
    ("writer", "Ann Roe", "by: Ann Roe"),
    ("writer", "17", "by: Jane Roe"),
    ("_writer", "field_5a3", "by: Jane Roe"),
    ("enclosure", "https://cdn.example/ep%201.mp3\n123\naudio/mpeg\n", "[ep 1.mp3](https://cdn.example/ep%201.mp3)"),
])  # fmt: skip
def test_a_field_is_carried_over(newsroom: Newsroom, tmp_path: Path, field: str, value: str, wanted: str) -> None:
    import_one(newsroom, tmp_path, item(1, "A", meta={field: value}))
    assert wanted in read(newsroom, "content/local/a.md").split("\n")


def test_a_recording_that_the_text_links_to_is_linked_once(newsroom: Newsroom, tmp_path: Path) -> None:
    address = "https://cdn.example/a.mp3"
    import_one(newsroom, tmp_path, item(1, "A", f'<a href="{address}">Hear it</a>', meta={"enclosure": address}))
    assert read(newsroom, "content/local/a.md").count(address) == 1


def test_older_slugs_are_redirected_unless_another_text_is_there_now(newsroom: Newsroom, tmp_path: Path) -> None:
    old = "".join(
        f"<wp:postmeta><wp:meta_key>_wp_old_slug</wp:meta_key><wp:meta_value>{one}</wp:meta_value></wp:postmeta>"
        for one in ("first", "second", "taken")
    )
    link = '<a href="https://old.example/2010/05/20/second/">it</a>'
    import_one(newsroom, tmp_path, item(1, "A", more=old), item(2, "Taken", link))
    assert "was:\n  - /2010/05/20/a/\n  - /2010/05/20/first/\n  - /2010/05/20/second/\n---" in read(
        newsroom, "content/local/a.md"
    )
    assert "[it](/local/2010/05/20/a/)" in read(newsroom, "content/local/taken.md")
    newsroom.build()
    assert "/local/2010/05/20/taken/" in newsroom.page("/2010/05/20/taken/")
    assert dead_links(newsroom) == set()


def test_the_page_of_a_category_below_another_is_found_at_both_of_its_addresses(
    newsroom: Newsroom, tmp_path: Path
) -> None:
    link = '<a href="https://old.example/category/local/harbor/">all</a>'
    import_one(newsroom, tmp_path, item(1, "A", link, categories=(("category", "harbor", "Harbor"),)))
    lines = read(newsroom, "redirects.csv").split("\n")
    assert {"/category/harbor/,/local/", "/category/local/harbor/,/local/"} <= set(lines)
    assert "[all](/local/)" in read(newsroom, "content/local/a.md")


def test_names_have_no_entities(newsroom: Newsroom, tmp_path: Path) -> None:
    import_one(newsroom, tmp_path, item(1, "A", categories=(("author", "cap-roes", "Roe &amp; Sons"),), author="x"))
    assert "Roe & Sons" in read(newsroom, "content/news/a.md")
    assert "name: Roe & Sons" in "".join(one.read_text() for one in (newsroom.folder / "content/people").iterdir())


def test_texts_without_a_title_are_named(newsroom: Newsroom, tmp_path: Path) -> None:
    (tmp_path / "export.xml").write_text(export(item(1, "", "An aside.", slug="aside")))
    result = move_in(newsroom, "wordpress", tmp_path / "export.xml")
    assert result.leftovers["Texts without a title, which are called “Untitled”"] == ["content/local/aside.md"]
