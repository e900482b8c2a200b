"""What is in a Jekyll site is in the paper: posts, drafts, pages, permalinks, authors; Liquid is read or named."""

import re
from pathlib import Path

import pytest
from conftest import Newsroom
from moving import dead_links, move_in, read, share_shown, words_in, write_site, written
from pictured import picture
from places import SHARED

from generator.imports.markdown_body import read_markdown
from generator.imports.parts import Parts

REAL = SHARED / "material/exports/jekyll"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for name, text in {
        "_config.yml": "url: https://old.example\nbaseurl: /paper\npermalink: pretty\n",
        "_data/authors.yml": "jane:\n  name: Jane Roe\n  bio: Covers the harbor.\n",
        "_posts/2010-05-20-ferry.md": (
            '---\nlayout: post\ntitle: "Ferry: a lease"\nauthor: jane\ncategories: local harbor\ntags: [Boats]\n'
            "redirect_from:\n  - /old/ferry\nexcerpt: In short.\nimage: /assets/dock.jpg\n---\n"
            "See [the bridge]({% post_url 2011-01-02-bridge %}) and [us]({{ site.baseurl }}/about/) and "
            '[again]({{ "/local/harbor/2010/05/20/ferry/" | relative_url }}).\n\n'
            '{% include youtube.html id="abc123def45" %}\n\n{% highlight ruby %}\nputs 1\n{% endhighlight %}\n\n'
            "{% if page.x %}Kept.{% endif %}{{ page.title }} {% raw %}{{ shown }}{% endraw %}\n\n"
            '{% include figure.html src="/assets/dock.jpg" alt="A dock" caption="At the dock" %}\n\n{% widget %}\n'
        ),
        "_posts/2011-01-02-bridge.html": "---\ntitle: Bridge\n---\n<p>The <b>span</b> {{ 'x' | upcase }}</p>\n",
        "_posts/2011-01-03-hidden.md": "---\ntitle: Hidden\npublished: false\n---\nCanary.\n",
        "_drafts/idea.md": "---\ntitle: Idea\n---\nCanary.\n",
        "about.md": "---\ntitle: About us\npermalink: /about/\n---\nWe are the news.\n",
        "readme.txt": "Canary",
        "_layouts/post.html": "---\n---\nCanary {{ content }}\n",
    }.items():
        path = tmp_path / "old" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    (tmp_path / "old/assets").mkdir()
    (tmp_path / "old/assets/dock.jpg").write_bytes(picture(800, 500))
    return tmp_path / "old"


def test_a_site_becomes_files_that_an_editor_can_read(newsroom: Newsroom, site: Path) -> None:
    result = move_in(newsroom, "jekyll", site)
    assert read(newsroom, "content/local/ferry.md") == (
        "---\n"
        'title: "Ferry: a lease"\n'
        "by: Jane Roe\n"
        "date: 2010-05-20\n"
        "topics:\n"
        "  - harbor\n"
        "  - Boats\n"
        "summary: In short.\n"
        "photo: images/dock.jpg\n"
        "was:\n"
        "  - /paper/local/harbor/2010/05/20/ferry/\n"
        "  - /old/ferry/\n"
        "---\n"
        "\n"
        "See [the bridge](/news/2011/01/02/bridge/) and [us](/about/) and [again](/local/2010/05/20/ferry/).\n"
        "\n"
        "https://www.youtube.com/watch?v=abc123def45\n"
        "\n"
        "```ruby\n"
        "puts 1\n"
        "```\n"
        "\n"
        "Kept.Ferry: a lease {{ shown }}\n"
        "\n"
        '![A dock](images/dock.jpg "At the dock")\n'
    )
    assert read(newsroom, "content/people/jane-roe.md") == "name: Jane Roe\n\nCovers the harbor.\n"
    assert result.leftovers["Liquid tags and includes"] == ["{% widget … %}"]


def test_readers_find_everything_and_nothing_early(newsroom: Newsroom, site: Path) -> None:
    assert move_in(newsroom, "", site).source.kind == "jekyll"
    move_in(newsroom, "jekyll", site)
    before = written(newsroom)
    move_in(newsroom, "jekyll", site)
    assert written(newsroom) == before
    outcome = newsroom.build()
    assert newsroom.held(outcome) == {}  # the draft has no date
    assert newsroom.mentions("Canary") == []
    assert dead_links(newsroom) == set()
    assert 'url=/local/2010/05/20/ferry/"' in newsroom.page("/paper/local/harbor/2010/05/20/ferry/")
    assert "The <strong>span</strong> x" in newsroom.page("/news/2011/01/02/bridge/")


