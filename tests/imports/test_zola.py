"""What is in a Zola site is in the paper: taxonomies, sections, bundles, links with `@/`, languages."""

from pathlib import Path

import pytest
from conftest import Newsroom
from moving import dead_links, move_in, read, write_site, written
from pictured import picture

FILES = {
    "config.toml": 'base_url = "https://bay.example"\ndefault_language = "en"\ncompile_sass = true\ntaxonomies = [{name = "tags"}]\n[languages.fr]\ntitle = "Baie"\n',
    "content/_index.md": '+++\ntitle = "Home"\n+++\n',
    "content/about.md": '+++\ntitle = "About"\n+++\nWe are [the news](@/news/_index.md).\n',
    "content/news/_index.md": '+++\ntitle = "News of the bay"\nsort_by = "date"\n+++\nAll of it.\n',
    "content/news/ferry.md": '+++\ntitle = "Ferry: a lease"\ndate = 2020-05-20T09:00:00-04:00\nupdated = 2020-05-21\ndescription = "In short."\n'
    'aliases = ["old/ferry"]\nauthors = ["Jane Roe"]\n[taxonomies]\ntags = ["Boats", "Council"]\ncategories = ["Harbor"]\n'
    '[extra]\nsubtitle = "A deck"\ncover_image = "dock.jpg"\nlist = [1, [2]]\n+++\nFirst.\n<!-- more -->\n'
    'See [it](@/news/bridge/index.md#top).\n\n{{ youtube(id="abc123def45", autoplay=true) }}\n\n{% quote(author="x") %}\nKept *words*.\n{% end %}\n\n{{ widget(id="x") }}\n\n'
    '`{{ shown(id="x") }}`\n',
    "content/news/2020-06-02-dated/index.md": "+++\ntitle = \"Dated\"\n+++\nIts folder says when.\n",
    "content/news/bridge/index.md": '+++\ntitle = "Bridge"\ndate = 2020-06-01\n[extra]\nauthor = "John Doe"\n+++\n![Dock](dock.jpg "The dock")\n',
    "content/news/yaml.md": "---\ntitle: In YAML\ndate: 2020-01-02\ntaxonomies:\n  tags: [Boats]\n---\nText.\n",
    "content/news/ferry.fr.md": '+++\ntitle = "Le bac"\ndate = 2020-05-20\n+++\nBonjour.\n',
    "content/news/secret.md": '+++\ntitle = "Secret"\ndate = 2020-05-20\ndraft = true\n+++\nCanary.\n',
    "content/news/broken.md": '+++\ntitle = "Broken\ndate = 2020-05-20\n+++\nText.\n',
    "templates/page.html": "Canary",
}  # fmt: skip


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return write_site(tmp_path / "old", {**FILES, "content/news/bridge/dock.jpg": picture(800, 500)})


def test_a_site_becomes_files_that_an_editor_can_read(newsroom: Newsroom, site: Path) -> None:
    result = move_in(newsroom, "", site)
    assert (result.source.kind, result.source.name) == ("zola", "bay.example")
    result = move_in(newsroom, "zola", site)
    assert read(newsroom, "content/news/ferry.md") == (
        "---\n"
        'title: "Ferry: a lease"\n'
        "deck: A deck\n"
        "by: Jane Roe\n"
        "date: 2020-05-20 09:00:00-04:00\n"
        "updated: 2020-05-21\n"
        "topics:\n"
        "  - Harbor\n"
        "  - Boats\n"
        "  - Council\n"
        "summary: In short.\n"
        "photo: images/news/bridge/dock.jpg\n"
        "was:\n"
        "  - /news/ferry/\n"
        "  - /old/ferry/\n"
        "---\n"
        "\n"
        "First.\n"
        "\n"
        "See [it](/news/2020/06/01/bridge/#top).\n"
        "\n"
        "https://www.youtube.com/watch?v=abc123def45\n"
        "\n"
        "> Kept *words*.\n"
        ">\n"
        "> — x\n"
        "\n"
        '`{{ shown(id="x") }}`\n'
    )
    bridge = read(newsroom, "content/news/bridge.md")
    assert "by: John Doe\n" in bridge
    assert '![Dock](images/news/bridge/dock.jpg "The dock")' in bridge
    assert "topics: Boats\n" in read(newsroom, "content/news/yaml.md")
    assert "language: fr\n" in read(newsroom, "content/news/ferry-fr.md")
    assert "Shortcodes of the old site; the text between them was kept" in result.leftovers


