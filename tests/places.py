"""The folders of the project's own files, of the reference material beside its checkout, and of what tests write and read."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
"""The project's own folder."""
GENERATOR = ROOT / "generator"
SHARED = ROOT.parent / "shared"
"""The reference material. A clone elsewhere doesn't have it; tests that need it are skipped and say so."""
CORPORA = SHARED / "corpora"
MEMORY = Path("/dev/shm")
"""A folder in memory, where Linux has one. Papers that are built there wait for no disk."""
ENOUGH_BYTES = 4 << 30


def roomy_memory() -> Path | None:
    """Return the folder in memory if it has room for what tests write, and runs the programs that they put there."""
    if not os.access(MEMORY, os.W_OK) or os.statvfs(MEMORY).f_flag & os.ST_NOEXEC:
        return None
    return MEMORY if shutil.disk_usage(MEMORY).free >= ENOUGH_BYTES else None


def read_files(folder: Path, without: str = "") -> Iterator[tuple[str, bytes]]:
    """Yield each file below the folder, by its path there, with its bytes. `Path.rglob` takes much longer.

    Folders called `without` are left out: another program may still write and delete files there.
    """
    for place, folders, names in os.walk(folder):
        folders[:] = [one for one in folders if one != without]
        below = os.path.relpath(place, folder).replace(os.sep, "/")
        for name in names:
            yield name if below == "." else f"{below}/{name}", Path(place, name).read_bytes()
