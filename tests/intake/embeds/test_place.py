"""An address alone on a line becomes an embed, in every kind of copy, and counts as no words of the story."""

from typing import Any

import pytest
from documents import docx, para
from hypothesis import given
from hypothesis import strategies as st

from generator.config import parse_config
from generator.intake.html.sanitise import plain_text, sanitise
from generator.intake.parse import parse_copy
from generator.intake.settings import intake_settings_of
from generator.model import Parsed

SETTINGS = intake_settings_of(
    parse_config('name = "The Courier"\naddress = "https://courier.example"\ntime_zone = "UTC"\n')
)
WATCH = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"
HEAD = "Bridge opens\n\nBy Jane Roe\nDate: 2026-11-23 09:00\n\n"
BEFORE = "The bridge opened on Monday, and the mayor crossed it on foot."
AFTER = "It is 300 metres long. Its builders needed three years."
ENDINGS = pytest.mark.parametrize("ending", [".txt", ".md"])


def parsed(text: str | bytes, file: str = "content/town/bridge.md") -> Parsed:
    return parse_copy(text if isinstance(text, bytes) else text.encode(), file, SETTINGS)


def story(block: str, ending: str) -> Parsed:
    """Return a story with `block` between its two paragraphs."""
    found = parsed(f"{HEAD}{BEFORE}\n\n{block}\n\n{AFTER}\n", f"content/town/bridge{ending}")
    assert found.story is not None
    assert sanitise(found.body.html).html == found.body.html
    return found


def embeds(found: Parsed) -> list[tuple[str, str]]:
    return [(one.url, one.title) for one in found.body.embeds]


@ENDINGS
@pytest.mark.parametrize(
    ("block", "title"),
    [
        (WATCH, ""),
        (f"  {WATCH}  ".strip() + " ", ""),
        ("www.youtube.com/watch?v=dQw4w9WgXcQ", ""),
        ("youtu.be/dQw4w9WgXcQ", ""),
        (f"<{WATCH}>", ""),
        (f"\u200f{WATCH}\u200f", ""),
        (f"\u2067\u200e{WATCH}\u2069", ""),
        (f"[The mayor’s “speech”]({WATCH})", "The mayor’s “speech”"),
        (f"[{WATCH}]({WATCH})", ""),
        (f"{WATCH}\nThe mayor's walk.", "The mayor's walk."),
        (f"{WATCH}\nرئيس البلدية يعبر الجسر", "رئيس البلدية يعبر الجسر"),
        (f"{WATCH}\nA walk [in full]", "A walk (in full)"),
        ("{{< youtube dQw4w9WgXcQ >}}", ""),
        ('{{< youtube id="dQw4w9WgXcQ" title="The walk" >}}', "The walk"),
        ('{{< youtube-lite id="dQw4w9WgXcQ" label="x" >}}', ""),
        ("{% youtube dQw4w9WgXcQ %}", ""),
        (f"[embed]{WATCH}[/embed]", ""),
        (f'[embed width="640" height="360"]{WATCH}[/embed]', ""),
        (f"[embedyt]{WATCH}[/embedyt]", ""),
        (f"[youtube {WATCH}]", ""),
        (f"[youtube={WATCH}&w=640&h=385]", ""),
        ("[youtube id=dQw4w9WgXcQ]", ""),
        ('<iframe width="560" height="315" src="https://www.youtube.com/embed/dQw4w9WgXcQ?si=1" title="YouTube video player" allowfullscreen></iframe>', ""),
        ('<iframe title="The walk" src="https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ"></iframe>', "The walk"),
        (
            f"""<!-- wp:embed {{"url":"{WATCH}","type":"video","providerNameSlug":"youtube"}} -->
<figure class="wp-block-embed"><div class="wp-block-embed__wrapper">
{WATCH}
</div><figcaption>The <em>walk</em></figcaption></figure>
<!-- /wp:embed -->""",
            "The walk",
        ),
    ],
)  # fmt: skip
def test_an_address_alone_on_a_line_is_an_embed(block: str, title: str, ending: str) -> None:
    found = story(block, ending)
    assert embeds(found) == [(WATCH, title)]
    plain = story("", ending)
    assert (found.body.words, found.story.summary, found.terms) == (  # type: ignore[union-attr]
        plain.body.words,
        plain.story.summary,  # type: ignore[union-attr]
        plain.terms,
    )
    shown = [
        f"<p>{BEFORE}</p>",
        f'<p class="embed"><a href="{WATCH}" rel="noopener">{title or WATCH}</a></p>',
        f"<p>{AFTER}</p>",
    ]
    assert [line for line in found.body.html.split("\n") if line] == shown


