"""What other sites show in the text of a story: its posters, and where its frames come from."""

import re

import msgspec

from generator.archive.photos import ShownPhoto
from generator.model import Body
from generator.story_records import Embed

PICTURE = re.compile(r'(<p class="embed"><a [^<>]*>)<img [^<>]*> ')


def with_posters(body: Body, shown: list[ShownPhoto]) -> Body:
    """Return the body with the poster of each embed: the photo that the text names for it, or the one by its number.

    The HTML is left with the links alone, so that no photo is shown twice.
    """
    photos = {one.written: one.photo for one in shown if one.place in {"inline", "poster"}}
    numbered = enumerate(body.embeds, 1)
    found = ((embed, photos.get(embed.picture) or photos.get(str(number))) for number, embed in numbered)
    embeds = tuple(msgspec.structs.replace(embed, poster=photo) for embed, photo in found)
    return msgspec.structs.replace(body, embeds=embeds, html=PICTURE.sub(r"\1", body.html))


def frames_of(embeds: tuple[Embed, ...]) -> tuple[str, ...]:
    """Return the origins from which a page with these embeds takes frames."""
    return tuple(sorted({embed.frame for embed in embeds}))
