"""Read what a paper has to know of a picture file before it can show it: size, colour, rights, and what is wrong."""

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


def read_facts(content: bytes, name: str = "") -> Facts | Refusal:
    """Return the facts of the picture whose bytes are `content`, or why it can't be published.

    `name` is the file's name, to tell when its ending is wrong; what the file is, its content decides. The picture is
    decoded once, at a reduced size where the format can do that, so that a damaged one is found here. Limits of size
    are checked before. It may take long and much memory: see `work.py` for the function that a worker runs.
    """
    raise NotImplementedError
