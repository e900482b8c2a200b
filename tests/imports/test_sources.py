"""What nobody named is known for what it is, and every kind is documented."""

from pathlib import Path

import pytest
from conftest import Newsroom
from moving import move_in, write_site, written
from places import ROOT, SHARED
from wordpress import export, item

from generator.errors import CommandRefused
from generator.imports.sources import KINDS, recognise

REAL = SHARED / "material/exports"


@pytest.mark.skipif(not REAL.is_dir(), reason="the real exports are not at hand")
@pytest.mark.parametrize(("path", "kind"), [
    ("wordpress/theme-unit-test.xml", "wordpress"),
    ("ghost-migrate/mg-wp-xml/test/fixtures/co-authors-plus.xml", "wordpress"),
    ("hugo/en", "hugo"),
    ("jekyll", "jekyll"),
    ("pelican/bloggerexport.xml", "blogger"),
    ("pelican/medium_posts", "medium"),
    ("ghost-migrate/mg-libsyn/test/fixtures/feed.xml", "rss"),
    ("ghost-migrate/mg-ghost-api/src/test/fixtures/posts.json", "ghost"),
    ("ghost-migrate/mg-substack/test/fixtures", "substack"),
    ("ghost-migrate/mg-beehiiv/src/test/fixtures/posts.csv", "csv"),
])  # fmt: skip
def test_real_sources_are_known_for_what_they_are(path: str, kind: str) -> None:
    found = recognise(REAL / path)
    assert found is not None
    assert found.name == kind
    assert found.fits(REAL / path)
    assert found.describe(REAL / path).kind == kind


@pytest.mark.parametrize(("files", "kind"), [
    ({"config.toml": "baseurl = 'https://x.example'\n[taxonomies]\ntag = 'tags'\n", "content/a.md": "+++\ntitle='a'\n+++\n"}, "hugo"),
    ({"config.toml": "base_url = 'https://x.example'\n", "content/a.md": "+++\ntitle='a'\n+++\n"}, "zola"),
    ({"hugo.toml": "", "content/a.md": "---\ntitle: a\n---\n", "data/x.csv": "title,content\n1,2\n"}, "hugo"),
    ({"_config.yml": "title: x\n", "_posts/2020-01-01-a.md": "---\ntitle: a\n---\n", "x.docx": ""}, "jekyll"),
    ({".eleventy.js": "", "posts/a.md": "---\ntitle: a\n---\n", "package.json": '{"name": "x"}'}, "eleventy"),
    ({"notes.txt": "Nothing."}, ""),
])  # fmt: skip
def test_sites_are_told_apart(tmp_path: Path, files: dict[str, str], kind: str) -> None:
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    found = recognise(tmp_path)
    assert (found.name if found else "") == kind


def test_every_kind_is_documented() -> None:
    text = (ROOT / "docs/moving.md").read_text()
    assert [name for name in KINDS if f"broadsheet import {name} " not in text and name != "atom"] == []
    assert "RSS and Atom" in text


@pytest.mark.parametrize("title", ["Ferry", "Sea &amp; Sand &#8211; <em>now</em>", 'He said "so": yes', "", "x" * 300])
def test_an_import_that_was_killed_makes_no_second_file_of_a_story(
    newsroom: Newsroom, tmp_path: Path, title: str
) -> None:
    path = tmp_path / "export.xml"
    path.write_text(
        export(
            item(1, title, slug="ferry"),
            item(3, title, slug="about", kind="page"),
            item(2, title, slug="ferry", day="2011-01-01", path="/other/ferry/"),
        )
    )
    move_in(newsroom, "wordpress", path)
    before = written(newsroom)
    assert len(before) >= 4
    (newsroom.folder / "imports.csv").unlink()  # it is written last
    move_in(newsroom, "wordpress", path)
    assert written(newsroom) == before


@pytest.mark.parametrize("name", ["notes.txt", "harbor/ferry.md", "www.bay.example/2020/ferry.html"])
def test_plain_texts_need_no_import(newsroom: Newsroom, tmp_path: Path, name: str) -> None:
    folder = write_site(tmp_path / "old", {name: "Words."})
    with pytest.raises(CommandRefused) as caught:
        move_in(newsroom, "", folder)
    assert "copy them into content/" in str(caught.value.hint)
    with pytest.raises(CommandRefused) as caught:
        move_in(newsroom, "rss", folder)
    assert "save its feed" in str(caught.value.hint)
    with pytest.raises(CommandRefused) as caught:
        move_in(newsroom, "", write_site(tmp_path / "other", {"feed.json": "{}"}))
    assert "save its feed" in str(caught.value.hint)
