"""Make the published sizes of a picture, decoding the original once."""

from collections.abc import Sequence

from PIL import Image

from generator.photos.encode import encode
from generator.photos.facts import Refusal
from generator.photos.framing import Box
from generator.photos.opening import in_silence
from generator.photos.pixels import Size, read_pixels, scaled, upright_size
from generator.photos.reading import open_checked
from generator.photos.recipes import Format, Recipe

REDUCING_GAP = 2.0
"""A picture is first reduced by a whole number to so many times the size that is needed: quicker, and not seen."""


Part = tuple[Box, Size]
"""A part of the upright original, and the size at which it is published."""


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
        largest = scaled(size, _needed_scale(recipes))
        pixels = read_pixels(image, largest)
        if isinstance(pixels, Refusal):
            return pixels
        del image, opened
        return _make_all(_resample(pixels, largest), size, recipes, packet)


def _needed_scale(recipes: Sequence[Recipe]) -> float:
    """Return the part of its size at which the picture must be decoded, so that no recipe enlarges anything."""
    return max(max(one.width / (one.box[2] - one.box[0]), one.height / (one.box[3] - one.box[1])) for one in recipes)


def _make_all(pixels: Image.Image, size: Size, recipes: Sequence[Recipe], packet: bytes) -> tuple[bytes, ...]:
    """Return the files. What several recipes share is made once; no resampled picture is kept longer than needed."""
    files: dict[tuple[Part, Format], bytes] = {}
    for part, formats in _by_part(recipes).items():
        resampled = _resize(pixels, size, part)
        files |= {(part, one): encode(resampled, one, packet) for one in formats}
    return tuple(files[_part_of(recipe), recipe.format] for recipe in recipes)


def _by_part(recipes: Sequence[Recipe]) -> dict[Part, set[Format]]:
    """Return in which formats each part of the picture is wanted at each size."""
    found: dict[Part, set[Format]] = {}
    for recipe in recipes:
        found.setdefault(_part_of(recipe), set()).add(recipe.format)
    return found


def _part_of(recipe: Recipe) -> Part:
    return recipe.box, (recipe.width, recipe.height)


def _resize(pixels: Image.Image, size: Size, part: Part) -> Image.Image:
    """Return a part of the picture at its size. `size` is that of the original."""
    across, down = pixels.width / size[0], pixels.height / size[1]
    (left, top, right, bottom), wanted = part
    box = (left * across, top * down, min(right * across, pixels.width), min(bottom * down, pixels.height))
    return _resample(pixels, wanted, box)


def _resample(pixels: Image.Image, size: Size, box: tuple[float, float, float, float] | None = None) -> Image.Image:
    """Return the picture, or the part in `box`, at another size."""
    return pixels.resize(size, Image.Resampling.LANCZOS, box, REDUCING_GAP)
