"""The pictures that networks show of pages without a photo: typeset from the paper's name, a section, a headline."""

from generator.config import Config
from generator.digests import digest_value
from generator.photo_records import Rendition
from generator.photos.card import CARD_SIZE, CARD_VERSION, CardText

FOLDER = "assets/cards"
KEY_DIGITS = 10


def social_card(config: Config, section: str = "", headline: str = "") -> Rendition:
    """Return the card of the paper, of the section of that name, or of the story with that headline."""
    text = card_text(config, section, headline)
    key = digest_value((CARD_VERSION, text, config.photos.card_colour))
    width, height = CARD_SIZE
    return Rendition(f"{config.prefix}/{FOLDER}/card.{key[:KEY_DIGITS]}.png", width, height)


def card_text(config: Config, section: str = "", headline: str = "") -> CardText:
    """Return what stands on a card. A headline does only where site.toml asks for it."""
    return CardText(config.name, section, headline if config.photos.story_cards else "")
