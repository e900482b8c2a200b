"""The versions of the libraries that make published pictures."""

# ruff: noqa: PLC0415 -- Pillow is loaded only when there are pictures

from functools import cache

LIBRARIES = ("pil", "jpg", "libjpeg_turbo", "avif", "littlecms2", "freetype2", "zlib", "zlib_ng")
"""Pillow and the libraries that it comes with, by its names for them."""
AVIF_CODECS = ("aom", "rav1e", "svt")
"""What libavif may encode with."""


@cache
def encoders() -> str:
    """Return the versions of all that a rendition's bytes depend on, for its key. It doesn't change while this runs."""
    from PIL import AvifImagePlugin, features

    from generator.photos.encode import RECIPE_VERSION, SETTINGS

    versions = {name: features.version(name) for name in LIBRARIES}
    versions |= {name: AvifImagePlugin.get_codec_version(name) for name in AVIF_CODECS}
    present = {name: version for name, version in versions.items() if version}
    return f"{RECIPE_VERSION} {SETTINGS} {present}"
