"""Size, times and inode of a file: they tell, without opening the file, that it has not changed.

SQLite's integers are signed and have 64 bits. Some file systems have unsigned inodes (CephFS, NFS, virtiofs), Windows
has inodes of 128 bits, and times after 2262 or before 1677 have more nanoseconds than fit.
"""

import os

BITS = 64
LEAST, MOST = -(1 << (BITS - 1)), (1 << (BITS - 1)) - 1

Stamp = tuple[int, int, int, int]
"""Size in bytes, mtime and ctime in nanoseconds, and inode, each within the range of SQLite's integers."""


def stamp_of(status: os.stat_result) -> Stamp:
    """Return the stamp of the file that has this `status`. An inode that is too large is cut to its last 64 bits."""
    size, mtime_ns, ctime_ns, inode = status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino
    if 0 <= mtime_ns <= MOST and 0 <= ctime_ns <= MOST and inode <= MOST:  # as nearly all are
        return size, mtime_ns, ctime_ns, inode
    return size, _within(mtime_ns), _within(ctime_ns), _signed(inode)


def kept_time(status: os.stat_result) -> int:
    """Return the file's mtime in nanoseconds, or the nearest value that fits into SQLite's integers."""
    return _within(status.st_mtime_ns)


def _within(time_ns: int) -> int:
    return time_ns if LEAST <= time_ns <= MOST else LEAST if time_ns < 0 else MOST


def _signed(number: int) -> int:
    return number if number <= MOST else (number - LEAST) % (1 << BITS) + LEAST
