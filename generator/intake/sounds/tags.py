"""Read the length of a recording, and of its tags the few words that are published: title, performer, album."""

import unicodedata
from typing import BinaryIO

import msgspec

from generator.intake.sounds.pieces import SoundUnusable

MOST_CHARS = 300


class Tags(msgspec.Struct, frozen=True, kw_only=True):
    """What the tags of a recording say that may be published. The words may be empty."""

    seconds: float
    title: str = ""
    artist: str = ""
    album: str = ""


def read_tags(source: BinaryIO) -> Tags:
    """Return the length and the words of a recording. Raises OSError, SoundUnusable."""
    from tinytag import TinyTag, TinyTagException  # noqa: PLC0415 (only papers with recordings need it)

    source.seek(0)
    try:
        found = TinyTag.get(file_obj=source)
    except (TinyTagException, ValueError, ArithmeticError, LookupError, EOFError) as error:
        raise SoundUnusable(f"It holds no sound that can be read ({type(error).__name__}).") from None
    seconds = found.duration or 0
    if seconds <= 0:
        raise SoundUnusable("It has no sound in it.")
    return Tags(seconds=seconds, title=plain(found.title), artist=plain(found.artist), album=plain(found.album))


def plain(words: str | None) -> str:
    """Return words of a tag as one line without signs that can't be seen."""
    shown = "".join(sign if unicodedata.category(sign)[0] != "C" else " " for sign in words or "")
    return " ".join(shown.split())[:MOST_CHARS]
