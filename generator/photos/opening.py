"""Open a picture file as far as its header, and refuse what is too large before a pixel is decoded."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

from PIL import Image, ImageFile

from generator.photos.facts import Refusal
from generator.photos.kinds import AGAIN, SMALLER, Kind

MAX_JPEG_PIXELS, MAX_PIXELS = 120_000_000, 50_000_000
"""JPEG in grey or three colours can be decoded at a reduced size; for all else memory has to hold every pixel."""
JPEG_CHANNELS = 3
MAX_SIDE = 65_535
PLUGINS: dict[Kind, str] = {"WebP": "WEBP"}
"""Pillow's names where they differ."""
SCIENCE_MODES = ("F", "I")

DAMAGED = Refusal(
    "The file is damaged, was not copied to its end, or is of a rare kind that can't be read here.",
    f"{AGAIN} If that doesn't help, open it and export it as JPEG.",
)
PNG_HEAD_BYTES = 8
PNG_PICTURE = {b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"}
"""The chunks of a PNG that its pixels need; all others are notes."""
SCIENCE = Refusal(
    "It holds measurements (32 bits for each point), not colors.",
    "Open it in the program that made it, and export it as JPEG or PNG.",
)
KEY_FACTORS = {"'L;2'": 0xFF / 0b11, "'L;4'": 0xFF / 0xF, "'RGB;16B'": 1 / 0x100}
"""How the levels of a PNG change when Pillow decodes them to 8 bits, by its names for how they are stored."""

Image.MAX_IMAGE_PIXELS = MAX_JPEG_PIXELS  # Pillow refuses twice as many by itself, also where a header lies


def open_picture(content: bytes, kind: Kind) -> ImageFile.ImageFile | Refusal:
    """Return the opened picture, of which nothing but the header was read, or why it can't be published.

    A PNG that can't be opened is opened without its notes, which may be damaged or blown up.
    """
    image = _open(content, kind)
    if image == DAMAGED and kind == "PNG":
        image = _open(b"".join(_without_notes(content)), kind)
    return image


def _open(content: bytes, kind: Kind) -> ImageFile.ImageFile | Refusal:
    try:
        image = Image.open(BytesIO(content), formats=[PLUGINS.get(kind, kind)])
    except MemoryError:
        raise
    except Image.DecompressionBombError:
        return Refusal(
            f"It has more than {2 * MAX_JPEG_PIXELS // 1_000_000} million pixels, too many to read.", SMALLER
        )
    except Exception:  # each of Pillow's readers has errors of its own
        return DAMAGED
    _scale_key(image)
    return _check_size(image, kind) or (SCIENCE if image.mode in SCIENCE_MODES else image)


def _scale_key(image: ImageFile.ImageFile) -> None:
    """Bring the transparent colour of a PNG to 8 bits, as Pillow will bring its pixels there."""
    key = image.info.get("transparency")
    stored = str(image.tile)
    factor = next((factor for mode, factor in KEY_FACTORS.items() if mode in stored), None)
    if factor and isinstance(key, int):
        image.info["transparency"] = int(key * factor)
    elif factor and isinstance(key, tuple):
        image.info["transparency"] = tuple(int(part * factor) for part in key)


def _without_notes(png: bytes) -> Iterator[bytes]:
    """Yield the parts of a PNG file that its pixels need."""
    yield png[:PNG_HEAD_BYTES]
    at = PNG_HEAD_BYTES
    while at + 12 <= len(png):
        end = at + 12 + int.from_bytes(png[at : at + 4], "big")
        if png[at + 4 : at + 8] in PNG_PICTURE:
            yield png[at:end]
        at = end


def _check_size(image: Image.Image, kind: Kind) -> Refusal | None:
    """Return why a picture of this size can't be published, or nothing."""
    pixels = image.width * image.height
    is_reducible = kind == "JPEG" and len(image.getbands()) <= JPEG_CHANNELS
    most = MAX_JPEG_PIXELS if is_reducible else MAX_PIXELS
    if pixels <= most and max(image.size) <= MAX_SIDE:
        return None
    limit = f"{most // 1_000_000} million in a JPEG" if is_reducible else f"{most // 1_000_000} million in such a file"
    message = f"It has {image.width:,} x {image.height:,} pixels; the limit is {limit}."
    return Refusal(message, SMALLER)


def load(image: Image.Image) -> Refusal | None:
    """Decode the picture. Return why that can't be done, or nothing."""
    try:
        image.load()
    except MemoryError:
        raise
    except Exception:  # each of Pillow's readers has errors of its own
        return DAMAGED
    return None


@contextmanager
def in_silence() -> Iterator[None]:
    """Keep Pillow's warnings about odd files from standard error: what an editor should know is in the facts."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield
