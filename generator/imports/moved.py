"""Add the old addresses that are no story's to redirects.csv: those of sections, topics, people, feeds and pictures."""

import csv
import io
from collections.abc import Iterable
from pathlib import Path

from generator.archive.redirects_file import FILE, read_redirects
from generator.files import read_whole, write_whole
from generator.intake.former import former_address

HEAD = "from,to\n"
MAX_BYTES = 40_000_000


def add_redirects(folder: Path, address: str, wanted: Iterable[tuple[str, str]], *, dry: bool = False) -> int:
    """Append the lines that redirects.csv doesn't have yet, and return how many. `address`: that of the site.

    `wanted`: pairs of a former address and what it leads to, as paths of the site without its prefix.
    """
    known = {line.former for line in read_redirects(folder, address)[0]}
    lines: dict[str, str] = {}
    for old, new in wanted:
        former = former_address(old)
        if former and former not in known and former != new:
            lines.setdefault(former, new)
    if lines and not dry:
        path = folder / FILE
        before = read_whole(path, MAX_BYTES) if path.exists() else HEAD.encode()
        text = io.StringIO()
        csv.writer(text, lineterminator="\n").writerows(lines.items())
        gap = b"" if before.endswith(b"\n") else b"\n"
        write_whole(path, before + gap + text.getvalue().encode(), like=path if path.exists() else None)
    return len(lines)
