"""What pages are made of that have no template: files that are copied as they are, pictures that are drawn."""

import msgspec

from generator.photos.icon import Shape


class StaticInputs(msgspec.Struct, frozen=True, kw_only=True):
    """A file that is copied as it is; it has no template."""

    source: str
    """Absolute path; empty for a file that is made of settings."""
    digest: str
    content: bytes = b""
    """The bytes of the file where they aren't those of `source`: a style sheet with published addresses."""


class SearchFileInputs(msgspec.Struct, frozen=True, kw_only=True):
    """A file of the search; it has no template."""

    digest: str
    """The digest of its bytes, which are in the bundle that has the file."""


class SoundInputs(msgspec.Struct, frozen=True, kw_only=True):
    """A recording, which is copied as it is; it has no template."""

    digest: str
    """The digest of its bytes."""


class SocialCardInputs(msgspec.Struct, frozen=True, kw_only=True):
    """The picture that networks show of a page without a photo; it has no template."""

    name: str
    section: str
    headline: str
    colour: str


class IconInputs(msgspec.Struct, frozen=True, kw_only=True):
    """A square icon; it has no template."""

    sign: str
    """The absolute path of the file that it is made of."""
    name: str
    """The same relative to static/."""
    digest: str
    shape: Shape
    paper: str
    """The color behind an icon without transparent places."""
    drawers: str
    """The versions of the libraries that draw it."""


class PhotoInputs(msgspec.Struct, frozen=True, kw_only=True):
    """One size of a photo; it has no template."""

    key: str
    """The digest of all that it is made of: the original, the recipe, the rights, the encoders."""
    digest: str
    """The digest of the original."""
    shape: str
    """`whole`, or what it is cropped to: `16:9`."""
    width: int
    height: int
    format: str
