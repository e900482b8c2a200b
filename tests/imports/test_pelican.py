"""What is in a Pelican site is in the paper: Markdown, reStructuredText and HTML with their headers and links."""

import re
from pathlib import Path

import pytest
from conftest import Newsroom
from moving import dead_links, move_in, read, share_shown, words_in, write_site, written
from pictured import picture
from places import SHARED

from generator.imports.convert import Body, convert_bodies
from generator.imports.parts import Parts
from generator.imports.python_settings import read_settings
from generator.imports.rst_body import as_html
from generator.imports.rst_header import read_fields

REAL = SHARED / "material/exports/pelican"
FILES = {
    "pelicanconf.py": "import os\nSITENAME = 'Bay'\nPATH = 'content'\nTIMEZONE = 'Europe/Paris'\nDEFAULT_LANG = 'en'\n"
    "ARTICLE_URL = '{date:%Y}/{date:%m}/{slug}.html'\nSECRET = os.environ['X']\n",
    "publishconf.py": "from pelicanconf import *\nSITEURL = 'https://bay.example'\n",
    "content/harbor/ferry.md": "Title: Ferry: a lease\nDate: 2020-05-20 09:00\nModified: 2020-05-21 10:00\nTags: Boats, Council\n"
    "Authors: Jane Roe, John Doe\nSummary: In **short**,\n    and more.\nCover: {static}/images/dock.jpg\nOwn: x\n\n"
    "[TOC]\n\nSee [it]({filename}/town/bridge.rst#top), [us]({filename}../pages/about.md), [boats]({tag}boats), "
    "[all]({category}harbor).\n\n![Dock]({static}/images/dock.jpg)\n\n`{filename}/shown.md`\n",
    "content/town/bridge.rst": "######\nBridge\n######\n\n:date: 2020-06-01\n:category: Town\n:summary: One\n  two.\n\nFirst\n-----\n\n"
    "See `ferry <{filename}/harbor/ferry.md>`_ and `plain |harbor| <|filename|/harbor/ferry.md>`_, :sup:`2` :pep:`8` :unknown:`role`. [1]_\n\n"
    ".. contents::\n\n.. figure:: {static}/images/dock.jpg\n   :alt: A dock\n\n   At the *dock*\n\n.. youtube:: abc123def45\n\n"
    ".. gallery:: x\n   :width: 3\n\n   Kept words.\n\n.. include:: /etc/passwd\n\n.. code-block:: python\n\n   .. shown:: x\n\n.. [1] A note.\n",
    "content/town/page.html": "<html><head><title>In &amp; HTML</title><meta name='date' content='2020-07-01 10:14'>"
    "<meta name=\"author\" content=\"Jane Roe\"></head><body><p>From HTML.</p></body></html>",
    "content/town/secret.md": "Title: Secret\nDate: 2020-01-01\nStatus: draft\n\nCanary.\n",
    "content/town/hidden.md": "Title: Hidden\nDate: 2020-01-01\nStatus: hidden\n\nCanary.\n",
    "content/2020-03-04-named.md": "Title: Named by its day\n\nText.\n",
    "content/pages/about.md": "Title: About\n\nWe are.\n",
    "output/index.html": "<html><head><title>Canary</title></head><body>Canary</body></html>",
}  # fmt: skip


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return write_site(tmp_path / "old", {**FILES, "content/images/dock.jpg": picture(800, 500)})


