"""What is in exports of Substack and Medium is in the paper, and of their readers nothing."""

import html
import json
import re
import zipfile
from pathlib import Path

import pytest
from conftest import Newsroom
from moving import dead_links, move_in, read, share_shown, words_in, written
from places import SHARED

REAL = SHARED / "material/exports"
TWEET = html.escape(json.dumps({"url": "https://twitter.com/bay/status/1234567890123456789", "full_text": "x"}))
SUBSTACK = {
    "posts.csv": "post_id,post_date,is_published,email_sent_at,type,audience,title,subtitle,podcast_url\n"
    "101.ferry,2020-05-20T13:00:00.000Z,true,,newsletter,everyone,Ferry &#x201C;leased&#x201D;,\"In short, told\",\n"
    "102.bridge,2020-05-21T13:00:00.000Z,true,,podcast,everyone,Bridge,,https://cdn.example/a.mp3?x=1\n"
    "103.paid,2020-05-21T13:00:00.000Z,true,,newsletter,only_paid,Paid,,\n"
    "104.draft,,false,,newsletter,everyone,,,\n"
    "105.about-us,2020-05-21T13:00:00.000Z,true,,page,everyone,About us,,\n"
    "106.gone,2020-05-21T13:00:00.000Z,true,,thread,everyone,A thread,,\n",
    "posts/101.ferry.html": '<p>See <a href="https://bay.substack.com/p/bridge?utm_source=x">it</a> and <a href="https://bay.substack.com/p/other">another</a>.</p>'
    '<div class="captioned-image-container"><figure><a class="image-link" href="https://substackcdn.com/x.png"><div class="image2-inset"><picture>'
    '<source type="image/webp" srcset="https://substackcdn.com/x.webp"><img src="https://substackcdn.com/x.png" alt=""></picture></div></a>'
    "<figcaption>The dock.</figcaption></figure></div>"
    f'<div class="tweet" data-attrs="{TWEET}" data-component-name="Twitter2ToDOM"></div>'
    '<div class="subscription-widget-wrap" data-attrs="{}"><div class="subscription-widget show-subscribe"><div class="preamble"><p>Canary thanks.</p></div>'
    '<form class="f"><input type="email"><div class="fake-button"></div></form></div></div>'
    '<p class="button-wrapper" data-attrs="{}"><a class="button primary" href="https://bay.substack.com/subscribe?"><span>Canary subscribe</span></a></p>'
    '<div id="youtube2-abc" class="youtube-wrap" data-attrs="{&quot;videoId&quot;:&quot;abc123def45&quot;}"><div class="youtube-inner">'
    '<iframe src="https://www.youtube-nocookie.com/embed/abc123def45?rel=0"></iframe></div></div><p>The end.</p>',
    "posts/102.bridge.html": "<p>A bridge.</p>",
    "posts/103.paid.html": "<p>Canary.</p>",
    "posts/104.draft.html": "<p>Canary.</p>",
    "posts/105.about-us.html": "<p>We are.</p>",
    "posts/101.ferry.opens.csv": "email\ncanary@reader.example\n",
    "email_list.bay.csv": "email\ncanary@reader.example\n",
}  # fmt: skip
PAGE = """<!DOCTYPE html><html><head><title>{title}</title><style>x</style></head><body><article class="h-entry">
<header><h1 class="p-name">{title}</h1></header>
<section data-field="subtitle" class="p-summary">The beginning of…</section>
<section data-field="body" class="e-content"><section name="a" class="section section--first"><div class="section-divider"><hr class="section-divider"></div>
<div class="section-content"><div class="section-inner"><h3 class="graf graf--h3 graf--title">{title}</h3>{body}</div></div></section></section>
<footer>{foot}</footer></article></body></html>"""
FOOT = """<p>By <a href="https://medium.com/@jane" class="p-author h-card">Jane Roe</a> on <a href="https://medium.com/p/{number}">
<time class="dt-published" datetime="2017-04-21T17:11:55.799Z">April 21, 2017</time></a>.</p>
<p><a href="https://medium.com/@jane/{slug}-{number}" class="p-canonical">Canonical link</a></p><p>Exported from <a href="https://medium.com">Medium</a>.</p>"""
MEDIUM = {
    "posts/2017-04-21_The-ferry-d1bf01d62ba3.html": PAGE.format(
        title="The ferry", foot=FOOT.format(slug="the-ferry", number="d1bf01d62ba3"),
        body='<h4 class="graf graf--h4 graf--subtitle">A deck</h4><p class="graf">See <a href="https://medium.com/bay-news/the-bridge-aaaa01d62ba3#x">it</a> and '
        '<a href="https://medium.com/@else/x-bbbb01d62ba3">another</a>.</p><figure><script src="https://gist.github.com/jane/0123456789abcdef0123456789abcdef.js"></script></figure>'),
    "posts/2017-04-21_The-bridge-aaaa01d62ba3.html": PAGE.format(
        title="The bridge", foot=FOOT.format(slug="the-bridge", number="aaaa01d62ba3"), body="<p>A bridge.</p>"),
    "posts/draft_Secret-cccc01d62ba3.html": PAGE.format(title="Secret", foot="<p>Exported</p>", body="<p>Canary.</p>"),
    "bookmarks/bookmarks-0001.html": '<article class="h-entry"><a href="https://medium.com/x">Canary</a></article>',
}  # fmt: skip


