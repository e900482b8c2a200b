"""Gather a picture's rights from all that its file carries, the most trusted source first for each field."""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import reduce

import msgspec
from PIL import ExifTags, Image

from generator.lazy_patterns import lazy_pattern
from generator.photos.iptc import read_iptc
from generator.photos.rights import AI_SOURCES, Rights
from generator.photos.text import plain, without_camera_notes
from generator.photos.xmp import read_xmp

PHOTOSHOP_IPTC = 0x0404
"""The number of Photoshop's block that holds IPTC-IIM."""
TIFF_IPTC, TIFF_PHOTOSHOP, TIFF_XMP = 33723, 34377, 700
PHOTOSHOP_BLOCK = b"8BIM\x04\x04"
SENTENCE = lazy_pattern(r"\S+ \S*[a-z\u00df-\uffff]\S* \S.*")
"""A caption in EXIF has three words at least, one of them in small letters: less is a model's name or a setting."""
SIGNED_SOURCE = re.compile(rb"cv\.iptc\.org/newscodes/digitalsourcetype/([A-Za-z]{3,50})")
"""How a signed manifest (C2PA) names the source. Image generators write it there alone."""


def read_rights(image: Image.Image, content: bytes) -> Rights:
    """Return what the picture's file says of its caption, maker and rights. Broken metadata says nothing."""
    found = [reader(image) for reader in (_from_xmp, _from_iptc, _from_exif)]
    whole = reduce(_fill_in, found)
    instructions = dict.fromkeys(filter(None, (one.instructions for one in found)))
    shown = {whole.caption, whole.headline, whole.usage_terms}
    return msgspec.structs.replace(
        whole,
        instructions=" ".join(instructions),
        digital_source_type=whole.digital_source_type or _signed_source(content),
        releases=_each_of(one.releases for one in found),
        expirations=_each_of(one.expirations for one in found),
        unshown=tuple(one for one in _each_of(one.unshown for one in found) if one not in shown),
    )


def _each_of(some: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """Return each text once."""
    return tuple(dict.fromkeys(text for texts in some for text in texts))


def _fill_in(first: Rights, other: Rights) -> Rights:
    """Return `first` with its empty fields from `other`."""
    empty = {name: getattr(other, name) for name in Rights.__struct_fields__ if not getattr(first, name)}
    return msgspec.structs.replace(first, **empty)


def _unless_broken(reader: Callable[[Image.Image], Rights]) -> Callable[[Image.Image], Rights]:
    """Make `reader` return nothing where it fails: Pillow raises nearly every kind of error on broken metadata."""

    def read(image: Image.Image) -> Rights:
        try:
            return reader(image)
        except MemoryError:
            raise
        except Exception:
            return Rights()

    return read


@_unless_broken
def _from_xmp(image: Image.Image) -> Rights:
    packet = image.info.get("xmp") or _tag(image, TIFF_XMP)
    return read_xmp(packet.encode() if isinstance(packet, str) else packet or b"")


@_unless_broken
def _from_iptc(image: Image.Image) -> Rights:
    blocks = image.info.get("photoshop")
    block = blocks.get(PHOTOSHOP_IPTC) if isinstance(blocks, dict) else None
    return read_iptc(block or _tag(image, TIFF_IPTC) or _photoshop_iptc(_tag(image, TIFF_PHOTOSHOP)))


@_unless_broken
def _from_exif(image: Image.Image) -> Rights:
    exif = image.getexif()
    caption = next(_exif_texts(exif, ExifTags.Base.ImageDescription), "")
    return Rights(
        caption=without_camera_notes(caption) if SENTENCE.fullmatch(caption) else "",
        creators=tuple(_exif_texts(exif, ExifTags.Base.Artist, ";")),
        copyright=" ".join(_exif_texts(exif, ExifTags.Base.Copyright, "\0")),
        unshown=(caption,) if caption else (),
    )


def _exif_texts(exif: Image.Exif, tag: int, separator: str = "\0") -> Iterator[str]:
    """Yield the texts of an EXIF tag. EXIF knows ASCII alone; what isn't ASCII is UTF-8 or Windows' Latin."""
    value = exif.get(tag)
    raw = value.encode("latin-1", "replace") if isinstance(value, str) else value
    if not isinstance(raw, bytes):
        return
    try:
        text = raw.decode()
    except UnicodeDecodeError:
        text = raw.decode("cp1252", "replace").replace("\ufffd", "")
    yield from filter(None, map(plain, text.rstrip("\0 ").split(separator)))


def _tag(image: Image.Image, tag: int) -> bytes:
    """Return the bytes of a TIFF file's tag, also when they are given as whole numbers of four bytes."""
    value = getattr(image, "tag_v2", {}).get(tag, b"")
    if isinstance(value, tuple):
        return b"".join(int(part).to_bytes(4, "little") for part in value)
    return value if isinstance(value, bytes) else b""


def _photoshop_iptc(blocks: bytes) -> bytes:
    """Return the block of IPTC-IIM among Photoshop's blocks: four signs, number, a name of even length, size."""
    at = blocks.find(PHOTOSHOP_BLOCK)
    if at < 0:
        return b""
    at += len(PHOTOSHOP_BLOCK)
    at += (blocks[at] + 2) & ~1
    size = int.from_bytes(blocks[at : at + 4], "big")
    return blocks[at + 4 : at + 4 + size]


def _signed_source(content: bytes) -> str:
    """Return the digital source that a signed manifest in the file names; of several, the one that tells of AI."""
    found = sorted({match[1].decode() for match in SIGNED_SOURCE.finditer(content)})
    return next((term for term in found if term in AI_SOURCES), found[0] if len(found) == 1 else "")
