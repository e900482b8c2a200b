"""The pictures that an agency sends with a story: under which names their files may lie in the folder."""

import re
from collections.abc import Iterable, Iterator
from urllib.parse import unquote

from generator.intake.names import is_photo
from generator.intake.text.clean import clean_text
from generator.intake.wire_files.record import WirePicture, one_line
from generator.photo_records import PhotoWords, SuppliedPhoto

MAX_PICTURES = 30
"""Of one story; what is beyond isn't looked for."""
MAX_NAMES = 12
LAST_PART = re.compile(r"[^/\\]+\Z")
AS_FILE = re.compile(r"[:,*?\"<>|]")
"""Signs of ids for which agencies' programs write `_` in the names of files."""
KINDS = (".jpg", ".jpeg", ".png")


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
            yield from ([spelled] if is_photo(spelled) else [f"{spelled}{kind}" for kind in KINDS])


def _words_of(picture: WirePicture) -> PhotoWords:
    return PhotoWords(
        caption=one_line(clean_text(picture.caption)),
        credit=one_line(clean_text(picture.credit)),
        alt=one_line(clean_text(picture.alt)),
        copyright=one_line(clean_text(picture.copyright)),
    )
