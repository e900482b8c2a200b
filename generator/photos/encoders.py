"""The versions of the libraries that make published pictures."""

# ruff: noqa: PLC0415 -- Pillow is loaded only when there are pictures

from functools import cache

LIBRARIES = ("pil", "jpg", "libjpeg_turbo", "avif", "littlecms2", "freetype2", "zlib")
"""Pillow and the libraries that it comes with, by its names for them."""


@cache
def encoders() -> str:
    """Return the versions of all that a rendition's bytes depend on, for its key. It doesn't change while this runs."""
    from PIL import features

    from generator.photos.encode import RECIPE_VERSION, SETTINGS

    libraries = {name: features.version(name) for name in LIBRARIES}
    return f"{RECIPE_VERSION} {SETTINGS} {libraries}"
