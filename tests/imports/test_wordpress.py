"""What is in an export of WordPress is in the paper, and what could not be carried over is named."""

import csv
import html
import io
import re
import zipfile
from pathlib import Path

import pytest
from conftest import Newsroom
from moving import dead_links, move_in, read, share_shown, words_in, written
from pictured import picture
from places import SHARED
from wordpress import HEAD, attachment, export, item

from generator.errors import CommandRefused
from generator.imports.kinds.wordpress_body import as_html
from generator.imports.xml_stream import read_elements

REAL = SHARED / "material/exports"


def save(tmp_path: Path, text: str, name: str = "export.xml") -> Path:
    path = tmp_path / "old" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text)
    return path


def header(newsroom: Newsroom, file: str) -> list[str]:
    return read(newsroom, file).split("---\n")[1].splitlines()


def body(newsroom: Newsroom, file: str) -> str:
    return read(newsroom, file).split("---\n", 2)[2].strip("\n")


def test_a_post_is_a_markdown_file_that_an_editor_can_read(newsroom: Newsroom, tmp_path: Path) -> None:
    tags = (("category", "harbor", "Harbor"), ("post_tag", "ferry-lease", "Ferry lease"))
    post = item(7, 'Council: "no" to ferry', "<p>The <b>council</b> met.</p>", slug="ferry", categories=tags,
                excerpt="In <i>short</i>.", meta={"_yoast_wpseo_meta-robots-noindex": "1"})  # fmt: skip
    move_in(newsroom, "wordpress", save(tmp_path, export(post)))
    assert read(newsroom, "content/local/ferry.md") == (
        "---\n"
        'title: "Council: \\"no\\" to ferry"\n'
        "by: Jane Roe\n"
        "date: 2010-05-20 09:00:00-04:00\n"
        "topics:\n"
        "  - Harbor\n"
        "  - Ferry lease\n"
        "summary: In short.\n"
        "noindex: yes\n"
        "was: /2010/05/20/ferry/\n"
        "---\n"
        "\n"
        "The **council** met.\n"
    )


def test_old_addresses_lead_to_the_new_ones(newsroom: Newsroom, tmp_path: Path) -> None:
    posts = [
        item(1, "Ferry", '<a href="https://www.old.example/2010/05/20/bridge/#top">The bridge</a>, '
             '<a href="/?p=2">again</a>, <a href="/about">us</a>, <a href="/nowhere/">nowhere</a>, '
             '<a href="/category/local/">local</a>, <a href="/tag/boats/">boats</a>, <a href="/author/jroe/">Jane</a>',
             categories=(("category", "local", "Local news"), ("post_tag", "boats", "Boats"))),
        item(2, "Bridge"),
        item(3, "About", kind="page", categories=()),
        item(4, "Team", kind="page", categories=(), path="/about/team/"),
    ]  # fmt: skip
    move_in(newsroom, "wordpress", save(tmp_path, export(*posts)))
    assert body(newsroom, "content/local/ferry.md") == (
        "[The bridge](/local/2010/05/20/bridge/#top), [again](/local/2010/05/20/bridge/), [us](/about/), nowhere, "
        "[local](/local/), [boats](/topics/boats/), [Jane](/by/jane-roe/)"
    )
    newsroom.build()
    assert dead_links(newsroom) == set()
    assert 'url=/local/2010/05/20/bridge/"' in newsroom.page("/2010/05/20/bridge/")
    assert 'url=/local/"' in newsroom.page("/category/local/")
    assert 'url=/topics/boats/"' in newsroom.page("/tag/boats/")
    assert 'url=/by/jane-roe/"' in newsroom.page("/author/jroe/")
    assert "The council met." in newsroom.page("/about/team/")
    rows = list(csv.reader(io.StringIO(read(newsroom, "import-addresses.csv"))))
    assert ["/2010/05/20/bridge/", "/local/2010/05/20/bridge/", "content/local/bridge.md"] in rows
    assert "`/nowhere/`" in read(newsroom, "import-report.md")


