"""What is in a Nikola site is in the paper: headers in comments, in `.meta` files and in YAML, links, languages."""

from pathlib import Path

import pytest
from conftest import Newsroom
from moving import dead_links, move_in, read, write_site, written
from pictured import picture

FILES = {
    "conf.py": "BLOG_TITLE = 'Bay'\nBLOG_AUTHOR = 'Jane Roe'\nSITE_URL = 'https://bay.example/'\nDEFAULT_LANG = 'en'\nTIMEZONE = 'Europe/Paris'\n"
    "POSTS = (('posts/*.rst', 'posts', 'post.tmpl'),)\n",
    "posts/ferry.rst": ".. title: Ferry: a lease\n.. slug: the-ferry\n.. date: 2020-05-20 09:00:00 UTC-04:00\n.. tags: Boats, Council\n"
    ".. category: Harbor\n.. description: In short.\n.. previewimage: /images/dock.jpg\n.. type: text\n\nFirst.\n\n.. TEASER_END\n\n"
    "See `it <link://slug/bridge>`_ and `boats <link://tag/boats>`__.\n",
    "posts/2020/bridge.md": "<!--\n.. title: Bridge\n.. date: 2020-06-01 10:00\n.. author: John Doe\n-->\n\n<!-- TEASER_END -->\n\n"
    "[Ferry](/posts/the-ferry/) [again](link://filename/posts/ferry.rst)\n\n{{% youtube abc123def45 %}}\n\n![Dock](/images/dock.jpg)\n",
    "posts/beside.md": "Its header is beside it.\n",
    "posts/beside.meta": ".. title: Beside\n.. date: 2020-01-01\n",
    "posts/yaml.md": "---\ntitle: In YAML\ndate: 2020-01-02\n---\nText.\n",
    "posts/ferry.fr.rst": ".. title: Le bac\n.. slug: le-bac\n.. date: 2020-05-20 09:00\n\nBonjour.\n",
    "posts/secret.md": "<!--\n.. title: Secret\n.. date: 2020-01-01\n.. tags: draft\n-->\nCanary.\n",
    "posts/private.md": "<!--\n.. title: Private\n.. date: 2020-01-01\n.. status: private\n-->\nCanary.\n",
    "posts/note.ipynb": "{}",
    "pages/about.rst": ".. title: About\n.. slug: about\n\nWe are.\n",
    "output/index.html": "Canary",
    "README.md": "Canary.\n",
}  # fmt: skip


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return write_site(tmp_path / "old", {**FILES, "images/dock.jpg": picture(800, 500)})


def test_a_site_becomes_files_that_an_editor_can_read(newsroom: Newsroom, site: Path) -> None:
    result = move_in(newsroom, "", site)
    assert (result.source.kind, result.source.name) == ("nikola", "bay.example")
    result = move_in(newsroom, "nikola", site)
    assert read(newsroom, "content/harbor/the-ferry.md") == (
        "---\n"
        'title: "Ferry: a lease"\n'
        "by: Jane Roe\n"
        "date: 2020-05-20 09:00:00-04:00\n"
        "topics:\n"
        "  - Boats\n"
        "  - Council\n"
        "summary: In short.\n"
        "photo: images/dock.jpg\n"
        "was:\n"
        "  - /posts/the-ferry/\n"
        "  - /posts/the-ferry.html\n"
        "---\n"
        "\n"
        "First.\n"
        "\n"
        "See [it](/news/2020/06/01/bridge/) and [boats](/topics/boats/).\n"
    )
    assert read(newsroom, "content/news/bridge.md").endswith(
        "---\n\n[Ferry](/harbor/2020/05/20/the-ferry/) [again](/harbor/2020/05/20/the-ferry/)\n\n"
        "https://www.youtube.com/watch?v=abc123def45\n\n![Dock](images/dock.jpg)\n"
    )
    assert "date: 2020-06-01 10:00:00 Europe/Paris\n" in read(newsroom, "content/news/bridge.md")
    assert "title: Beside\n" in read(newsroom, "content/news/beside.md")
    assert "title: In YAML\n" in read(newsroom, "content/news/yaml.md")
    assert "language: fr\n" in read(newsroom, "content/harbor/le-bac-fr.md")
    assert result.leftovers["Files that can't be read"] == ["posts/note.ipynb: a notebook of Jupyter"]


