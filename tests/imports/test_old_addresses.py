"""Old addresses lead on, whatever script and signs they are written in; those that can't are named."""

import csv
from pathlib import Path

import pytest
from conftest import Newsroom
from hypothesis import given
from hypothesis import strategies as st
from moving import dead_links, move_in, read, write_site
from pictured import picture
from wordpress import attachment, export, item

from generator.imports.records import Item
from generator.imports.sources import KINDS
from generator.intake.former import former_address

LONG = "a-" * 90
ADDRESSES = {
    "quotes": "/2010/05/20/smart-%e2%80%9cquotes%e2%80%9d-it%e2%80%99s/",
    "hindi": "/2010/05/20/%e0%a4%b9%e0%a4%bf%e0%a4%a8%e0%a5%8d%e0%a4%a6%e0%a5%80/",
    "thai": "/2010/05/20/%e0%b8%82%e0%b9%88%e0%b8%b2%e0%b8%a7/",
    "chinese": "/2010/05/20/%e4%b8%ad%e6%96%87/",
    "long": f"/2010/05/20/{LONG}x/",
}
LOST = "Old addresses that can't be redirected, since hosts give a sign in them a meaning"


def test_addresses_in_all_scripts_lead_on(newsroom: Newsroom, tmp_path: Path) -> None:
    items = [item(n, name, slug=name, path=path) for n, (name, path) in enumerate(ADDRESSES.items(), 1)]
    items += [item(20, "Old form", path="/index.php/2010/old-form/"), item(21, "Plain", path="/?p=21")]
    (tmp_path / "export.xml").write_text(export(*items))
    result = move_in(newsroom, "wordpress", tmp_path / "export.xml")
    assert result.leftovers[LOST] == ["/index.php/2010/old-form/"]
    newsroom.build()
    with (newsroom.folder / "import-addresses.csv").open(newline="") as file:
        table = {row[0]: row[1] for row in csv.reader(file)}
    for name, path in ADDRESSES.items():
        [old] = [one for one in table if table[one] == f"/local/2010/05/20/{name}/"]
        assert f"url=/local/2010/05/20/{name}/" in newsroom.page(old), path


def test_links_by_number_and_to_large_pictures(newsroom: Newsroom, tmp_path: Path) -> None:
    old = "https://old.example"
    dock = f"{old}/wp-content/uploads/2010/05/dock"
    text = (
        f'<p><a href="{old}/?attachment_id=11">its page</a> <a href="{old}/?attachment_id=12">no page</a> '
        f'<a href="{old}/?p=99">nothing</a> <a href="{old}/">home</a></p>'
        f'<p><a href="{dock}.jpg"><img src="{dock}-300x200.jpg" alt="A dock"></a></p>'
    )
    write_site(tmp_path, {
        "old/wp-content/uploads/2010/05/dock.jpg": picture(400, 300),
        "old/export.xml": export(item(1, "Ferry", text), item(2, "Boat"), attachment(11, "x.jpg", parent=2), attachment(12, "y.jpg")),
    })  # fmt: skip
    result = move_in(newsroom, "wordpress", tmp_path / "old/export.xml")
    assert "[its page](/local/2010/05/20/boat/) no page nothing [home](/)" in read(newsroom, "content/local/ferry.md")
    assert "![A dock](images/2010/05/dock.jpg)" in read(newsroom, "content/local/ferry.md")
    assert result.leftovers["Links to pages and files of the old site that aren't in the export"] == [
        f"{old}/?attachment_id=12",
        f"{old}/?p=99",
    ]
    newsroom.build()
    assert dead_links(newsroom) == set()


def test_a_page_of_jekyll_was_at_both_of_its_addresses(tmp_path: Path) -> None:
    write_site(tmp_path, {
        "_config.yml": "title: X\n",
        "about.md": "---\ntitle: About\n---\nWe are.\n",
        "team/index.md": "---\ntitle: Team\n---\nWe are.\n",
        "own.md": "---\ntitle: Own\npermalink: /ours/\n---\nWe are.\n",
    })  # fmt: skip
    found = {one.title: (one.address, one.former) for one in KINDS["jekyll"].read(tmp_path) if isinstance(one, Item)}
    assert found == {
        "About": ("/about/", ("/about.html",)), "Team": ("/team/", ()), "Own": ("/ours/", ()),
    }  # fmt: skip


def test_addresses_in_a_feed_are_relative_to_what_it_says(tmp_path: Path) -> None:
    (tmp_path / "feed.xml").write_text(
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://x.example/blog/"><link href="https://x.example/"/>'
        '<entry xml:base="2020/"><id>tag:x,1</id><title>T</title><link href="a.html"/><updated>2020-01-01T00:00:00Z</updated>'
        '<content type="html" xml:base="deep/">&lt;p&gt;&lt;a href="../b?c=1&amp;amp;d=2"&gt;b&lt;/a&gt; &lt;a href="#n"&gt;n&lt;/a&gt; '
        '&lt;a href="https://y.example/z"&gt;z&lt;/a&gt;&lt;img src="/p.jpg"&gt;&lt;/p&gt;</content></entry></feed>'
    )
    [one] = [one for one in KINDS["atom"].read(tmp_path / "feed.xml") if isinstance(one, Item)]
    assert one.address == "/blog/2020/a.html"
    assert one.body == (
        '<p><a href="https://x.example/blog/2020/b?c=1&amp;d=2">b</a> <a href="#n">n</a> '
        '<a href="https://y.example/z">z</a><img src="https://x.example/p.jpg"></p>'
    )


@given(st.lists(st.text(min_size=1, max_size=20), min_size=1, max_size=4))
def test_a_former_address_is_a_plain_path(parts: list[str]) -> None:
    found = former_address("/".join(parts))
    assert former_address(found) == found
    if found:
        assert not set(found.removesuffix(".html").removesuffix(".htm")) & set(
            " .\\\"'<>#?%$*:;,&=@!()[]{}|`^+\n\r\t\0"
        )
        assert all(len(part.encode()) < 255 for part in found.split("/"))


@pytest.mark.parametrize("address", ["/a b/", "/a:b/", "/.git/", "/a/../b/", "/-x/", f"/{'a' * 201}/", "/\ud800/"])
def test_what_hosts_would_misread_is_no_former_address(address: str) -> None:
    assert former_address(address) == ""


def test_a_text_at_the_address_of_a_list_is_what_the_address_leads_to(newsroom: Newsroom, tmp_path: Path) -> None:
    files = {
        "pelicanconf.py": "",
        "content/ferry.md": "Title: Ferry\nDate: 2020-01-01\nTags: boats, docks\n\nIt sails.\n",
        "content/pages/boats.md": "Title: Boats\nurl: tag/boats.html\n\nAll of them.\n",
    }
    move_in(newsroom, "pelican", write_site(tmp_path / "old", files))
    redirects = read(newsroom, "redirects.csv")
    assert "/tag/docks.html,/topics/docks/\n" in redirects
    assert "/tag/boats.html" not in redirects
    outcome = newsroom.build()
    assert [one for one in outcome.problems if one.code == "address-redirect"] == []
    assert 'url=/boats/"' in newsroom.page("/tag/boats.html")
