"""The facts without which figures are worth nothing: the machine, the versions, the day."""

import os
import platform
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import msgspec

RESULTS = Path(__file__).parent / "results"


class Sitting(msgspec.Struct, frozen=True):
    """The machine and the time of a measurement."""

    date: str
    """ISO 8601, UTC."""
    commit: str
    """The commit of Broadsheet, with `+` if files differ from it."""
    python: str
    system: str
    processor: str
    cores: int
    memory_gb: float
    load: float
    """Processes that wanted a core over the last minute, before the first run: above 0.5 others were at work."""


def describe_sitting() -> Sitting:
    """Return the facts of this machine, now."""
    return Sitting(
        date=datetime.now(UTC).isoformat(timespec="seconds"),
        commit=_commit(),
        python=platform.python_version(),
        system=" ".join([platform.system(), ".".join(platform.release().split(".")[:2])]),
        processor=_processor(),
        cores=len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1,
        memory_gb=round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30, 1),
        load=round(os.getloadavg()[0], 1),
    )


def keep(folder: Path, name: str, result: object) -> Path:
    """Write a result as JSON into the folder and return its file."""
    folder.mkdir(exist_ok=True)
    file = folder / f"{name}.json"
    file.write_bytes(msgspec.json.format(msgspec.json.encode(result), indent=1) + b"\n")
    return file


def _commit() -> str:
    command = ["git", "-C", str(Path(__file__).parent), "describe", "--always", "--dirty=+"]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    return done.stdout.strip() or "unknown"


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        lines = []
    return next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), platform.machine())