def test_what_readers_must_not_see_stays_a_draft(newsroom: Newsroom, tmp_path: Path) -> None:
    posts = [
        item(1, "A draft", "Canary one.", status="draft"),
        item(2, "Private", "Canary two.", status="private"),
        item(3, "Locked", "Canary three.", password="secret"),
        item(4, "Pending", "Canary four.", status="pending"),
        item(5, "Later", "Canary five.", status="future", day="2031-01-01"),
        item(6, "Trash", "Canary six.", status="trash"),
        item(7, "Old embargo", "EMBARGOED UNTIL MAY 19\n\nIt is out."),
    ]
    result = move_in(newsroom, "wordpress", save(tmp_path, export(*posts)))
    outcome = newsroom.build()
    assert newsroom.mentions("Canary") == []
    assert "Canary six." not in str(written(newsroom))
    assert newsroom.held(outcome) == {}
    assert "It is out." in newsroom.page("/local/2010/05/20/old-embargo/")
    assert {"Texts with a password, written as drafts", "Private texts, written as drafts", "Texts in the trash"} <= (
        result.leftovers.keys()
    )


def test_a_second_import_changes_nothing_and_edited_files_are_never_overwritten(
    newsroom: Newsroom, tmp_path: Path
) -> None:
    posts = [item(number, f"Story {number}") for number in range(1, 5)]
    source = save(tmp_path, export(*posts))
    move_in(newsroom, "wordpress", source)
    before = written(newsroom)
    again = move_in(newsroom, "wordpress", source)
    assert written(newsroom) == before
    assert again.counts == {"unchanged": 4}
    edited = newsroom.write("content/local/story-1.md", read(newsroom, "content/local/story-1.md") + "\nEdited.\n")
    newsroom.delete("content/local/story-2.md")
    (newsroom.folder / "content/local/story-3.md").rename(newsroom.folder / "content/town.md")
    source.write_text(export(*[item(number, f"Story {number}", "It is different now.") for number in range(1, 5)]))
    result = move_in(newsroom, "wordpress", source)
    assert result.counts == {"edited": 1, "deleted": 2, "updated": 1}
    assert edited.read_text().endswith("Edited.\n")
    assert not (newsroom.folder / "content/local/story-2.md").exists()
    assert "different" in read(newsroom, "content/local/story-4.md")
    assert not (newsroom.folder / "content/local/story-1.md.new").exists()
    move_in(newsroom, "wordpress", source, beside=True)
    assert "different" in read(newsroom, "content/local/story-1.md.new")
    assert "content/local/story-1.md" in read(newsroom, "import-report.md")
    newsroom.build()


def test_a_forgotten_import_is_found_again_and_nothing_is_twice(newsroom: Newsroom, tmp_path: Path) -> None:
    source = save(tmp_path, export(item(1, "Ferry"), item(2, "Ferry", slug="ferry", day="2011-05-20")))
    move_in(newsroom, "wordpress", source)
    before = written(newsroom)
    assert set(before) == {"local/ferry.md", "local/ferry-2.md", "people/jane-roe.md"}
    newsroom.delete("imports.csv")
    move_in(newsroom, "wordpress", source)
    assert written(newsroom) == before


def test_a_file_that_is_there_already_keeps_its_name(newsroom: Newsroom, tmp_path: Path) -> None:
    newsroom.write("content/local/ferry.txt", "Another ferry\n\nDate: 2026-01-01\n\nIt sails.\n")
    move_in(newsroom, "wordpress", save(tmp_path, export(item(1, "Ferry"))))
    assert read(newsroom, "content/local/ferry.txt").startswith("Another ferry")
    assert (newsroom.folder / "content/local/ferry-2.md").is_file()


def test_without_a_kind_it_is_told_what_would_be_written_and_nothing_is(newsroom: Newsroom, tmp_path: Path) -> None:
    source = save(tmp_path, export(item(1, "Ferry"), attachment(9, "2010/05/ferry.jpg")))
    before = sorted(newsroom.folder.rglob("*"))
    result = move_in(newsroom, "", source)
    assert (result.source.kind, result.dry, result.counts) == ("wordpress", True, {"new": 1})
    assert [one for one in sorted(newsroom.folder.rglob("*")) if ".broadsheet" not in str(one)] == before


