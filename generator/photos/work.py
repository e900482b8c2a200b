"""What worker processes do with pictures. Give `Workers.run` these functions and their limits of time."""

# ruff: noqa: PLC0415 -- Pillow is loaded only by those who work on a picture, and most builds have none that is new

import errno
from pathlib import Path

import msgspec

from generator.files import read_whole
from generator.job_limits import limit_memory
from generator.photos.encoders import encoders
from generator.photos.facts import Facts, Refusal
from generator.photos.in_documents import cropping_in, read_picture
from generator.photos.kinds import SMALLER
from generator.photos.recipes import Recipe, rendition_key
from generator.photos.store import RenditionStore

READ_LIMIT_S = 5
"""The time to read one picture's facts."""
RENDER_LIMIT_S = 30
"""The time to make all sizes of one picture, as long as its facts could be read."""
MEMORY_BYTES = 1 << 30
"""The memory that a worker may take for a picture, file included."""


class PhotoFile(msgspec.Struct, frozen=True):
    """A picture file whose facts are wanted."""

    folder: str
    """Absolute path of the paper's folder."""
    file: str
    """The file, relative to that folder."""

    @property
    def path(self) -> Path:
        """Where the file is."""
        return Path(self.folder, self.file)


class RenderJob(msgspec.Struct, frozen=True):
    """The sizes of one picture that are to be made."""

    photo: PhotoFile
    digest: str
    """The digest that the original, or its part that is shown, must have: one that was replaced isn't rendered."""
    recipes: tuple[Recipe, ...]
    packet: bytes
    """The rights that the results carry, made by `make_packet`."""
    store: str
    """The folder of the `RenditionStore` that keeps the results."""


class Rendered(msgspec.Struct, frozen=True, tag="rendered"):
    """The store has the renditions now."""

    keys: tuple[str, ...]
    """The key of each, in the order of the job's recipes."""


def read_photo(job: PhotoFile) -> Facts | Refusal:
    """Return the facts of a picture file. A link, or a file that can't be read, is a Refusal, too."""
    from generator.photos.reading import read_facts

    try:
        with limit_memory(MEMORY_BYTES):
            content = _read_original(job.path)
            return (
                content if isinstance(content, Refusal) else read_facts(content, job.path.name, cropping_in(job.file))
            )
    except MemoryError:
        return took_too_much()


def render_to_store(job: RenderJob) -> Rendered | Refusal:
    """Make those renditions of a picture that the store doesn't have yet, and keep them there.

    Raises OSError when the store can't be written.
    """
    from generator.photos.reading import digest_of
    from generator.photos.render import render_photo

    cropping = cropping_in(job.photo.file)
    store = RenditionStore(Path(job.store))
    keys = {one: rendition_key(job.digest, one, job.packet, encoders()) for one in job.recipes}
    missing = [one for one, key in keys.items() if store.get(key) is None]
    if missing:
        try:
            with limit_memory(MEMORY_BYTES):
                content = _read_original(job.photo.path)
                if isinstance(content, Refusal):
                    return content
                if digest_of(content, cropping) != job.digest:
                    return Refusal("The file was replaced while it was read.", "Build again.")
                made = render_photo(content, missing, job.packet, cropping)
        except MemoryError:
            return took_too_much(RENDER_LIMIT_S)
        if isinstance(made, Refusal):
            return made
        for one, rendition in zip(missing, made, strict=True):
            store.put(keys[one], rendition)
    return Rendered(tuple(keys[one] for one in job.recipes))


def took_too_much(limit_s: int = READ_LIMIT_S) -> Refusal:
    """Return what to say of a picture whose worker was killed at its limit of time, or ran out of memory."""
    what = "read" if limit_s == READ_LIMIT_S else "bring to its sizes"
    message = f"It takes longer than {limit_s} seconds to {what}, or more than {MEMORY_BYTES >> 20} MB of memory."
    return Refusal(message, SMALLER)


def read_copy(path: Path, most_bytes: int) -> bytes:
    """Return the bytes of a picture for a copy: as it is, or of a cropped one a new file of what is shown.

    Raises OSError.
    """
    from generator.photos.render import copy_shown

    content = _read_bytes(path, most_bytes)
    cropping = cropping_in(str(path))
    copy = copy_shown(content, cropping) if cropping else content
    if isinstance(copy, Refusal):
        raise OSError(errno.EIO, copy.message, str(path))
    return copy


def _read_bytes(path: Path, most_bytes: int) -> bytes:
    """Return the bytes of a file, or of a picture in the document that its path leads into. Raises OSError."""
    try:
        return read_whole(path, most_bytes)
    except NotADirectoryError:
        return read_picture(path, most_bytes)


def _read_original(path: Path) -> bytes | Refusal:
    from generator.photos.reading import MAX_BYTES, TOO_LARGE

    try:
        return _read_bytes(path, MAX_BYTES)
    except OSError as error:
        if error.errno == errno.EFBIG:
            return TOO_LARGE
        return Refusal(
            f"The file can't be read: {error.strerror}.", "Look whether it is there, and at its permissions."
        )