@ENDINGS
@pytest.mark.parametrize(
    "block",
    [
        f"See {WATCH} for all of it.",
        f"{WATCH} shows it.",
        f"Watch it [here]({WATCH}).",
        f"The speech, which is at\n{WATCH}\nsince Monday, was long.",
        f"- {WATCH}\n- {WATCH}",
        "https://www.youtube.com/@courier",
        "https://evil.example/watch?v=dQw4w9WgXcQ",
        "{{< youtube >}}",
    ],
)
def test_what_is_not_alone_stays_in_the_text(block: str, ending: str) -> None:
    assert embeds(story(block, ending)) == []


@ENDINGS
def test_lines_before_and_after_stay_paragraphs(ending: str) -> None:
    found = story(f"Watch the walk:\n{WATCH}", ending)
    assert embeds(found) == [(WATCH, "")]
    assert "<p>Watch the walk:</p>" in found.body.html
    found = story(f"{WATCH}\nhttps://vimeo.com/76979871", ending)
    assert embeds(found) == [(WATCH, ""), ("https://vimeo.com/76979871", "")]
    found = story(f"[The walk]({WATCH})\nThe mayor was fast.", ending)
    assert embeds(found) == [(WATCH, "The walk")]
    assert "<p>The mayor was fast.</p>" in found.body.html


@ENDINGS
@pytest.mark.parametrize("block", [WATCH, f"[The walk]({WATCH})", f"{WATCH}\nThe walk"])
def test_an_embed_may_open_the_story_and_hides_no_line_of_its_head(block: str, ending: str) -> None:
    signed, lede = "By Jane Roe\nDate: 2026-11-23", f"LONDON (AP) - {BEFORE}\n\n{AFTER}"
    for parts in (
        ["Bridge opens", signed, block, lede],
        ["Bridge opens", block, signed, lede],
        [block, "Bridge opens", signed, lede],
    ):
        found = parsed("\n\n".join(parts), f"content/town/bridge{ending}")
        assert found.story is not None
        assert (found.story.headline, found.story.dateline, found.story.deck) == ("Bridge opens", "LONDON", "")
        assert [one.name for one in found.story.bylines] == ["Jane Roe"]
        assert [url for url, _ in embeds(found)] == [WATCH]
        assert found.body.html.startswith('<p class="embed">')
        assert found.story.extra == {}
        assert found.story.summary == f"{BEFORE} {AFTER}"


@ENDINGS
def test_a_story_may_be_an_embed_alone(ending: str) -> None:
    found = parsed(f"Bridge opens\n\nDate: 2026-11-23\n\n{WATCH}\n", f"content/town/bridge{ending}")
    assert embeds(found) == [(WATCH, "")]
    assert found.problems == ()


def test_code_stays_code() -> None:
    assert embeds(story(f"```\n{WATCH}\n\n{{{{< youtube dQw4w9WgXcQ >}}}}\n```", ".md")) == []


def test_a_block_that_closes_itself_is_read() -> None:
    assert embeds(story(f'<!-- wp:core-embed/youtube {{"url":"{WATCH}"}} /-->', ".md")) == [(WATCH, "")]


def test_inside_quotations_lists_and_figures_it_stays_a_link() -> None:
    for block in (f"> {WATCH}", f"- A\n\n    {WATCH}", f"<figure><p><a href='{WATCH}'>x</a></p></figure>"):
        assert embeds(story(block, ".md")) == []


