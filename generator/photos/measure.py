"""How large a picture that is published as it is will be on a page: read from its first bytes, where these say it."""

import re
from pathlib import Path

import msgspec

PNG = b"\x89PNG\r\n\x1a\n"
HEAD = 10_000
"""So many bytes of a file are read to know its size; the first element of an SVG stands in them."""
ROOT = re.compile(rb"<svg\b(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>")
ATTRIBUTE = re.compile(rb"\s(width|height|viewBox)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
LENGTH = re.compile(r"\s*(\d+(?:\.\d+)?|\.\d+)(?:px)?\s*")
SHAPE_WIDTH = 1_000
"""The width in which a drawing without a size is told, so that its height is exact enough in whole pixels."""


class Extent(msgspec.Struct, frozen=True):
    """Width and height of a picture in pixels."""

    width: int
    height: int
    natural: bool = True
    """False for a drawing that has a shape and no size: `width` and `height` tell its shape alone."""


def measure(path: Path) -> Extent | None:
    """Return how large the picture at `path` is; None if nothing says so. Raises OSError if it can't be read."""
    with path.open("rb") as file:
        head = file.read(HEAD)
    if head.startswith(PNG):
        return _extent(int.from_bytes(head[16:20]), int.from_bytes(head[20:24]))
    if root := ROOT.search(head):
        return _drawing(
            {name.decode(): (one or two).decode("latin-1") for name, one, two in ATTRIBUTE.findall(root[0])}
        )
    return _photograph(path)


def _extent(width: float, height: float, *, natural: bool = True) -> Extent | None:
    extent = Extent(round(width), round(height), natural)
    return extent if extent.width > 0 and extent.height > 0 else None


def _drawing(attributes: dict[str, str]) -> Extent | None:
    """Return the extent of an SVG as browsers find it: by its width and height, or by its view box."""
    width, height = (_length(attributes.get(name, "")) for name in ("width", "height"))
    ratio = _ratio(attributes.get("viewBox", ""))
    if width and height:
        return _extent(width, height)
    if not ratio:
        return None
    if width or height:
        return _extent(width or height * ratio, height or width / ratio)
    return _extent(SHAPE_WIDTH, SHAPE_WIDTH / ratio, natural=False)


def _length(value: str) -> float:
    """Return a length in pixels; 0 for none, and for one in another unit."""
    found = LENGTH.fullmatch(value)
    return float(found[1]) if found else 0


def _ratio(view_box: str) -> float:
    """Return width divided by height of a view box; 0 if it has none."""
    try:
        _, _, width, height = map(float, view_box.replace(",", " ").split())
        return max(width / height, 0)
    except (ValueError, ZeroDivisionError):
        return 0


def _photograph(path: Path) -> Extent | None:
    """Return the extent of a JPEG, a WebP or the like, for which Pillow is loaded."""
    from generator.photos.reading import open_checked  # noqa: PLC0415 (most logos are drawings or PNGs)

    opened = open_checked(path.read_bytes(), path.name)
    return _extent(*opened[0].size) if isinstance(opened, tuple) else None
