"""The whole text of a story for programs that know no more than plain HTML or plain text, such as feed readers."""

import re
from html import escape, unescape
from urllib.parse import urljoin

from generator.archive.photos import shown_photos
from generator.catalogue.copy import body_of
from generator.edition.edition import Edition
from generator.edition.formats import open_with_dateline
from generator.edition.inline_photos import inline_photos, with_figures
from generator.intake.html.sanitise import plain_text
from generator.model import Body, Card, Story

TAG = re.compile(r"<[^>]*>")
RELATIVE = re.compile(r' (?:href|src)="(?!https?://|mailto:)')
"""Finds links that aren't absolute. Most stories have none, which this tells a hundred times faster than parsing."""
LINK = re.compile(r' (href|src)="([^"]*)"')
BLOCK_END = re.compile(r"</(?:p|h[1-6]|li|blockquote|pre|figure|figcaption|tr|dt|dd)>")


def whole_text(edition: Edition, card: Card, *, full: bool = True) -> str:
    """Return the text of a story as HTML: with its dateline, photos as figures, and absolute links.

    Without `full` it is empty.
    """
    body = body_of(edition.store, card.path) if full else Body()
    html = (body.live.points if body.live else "") + body.html  # its entries are left to the story's page
    return _whole(edition, card, html, edition.site.address + card.url)


def whole_page_text(edition: Edition, story: Story, body: Body, address: str) -> str:
    """Return the text of a story or of a page of the paper's own in the same way. `address`: its own, absolute."""
    return _whole(edition, story, body.html, address)


def _whole(edition: Edition, one: Card | Story, html: str, address: str) -> str:
    if "<img" in html:
        html = with_figures(html, inline_photos(shown_photos(edition.store, one.path)))
    return make_absolute(open_with_dateline(html, one.dateline, one.source), address)


def make_absolute(html: str, url: str) -> str:
    """Return sanitised `html` of the page at the absolute `url` with absolute links, as feeds need them."""
    if not RELATIVE.search(html):
        return html

    def whole(found: re.Match[str]) -> str:
        return f' {found[1]}="{escape(urljoin(url, unescape(found[2])))}"'

    return TAG.sub(lambda tag: LINK.sub(whole, tag[0]), html)


def paragraphs_of(html: str) -> str:
    """Return the text of sanitised `html` as plain text with an empty line between paragraphs."""
    parts = (plain_text(part) for part in BLOCK_END.split(html))
    return "\n\n".join(part for part in parts if part)