@pytest.mark.parametrize(("text", "wanted"), [
    ("{% comment %}Gone{% endcomment %}Text", "Text"),
    ("{% assign x = 'there' %}Go {{ x }}.", "Go there."),
    ("{{ 'https://youtu.be/abc123def45' | embed: 'Title' }}", "\n\nhttps://youtu.be/abc123def45\n\n"),
    ("{{ site.baseurl }}/x {{ site.time }}", "/x "),
    ("# Head {: #top}\n\nText\n{: .lede}\n\n{:toc}", "# Head {#top}\n\nText\n\n"),
    ("`{{ code }}` and {{ gone }}", "`{{ code }}` and "),
])  # fmt: skip
def test_liquid_is_read_as_far_as_the_text_itself_tells(text: str, wanted: str) -> None:
    assert read_markdown(text, {}, Parts(), has_liquid=True) == wanted


@pytest.mark.skipif(not REAL.is_dir(), reason="the real content is not at hand")
def test_a_real_site_loses_no_word_and_no_link(newsroom: Newsroom) -> None:
    result = move_in(newsroom, "jekyll", REAL)
    outcome = newsroom.build()
    assert newsroom.held(outcome) == {}
    assert outcome.stories == 71
    assert dead_links(newsroom) == set()
    pairs = []
    for one in result.placed:
        text = (REAL / one.entry.item.id).read_text().split("---\n", 2)[2]
        text = re.sub(r"<script.*?</script>|\{%.*?%\}|\{\{.*?\}\}", "", text, flags=re.DOTALL)
        text = re.sub(
            r"!\[[^\]]*\]\([^)]*\)|\]\([^)]*\)|https?://\S+|^```.*$|^\[[^\]]+\]:.*$|\{:.*?\}",
            "]",
            text,
            flags=re.MULTILINE,
        )
        pairs.append((words_in(re.sub(r"(?<!\w)_|_(?!\w)|\\", "", text)), words_in(newsroom.page(one.url))))
    assert share_shown(pairs) > 0.995


SETTINGS = """\
url: https://old.example
baseurl: /paper
permalink: ordinal
timezone: America/Chicago
collections:
  reviews:
    output: true
    title: Critics' notes
    permalink: /seen/:name/
  about:
    output: true
    permalink: /:path/
defaults:
  - scope: {path: "", type: posts}
    values: {author: Staff Writer, category: Campus}
  - scope: {path: "sports"}
    values: {permalink: /games/:slug/}
"""


def test_settings_say_where_texts_were_and_who_wrote_them(newsroom: Newsroom, tmp_path: Path) -> None:
    files = {
        "_config.yml": SETTINGS,
        "_posts/2021-02-03-vote.md": "---\ntitle: Vote\ndate: 2021-02-03 21:30\n---\nText.\n",
        "_posts/2021-02-04-own.md": "---\ntitle: Own\nauthor: Jane Roe\ncategories: [Board, Town Hall]\n---\nText.\n",
        "sports/_posts/2021-02-05-game.md": "---\ntitle: Game\n---\nText.\n",
        "_reviews/film.md": "---\ntitle: Film\ndate: 2021-03-01\n---\nSee [the vote](/campus/2021/034.html).\n",
        "_about/us.md": "---\ntitle: Us\n---\nWe.\n",
    }
    move_in(newsroom, "jekyll", write_site(tmp_path / "old", files))
    assert read(newsroom, "content/campus/vote.md") == (
        "---\ntitle: Vote\nby: Staff Writer\ndate: 2021-02-03 21:30 America/Chicago\n"
        "was: /paper/campus/2021/034/vote.html\n---\n\nText.\n"
    )
    assert "by: Jane Roe\n" in read(newsroom, "content/board/own.md")
    assert "topics:\n  - Town Hall\n  - Campus\n" in read(newsroom, "content/board/own.md")
    assert "was: /paper/games/game/\n" in read(newsroom, "content/sports/game.md")
    assert "was: /paper/seen/film/\n" in read(newsroom, "content/reviews/film.md")
    assert "title: Us\nwas: /paper/us/\n" in read(newsroom, "content/pages/us.md")
    assert 'name = "Critics\' notes"' in read(newsroom, "import-report.md")


