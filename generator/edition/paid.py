"""Say that somebody paid for a story where there is no place for a label: in feeds, calendars, the search, mails."""

from gettext import NullTranslations

import msgspec

from generator.model import Card

PAID = "sponsored"


def paid_form(words: NullTranslations) -> str:
    """Return the form of a headline that says so, with `%(headline)s` in its place."""
    return words.gettext("Sponsored: %(headline)s")


def told_headline(card: Card, words: NullTranslations) -> str:
    """Return the headline of a story, which says so if somebody paid for it."""
    return paid_form(words) % {"headline": card.headline} if card.genre == PAID else card.headline


def told_card(card: Card, words: NullTranslations) -> Card:
    """Return the card with a headline that says so if somebody paid for the story."""
    return msgspec.structs.replace(card, headline=told_headline(card, words)) if card.genre == PAID else card
