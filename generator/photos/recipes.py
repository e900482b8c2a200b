"""Say which sizes of a picture are published. Plain arithmetic: no picture is opened here."""

from typing import Literal

import msgspec

Use = Literal["whole", "16:9", "4:3", "1:1", "social"]
"""What a rendition shows: the whole picture, or a crop of that ratio; `social` is 1200x630, for other networks."""
Format = Literal["avif", "jpeg"]


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


class Recipe(msgspec.Struct, frozen=True):
    """One rendition of a picture: which part, how large, in which format."""

    use: Use
    format: Format
    width: int
    height: int
    """Size in pixels of what is published."""
    box: tuple[int, int, int, int]
    """Left, top, right, bottom of the part that is shown, in pixels of the upright original."""

    @property
    def ending(self) -> str:
        """The ending of a file's name: `.avif` or `.jpg`."""
        return ".jpg" if self.format == "jpeg" else ".avif"


def plan_renditions(width: int, height: int, framing: Framing, *, is_lead: bool) -> tuple[Recipe, ...]:
    """Return the renditions of a picture of that upright size, the whole ones first, smaller before larger.

    A lead has the crops besides. Nothing is enlarged: a picture that is smaller than a size has its own size instead,
    and a crop of it is as large as the picture allows, in the same ratio.
    """
    raise NotImplementedError


def crop_box(width: int, height: int, use: Use, framing: Framing) -> tuple[int, int, int, int]:
    """Return the part of a picture that `use` shows: left, top, right, bottom in pixels. The desk draws it, too."""
    raise NotImplementedError


def rendition_key(digest: str, recipe: Recipe, packet: bytes, encoders: str) -> str:
    """Return the key of a rendition: a digest over all that it is made of.

    `digest` is the original's, `packet` is made by `make_packet`, `encoders` by `encoders.encoders()`.
    """
    raise NotImplementedError
