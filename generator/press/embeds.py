"""The filter that puts a theme's own figures in the place of a story's embeds."""

import re
from collections.abc import Callable, Sequence
from html import unescape

from markupsafe import Markup

from generator.press.markup import as_html
from generator.story_records import Embed

PARAGRAPH = re.compile(r'<p class="embed"><a href="([^"<>]*)"[^<>]*>[^<>]*</a></p>')
"""A paragraph that `intake.embeds.place.embed_html` made, without its picture."""


def with_embeds(html: str, embeds: Sequence[Embed], macro: Callable[..., str], *more: object) -> Markup:
    """Return `html` with the macro's result for each of `embeds`, in their order. Other paragraphs stay links.

    The macro gets the embed, and whatever `more` is.
    """
    if not embeds:
        return as_html(html)
    left = list(embeds)

    def replaced(paragraph: re.Match[str]) -> str:
        address = unescape(paragraph[1])
        embed = next((one for one in left if one.url == address), None)
        if embed is None:
            return paragraph[0]
        left.remove(embed)
        return str(macro(embed, *more)).strip()

    return as_html(PARAGRAPH.sub(replaced, html))
