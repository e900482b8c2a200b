"""Find what a test leaves behind: processes that nobody will end, and files of its own that are still open.

Python warns of both only when it collects the objects, which may be in the midst of another test. Here the test that
left them fails, with their names. Where there is no /proc nothing is seen.
"""

import gc
import os
from contextlib import suppress
from pathlib import Path

PROC = Path("/proc/self")
OWNED: set[int] = set()
"""Processes whose owner ends them at the end of a block that is still open; a whole test run may have one."""
WARM: set[int] = set()
"""Processes that start others for this one."""
HELPERS = ("multiprocessing.forkserver", "multiprocessing.resource_tracker", "multiprocessing-fork")
"""Helper processes of Python. They end with the process that they help."""


def children() -> set[int]:
    """Return the processes that this one started, or had started, and hasn't waited for yet."""
    found: set[int] = set()
    for process in ("self", *WARM):
        with suppress(OSError):  # there is no /proc
            for thread in os.scandir(f"/proc/{process}/task"):
                with suppress(OSError):  # one that has just ended
                    found.update(map(int, Path(thread.path, "children").read_bytes().split()))
    return found


def left_running(before: set[int]) -> list[str]:
    """Return the commands of the processes that were started since and that nobody owns."""
    return sorted(filter(None, map(_command, children() - before - OWNED)))


def _command(pid: int) -> str:
    """Return the command of a process, or nothing for one that ended or that is a helper."""
    with suppress(OSError):
        words = Path(f"/proc/{pid}/cmdline").read_bytes().rstrip(b"\0").replace(b"\0", b" ").decode(errors="replace")
        return "" if any(helper in words for helper in HELPERS) else words
    return ""


def left_open(folder: Path) -> list[str]:
    """Return the files in `folder` that this process has open."""
    if found := _open_files(folder):
        gc.collect()  # cyclic garbage is no leak as long as it is collected without a warning
        found = _open_files(folder)
    return found


def _open_files(folder: Path) -> list[str]:
    found = []
    with suppress(FileNotFoundError):
        for entry in os.scandir(PROC / "fd"):
            with suppress(OSError):  # the look itself has one open
                target = str(Path(entry.path).readlink())
                if target.startswith(f"{folder}/"):
                    found.append(target)
    return sorted(found)
