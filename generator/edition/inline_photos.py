"""Photos in the text of a story: published sizes in the place of the files that the text names."""

from collections.abc import Mapping
from html import escape

from generator.archive.photos import ShownPhoto
from generator.intake.photos.inline import replace_inline
from generator.photo_records import InlinePhoto, Photo


def inline_photos(shown: list[ShownPhoto]) -> dict[str, Photo]:
    """Return the photos that are in the text, by the names that the text gives them."""
    return {one.written: one.photo for one in shown if one.place == "inline"}


def with_addresses(html: str, photos: Mapping[str, Photo]) -> str:
    """Return `html` with the address of a published size in each image, and without images that aren't published."""

    def replacement(inline: InlinePhoto, alone: bool) -> str | None:
        photo = photos.get(inline.file)
        if photo is None:
            return None if inline.file.startswith("/") else ""
        image = plain_image(photo, inline.alt)
        return f"<p>{image}</p>" if alone else image

    return replace_inline(html, replacement)


def with_figures(html: str, photos: Mapping[str, Photo]) -> str:
    """Return `html` for programs that know no more than plain HTML, such as feed readers: with captions and credits."""

    def replacement(inline: InlinePhoto, alone: bool) -> str | None:
        photo = photos.get(inline.file)
        if photo is None:
            return None if inline.file.startswith("/") else ""
        words = " ".join(escape(one, quote=False) for one in (photo.caption, photo.credit) if one)
        image = plain_image(photo, inline.alt)
        return f"<figure>{image}<figcaption>{words}</figcaption></figure>" if alone and words else image

    return replace_inline(html, replacement)


def plain_image(photo: Photo, alt: str = "") -> str:
    """Return a photo as one `img` tag."""
    text = escape(alt or photo.alt)
    return f'<img src="{escape(photo.url)}" width="{photo.width}" height="{photo.height}" alt="{text}">'
