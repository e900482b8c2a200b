"""The part that a document shows of a picture that was cropped there. What was cut away isn't for readers."""

import re

import msgspec

WHOLE = 100_000
"""How much is cut away of a side is said in parts of so many: in thousandths of a percent, as Word says it."""
FOLDER = r"cropped-(?:\d{1,6}-){4}[us]"
NAME = re.compile(r"cropped-(\d{1,6})-(\d{1,6})-(\d{1,6})-(\d{1,6})-([us])")
LEAST_SIDE = 50
"""Less than so many pixels of a picture's width or height are of no use to readers."""

Sides = tuple[int, int, int, int]
"""How much is cut away on the left, at the top, on the right and at the bottom."""

TURNED: dict[int, Sides] = {
    1: (0, 1, 2, 3),
    2: (2, 1, 0, 3),
    3: (2, 3, 0, 1),
    4: (0, 3, 2, 1),
    5: (1, 0, 3, 2),
    6: (3, 0, 1, 2),
    7: (3, 2, 1, 0),
    8: (1, 2, 3, 0),
}
"""By EXIF's number of the orientation: which sides as stored are left, top, right and bottom of the upright picture."""


class Cropping(msgspec.Struct, frozen=True):
    """How much of each side of a picture is cut away, in parts of 100,000."""

    sides: Sides
    is_upright: bool
    """Whether the sides are those of the upright picture, as browsers see it, and not of the pixels as they are stored.

    Word and LibreOffice pay no heed to what EXIF says of the orientation: they turn the frame with what it shows.
    """

    @property
    def folder(self) -> str:
        """The folder in a document in which the name of the picture stands that is cropped so."""
        return f"cropped-{'-'.join(map(str, self.sides))}-{'u' if self.is_upright else 's'}"

    def box(self, size: tuple[int, int], orientation: int, *, is_turned: bool) -> tuple[int, int, int, int]:
        """Return left, top, right and bottom of what is shown, in pixels. No pixel is in it that is cut away in part.

        `size` is that of the pixels at hand, which have that `orientation` by EXIF, or had it if they `is_turned`.
        """
        sides, order = self.sides, TURNED[orientation]
        if is_turned and not self.is_upright:
            sides = (sides[order[0]], sides[order[1]], sides[order[2]], sides[order[3]])
        elif self.is_upright and not is_turned:
            stored = sorted(zip(order, sides, strict=True))
            sides = (stored[0][1], stored[1][1], stored[2][1], stored[3][1])
        left, top, right, bottom = (-(-size[at % 2] * side // WHOLE) for at, side in enumerate(sides))
        return left, top, max(left, size[0] - right), max(top, size[1] - bottom)


def cropping_of(folder: str) -> Cropping | None:
    """Return how a picture in a folder of that name is cropped; None if the folder says nothing of it."""
    found = NAME.fullmatch(folder)
    if found is None:
        return None
    return Cropping((int(found[1]), int(found[2]), int(found[3]), int(found[4])), found[5] == "u")
