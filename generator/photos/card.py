"""Typeset the picture that networks show for a page without a photo."""

import msgspec

CARD_SIZE = (1200, 630)


class CardText(msgspec.Struct, frozen=True):
    """What stands on a card. Lines whose glyphs the font lacks are left out; without any the card is plain."""

    name: str
    """The paper's name."""
    section: str = ""
    headline: str = ""
    """A story's headline, if the card is typeset for a story."""


def draw_card(text: CardText, colour: str) -> bytes:
    """Return a PNG of 1200x630 on the paper's colour, a `#rrggbb`. The same arguments give the same bytes."""
    raise NotImplementedError