def test_pictures_come_from_the_disk_with_their_captions(newsroom: Newsroom, tmp_path: Path) -> None:
    uploads = tmp_path / "old/wp-content/uploads/2010/05"
    uploads.mkdir(parents=True)
    for name in ("Ferry Boat.jpg", "dock.jpg", "lead.jpg"):
        (uploads / name).write_bytes(picture(900, 600, seed=len(name)))
    (uploads / "lease.pdf").write_bytes(b"%PDF-1.4 lease")
    files = "https://old.example/wp-content/uploads/2010/05"
    post = item(1, "Ferry", meta={"_thumbnail_id": "9"}, body=(
        f'[caption id="a" width="300"]<a href="{files}/dock.jpg"><img src="{files}/dock-300x200.jpg" alt="A dock"></a> '
        f'At the "dock"[/caption]\n\nText.\n\n[gallery ids="8"]\n\n<a href="{files}/lease.pdf">The lease</a>\n\n'
        f'<img src="{files}/lost.jpg" alt="Lost"> <img src="https://else.example/x.jpg" alt="Elsewhere">'
    ))  # fmt: skip
    media = [attachment(8, "2010/05/Ferry%20Boat.jpg", "The boat", "A boat"), attachment(9, "2010/05/lead.jpg", "Lead")]
    result = move_in(newsroom, "wordpress", save(tmp_path, export(post, *media)))
    assert result.pictures == 4
    assert "photo: images/2010/05/lead.jpg" in header(newsroom, "content/local/ferry.md")
    assert body(newsroom, "content/local/ferry.md") == (
        '![A dock](images/2010/05/dock.jpg "At the &quot;dock&quot;")\n\nText.\n\n'
        '![A boat](images/2010/05/ferry-boat.jpg "The boat")\n\n[The lease](/files/2010/05/lease.pdf)\n\n'
        "[Elsewhere](https://else.example/x.jpg)"
    )
    assert read(newsroom, "content/images/2010/05/lead.jpg.txt") == "Caption: Lead\n"
    outcome = newsroom.build()
    assert newsroom.held(outcome) == {}
    page = newsroom.page("/local/2010/05/20/ferry/")
    assert page.count("<figure") >= 3
    assert 'At the "dock"' in html.unescape(page)
    assert (newsroom.output / "files/2010/05/lease.pdf").read_bytes() == b"%PDF-1.4 lease"
    before = written(newsroom)
    assert move_in(newsroom, "wordpress", tmp_path / "old").pictures == 0
    assert written(newsroom) == before


def test_what_lies_beside_an_export_by_chance_is_never_taken(newsroom: Newsroom, tmp_path: Path) -> None:
    source = save(
        tmp_path, export(item(1, "Ferry", '<img src="https://old.example/wp-content/uploads/2010/05/me.jpg">'))
    )
    for folder in ("private/2010/05", ""):
        (tmp_path / "old" / folder).mkdir(parents=True, exist_ok=True)
        (tmp_path / "old" / folder / "me.jpg").write_bytes(picture(800, 500))
    assert move_in(newsroom, "wordpress", source).pictures == 0
    assert move_in(newsroom, "wordpress", source, media=(tmp_path / "old/private",)).pictures == 1
    assert "images/2010/05/me.jpg" in read(newsroom, "content/local/ferry.md")


def test_a_story_that_was_moved_keeps_its_place_and_is_linked_there(newsroom: Newsroom, tmp_path: Path) -> None:
    source = save(tmp_path, export(item(1, "Ferry"), item(2, "Bridge", '<a href="/2010/05/20/ferry/">Ferry</a>')))
    move_in(newsroom, "wordpress", source)
    (newsroom.folder / "content/harbor").mkdir()
    (newsroom.folder / "content/local/ferry.md").rename(newsroom.folder / "content/harbor/boat.md")
    newsroom.write(
        "imports.csv", read(newsroom, "imports.csv").replace("content/local/ferry.md", "content/harbor/boat.md")
    )
    assert move_in(newsroom, "wordpress", source).counts == {"unchanged": 1, "updated": 1}
    assert "[Ferry](/harbor/2010/05/20/boat/)" in read(newsroom, "content/local/bridge.md")