def save(tmp_path: Path, files: dict[str, str]) -> Path:
    with zipfile.ZipFile(tmp_path / "export.zip", "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return tmp_path / "export.zip"


def test_substack_becomes_files_that_an_editor_can_read(newsroom: Newsroom, tmp_path: Path) -> None:
    path = save(tmp_path, SUBSTACK)
    assert move_in(newsroom, "", path).source.kind == "substack"
    result = move_in(newsroom, "substack", path)
    assert read(newsroom, "content/news/ferry.md") == (
        "---\n"
        'title: "Ferry “leased”"\n'
        "deck: In short, told\n"
        "date: 2020-05-20 13:00:00+00:00\n"
        "was: /p/ferry/\n"
        "---\n"
        "\n"
        "See [it](/news/2020/05/21/bridge/) and another.\n"
        "\n"
        "[The dock.](https://substackcdn.com/x.png)\n"
        "\n"
        "> x\n"
        ">\n"
        "> [https://twitter.com/bay/status/1234567890123456789](https://twitter.com/bay/status/1234567890123456789)\n"
        "\n"
        "https://www.youtube-nocookie.com/embed/abc123def45?rel=0\n"
        "\n"
        "The end.\n"
    )
    assert "[a.mp3](https://cdn.example/a.mp3?x=1)" in read(newsroom, "content/news/bridge.md")
    assert result.leftovers["Posts of which the export has no text"] == ["A thread"]
    before = written(newsroom)
    assert not any(b"canary@" in text for text in before.values())
    move_in(newsroom, "substack", path)
    assert written(newsroom) == before
    outcome = newsroom.build()
    assert newsroom.held(outcome) == {}  # the draft has no date
    assert newsroom.mentions("Canary") == []
    assert dead_links(newsroom) == set()
    assert 'url=/about-us/"' in newsroom.page("/p/about-us/")


def test_medium_becomes_files_that_an_editor_can_read(newsroom: Newsroom, tmp_path: Path) -> None:
    path = save(tmp_path, MEDIUM)
    assert move_in(newsroom, "", path).source.kind == "medium"
    result = move_in(newsroom, "medium", path)
    assert len(result.placed) == 3
    assert read(newsroom, "content/news/the-ferry.md") == (
        "---\n"
        "title: The ferry\n"
        "deck: A deck\n"
        "by: Jane Roe\n"
        "date: 2017-04-21 17:11:55+00:00\n"
        "---\n"
        "\n"
        "See [it](/news/2017/04/21/the-bridge/#x) and [another](https://medium.com/@else/x-bbbb01d62ba3).\n"
        "\n"
        "<https://gist.github.com/jane/0123456789abcdef0123456789abcdef>\n"
    )
    before = written(newsroom)
    move_in(newsroom, "medium", path)
    assert written(newsroom) == before
    outcome = newsroom.build()
    assert newsroom.held(outcome) == {}  # the draft has no date
    assert newsroom.mentions("Canary") == []
    assert dead_links(newsroom) == set()


@pytest.mark.skipif(not REAL.is_dir(), reason="the real exports are not at hand")
def test_a_real_page_of_medium_loses_no_word(newsroom: Newsroom) -> None:
    folder = REAL / "pelican/medium_posts"
    result = move_in(newsroom, "medium", folder)
    [one] = result.placed
    newsroom.build()
    text = next(folder.glob("*.html")).read_text()
    body = re.search(r'<section data-field="body".*?(?=<footer>)', text, re.DOTALL)
    assert body
    assert share_shown([(words_in(body[0]), words_in(newsroom.page(one.url)))]) > 0.995
    assert dead_links(newsroom) == set()


@pytest.mark.skipif(not REAL.is_dir(), reason="the real exports are not at hand")
def test_a_real_table_of_substack_is_known(newsroom: Newsroom) -> None:
    result = move_in(newsroom, "substack", REAL / "ghost-migrate/mg-substack/test/fixtures")
    assert len(result.leftovers["Posts of which the export has no text"]) == 5


def test_what_medium_shows_as_cards_and_tags_is_kept(newsroom: Newsroom, tmp_path: Path) -> None:
    body = (
        '<div class="graf graf--mixtapeEmbed"><a href="https://x.example/a" class="markup--anchor markup--mixtapeEmbed-anchor" title="x">'
        '<strong class="markup--strong">The harbor</strong><br><em class="markup--em">What it was.</em>x.example</a>'
        '<a href="https://x.example/a" class="js-mixtapeImage"></a></div>'
        '<figure><blockquote class="twitter-tweet"><a href="https://twitter.com/x/status/1"></a></blockquote><script src="//platform.twitter.com/widgets.js"></script></figure>'
    )
    foot = '<p>Tagged in <a href="https://medium.com/tag/sea" class="p-tag">Sea &amp; Sand</a></p>' + FOOT.format(
        slug="the-card", number="d1bf01d62ba3"
    )
    path = save(
        tmp_path, {"posts/2017-04-21_The-card-d1bf01d62ba3.html": PAGE.format(title="The card", foot=foot, body=body)}
    )
    result = move_in(newsroom, "medium", path)
    text = read(newsroom, "content/news/the-card.md")
    assert "[The harbor](https://x.example/a) – What it was.\n" in text
    assert "<https://twitter.com/x/status/1>" in text
    assert 'topics: "Sea & Sand"' in text
    assert "was:" not in text
    assert not any("redirected" in kind for kind in result.leftovers)


def test_responses_on_medium_are_drafts_and_empty_drafts_are_left_out(newsroom: Newsroom, tmp_path: Path) -> None:
    page = PAGE.replace('<h3 class="graf graf--h3 graf--title">{title}</h3>', "")
    said = "Canary: I agree with that"
    files = {
        "posts/2017-04-21_Canary-d1bf01d62ba3.html": page.format(
            title=said, foot=FOOT.format(slug="canary", number="d1bf01d62ba3"), body=f"<p>{said}</p>"
        ),
        "posts/2017-04-22_Own-title-aaaa01d62ba3.html": page.format(
            title="Own title", foot=FOOT.format(slug="own", number="aaaa01d62ba3"), body="<p>Another beginning.</p>"
        ),
        "posts/draft_-bbbb01d62ba3.html": page.format(title="", foot="<p>Exported</p>", body="<p><br></p>"),
    }
    result = move_in(newsroom, "medium", save(tmp_path, files))
    assert result.leftovers["Responses to texts of others, and texts without a title, written as drafts"] == [said]
    assert result.leftovers["Files without a text"] == ["draft_-bbbb01d62ba3.html"]
    newsroom.build()
    assert newsroom.mentions("Canary") == []
    assert newsroom.mentions("Another beginning") != []
