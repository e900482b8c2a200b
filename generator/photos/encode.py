"""Encode pixels as JPEG and AVIF, with the packet of rights and no other metadata."""

from io import BytesIO

from PIL import Image

from generator.photos.recipes import Format

RECIPE_VERSION = 3
"""Is raised by whoever changes how pixels are made, so that every picture is made again."""
JPEG_SETTINGS = {"quality": 78, "progressive": True, "optimize": True, "subsampling": "4:2:0"}
AVIF_SETTINGS = {"quality": 63, "speed": 9, "subsampling": "4:2:0", "max_threads": 1}
"""One thread: with more, AVIF's bytes depend on their number."""
SETTINGS = f"{JPEG_SETTINGS} {AVIF_SETTINGS}"


def encode(image: Image.Image, format_: Format, packet: bytes) -> bytes:
    """Return the file of a picture in RGB that carries no `info` of its own."""
    out = BytesIO()
    settings = JPEG_SETTINGS if format_ == "jpeg" else AVIF_SETTINGS
    image.save(out, format_.upper(), **settings, **({"xmp": packet} if packet else {}))
    return out.getvalue()