def test_authors_become_cards_and_co_authors_count(newsroom: Newsroom, tmp_path: Path) -> None:
    both = (("author", "cap-jdoe", "John Doe"), ("author", "cap-jroe", "Jane Roe"), ("author", "cap-jroe", "Jane Roe"))
    move_in(newsroom, "wordpress", save(tmp_path, export(item(1, "Ferry", categories=both))))
    assert header(newsroom, "content/news/ferry.md")[1:4] == ["by:", "  - John Doe", "  - Jane Roe"]
    assert read(newsroom, "content/people/john-doe.md") == "name: John Doe\n"


def test_several_exports_in_an_archive_are_one_source(newsroom: Newsroom, tmp_path: Path) -> None:
    archive = tmp_path / "old.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr("one.xml", export(item(1, "Ferry")))
        packed.writestr("two.xml", export(item(2, "Bridge")))
        packed.writestr("../../escaped.xml", export(item(3, "Escape")))
    assert move_in(newsroom, "wordpress", archive).stories == 2
    assert not (tmp_path.parent / "escaped.xml").exists()


# --- bodies ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(("written_as", "wanted"), [
    ("One.\n\nTwo,\nthree.", "<p>One.</p>\n<p>Two,<br>\nthree.</p>\n"),
    ("<h2>A</h2>\nText.", "<h2>A</h2>Text.\n"),
    ("<pre>a\n\nb [gallery]</pre>", "<pre>a\n\nb [gallery]</pre>\n"),
    ("Say [sic] and [1] and [[gallery]].", "<p>Say [sic] and [1] and [gallery].</p>\n"),
    ('[su_box title="x"]Inside[/su_box]', "<p>Inside</p>\n"),
    ("[dropcap]T[/dropcap]he", "<p>The</p>\n"),
    ('[contact-form-7 id="12" title="Write"]', ""),
    ("<!-- wp:paragraph --><p>A</p><!-- /wp:paragraph -->\n\n<!-- wp:more --><!--more--><!-- /wp:more -->", "<p>A</p>\n\n"),
])  # fmt: skip
def test_a_body_is_plain_html_without_blocks_and_shortcodes(written_as: str, wanted: str) -> None:
    assert as_html(written_as) == wanted


@pytest.mark.parametrize("written_as", [
    "[youtube https://www.youtube.com/watch?v=abc123def45]",
    "[youtube abc123def45]",
    "[embed]https://www.youtube.com/watch?v=abc123def45[/embed]",
    '<!-- wp:embed {"url":"https://www.youtube.com/watch?v=abc123def45"} -->\n<figure></figure><!-- /wp:embed -->',
    '<!-- wp:core-embed/youtube {"url":"https://www.youtube.com/watch?v=abc123def45"} /-->',
    '<iframe width="560" src="https://www.youtube.com/watch?v=abc123def45"></iframe>',
])  # fmt: skip
def test_embeds_become_an_address_on_a_line_of_its_own(newsroom: Newsroom, tmp_path: Path, written_as: str) -> None:
    move_in(newsroom, "wordpress", save(tmp_path, export(item(1, "Ferry", f"Before.\n\n{written_as}\n\nAfter."))))
    assert body(newsroom, "content/local/ferry.md") == (
        "Before.\n\nhttps://www.youtube.com/watch?v=abc123def45\n\nAfter."
    )


