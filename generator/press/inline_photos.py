"""The filter that puts a theme's own markup in the place of the photos in a text."""

import re
from collections.abc import Callable, Mapping
from html import unescape

from markupsafe import Markup

from generator.intake.photos.inline import ATTRIBUTE, IMAGE
from generator.photo_records import Photo
from generator.press.markup import as_html


def with_photos(html: str, photos: Mapping[str, Photo], macro: Callable[[Photo, str, bool], str]) -> Markup:
    """Return `html` with the macro's result for each image that is one of `photos`, by address.

    The macro gets the photo, its alt text and whether the image is alone in its paragraph, which is then replaced.
    """

    def replaced(found: re.Match[str]) -> str:
        values = {name: unescape(value) for name, value in ATTRIBUTE.findall(found[1])}
        photo = photos.get(values.get("src", ""))
        if photo is None:
            return found[0]
        alone = found[0].startswith("<p>") and found[0].endswith("</p>")
        markup = str(macro(photo, values.get("alt", ""), alone))
        return markup.strip() if alone else found[0].replace(found[1], markup.strip())

    return as_html(IMAGE.sub(replaced, html) if photos else html)
