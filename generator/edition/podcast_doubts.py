"""What in `[podcast]` would have directories refuse the podcast: its category, its picture."""

from collections.abc import Collection, Iterator

from generator.config import Config
from generator.config.places import Mistake
from generator.config.podcasts import CATEGORIES, is_category
from generator.config.wording import nearest
from generator.edition.asset import Asset
from generator.edition.logo import measure_file, source_of

LEAST_SIDE, LARGEST_SIDE = 1_400, 3_000
"""Apple takes square pictures whose sides are so many pixels long."""

KINDS = (".jpg", ".jpeg", ".png")


def find_podcast_doubts(config: Config, assets: Collection[Asset]) -> Iterator[Mistake]:
    """Yield a warning for a category that no directory knows, and for a picture that is missing or has another form."""
    category = config.podcast.category
    if not is_category(category):
        known = {*CATEGORIES, *(part for parts in CATEGORIES.values() for part in parts)}
        hint = nearest(category, known) or "Write one of Apple's, such as “News”, “Daily News” or “Society & Culture”."
        yield "podcast.category", f"No directory of podcasts has a category “{category}”.", hint
    yield from _doubts_of_picture(config.podcast.picture.removeprefix("/"), assets)


def _doubts_of_picture(name: str, assets: Collection[Asset]) -> Iterator[Mistake]:
    if not name:
        return
    file = source_of(name, assets)
    if file is None:
        yield "podcast.picture", f"There is no file static/{name}.", "Put it there, or correct the name."
        return
    extent = measure_file(file) if name.lower().endswith(KINDS) else None
    sides = (extent.width, extent.height) if extent else (0, 0)
    if sides[0] != sides[1] or not LEAST_SIDE <= sides[0] <= LARGEST_SIDE:
        shown = f"has {sides[0]:,} x {sides[1]:,} pixels" if extent else "can't be read as a JPEG or PNG"
        message = f"The picture static/{name} {shown}."
        hint = f"Directories want a square JPEG or PNG, {LEAST_SIDE:,} to {LARGEST_SIDE:,} pixels wide."
        yield "podcast.picture", message, hint
