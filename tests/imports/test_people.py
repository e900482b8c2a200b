"""People are called by their names, by whatever key the texts of the old site call them."""

from pathlib import Path

import pytest
from conftest import Newsroom
from moving import move_in, read, write_site, written

from generator.imports.people import read_people

JANE = "name: Jane Roe\n\nCovers the harbor.\n"


@pytest.mark.parametrize(("file", "text"), [
    ("authors.yml", "jane_roe:\n  name: Jane Roe\n  bio: Covers the harbor.\n"),
    ("authors.yml", "- id: jane_roe\n  display_name: Jane Roe\n  bio: Covers the harbor.\n"),
    ("people.yaml", "---\njane_roe: &jane\n  first_name: Jane\n  last_name: Roe\n  bio: Covers the harbor.\nboss: *jane\n"),
    ("team.json", '{"jane_roe": {"fullName": "Jane Roe", "bio": "Covers the harbor."}}'),
    ("authors/jane_roe.yml", "name: Jane Roe\nbio: Covers the harbor.\n"),
    ("authors/jane_roe.toml", 'name = "Jane Roe"\nbio = "Covers the harbor."\n'),
])  # fmt: skip
def test_tables_of_people_are_read_in_every_form(tmp_path: Path, file: str, text: str) -> None:
    people = read_people(write_site(tmp_path, {file: text}))
    for id_ in ("jane_roe", "jane-roe", "Jane Roe", "_authors/jane-roe.md"):
        author = people.author(id_, "/by-old/")
        assert (author.name, author.biography) == ("Jane Roe", "Covers the harbor.")
    assert people.author("john", "/by-old/").name == "john"


JEKYLL = {
    "_config.yml": (
        "url: https://old.example\ncollections:\n  authors:\n    output: true\n    permalink: /staff/:name/\n"
        "x: &x [1]\ny: *x\n"
    ),
    "_authors/jroe.md": "---\nfull_name: Jane Roe\nredirect_from: /team/jane/\n---\nCovers the harbor.\n{% include x %}\n",
    "_authors/guest.md": "---\nname: Ann Poe\n---\nA guest of the house.\n",
    "_posts/2010-05-20-ferry.md": "---\ntitle: Ferry\nauthor: jroe\n---\nText.\n",
}
HUGO = {
    "hugo.toml": 'baseURL = "https://old.example/"\n',
    "content/authors/_index.md": "---\ntitle: Authors\n---\n",
    "content/authors/jroe/_index.md": '---\ntitle: Jane Roe\naliases: ["/team/jane/"]\ndate: 2009-01-01\n---\nCovers the harbor.\n',
    "content/authors/guest/_index.md": "---\ntitle: Ann Poe\n---\nA guest of the house.\n",
    "content/news/ferry.md": "---\ntitle: Ferry\ndate: 2010-05-20\nauthors: [jroe]\n---\nText.\n",
}
ELEVENTY = {
    ".eleventy.js": "",
    "src/_data/authors.json": '{"jroe": {"name": "Jane Roe", "bio": "Covers the harbor."}}',
    "src/news/ferry.md": "---\ntitle: Ferry\ndate: 2010-05-20\nauthor: jroe\n---\nText.\n",
}


@pytest.mark.parametrize(("kind", "files"), [("jekyll", JEKYLL), ("hugo", HUGO), ("eleventy", ELEVENTY)])
def test_a_byline_has_the_name_and_no_key(newsroom: Newsroom, tmp_path: Path, kind: str, files: dict[str, str]) -> None:
    move_in(newsroom, kind, write_site(tmp_path / "old", files))
    assert "by: Jane Roe\n" in read(newsroom, "content/news/ferry.md")
    assert read(newsroom, "content/people/jane-roe.md") == JANE
    before = written(newsroom)
    move_in(newsroom, kind, tmp_path / "old")
    assert written(newsroom) == before
    newsroom.build()
    assert "Jane Roe" in newsroom.page("/news/2010/05/20/ferry/")
    assert "jroe" not in newsroom.page("/news/2010/05/20/ferry/")


@pytest.mark.parametrize(
    ("kind", "files", "page"), [("jekyll", JEKYLL, "/staff/jroe/"), ("hugo", HUGO, "/authors/jroe/")]
)
def test_the_page_about_somebody_leads_to_what_they_wrote(
    newsroom: Newsroom, tmp_path: Path, kind: str, files: dict[str, str], page: str
) -> None:
    move_in(newsroom, kind, write_site(tmp_path / "old", files))
    redirects = read(newsroom, "redirects.csv")
    assert f"{page},/by/jane-roe/\n" in redirects
    assert "/team/jane/,/by/jane-roe/\n" in redirects
    pages = {name: text for name, text in written(newsroom).items() if name.startswith("pages/")}
    assert [b"A guest of the house." in text for text in pages.values()] == [True]  # who wrote nothing keeps the page


def test_a_section_called_people_keeps_its_stories(newsroom: Newsroom, tmp_path: Path) -> None:
    site = {
        "hugo.toml": 'baseURL = "https://old.example/"\n',
        "content/people/mayor.md": "---\ntitle: The mayor retires\ndate: 2010-05-20\n---\nText.\n",
    }
    move_in(newsroom, "hugo", write_site(tmp_path / "old", site))
    assert "title: The mayor retires\n" in read(newsroom, "content/people-desk/mayor.md")
