"""Mark the paragraphs of a story that are embeds, and put the figures of extensions in their places.

An extension is asked first. A paragraph that is one link to something that can be shown becomes
`<p class="embed"><a href="…">title</a></p>`: a plain link wherever nobody makes more of it, such as in feeds. Figures
and embeds don't count as words of the story.
"""

import re
from collections.abc import Iterator
from html import escape, unescape

import msgspec

from generator.config.embed_settings import EmbedSettings
from generator.intake.embeds.lines import WEB_ADDRESS
from generator.intake.embeds.recognise import recognise
from generator.intake.html.sanitise import plain_text
from generator.intake.photos.inline import read_image
from generator.story_records import Embed

LINK = r"<a href=\"(?P<{0}>[^\"]*)\"[^<>]*>"
PARAGRAPH = re.compile(
    rf"<p>(?:\[(?P<words>[^<>\[\]]{{1,500}})\]\({LINK.format('typed')}[^<>]*</a>(?P<rest>_*)\)"
    rf"|{LINK.format('bare')}(?P<shown>[^<>]*)</a>(?P<end>_+)"
    rf"|{LINK.format('linked')}(?P<inside>(?:[^<]|<(?!/?[ap]\b))*)</a>)</p>"
)
"""A paragraph that is one link: as Markdown writes it, in plain text; a bare address that ends with `_`, which links
leave to the sentence; or any other."""
AROUND = re.compile(r"<(/?)(?:figure|blockquote|li|dd|td|th|details|div)\b")
IMAGE = re.compile(r"<img [^<>]*>")
ALT = re.compile(r' alt="([^"]*)"')
MAX_EMBEDS = 50
"""The most embeds in one story; further ones stay links."""


class Marked(msgspec.Struct, frozen=True):
    """A story's HTML with its embeds marked."""

    html: str
    without: str
    """The HTML without the embeds: what a story's words are."""
    embeds: tuple[Embed, ...] = ()


def mark_embeds(html: str, settings: EmbedSettings) -> Marked:
    """Return sanitised `html` with its embeds marked. What is inside lists, figures and so on stays."""
    found = list(_find_embeds(html, settings)) if "<p><a href" in html or "<p>[" in html else []
    if not found:
        return Marked(html, html)
    parts, bare, end = [], [], 0
    for paragraph, embed in found[:MAX_EMBEDS]:
        bare.append(html[end : paragraph.start()])
        parts += [bare[-1], embed_html(embed)]
        end = paragraph.end()
    rest = html[end:]
    return Marked("".join([*parts, rest]), "".join([*bare, rest]), tuple(embed for _, embed in found[:MAX_EMBEDS]))


def _find_embeds(html: str, settings: EmbedSettings) -> Iterator[tuple[re.Match[str], Embed]]:
    depth, at = 0, 0
    for paragraph in PARAGRAPH.finditer(html):
        depth += sum(-1 if tag[1] else 1 for tag in AROUND.finditer(html, at, paragraph.start()))
        at = paragraph.start()
        embed = _read(paragraph, settings) if not depth else None
        if embed is not None:
            yield paragraph, embed


def _read(paragraph: re.Match[str], settings: EmbedSettings) -> Embed | None:
    found = {name: text or "" for name, text in paragraph.groupdict().items()}
    address = found["typed"] + found["rest"] or found["bare"] + found["end"] or found["linked"]
    embed = recognise(unescape(address), settings)
    if embed is None or (found["bare"] and found["bare"] != found["shown"]):
        return None
    image = IMAGE.search(found["inside"])
    photo = read_image(image[0]) if image else None
    alt = ALT.search(image[0]) if image else None
    title = unescape(found["words"]) or plain_text(found["inside"]) or (unescape(alt[1]) if alt else "")
    title = "" if WEB_ADDRESS.fullmatch(title) else title
    return msgspec.structs.replace(embed, title=title, picture=photo.file if photo else "")


def embed_html(embed: Embed) -> str:
    """Return the paragraph that stands for an embed in the HTML of a story."""
    words = escape(embed.title or embed.url, quote=False)
    if embed.picture:
        words = f'<img src="{escape(embed.picture)}" alt="{escape(embed.title)}" loading="lazy"> {words}'
    return f'<p class="embed"><a href="{escape(embed.url)}" rel="noopener">{words}</a></p>'