def test_what_markdown_cannot_express_stays_as_allowed_html(newsroom: Newsroom, tmp_path: Path) -> None:
    text = (
        '<p>H<sub>2</sub>O &amp; <code>a_b</code> *not* <a href="https://x.example/?a=1&amp;b=2">link</a></p>'
        "<ul><li>One<ul><li>Two</li></ul></li></ul><ol><li>First</li><li>Second</li></ol><pre><code>x = `1`\n  y</code></pre>"
        "<blockquote><p>Quoted</p><cite>Ann</cite></blockquote><table><tr><td colspan=2>A</td></tr></table>"
        "<address>Main Street</address><p>Next</p><script>alert(1)</script><form><p>Kept</p></form>"
    )
    result = move_in(newsroom, "wordpress", save(tmp_path, export(item(1, "Ferry", text))))
    assert body(newsroom, "content/local/ferry.md") == (
        "H<sub>2</sub>O &amp; `a_b` \\*not\\* [link](https://x.example/?a=1&b=2)\n\n"
        "-   One\n    -   Two\n\n1.  First\n2.  Second\n\n```\nx = `1`\n  y\n```\n\n> Quoted\n>\n> <cite>Ann</cite>\n\n"
        '<table><tbody><tr><td colspan="2">A</td></tr></tbody></table>\n\nMain Street\n\nNext\n\nKept'
    )
    assert {"Scripts in texts", "Forms in texts"} <= result.leftovers.keys()
    newsroom.build()
    page = newsroom.page("/local/2010/05/20/ferry/")
    assert "<ol>\n<li>First</li>" in page
    assert "alert(1)" not in page


# --- hostile sources ------------------------------------------------------------------------------

ENTITY = '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
LAUGHS = "<!DOCTYPE r [<!ENTITY a 'ha'>" + "".join(
    f"<!ENTITY a{n} '{'&a;' if n == 1 else f'&a{n - 1};' * 10}'>" for n in range(1, 10)
) + "]>"  # fmt: skip


@pytest.mark.parametrize("attack", [
    HEAD.replace("<rss", f"{ENTITY}<rss") + "<item><title>&x;</title></item></channel></rss>",
    HEAD.replace("<rss", f"{LAUGHS}<rss") + "<item><title>&a9;</title></item></channel></rss>",
    HEAD.replace("<rss", '<!DOCTYPE rss SYSTEM "https://evil.example/x.dtd"><rss') + "</channel></rss>",
    HEAD + "<x>" * 5_000,
    HEAD + "<item>" + "<wp:comment></wp:comment>" * 100_001 + "</item></channel></rss>",
    export(item(1, "Cut"))[:-40],
], ids=["file", "laughs", "dtd", "deep", "wide", "cut"])  # fmt: skip
def test_an_attack_by_xml_is_refused_in_plain_words(newsroom: Newsroom, tmp_path: Path, attack: str) -> None:
    with pytest.raises(CommandRefused) as refusal:
        move_in(newsroom, "wordpress", save(tmp_path, attack))
    assert "export" in refusal.value.message
    assert written(newsroom) == {}


def test_html_that_is_nested_or_broken_beyond_reason_stops_nothing(newsroom: Newsroom, tmp_path: Path) -> None:
    bodies = [
        "<div>" * 3_000 + "Deep words",
        "<b><i>" * 2_000 + "More words",
        "<![x<!-- <p Odd words",
        "<a href='" * 999,
    ]
    posts = [item(number, f"Odd {number}", text) for number, text in enumerate(bodies, 1)]
    assert move_in(newsroom, "wordpress", save(tmp_path, export(*posts, item(9, "Good")))).stories == 5
    assert "Deep words" in read(newsroom, "content/local/odd-1.md")
    assert body(newsroom, "content/local/good.md") == "The council met."


