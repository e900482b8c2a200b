"""Make pictures for tests: four colours, one in each corner, in any format and with any metadata."""

import json
import struct
import subprocess
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image

RED, GREEN, BLUE, YELLOW = (200, 30, 30), (30, 160, 60), (40, 60, 190), (220, 200, 40)
CORNERS = (RED, GREEN, BLUE, YELLOW)
"""The colours of a picture: upper left, upper right, lower left, lower right."""


def four_corners(width: int = 64, height: int = 48) -> Image.Image:
    """Return a picture with another colour in each quarter."""
    image = Image.new("RGB", (width, height))
    for number, colour in enumerate(CORNERS):
        left, top = (number % 2) * (width // 2), (number // 2) * (height // 2)
        image.paste(colour, (left, top, left + (width + 1) // 2, top + (height + 1) // 2))
    return image


def saved(image: Image.Image, format_: str = "JPEG", **options: Any) -> bytes:
    """Return the picture's file."""
    out = BytesIO()
    image.save(out, format_, **({"quality": 95} if format_ in {"JPEG", "WEBP", "AVIF"} else {}) | options)
    return out.getvalue()


def opened(content: bytes) -> Image.Image:
    """Return the picture of a file that the program made, decoded."""
    image = Image.open(BytesIO(content), formats=["JPEG", "AVIF", "PNG"])
    image.load()
    return image


def corners_of(image: Image.Image) -> list[tuple[int, ...]]:
    """Return the colour in the middle of each quarter."""
    rgb = image.convert("RGB")
    places = [(x, y) for y in (1, 3) for x in (1, 3)]
    found = [rgb.getpixel((rgb.width * x // 4, rgb.height * y // 4)) for x, y in places]
    return [colour for colour in found if isinstance(colour, tuple)]


def is_near(one: tuple[int, ...], other: tuple[int, ...], most: int = 14) -> bool:
    """Tell whether two colours look the same: they differ by `most` at most in each channel."""
    return all(abs(a - b) <= most for a, b in zip(one, other, strict=True))


def segment(marker: int, content: bytes) -> bytes:
    """Return a segment of a JPEG file."""
    return struct.pack(">BBH", 0xFF, marker, len(content) + 2) + content


def with_segments(jpeg: bytes, *segments: bytes) -> bytes:
    """Return a JPEG file with more segments behind its first two bytes."""
    return jpeg[:2] + b"".join(segments) + jpeg[2:]


def xmp_segment(packet: str) -> bytes:
    """Return the segment that holds an XMP packet."""
    return segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + packet.encode())


def dataset(record: int, number: int, content: bytes) -> bytes:
    """Return one dataset of IPTC-IIM."""
    return struct.pack(">BBBH", 0x1C, record, number, len(content)) + content


def iptc_segment(*datasets: bytes) -> bytes:
    """Return the segment that holds IPTC-IIM among Photoshop's blocks."""
    block = b"".join(datasets)
    padding = b"\0" * (len(block) % 2)
    return segment(0xED, b"Photoshop 3.0\0" + b"8BIM\x04\x04\0\0" + struct.pack(">I", len(block)) + block + padding)


def xmp(inner: str = "", attributes: str = "") -> str:
    """Return an XMP packet with one description."""
    spaces = {
        "dc": "http://purl.org/dc/elements/1.1/",
        "photoshop": "http://ns.adobe.com/photoshop/1.0/",
        "xmpRights": "http://ns.adobe.com/xap/1.0/rights/",
        "Iptc4xmpCore": "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/",
        "Iptc4xmpExt": "http://iptc.org/std/Iptc4xmpExt/2008-02-29/",
        "plus": "http://ns.useplus.org/ldf/xmp/1.0/",
        "exif": "http://ns.adobe.com/exif/1.0/",
    }
    names = " ".join(f'xmlns:{name}="{uri}"' for name, uri in spaces.items())
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        f'<rdf:Description rdf:about="" {names} {attributes}>{inner}</rdf:Description></rdf:RDF></x:xmpmeta>'
        + " " * 200
        + '<?xpacket end="w"?>'
    )


def read_by_exiftool(exiftool: str, files: list[Path]) -> list[dict[str, Any]]:
    """Return all that exiftool finds in each file, as group and name -> value."""
    command = [exiftool, "-json", "-a", "-G1", "-s", "-ee", *map(str, files)]
    done = subprocess.run(command, check=False, capture_output=True)
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found
