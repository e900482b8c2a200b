"""Plain, frozen values about photos: what editors say of them, and what pages show."""

from datetime import datetime

import msgspec


class PhotoWords(msgspec.Struct, frozen=True):
    """What an editor wrote about a photo: in a story's header, in the copy or in a file beside the photo."""

    caption: str = ""
    credit: str = ""
    alt: str = ""
    focus: tuple[float, float] | None = None
    """The point that every crop keeps, in parts of the photo's width and height."""
    crops: tuple[tuple[str, tuple[float, float, float, float]], ...] = ()
    """Shape (`16:9`) and edges of each crop set by hand: left, top, right, bottom in parts of width and height."""
    copyright: str = ""
    """The notice that an agency sends with it, for files whose own rights have none."""


class PhotoNotes(msgspec.Struct, frozen=True):
    """The file beside a photo, such as `bridge.jpg.txt`."""

    words: PhotoWords = PhotoWords()
    held: bool = False
    """True if a line in it restrains the photo, which no story then shows."""


class InlinePhoto(msgspec.Struct, frozen=True):
    """A photo in the text of a story, as `![alt](file "caption")` names it."""

    file: str
    """As written."""
    alt: str = ""
    caption: str = ""


class SuppliedPhoto(msgspec.Struct, frozen=True):
    """A picture that an agency sends along with a story."""

    files: tuple[str, ...]
    """The names that its file may have in the folder of the story's file, the likeliest first."""
    words: PhotoWords = PhotoWords()


class StoryPhotos(msgspec.Struct, frozen=True):
    """What a story itself says about its photos. Which photos it gets is decided with all files at hand."""

    named: tuple[str, ...] = ()
    """The files that the header names, as written."""
    words: PhotoWords = PhotoWords()
    """The header's words about the lead photo."""
    typed: PhotoWords = PhotoWords()
    """The words that a line of the copy says about it: `Photo: A truck waits. (Ann Lee/Courier)`."""
    inline: tuple[InlinePhoto, ...] = ()
    in_entries: tuple[tuple[datetime, str], ...] = ()
    """Those that the entries of a live story show, as written, each with the time of its entry. They never lead."""
    withheld: tuple[str, ...] = ()
    """Those of entries whose time hasn't come: no part of the story may show them yet."""
    attached: tuple[str, ...] = ()
    """The pictures that came with a mail, named as in its folder: `bridge.eml/Pictures/2.jpeg`."""
    supplied: tuple[SuppliedPhoto, ...] = ()
    """The pictures that an agency sends along."""
    embeds: int = 0
    """How many embeds are in the text. Each may have a poster, by its number."""


class Rendition(msgspec.Struct, frozen=True):
    """A published photo in one size and format. Width and height are in pixels."""

    url: str
    width: int
    height: int


class Cut(msgspec.Struct, frozen=True, cache_hash=True):
    """A photo, whole or cropped, in several sizes, the narrowest first."""

    avif: tuple[Rendition, ...]
    jpeg: tuple[Rendition, ...]
    """For browsers that don't know AVIF; at least one."""


class Photo(msgspec.Struct, frozen=True, kw_only=True, cache_hash=True):
    """A published photo. Width and height are those of the file at `url`, a JPEG of the whole photo, in pixels."""

    url: str
    width: int
    height: int
    alt: str = ""
    caption: str = ""
    credit: str = ""
    """Who made it, as printed under the photo: `Ann Lee/Courier`."""
    tone: str = ""
    """The class of the colour that is shown until the photo is there: `tone-4`."""
    whole: Cut
    wide: Cut | None = None
    """Cropped to 16:9, for cards. Only lead photos have this and the next three."""
    standard: Rendition | None = None
    """Cropped to 4:3."""
    square: Rendition | None = None
    """Cropped to 1:1."""
    social: Rendition | None = None
    """Cropped for the previews that networks show of a link."""
    creators: tuple[str, ...] = ()
    """The people who made it."""
    copyright: str = ""
    license: str = ""
    """Address of the terms under which it may be used; may be empty."""
    acquire: str = ""
    """Address at which a licence can be had; may be empty."""
    made_with_ai: bool = False
    """True if the photo's own rights say that a program made it, wholly or in part."""
