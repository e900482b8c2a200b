"""The bytes of a published recording, which are made from its file again in each build that needs them."""

import errno
from collections.abc import Iterator
from pathlib import Path

from generator.archive.sounds import file_of_sound
from generator.catalogue.store import Store
from generator.intake.sounds.pieces import SoundUnusable
from generator.intake.sounds.published import published_bytes


def sound_blocks(store: Store, paper: Path, name: str) -> Iterator[bytes]:
    """Yield what is published as the recording `name` of the paper in the folder `paper`. Raises OSError, KeyError."""
    file = file_of_sound(store, paper, name)
    try:
        with file.open("rb") as source:
            yield from published_bytes(source, file.suffix.lower())
    except SoundUnusable:
        raise OSError(errno.EIO, "a recording was changed while the site was built", str(file)) from None
