"""The whole text of a story for programs that know no more than plain HTML or plain text, such as feed readers."""

import re
from gettext import NullTranslations
from html import escape, unescape
from urllib.parse import urljoin

import msgspec

from generator.archive.photos import shown_photos
from generator.edition.charts import figures_of, with_tables
from generator.edition.edition import Edition
from generator.edition.formats import direction_of, open_with_dateline
from generator.edition.inline_photos import inline_photos, with_figures
from generator.intake.html.sanitise import plain_text
from generator.locale.catalogues import language_of_page, words_in
from generator.model import Body, Card, Story

TAG = re.compile(r"<[^>]*>")
RELATIVE = re.compile(r' (?:href|src)="(?!https?://|mailto:)')
"""Finds links that aren't absolute. Most stories have none, which this tells a hundred times faster than parsing."""
LINK = re.compile(r' (href|src)="([^"]*)"')
BLOCK_END = re.compile(r"</(?:p|h[1-6]|li|blockquote|pre|figure|figcaption|tr|dt|dd)>")


def words_of(edition: Edition, language: str) -> NullTranslations:
    """Return the theme's words for a story in `language`, which is empty for the paper's."""
    own = language_of_page(language, edition.site.language)
    return words_in(own) if own else edition.words


def whole_text(edition: Edition, card: Card) -> str:
    """Return the text of a story as HTML: with its dateline, photos as figures, and absolute links."""
    body = edition.lookups.body(card.path)
    if body.live:  # its entries are left to the story's page
        body = msgspec.structs.replace(body, html=body.live.points + body.html)
    return make_absolute(story_html(edition, card, body), edition.site.address + card.url)


def whole_page_text(edition: Edition, story: Story, body: Body, address: str) -> str:
    """Return the text of a story or of a page of the paper's own in the same way. `address`: its own, absolute."""
    return make_absolute(story_html(edition, story, body), address)


def story_html(edition: Edition, one: Card | Story, body: Body) -> str:
    """Return the text of a story for readers of plain HTML: with its dateline, photos as figures, charts as tables."""
    html = body.html
    shown = shown_photos(edition.store, one.path) if body.charts or "<img" in html else []
    if body.charts:
        story = one if isinstance(one, Story) else edition.lookups.story(one.path)
        language = one.language or edition.site.language
        figures = figures_of(edition.store, story, body, shown, language)
        html = with_tables(html, figures, words_of(edition, one.language), rtl=direction_of(language) == "rtl")
    if "<img" in html:
        html = with_figures(html, inline_photos(shown))
    return open_with_dateline(html, one.dateline, one.source)


def make_absolute(html: str, url: str) -> str:
    """Return sanitised `html` of the page at the absolute `url` with absolute links, as feeds need them."""
    if '="' not in html or not RELATIVE.search(html):
        return html

    def whole(found: re.Match[str]) -> str:
        return f' {found[1]}="{escape(urljoin(url, unescape(found[2])))}"'

    return TAG.sub(lambda tag: LINK.sub(whole, tag[0]), html)


def paragraphs_of(html: str) -> str:
    """Return the text of sanitised `html` as plain text with an empty line between paragraphs."""
    parts = (plain_text(part) for part in BLOCK_END.split(html))
    return "\n\n".join(part for part in parts if part)
