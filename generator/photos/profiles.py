"""Colour profiles of red, green and blue for pictures that say what their colours are without holding a profile."""

import struct
from functools import lru_cache
from io import BytesIO

from PIL import Image, ImageCms

Primaries = tuple[tuple[float, float, float], ...]
"""Red, green and blue as X, Y and Z under the light of profiles (D50)."""

SRGB: Primaries = ((0.43607, 0.22249, 0.01392), (0.38515, 0.71687, 0.09708), (0.14307, 0.06061, 0.71410))
ADOBE_RGB: Primaries = ((0.60974, 0.31111, 0.01947), (0.20528, 0.62567, 0.06087), (0.14919, 0.06322, 0.74457))
ADOBE_GAMMA = 563 / 256
"""Adobe RGB (1998): https://www.adobe.com/digitalimag/pdfs/AdobeRGB1998.pdf."""
D50 = (0.9642, 1.0, 0.8249)
SCREEN_GAMMA, NEARLY = 2.2, 0.1
"""A PNG whose gamma is nearly that of screens is one in sRGB."""
INTEROPERABILITY, INDEX = 0xA005, 1
ADOBE_INDEX = "R03"
"""How cameras say that a JPEG is in Adobe RGB, into which they put no profile: DCF 2.0, 3.2.3."""
PROBE = bytes(part for red in (0, 85, 170, 255) for green in (0, 85, 170, 255) for part in (red, green, red ^ green))
"""Colours by which a profile is compared with sRGB, among them greys."""
ALIKE = 3
"""No eye sees so small a difference of a channel."""


def profile_of(image: Image.Image) -> bytes:
    """Return the profile by which the colours of an opened picture are to be read; empty if it says nothing."""
    held = image.info.get("icc_profile")
    if held:
        return bytes(held)
    if image.format in {"JPEG", "MPO"} and _is_in_adobe_rgb(image):
        return matrix_profile(ADOBE_RGB, ADOBE_GAMMA)
    gamma = image.info.get("gamma")
    if image.format == "PNG" and isinstance(gamma, float) and 0.1 < gamma < 2 and "srgb" not in image.info:
        return b"" if abs(1 / gamma - SCREEN_GAMMA) < NEARLY else matrix_profile(SRGB, 1 / gamma)
    return b""


def _is_in_adobe_rgb(image: Image.Image) -> bool:
    try:
        index = image.getexif().get_ifd(INTEROPERABILITY).get(INDEX, "")
    except MemoryError:
        raise
    except Exception:  # broken metadata raises nearly every kind of error
        return False
    return isinstance(index, str) and index.rstrip("\0 ") == ADOBE_INDEX


@lru_cache(maxsize=8)
def is_srgb(profile: bytes) -> bool:
    """Tell whether a profile shows colours as sRGB does. Raises what Pillow raises on profiles."""
    probe = Image.frombytes("RGB", (len(PROBE) // 3, 1), PROBE)
    source = ImageCms.ImageCmsProfile(BytesIO(profile))
    shown = ImageCms.profileToProfile(probe, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
    return shown is not None and all(abs(a - b) <= ALIKE for a, b in zip(PROBE, shown.tobytes(), strict=True))


def matrix_profile(primaries: Primaries, gamma: float) -> bytes:
    """Return an ICC profile (version 2) of these colours, each of which follows a power of its number."""
    curve = b"curv" + bytes(4) + struct.pack(">IHxx", 1, round(gamma * 256))
    name = b"RGB\0"
    tags = {
        b"desc": b"desc" + bytes(4) + struct.pack(">I", len(name)) + name + bytes(78),
        b"cprt": b"text" + bytes(4) + b"none\0",
        b"wtpt": _xyz(D50),
        **{letter + b"XYZ": _xyz(primary) for letter, primary in zip((b"r", b"g", b"b"), primaries, strict=True)},
        **{letter + b"TRC": curve for letter in (b"r", b"g", b"b")},
    }
    at = 128 + 4 + 12 * len(tags)
    index, data = struct.pack(">I", len(tags)), b""
    for tag, content in tags.items():
        index += tag + struct.pack(">II", at + len(data), len(content))
        data += content + bytes(-len(content) % 4)
    head = struct.pack(">I4xI", at + len(data), 0x02100000) + b"mntrRGB XYZ " + struct.pack(">6H", 2000, 1, 1, 0, 0, 0)
    head += b"acsp" + bytes(28) + _xyz(D50)[8:]
    return head + bytes(128 - len(head)) + index + data


def _xyz(values: tuple[float, ...]) -> bytes:
    return b"XYZ " + bytes(4) + struct.pack(">3i", *(round(value * 65_536) for value in values))
