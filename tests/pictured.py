"""Photos for tests: as pages show them, and as files that an editor drops."""

import io
import random
from typing import Any

from PIL import Image, ImageDraw

from generator.photo_records import Cut, Photo, Rendition


def photo(url: str = "/assets/photos/a.jpg", width: int = 1200, height: int = 675, **fields: Any) -> Photo:
    """Return a photo that has one size."""
    return Photo(url=url, width=width, height=height, whole=Cut((), (Rendition(url, width, height),)), **fields)


def picture(width: int = 450, height: int = 300, seed: int = 0, form: str = "JPEG", **options: Any) -> bytes:
    """Return a picture of coloured circles, another for each seed."""
    draw = random.Random(seed)
    image = Image.new("RGB", (width, height), (draw.randrange(256), draw.randrange(256), draw.randrange(256)))
    brush = ImageDraw.Draw(image)
    for _ in range(12):
        x, y, size = draw.randrange(width), draw.randrange(height), draw.randrange(20, max(21, height // 2))
        brush.ellipse((x, y, x + size, y + size), fill=tuple(draw.randrange(256) for _ in range(3)))
    content = io.BytesIO()
    image.save(content, form, **options)
    return content.getvalue()