def test_readers_find_everything_and_nothing_early(newsroom: Newsroom, site: Path) -> None:
    move_in(newsroom, "nikola", site)
    before = written(newsroom)
    move_in(newsroom, "nikola", site)
    assert written(newsroom) == before
    outcome = newsroom.build()
    assert newsroom.held(outcome) == {}
    assert newsroom.mentions("Canary") == []
    assert dead_links(newsroom) == set()
    assert "We are." in newsroom.page("/about/")
    assert 'url=/about/"' in newsroom.page("/pages/about/")
    assert 'url=/harbor/2020/05/20/the-ferry/"' in newsroom.page("/posts/the-ferry/")
    assert 'url=/topics/boats/"' in newsroom.page("/categories/boats/")
    assert 'url=/harbor/"' in newsroom.page("/categories/cat_harbor/")


def test_old_forms_and_the_folders_of_the_settings_are_read(newsroom: Newsroom, tmp_path: Path) -> None:
    files = {
        "conf.py": 'BLOG_TITLE = "B"\nSITE_URL = "https://old.example/"\nPRETTY_URLS = False\n'
        'POSTS = (("posts/*.txt", "blog", "post.tmpl"), ("posts/*.rst", "blog", "post.tmpl"))\n'
        'PAGES = (("stories/*.txt", "", "story.tmpl"),)\n',
        "posts/first.txt": "It *begins*.\n",
        "posts/first.meta": "The first\nfirst\n2012/03/30 22:59\npython, news\n",
        "posts/2013/second.txt": ".. title: The second\n.. slug: second\n.. date: 2013-05-01\n\nSee `it </blog/first.html>`_.\n"
        "\n.. slides::\n\n   /galleries/a.jpg\n   /galleries/b.jpg\n\n.. media:: https://www.youtube.com/watch?v=abc123def45\n",
        "stories/about.txt": ".. title: About\n.. slug: about\n\nWe.\n",
        "files/robots.txt": "Canary",
    }
    result = move_in(newsroom, "nikola", write_site(tmp_path / "old", files))
    assert read(newsroom, "content/news/first.md") == (
        "---\ntitle: The first\ndate: 2012-03-30 22:59:00\ntopics:\n  - python\n  - news\n"
        "was:\n  - /blog/first.html\n  - /blog/first/\n---\n\nIt *begins*.\n"
    )
    second = read(newsroom, "content/news/second.md")
    assert "- /blog/2013/second.html\n" in second
    assert "See [it](/news/2012/03/30/first/).\n" in second
    assert "\nhttps://www.youtube.com/watch?v=abc123def45\n" in second
    assert result.leftovers["Pictures that aren't on this disk"] == ["/galleries/a.jpg", "/galleries/b.jpg"]
    assert "title: About\n" in read(newsroom, "content/pages/about.md")


CONF = (
    'BLOG_TITLE = "B"\nSITE_URL = "https://old.example/"\nPOSTS = (("posts/*.md", "posts", "p"), ("posts/*.rst", "posts", "p"))\n'
    'PAGES = (("pages/*.md", "pages", "p"),)\n'
)


def test_a_translation_takes_from_its_original_what_it_does_not_say(newsroom: Newsroom, tmp_path: Path) -> None:
    files = {
        "conf.py": CONF,
        "posts/ferry.md": "It sails.\n",
        "posts/ferry.meta": ".. title: Ferry\n.. slug: ferry\n.. date: 2020-01-01\n.. category: Harbor\n.. author: Jane Roe\n",
        "posts/ferry.de.md": "Sie fährt.\n",
        "posts/ferry.de.meta": ".. title: Die Fähre\n",
        "posts/kept.rst": ".. title: Kept\n.. date: 2020-01-01\n.. status: private\n\nCanary.\n",
        "posts/kept.de.rst": ".. title: Geheim\n\nCanary.\n",
    }
    move_in(newsroom, "nikola", write_site(tmp_path / "old", files))
    assert read(newsroom, "content/harbor/ferry-de.md") == (
        "---\ntitle: Die Fähre\nby: Jane Roe\ndate: 2020-01-01\nlanguage: de\nwas:\n  - /de/posts/ferry/\n  - /de/posts/ferry.html\n"
        "---\n\nSie fährt.\n"
    )
    newsroom.build()
    assert newsroom.mentions("Canary") == []
    assert "Sie fährt." in newsroom.page("/harbor/2020/01/01/ferry-de/")


