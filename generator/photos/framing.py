"""Say which part of a picture a crop shows, from an editor's focus and boxes."""

from typing import Literal

import msgspec

Use = Literal["whole", "16:9", "4:3", "1:1", "social"]
"""What a rendition shows: the whole picture, or a crop of that ratio; `social` is 1200x630, for other networks."""

SHAPES: dict[Use, tuple[int, int]] = {"16:9": (16, 9), "4:3": (4, 3), "1:1": (1, 1), "social": (1200, 630)}
"""Width and height of each crop, as a ratio."""
LIKENESS: dict[Use, Use] = {"social": "16:9"}
"""The crop whose box stands in for one that the editor didn't choose."""
PORTRAIT_FOCUS = 0.35
"""How far down the centre of attention is taken to be in an upright picture: faces are above the middle."""

Box = tuple[int, int, int, int]
"""Left, top, right, bottom, in pixels of the upright original."""


class Focus(msgspec.Struct, frozen=True):
    """The point of a picture that every crop keeps, in parts of its width and height: `Focus(0.4, 0.3)`."""

    x: float
    y: float


class Crop(msgspec.Struct, frozen=True):
    """The part of a picture that an editor chose for one use, its edges in parts of the picture's width and height."""

    use: Use
    left: float
    top: float
    right: float
    bottom: float


class Framing(msgspec.Struct, frozen=True):
    """What an editor said of how a picture is to be cropped. Values outside the picture count as its edge."""

    focus: Focus | None = None
    crops: tuple[Crop, ...] = ()


def crop_box(width: int, height: int, use: Use, framing: Framing) -> Box:
    """Return the part of a picture that `use` shows: left, top, right, bottom in pixels. The desk draws it, too.

    It is the largest of its ratio around the focus; or, where the editor chose a part, the largest in the middle of it.
    """
    if use == "whole":
        return 0, 0, width, height
    chosen = {crop.use: crop for crop in framing.crops}
    crop = chosen.get(use) or chosen.get(LIKENESS.get(use, use))
    if crop is None:
        focus = framing.focus or Focus(0.5, PORTRAIT_FOCUS if height > width else 0.5)
        return _fit(SHAPES[use], (0, 0, width, height), focus.x * width, focus.y * height)
    left, right = _edges(crop.left, crop.right, width)
    top, bottom = _edges(crop.top, crop.bottom, height)
    return _fit(SHAPES[use], (left, top, right, bottom), (left + right) / 2, (top + bottom) / 2)


def _edges(first: float, second: float, size: int) -> tuple[int, int]:
    """Return two edges in pixels, the smaller first, inside the picture and at least a pixel apart."""
    low, high = sorted(min(max(round(edge * size), 0), size) for edge in (first, second))
    low = min(low, size - 1)
    return low, max(high, low + 1)


def _fit(ratio: tuple[int, int], within: Box, x: float, y: float) -> Box:
    """Return the largest box of that ratio `within` another, its centre as near to the point as the edges allow."""
    left, top, right, bottom = within
    across, down = ratio
    width = min(right - left, max(1, round((bottom - top) * across / down)))
    height = min(bottom - top, max(1, round(width * down / across)))
    start = _between(left, round(x - width / 2), right - width)
    upper = _between(top, round(y - height / 2), bottom - height)
    return start, upper, start + width, upper + height


def _between(least: int, value: int, most: int) -> int:
    return max(least, min(value, most))
