"""Cards are typeset the same everywhere, can be read, and show no glyph that the font lacks."""

from io import BytesIO

import pytest
from examples import examples
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageColor

from generator.photos.card import CARD_SIZE, CardText, draw_card, ink_on
from generator.photos.typesetting import Block, can_set, set_block

BLUE = "#12324a"


def pixels(text: CardText, colour: str = BLUE) -> Image.Image:
    return Image.open(BytesIO(draw_card(text, colour)), formats=["PNG"]).convert("RGB")


def is_plain(image: Image.Image) -> bool:
    return len(image.getcolors(CARD_SIZE[0] * CARD_SIZE[1]) or ()) == 1


@pytest.mark.parametrize(
    "text",
    [
        CardText("The Courier"),
        CardText("The Courier", "Town"),
        CardText("The Courier", "", "Bridge opens"),
        CardText("Ελλάδα", "Київ", "Đặng Łódź"),
    ],
)
def test_a_card_has_the_size_and_the_colour_and_says_something(text: CardText) -> None:
    image = pixels(text)
    assert image.size == CARD_SIZE
    assert image.getpixel((5, 5)) == (0x12, 0x32, 0x4A)
    assert not is_plain(image)
    assert draw_card(text, BLUE) == draw_card(text, BLUE)


@pytest.mark.parametrize("name", ["日本新聞", "عربي", "The Courier 🙂", "x\u0302\u0338", ""])
def test_a_name_that_the_font_lacks_leaves_the_card_plain(name: str) -> None:
    assert is_plain(pixels(CardText(name)))


def test_a_headline_that_the_font_lacks_gives_the_papers_card() -> None:
    assert draw_card(CardText("The Courier", "Town", "日本"), BLUE) == draw_card(CardText("The Courier", "Town"), BLUE)


def test_accents_may_be_typed_in_either_form() -> None:
    assert draw_card(CardText("Le Cafe\u0301"), BLUE) == draw_card(CardText("Le Caf\u00e9"), BLUE)
    assert can_set("Le Caf\u00e9 \u201cDe la Gare\u201d \u2013 50 \u20ac")


@settings(max_examples=examples(25))
@given(st.text(st.characters(min_codepoint=32, max_codepoint=0x24F), max_size=400), st.text("abc W", max_size=300))
def test_any_text_stays_inside_the_margins(name: str, headline: str) -> None:
    image = pixels(CardText(name, "", headline))
    for box in (
        (0, 0, CARD_SIZE[0], 60),
        (0, 0, 60, CARD_SIZE[1]),
        (CARD_SIZE[0] - 60, 0, *CARD_SIZE),
        (0, 590, *CARD_SIZE),
    ):
        assert len(image.crop(box).getcolors() or ()) == 1, box


def test_long_texts_get_smaller_and_are_cut_in_the_end() -> None:
    assert set_block("Town", (56, 44), 2, 1040) == Block(("Town",), 56)
    assert set_block("word " * 20, (56, 44), 2, 1040).size == 44
    cut = set_block("word " * 200, (56, 44), 2, 1040)
    assert len(cut.lines) == 2
    assert cut.lines[-1].endswith("…")
    assert set_block("W" * 200, (44,), 2, 1040).lines[0].endswith("W…")


@pytest.mark.parametrize(
    ("colour", "ink"), [("#000000", "#ffffff"), ("#ffffff", "#141414"), (BLUE, "#ffffff"), ("#f3eee2", "#141414")]
)
def test_the_ink_can_be_read_on_the_colour(colour: str, ink: str) -> None:
    assert ink_on(colour) == ink


@pytest.mark.parametrize("colour", ["#000000", "#f3eee2", BLUE])
def test_a_card_has_its_paper_and_its_ink_and_only_shades_between_them(colour: str) -> None:
    image = pixels(CardText("The Courier", "Town"), colour)
    paper, ink = ImageColor.getrgb(colour), ImageColor.getrgb(ink_on(colour))
    found = {shade for _, shade in image.getcolors(CARD_SIZE[0] * CARD_SIZE[1]) or ()}
    assert {paper, ink} <= found
    for bare, full, shades in zip(paper, ink, zip(*found, strict=True), strict=True):
        assert min(bare, full) == min(shades)
        assert max(bare, full) == max(shades)
