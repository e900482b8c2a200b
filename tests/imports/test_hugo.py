"""What is in a Hugo site is in the paper: headers of all forms, bundles, sections, taxonomies, aliases, languages."""

import re
from pathlib import Path

import pytest
from conftest import Newsroom
from moving import dead_links, move_in, read, share_shown, words_in, write_site, written
from pictured import picture
from places import SHARED

from generator.imports.convert import Body, convert_body
from generator.imports.markdown_body import read_markdown
from generator.imports.parts import Parts

REAL = SHARED / "material/exports/hugo/en"
CONFIG = """\
baseURL = "https://old.example/"
defaultContentLanguage = "en"
[languages.en]
weight = 1
[languages.fr]
weight = 2
[permalinks]
news = "/:year/:month/:slugorfilename.html"
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for name, text in {
        "hugo.toml": CONFIG,
        "content/_index.md": "---\ntitle: Home\n---\n",
        "content/about.md": "---\ntitle: About us\n---\nWe are [the news](/news/).\n",
        "content/news/_index.md": '+++\ntitle = "News of the bay"\n+++\nAll of it.\n',
        "content/news/ferry.md": (
            '+++\ntitle = "Ferry: a lease"\ndate = 2010-05-20T09:00:00-04:00\nlastmod = 2010-05-21T10:00:00.123Z\n'
            'tags = ["Harbor", "Boats"]\ncategories = ["Council"]\nauthors = ["Jane Roe", "John Doe"]\n'
            'aliases = ["/ferry-old/", "older"]\ndescription = "In short."\n[cover]\nimage = "images/dock.jpg"\ncaption = "Dock"\n'
            '+++\nSee [the bridge]({{< ref "news/bridge" >}}#top) and [the other]({{% relref "/news/bridge/index.md" %}}).\n\n'
            '{{< youtube abc123def45 >}}\n\n{{< figure src="/images/dock.jpg" alt="A dock" caption="At the dock" >}}\n\n'
            "{{< notice tip >}}Keep **this**.{{< /notice >}}\n\n```\n{{< shown >}} [a](/news/)\n```\n"
        ),
        "content/news/bridge/index.md": (
            '---\ntitle: Bridge\npublishDate: 2011-01-02\ndate: 2010-12-31\nauthor: "Jane Roe and John Doe"\nslug: the-bridge\n'
            '---\n![Span](span.jpg "The span")\n\n[Ferry](../ferry/) [again](/2010/05/ferry.html) [mail](mailto:a@b.example)\n'
        ),
        "content/news/json.md": '{\n  "title": "In JSON",\n  "date": "2012-01-01",\n  "draft": true\n}\nCanary.\n',
        "content/news/later.md": "---\ntitle: Later\ndate: 2031-01-01\n---\nCanary.\n",
        "content/news/gone.md": "---\ntitle: Gone\ndate: 2012-01-01\nexpiryDate: 2013-01-01\n---\nCanary.\n",
        "content/news/ferry.fr.md": "---\ntitle: Le bac\ndate: 2010-05-20\n---\nBonjour à tous.\n",
        "data/fares.json": "{}",
        "layouts/index.md": "---\ntitle: Not content\n---\nCanary.\n",
    }.items():
        path = tmp_path / "old" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    for seed, name in enumerate(("static/images/dock.jpg", "content/news/bridge/span.jpg")):
        path = tmp_path / "old" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(picture(800, 500, seed=seed))
    return tmp_path / "old"


def test_a_site_becomes_files_that_an_editor_can_read(newsroom: Newsroom, site: Path) -> None:
    result = move_in(newsroom, "hugo", site)
    assert read(newsroom, "content/news/ferry.md") == (
        "---\n"
        'title: "Ferry: a lease"\n'
        "by:\n"
        "  - Jane Roe\n"
        "  - John Doe\n"
        "date: 2010-05-20T09:00:00-04:00\n"
        "updated: 2010-05-21T10:00:00+00:00\n"
        "topics:\n"
        "  - Council\n"
        "  - Harbor\n"
        "  - Boats\n"
        "summary: In short.\n"
        "photo: images/dock.jpg\n"
        "caption: Dock\n"
        "was:\n"
        "  - /2010/05/ferry.html\n"
        "  - /ferry-old/\n"
        "  - /2010/05/older/\n"
        "---\n"
        "\n"
        "See [the bridge](/news/2011/01/02/the-bridge/#top) and [the other](/news/2011/01/02/the-bridge/).\n"
        "\n"
        "https://www.youtube.com/watch?v=abc123def45\n"
        "\n"
        '![A dock](images/dock.jpg "At the dock")\n'
        "\n"
        "Keep **this**.\n"
        "\n"
        "```\n"
        "{{< shown >}} [a](/news/)\n"
        "```\n"
    )
    assert '![Span](images/news/bridge/span.jpg "The span")' in read(newsroom, "content/news/the-bridge.md")
    assert "[Ferry](/news/2010/05/20/ferry/) [again](/news/2010/05/20/ferry/) [mail](mailto:a@b.example)" in (
        read(newsroom, "content/news/the-bridge.md")
    )
    assert read(newsroom, "content/news/_index.md").endswith("All of it.\n")
    assert "language: fr" in read(newsroom, "content/news/ferry-fr.md")
    assert any("data/" in kind for kind in result.leftovers)
    assert result.leftovers["Shortcodes of the old site; the text between them was kept"]


def test_readers_find_everything_and_nothing_early(newsroom: Newsroom, site: Path) -> None:
    move_in(newsroom, "hugo", site)
    before = written(newsroom)
    move_in(newsroom, "hugo", site)
    assert written(newsroom) == before
    outcome = newsroom.build()
    assert newsroom.held(outcome) == {}
    assert newsroom.mentions("Canary") == []
    assert dead_links(newsroom) == set()
    assert "We are" in newsroom.page("/about/")
    assert 'url=/news/2010/05/20/ferry/"' in newsroom.page("/2010/05/ferry.html")
    assert 'url=/news/2010/05/20/ferry/"' in newsroom.page("/ferry-old/")
    assert 'url=/topics/harbor/"' in newsroom.page("/tags/harbor/")


@pytest.mark.parametrize(("text", "wanted"), [
    ("Text `{{< code >}}` stays.", "Text `{{< code >}}` stays."),
    ("{{</* youtube x */>}}", "{{< youtube x >}}"),
    ('{{< highlight go "hl_lines=1" >}}\na := 1\n{{< /highlight >}}', "\n```go\na := 1\n```\n"),
    ("{{< vimeo 76979871 >}}", "\n\nhttps://vimeo.com/76979871\n\n"),
    ("{{% note %}}\n*Inside*\n{{% /note %}}", "\n*Inside*\n"),
    ('<div style="color: red" onclick="x()"><aside>A</aside></div>', "<div><div>A</div></div>"),
    ("<script>x()</script>Text", "Text"),
    ('<iframe src="//player.vimeo.com/video/1"></iframe>', "\n\nhttps://player.vimeo.com/video/1\n\n"),
    ("[a](/x) [b][1] <a href='/y'>c</a>\n\n[1]: /z", 'A[a](link:0) [b][1] <a href="link:2">c</a>\n\n[1]: link:1'[1:]),
    ("[^1]: note", "[^1]: note"),
    ("[a](#there) [b](mailto:x@y.example)", "[a](#there) [b](mailto:x@y.example)"),
])  # fmt: skip
def test_markdown_keeps_what_it_is(text: str, wanted: str) -> None:
    assert read_markdown(text, {}, Parts()) == wanted


@pytest.mark.skipif(not REAL.is_dir(), reason="the real content is not at hand")
def test_a_real_site_loses_no_word_and_no_link(newsroom: Newsroom) -> None:
    result = move_in(newsroom, "hugo", REAL)
    outcome = newsroom.build()
    assert newsroom.held(outcome) == {}
    assert outcome.stories == 39
    assert dead_links(newsroom) == set()
    urls = {one.entry.item.id: one.url for one in result.placed}
    pairs = []
    for name, url in urls.items():
        if not name.endswith("_index.md"):
            text = (REAL / name).read_text().split("---\n", 2)[2]
            plain = re.sub(
                r"\{\{[<%].*?[%>]\}\}|!\[[^\]]*\]\([^)]*\)|\]\([^)]*\)|https?://\S+|^```.*$",
                "]",
                text,
                flags=re.MULTILINE,
            )
            pairs.append((words_in(plain), words_in(newsroom.page(url))))
    assert share_shown(pairs) > 0.995


def test_settings_in_several_files_and_folders_of_languages_are_read(newsroom: Newsroom, tmp_path: Path) -> None:
    files = {
        "hugo.toml": 'baseURL = "https://old.example/paper/"\ntimeZone = "America/Chicago"\nignoreFiles = ["_old/"]\n'
        '[permalinks.page]\npages = "/:slugorcontentbasename/"\nnews = "/:year/:sections[1:]/:slug/"\n',
        "config/_default/languages.toml": '[en]\ncontentDir = "content/english"\n[fr]\ncontentDir = "content/french"\n',
        "config/_default/taxonomies.yaml": "topic: topics\n",
        "content/english/news/town/vote.md": "---\ntitle: The vote, again\ndate: 2021-02-03 21:30\ntopics: [hall]\n---\nText.\n",
        "content/french/news/town/vote.md": "---\ntitle: Le vote\ndate: 2021-02-03\n---\nTexte.\n",
        "content/english/topics/hall/_index.md": "---\ntitle: City hall\n---\n",
        "content/english/news/town/_index.md": "---\ntitle: Town\n---\n",
        "content/english/pages/us.md": "---\ntitle: Us\n---\nWe.\n",
        "content/english/_old/x.md": "---\ntitle: Old\n---\nCanary\n",
    }
    result = move_in(newsroom, "hugo", write_site(tmp_path / "old", files))
    assert read(newsroom, "content/news/vote.md") == (
        "---\ntitle: The vote, again\ndate: 2021-02-03 21:30 America/Chicago\ntopics: City hall\n"
        "was: /paper/2021/town/the-vote-again/\n---\n\nText.\n"
    )
    assert "language: fr\nwas: /paper/fr/2021/town/le-vote/\n" in read(newsroom, "content/news/vote-fr.md")
    assert "title: Us\nwas: /paper/us/\n" in read(newsroom, "content/pages/us.md")
    redirects = read(newsroom, "redirects.csv")
    assert "/paper/news/town/,/news/\n" in redirects
    assert "/paper/topics/hall/,/topics/city-hall/\n" in redirects
    assert len(result.placed) == 3
    assert 'slug = "news"\nname = "News"' in read(newsroom, "import-report.md")


def test_a_section_may_have_the_name_of_a_folder_of_hugo(newsroom: Newsroom, tmp_path: Path) -> None:
    names = ("resources", "public", "themes", "layouts", "vendor")
    files = {f"content/{name}/a.md": f"---\ntitle: In {name}\ndate: 2021-02-03\n---\nText.\n" for name in names}
    result = move_in(newsroom, "hugo", write_site(tmp_path / "old", {"hugo.toml": "", **files}))
    assert {one.entry.item.title for one in result.placed} == {f"In {name}" for name in names}


def test_a_category_is_the_section_where_the_folder_says_no_more(newsroom: Newsroom, tmp_path: Path) -> None:
    files = {
        "hugo.toml": 'baseURL = "https://old.example/"\n',
        "content/articles/_index.md": "---\ntitle: All\n---\n",
        "content/articles/ferry.md": "---\ntitle: Ferry\ndate: 2020-05-20\ncategories: [City Hall, Boats]\n---\nText.\n",
        "content/posts/_index.md": "---\ntitle: Notes of the day\n---\n",
        "content/posts/bridge.md": "---\ntitle: Bridge\ndate: 2020-05-20\n---\nText.\n",
        "content/reviews/film.md": "---\ntitle: Film\ndate: 2020-05-20\ncategories: [Boats]\n---\nText.\n",
    }
    move_in(newsroom, "hugo", write_site(tmp_path / "old", files))
    assert "topics: Boats\nwas: /articles/ferry/\n" in read(newsroom, "content/city-hall/ferry.md")
    assert sorted(written(newsroom)) == ["city-hall/ferry.md", "posts/_index.md", "posts/bridge.md", "reviews/film.md"]
    report = read(newsroom, "import-report.md")
    assert 'name = "City Hall"' in report
    assert 'name = "Notes of the day"' in report
    redirects = read(newsroom, "redirects.csv")
    assert "/articles/,/\n" in redirects
    assert "/categories/city-hall/,/city-hall/\n" in redirects
    assert "/categories/boats/,/topics/boats/\n" in redirects
    newsroom.build()
    assert dead_links(newsroom) == set()


@pytest.mark.parametrize(("text", "wanted"), [
    ('{{< details summary="More about it" >}}\nHidden.\n{{< /details >}}', "**More about it**\n\nHidden."),
    ('{{% notice tip "Mind the gap" %}}\nInside.\n{{% /notice %}}', "**Mind the gap**\n\nInside."),
    ('{{% notice tip %}}\nInside.\n{{% /notice %}}', "Inside."),
    ('{{< button href="https://x.example/go" >}}Go there{{< /button >}}', "[Go there](link:0)"),
    ("![](a.jpg)\n{ .rounded width=300 }\n\nOn.", "\ue0000\ue001\n\nOn."),
    ("A set\n{ a, b }\n", "A set\n{ a, b }"),
    ("See {{< ref \"/posts/ferry\" >}}.", "See [/posts/ferry](link:0)."),
    ('See [it]({{< ref "/posts/ferry" >}}) and <a href="{{< ref "/posts/ferry" >}}">it</a>.', 'See [it](link:0) and <a href="link:1">it</a>.'),
])  # fmt: skip
def test_nothing_of_hugos_commands_is_left_but_what_readers_saw(text: str, wanted: str) -> None:
    assert re.sub(r"\n{3,}", "\n\n", convert_body(Body(text, "markdown")).text).strip() == wanted


def test_texts_in_other_forms_are_named(newsroom: Newsroom, tmp_path: Path) -> None:
    files = {
        "config.toml": 'baseURL = "https://a.example/"',
        "content/news/a.org": "#+TITLE: A",
        "content/news/b.md": "---\ntitle: B\n---\nB",
    }
    result = move_in(newsroom, "hugo", write_site(tmp_path / "site", files))
    [(kind, names)] = [(kind, names) for kind, names in result.leftovers.items() if "forms" in kind]
    assert names == ["news/a.org"]
    assert "pandoc" in kind
