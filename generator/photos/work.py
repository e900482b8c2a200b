"""What worker processes do with pictures. Give `Workers.run` these functions and their limits of time."""

import msgspec

from generator.photos.facts import Facts, Refusal
from generator.photos.recipes import Recipe

READ_LIMIT_S = 5
"""The time to read one picture's facts."""
RENDER_LIMIT_S = 30
"""The time to make all sizes of one picture, as long as its facts could be read."""


class PhotoFile(msgspec.Struct, frozen=True):
    """A picture file whose facts are wanted."""

    folder: str
    """Absolute path of the paper's folder."""
    file: str
    """The file, relative to that folder."""


class RenderJob(msgspec.Struct, frozen=True):
    """The sizes of one picture that are to be made."""

    folder: str
    file: str
    digest: str
    """The digest that the original must have: one that was replaced meanwhile isn't rendered."""
    recipes: tuple[Recipe, ...]
    packet: bytes
    store: str
    """The folder of the `RenditionStore` that keeps the results."""


class Rendered(msgspec.Struct, frozen=True, tag="rendered"):
    """The keys under which the store now has the renditions, one for each recipe of the job, in its order."""

    keys: tuple[str, ...]
    sizes: tuple[int, ...]
    """The number of bytes of each."""


def read_photo(job: PhotoFile) -> Facts | Refusal:
    """Return the facts of a picture file. A link, or a file that can't be read, is a Refusal, too."""
    raise NotImplementedError


def render_to_store(job: RenderJob) -> Rendered | Refusal:
    """Make those renditions of a picture that the store doesn't have yet, and keep them there. Raises OSError."""
    raise NotImplementedError


def took_too_long(seconds: float) -> Refusal:
    """Return what to say of a picture whose worker was killed or ran out of memory."""
    raise NotImplementedError
