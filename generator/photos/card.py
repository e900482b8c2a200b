"""Typeset the picture that networks show for a page without a photo."""

# ruff: noqa: PLC0415 -- Pillow is loaded only when a card is drawn

import unicodedata
from typing import TYPE_CHECKING

import msgspec

from generator.digests import digest_value
from generator.photos.colours import linear_light
from generator.photos.encoders import encoders

if TYPE_CHECKING:
    from PIL import ImageDraw

    from generator.photos.typesetting import Block

CARD_SIZE = (1200, 630)
CARD_VERSION = 2
"""Is raised by whoever changes what a card looks like, so that every card is drawn again."""
MARGIN, RULE_WIDTH, RULE_LENGTH, GAP = 80, 6, 120, 36
NAME_SIZES, SECTION_SIZES = (128, 112, 96, 80, 64, 52, 44), (56, 44, 36)
HEADLINE_SIZES, SMALL_SIZES = (84, 76, 68, 60, 52, 46), (36, 30, 26)
DARK, LIGHT = "#141414", "#ffffff"
FULL = 255
"""Full ink. A card is drawn in 256 shades, which get their colours last: it takes a tenth of the time to encode."""


class CardText(msgspec.Struct, frozen=True):
    """What stands on a card. A text with a glyph that the font lacks is left out; without any the card is plain."""

    name: str
    """The paper's name."""
    section: str = ""
    headline: str = ""
    """A story's headline, if the card is typeset for a story."""


def card_key(text: CardText, colour: str) -> str:
    """Return the key of a card: a digest over all that it is made of."""
    return digest_value((CARD_VERSION, text, colour, encoders()))


def draw_card(text: CardText, colour: str) -> bytes:
    """Return a PNG of 1200x630 on the paper's colour, a `#rrggbb`. The same arguments give the same bytes."""
    from io import BytesIO

    from PIL import Image, ImageDraw

    image = Image.new("L", CARD_SIZE)
    draw = ImageDraw.Draw(image)
    headline = _set((text.headline, HEADLINE_SIZES, 5))
    if headline:
        _place(draw, [*headline, *_origin(text)], MARGIN)
    else:
        _place(draw, _paper(text))
    image.putpalette(_shades(colour, ink_on(colour)))
    out = BytesIO()
    image.save(out, "PNG", compress_level=6)
    return out.getvalue()


def _shades(paper: str, ink: str) -> bytes:
    """Return the red, green and blue of each shade from bare paper, 0, to full ink, 255."""
    ends = list(zip(bytes.fromhex(paper[1:]), bytes.fromhex(ink[1:]), strict=True))
    return bytes(round(bare + (full - bare) * share / FULL) for share in range(FULL + 1) for bare, full in ends)


def ink_on(colour: str) -> str:
    """Return dark or white, whichever can be read better on `colour`: WCAG 2.2, contrast ratio."""
    paper = _luminance(colour)
    against_light = 1.05 / (paper + 0.05)
    against_dark = (paper + 0.05) / (_luminance(DARK) + 0.05)
    return LIGHT if against_light >= against_dark else DARK


def _luminance(colour: str) -> float:
    red, green, blue = (linear_light(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _paper(text: CardText) -> "list[Block]":
    """Return what stands on the card of a paper or a section."""
    return _set((text.name, NAME_SIZES, 3), (text.section, SECTION_SIZES, 2))


def _origin(text: CardText) -> "list[Block]":
    """Return what stands below a story's headline."""
    return _set((" · ".join(filter(None, (text.name, text.section))), SMALL_SIZES, 1))


def _set(*texts: tuple[str, tuple[int, ...], int]) -> "list[Block]":
    """Return each text in the largest of its sizes at which it fits into so many lines, without those that can't be."""
    from generator.photos.typesetting import can_set, set_block

    width = CARD_SIZE[0] - 2 * MARGIN
    whole = ((" ".join(unicodedata.normalize("NFC", text).split()), sizes, lines) for text, sizes, lines in texts)
    return [set_block(text, sizes, lines, width) for text, sizes, lines in whole if text and can_set(text)]


def _place(draw: "ImageDraw.ImageDraw", blocks: "list[Block]", top: int | None = None) -> None:
    """Draw the blocks below each other with a rule between them, from `top` or in the middle of the card."""
    if not blocks:
        return
    first, *rest = blocks
    below = 2 * GAP + RULE_WIDTH if rest else 0
    height = first.height + below + sum(block.height for block in rest)
    y = top if top is not None else (CARD_SIZE[1] - height) // 2
    first.draw(draw, MARGIN, y, FULL)
    y += first.height + GAP
    for block in rest:
        draw.rectangle((MARGIN, y, MARGIN + RULE_LENGTH, y + RULE_WIDTH - 1), fill=FULL)
        block.draw(draw, MARGIN, y + RULE_WIDTH + GAP, FULL)