def test_a_text_that_takes_too_long_keeps_its_words_and_stops_no_other(
    newsroom: Newsroom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generator.imports.run.LIMIT_S", 2.0)
    posts = [item(1, "Endless", "<p>First words.</p>" + "<a href=" * 200_000), item(2, "Good", "<b>Met.</b>")]
    result = move_in(newsroom, "wordpress", save(tmp_path, export(*posts)))
    assert any("only their words" in kind for kind in result.leftovers)
    assert body(newsroom, "content/local/endless.md").startswith("First words.")
    assert body(newsroom, "content/local/good.md") == "**Met.**"


@pytest.mark.parametrize("make", ["zeros", "password", "many"])
def test_an_archive_that_is_a_bomb_is_refused(newsroom: Newsroom, tmp_path: Path, make: str,
                                              monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    archive = tmp_path / "old.zip"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("one.xml", export(item(1, "Ferry")))
        packed.writestr("zeros.bin", bytes(30_000_000) if make == "zeros" else b"x")
    if make == "many":
        monkeypatch.setattr("generator.imports.archives.MAX_MEMBERS", 1)
    if make == "password":
        raw = bytearray(archive.read_bytes())
        for sign, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
            at = raw.find(sign)
            raw[at + offset] |= 1
        archive.write_bytes(bytes(raw))
    with pytest.raises(CommandRefused):
        move_in(newsroom, "wordpress", archive)
    assert written(newsroom) == {}


def test_an_export_is_read_as_a_stream(tmp_path: Path) -> None:
    path = save(tmp_path, export(*(item(number, f"Story {number}") for number in range(500))))
    elements = read_elements(path)
    first = next(one for one in elements if one.name == "item")
    assert first.first("wp:post_id") == "0"
    assert sum(one.name == "item" for one in elements) == 499


@pytest.mark.parametrize("size", [1, 2, 7, 64, 1 << 16])
def test_what_exports_have_though_it_is_no_xml_is_read(
    tmp_path: Path, size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generator.imports.xml_stream.CHUNK_BYTES", size)
    text = "a & b &amp; c &nbsp; d \x0b\x00e ]] > f"
    odd = export(item(1, "A &amp; B &copy; ]] C", text)).replace(
        "<title>", f"<link>https://x.example/?a=1&b={'y' * 90}</link><title>"
    )
    [found] = [one for one in read_elements(save(tmp_path, odd)) if one.name == "item"]
    assert found.first("content:encoded") == "a & b &amp; c &nbsp; d e ]] > f"
    assert found.first("title") == "A &amp; B &copy; ]] C"
    assert found.first("link") == f"https://x.example/?a=1&b={'y' * 90}"


# --- real exports ---------------------------------------------------------------------------------


@pytest.mark.skipif(not REAL.is_dir(), reason="the real exports are not at hand")
def test_a_real_export_loses_no_word_and_no_link(newsroom: Newsroom) -> None:
    source = REAL / "wordpress/theme-unit-test.xml"
    move_in(newsroom, "wordpress", source)
    before = written(newsroom)
    move_in(newsroom, "wordpress", source)
    assert written(newsroom) == before
    outcome = newsroom.build()
    assert newsroom.held(outcome) == {}
    assert outcome.stories >= 54
    assert dead_links(newsroom) == set()
    shown = "".join(file.read_text() for file in newsroom.output.rglob("index.html"))
    assert not re.search(r"\[caption|\[gallery|(?:<|&lt;)!-- wp:", shown)
    assert share_shown(_pairs(newsroom, source)) > 0.995


def _pairs(newsroom: Newsroom, source: Path):  # type: ignore[no-untyped-def]
    urls = {row[2]: row[1] for row in csv.reader(io.StringIO(read(newsroom, "import-addresses.csv")))}
    files = {row[1]: row[2] for row in csv.reader(io.StringIO(read(newsroom, "imports.csv")))}
    for element in read_elements(source):
        kind, password = element.first("wp:post_type"), element.first("wp:post_password")
        if (
            element.name != "item"
            or kind not in {"post", "page"}
            or password
            or element.first("wp:status") != "publish"
        ):
            continue
        text = re.sub(r"<!--.*?-->", "", element.first("content:encoded"), flags=re.DOTALL)
        text = re.sub(r"\[/?(?:caption|gallery|embed|video|audio)[^\]]*\]", " ", text)
        url = urls[files[element.first("wp:post_id")]]
        yield words_in(f"{element.first('title')} {text}"), words_in(newsroom.page(url))


FLASH = (
    '<object width="4"><param name="movie" value="http://www.youtube.com/v/abc123def45&amp;hl=en"></param>'
    '<embed src="http://www.youtube.com/v/abc123def45&amp;hl=en"></embed></object>'
)
FILE_BLOCK = (
    '<!-- wp:file --><div><a href="https://a.example/r.pdf">Report</a>'
    '<a href="https://a.example/r.pdf" class="wp-block-file__button">Download</a></div><!-- /wp:file -->'
)


@pytest.mark.parametrize(("written_as", "wanted"), [
    ('[sourcecode language="python"]\nprint("x &lt; y")\n[/sourcecode]', '```\nprint("x < y")\n```'),
    ("[code]\na[0] = [gallery]\n\nb\n[/code]", "```\na[0] = [gallery]\n\nb\n```"),
    (FLASH, "https://www.youtube.com/watch?v=abc123def45"),
    ('<embed src="http://vimeo.com/moogaloop.swf?clip_id=76979871&amp;server=vimeo.com">', "https://vimeo.com/76979871"),
    (FILE_BLOCK, "[Report](https://a.example/r.pdf)"),
])  # fmt: skip
def test_what_former_editors_and_plugins_showed_is_kept(
    newsroom: Newsroom, tmp_path: Path, written_as: str, wanted: str
) -> None:
    result = move_in(newsroom, "wordpress", save(tmp_path, export(item(1, "Ferry", written_as))))
    assert body(newsroom, "content/local/ferry.md") == wanted
    assert not any("Embedded" in kind or "Shortcodes" in kind for kind in result.leftovers)


def test_an_object_that_plays_nothing_known_is_told(newsroom: Newsroom, tmp_path: Path) -> None:
    text = '<object data="/game.swf"><param name="x" value="y"></object>Text'
    result = move_in(newsroom, "wordpress", save(tmp_path, export(item(1, "Ferry", text))))
    assert result.leftovers["Embedded objects in texts"] == ["/game.swf"]


def test_footnotes_of_the_editor_are_in_the_text(newsroom: Newsroom, tmp_path: Path) -> None:
    text = (
        '<!-- wp:paragraph --><p>Paid<sup data-fn="n1" class="fn"><a href="#n1" id="n1-link">1</a></sup>.</p>'
        "<!-- /wp:paragraph --><!-- wp:footnotes /--><!-- wp:paragraph --><p>End.</p><!-- /wp:paragraph -->"
    )
    notes = '[{"id":"n1","content":"By the <em>city</em>."}]'
    result = move_in(
        newsroom, "wordpress", save(tmp_path, export(item(1, "Ferry", text, meta={"footnotes": notes, "mood": "x"})))
    )
    assert body(newsroom, "content/local/ferry.md") == "Paid<sup>1</sup>.\n\n1.  By the *city*.\n\nEnd."
    assert result.leftovers["Fields of plugins"] == ["mood (Ferry)"]


def test_the_credit_of_a_picture_is_carried_over(newsroom: Newsroom, tmp_path: Path) -> None:
    read_by_wordpress = (
        'a:2:{s:5:"width";i:8;s:10:"image_meta";a:2:{s:8:"aperture";s:1:"0";s:6:"credit";s:8:"Kim Park";}}'
    )
    uploads = tmp_path / "old/wp-content/uploads/2010"
    uploads.mkdir(parents=True)
    fields = {"a.jpg": {"_wp_attachment_metadata": read_by_wordpress}, "b.jpg": {"_media_credit": "Ann Poe"}}
    items = []
    for number, (name, meta) in enumerate(fields.items(), 10):
        (uploads / name).write_bytes(picture(800, 500, seed=number))
        address = f"<wp:attachment_url>https://old.example/wp-content/uploads/2010/{name}</wp:attachment_url>"
        items.append(
            item(number, name, "", kind="attachment", status="inherit", meta=meta, categories=(), more=address)
        )
    shown = "".join(f'<img src="https://old.example/wp-content/uploads/2010/{name}">\n\n' for name in fields)
    move_in(newsroom, "wordpress", save(tmp_path, export(item(1, "Ferry", shown), *items)))
    notes = [
        text for name, text in written(newsroom).items() if name.startswith("images/") and not name.endswith(".jpg")
    ]
    assert [b"Kim Park" in text or b"Ann Poe" in text for text in notes] == [True, True]
