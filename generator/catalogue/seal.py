"""Detect damage to the catalogue's file, by a checksum of each of its pages.

`catalogue.pages` holds the checksums that are right once all of the write-ahead log is in the file, so a page that is
in the log is not compared. They are written before the log is emptied: after a kill at any instant every page is either
in the log or matches its checksum.

`catalogue.seal` records the file's size, times and inode after the last build. If they are the same now, nobody has
written to the file since, and only a part of it is compared, another part each time.
"""

import os
import struct
from array import array
from collections.abc import Iterator, Mapping
from io import RawIOBase
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar
from zlib import crc32

import msgspec

PAGES, SEAL = "catalogue.pages", "catalogue.seal"
FRAME_BYTES, LOG_HEADER_BYTES = 24, 32
"""The headers in the write-ahead log of each page, and of the log: see SQLite's description of its file format."""
CHECKSUM_BYTES = 4
COMPARED_AT_ONCE = 128
"""The number of pages that are read at once."""
COMPARED_EACH_TIME = 2_048
"""The number of pages that are compared when nobody seems to have written to the catalogue."""
BACK_NS = 1_000_000_000
NOTHING_LOGGED: Mapping[int, int] = MappingProxyType({})


class Damaged(Exception):
    """The catalogue's file isn't as it was written."""


class Checksums(msgspec.Struct, frozen=True):
    """The file `catalogue.pages`."""

    page_bytes: int
    """The size of a page."""
    pages: bytes
    """CRC-32 of each page, four bytes each."""


class Seal(msgspec.Struct, frozen=True):
    """The file `catalogue.seal`."""

    stamp: tuple[int, int, int, int]
    """Size, mtime_ns, ctime_ns and inode."""
    next_page: int
    """The first page that is compared next time, counted from 0."""


class Logged(msgspec.Struct, frozen=True):
    """The pages of committed transactions in the write-ahead log."""

    checksums: dict[int, int] = {}
    """Page, counted from 1 -> the CRC-32 of its latest content in the log."""
    page_bytes: int = 0
    pages: int = 0
    """The number of pages of the catalogue with these."""


# --- sealing --------------------------------------------------------------------------------------


def keep_checksums(catalogue: Path, frames: int) -> None:
    """Save the checksums of the pages in the first `frames` frames of the log, with those of all other pages.

    Raises Damaged, OSError.
    """
    with _open_log(catalogue) as log:
        logged = _committed(log, frames)
        digests = _read_checksums(catalogue)[1] if catalogue.with_name(PAGES).exists() else array("I")
        digests.extend([0] * (logged.pages - len(digests)))
        del digests[logged.pages :]
        for page, checksum in logged.checksums.items():
            if page <= logged.pages:
                digests[page - 1] = checksum
    _put(catalogue.with_name(PAGES), Checksums(logged.page_bytes, digests.tobytes()), durable=True)


def keep_seal(catalogue: Path) -> None:
    """Record the size, times and inode of the file, which was just closed. Raises OSError."""
    if _has_log(catalogue):
        return
    status = catalogue.stat()
    # Set back, the time is another after any write, also after one that follows at once.
    os.utime(catalogue, ns=(status.st_atime_ns, status.st_mtime_ns - BACK_NS))
    former = _read_seal(catalogue)
    pages = status.st_size // _read_checksums(catalogue)[0]
    next_page = former.next_page + COMPARED_EACH_TIME if former else 0
    _put(catalogue.with_name(SEAL), Seal(_stamp_of(catalogue), next_page if next_page < pages else 0))


def _put(path: Path, value: Checksums | Seal, *, durable: bool = False) -> None:
    """Replace a file in one step."""
    content, beside = msgspec.msgpack.encode(value), path.with_name(f"{path.name}.new")
    with beside.open("wb") as file:
        file.write(crc32(content).to_bytes(CHECKSUM_BYTES) + content)
        if durable:
            file.flush()
            os.fsync(file.fileno())
    beside.replace(path)


# --- comparing ------------------------------------------------------------------------------------


def check_opened(catalogue: Path) -> None:
    """Raise Damaged unless the file is as it was written. Only a part is compared if nobody wrote to it since."""
    seal = None if _has_log(catalogue) else _read_seal(catalogue)
    if seal is None or seal.stamp != _stamp_of(catalogue):
        check_whole(catalogue)
        return
    page_bytes, digests = _read_checksums(catalogue)
    first = seal.next_page
    _compare(catalogue, page_bytes, digests[first : first + COMPARED_EACH_TIME], first)


