"""The pictures that an agency sends with a story: under which names their files may lie in the folder."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import unquote

from generator.intake.names import is_photo
from generator.intake.text.clean import clean_text
from generator.intake.wire_files.record import WirePicture, one_line
from generator.photo_records import PhotoWords, SuppliedPhoto

MAX_PICTURES = 30
"""The most pictures of one story; further ones aren't looked for."""
MAX_NAMES = 12
LAST_PART = re.compile(r"[^/\\]+\Z")
AS_FILE = re.compile(r"[:,*?\"<>|]")
"""Signs of ids for which agencies' programs write `_` in the names of files."""
KINDS = (".jpg", ".jpeg", ".png")
FIRST_BYTES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF8", b"II*\0", b"MM\0*")
"""The first bytes of JPEG, PNG, GIF and TIFF."""


def is_unnamed_picture(path: Path) -> bool:
    """Tell whether a file is a picture by its bytes: the names of some agencies' pictures say nothing."""
    try:
        with path.open("rb") as file:
            return file.read(8).startswith(FIRST_BYTES)
    except OSError:
        return False


def supplied_photos(pictures: Iterable[WirePicture]) -> tuple[SuppliedPhoto, ...]:
    """Return the pictures, each with the names that its file may have and the words about it."""
    found = (SuppliedPhoto(tuple(dict.fromkeys(_names_of(one)))[:MAX_NAMES], _words_of(one)) for one in pictures)
    return tuple(one for one in found if one.files)[:MAX_PICTURES]


def _names_of(picture: WirePicture) -> Iterator[str]:
    """Yield the names of files, the likeliest first. Nothing outside the folder is ever meant."""
    for written in picture.files:
        last = LAST_PART.search(unquote(written.partition("?")[0]).strip())
        name = clean_text(last[0]) if last else ""
        if not name or name in {".", ".."}:
            continue
        for spelled in dict.fromkeys((name, AS_FILE.sub("_", name))):
            yield from ([spelled] if is_photo(spelled) else [spelled, *(f"{spelled}{kind}" for kind in KINDS)])


def _words_of(picture: WirePicture) -> PhotoWords:
    return PhotoWords(
        caption=one_line(clean_text(picture.caption)),
        credit=one_line(clean_text(picture.credit)),
        alt=one_line(clean_text(picture.alt)),
        copyright=one_line(clean_text(picture.copyright)),
    )
