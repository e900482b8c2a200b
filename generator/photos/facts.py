"""What a paper has to know of a picture file before it can show it: size, colour, rights, and what is wrong."""

import msgspec

from generator.photos.rights import Rights


class Remark(msgspec.Struct, frozen=True):
    """Something that an editor should know of a picture that is published all the same."""

    message: str
    hint: str = ""


class Facts(msgspec.Struct, frozen=True, tag="facts"):
    """A picture that can be published."""

    digest: str
    """The digest of the original's bytes."""
    format: str
    """The kind of file that the content shows it to be: `JPEG`, `PNG`, `WebP`, `GIF`, `TIFF`, `AVIF` or `BMP`."""
    width: int
    height: int
    """Size in pixels, upright: after the camera's note of orientation was followed."""
    colour: str
    """The picture's average colour: `#7a8b99`."""
    rights: Rights = Rights()
    """What the file itself says of its caption, maker and rights."""
    warnings: tuple[Remark, ...] = ()


class Refusal(msgspec.Struct, frozen=True, tag="refusal"):
    """A picture that can't be published, in an editor's words."""

    message: str
    """What is wrong, as a sentence without the file's name: `This is an iPhone photo in Apple's own format (HEIC).`"""
    hint: str
    """The way out."""
    digest: str = ""
    """The digest of the original's bytes; empty if the file is too large to be read."""
