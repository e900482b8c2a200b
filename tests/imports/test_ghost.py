"""What is in an export of Ghost is in the paper: posts, pages, tags, authors, pictures; no members."""

import json
from pathlib import Path
from typing import Any

import pytest
from conftest import Newsroom
from moving import dead_links, move_in, read, share_shown, words_in, written
from pictured import picture
from places import SHARED

from generator.errors import CommandRefused
from generator.imports.kinds import ghost
from generator.imports.kinds.ghost_cards import without_controls

REAL = SHARED / "material/exports/ghost-migrate"
TABLES: dict[str, Any] = {
    "posts": [
        {
            "id": "p1", "title": "Council “agrees”", "slug": "ferry", "type": "post", "status": "published", "visibility": "public",
            "html": '<p>See <a href="__GHOST_URL__/bridge/#top">the bridge</a> and <a href="__GHOST_URL__/tag/town/">town</a>.</p>'
                    '<figure class="kg-card kg-image-card"><img src="__GHOST_URL__/content/images/2020/05/dock.jpg" alt="A dock">'
                    "<figcaption>At the <b>dock</b></figcaption></figure>"
                    '<figure class="kg-card kg-embed-card"><iframe src="https://www.youtube.com/embed/abc123def45"></iframe></figure>',
            "feature_image": "__GHOST_URL__/content/images/2020/05/dock.jpg", "published_at": "2020-05-20T13:00:00.000Z",
            "updated_at": "2020-05-21T10:00:00.000Z", "created_at": "2020-05-19T10:00:00.000Z", "custom_excerpt": "In short.",
            "canonical_url": None, "codeinjection_head": "<script>x()</script>",
        },
        {"id": "p2", "title": "Bridge", "slug": "bridge", "status": "published", "html": "<p>A bridge.</p>",
         "published_at": "2020-06-01 09:00:00"},
        {"id": "p3", "title": "About us", "slug": "about", "type": "page", "status": "published", "html": "<p>We are.</p>",
         "published_at": "2020-01-01T00:00:00.000Z"},
        {"id": "p4", "title": "A draft", "slug": "d", "status": "draft", "html": "<p>Canary.</p>", "created_at": "2020-01-01T00:00:00.000Z"},
        {"id": "p5", "title": "For members", "slug": "m", "status": "published", "visibility": "paid", "html": "<p>Canary.</p>",
         "published_at": "2020-01-01T00:00:00.000Z"},
        {"id": "p6", "title": "Later", "slug": "l", "status": "scheduled", "html": "<p>Canary.</p>", "published_at": "2031-01-01T00:00:00.000Z"},
        {"id": "p7", "title": "Mailed", "slug": "s", "status": "sent", "html": "<p>Canary.</p>", "published_at": "2020-01-01T00:00:00.000Z"},
        {"id": "p8", "title": "No markup", "slug": "n", "status": "published", "html": None, "lexical": "{}", "plaintext": "One.\n\nTwo & <b>.",
         "published_at": 1590000000000},
    ],
    "posts_meta": [{"post_id": "p1", "feature_image_caption": "The <i>dock</i>", "feature_image_alt": "Dock", "meta_description": "Not this."}],
    "tags": [
        {"id": "t1", "name": "Town", "slug": "town"}, {"id": "t2", "name": "Boats", "slug": "boats"},
        {"id": "t3", "name": "#internal", "slug": "hash-internal", "visibility": "internal"},
    ],
    "posts_tags": [
        {"post_id": "p1", "tag_id": "t2", "sort_order": 2}, {"post_id": "p1", "tag_id": "t3", "sort_order": 0},
        {"post_id": "p1", "tag_id": "t1", "sort_order": 1},
    ],
    "users": [{"id": "u1", "name": "Jane Roe", "slug": "jane", "email": "canary@roe.example", "bio": "Covers the bay."},
              {"id": "u2", "name": "John Doe", "slug": "john", "password": "canary-secret"}],
    "posts_authors": [{"post_id": "p1", "author_id": "u2", "sort_order": 1}, {"post_id": "p1", "author_id": "u1", "sort_order": 0}],
    "members": [{"email": "canary@reader.example", "name": "Canary Reader"}],
    "settings": [{"key": "title", "value": "The Bay"}],
}  # fmt: skip


@pytest.fixture
def export(tmp_path: Path) -> Path:
    folder = tmp_path / "old"
    (folder / "content/images/2020/05").mkdir(parents=True)
    (folder / "content/images/2020/05/dock.jpg").write_bytes(picture(800, 500))
    (folder / "the-bay.ghost.json").write_text(
        json.dumps({"db": [{"meta": {"version": "5.80.0"}, "data": TABLES}]}), "utf-8"
    )
    return folder


def test_a_post_is_a_markdown_file_that_an_editor_can_read(newsroom: Newsroom, export: Path) -> None:
    result = move_in(newsroom, "", export)
    assert result.source.kind == "ghost"
    assert result.source.name == "The Bay"
    move_in(newsroom, "ghost", export)
    assert read(newsroom, "content/town/ferry.md") == (
        "---\n"
        'title: "Council “agrees”"\n'
        "by:\n"
        "  - Jane Roe\n"
        "  - John Doe\n"
        "date: 2020-05-20 13:00:00+00:00\n"
        "updated: 2020-05-21 10:00:00+00:00\n"
        "topics: Boats\n"
        "summary: In short.\n"
        "photo: images/2020/05/dock.jpg\n"
        "caption: The dock\n"
        "alt: Dock\n"
        "was: /ferry/\n"
        "---\n"
        "\n"
        "See [the bridge](/news/2020/06/01/bridge/#top) and [town](/town/).\n"
        "\n"
        '![A dock](images/2020/05/dock.jpg "At the dock")\n'
        "\n"
        "https://www.youtube.com/embed/abc123def45\n"
    )
    assert read(newsroom, "content/people/jane-roe.md") == "name: Jane Roe\n\nCovers the bay.\n"


