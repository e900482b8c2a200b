"""What is in a feed, or in an export in the form of a feed, is in the paper: RSS, Atom, Blogger, Squarespace."""

import re
from pathlib import Path

import feedparser
import pytest
from conftest import Newsroom
from moving import dead_links, move_in, read, share_shown, words_in, write_site, written
from places import SHARED
from wordpress import export, item

from generator.errors import CommandRefused

REAL = SHARED / "material/exports"
RSS = """\
<?xml version="1.0"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/"
  xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:slash="http://purl.org/rss/1.0/modules/slash/">
<channel><title>Bay</title><atom:link href="https://feeds.example/bay" rel="self"/><link>https://www.bay.example/</link>
<item><title>Ferry &amp; dock</title><link>https://bay.example/harbor/2020/ferry.html</link><guid isPermaLink="false">1</guid>
  <pubDate>Wed, 20 May 2020 09:00:00 -0400</pubDate><dc:creator>Jane Roe</dc:creator>
  <author>canary@bay.example (John Doe)</author><category>Harbor</category><category>Boats</category>
  <description>A lease &#8230;</description><slash:comments>3</slash:comments>
  <content:encoded><![CDATA[<p>See <a href="https://bay.example/harbor/2020/bridge.html">it</a>.</p>
  <p>The post <a href="https://bay.example/x">Ferry</a> appeared first on <a href="https://bay.example">Bay</a>.</p>]]></content:encoded>
  <enclosure url="https://cdn.example/one.mp3" type="audio/mpeg" length="3"/></item>
<item><title>Bridge</title><link>https://bay.example/harbor/2020/bridge.html</link><author>canary@bay.example</author>
  <pubDate>2020-05-21T09:00:00Z</pubDate><description>One.

Two &lt;b&gt;three&lt;/b&gt;.</description></item>
<item><link>https://else.example/a</link><guid>https://bay.example/linked/</guid><pubDate>Thu, 21 May 2020 09:00:00 GMT</pubDate>
  <description>No title, and a link to another site, of which the first words are the title here.</description></item>
</channel></rss>
"""
ATOM = """\
<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>Bay</title><link href="https://bay.example/"/>
<link rel="self" href="https://feeds.example/x"/>
<entry><id>tag:bay.example,2020:1</id><title type="html">The &lt;em&gt;ferry&lt;/em&gt;</title>
  <link rel="alternate" href="https://bay.example/town/ferry/"/><published>2020-05-20T09:00:00.123-04:00</published>
  <updated>2020-05-22T09:00:00Z</updated><author><name>Jane Roe</name><email>canary@bay.example</email></author>
  <category term="town" label="Town"/><category term="Boats"/><summary>In short.</summary>
  <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>A <b>bold</b> &lt;claim&gt; <a href="/town/ferry/">here</a>.</p>
  <ul><li>One</li><li>Two</li></ul></div></content></entry>
<entry><id>2</id><title>Plain</title><link href="https://bay.example/plain"/><updated>2020-05-20T10:00:00Z</updated>
  <content type="text">1 &lt; 2

Second.</content></entry>
</feed>
"""
RDF = """\
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="https://bay.example/feed"><title>Bay</title><link>https://bay.example/</link></channel>
<item rdf:about="https://bay.example/a/"><title>Old</title><link>https://bay.example/a/</link><description>Old words.</description>
<dc:date>2003-05-20T09:00:00+01:00</dc:date><dc:subject>Boats</dc:subject></item></rdf:RDF>
"""
BLOGGER = """\
<?xml version='1.0' encoding='UTF-8'?>
<feed xmlns="http://www.w3.org/2005/Atom" xmlns:blogger="http://schemas.google.com/blogger/2018">
<id>tag:blogger.com,1999:blog-1</id><title>Bay</title>
<entry><id>tag:blogger.com,1999:blog-1.post-1</id><blogger:type>POST</blogger:type><blogger:status>LIVE</blogger:status>
  <author><name>Jane Roe</name></author><title>Ferry</title><content type="html">&lt;p&gt;See &lt;a href="http://bay.blogspot.com/p/about.html"&gt;us&lt;/a&gt;.&lt;/p&gt;</content>
  <published>2020-05-20T13:00:00Z</published><updated>2020-05-20T13:00:00Z</updated><blogger:filename>/2020/05/ferry.html</blogger:filename>
  <category scheme="tag:blogger.com,1999:blog-1" term="Boats"/></entry>
<entry><id>tag:blogger.com,1999:blog-1.page-2</id><blogger:type>PAGE</blogger:type><blogger:status>LIVE</blogger:status><title>About</title>
  <link rel="alternate" href="http://bay.blogspot.com/p/about.html"/><content type="html">&lt;p&gt;We are.&lt;/p&gt;</content>
  <published>2020-05-20T13:00:00Z</published><blogger:filename>/p/about.html</blogger:filename></entry>
<entry><id>3</id><blogger:type>POST</blogger:type><blogger:status>DRAFT</blogger:status><title>Draft</title><content type="html">Canary.</content>
  <published>2020-05-20T13:00:00Z</published></entry>
<entry><id>4</id><blogger:type>POST</blogger:type><blogger:status>SOFT_TRASHED</blogger:status><title>Bin</title><content>Canary.</content></entry>
<entry><id>5</id><blogger:type>COMMENT</blogger:type><content type="html">Canary.</content></entry>
</feed>
"""


