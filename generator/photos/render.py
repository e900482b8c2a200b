"""Make the published sizes of a picture.

What a recipe gives depends on the original and on the recipe alone, and not on what else is made in the same call. So
the same file comes out whether all sizes are made or one that was lost, for a story's lead or in a gallery.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from PIL import Image

from generator.photos.cropping import Cropping
from generator.photos.embedded import read_rights
from generator.photos.encode import encode
from generator.photos.facts import Refusal
from generator.photos.framing import Box
from generator.photos.opening import in_silence
from generator.photos.packet import make_packet
from generator.photos.pixels import Size, read_pixels, upright_size
from generator.photos.reading import open_checked
from generator.photos.recipes import Format, Recipe, whole_sizes

REDUCING_GAP = 2.0
"""A picture is first reduced by a whole number to so many times the size that is needed: quicker, and not seen."""
SHRINKS = (8, 4, 2, 1)
"""By what a JPEG can be divided while it is decoded."""

Part = tuple[Box, Size]
"""A part of the upright original, and the size at which it is published."""
Source = tuple[int, float]
"""What a part is made from: by how much the original is divided when it is decoded, and the scale it is then brought
to, as a share of the original's size; 0 if it stays as it was decoded."""


def render_photo(
    content: bytes, recipes: Sequence[Recipe], packet: bytes, cropping: Cropping | None = None
) -> tuple[bytes, ...] | Refusal:
    """Return the file of each recipe, in order, or why the picture can't be shown.

    Each holds sRGB pixels and the XMP `packet`, and not one other byte of metadata. The same arguments give the same
    bytes. The original is decoded once, or once more for crops so narrow that they need more of its pixels. Of a
    picture with a `cropping`, the recipes know that part alone. Raises MemoryError in a worker with a limit.
    """
    if not recipes:
        return ()
    with in_silence():
        opened = open_checked(content)
        if isinstance(opened, Refusal):
            return opened
        size = upright_size(opened[0], cropping)
        del opened
        files: dict[tuple[Part, Format], bytes] = {}
        wanted = _by_part(recipes)
        sources = sorted({_source_of(part, size) for part in wanted})
        for shrink, alike in groupby(sources, key=lambda source: source[0]):
            pixels = _decode(content, shrink, cropping)
            if isinstance(pixels, Refusal):
                return pixels
            for source in alike:
                parts = {part: formats for part, formats in wanted.items() if _source_of(part, size) == source}
                for part, shown in _shown(_brought_to(pixels, size, source[1]), size, parts):
                    files |= {(part, one): encode(shown, one, packet) for one in parts[part]}
    return tuple(files[_part_of(recipe), recipe.format] for recipe in recipes)


def copy_shown(content: bytes, cropping: Cropping) -> bytes | Refusal:
    """Return a JPEG of the part of a picture that is shown, in its full size and with its rights."""
    with in_silence():
        opened = open_checked(content)
        if isinstance(opened, Refusal):
            return opened
        packet = make_packet(read_rights(opened[0], content))
        pixels = read_pixels(opened[0], 1, cropping)
        return pixels if isinstance(pixels, Refusal) else encode(pixels, "jpeg", packet)


def _source_of(part: Part, size: Size) -> Source:
    """Return what a part is made from: the picture at its widest published size, if that has pixels enough."""
    (left, top, right, bottom), (width, height) = part
    widest = whole_sizes(*size)[-1][0] / size[0]
    needed = max(width / (right - left), height / (bottom - top))
    if needed <= widest or _whole_around(part, size):
        return _shrink(widest), widest
    return _shrink(needed), 0.0


def _shrink(scale: float) -> int:
    """Return the most by which the original may be divided to have at least so large a share of its size."""
    return next(shrink for shrink in SHRINKS if shrink * scale <= 1)


def _decode(content: bytes, shrink: int, cropping: Cropping | None) -> Image.Image | Refusal:
    opened = open_checked(content)
    return opened if isinstance(opened, Refusal) else read_pixels(opened[0], shrink, cropping)


def _brought_to(pixels: Image.Image, size: Size, scale: float) -> Image.Image:
    """Return the decoded picture at a share of the original's size."""
    return _resample(pixels, (round(size[0] * scale), max(1, round(size[1] * scale)))) if scale else pixels


def _by_part(recipes: Sequence[Recipe]) -> dict[Part, set[Format]]:
    """Return in which formats each part of the picture is wanted at each size."""
    found: dict[Part, set[Format]] = {}
    for recipe in recipes:
        found.setdefault(_part_of(recipe), set()).add(recipe.format)
    return found


def _part_of(recipe: Recipe) -> Part:
    return recipe.box, (recipe.width, recipe.height)


def _shown(picture: Image.Image, size: Size, parts: Iterable[Part]) -> Iterator[tuple[Part, Image.Image]]:
    """Yield the pixels of each part.

    The whole picture is brought down from one of its published sizes to the next. A part that is as large there as it
    is published is cut out; any other is resampled by itself.
    """
    steps = {part: _whole_around(part, size) for part in parts}
    yield from (
        (part, _resample(picture, part[1], _box_in(picture, size, part[0]))) for part in steps if not steps[part]
    )
    smallest = min(step or size for step in steps.values())
    for whole in reversed(whole_sizes(*size)):
        if whole < smallest:
            return
        picture = _resample(picture, whole)
        yield from ((part, _cut_out(picture, part, size)) for part, step in steps.items() if step == whole)


def _whole_around(part: Part, size: Size) -> Size | None:
    """Return the published size of the whole picture that shows the part just as large as it is published, if any."""
    (left, top, right, bottom), (width, height) = part
    for whole in whole_sizes(*size):
        across, down = (right - left) * whole[0] / size[0], (bottom - top) * whole[1] / size[1]
        if max(abs(across - width), abs(down - height)) < 1 and width <= whole[0] and height <= whole[1]:
            return whole
    return None


def _cut_out(whole: Image.Image, part: Part, size: Size) -> Image.Image:
    """Return a part of the published whole picture, to the nearest pixel: it isn't resampled once more."""
    (left, top, _, _), (width, height) = part
    start = min(round(left * whole.width / size[0]), whole.width - width)
    upper = min(round(top * whole.height / size[1]), whole.height - height)
    return whole.crop((start, upper, start + width, upper + height))


def _box_in(picture: Image.Image, size: Size, box: Box) -> tuple[float, float, float, float]:
    """Return a box of the original, whose size is `size`, in pixels of the picture that was made from it."""
    across, down = picture.width / size[0], picture.height / size[1]
    left, top, right, bottom = box
    return left * across, top * down, min(right * across, picture.width), min(bottom * down, picture.height)


def _resample(picture: Image.Image, size: Size, box: tuple[float, float, float, float] | None = None) -> Image.Image:
    """Return the picture, or the part in `box`, at another size."""
    return picture.resize(size, Image.Resampling.LANCZOS, box, REDUCING_GAP)