def check_whole(catalogue: Path, frames: int | None = None) -> None:
    """Raise Damaged unless every page of the file, except those in the log, is as it was written.

    `frames`: how many frames of the log SQLite found to be whole; None: all that seem to be.
    """
    page_bytes, digests = _read_checksums(catalogue)
    logged: Mapping[int, int] = {}
    if _has_log(catalogue):
        with _open_log(catalogue) as log:
            logged = _committed(log, frames).checksums
    if not logged and catalogue.stat().st_size != page_bytes * len(digests):
        raise Damaged("its size is another")
    _compare(catalogue, page_bytes, digests, 0, logged)


def _compare(
    catalogue: Path, page_bytes: int, digests: "array[int]", first: int, logged: Mapping[int, int] = NOTHING_LOGGED
) -> None:
    """Raise Damaged unless the pages from `first` on, counted from 0, have these checksums or are in the log."""
    with catalogue.open("rb") as file:
        file.seek(first * page_bytes)
        for start in range(0, len(digests), COMPARED_AT_ONCE):
            wanted = digests[start : start + COMPARED_AT_ONCE]
            content = file.read(len(wanted) * page_bytes)
            found = (crc32(content[at : at + page_bytes]) for at in range(0, len(wanted) * page_bytes, page_bytes))
            for page, (one, other) in enumerate(zip(found, wanted, strict=True), first + start + 1):
                if one != other and page not in logged:
                    raise Damaged(f"page {page} is not as it was written")


def _committed(log: RawIOBase, frames: int | None) -> Logged:
    """Return the pages of committed transactions in the first `frames` frames of the log, or in all."""
    header = log.read(LOG_HEADER_BYTES) or b""
    page_bytes: int = struct.unpack_from(">I", header, 8)[0]
    salts, step = header[16:24], FRAME_BYTES + page_bytes
    whole = (os.fstat(log.fileno()).st_size - LOG_HEADER_BYTES) // step
    checksums, uncommitted, pages = dict[int, int](), dict[int, int](), 0
    for frame in _frames(log, step, whole if frames is None else min(whole, frames)):
        page, pages_then = struct.unpack_from(">II", frame)
        if frame[8:16] != salts:
            break
        uncommitted[page] = crc32(frame[FRAME_BYTES:])
        if pages_then:
            checksums |= uncommitted
            uncommitted.clear()
            pages = pages_then
    return Logged(checksums, page_bytes, pages)


def _frames(log: RawIOBase, step: int, count: int) -> Iterator[memoryview]:
    """Yield the next `count` frames of the log, each of `step` bytes: a header, and the page after it."""
    for start in range(0, count, COMPARED_AT_ONCE):
        content = memoryview(log.read(min(COMPARED_AT_ONCE, count - start) * step) or b"")
        for at in range(0, len(content) - step + 1, step):
            yield content[at : at + step]


# --- files ----------------------------------------------------------------------------------------


def _read_checksums(catalogue: Path) -> "tuple[int, array[int]]":
    """Return the size of a page in bytes, and the checksum of each page. Raises Damaged."""
    found = _read_file(catalogue.with_name(PAGES), Checksums)
    if found is None:
        raise Damaged("its checksums can't be read")
    digests = array("I")
    digests.frombytes(found.pages)
    return found.page_bytes, digests


def _read_seal(catalogue: Path) -> Seal | None:
    """Return the seal, or None when there is none that is whole."""
    return _read_file(catalogue.with_name(SEAL), Seal)


Content = TypeVar("Content", Checksums, Seal)


def _read_file(path: Path, kind: type[Content]) -> Content | None:
    """Return what `_put` wrote there; None when it isn't surely whole."""
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return None
    if crc32(content[CHECKSUM_BYTES:]).to_bytes(CHECKSUM_BYTES) != content[:CHECKSUM_BYTES]:
        return None
    return msgspec.msgpack.decode(content[CHECKSUM_BYTES:], type=kind)


def _stamp_of(catalogue: Path) -> tuple[int, int, int, int]:
    status = catalogue.stat()
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino


def _log_of(catalogue: Path) -> Path:
    return catalogue.with_name(f"{catalogue.name}-wal")


def _has_log(catalogue: Path) -> bool:
    """Tell whether there is anything in the write-ahead log."""
    try:
        return _log_of(catalogue).stat().st_size >= LOG_HEADER_BYTES
    except FileNotFoundError:
        return False


def _open_log(catalogue: Path) -> RawIOBase:
    """Open the log for reading its parts. Mapped into memory, all of it would count as memory of this process."""
    return _log_of(catalogue).open("rb", buffering=0)