def test_a_text_written_late_in_the_day_is_found_at_the_day_of_the_old_site(newsroom: Newsroom, tmp_path: Path) -> None:
    files = {
        "_config.yml": "url: https://old.example\npermalink: pretty\n",
        "_posts/2021-02-03-vote.md": "---\ntitle: Vote\ndate: 2021-02-03 23:30:00 -0500\n---\nText.\n",
    }
    move_in(newsroom, "jekyll", write_site(tmp_path / "old", files))
    assert "was:\n  - /2021/02/03/vote/\n  - /2021/02/04/vote/\n" in read(newsroom, "content/news/vote.md")


def test_the_report_tells_each_key_of_headers_once(newsroom: Newsroom, tmp_path: Path) -> None:
    files = {f"_posts/2021-02-0{day}-a.md": f"---\ntitle: A{day}\nfoo: x\nbar: \n---\nText.\n" for day in (1, 2, 3)}
    result = move_in(newsroom, "jekyll", write_site(tmp_path / "old", files))
    told = result.leftovers["Keys of headers that only the old site's templates used"]
    assert told == ["foo (3 texts, such as _posts/2021-02-01-a.md)"]


@pytest.mark.parametrize("word", ["lease-", "договор-"])
def test_stories_with_the_same_long_name_on_one_day_are_all_kept(newsroom: Newsroom, tmp_path: Path, word: str) -> None:
    long = (word * 30).strip("-")
    files = {f"_posts/2021-02-03-{n}.md": f"---\ntitle: T{n}\nslug: {long}\n---\nText {n}.\n" for n in (1, 2, 3)}
    result = move_in(newsroom, "jekyll", write_site(tmp_path / "old", files))
    assert len({one.url for one in result.placed}) == len({one.file for one in result.placed}) == len(files)
    outcome = newsroom.build()
    assert outcome.stories == len(files)
    assert all(f"Text {n}." in newsroom.page(one.url) for n, one in enumerate(result.placed, 1))


def test_the_byline_of_a_header_counts_and_not_that_of_the_defaults(newsroom: Newsroom, tmp_path: Path) -> None:
    files = {
        "_config.yml": "defaults:\n  - scope: {path: ''}\n    values: {author: desk}\n",
        "_posts/2020-01-01-a.md": "---\nauthors: [Ann Roe]\n---\nText.\n", "_posts/2020-01-02-b.md": "---\ntitle: B\n---\nText.\n",
    }  # fmt: skip
    move_in(newsroom, "jekyll", write_site(tmp_path / "site", files))
    assert "by: Ann Roe\n" in read(newsroom, "content/news/a.md")
    assert "by: desk\n" in read(newsroom, "content/news/b.md")


def test_pages_of_templates_alone_are_no_pages(newsroom: Newsroom, tmp_path: Path) -> None:
    loop = "---\nlayout: x\n---\n<ul>{% for post in site.posts %}<li>{{ post.title }}</li>{% endfor %}</ul>\n"
    files = {
        "_config.yml": "title: X\n", "index.html": loop, "404.md": "---\npermalink: /404.html\n---\nNot found\n",
        "about.md": "---\ntitle: About\n---\nWe.\n", "_posts/2020-01-01-a.md": "---\ntitle: A\n---\nText.\n",
    }  # fmt: skip
    result = move_in(newsroom, "jekyll", write_site(tmp_path / "site", files))
    assert result.pages == ("content/pages/about.md",)
    assert result.leftovers["Pages for addresses that don't exist; the paper has one of its own"] == ["404.md"]


def test_a_category_that_is_told_twice_is_one(newsroom: Newsroom, tmp_path: Path) -> None:
    files = {"_config.yml": "title: X\n", "sports/_posts/2020-01-01-a.md": "---\ncategories: sports\n---\nText.\n"}
    move_in(newsroom, "jekyll", write_site(tmp_path / "site", files))
    assert "topics:" not in read(newsroom, "content/sports/a.md")
