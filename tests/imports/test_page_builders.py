"""What readers saw of plugins' shortcodes and blocks is kept, and nothing that only editors saw is shown."""

import base64
import json
from pathlib import Path
from urllib.parse import quote

import pytest
from conftest import Newsroom
from moving import move_in, read
from wordpress import attachment, export, item

from generator.imports.convert import Body, convert_body

DOCK = "https://a.example/wp-content/uploads/dock.jpg"


def words_of(text: str) -> str:
    return convert_body(Body(text, "wordpress")).text.strip()


@pytest.mark.parametrize(("written_as", "wanted"), [
    ('[et_pb_row][et_pb_text admin_label="Text of the editor"]<p>One.</p>[/et_pb_text][/et_pb_row]', "One."),
    ('[et_pb_blurb title="A headline here"]<p>One.</p>[/et_pb_blurb]', "### A headline here\n\nOne."),
    ('[et_pb_video src="https://www.youtube.com/watch?v=dQw4w9WgXcQ" /]', "https://www.youtube.com/watch?v=dQw4w9WgXcQ"),
    ('[fusion_youtube id="dQw4w9WgXcQ" /]', "https://www.youtube.com/watch?v=dQw4w9WgXcQ"),
    ('[et_pb_button button_url="https://a.example/x" button_text="Call us" /]', "[Call us](link:0)"),
    ('[vc_btn title="Call us" link="url:https%3A%2F%2Fa.example%2Fx|title:y|"]', "[Call us](link:0)"),
    ('See [button link="https://a.example/x"]this page[/button] now.', "See [this page](link:0) now."),
    ('[su_quote cite="Ann Roe"]Her words.[/su_quote]', "> Her words.\n>\n> — Ann Roe"),
    (
        '[et_pb_testimonial author="Ann Roe" job_title="Mayor"]<p>Her words.</p>[/et_pb_testimonial]<p>On.</p>',
        "> Her words.\n>\n> — Ann Roe, Mayor\n\nOn.",
    ),
    (f"[vc_raw_html]{base64.b64encode(quote('<p>Told, it is</p>').encode()).decode()}[/vc_raw_html]", "Told, it is"),
    ("[vc_raw_js]QUFB[/vc_raw_js]<p>One.</p>", "One."),
    ('[contact-form-7 id="5" title="Form of the Editor"]<p>One.</p>', "One."),
    ('[x_custom_headline level="h2" looks_like="h3" accent="true"]A head[/x_custom_headline]', "A head"),
    ('[et_pb_text a="%22Quoted words%22" text="He said %22so be it%22"]x[/et_pb_text]', 'x\n\nHe said "so be it"'),
    ("[1] and [citation needed] and [[gallery]]", "[1] and [citation needed] and [gallery]"),
    (f'[et_pb_text custom="{"y" * 9_000}"]<p>One.</p>[/et_pb_text]', "One."),
])  # fmt: skip
def test_readers_see_what_they_saw(written_as: str, wanted: str) -> None:
    shown = words_of(written_as)
    assert sorted(shown.split("\n\n")) == sorted(wanted.split("\n\n"))


@pytest.mark.parametrize("written_as", [
    f'[et_pb_image src="{DOCK}" alt="The dock" title_text="dock" /]',
    f'[fusion_imageframe image_id="7|full" alt="x"]{DOCK}[/fusion_imageframe]',
    f'[vc_image_box image_url="{DOCK}?w=3"]',
])  # fmt: skip
def test_a_picture_in_an_argument_is_shown(written_as: str) -> None:
    [picture] = convert_body(Body(written_as, "wordpress")).pictures
    assert picture.source.partition("?")[0] == DOCK


def test_pictures_by_number_are_those_of_the_export(newsroom: Newsroom, tmp_path: Path) -> None:
    text = export(item(1, "A", '[vc_single_image image="7" img_size="full"]'), attachment(7, "dock.jpg", "The dock."))
    (tmp_path / "export.xml").write_text(text)
    result = move_in(newsroom, "wordpress", tmp_path / "export.xml")
    assert "The dock." in read(newsroom, "content/local/a.md")
    assert result.leftovers["Pictures that aren't on this disk"] == ["https://old.example/wp-content/uploads/dock.jpg"]


@pytest.mark.parametrize(("data", "wanted"), [
    ({"name": "acf/quote", "data": {"text": "Three words here", "_text": "field of the editor", "photo": 7}}, "Three words here"),
    ({"intro": "<p>With <em>tags</em> in it</p>", "size": "large"}, "With *tags* in it"),
    ({"size": "large"}, ""),
])  # fmt: skip
def test_words_in_the_settings_of_a_block_are_kept(data: dict[str, object], wanted: str) -> None:
    settings = json.dumps(data).replace("<", "\\u003c").replace(">", "\\u003e")
    body = convert_body(
        Body(f"<!-- wp:acf/quote {settings} /-->\n<!-- wp:paragraph --><p>On.</p><!-- /wp:paragraph -->", "wordpress")
    )
    assert body.text.strip() == f"{wanted}\n\nOn.".strip()
    assert [(one.kind, one.example) for one in body.leftovers] == [
        ("Blocks of plugins, of which the texts were kept", "acf/quote")
    ]


def test_settings_of_blocks_with_text_stay_unseen() -> None:
    text = '<!-- wp:acme/card {"note":"of the editor alone"} --><div><p>Shown.</p></div><!-- /wp:acme/card -->'
    assert words_of(text) == "Shown."


@pytest.mark.parametrize("name", ["[IMG_2034.JPG]", "dock-300x200.jpg"])
def test_the_name_of_a_file_is_no_alt_text(name: str) -> None:
    body = convert_body(Body(f'<p>x</p><img src="{DOCK}" alt="{name.strip("[]")}" title="{name.strip("[]")}">', "html"))
    assert [(one.alt, one.title) for one in body.pictures] == [("", "")]
