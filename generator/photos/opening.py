"""Open a picture file as far as its header, and refuse what is too large before a pixel is decoded."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

from PIL import Image, ImageFile

from generator.photos.facts import Refusal
from generator.photos.kinds import AGAIN, Kind

MAX_JPEG_PIXELS, MAX_PIXELS = 120_000_000, 50_000_000
"""JPEG in grey or three colours can be decoded at a reduced size; for all else memory has to hold every pixel."""
JPEG_CHANNELS = 3
MAX_SIDE = 65_535
PLUGINS: dict[Kind, str] = {"WebP": "WEBP"}
"""Pillow's names where they differ."""
SCIENCE_MODES = ("F", "I")

SMALLER = "Export it as a JPEG of 6,000 pixels or less on its longer side, and use that file."
DAMAGED = Refusal("The file is damaged, or was not copied to its end.", AGAIN)
SCIENCE = Refusal(
    "It holds measurements (32 bits for each point), not colours.",
    "Open it in the program that made it, and export it as JPEG or PNG.",
)

Image.MAX_IMAGE_PIXELS = MAX_JPEG_PIXELS  # Pillow refuses twice as many by itself, also where a header lies


def open_picture(content: bytes, kind: Kind) -> ImageFile.ImageFile | Refusal:
    """Return the opened picture, of which nothing but the header was read, or why it can't be published."""
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
    return check_size(image, kind) or (SCIENCE if image.mode in SCIENCE_MODES else image)


def check_size(image: Image.Image, kind: Kind) -> Refusal | None:
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
