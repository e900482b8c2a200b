"""The photos in the text of a story, and which of them only entries of a live story show."""

from datetime import datetime

from generator.intake.photos.inline import find_inline
from generator.model import Body
from generator.photo_records import InlinePhoto


def photos_in(body: Body) -> tuple[tuple[InlinePhoto, ...], tuple[tuple[datetime, str], ...]]:
    """Return the photos in a story's text, and those that only entries show, each with the time of the first entry."""
    if body.live is None:
        return find_inline(body.html), ()
    entries = body.live.entries
    inline = find_inline("\n".join([body.html, body.live.points, *(entry.html for entry in entries)]))
    above = {photo.file for photo in find_inline(body.html + body.live.points)}
    first: dict[str, datetime] = {}
    for entry in entries:
        for file in entry.photos:
            if file not in above:
                first.setdefault(file, entry.moment)
    return inline, tuple((moment, file) for file, moment in first.items())
