"""Size, times and inode of a file: what tells, without opening it, that it is as it was.

SQLite's integers have 64 bits and a sign. File systems know inodes without a sign (CephFS, NFS, virtiofs), Windows
inodes of 128 bits, and times after 2262 or before 1677, which have more nanoseconds than fit.
"""

import os

BITS = 64
LEAST, MOST = -(1 << (BITS - 1)), (1 << (BITS - 1)) - 1

Stamp = tuple[int, int, int, int]
"""Size, time of the content and time of the entry (mtime and ctime) in ns, and inode, as a catalogue can keep them."""


def stamp_of(status: os.stat_result) -> Stamp:
    """The stamp of the file that has this `status`. Of an inode that is too large the last bits are kept."""
    return status.st_size, kept_time(status), _within(status.st_ctime_ns), _signed(status.st_ino)


def kept_time(status: os.stat_result) -> int:
    """Return the time at which the file's content was changed, in ns, or the nearest that fits."""
    return _within(status.st_mtime_ns)


def _within(time_ns: int) -> int:
    return time_ns if LEAST <= time_ns <= MOST else LEAST if time_ns < 0 else MOST


def _signed(number: int) -> int:
    return number if number <= MOST else (number - LEAST) % (1 << BITS) + LEAST
