"""Find the photos of content/ in the text of a story, and put their published sizes in the place of their files."""

import re
from collections.abc import Callable
from html import unescape

from generator.intake.photos.names import SCHEME, names_photo
from generator.photo_records import InlinePhoto

IMAGE = re.compile(r"(?:<p>\s*)?(<img(?: [a-z-]+=\"[^\"]*\")*>)(?:\s*</p>)?")
"""An image of sanitised HTML, with the paragraph around it if it is alone in it."""
ATTRIBUTE = re.compile(r' (src|alt|title)="([^"]*)"')
EMPTY = re.compile(r'(?:<p>\s*)?<a href="[^"]*"[^<>]*>\s*</a>(?:\s*</p>\n?)?')
"""A link that holds nothing, since its image isn't published, with the paragraph if it was alone in it."""
MAX_INLINE = 100
"""The most images in the text of one story; further ones are left out of the page."""


def find_inline(html: str) -> tuple[InlinePhoto, ...]:
    """Return the photos of content/ that sanitised `html` shows, in order, each file once."""
    found: dict[str, InlinePhoto] = {}
    for image in IMAGE.finditer(html) if "<img" in html else ():
        photo = read_image(image[1])
        if photo is not None:
            found.setdefault(photo.file, photo)
    return tuple(found.values())[:MAX_INLINE]


def read_image(tag: str) -> InlinePhoto | None:
    """Return what an `img` tag says, if its address may be a photo's file in content/."""
    values = {name: unescape(value) for name, value in ATTRIBUTE.findall(tag)}
    file = values.get("src", "")
    if SCHEME.match(file) or not names_photo(file):
        return None
    return InlinePhoto(file, values.get("alt", ""), values.get("title", ""))


def replace_inline(html: str, replacement: Callable[[InlinePhoto, bool], str | None]) -> str:
    """Return `html` with what `replacement` gives for each photo of content/; None leaves the image as it is.

    It is told whether the image is alone in its paragraph, which is then replaced as a whole.
    """

    def replaced(found: re.Match[str]) -> str:
        photo = read_image(found[1])
        alone = found[0].startswith("<p>") and found[0].endswith("</p>")
        words = replacement(photo, alone) if photo is not None else None
        if words is None:
            return found[0]
        return words if alone else found[0].replace(found[1], words)

    if "<img" not in html:
        return html
    changed = IMAGE.sub(replaced, html)
    return EMPTY.sub("", changed) if changed.count("<img") < html.count("<img") else changed