def save(tmp_path: Path, text: str, name: str = "feed.xml") -> Path:
    path = tmp_path / "old" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text)
    return path


def test_rss_becomes_files_that_an_editor_can_read(newsroom: Newsroom, tmp_path: Path) -> None:
    path = save(tmp_path, RSS)
    assert move_in(newsroom, "", path).source.kind == "rss"
    result = move_in(newsroom, "rss", path)
    assert read(newsroom, "content/harbor/ferry.md") == (
        "---\n"
        'title: "Ferry & dock"\n'
        "by:\n"
        "  - Jane Roe\n"
        "  - John Doe\n"
        "date: 2020-05-20 09:00:00-04:00\n"
        "topics: Boats\n"
        "summary: A lease\n"
        "was: /harbor/2020/ferry.html\n"
        "---\n"
        "\n"
        "See [it](/news/2020/05/21/bridge/).\n"
        "\n"
        "[one.mp3](https://cdn.example/one.mp3)\n"
    )
    assert "One.\n\nTwo **three**.\n" in read(newsroom, "content/news/bridge.md")
    linked = next(text.decode() for text in written(newsroom).values() if b"else.example" in text)
    assert "title: No title, and a link to another site, of which the first …\n" in linked
    assert "was: /linked/\n" in linked
    assert "[a](https://else.example/a)" in linked
    assert not any(b"canary" in text for text in written(newsroom).values())
    assert result.leftovers["Texts with comments, which are left out"] == ["Ferry & dock: 3"]
    assert len(result.leftovers["Texts of which the feed may have the beginning only"]) == 2
    outcome = newsroom.build()
    assert newsroom.held(outcome) == {}
    assert dead_links(newsroom) == set()


def test_atom_becomes_files_that_an_editor_can_read(newsroom: Newsroom, tmp_path: Path) -> None:
    path = save(tmp_path, ATOM)
    assert move_in(newsroom, "", path).source.kind == "atom"
    move_in(newsroom, "atom", path)
    assert read(newsroom, "content/town/ferry.md") == (
        "---\n"
        "title: The ferry\n"
        "by: Jane Roe\n"
        "date: 2020-05-20 09:00:00-04:00\n"
        "updated: 2020-05-22 09:00:00+00:00\n"
        "topics: Boats\n"
        "summary: In short.\n"
        "was: /town/ferry/\n"
        "---\n"
        "\n"
        "A **bold** &lt;claim> [here](/town/2020/05/20/ferry/).\n"
        "\n"
        "-   One\n"
        "-   Two\n"
    )
    newsroom.build()
    assert "<p>1 &lt; 2</p>" in newsroom.page("/news/2020/05/20/plain/")


def test_feeds_of_2003_are_read(newsroom: Newsroom, tmp_path: Path) -> None:
    move_in(newsroom, "rss", save(tmp_path, RDF))
    text = read(newsroom, "content/news/a.md")
    assert "date: 2003-05-20 09:00:00+01:00" in text
    assert "topics: Boats" in text
    assert "was: /a/" in text
    assert text.endswith("Old words.\n")


def test_a_usual_prefix_needs_no_declaration(newsroom: Newsroom, tmp_path: Path) -> None:
    draft = "<app:control><app:draft>yes</app:draft></app:control></entry>"
    text = ATOM.replace("</entry>", draft, 1)
    move_in(newsroom, "atom", save(tmp_path, text))
    assert "draft: yes" in read(newsroom, "content/town/ferry.md")
    with pytest.raises(CommandRefused):
        move_in(newsroom, "atom", save(tmp_path, text.replace("app:", "nobody:")))


@pytest.mark.parametrize("text", [
    "<!DOCTYPE rss [<!ENTITY a 'b'>]><rss><channel><item><title>&a;</title></item></channel></rss>",
    f"<rss><channel>{'<item>' * 300}",
    f"<feed xmlns='http://www.w3.org/2005/Atom'><entry><content type='xhtml'>{'<div>' * 300}",
])  # fmt: skip
def test_hostile_feeds_are_refused(newsroom: Newsroom, tmp_path: Path, text: str) -> None:
    with pytest.raises(CommandRefused):
        move_in(newsroom, "rss", save(tmp_path, text))


