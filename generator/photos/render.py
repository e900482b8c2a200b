"""Make the published sizes of a picture, decoding the original once."""

from collections.abc import Sequence

from generator.photos.facts import Refusal
from generator.photos.recipes import Recipe


def render_photo(content: bytes, recipes: Sequence[Recipe], packet: bytes) -> tuple[bytes, ...] | Refusal:
    """Return the file of each recipe, in order, or why the picture can't be shown.

    Each holds sRGB pixels and the XMP `packet`, and not one other byte of metadata. The same arguments give the same
    bytes. Raises MemoryError in a worker with a limit.
    """
    raise NotImplementedError