def test_texts_that_no_setting_names_are_drafts(newsroom: Newsroom, tmp_path: Path) -> None:
    files = {
        "conf.py": CONF,
        "posts/open.md": "---\ntitle: Open\ndate: 2020-01-01\n---\nWords.\n",
        "posts/beside.md": "Canary.\n",
        "posts/beside.meta": "---\ntitle: Beside\ndate: 2020-01-01\nstatus: draft\n---\n",
        "notes/one.md": "---\ntitle: Note\ndate: 2020-01-01\n---\nCanary.\n",
        "pages/about.md": "---\ntitle: About\n---\nWe are.\n",
    }
    result = move_in(newsroom, "nikola", write_site(tmp_path / "old", files))
    drafts = {one.entry.item.title for one in result.placed if one.entry.item.is_draft}
    assert drafts == {"Beside", "Note"}
    unshown = "Texts that the old site didn't show, or that no list of it led to, written as drafts"
    assert result.leftovers[unshown] == ["Note"]
    newsroom.build()
    assert newsroom.mentions("Canary") == []
    assert 'url=/about/"' in newsroom.page("/pages/about/")


def test_commands_for_pictures_and_texts_are_read_and_code_stays(newsroom: Newsroom, tmp_path: Path) -> None:
    header = "<!--\n.. title: {0}\n.. slug: {0}\n.. date: 2020-01-01\n-->\n\n"
    text = (
        '{{% thumbnail "/images/dock.jpg" alt="A dock" %}}At the *dock*{{% /thumbnail %}}\n\n'
        'See {{% doc %}}bridge{{% /doc %}} and {{% doc title="the span" %}}bridge{{% /doc %}}, [it](link://slug/bridge).\n\n'
        "```\n[x](link://slug/bridge)\n```\n"
    )
    files: dict[str, str | bytes] = {
        "conf.py": CONF,
        "posts/ferry.md": header.format("ferry") + text,
        "posts/bridge.rst": ".. title: bridge\n.. date: 2020-01-01\n\nWrite link://slug/ferry for :doc:`the boat <ferry>`.\n",
        "images/dock.jpg": picture(800, 500),
    }
    move_in(newsroom, "nikola", write_site(tmp_path / "old", files))
    assert read(newsroom, "content/news/ferry.md").partition("---\n\n")[2] == (
        '![A dock](images/dock.jpg "At the dock")\n\n'
        "See [bridge](/news/2020/01/01/bridge/) and [the span](/news/2020/01/01/bridge/), [it](/news/2020/01/01/bridge/).\n\n"
        "```\n[x](link://slug/bridge)\n```\n"
    )
    bridge = read(newsroom, "content/news/bridge.md")
    assert "Write link://slug/ferry for [the boat](/news/2020/01/01/ferry/)." in bridge


def test_links_name_texts_by_their_slugs(newsroom: Newsroom, tmp_path: Path) -> None:
    header = ".. title: {0}\n.. slug: {0}\n.. date: 2020-01-01\n\n"
    files = {
        "conf.py": CONF,
        "posts/1.rst": header.format("the-ferry")
        + "See `it <link://slug/the-bridge>`_ and `two <link://slug/two>`_.\n",
        "posts/2.rst": header.format("the-bridge") + "It stands.\n",
        "posts/a/3.rst": header.format("two") + "One.\n",
        "posts/b/3.rst": header.format("two") + "Other.\n",
    }
    result = move_in(newsroom, "nikola", write_site(tmp_path / "old", files))
    assert "See [it](/news/2020/01/01/the-bridge/) and two." in read(newsroom, "content/news/the-ferry.md")
    assert result.leftovers["Links to pages and files of the old site that aren't in the export"] == ["two"]
