"""Say which sizes of a picture are published. Plain arithmetic: no picture is opened here."""

from collections.abc import Iterator, Sequence
from typing import Literal

import msgspec

from generator.digests import digest_value
from generator.photos.framing import SHAPES, Box, Framing, Use, crop_box

Format = Literal["avif", "jpeg"]

WHOLE_WIDTHS: dict[Format, tuple[int, ...]] = {"avif": (400, 800, 1200, 1600), "jpeg": (800, 1200)}
"""The widths of the whole picture: AVIF for browsers, JPEG for feeds, old browsers and other programs."""
UPRIGHT_WIDEST = 1200
"""The widest size of a picture that is higher than wide: screens are hardly high enough to show more of its pixels."""
CROP_WIDTHS: dict[Use, dict[Format, tuple[int, ...]]] = {
    "16:9": {"avif": (400, 800, 1200), "jpeg": (400, 1200)},
    "4:3": {"jpeg": (1200,)},
    "1:1": {"jpeg": (1200,)},
    "social": {"jpeg": (1200,)},
}
"""The widths of a lead's crops: 16:9 for the cards on other pages, all as JPEG for networks and search engines."""
ENCODING_COSTS: dict[Format, int] = {"avif": 4, "jpeg": 1}
"""How long it takes to encode a pixel, beside each other."""
PORTRAIT_WIDTHS: dict[Format, tuple[int, ...]] = {"avif": (160, 320), "jpeg": (320,)}
"""The widths of a person's portrait, which is square."""
NEARLY = 1.1
"""A picture less than a tenth wider than a step has its own width in place of that step."""


class Recipe(msgspec.Struct, frozen=True):
    """One rendition of a picture: which part, how large, in which format."""

    use: Use
    format: Format
    width: int
    height: int
    """Size in pixels of what is published."""
    box: Box
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
    uses = {"whole": _whole_widths(width, height), **(CROP_WIDTHS if is_lead else {})}
    return tuple(
        recipe
        for use, formats in uses.items()
        for format_, widths in formats.items()
        for recipe in _sizes(use, format_, widths, crop_box(width, height, use, framing))
    )


def whole_sizes(width: int, height: int) -> tuple[tuple[int, int], ...]:
    """Return width and height at which the whole of a picture of that upright size is published, smaller first."""
    box = crop_box(width, height, "whole", Framing())
    widths = _whole_widths(width, height)["avif"]
    return tuple((one.width, one.height) for one in _sizes("whole", "avif", widths, box))


def _whole_widths(width: int, height: int) -> dict[Format, tuple[int, ...]]:
    widest = UPRIGHT_WIDEST if height > width else WHOLE_WIDTHS["avif"][-1]
    return {form: tuple(one for one in widths if one <= widest) for form, widths in WHOLE_WIDTHS.items()}


def plan_portrait(width: int, height: int, framing: Framing) -> tuple[Recipe, ...]:
    """Return the renditions of a person's portrait: small squares."""
    box = crop_box(width, height, "1:1", framing)
    sizes = (_sizes("1:1", format_, widths, box) for format_, widths in PORTRAIT_WIDTHS.items())
    return tuple(recipe for some in sizes for recipe in some)


def plan_banner(width: int, height: int, framing: Framing) -> tuple[Recipe, ...]:
    """Return the renditions of a section's picture, which is as wide as the page, and the one for networks."""
    shown: dict[Use, dict[Format, tuple[int, ...]]] = {"16:9": WHOLE_WIDTHS, "social": CROP_WIDTHS["social"]}
    return tuple(
        recipe
        for use, formats in shown.items()
        for format_, widths in formats.items()
        for recipe in _sizes(use, format_, widths, crop_box(width, height, use, framing))
    )


def share_out(recipes: Sequence[Recipe], shares: int) -> list[tuple[Recipe, ...]]:
    """Divide the sizes of one picture into as many shares at most, which take about the same time to encode."""
    costs = {one: one.width * one.height * ENCODING_COSTS[one.format] for one in recipes}
    found: list[list[Recipe]] = [[] for _ in range(shares)]
    for recipe in sorted(costs, key=lambda one: -costs[one]):
        min(found, key=lambda share: sum(costs[one] for one in share)).append(recipe)
    return [tuple(share) for share in found if share]


def rendition_key(digest: str, recipe: Recipe, packet: bytes, encoders: str) -> str:
    """Return the key of a rendition: a digest over all that it is made of.

    `digest` is the original's, `packet` is made by `make_packet`, `encoders` by `encoders.encoders()`.
    """
    return digest_value((digest, recipe, packet, encoders))


def _sizes(use: Use, format_: Format, widths: tuple[int, ...], box: Box) -> Iterator[Recipe]:
    left, top, right, bottom = box
    ratio = SHAPES[use] if use in SHAPES else ((right - left), (bottom - top))
    for width in _steps(widths, right - left):
        height = min(max(1, round(width * ratio[1] / ratio[0])), bottom - top)
        yield Recipe(use, format_, width, height, box)


def _steps(widths: tuple[int, ...], own: int) -> list[int]:
    """Return the widths that are smaller than the picture's own, and its own up to the largest of them."""
    steps = [width for width in widths if width * NEARLY <= own]
    return steps if widths[-1] in steps else [*steps, min(own, widths[-1])]