def test_a_site_becomes_files_that_an_editor_can_read(newsroom: Newsroom, site: Path) -> None:
    result = move_in(newsroom, "", site)
    assert (result.source.kind, result.source.name) == ("pelican", "bay.example")
    result = move_in(newsroom, "pelican", site)
    assert read(newsroom, "content/harbor/ferry-a-lease.md") == (
        "---\n"
        'title: "Ferry: a lease"\n'
        "by:\n"
        "  - Jane Roe\n"
        "  - John Doe\n"
        "date: 2020-05-20 09:00:00 Europe/Paris\n"
        "updated: 2020-05-21 10:00:00 Europe/Paris\n"
        "topics:\n"
        "  - Boats\n"
        "  - Council\n"
        "summary: In short, and more.\n"
        "photo: images/dock.jpg\n"
        "was: /2020/05/ferry-a-lease.html\n"
        "---\n"
        "\n"
        "See [it](/town/2020/06/01/bridge/#top), [us](/about/), [boats](/topics/boats/), [all](/harbor/).\n"
        "\n"
        "![Dock](images/dock.jpg)\n"
        "\n"
        "`{filename}/shown.md`\n"
    )
    assert read(newsroom, "content/town/bridge.md").split("---\n", 2)[2] == (
        "\n## First\n\nSee [ferry](/harbor/2020/05/20/ferry-a-lease/) and [plain |harbor|](/harbor/2020/05/20/ferry-a-lease/), "
        "<sup>2</sup> [PEP 8](https://peps.python.org/pep-0008) role. [1]\n\n"
        '![A dock](images/dock.jpg "At the dock")\n\nhttps://www.youtube.com/watch?v=abc123def45\n\nKept words.\n\n'
        "```\n.. shown:: x\n```\n\n[1]\n\nA note.\n"
    )
    assert 'title: "In & HTML"\nby: Jane Roe\n' in read(newsroom, "content/town/in-html.md")
    assert "date: 2020-03-04\n" in read(newsroom, "content/news/named-by-its-day.md")
    assert result.leftovers["Files that texts include"] == ["/etc/passwd"]
    assert result.leftovers["Directives of plugins; the text inside them was kept"] == [".. gallery:: x"]


def test_readers_find_everything_and_nothing_early(newsroom: Newsroom, site: Path) -> None:
    move_in(newsroom, "pelican", site)
    before = written(newsroom)
    move_in(newsroom, "pelican", site)
    assert written(newsroom) == before
    outcome = newsroom.build()
    assert newsroom.held(outcome) == {}
    assert newsroom.mentions("Canary") == []
    assert newsroom.mentions("root:x:") == []
    assert dead_links(newsroom) == set()
    assert "We are." in newsroom.page("/about/")
    assert 'url=/harbor/2020/05/20/ferry-a-lease/"' in newsroom.page("/2020/05/ferry-a-lease.html")
    assert 'url=/topics/boats/"' in newsroom.page("/tag/boats.html")
    assert 'url=/about/"' in newsroom.page("/pages/about.html")


@pytest.mark.parametrize(("text", "values", "body"), [
    ("Title\n=====\n\nText.\n", {"title": "Title"}, "\nText.\n"),
    ("Title\n=====\n:a b: x\n  y\n\n:c: z\n", {"title": "Title", "ab": "x y"}, "\n:c: z\n"),
    ("Text.\n\nMore.", {}, "Text.\n\nMore."),
    (":date: 2020-01-01\n\nText", {"date": "2020-01-01"}, "\nText"),
    ("", {}, ""),
])  # fmt: skip
def test_headers_of_rst(text: str, values: dict[str, str], body: str) -> None:
    read_header = read_fields(text)
    assert read_header.values == values
    assert read_header.body.strip("\n") == body.strip("\n")


