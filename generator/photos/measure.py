"""How large a picture that is published as it is will be on a page: read from its first bytes, where these say it."""

from pathlib import Path

import msgspec

from generator.photos.drawing_size import SVG, first_element, size_of_drawing

PNG, TURNED = b"\x89PNG\r\n\x1a\n", b"eXIf"
"""How a PNG begins, and the chunk in which one may say that it has to be turned."""
HEAD = 100_000
"""So many bytes of a file are read to know its size; the first element of an SVG stands in them."""
LARGEST = 1_000_000
"""No picture is larger. Browsers cut off what says so."""
SHOWN = {"AVIF", "BMP", "GIF", "JPEG", "PNG", "WebP"}
"""The kinds of pictures, besides drawings, that all browsers show."""
UNTURNED = {"WebP"}
"""Kinds of pictures that browsers show as they are, whatever they say of being turned."""


class Extent(msgspec.Struct, frozen=True):
    """Width and height of a picture in pixels."""

    width: int
    height: int
    natural: bool = True
    """False for a drawing that has a shape and no size: `width` and `height` tell its shape alone."""


class Stored(msgspec.Struct, frozen=True):
    """How large a picture is as it is stored: in pixels, and how many of them are meant to be on an inch of paper."""

    width: int
    height: int
    density: tuple[float, float]
    """Across and down; zeros if the file doesn't say."""


def measure_stored(head: bytes) -> Stored | None:
    """Return how large a picture is by the first bytes of its file; None if they don't say. Nothing is decoded."""
    from generator.photos.opening import in_silence  # noqa: PLC0415 (few documents have pictures that are cropped)
    from generator.photos.reading import open_checked  # noqa: PLC0415

    with in_silence():
        opened = open_checked(head)
        if not isinstance(opened, tuple) or opened[1] == "TIFF":  # Pillow turns these by itself
            return None
        across, down = map(float, opened[0].info.get("dpi", (0, 0)))
        return Stored(*opened[0].size, (across, down) if 0 < across < LARGEST and 0 < down < LARGEST else (0, 0))


def measure(path: Path) -> Extent | None:
    """Return how large the picture at `path` is; None if nothing says so. Raises OSError if it can't be read."""
    with path.open("rb") as file:
        head = file.read(HEAD)
    if head.startswith(PNG) and TURNED not in head:
        return _extent(int.from_bytes(head[16:20]), int.from_bytes(head[20:24]))
    if element := first_element(head):
        return _drawing(*element)
    return _photograph(path)


def is_picture(path: Path) -> bool:
    """Tell whether browsers show a file, as far as its beginning tells. Raises OSError if it can't be read."""
    from generator.photos.kinds import kind_of  # noqa: PLC0415 (most logos are drawings)

    with path.open("rb") as file:
        head = file.read(HEAD)
    element = first_element(head)
    return element[0] == SVG if element else kind_of(head) in SHOWN


def _drawing(name: str, attributes: dict[str, str]) -> Extent | None:
    said = size_of_drawing(attributes) if name == SVG else None
    return _extent(said.width, said.height, natural=said.natural) if said else None


def _extent(width: float, height: float, *, natural: bool = True) -> Extent | None:
    is_seen = 0.5 < width <= LARGEST and 0.5 < height <= LARGEST
    return Extent(round(width), round(height), natural) if is_seen else None


def _photograph(path: Path) -> Extent | None:
    """Return the extent of a picture of pixels, for which Pillow is loaded. Nothing is decoded."""
    from generator.photos.opening import in_silence  # noqa: PLC0415 (most logos are drawings)
    from generator.photos.pixels import upright_size  # noqa: PLC0415
    from generator.photos.reading import MAX_BYTES, open_checked  # noqa: PLC0415

    if path.stat().st_size > MAX_BYTES:
        return None
    with in_silence():
        opened = open_checked(path.read_bytes(), path.name)
        if not isinstance(opened, tuple):
            return None
        image, kind = opened
        return _extent(*(image.size if kind in UNTURNED else upright_size(image)))