def test_a_linked_picture_is_the_poster_and_a_foreign_one_is_dropped() -> None:
    found = story(f"[![The mayor](mayor.jpg)]({WATCH})", ".md")
    assert [(one.picture, one.title) for one in found.body.embeds] == [("mayor.jpg", "The mayor")]
    assert [photo.file for photo in found.story.photos.inline] == ["mayor.jpg"]  # type: ignore[union-attr]
    found = story(f"[![The mayor](https://i.ytimg.com/vi/dQw4w9WgXcQ/0.jpg)]({WATCH})", ".md")
    assert [(one.picture, one.title) for one in found.body.embeds] == [("", "The mayor")]
    assert "ytimg" not in found.body.html


def test_documents_have_embeds() -> None:
    under = "https://www.youtube.com/watch?v=_a_b_c_d_e_"
    content = docx(
        *(para(text) for text in ("Bridge opens", "By Jane Roe", "Date: 2026-11-23 09:00", BEFORE, under)),
        para('<w:hyperlink r:id="v"><w:r><w:t>The walk</w:t></w:r></w:hyperlink>'),
        para(AFTER),
        links={"v": "https://vimeo.com/76979871"},
    )
    found = parsed(content, "content/town/bridge.docx")
    assert embeds(found) == [(under, ""), ("https://vimeo.com/76979871", "The walk")]


@given(st.from_regex(r"[A-Za-z0-9_-]{11}", fullmatch=True), st.sampled_from([".txt", ".md", ".docx"]))
def test_every_name_of_a_video_comes_through(name: str, ending: str) -> None:
    address = f"https://youtu.be/{name}"
    if ending == ".docx":
        content = docx(*(para(text) for text in ("Bridge opens", "Date: 2026-11-23 09:00", BEFORE, address, AFTER)))
        found = parsed(content, "content/town/bridge.docx")
    else:
        found = story(f"{address}\n\n[A walk]({address})", ending)
    assert {one.url for one in found.body.embeds} == {f"https://www.youtube.com/watch?v={name}"}
    assert "_" not in plain_text(found.body.html.replace(f"watch?v={name}", ""))


def test_a_paper_without_services_has_links() -> None:
    config = parse_config(
        'name = "The Courier"\naddress = "https://courier.example"\ntime_zone = "UTC"\n[embeds]\nservices = []\n'
    )
    found = parse_copy(f"{HEAD}{BEFORE}\n\n{WATCH}\n".encode(), "content/a.md", intake_settings_of(config))
    assert found.body.embeds == ()
    assert f'<p><a href="{WATCH}"' in found.body.html


def test_no_more_than_fifty_of_a_story() -> None:
    found = story("\n\n".join([WATCH] * 60), ".md")
    assert len(found.body.embeds) == 50
    assert found.body.html.count('<p><a href="') == 10


PIECES: Any = st.sampled_from(
    [WATCH, f"[A walk]({WATCH})", "A line of copy that says something.", "- an item", "> quoted", "```", "    indented", "| a | b |",
     "# Heading", "", "", "<b>", '<iframe src="https://youtu.be/dQw4w9WgXcQ"></iframe>', '<!-- wp:embed {"url":"x"} -->', "[embed]"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=9), st.sampled_from([".txt", ".md"]))
def test_no_word_is_lost_beside_an_embed(pieces: list[str], ending: str) -> None:
    words = [f"{piece} word{number}" if piece.startswith("A line") else piece for number, piece in enumerate(pieces)]
    found = parsed(f"{HEAD}{BEFORE}\n\n" + "\n".join(words) + f"\n\n{AFTER}\n", f"content/town/bridge{ending}")
    if found.story is None:
        return
    text = plain_text(found.body.html)
    for number, piece in enumerate(pieces):
        if piece.startswith("A line"):
            assert f"word{number}" in text
    assert found.body.html.count('<p class="embed">') == len(found.body.embeds)
    assert sanitise(found.body.html).html == found.body.html
