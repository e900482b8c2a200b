"""The text of a story as feeds have it: after what a fact check finds, and before the story's corrections."""

from collections.abc import Iterator
from gettext import NullTranslations
from html import escape

from generator.edition import formats
from generator.edition.edition import Edition
from generator.edition.whole_text import whole_text, words_of
from generator.locale.catalogues import language_of_page
from generator.model import Card, Story
from generator.story_records import FactCheck


def feed_text(edition: Edition, card: Card) -> str:
    """Return the whole text of a story as HTML; empty if feeds have summaries alone."""
    if not edition.config.feeds.full_text:
        return ""
    story, words = edition.lookups.story(card.path), words_of(edition, card.language)
    text = whole_text(edition, card)
    if story.fact_check:
        text = "".join(_finding(story.fact_check, words)) + text
    return text + "".join(_corrections(edition, story, words)) if story.corrections else text


def _finding(check: FactCheck, words: NullTranslations) -> Iterator[str]:
    labels = (
        (words.pgettext("label over what was said", "Claim"), check.claim),
        (words.pgettext("label over who said it", "Claimed by"), check.claimant),
        (words.pgettext("label over the result of a fact check", "Verdict"), check.verdict),
    )
    yield "<dl>"
    yield from (f"<dt>{escape(label)}</dt><dd>{escape(said, quote=False)}</dd>" for label, said in labels if said)
    yield "</dl>\n"


def _corrections(edition: Edition, story: Story, words: NullTranslations) -> Iterator[str]:
    count = len(story.corrections)
    language = language_of_page(story.language, edition.site.language) or edition.site.language
    yield f"\n<h2>{escape(words.ngettext('Correction', 'Corrections', count))}</h2>"
    for one in story.corrections:
        day = formats.day(one.date, edition.config.zone, language) if one.date else ""
        yield f"\n<p>{f'<b>{day}</b> ' if day else ''}{escape(one.text, quote=False)}</p>"
