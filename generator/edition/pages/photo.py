"""Photos: each published size of each photo is a page of its own, made of the original and a recipe."""

from generator.archive import photos
from generator.edition.edition import Edition
from generator.edition.file_inputs import PhotoInputs
from generator.edition.page_head import page_facts
from generator.edition.pages.kind import COPIED, Gathered, Kind
from generator.model import Page


def gather_photo(edition: Edition, page: Page) -> Gathered:
    """Gather what one size of a photo is made of. Raises KeyError when no public story needs it."""
    found = photos.rendition_at(edition.store, page.subject)
    if found is None:
        raise KeyError(page.subject)
    original, recipe = found
    inputs = PhotoInputs(
        key=photos.key_of(original, recipe),
        digest=original.digest,
        shape=recipe.use,
        width=recipe.width,
        height=recipe.height,
        format=recipe.format,
    )
    return page_facts(edition, page, "Photo", canonical=""), inputs


PHOTO = Kind(
    name="photo",
    subjects=lambda edition: ((name, 1) for name in photos.all_renditions(edition.store)),
    pages=lambda edition, name: int(photos.is_needed(edition.store, name)),
    url=lambda edition, name, _number: photos.photo_url(edition.addresses.prefix, name),
    gather=gather_photo,
    template=COPIED,
    inputs=PhotoInputs,
    stage="photos",
)
