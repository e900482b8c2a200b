"""Open documents that are zip files of XML, whatever is in them: sizes, numbers and depths are bounded."""

import io
import zipfile
import zlib
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from generator.intake.documents.document import DocumentError
from generator.photos.in_documents import is_picture

MAX_MEMBERS = 200
MAX_MEMBER_BYTES = 10_000_000
MAX_ALL_BYTES = 40_000_000
MAX_DEPTH = 200
"""How deep elements may be in each other. No word processor goes beyond a few dozen."""
DAMAGED = "The document is damaged and can't be opened."
SAVE_AGAIN = "Open it in the program that made it, save it again and drop the new file here."
SPLIT = "Save its text alone, without pictures and attachments, as a new document."


def open_archive(raw: bytes) -> dict[str, bytes]:
    """Return the files in a zip archive by name. Nothing that the archive says about sizes is believed.

    In the place of a picture's bytes stands its name: pictures are read later, one at a time, by `photos/`.

    Raises DocumentError.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            members = [one for one in archive.infolist() if not one.is_dir()]
            if len(members) > MAX_MEMBERS:
                raise DocumentError(f"The document has more than {MAX_MEMBERS} parts.", SPLIT)
            if any(one.flag_bits & 1 for one in members):
                raise DocumentError("The document is protected by a password.", "Save it without one.")
            return _read_all(archive, members)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError, RuntimeError) as error:
        raise DocumentError(DAMAGED, SAVE_AGAIN) from error


def _read_all(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    left = MAX_ALL_BYTES
    for member in members:
        if is_picture(member.filename):
            found[member.filename] = member.filename.encode()
            continue
        with archive.open(member) as file:
            data = file.read(MAX_MEMBER_BYTES + 1)
        left -= len(data)
        if len(data) > MAX_MEMBER_BYTES or left < 0:
            raise DocumentError(f"A part of the document has more than {MAX_MEMBER_BYTES // 1_000_000} MB.", SPLIT)
        found[member.filename] = data
    return found


def read_xml(data: bytes) -> Element:
    """Return the root of an XML text without a DTD or entities of its own. Raises DocumentError."""
    try:
        root: Element = fromstring(data, forbid_dtd=True)
    except (DefusedXmlException, ParseError, ValueError, LookupError) as error:
        raise DocumentError(DAMAGED, SAVE_AGAIN) from error
    level, depth = [root], 0
    while level:
        depth += 1
        if depth > MAX_DEPTH:
            raise DocumentError(f"The parts of the document are nested more than {MAX_DEPTH} deep.", SAVE_AGAIN)
        level = [child for element in level for child in element]
    return root
