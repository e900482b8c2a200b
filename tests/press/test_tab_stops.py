"""What narrow screens move sideways can be moved by keyboard."""

import re

import pytest
from conftest import Newsroom, story

from generator.press.tab_stops import with_tab_stops

TABLE = "| a | b |\n|---|---|\n| c | d |\n"
TEXT = f"The council met.\n\n{TABLE}\n```\ncode\n```\n\nThe tags `<table>` and `<pre>`.\n"


@pytest.mark.parametrize(
    ("html", "stops"),
    [
        ("<p>Text</p>", "<p>Text</p>"),
        ("<table><tr></tr></table>", '<table tabindex="0"><tr></tr></table>'),
        ('<table class="a"><tr></tr></table>', '<table tabindex="0" class="a"><tr></tr></table>'),
        ("<pre>a</pre><pre>b</pre>", '<pre tabindex="0">a</pre><pre tabindex="0">b</pre>'),
        ("<p>&lt;table> &lt;pre></p>", "<p>&lt;table> &lt;pre></p>"),
    ],
)
def test_tables_and_code_are_reached(html: str, stops: str) -> None:
    assert with_tab_stops(html) == stops


def test_stories_pages_and_entries_have_them_and_feeds_do_not(newsroom: Newsroom) -> None:
    newsroom.write("content/town/a.md", "# " + story("A story", body=TEXT))
    newsroom.write("content/town/b.md", f"# Hours\n\nDate: 2026-11-20 09:00\n\nIt began.\n\n## 09:45 A\n\n{TEXT}")
    newsroom.write("content/pages/about.md", f"# About\n\n{TEXT}")
    newsroom.build()
    for url in ("/town/2026/11/20/a/", "/town/2026/11/20/b/", "/about/"):
        tags = re.findall("<(?:table|pre)[^>]*>", newsroom.page(url))
        assert tags == ['<table tabindex="0">', '<pre tabindex="0">'], url
    assert "&lt;table" in newsroom.page("/feed.xml")
    assert "tabindex" not in newsroom.page("/feed.xml")
