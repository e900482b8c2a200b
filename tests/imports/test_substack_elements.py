"""Substack's own elements become what readers saw of them, and what only payers saw becomes no public text."""

import html
import json
import re
from pathlib import Path

import pytest
from conftest import Newsroom
from moving import move_in, read, write_site, written

from generator.imports.convert import Body, convert_body

TABLE = "post_id,post_date,is_published,email_sent_at,inbox_sent_at,type,audience,title,subtitle,podcast_url\n"


def said(**values: object) -> str:
    return f'data-attrs="{html.escape(json.dumps(values))}"'


def row(name: str, *, kind: str = "newsletter", audience: str = "everyone", title: str = "") -> str:
    return (
        f"{name},2023-05-20T13:00:00.000Z,true,,,{kind},{audience},{title or name.partition('.')[2].capitalize()},,\n"
    )


@pytest.mark.parametrize(("written_as", "wanted"), [
    (f'<p>I met <span class="mention-wrap" {said(name="Ann Roe")}></span> there.</p>', "I met Ann Roe there."),
    (f'<p>Shares of <span class="cashtag-wrap" {said(symbol="$BAY")}></span> fell.</p>', "Shares of $BAY fell."),
    (f'<div class="latex-rendered" {said(persistentExpression="a < b")}></div>', "```\na < b\n```"),
    (
        (f'<div class="embedded-post-wrap" {said(url="https://x.example/p/a", title="The ferry", publication_name="Sea")}>'
        '<a href="https://x.example/p/a?utm=1"><img src="logo.png"><div class="embedded-post-body">Teaser</div>'
        "<div>2 years ago · 8 likes</div></a></div>"),
        "[The ferry](link:0) (Sea)",
    ),
    (
        (f'<div class="tweet" {said(url="https://twitter.com/a/status/1", full_text="Line one", name="Bob")}><a href="#">'
        '<span>23 Retweets</span></a></div>'),
        "> Line one\n>\n> [— Bob](link:0)",
    ),
    (f'<div class="instagram-embed-wrap" {said(instagram_id="Cab1")}><div>Shared</div></div>', "https://www.instagram.com/p/Cab1/"),
    (
        ('<div class="file-embed-wrapper"><div class="file-embed-details"><div class="file-embed-details-h1">The report</div>'
        '<div class="file-embed-details-h2">3KB PDF</div></div><a class="file-embed-button wide" href="https://x.example/r.pdf">'
        '<span>Download</span></a><a class="file-embed-button narrow" href="https://x.example/r.pdf">Download</a></div>'),
        "[The report](link:0) (3KB PDF)",
    ),
    (f'<div class="comment" {said(comment={"body": "A note", "name": "Bob"})}></div>', "> A note\n>\n> — Bob"),
    ('<div class="pullquote"><p>Pulled <div>x</div></p></div><p>After</p>', "> Pulled\n>\n> x\n\nAfter"),
    ('<label class="hide-text">This block keeps its spacing</label><pre>a\n b</pre>', "```\na\n b\n```"),
    (f'<div class="unheard-of" {said(url="https://x.example/a")}></div>', "https://x.example/a"),
    (
        '<p class="button-wrapper" data-attrs="{}"><a class="button" href="https://x.example/give"><span>Give</span></a></p>',
        "[Give](link:0)",
    ),
    (
        (f'<p>A</p><div class="captioned-button-wrap" {said(url="https://b.substack.com/p/a?action=share")}><p class="cta-caption">'
        '<p>Share it</p><p class="button-wrapper"><a href="https://b.substack.com/p/a?action=share">Share</a></p></div><p>B</p>'),
        "A\n\nB",
    ),
    ('<p>A</p><div class="subscription-widget-wrap">The rest, since nothing ends it', "A\n\nThe rest, since nothing ends it"),
])  # fmt: skip
def test_an_element_becomes_what_readers_saw(written_as: str, wanted: str) -> None:
    assert convert_body(Body(written_as, "substack")).text.strip() == wanted


