"""Unpack the archive in which a source comes. Nothing that it says of itself is believed.

No member gets out of the folder into which it is unpacked, links aren't made, and sizes are counted as they come.
"""

import stat
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from generator.imports.refused import refuse_source
from generator.intake.text.clean import is_clean_line

MAX_MEMBERS = 200_000
MAX_MEMBER_BYTES = 2_000_000_000
MAX_ALL_BYTES = 20_000_000_000
MAX_RATIO = 200
"""How many times its size a member may grow. Text grows tenfold, and a file of zeros a thousandfold."""
SMALL_BYTES = 10_000_000
"""A member of this size may grow as much as it likes."""
CHUNK_BYTES = 1 << 20
DAMAGED = "The archive is damaged and can't be opened."


def is_archive(path: Path) -> bool:
    """Tell whether a file is a zip archive."""
    return path.is_file() and zipfile.is_zipfile(path)


def unpack(path: Path, into: Path) -> Path:
    """Unpack the archive at `path` and return the folder with what was in it. Raises CommandRefused, OSError.

    If everything in it is in one folder, that is returned.
    """
    into.mkdir(parents=True)
    try:
        with zipfile.ZipFile(path) as archive:
            members = [one for one in archive.infolist() if not one.is_dir()]
            if len(members) > MAX_MEMBERS:
                raise refuse_source(path, f"The archive has more than {MAX_MEMBERS:,} files.", "Unpack it yourself.")
            left = MAX_ALL_BYTES
            for member in members:
                left -= _unpack_member(archive, member, path, into, left)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, RuntimeError) as error:
        raise refuse_source(path, DAMAGED, "Download it again.") from error
    inside = [one for one in into.iterdir() if one.name != "__MACOSX"]
    return inside[0] if len(inside) == 1 and inside[0].is_dir() else into


def _unpack_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, path: Path, into: Path, left: int) -> int:
    """Write a member into the folder, and return how many bytes it has."""
    name = _safe_name(member)
    if name is None:
        return 0
    if member.flag_bits & 1:
        raise refuse_source(path, "The archive is protected by a password.", "Unpack it yourself, and name the folder.")
    target = into / name
    if target.exists() or any(parent.is_file() for parent in _parents(target, into)):
        return 0
    target.parent.mkdir(parents=True, exist_ok=True)
    most = min(left, MAX_MEMBER_BYTES, max(SMALL_BYTES, member.compress_size * MAX_RATIO))
    size = 0
    with archive.open(member) as packed, target.open("xb") as file:
        while chunk := packed.read(CHUNK_BYTES):
            size += len(chunk)
            if size > most:
                message = f"“{member.filename[:100]}” in the archive is far larger unpacked than any real file."
                raise refuse_source(path, message, "If you trust it, unpack it yourself, and name the folder.")
            file.write(chunk)
    return size


def _safe_name(member: zipfile.ZipInfo) -> PurePosixPath | None:
    """Return the name of a member below the folder; None for one that would get out of it, or is a link."""
    if stat.S_ISLNK(member.external_attr >> 16):
        return None
    name = PurePosixPath(member.filename.replace("\\", "/"))
    odd = name.is_absolute() or not name.parts or any(part in {"", ".", ".."} or ":" in part for part in name.parts)
    return None if odd or any(not is_clean_line(part) or len(part.encode()) > 255 for part in name.parts) else name


def _parents(path: Path, top: Path) -> Iterator[Path]:
    return (parent for parent in path.parents if parent != top and parent.is_relative_to(top))
