"""Pictures inside documents (.docx, .odt), which are zip archives: their names, and their bytes, one picture at a time.

A picture in a document is named like a file in a folder that has the document's name:
`content/world/bridge.docx/word/media/image1.jpeg`.
"""

import errno
import io
import os
import re
import zipfile
import zlib
from pathlib import Path

from generator.files import read_whole

MAX_DOCUMENT_BYTES = 30_000_000
"""The size of the largest document."""
PICTURE = re.compile(r"(?:word/media|Pictures)/[^/\\\0]{1,200}")
"""How Word and LibreOffice name the parts that are pictures."""
INSIDE = re.compile(rf"(.+\.(?:docx|odt))/({PICTURE.pattern})", re.IGNORECASE | re.DOTALL)


def is_picture(part: str) -> bool:
    """Tell whether a part of a document is a picture, going by its name."""
    return PICTURE.fullmatch(part) is not None


def document_of(file: str) -> str:
    """Return the document that the picture `file` is in; empty if its name is that of a file of its own."""
    found = INSIDE.fullmatch(file)
    return found[1] if found else ""


def read_picture(path: Path, most_bytes: int) -> bytes:
    """Return the bytes of a picture in a document. Raises OSError, also when it has more than `most_bytes`."""
    found = INSIDE.fullmatch(str(path))
    if found is None:
        raise OSError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(path))
    raw = read_whole(found[1], MAX_DOCUMENT_BYTES)
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive, archive.open(found[2]) as part:
            content = part.read(most_bytes + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, KeyError, RuntimeError):
        raise OSError(errno.EIO, "the document is damaged there", str(path)) from None
    if len(content) > most_bytes:
        raise OSError(errno.EFBIG, f"it is larger than {most_bytes:,} bytes", str(path))
    return content