def test_a_gallery_has_all_of_its_pictures() -> None:
    gallery = {
        "images": [{"src": "https://x.example/a.jpg"}, {"src": "https://x.example/b.jpg"}],
        "caption": "Two",
        "alt": "Bay",
    }
    body = convert_body(Body(f'<div class="image-gallery-embed" {said(gallery=gallery)}></div>', "substack"))
    assert [(one.source, one.alt) for one in body.pictures] == [
        ("https://x.example/a.jpg", "Bay"),
        ("https://x.example/b.jpg", "Bay"),
    ]
    assert body.text.strip().endswith("Two")


def test_what_cannot_be_carried_over_is_told() -> None:
    text = (
        f'<div class="native-audio-embed" {said(label="With the mayor")}></div><div class="poll-embed" {said(id=1)}></div>'
        '<div class="subscription-widget-wrap-editor"><form><input></form></div>'
    )
    body = convert_body(Body(text, "substack"))
    assert body.text.strip() == "With the mayor"
    assert [(one.kind, one.example) for one in body.leftovers] == [
        ("Recordings and videos on Substack's servers", "With the mayor"), ("Polls", ""), ("Forms for subscribers", "")
    ]  # fmt: skip


def test_parts_for_payers_make_a_draft_and_a_part_for_everybody_does_not(newsroom: Newsroom, tmp_path: Path) -> None:
    part = '<div class="dynamic-content-block" data-dynamic-audiences="{}"><p>{}</p></div>'
    texts = {
        "wall": '<p>Free.</p><div class="paywall-jump" data-component-name="PaywallToDOM"></div><p>Canary.</p>',
        "payers": f"<p>Free.</p>{part.format('paid_sub', 'Canary.')}",
        "guests": f"<p>Free.</p>{part.format('non_sub,free_sub', 'Shown to guests.')}",
    }
    files = {f"posts/{number}.{name}.html": text for number, (name, text) in enumerate(texts.items())}
    table = TABLE + "".join(row(f"{number}.{name}") for number, name in enumerate(texts))
    result = move_in(newsroom, "substack", write_site(tmp_path / "export", {"posts.csv": table, **files}))
    assert result.leftovers["Texts with a part for subscribers alone, written as drafts"] == ["Wall", "Payers"]
    newsroom.build()
    assert newsroom.mentions("Canary") == []
    assert newsroom.mentions("Shown to guests") != []


def test_links_lead_to_own_posts_alone(newsroom: Newsroom, tmp_path: Path) -> None:
    links = {
        "https://bay.substack.com/p/soon?utm_source=x": True,
        "https://open.substack.com/pub/bay/p/soon": True,
        "https://news.bay.example/p/soon": True,
        "https://other.substack.com/p/soon": False,
        "https://open.substack.com/pub/other/p/soon": False,
    }
    text = "".join(f'<p><a href="{link}">x</a></p>' for link in links)
    files = {
        "posts.csv": TABLE + row("1.here") + row("2.soon"),
        "posts/1.here.html": text, "posts/2.soon.html": "<p>Soon.</p>", "email_list.bay.csv": "email\n",
    }  # fmt: skip
    move_in(newsroom, "substack", write_site(tmp_path / "export", files))
    found = re.findall(r"\[x\]\(([^()]*)\)", read(newsroom, "content/news/here.md"))
    assert [one == "/news/2023/05/20/soon/" for one in found] == list(links.values())


@pytest.mark.parametrize("names", [{"email_list.bay.csv": "email\n"}, {}])
def test_an_export_that_is_called_otherwise_the_next_time_is_the_same_one(
    newsroom: Newsroom, tmp_path: Path, names: dict[str, str]
) -> None:
    table = TABLE + row("1.ferry") + row("2.bridge")
    files = {"posts.csv": table, "posts/1.ferry.html": "<p>Old.</p>", "posts/2.bridge.html": "<p>B.</p>", **names}
    first = write_site(tmp_path / "export-1a2b", files)
    move_in(newsroom, "substack", first)
    (newsroom.folder / "content/news/bridge.md").unlink()
    second = first.rename(tmp_path / "export-3c4d")
    before = written(newsroom)
    move_in(newsroom, "substack", second)
    assert written(newsroom) == before
    (second / "posts/1.ferry.html").write_text("<p>New.</p>")
    move_in(newsroom, "substack", second)
    assert "New." in read(newsroom, "content/news/ferry.md")
