"""Remove the hidden files that are left where an import, or another command, was killed while it wrote a file."""

import os
import re
from datetime import datetime, timedelta
from pathlib import Path

UNFINISHED = re.compile(r"\..{1,60}\.[0-9a-f]{8}\.new", re.DOTALL)
"""The name of a file that is moved into place when all of it is written (`name_beside` in files.py)."""
PLACES = ("content", "static/files")
LONGEST = timedelta(minutes=1)
"""One that was written to more recently may belong to a command that is still at work."""


def remove_unfinished(paper: Path, now: datetime) -> None:
    """Remove such files from the folders that imports write into. One that can't be removed stays."""
    oldest = (now - LONGEST).timestamp()
    for place in PLACES:
        for folder, folders, names in os.walk(paper / place):
            folders[:] = [name for name in folders if not name.startswith(".")]
            for name in names:
                if UNFINISHED.fullmatch(name):
                    _remove_old(Path(folder) / name, oldest)
    for path in paper.glob(".*.new"):
        _remove_old(path, oldest)


def _remove_old(path: Path, oldest: float) -> None:
    try:
        if path.lstat().st_mtime < oldest and not path.is_dir():
            path.unlink()
    except OSError:
        return
