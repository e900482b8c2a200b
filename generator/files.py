"""Write a small file in one step, so that readers never see a part of it, and read an untrusted one, up to a limit."""

import contextlib
import errno
import os
import secrets
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path

NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
OPEN_FLAGS = os.O_RDONLY | os.O_CLOEXEC | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
NAME_CHARS = 60
"""How much of a file's name the name of the new file beside it has, so that it isn't too long."""
REASONS = {errno.ELOOP: "it is a link to another place", errno.ENXIO: "it is not an ordinary file"}


def write_whole(path: Path, content: bytes, *, flush: bool = False, like: Path | None = None) -> None:
    """Write `content` to a new file beside `path`, then move it into place. A link at `path` is replaced, not followed.

    With `flush` the content is on the disk before the file is moved. The new file gets the permissions of the file
    `like`; without `like`, those that this process gives to new files. Raises OSError and then leaves no file behind.
    """
    with written_beside(path, content, flush=flush) as beside:
        if like is not None:
            shutil.copymode(like, beside)
        beside.replace(path)


@contextlib.contextmanager
def written_beside(path: Path, content: bytes, *, flush: bool = False) -> Iterator[Path]:
    """Context manager with a new, hidden file beside `path` that holds `content`. It is removed unless it was moved."""
    beside = name_beside(path)
    try:
        with os.fdopen(os.open(beside, NEW_FILE, 0o666), "wb") as file:
            file.write(content)
            if flush:
                file.flush()
                os.fsync(file.fileno())
        yield beside
    finally:
        beside.unlink(missing_ok=True)


def name_beside(path: Path) -> Path:
    """Return a name that no file has yet, in the folder of `path`. Builds take no notice of such a file."""
    return path.with_name(f".{path.name[:NAME_CHARS]}.{secrets.token_hex(4)}.new")


def move_new(beside: Path, path: Path) -> None:
    """Move a whole file to `path`, where there is none yet. Raises FileExistsError, and never replaces a file.

    Where the file system has no hard links, an empty file is at `path` for a moment.
    """
    try:
        path.hardlink_to(beside)
    except FileExistsError:
        raise
    except OSError:
        os.close(os.open(path, NEW_FILE, 0o666))
        beside.replace(path)
    else:
        beside.unlink()


def read_if_there(path: Path) -> bytes:
    """Return the bytes of a file; nothing if it isn't there or can't be read."""
    try:
        return path.read_bytes()
    except OSError:
        return b""


def read_whole(path: Path | str, max_bytes: int) -> bytes:
    """Return the bytes of an ordinary file. It never waits for a pipe and follows no link.

    Raises OSError with a reason in plain words, also when the file has more than `max_bytes`.
    """
    descriptor = _open(path)
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise OSError(errno.EINVAL, "it is not an ordinary file", str(path))
        raw = _read_to_end(descriptor, status.st_size, max_bytes + 1)
    finally:
        os.close(descriptor)
    if len(raw) > max_bytes:
        raise OSError(errno.EFBIG, f"it is larger than {max_bytes:,} bytes", str(path))
    return raw


def _read_to_end(descriptor: int, size: int, max_bytes: int) -> bytes:
    """Return up to `max_bytes` of an open file. `size` is its expected size; the file may grow meanwhile."""
    raw = os.read(descriptor, min(size + 1, max_bytes))
    while len(raw) < max_bytes and (more := os.read(descriptor, max_bytes - len(raw))):
        raw += more
    return raw


def _open(path: Path | str) -> int:
    try:
        return os.open(path, OPEN_FLAGS)
    except OSError as error:
        reason = REASONS.get(error.errno or 0, error.strerror)
        raise OSError(error.errno, reason, str(path)) from None
