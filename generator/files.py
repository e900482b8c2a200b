"""Write a small file in one step: readers see the old content or the new one, never a part of it."""

import os
import secrets
import shutil
from pathlib import Path

NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


def write_whole(path: Path, content: bytes, *, flush: bool = False, like: Path | None = None) -> None:
    """Write `content` to a new file beside `path`, then move it into place. A link at `path` is replaced, not followed.

    With `flush` the content is on the disk before the file is moved. The new file gets the permissions of the file
    `like`; without `like`, those that this process gives to new files. Raises OSError and then leaves no file behind.
    """
    beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}.new")
    try:
        with os.fdopen(os.open(beside, NEW_FILE, 0o666), "wb") as file:
            file.write(content)
            if flush:
                file.flush()
                os.fsync(file.fileno())
        if like is not None:
            shutil.copymode(like, beside)
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