@pytest.mark.skipif(not REAL.is_dir(), reason="the real feed is not at hand")
def test_a_real_feed_loses_no_word(newsroom: Newsroom) -> None:
    path = REAL / "ghost-migrate/mg-libsyn/test/fixtures/feed.xml"
    result = move_in(newsroom, "rss", path)
    newsroom.build()
    entries = {one.id: one for one in feedparser.parse(path.read_bytes()).entries}
    pages = {one.entry.item.id: one.url for one in result.placed}
    assert pages.keys() == entries.keys()
    pairs = []
    for id_, entry in entries.items():
        html = entry.content[0].value if "content" in entry else entry.summary
        pairs.append((words_in(f"{entry.title} {html}"), words_in(newsroom.page(pages[id_]))))
    assert share_shown(pairs) > 0.995


# --- Blogger --------------------------------------------------------------------------------------


def test_a_blog_is_moved_without_comments_and_machinery(newsroom: Newsroom, tmp_path: Path) -> None:
    path = save(tmp_path, BLOGGER)
    result = move_in(newsroom, "", path)
    assert (result.source.kind, result.source.name) == ("blogger", "bay.blogspot.com")
    result = move_in(newsroom, "blogger", path)
    assert read(newsroom, "content/news/ferry.md") == (
        "---\ntitle: Ferry\nby: Jane Roe\ndate: 2020-05-20 13:00:00+00:00\ntopics: Boats\nwas: /2020/05/ferry.html\n---\n\nSee [us](/about/).\n"
    )
    outcome = newsroom.build()
    assert newsroom.held(outcome) == {}
    assert newsroom.mentions("Canary") == []
    assert dead_links(newsroom) == set()
    assert "We are." in newsroom.page("/about/")
    assert 'url=/topics/boats/"' in newsroom.page("/search/label/Boats/")
    assert newsroom.held(outcome) == {}
    assert not [problem for problem in outcome.problems if problem.code == "address-redirect"]
    assert {"Comments", "Drafts, written as drafts", "Texts in the trash"} <= result.leftovers.keys()


@pytest.mark.skipif(not REAL.is_dir(), reason="the real archive is not at hand")
def test_a_real_blog_loses_no_word(newsroom: Newsroom) -> None:
    path = REAL / "pelican/bloggerexport.xml"
    result = move_in(newsroom, "blogger", path)
    before = written(newsroom)
    move_in(newsroom, "blogger", path)
    assert written(newsroom) == before
    newsroom.build()
    wanted = {
        one.id: one for one in feedparser.parse(path.read_bytes()).entries if ".post-" in one.id or ".page-" in one.id
    }
    pages = {one.entry.item.id: one for one in result.placed}
    assert len(pages) == 4
    for id_, one in pages.items():
        if one.entry.item.is_draft:
            assert "draft: yes" in read(newsroom, one.file)
        else:
            html = wanted[id_].content[0].value
            assert not words_in(html) - words_in(newsroom.page(one.url))
    assert dead_links(newsroom) == set()


# --- Squarespace ----------------------------------------------------------------------------------

IMAGE = '<noscript><img src="https://static1.squarespace.com/a/dock.jpg" alt="Dock" /></noscript><img class="thumb-image" data-src="https://static1.squarespace.com/a/dock.jpg" alt="Dock" />'


def test_squarespace_shows_no_mail_address_and_no_picture_twice(newsroom: Newsroom, tmp_path: Path) -> None:
    text = export(
        item(1, "Ferry", f'<div class="sqs-block">{IMAGE}<p>See <a href="/blog/bridge">it</a>.</p></div>', slug="blog/ferry", path="/blog/ferry",
             author="canary@bay.example"),
        item(2, "Bridge", slug="blog/bridge", path="/blog/bridge"),
    )  # fmt: skip
    text = text.replace("<channel>", "<channel><generator>Site-Server v6 http://www.squarespace.com</generator>")
    text = text.replace("<link>https://old.example/", "<link>/")
    path = save(tmp_path, text)
    assert move_in(newsroom, "", path).source.kind == "squarespace"
    result = move_in(newsroom, "squarespace", path)
    assert read(newsroom, "content/local/ferry.md").endswith(
        "was: /blog/ferry/\n---\n\n[Dock](https://static1.squarespace.com/a/dock.jpg)\n\nSee [it](/local/2010/05/20/bridge/).\n"
    )
    assert "by: Jane Roe" in read(newsroom, "content/local/bridge.md")
    assert len(result.leftovers["Pictures that aren't on this disk"]) == 1
    assert not any(b"canary" in one for one in written(newsroom).values())
    assert "canary" not in read(newsroom, "redirects.csv")
    newsroom.build()
    assert dead_links(newsroom) == set()


