"""Draw the icons of a paper, square PNGs of any size, from its sign: one SVG or one PNG."""

# ruff: noqa: PLC0415 -- Pillow and resvg are loaded only when an icon is drawn

import re
import warnings
from functools import cache
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from PIL.Image import Image

ICON_VERSION = 1
"""Is raised by whoever changes what an icon looks like, so that every icon is drawn again."""
LEAST_SIDE = 512
"""The side of the largest icon. A smaller PNG is enlarged, which looks blurred."""
MAX_BYTES = 4_000_000
MAX_PIXELS = 25_000_000
"""The largest PNG: a small file may hold so many pixels that they fill the memory."""
MASKED_SHARE = 0.7
"""How much of an icon that may be cut to any shape belongs to the sign: what is outside a circle may be cut off."""
OPAQUE = 255
SVG, TEXT = re.compile(rb"<svg[\s>]"), re.compile(rb"<text[\s>]")
LETTERS = "Its text is left out, because typefaces differ from system to system. Turn it into outlines."


class Shape(msgspec.Struct, frozen=True):
    """How an icon is made of the sign."""

    side: int
    """Pixels."""
    filled: bool = False
    """True for an icon without transparent places."""
    masked: bool = False
    """True for an icon that systems cut to a shape of their own."""


class Drawn(msgspec.Struct, frozen=True):
    """An icon, and what is to be said of the sign."""

    content: bytes
    remark: str = ""


@cache
def icon_drawers() -> str:
    """Return the versions of all that an icon's bytes depend on, for its key."""
    import PIL
    import resvg_py

    return f"{ICON_VERSION} {PIL.__version__} {resvg_py.__resvg_version__}"


def draw_icon(sign: bytes, shape: Shape, paper: str) -> Drawn:
    """Return the icon of `sign`, the bytes of an SVG or a PNG; `paper`, a `#rrggbb`, is behind it where it is filled.

    The same arguments give the same bytes. Raises ValueError, with a sentence, when the sign can't be drawn.
    """
    from io import BytesIO

    from PIL import Image

    inner = round(shape.side * MASKED_SHARE) if shape.masked else shape.side
    image, remark = _read(sign, inner)
    image.thumbnail((inner, inner), Image.Resampling.LANCZOS)
    ground = _edge(image) or paper if shape.filled or shape.masked else None
    icon = Image.new("RGBA", (shape.side, shape.side), ground or (0, 0, 0, 0))
    icon.alpha_composite(image, ((shape.side - image.width) // 2, (shape.side - image.height) // 2))
    out = BytesIO()
    (icon.convert("RGB") if ground else icon).save(out, "PNG", compress_level=9)
    return Drawn(out.getvalue(), remark)


def _read(sign: bytes, side: int) -> "tuple[Image, str]":
    """Return the sign with its longer side at least `side` pixels long, and a remark on it."""
    if len(sign) > MAX_BYTES:
        raise ValueError("it is larger than 4 MB")
    if SVG.search(sign[:10_000]):
        return _read_svg(sign, side), LETTERS if TEXT.search(sign) else ""
    return _read_png(sign, side)


def _read_svg(sign: bytes, side: int) -> "Image":
    from io import BytesIO

    import resvg_py
    from PIL import Image

    from generator.photos.svg import check_svg

    try:
        text = sign.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ValueError(f"it can't be drawn ({error})") from None
    check_svg(text)
    try:
        drawn = resvg_py.svg_to_bytes(svg_string=text, width=side, height=side, skip_system_fonts=True)
    except ValueError as error:
        raise ValueError(f"it can't be drawn ({error})") from None
    return Image.open(BytesIO(drawn), formats=("PNG",)).convert("RGBA")


def _read_png(sign: bytes, side: int) -> "tuple[Image, str]":
    from PIL import Image

    image = _open_png(sign)
    longer = max(image.size)
    remark = f"It is only {longer} pixels wide or high, so the larger icons are blurred." if longer < LEAST_SIDE else ""
    if longer < side:
        image = image.resize(
            tuple(max(1, round(length * side / longer)) for length in image.size),  # type: ignore[arg-type]
            Image.Resampling.LANCZOS,
        )
    return image, remark


def _open_png(sign: bytes) -> "Image":
    from io import BytesIO

    from PIL import Image

    try:
        with warnings.catch_warnings(action="ignore", category=Image.DecompressionBombWarning):
            found = Image.open(BytesIO(sign), formats=("PNG",))
        if found.width * found.height <= MAX_PIXELS:
            return found.convert("RGBA")
    except Image.DecompressionBombError:
        pass
    except (OSError, SyntaxError, ValueError):
        raise ValueError("it is neither an SVG nor a whole PNG") from None
    raise ValueError("it has more than 25 million pixels")


def _edge(image: "Image") -> "tuple[int, ...] | None":
    """Return the colour in the middle of all four edges, if it is the same there and nothing shows through."""
    across, down = image.width // 2, image.height // 2
    places = ((across, 0), (across, image.height - 1), (0, down), (image.width - 1, down))
    colours = {image.getpixel(place) for place in places}
    [colour] = colours if len(colours) == 1 else [None]
    return colour if isinstance(colour, tuple) and colour[-1] == OPAQUE else None
