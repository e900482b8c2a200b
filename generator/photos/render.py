"""Make the published sizes of a picture, decoding the original once."""

from collections.abc import Sequence

from PIL import Image

from generator.photos.encode import encode
from generator.photos.facts import Refusal
from generator.photos.opening import in_silence
from generator.photos.pixels import Size, read_pixels, scaled, upright_size
from generator.photos.reading import open_checked
from generator.photos.recipes import Recipe

REDUCING_GAP = 3.0
"""Pillow halves a picture that is so many times as large as needed before it resamples it: quicker, and not seen."""


def render_photo(content: bytes, recipes: Sequence[Recipe], packet: bytes) -> tuple[bytes, ...] | Refusal:
    """Return the file of each recipe, in order, or why the picture can't be shown.

    Each holds sRGB pixels and the XMP `packet`, and not one other byte of metadata. The same arguments give the same
    bytes. Raises MemoryError in a worker with a limit.
    """
    if not recipes:
        return ()
    with in_silence():
        opened = open_checked(content)
        if isinstance(opened, Refusal):
            return opened
        image, _ = opened
        size = upright_size(image)
        pixels = read_pixels(image, scaled(size, _needed_scale(recipes)))
        if isinstance(pixels, Refusal):
            return pixels
        del image, opened
        return _make_all(pixels, size, recipes, packet)


def _needed_scale(recipes: Sequence[Recipe]) -> float:
    """Return the part of its size at which the picture must be decoded, so that no recipe enlarges anything."""
    return max(max(one.width / (one.box[2] - one.box[0]), one.height / (one.box[3] - one.box[1])) for one in recipes)


def _make_all(pixels: Image.Image, size: Size, recipes: Sequence[Recipe], packet: bytes) -> tuple[bytes, ...]:
    """Return the files. A size that several formats share is resampled once, and none is kept longer than needed."""
    made: dict[Recipe, bytes] = {}
    for recipe in recipes:
        if recipe not in made:
            alike = [one for one in recipes if _is_alike(one, recipe)]
            resized = _resize(pixels, size, recipe)
            made |= {one: encode(resized, one.format, packet) for one in alike}
    return tuple(made[recipe] for recipe in recipes)


def _is_alike(one: Recipe, other: Recipe) -> bool:
    """Tell whether two recipes have the same pixels."""
    return (one.box, one.width, one.height) == (other.box, other.width, other.height)


def _resize(pixels: Image.Image, size: Size, recipe: Recipe) -> Image.Image:
    """Return the part of the picture that a recipe shows, at its size. `size` is that of the original."""
    across, down = pixels.width / size[0], pixels.height / size[1]
    left, top, right, bottom = recipe.box
    box = (left * across, top * down, min(right * across, pixels.width), min(bottom * down, pixels.height))
    return pixels.resize((recipe.width, recipe.height), Image.Resampling.LANCZOS, box, REDUCING_GAP)
