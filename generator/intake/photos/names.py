"""Which photo is meant: by the name of its file, or by what a story calls it."""

import posixpath
import re
import unicodedata
from urllib.parse import unquote

from generator.intake.names import ending_of, is_photo

NUMBERED = re.compile(r"(.+)-([1-9]\d{0,2})")
"""The name of a photo in a gallery: `world/bridge-2` goes with the story `world/bridge`."""
POSTER = re.compile(r"(.+)-poster(?:-([1-9]\d?))?")
"""The name of a photo that stands for an embed until it is opened: `world/bridge-poster`, `world/bridge-poster-2`."""
SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//|#")
"""The beginning of an address that is no file beside a story."""
ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://|//|(?:data|javascript|mailto|cid|file):", re.IGNORECASE)
"""The same where a name may have a colon or begin with a number sign: in a header, where no address is expected."""


def photo_key(file: str) -> str:
    """Return the name under which a photo in content/ is looked up: its path there, in Unicode's form NFC."""
    path = file.removeprefix("content/")
    return path if path.isascii() else unicodedata.normalize("NFC", path)


def spelling_of(name: str) -> str:
    """Return a name as names are compared that are nearly the same: in small letters, with plain and single blanks.

    Screenshots of macOS have other blanks in their names than those that keyboards type.
    """
    if name.isascii() and " " not in name:
        return name.lower()
    folded = unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())
    return "/".join(" ".join(part.split()) for part in folded.split("/"))


def gallery_of(name: str) -> tuple[str, int] | None:
    """Return the story in whose gallery the photo `name` is, going by the name alone, and its number there."""
    found = NUMBERED.fullmatch(name)
    return (found[1], int(found[2])) if found else None


def poster_of(name: str) -> str:
    """Return the story to one of whose embeds the photo `name` may be a poster; empty if it has no such name."""
    found = POSTER.fullmatch(name)
    return found[1] if found else ""


def poster_name(path: str, number: int) -> str:
    """Return the name of the poster of a story's embed, counted from 1."""
    return f"{path}-poster" if number == 1 else f"{path}-poster-{number}"


def possible_keys(story: str, written: str, *, is_address: bool = False) -> tuple[str, ...]:
    """Return the keys of the photos that the story in the file `story` may mean by `written`, the likeliest first.

    A name is relative to the story's folder, or else to content/. Nothing outside content/ is ever meant. It counts as
    it is written and, after that, as an address would be read: with `%20` for a blank, or a `?` behind it. In a text,
    where it `is_address`, it is first read as one.
    """
    if ADDRESS.match(written):
        return ()
    decoded = unquote(written.partition("?")[0]).replace("\\", "/").strip()
    folder = posixpath.dirname(photo_key(story))
    names = (decoded, written.strip()) if is_address else (written.strip(), decoded)
    keys = [key for name in dict.fromkeys(names) for key in _keys_in(folder, name)]
    return tuple(dict.fromkeys(keys))


def _keys_in(folder: str, name: str) -> list[str]:
    from_top = name.removeprefix("/").removeprefix("content/")
    places = [from_top] if name.startswith("/") else [posixpath.join(folder, name), from_top]
    keys = (posixpath.normpath(unicodedata.normalize("NFC", place)) for place in places if place)
    return [key for key in keys if not key.startswith(("../", "/")) and is_photo(key)]


def supplied_key(story: str, name: str) -> str:
    """Return the key of the picture `name`, a name without folders, beside the story in the file `story`."""
    return photo_key(posixpath.join(posixpath.dirname(story), name))


def names_photo(written: str) -> bool:
    """Tell whether `written` is the name of a photo's file rather than words about one."""
    name = written.strip()
    return ending_of(name) != "" and (is_photo(name) or is_photo(unquote(name.partition("?")[0]).strip()))