def test_readers_find_everything_and_nothing_early(newsroom: Newsroom, site: Path) -> None:
    move_in(newsroom, "zola", site)
    before = written(newsroom)
    move_in(newsroom, "zola", site)
    assert written(newsroom) == before
    outcome = newsroom.build()
    assert newsroom.held(outcome) == {}
    assert newsroom.mentions("Canary") == []
    assert dead_links(newsroom) == set()
    assert '<a href="/news/">the news</a>' in newsroom.page("/about/")
    assert 'url=/news/2020/05/20/ferry/"' in newsroom.page("/news/ferry/")
    assert 'url=/topics/boats/"' in newsroom.page("/tags/boats/")
    assert "Its folder says when." in newsroom.page("/news/2020/06/02/dated/")


def test_taxonomies_may_be_named_for_one_and_folders_of_years_are_no_pages(newsroom: Newsroom, tmp_path: Path) -> None:
    files = {
        "config.toml": 'base_url = "https://old.example"\ntaxonomies = [{name = "author"}, {name = "category"}]\n',
        "content/big-news/2016/_index.md": "+++\ntransparent = true\n+++\n",
        "content/big-news/2016/2016-05-23-ferry.md": '+++\ntitle = "Ferry"\n[taxonomies]\nauthor = ["Jane Roe"]\n'
        'category = ["Harbor"]\n+++\n\n{{ youtube_player(video_id="abc123def45") }}\n',
    }
    result = move_in(newsroom, "zola", write_site(tmp_path / "old", files))
    assert read(newsroom, "content/big-news/ferry.md") == (
        "---\ntitle: Ferry\nby: Jane Roe\ndate: 2016-05-23\ntopics: Harbor\nwas: /big-news/2016/ferry/\n---\n\n"
        "https://www.youtube.com/watch?v=abc123def45\n"
    )
    assert 'name = "Big news"' in read(newsroom, "import-report.md")
    redirects = read(newsroom, "redirects.csv")
    assert "/author/jane-roe/,/by/jane-roe/\n" in redirects
    assert "/big-news/2016/,/big-news/\n" in redirects
    assert len(result.placed) == 1


def test_a_category_is_the_section_where_the_folder_says_no_more(newsroom: Newsroom, tmp_path: Path) -> None:
    files = {
        "config.toml": 'base_url = "https://old.example"\n',
        "content/posts/_index.md": '+++\ntitle = "All"\n+++\n',
        "content/posts/ferry.md": '+++\ntitle = "Ferry"\ndate = 2020-05-20\n[taxonomies]\ncategories = ["City Hall", "Boats"]\n'
        "+++\n\nText.\n",
    }
    move_in(newsroom, "zola", write_site(tmp_path / "old", files))
    assert "topics: Boats\nwas: /posts/ferry/\n" in read(newsroom, "content/city-hall/ferry.md")
    assert sorted(written(newsroom)) == ["city-hall/ferry.md"]
    redirects = read(newsroom, "redirects.csv")
    assert "/posts/,/\n" in redirects
    assert "/categories/city-hall/,/city-hall/\n" in redirects
    assert "/categories/boats/,/topics/boats/\n" in redirects


def test_words_of_shortcodes_may_have_any_quotation_marks_and_brackets(newsroom: Newsroom, tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "zola.toml": 'base_url = "https://old.example"\n',
        "content/news/ferry.md": '+++\ntitle = "Ferry"\ndate = 2020-05-20\n+++\n\n'
        "{{ image(src='dock.jpg', alt='The dock (east)', caption=`It's \"new\"`) }}\n\n"
        "{% quote(author='Jane (X)') %}\nWe sail.\n{% end %}\n",
        "content/news/dock.jpg": picture(800, 500),
    }
    move_in(newsroom, "zola", write_site(tmp_path / "old", files))
    text = read(newsroom, "content/news/ferry.md")
    assert "![The dock (east)](images/news/dock.jpg" in text
    assert "> We sail.\n>\n> — Jane (X)\n" in text
    assert "{{" not in text


def test_pages_are_where_they_were_below_the_address_of_the_site(newsroom: Newsroom, tmp_path: Path) -> None:
    files = {
        "zola.toml": 'base_url = "https://old.example/sub"\n[languages.de]\n',
        "content/about.md": '+++\ntitle = "About"\n+++\nWe are.\n',
        "content/news/_index.md": '+++\ntitle = "News"\n+++\nAll of it.\n',
        "content/news/_index.de.md": '+++\ntitle = "Nachrichten"\n+++\n',
        "content/news/ferry.md": '+++\ntitle = "Ferry"\ndate = 2020-01-01\n+++\nIt sails.\n',
    }
    move_in(newsroom, "zola", write_site(tmp_path / "old", files))
    assert sorted(written(newsroom)) == ["news/_index.md", "news/ferry.md", "pages/about.md"]
    assert "was: /sub/about/\n" in read(newsroom, "content/pages/about.md")
    assert "/sub/de/news/,/news/\n" in read(newsroom, "redirects.csv")
