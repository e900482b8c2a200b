"""Pictures inside documents: their names, and their bytes, one picture at a time.

A picture in a document is named like a file in a folder that has the document's name:
`content/world/bridge.docx/word/media/image1.jpeg`. The zip archives of .docx and .odt have such names themselves. In
the others, the name says where the picture is: `Pictures/2.jpeg` is the second data: address of a web page, or the
second part of a mail; `Pictures/310-9214.png` is at these bytes of an .rtf file. A picture that is cropped in its
document stands in a folder that says how: two parts of one picture have two names, and are two photos.
"""

import base64
import errno
import io
import os
import re
import zipfile
import zlib
from collections.abc import Callable
from email import message_from_bytes
from email.errors import MessageError
from email.message import Message
from email.policy import default
from pathlib import Path

from generator.files import read_whole
from generator.photos.cropping import FOLDER, Cropping, cropping_of

MAX_DOCUMENT_BYTES = 30_000_000
"""The size of the largest document."""
MAX_HEAD_BYTES = 4_000_000
"""So much of a picture is read to know its size: the notes before its pixels are shorter."""
PICTURE = re.compile(r"(?:word/media|Pictures)/[^/\\\0]{1,200}")
"""How Word and LibreOffice name the parts that are pictures."""
INSIDE = re.compile(rf"(.+\.(docx|odt|rtf|html?|eml))/(?:({FOLDER})/)?({PICTURE.pattern})", re.IGNORECASE | re.DOTALL)
NUMBERED = re.compile(r"Pictures/(\d{1,9})(?:-(\d{1,9}))?\.[a-z0-9]+")
DATA_ADDRESS = re.compile(rb"data:image/([a-z.+-]{2,20});base64,([A-Za-z0-9+/=\s]{16,})", re.IGNORECASE)
KINDS = {
    "x-png": "png",
    "pjpeg": "jpeg",
    "jpg": "jpeg",
    "svg+xml": "svg",
    "x-ms-bmp": "bmp",
    "vnd.microsoft.icon": "ico",
}
"""Kinds of picture in MIME -> the ending of a file."""
DAMAGED = (
    zipfile.BadZipFile, zlib.error, MessageError, EOFError, NotImplementedError, ValueError, LookupError, RuntimeError,
    TypeError, AttributeError,
)  # fmt: skip
"""The errors that the libraries raise on documents that are damaged."""


def is_picture(part: str) -> bool:
    """Tell whether a part of a document is a picture, going by its name."""
    return PICTURE.fullmatch(part) is not None


def document_of(file: str) -> str:
    """Return the document that the picture `file` is in; empty if its name is that of a file of its own."""
    found = INSIDE.fullmatch(file)
    return found[1] if found else ""


def cropping_in(file: str) -> Cropping | None:
    """Return how the picture `file` is cropped in its document; None for one that is whole or a file of its own."""
    found = INSIDE.fullmatch(file)
    return cropping_of(found[3]) if found and found[3] else None


def part_name(place: str, kind: str) -> str:
    """Return the name of the picture at a place of a document, by the second half of its type in MIME."""
    kind = kind.lower()
    return f"Pictures/{place}.{KINDS.get(kind, kind)}"


def take_data_addresses(page: bytes) -> tuple[bytes, tuple[str, ...]]:
    """Return a web page with `picture:0` and so on in the place of data: addresses, and the names of those pictures."""
    names: list[str] = []

    def named(found: re.Match[bytes]) -> bytes:
        names.append(part_name(str(len(names) + 1), found[1].decode()))
        return f"picture:{len(names) - 1}".encode()

    return DATA_ADDRESS.sub(named, page), tuple(names)


def read_picture(path: Path, most_bytes: int) -> bytes:
    """Return the bytes of a picture in a document, all of it, also if it is cropped there.

    Raises OSError, also when it has more than `most_bytes`.
    """
    found = INSIDE.fullmatch(str(path))
    if found is None:
        raise OSError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(path))
    raw = read_whole(found[1], MAX_DOCUMENT_BYTES)
    try:
        content = READERS[found[2].lower()](raw, found[4], most_bytes)
    except DAMAGED:
        raise OSError(errno.EIO, "the document is damaged there", str(path)) from None
    if len(content) > most_bytes:
        raise OSError(errno.EFBIG, f"it is larger than {most_bytes:,} bytes", str(path))
    return content


def head_of_part(raw: bytes, part: str) -> bytes:
    """Return the beginning of a picture in a zip archive, which says how large it is; empty if it is damaged."""
    try:
        return _from_archive(raw, part, MAX_HEAD_BYTES)
    except DAMAGED:
        return b""


def _from_archive(raw: bytes, part: str, most_bytes: int) -> bytes:
    with zipfile.ZipFile(io.BytesIO(raw)) as archive, archive.open(part) as file:
        return file.read(most_bytes + 1)


def _from_rich_text(raw: bytes, part: str, _: int) -> bytes:
    start, end = _numbers(part)
    return bytes.fromhex(raw[start:end].decode("ascii"))


def _from_page(raw: bytes, part: str, _: int) -> bytes:
    number, _ = _numbers(part)
    return base64.b64decode(list(DATA_ADDRESS.finditer(raw))[number - 1][2])


def open_mail(raw: bytes) -> Message:
    """Return a saved mail. Raises nearly every kind of error if it is damaged."""
    return message_from_bytes(raw.lstrip(b"\r\n \xef\xbb\xbf"), policy=default)


def _from_mail(raw: bytes, part: str, _: int) -> bytes:
    number, _ = _numbers(part)
    content = list(open_mail(raw).walk())[number - 1].get_payload(decode=True)
    if not isinstance(content, bytes):
        raise ValueError(part)
    return content


def _numbers(part: str) -> tuple[int, int]:
    """Return the numbers in the name of a picture. Raises ValueError."""
    found = NUMBERED.fullmatch(part)
    if found is None:
        raise ValueError(part)
    return int(found[1]), int(found[2] or 0)


READERS: dict[str, Callable[[bytes, str, int], bytes]] = {
    "docx": _from_archive,
    "odt": _from_archive,
    "rtf": _from_rich_text,
    "html": _from_page,
    "htm": _from_page,
    "eml": _from_mail,
}