def test_readers_find_everything_and_nothing_early_or_of_others(newsroom: Newsroom, export: Path) -> None:
    result = move_in(newsroom, "ghost", export)
    before = written(newsroom)
    assert move_in(newsroom, "ghost", export).counts.keys() == {"unchanged"}
    assert written(newsroom) == before
    outcome = newsroom.build()
    assert newsroom.held(outcome) == {}
    assert newsroom.mentions("Canary") == []
    assert not any("canary@" in text.decode(errors="replace").casefold() for text in before.values())
    assert dead_links(newsroom) == set()
    assert "We are." in newsroom.page("/about/")
    assert "Two &amp; &lt;b&gt;." in newsroom.page("/news/2020/05/20/n/")
    assert 'url=/town/2020/05/20/ferry/"' in newsroom.page("/ferry/")
    assert 'url=/topics/boats/"' in newsroom.page("/tag/boats/")
    assert 'url=/by/jane-roe/"' in newsroom.page("/author/jane/")
    assert {"Members, who are left out", "Texts for members alone (paid), written as drafts"} <= result.leftovers.keys()


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "null", '{"posts": 3}', '{"db": [3]}', '{"data": {"posts": [3]}}', "[" * 5_000]
)
def test_what_is_no_export_is_refused(newsroom: Newsroom, tmp_path: Path, text: str) -> None:
    (tmp_path / "x.json").write_text(text)
    with pytest.raises(CommandRefused):
        move_in(newsroom, "ghost", tmp_path / "x.json")


@pytest.mark.skipif(not REAL.is_dir(), reason="the real exports are not at hand")
@pytest.mark.parametrize(
    "name", ["mg-ghost-api/src/test/fixtures/posts.json", "mg-assetscraper-db/src/test/fixtures/ghost-flat.json"]
)
def test_real_exports_lose_no_word(newsroom: Newsroom, name: str) -> None:
    result = move_in(newsroom, "ghost", REAL / name)
    newsroom.build()
    read_json = json.loads((REAL / name).read_text())
    rows = {row["id"]: row["html"] for row in (read_json.get("data") or read_json)["posts"]}
    pages = {one.entry.item.id: one.url for one in result.placed}
    assert rows.keys() == pages.keys()
    assert share_shown((words_in(html), words_in(newsroom.page(pages[id_]))) for id_, html in rows.items()) == 1
    assert dead_links(newsroom) == set()


CARDS = (
    '<div class="kg-card kg-audio-card"><img src="" alt="t" class="kg-audio-thumbnail kg-audio-hide">'
    '<div class="kg-audio-player-container"><audio src="https://a.example/a.mp3"></audio><div class="kg-audio-title">The talk</div>'
    '<div class="kg-audio-player"><button class="kg-audio-play-icon"><svg></svg></button><span class="kg-audio-current-time">0:00</span>'
    '<div class="kg-audio-time">/<span class="kg-audio-duration">187</span></div><input type="range"></div></div></div>'
    '<figure class="kg-card kg-bookmark-card"><a class="kg-bookmark-container" href="https://b.example"><div class="kg-bookmark-content">'
    '<div class="kg-bookmark-title">The report</div><div class="kg-bookmark-metadata"><img class="kg-bookmark-icon" src="https://b.example/i.png">'
    '<span class="kg-bookmark-author">Roe</span><span class="kg-bookmark-publisher">B</span></div></div>'
    '<div class="kg-bookmark-thumbnail"><img src="https://b.example/t.png"></div></a></figure>'
    '<div class="kg-card kg-button-card"><a href="#/portal/signup" class="kg-btn">Sign up</a></div><p>End.</p>'
)


def test_cards_are_their_words_and_links(newsroom: Newsroom, tmp_path: Path) -> None:
    post = {"id": "1", "title": "Why <main> &amp; <i>aside</i>", "slug": "f", "status": "published", "html": CARDS,
            "published_at": "2020-05-20T13:00:00.000Z"}  # fmt: skip
    (tmp_path / "b.ghost.json").write_text(json.dumps({"db": [{"data": {"posts": [post]}}]}), "utf-8")
    result = move_in(newsroom, "ghost", tmp_path / "b.ghost.json")
    head, _, text = read(newsroom, "content/news/f.md").partition("---\n\n")
    assert 'title: "Why <main> & aside"\n' in head
    assert text == "[a.mp3](https://a.example/a.mp3)\n\nThe talk\n\n[The report](https://b.example)\n\nEnd.\n"
    assert result.leftovers == {}


def test_captions_in_what_the_editor_keeps_are_words_and_forms_are_none() -> None:
    children = [
        {"type": "paragraph", "children": [{"text": "One."}]},
        {"type": "image", "src": "a.jpg", "caption": "The dock."},
    ]
    row = {"lexical": json.dumps({"root": {"children": children}})}
    assert ghost._words_of_editor(row) == ["One.", "The dock."]
    card = '<p>A</p><div class="kg-card kg-signup-card"><div class="kg-signup-card-text"><h2>Sign up</h2></div><form></form></div><p>B</p>'
    assert without_controls(card) == "<p>A</p><p>B</p>"