def test_settings_in_python_are_never_run(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text(f"A = 'x'\nB = open({str(tmp_path / 'made')!r}, 'w')\nC = ['y']\n")
    (tmp_path / "b.py").write_text("A = 'z'\n")
    (tmp_path / "c.py").write_text("A = (")
    assert read_settings(*(tmp_path / name for name in ("a.py", "b.py", "c.py", "none.py"))) == {"A": "z", "C": ["y"]}
    assert not (tmp_path / "made").exists()


@pytest.mark.parametrize("text", [
    ".. |a| replace:: |b| |b|\n.. |b| replace:: |c| |c|\n.. |c| replace:: |a|\n\n|a|\n", "* " * 3_000, "=" * 5_000, "`" * 5_000,
    ".. raw:: html\n   :file: /etc/passwd\n", ".. csv-table::\n   :file: /etc/passwd\n", ".. image:: x\n   :width: bad\n", "a\n  b\n c\n" * 300,
])  # fmt: skip
def test_odd_rst_stops_nothing_and_reads_no_file(text: str) -> None:
    [converted] = convert_bodies([Body(text, "rst")])
    assert "root:" not in converted.text


def test_the_day_of_the_import_is_printed_nowhere() -> None:
    assert "20" not in as_html(".. |today| date:: %Y\n\nIt is |today|.\n", Parts())


@pytest.mark.skipif(not REAL.is_dir(), reason="the real content is not at hand")
def test_real_texts_lose_no_word(newsroom: Newsroom) -> None:
    result = move_in(newsroom, "pelican", REAL)
    outcome = newsroom.build()
    undated = {one.file for one in result.placed if not one.url}
    assert set(newsroom.held(outcome)) == undated
    assert dead_links(newsroom) == set()
    names = {path.relative_to(REAL).as_posix() for path in REAL.rglob("*") if path.suffix in {".md", ".rst", ".html"}}
    assert {one.entry.item.id for one in result.placed} == names
    pairs = []
    for one in result.placed:
        if one.url and not one.entry.item.is_draft and one.entry.item.id.endswith((".md", ".rst")):
            text = (REAL / one.entry.item.id).read_text().split("\n\n", 2)[-1]
            plain = re.sub(r"^\[TOC\]|^\.\. code-block.*|^:\w+: .*|\[\^\w+\]:?", "", text, flags=re.MULTILINE)
            pairs.append((words_in(plain), words_in(newsroom.page(one.url))))
    assert len(pairs) >= 8
    assert share_shown(pairs) > 0.995


@pytest.mark.parametrize(("text", "wanted"), [
    (".. code-block:: bash\n   :linenos: none\n   :emphasize-lines: 2\n\n   ls\n", "<code>ls</code>"),
    (".. note::\n\n   Do.\n\n   .. sourcecode:: bash\n      :hl_lines: 1\n\n      ls\n", "<code>ls</code>"),
    (".. figure:: /a.jpg\n   :scale: big\n   :alt: A dock\n\n   At the dock.\n", "<p>At the dock.</p>"),
    (".. thumbnail:: /a.jpg\n   :title: x\n\n   At the dock.\n", "<p>At the dock.</p>"),
    (".. media:: https://a.example/x\n", "<p>https://a.example/x</p>"),
])  # fmt: skip
def test_options_of_themes_lose_no_word(text: str, wanted: str) -> None:
    plain = re.sub(r"<(/?)(\w+)[^<>]*>", r"<\1\2>", as_html(text, Parts()))
    assert wanted in plain.replace("<figcaption>\n", "")


def test_a_summary_in_restructuredtext_has_no_marks(newsroom: Newsroom, tmp_path: Path) -> None:
    text = (
        "Ferry\n=====\n:date: 2020-05-20\n:summary: See Fedora_, `the club <https://a.example>`_ and *all*.\n\nText.\n"
    )
    move_in(newsroom, "pelican", write_site(tmp_path / "old", {"pelicanconf.py": "", "content/ferry.rst": text}))
    assert "summary: See Fedora, the club and all.\n" in read(newsroom, "content/news/ferry.md")


def test_addresses_follow_the_settings(newsroom: Newsroom, tmp_path: Path) -> None:
    files = {
        "pelicanconf.py": "FILENAME_METADATA = r'(?P<date>\\d{4}-\\d{2}-\\d{2})_(?P<slug>.*)'\nARTICLE_PATHS = ['news']\n"
        "ARTICLE_URL = '{date:%Y}/{date:%b}/{date:%-d}/{slug}/'\nARTICLE_LANG_URL = '{lang}/{slug}/'\nPAGE_URL = '{slug}/'\n",
        "content/news/2020-03-04_ferry.md": "Title: Another title\n\nIt sails.\n",
        "content/news/bac.md": "Title: Le bac\nDate: 2020-03-05\nSlug: ferry\nLang: fr\n\nIl part.\n",
        "content/notes/one.md": "Title: Note\nDate: 2020-03-05\n\nCanary.\n",
        "content/pages/home.md": "Title: Home\nURL:\nsave_as: index.html\n\nWelcome. [Home](/)\n",
    }
    result = move_in(newsroom, "pelican", write_site(tmp_path / "old", files))
    newsroom.build()
    assert 'url=/news/2020/03/04/ferry/"' in newsroom.page("/2020/Mar/4/ferry/")
    assert 'url=/news/2020/03/05/ferry-fr/"' in newsroom.page("/fr/ferry/")
    assert newsroom.mentions("Canary") == []
    assert "was:" not in read(newsroom, "content/pages/home.md")
    assert "[Home](/)" in read(newsroom, "content/pages/home.md")
    assert [one.entry.item.title for one in result.placed if one.entry.item.is_draft] == ["Note"]


def test_the_name_of_a_file_is_the_slug_where_the_settings_say_so(newsroom: Newsroom, tmp_path: Path) -> None:
    files = {
        "pelicanconf.py": "SLUGIFY_SOURCE = 'basename'\nARTICLE_URL = '{tags}/{slug}.html'\n",
        "content/2020-03-04-the-ferry.md": "Title: Another title\nURL: boats/own.html\n\nIt sails.\n",
        "content/bridge.md": "Title: Yet another\nDate: 2020-03-05\n\nIt stands.\n",
    }
    result = move_in(newsroom, "pelican", write_site(tmp_path / "old", files))
    assert "was: /boats/own.html\n" in read(newsroom, "content/news/the-ferry.md")
    assert "was:" not in read(newsroom, "content/news/bridge.md")
    unknown = "Texts whose old address can't be found out from the settings"
    assert result.leftovers[unknown] == ["Yet another"]


def test_tags_of_liquid_and_code_in_indented_lines_are_read(newsroom: Newsroom, tmp_path: Path) -> None:
    text = (
        "Title: The *Ferry*\nDate: 2020-05-20\n\n{% youtube dQw4w9WgXcQ 640 360 %}\n\n"
        "{% img left {static}/images/dock.jpg 350 250 'At the dock' 'A dock' %}\n\n"
        "Then:\n\n    :::python\n    {% x %}\n\n    ```\n\nDone.\n\n    #!bash\n    ls\n\n```\n{filename}/a.md\n[TOC]\n```\n"
    )
    rst = "``Code`` and *stars*\n===================\n\n:date: 2020-05-21\n\nText.\n"
    files: dict[str, str | bytes] = {
        "pelicanconf.py": "",
        "content/ferry.md": text,
        "content/code.rst": rst,
        "content/images/dock.jpg": b"",
    }
    files["content/images/dock.jpg"] = picture(800, 500)
    move_in(newsroom, "pelican", write_site(tmp_path / "old", files))
    assert read(newsroom, "content/news/the-ferry.md").partition("---\n\n")[2] == (
        'https://www.youtube.com/watch?v=dQw4w9WgXcQ\n\n![A dock](images/dock.jpg "At the dock")\n\n'
        "Then:\n\n````python\n{% x %}\n\n```\n````\n\nDone.\n\n```bash\nls\n```\n\n```\n{filename}/a.md\n[TOC]\n```\n"
    )
    assert 'title: "The *Ferry*"\n' in read(newsroom, "content/news/the-ferry.md")
    assert "title: Code and stars\n" in read(newsroom, "content/news/code-and-stars.md")
