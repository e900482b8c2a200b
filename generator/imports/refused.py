"""The error for a source that can't be read, or is too large to be read at once."""

import errno
from pathlib import Path

from generator.errors import CommandRefused, refuse
from generator.files import read_whole


def refuse_source(path: Path, message: str, hint: str = "") -> CommandRefused:
    """Return the error to raise: what is wrong with the source at `path`, and how to fix it."""
    return refuse(str(path), message, hint)


def read_bounded(path: Path, max_bytes: int) -> bytes:
    """Return the bytes of a source that is read at once. Raises CommandRefused for one that is too large, OSError."""
    try:
        return read_whole(path, max_bytes)
    except OSError as error:
        if error.errno != errno.EFBIG:
            raise
        message = f"The file is larger than {max_bytes // 1_000_000} MB, the most that can be read at once."
        raise refuse_source(
            path, message, "Divide it into several files, and name the folder that they are in."
        ) from None
