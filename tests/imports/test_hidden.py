"""What the old program kept from readers, by whatever means, stays kept from them: it becomes a draft, or is left out."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from conftest import Newsroom
from moving import move_in, read, write_site
from wordpress import export, item

from generator.errors import CommandRefused
from generator.imports import tables
from generator.imports.hidden import is_left_out
from generator.imports.kinds import ghost
from generator.imports.records import Item, Leftover
from generator.imports.sources import KINDS


def shown(kind: str, path: Path) -> dict[str, str]:
    """Return the titles of public items, with their text."""
    records = list(KINDS[kind].read(path))
    return {one.title: one.body.strip() for one in records if isinstance(one, Item) and not one.is_draft}


def told(kind: str, path: Path) -> set[str]:
    """Return the kinds of things that were left out or changed."""
    return {one.kind for one in KINDS[kind].read(path) if isinstance(one, Leftover)}


MEMBERS = "Texts that were for members alone, or a part of which was, written as drafts"
UNSHOWN = "Texts that the old site didn't show, or that no list of it led to, written as drafts"
OPEN = item(1, "Open")


@pytest.mark.parametrize(
    ("hidden", "kind"),
    [
        (item(2, "X", meta={"_jetpack_newsletter_access": "paid_subscribers"}), MEMBERS),
        (item(2, "X", meta={"_members_access_role": "subscriber"}), MEMBERS),
        (item(2, "X", meta={"rcp_subscription_level": 'a:1:{i:0;s:1:"2";}'}), MEMBERS),
        (item(2, "X", "<p>A</p><!-- wp:jetpack/paywall /--><p>B</p>"), MEMBERS),
        (item(2, "X", "<!-- wp:premium-content/container --><p>B</p><!-- /wp:premium-content/container -->"), MEMBERS),
        (item(2, "X", "A [restrict paid=true]B[/restrict]"), MEMBERS),
        (item(2, "X", "A [members_only]B[/members_only]"), MEMBERS),
        (item(2, "X", 'A [mepr-show rules="3"]B[/mepr-show]'), MEMBERS),
        (
            item(2, "X", kind="form_entry", path="/?post_type=form_entry&#038;p=2"),
            "Texts of a kind that had no pages of its own (form_entry), written as drafts",
        ),
        (item(2, "X", kind="flamingo_inbound", path="/?p=2"), "Parts of the old site's machinery (flamingo_inbound)"),
    ],
)
def test_wordpress_plugins_hide_what_is_published(tmp_path: Path, hidden: str, kind: str) -> None:
    (tmp_path / "export.xml").write_text(export(OPEN, hidden))
    assert shown("wordpress", tmp_path / "export.xml").keys() == {"Open"}
    assert kind in told("wordpress", tmp_path / "export.xml")


@pytest.mark.parametrize(
    "public",
    [
        item(2, "X", meta={"_jetpack_newsletter_access": "everybody"}),
        item(2, "X", meta={"rcp_subscription_level": 'a:1:{i:0;s:3:"All";}'}),
        item(2, "X", "Our [members] page, and the [restricted] list."),
        item(2, "X", kind="event", path="/event/x/"),
        item(2, "X", kind="event", path="/?event=x"),
    ],
)
def test_what_everybody_could_read_in_wordpress_stays_public(tmp_path: Path, public: str) -> None:
    (tmp_path / "export.xml").write_text(export(OPEN, public))
    assert shown("wordpress", tmp_path / "export.xml").keys() == {"Open", "X"}


def post(title: str, more: str = "", text: str = "Words.") -> str:
    return f"---\ntitle: {title}\ndate: 2020-01-01\n{more}---\n{text}\n"


HUGO = {
    "hugo.toml": "baseURL = 'https://x.example/'\n",
    "content/news/open.md": post("Open"),
    "content/news/shop.md": "+++\ntitle = 'Shop'\ndate = 2020-01-01\n[build]\nrender = 'always'\n+++\nWords.\n",
    "content/news/headless.md": post("Headless", "headless: true\n"),
    "content/news/never.md": post("Never", "_build:\n  render: never\n"),
    "content/news/toml.md": "+++\ntitle = 'Toml'\ndate = 2020-01-01\n[build]\nrender = 'never'\n+++\nSecret.\n",
    "content/news/unlisted.md": post("Unlisted", "build:\n  list: never\n"),
    "content/plan/_index.md": "---\ntitle: Plan\ncascade:\n  draft: true\n---\nSecret.\n",
    "content/plan/deep/one.md": post("In a folder of drafts"),
    "content/data/_index.md": '+++\ntitle = "Data"\n[[cascade]]\n[cascade.build]\nrender = "never"\n+++\n',
    "content/data/one.md": post("In a folder without pages"),
    "content/memo/_index.md": "---\ntitle: Memo\ndraft: true\n---\nSecret.\n",
}
ZOLA = {
    "config.toml": "base_url = 'https://x.example'",
    "content/news/_index.md": "+++\ntitle = 'News'\n+++\n",
    "content/news/open.md": "+++\ntitle = 'Open'\ndate = 2020-01-01\n+++\nWords.\n",
    "content/news/never.md": "+++\ntitle = 'Never'\ndate = 2020-01-01\nrender = false\n+++\nSecret.\n",
    "content/plan/_index.md": "+++\ntitle = 'Plan'\ndraft = true\n+++\nSecret.\n",
    "content/plan/2020.md": "+++\ntitle = 'In a folder of drafts'\ndate = 2020-01-01\n+++\nSecret.\n",
}
JEKYLL = {
    "_config.yml": "exclude: [private, notes.md, 'draft-*']\ncollections:\n  recipes:\n    output: true\n  notes:\n    output: false\n"
    "defaults:\n  - scope: {path: _posts/hidden}\n    values: {published: false}\n",
    "_posts/2020-01-01-open.md": "---\ntitle: Open\n---\nWords.\n",
    "_posts/hidden/2020-01-01-a.md": "---\ntitle: Hidden\n---\nSecret.\n",
    "_posts/hidden/2020-01-01-b.md": "---\ntitle: All the same\npublished: true\n---\nWords.\n",
    "_notes/one.md": "---\ntitle: Note\n---\nSecret.\n",
    "_old/one.md": "---\ntitle: Old\n---\nSecret.\n",
    "_recipes/soup.md": "---\ntitle: Soup\n---\nWords.\n",
    "private/one.md": "---\ntitle: Private\n---\nSecret.\n",
    "notes.md": "---\ntitle: Notes\n---\nSecret.\n",
    "draft-one.md": "---\ntitle: Draft\n---\nSecret.\n",
}
ELEVENTY = {
    ".eleventyignore": "# these stay here\nsecret\nsrc/posts/memo.md\n**/attic/**\n",
    "eleventy.config.js": "",
    "src/posts/posts.json": '{"tags": "post"}',
    "src/posts/open.md": post("Open"),
    "src/posts/dated.md": post("Dated", "published: 2020-01-01\n"),
    "src/posts/memo.md": post("Memo"),
    "src/posts/attic/old.md": post("Old"),
    "src/posts/unlisted.md": post("Unlisted", "eleventyExcludeFromCollections: true\n"),
    "src/posts/never.md": post("Never", "published: false\n"),
    "src/drafts/drafts.json": '{"draft": true, "tags": "post"}',
    "src/drafts/one.md": post("In a folder of drafts"),
    "secret/one.md": post("Secret"),
}
PELICAN = {
    "pelicanconf.py": "DEFAULT_METADATA = {'status': 'draft'}\nARTICLE_EXCLUDES = ['internal']\nIGNORE_FILES = ['memo*']\n",
    "content/open.md": "Title: Open\nDate: 2020-01-01\nStatus: published\n\nWords.\n",
    "content/draft.md": "Title: Draft\nDate: 2020-01-01\n\nSecret.\n",
    "content/internal/one.md": "Title: Internal\nDate: 2020-01-01\nStatus: published\n\nSecret.\n",
    "content/memo-1.md": "Title: Memo\nDate: 2020-01-01\nStatus: published\n\nSecret.\n",
}


@pytest.mark.parametrize(
    ("kind", "files", "public", "kinds"),
    [
        ("hugo", HUGO, {"Open", "Shop"}, {UNSHOWN, "Texts about sections that the old site didn't show, left out"}),
        ("zola", ZOLA, {"Open"}, {UNSHOWN, "Texts about sections that the old site didn't show, left out"}),
        (
            "jekyll",
            JEKYLL,
            {"Open", "All the same", "Soup"},
            {UNSHOWN, "Files that the old site's settings left out"},
        ),
        ("eleventy", ELEVENTY, {"Open", "Dated"}, {UNSHOWN, "Files that the old site's settings left out"}),
        ("pelican", PELICAN, {"Open"}, {"Texts that were draft, written as drafts"}),
    ],
)
def test_settings_and_headers_of_folders_hide_texts(
    tmp_path: Path, kind: str, files: Mapping[str, str], public: set[str], kinds: set[str]
) -> None:
    write_site(tmp_path, files)
    found = shown(kind, tmp_path)
    assert {title for title, text in found.items() if text} == public
    assert "Secret" not in "".join(found.values())
    assert kinds <= told(kind, tmp_path)


@pytest.mark.parametrize(
    ("table", "public"),
    [
        ("title;body;date;published\nOpen;x;2020-01-01;TRUE\nX;x;2020-01-01;FALSE\n", {"Open": "2020-01-01"}),
        ("title,body,published\nOpen,x,2020-01-01\nX,x,false\n", {"Open": "2020-01-01"}),
        ("title,body,date,is_public\nOpen,x,2020-01-01,1\nX,x,2020-01-01,0\n", {"Open": "2020-01-01"}),
        ("title,body,date,deleted_at\nOpen,x,2020-01-01,\nX,x,2020-01-01,2021-01-01\n", {"Open": "2020-01-01"}),
        ("title,body,date,password\nOpen,x,2020-01-01,\nX,x,2020-01-01,swordfish\n", {"Open": "2020-01-01"}),
    ],
)
def test_columns_of_a_table_hide_rows(tmp_path: Path, table: str, public: dict[str, str]) -> None:
    (tmp_path / "stories.csv").write_text(table)
    records = list(KINDS["csv"].read(tmp_path / "stories.csv"))
    items = [one for one in records if isinstance(one, Item)]
    assert len(items) == 2
    assert {one.title: one.date for one in items if not one.is_draft} == public
    assert any(one.kind.startswith("Texts that weren't public") for one in records if isinstance(one, Leftover))


def test_an_embargo_in_a_table_holds(newsroom: Newsroom, tmp_path: Path) -> None:
    rows = "Open,Words.,2020-01-01,\nOver,Words.,2020-01-01,2020-01-02\nWaits,Canary.,2020-01-01,2090-01-01\nOdd,Canary.,2020-01-01,until noon\nYes,Canary.,2020-01-01,yes\n"
    (tmp_path / "stories.csv").write_text(f"title,body,date,embargo\n{rows}")
    move_in(newsroom, "csv", tmp_path / "stories.csv")
    newsroom.build()
    assert newsroom.mentions("Canary") == []
    assert newsroom.mentions("Open") != []
    assert newsroom.mentions("Over") != []


def test_a_table_tells_when_a_story_expires(tmp_path: Path) -> None:
    (tmp_path / "stories.csv").write_text("title,body,date,unpublish_at\nOpen,x,2020-01-01,2090-01-01\n")
    [one] = [one for one in KINDS["csv"].read(tmp_path / "stories.csv") if isinstance(one, Item)]
    assert one.expires == "2090-01-01"


def test_ghost_shows_passages_to_members_alone(tmp_path: Path) -> None:
    gate = '<!--kg-gated-block:begin nonMember:{} memberSegment:"status:free" --><p>{}</p><!--kg-gated-block:end-->'
    html = f"<p>One.</p>{gate.format('false', 'Secret.')}{gate.format('true', 'Two.')}<p>Three.</p>"
    row = {"id": "1", "title": "Open", "slug": "open", "status": "published", "html": html}
    (tmp_path / "ghost.json").write_text(json.dumps({"posts": [row]}))
    assert shown("ghost", tmp_path / "ghost.json") == {"Open": "<p>One.</p><p>Two.</p><p>Three.</p>"}
    assert "Passages for members alone, left out of public texts" in told("ghost", tmp_path / "ghost.json")


def test_patterns_name_files_and_folders() -> None:
    for pattern, path in (
        ("secret", "secret/a/b.md"), ("secret/", "x/secret/b.md"), ("./a/b.md", "a/b.md"), ("/a/*", "a/b/c.md"),
        ("memo*", "x/memo-1.md"), ("**/attic/**", "x/attic/y.md"), ("**/attic/**", "attic/y.md"),
    ):  # fmt: skip
        assert is_left_out(path, [pattern]), pattern
    for pattern, path in (("secret", "secrets/b.md"), ("a/b.md", "x/a/b.md"), ("", "a.md"), ("/", "a.md")):
        assert not is_left_out(path, [pattern]), pattern


@pytest.mark.parametrize(
    ("meta", "expires", "noindex"),
    [
        ({"_expiration-date": "3786912000", "_expiration-date-status": "saved", "_expiration-date-type": "draft"},
         "2090-01-01 00:00:00+00:00", False),
        ({"_expiration-date": "3786912000", "_expiration-date-status": "saved",
          "_expiration-date-options": 'a:1:{s:10:"expireType";s:7:"private";}'}, "2090-01-01 00:00:00+00:00", False),
        ({"_expiration-date": "3786912000", "_expiration-date-status": "", "_expiration-date-type": "draft"}, "", False),
        ({"_expiration-date": "3786912000", "_expiration-date-status": "saved", "_expiration-date-type": "category"}, "", False),
        ({"rank_math_robots": 'a:1:{i:0;s:7:"noindex";}'}, "", True),
        ({"rank_math_robots": 'a:1:{i:0;s:5:"index";}'}, "", False),
        ({"_seopress_robots_index": "yes"}, "", True),
        ({"_yoast_wpseo_meta-robots-noindex": "2"}, "", False),
    ],
)  # fmt: skip
def test_wordpress_plugins_say_when_and_where_a_post_is_shown(
    tmp_path: Path, meta: dict[str, str], expires: str, noindex: bool
) -> None:
    (tmp_path / "export.xml").write_text(export(item(1, "X", meta=meta)))
    [one] = [one for one in KINDS["wordpress"].read(tmp_path / "export.xml") if isinstance(one, Item)]
    assert (one.expires, one.noindex) == (expires, noindex)


def test_reusable_blocks_are_where_they_were_shown(tmp_path: Path) -> None:
    outer = item(5, "Outer", '<p>Outer.</p><!-- wp:block {"ref":6} /-->', kind="wp_block")
    inner = item(6, "Inner", "<p>Inner.</p>", kind="wp_block")
    secret = item(7, "Secret", "<p>Secret.</p>", kind="wp_block", status="draft")
    itself = item(8, "Loop", '<p>Loop.</p><!-- wp:block {"ref":8} /-->', kind="wp_block")
    shows = "".join(f'<!-- wp:block {{"ref":{number},"overrides":{{}}}} /-->' for number in (5, 7, 9))
    (tmp_path / "export.xml").write_text(
        export(
            item(1, "X", f"<p>One.</p>{shows}"),
            item(2, "Y", '<!-- wp:block {"ref":8} /-->'),
            outer,
            inner,
            secret,
            itself,
        )
    )
    found = shown("wordpress", tmp_path / "export.xml")
    assert found["X"].startswith("<p>One.</p><p>Outer.</p><p>Inner.</p>")
    assert "Secret" not in found["X"]
    assert found["Y"].count("Loop.") == 3
    assert "Reusable blocks that aren't in the export, or weren't published" in told(
        "wordpress", tmp_path / "export.xml"
    )


def test_a_language_of_polylang_is_kept_unless_it_is_the_sites(tmp_path: Path) -> None:
    def terms(code: str) -> tuple[tuple[str, str, str], ...]:
        return (("category", "local", "Local news"), ("language", code, code))

    items = (
        item(1, "A", categories=terms("fr")),
        item(2, "B", categories=terms("en")),
        item(3, "C", categories=terms("x-1")),
    )
    text = export(*items).replace("<title>The Old Courier</title>", "<title>X</title><language>en-US</language>")
    (tmp_path / "export.xml").write_text(text)
    found = {
        one.title: one.language for one in KINDS["wordpress"].read(tmp_path / "export.xml") if isinstance(one, Item)
    }
    assert found == {"A": "fr", "B": "", "C": ""}


def test_shortcodes_of_plugins_are_named_with_the_words_in_them(newsroom: Newsroom, tmp_path: Path) -> None:
    text = '[vc_cta add_on="Come and see"]Inside[/vc_cta] [staff_list group="2"] [caption width="3"]x[/caption] [gallery] [sic]'
    (tmp_path / "export.xml").write_text(export(item(1, "X", text)))
    result = move_in(newsroom, "wordpress", tmp_path / "export.xml")
    assert result.leftovers["Shortcodes of plugins; the text between them was kept"] == [
        '[vc_cta add_on="Come and see"]',
        "[staff_list]",
    ]
    assert "Inside" in read(newsroom, "content/local/x.md")


@pytest.mark.parametrize(
    ("name", "row", "wanted"),
    [
        ("lexical", {"root": {"children": [{"type": "paragraph", "children": [
            {"type": "text", "text": "One "}, {"type": "link", "children": [{"type": "text", "text": "two"}]}]},
            {"type": "horizontalrule"}]}}, "<p>One two</p>"),
        ("mobiledoc", {"cards": [], "sections": [[1, "p", [[0, [], 0, "One "], [0, [0], 1, "two "], [0, [], 0, "three"]]],
            [3, "ul", [[[0, [], 0, "Four"]]]], [10, 0]]}, "<p>One two three</p><p>Four</p>"),
        ("lexical", "no json", ""),
        ("mobiledoc", [1, 2], ""),
    ],
)  # fmt: skip
def test_words_that_only_the_editor_of_ghost_kept(tmp_path: Path, name: str, row: object, wanted: str) -> None:
    text = row if row == "no json" else json.dumps(row)
    post = {"id": "1", "title": "Open", "slug": "open", "status": "published", name: text}
    (tmp_path / "ghost.json").write_text(json.dumps({"posts": [post]}))
    assert shown("ghost", tmp_path / "ghost.json") == {"Open": wanted}


@pytest.mark.parametrize("kind", ["ghost", "csv"])
def test_what_is_read_at_once_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    path = tmp_path / {"ghost": "x.json", "csv": "x.csv"}[kind]
    row = {"id": "1", "title": "T", "slug": "t", "html": "x" * 3_000_000}
    path.write_text(json.dumps({"posts": [row]}) if kind == "ghost" else f"title,body\nT,{row['html']}\n")
    monkeypatch.setattr(ghost if kind == "ghost" else tables, "MAX_BYTES", 2_000_000)
    with pytest.raises(CommandRefused) as caught:
        list(KINDS[kind].read(path))
    [problem] = caught.value.problems
    assert problem.message == "The file is larger than 2 MB, the most that can be read at once."
    assert problem.hint == "Divide it into several files, and name the folder that they are in."


@pytest.mark.parametrize("defaults", ["{'Status': 'draft'}", "(('status', 'draft'),)", "[['status', 'draft']]"])
def test_a_status_for_all_texts_of_pelican_is_read_in_every_form(tmp_path: Path, defaults: str) -> None:
    files = {
        "pelicanconf.py": f"DEFAULT_METADATA = {defaults}\n",
        "content/one.md": "Title: One\nDate: 2020-01-01\n\nSecret.\n",
        "content/two.md": "Title: Two\nDate: 2020-01-01\nStatus: published\n\nWords.\n",
    }
    assert shown("pelican", write_site(tmp_path, files)) == {"Two": "Words."}