CAPTIONED = (
    'First line.<br /><br />Second<br/>goes on.<table class="tr-caption-container"><tbody><tr><td><a href="https://b.example/s1600/d.jpg">'
    '<img src="https://b.example/s320/d.jpg" /></a></td></tr><tr><td class="tr-caption">The <b>dock</b></td></tr></tbody></table>'
    'End.<div class="blogger-post-footer"><img src="https://blogger.example/tracker/1" alt=""/></div>'
)


def test_pictures_and_paragraphs_of_blogger_are_read(newsroom: Newsroom, tmp_path: Path) -> None:
    text = BLOGGER.replace("<entry>", "<!-- -->\n<entry>", 1)
    start = text.index('<content type="html">') + len('<content type="html">')
    body = CAPTIONED.replace("&", "&amp;").replace("<", "&lt;")
    result = move_in(newsroom, "blogger", save(tmp_path, text[:start] + body + text[text.index("</content>") :]))
    assert read(newsroom, "content/news/ferry.md").partition("---\n\n")[2] == (
        "First line.\n\nSecond\\\ngoes on.\n\n[The dock](https://b.example/s320/d.jpg)\n\nEnd.\n"
    )
    assert result.leftovers["Pictures that aren't on this disk"] == ["https://b.example/s320/d.jpg"]


def as_takeout(folder: Path, feed: str, settings: str) -> Path:
    """Write the archive of Google Takeout with one blog, which doesn't say in its feed where the blog was."""
    feed = re.sub(r'<link rel="alternate"[^<>]*/>', "", feed)
    return write_site(
        folder, {"Takeout/Blogger/Blogs/Bay/feed.atom": feed, "Takeout/Blogger/Blogs/Bay/settings.csv": settings}
    )


@pytest.mark.parametrize(
    "settings", ["blog_subdomain,blog_read_access_mode\nbay,PUBLIC\n", "blog_locale\nen\n"], ids=["told", "deduced"]
)
def test_links_of_a_takeout_lead_to_the_new_addresses(newsroom: Newsroom, tmp_path: Path, settings: str) -> None:
    linked = BLOGGER.replace(
        "&gt;us&lt;/a&gt;",
        '&gt;us&lt;/a&gt;, &lt;a href="https://bay.blogspot.co.uk/2020/05/ferry.html"&gt;it&lt;/a&gt;',
    )
    path = as_takeout(tmp_path / "takeout-1", linked, settings)
    assert move_in(newsroom, "blogger", path).source.name == "bay.blogspot.com"
    assert "See [us](/about/), [it](/news/2020/05/20/ferry/)." in read(newsroom, "content/news/ferry.md")
    before = written(newsroom)
    again = as_takeout(tmp_path / "takeout-2", BLOGGER.replace("bay.blogspot.com", "else.example"), "x\n1\n")
    move_in(newsroom, "blogger", again)
    assert written(newsroom).keys() == before.keys()


SETTING = (
    '<entry><id>tag:blogger.com,1999:blog-1.settings.BLOG_READ_ACCESS_MODE</id><category scheme="http://schemas.google.com/g/2005#kind" '
    'term="http://schemas.google.com/blogger/2008/kind#settings"/><title>x</title><content type="text">{}</content></entry></feed>'
)


@pytest.mark.parametrize(("mode", "is_open"), [("PUBLIC", True), ("READERS", False), ("PRIVATE", False)])
@pytest.mark.parametrize("form", ["takeout", "entry"])
def test_a_blog_for_invited_readers_becomes_drafts(
    newsroom: Newsroom, tmp_path: Path, mode: str, is_open: bool, form: str
) -> None:
    if form == "takeout":
        path = as_takeout(tmp_path / "old", BLOGGER, f"blog_subdomain,blog_read_access_mode\nbay,{mode}\n")
    else:
        path = save(tmp_path, BLOGGER.replace("</feed>", SETTING.format(mode)))
    result = move_in(newsroom, "blogger", path)
    assert {one.entry.item.title for one in result.placed if not one.entry.item.is_draft} == (
        {"Ferry", "About"} if is_open else set()
    )
    invited = "Texts of a blog that only invited people could read, written as drafts"
    assert (invited in result.leftovers) is not is_open


def test_a_text_with_a_password_in_a_feed_is_a_draft(newsroom: Newsroom, tmp_path: Path) -> None:
    form = (
        '<form method="post"><p>Dieser Inhalt ist geschützt.</p><input name="post_password" type="password" /></form>'
    )
    text = RSS.replace(
        "</channel>",
        f"<item><title>Geschützt: X</title><guid>9</guid><description><![CDATA[{form}]]></description></item></channel>",
    )
    result = move_in(newsroom, "rss", save(tmp_path, text))
    assert [one.entry.item.title for one in result.placed if one.entry.item.is_draft] == ["Geschützt: X"]
    assert result.leftovers["Texts with a password, written as drafts"] == ["Geschützt: X"]
