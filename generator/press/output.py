"""The output folder: know which of its files are ours, move finished files into place.

Its file `.broadsheet-manifest` lists every file that Broadsheet wrote there, one a line, sorted. No file that isn't
listed is ever overwritten or deleted. A file is listed before it is put in place, so that a kill at any instant leaves
no unlisted file behind. While a build runs, the files that it adds are listed after the sorted lines.
"""

import os
import secrets
import shutil
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager, suppress
from heapq import merge
from io import BufferedWriter
from itertools import groupby, islice
from pathlib import Path

from generator.archive.addresses import folders_of
from generator.digests import digest_bytes
from generator.errors import OutputError
from generator.model import Problem

MANIFEST = ".broadsheet-manifest"
STAGING = ".broadsheet-staging"
BESIDE, WITHIN = "beside", "within"
"""The two parts of the staging folder: files for folders that the site has, and folders that it doesn't have yet."""
MIN_REMOVALS = 50
MAX_SHARE_REMOVED = 0.1
NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
"""How Python itself opens a file for writing."""
MAX_SINGLE_FLUSHES = 64
"""Up to this many files are flushed to the disk one by one. For more, one call flushes everything."""


def is_own_note(file: str) -> bool:
    """Tell whether `file`, relative to the output folder, is Broadsheet's own bookkeeping and no part of the site."""
    return file.partition("/")[0] in {MANIFEST, f"{MANIFEST}.new", STAGING}


def read_manifest(output: Path) -> set[str]:
    """Return the files in `output` that are ours, relative to it. An unfinished last line is left out."""
    try:
        lines = (output / MANIFEST).read_text(encoding="utf-8").split("\n")[:-1]
    except FileNotFoundError:
        return set()
    return {line for line in lines if line and line[0] != "/" and ".." not in line.split("/")}


def write_manifest(output: Path, *listed: Iterable[str]) -> None:
    """List these files, and no others, as ours. Each of `listed` is sorted, and a file may be in several."""
    _replace_manifest(output, _lines(*listed))


def correct_manifest(output: Path, *listed: Iterable[str]) -> None:
    """List these files, as `write_manifest` does. A manifest that says so already is left alone."""
    content = b"".join(_lines(*listed))
    manifest = output / MANIFEST
    if not manifest.is_file() or manifest.read_bytes() != content:
        _replace_manifest(output, [content])


def _lines(*listed: Iterable[str]) -> Iterator[bytes]:
    return (f"{file}\n".encode() for file, _ in groupby(merge(*listed)))


def sort_manifest(output: Path, gone: Iterable[str]) -> None:
    """Sort the lines that were added in among the others, and leave out the files that are `gone`."""
    lines, left_out = (output / MANIFEST).read_bytes().split(b"\n")[:-1], {file.encode() for file in gone}
    lines.sort()  # bytes of UTF-8 have the order of the characters
    kept = [line for line in lines if line not in left_out] if left_out else lines
    _replace_manifest(output, [b"\n".join([*kept, b""])])


def _replace_manifest(output: Path, lines: Iterable[bytes]) -> None:
    staged = output / f"{MANIFEST}.new"
    with staged.open("wb") as manifest:
        manifest.writelines(lines)
    write_through([str(staged)])
    staged.replace(output / MANIFEST)


def add_to_manifest(output: Path, files: Iterable[str]) -> None:
    """List `files` as ours in addition to those that are listed already. The file is not read for this."""
    manifest = output / MANIFEST
    with open(manifest, "a", encoding="utf-8", newline="\n") as listed:
        listed.writelines(f"{file}\n" for file in files)
    write_through([str(manifest)])


def describe_manifest(output: Path) -> str:
    """Return the manifest's place, size, time and inode, by which a changed one is noticed; empty if there is none."""
    try:
        status = (output / MANIFEST).lstat()
    except OSError:
        return ""
    return f"{output} {status.st_size} {status.st_mtime_ns} {status.st_ino}"


def write_through(paths: Iterable[str]) -> None:
    """Flush these files to the disk, before they replace others."""
    few = list(islice(paths, MAX_SINGLE_FLUSHES + 1))
    if len(few) > MAX_SINGLE_FLUSHES:
        os.sync()
        return
    for path in few:
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def needs_confirmation(files: int, removals: int, *, emptied: bool, confirmed: int | None) -> bool:
    """Tell whether the number of removals must be confirmed first: if it is large, or if content/ is `emptied`."""
    large = removals > max(MIN_REMOVALS, files * MAX_SHARE_REMOVED)
    return confirmed != removals and (large or (emptied and removals > 0))


def check_removals(files: int, removals: int, *, emptied: bool, confirmed: int | None) -> None:
    """Raise OutputError when a large part of the site would be removed and that number wasn't confirmed.

    `emptied` says that content/ holds no copy at all, for example because it isn't mounted.
    """
    if not needs_confirmation(files, removals, emptied=emptied, confirmed=confirmed):
        return
    message = f"This would remove {removals:,} of the site's {files:,} files, so nothing was done."
    hint = f"Is the content folder there and complete? If you mean to remove them, add: --confirm-deletions {removals}"
    raise OutputError(Problem("content", 0, message, hint))


def clear_staging(output: Path) -> None:
    """Delete what a build that was killed left in the staging folder."""
    if os.path.lexists(f"{output}/{STAGING}"):
        shutil.rmtree(output / STAGING, ignore_errors=True)


@contextmanager
def staging_folder(output: Path) -> Iterator[Path]:
    """Yield an empty folder for unfinished files on the output's own file system, and delete it afterwards.

    Each build has its own: workers of a killed build may go on for a moment and must not write into the next one's.
    """
    clear_staging(output)
    staging = output / STAGING / secrets.token_hex(8)
    staging.mkdir(parents=True)
    try:
        yield staging
    finally:
        clear_staging(output)


def staged_name(output: Path | str, file: str) -> str:
    """Return the name of `file` in the staging folder: a digest, or its full path if the site doesn't have its folder.

    A new folder is moved into place as a whole. For files that are replaced no folders are made: making and removing
    one would cost as much as everything else that is done to the file.
    """
    folder = file.rpartition("/")[0]
    if os.path.isdir(f"{output}/{folder}" if folder else output):
        return f"{BESIDE}/{digest_bytes(file.encode())}"
    return f"{WITHIN}/{file}"


def open_staged(staging: str, name: str) -> BufferedWriter:
    """Open the file called `name` in the staging folder for writing, and make its folders there.

    Raises FileNotFoundError when the staging folder no longer exists because its build has ended.
    """
    return os.fdopen(_open_new(staging, name), "wb")


def write_staged(staging: str, name: str, content: bytes) -> os.stat_result:
    """Write the file called `name` in the staging folder as `open_staged` would, and return its status."""
    descriptor = _open_new(staging, name)
    try:
        left = memoryview(content)
        while left:
            left = left[os.write(descriptor, left) :]
    finally:
        os.close(descriptor)
    return os.stat(f"{staging}/{name}")  # a server for files may set the time as the file is closed


def _open_new(staging: str, name: str) -> int:
    path = f"{staging}/{name}"
    if name.endswith("/index.html"):  # most pages have a folder of their own, so that it isn't there yet
        _make_folder(staging, path.rpartition("/")[0])
    try:
        return os.open(path, NEW_FILE, 0o666)
    except FileNotFoundError:
        _make_folder(staging, path.rpartition("/")[0])
        return os.open(path, NEW_FILE, 0o666)


def _make_folder(staging: str, folder: str) -> None:
    """Make the folder. In most cases its parent exists already."""
    try:
        os.mkdir(folder)
    except FileNotFoundError:
        os.stat(staging)
        os.makedirs(folder, exist_ok=True)
    except FileExistsError:
        return


def put_in_place(output: Path, staging: str, files: Iterable[tuple[str, str]]) -> None:
    """Move finished files to their places in the given order. Each replaces the file there in one step.

    `files`: the place of each file, and its name in the staging folder. A folder that the output doesn't have yet moves
    as a whole together with its first file, so a new site takes only a few steps.
    """
    here, moved = set[str](), set[str]()
    for file, name in files:
        if name.startswith(f"{BESIDE}/"):
            _replace(f"{staging}/{name}", f"{output}/{file}")
            continue
        new = _new_folder(output, file, here, moved)
        if not new:
            os.replace(f"{staging}/{name}", f"{output}/{file}")
        elif new not in moved:
            os.replace(f"{staging}/{WITHIN}/{new}", f"{output}/{new}")
            moved.add(new)


def _replace(source: str, target: str) -> None:
    """Move a file to its place. Its folder is made if it was removed together with files in the way of others."""
    try:
        os.replace(source, target)
    except FileNotFoundError:
        os.makedirs(target.rpartition("/")[0], exist_ok=True)
        os.replace(source, target)


def _new_folder(output: Path, file: str, here: set[str], moved: set[str]) -> str:
    """Return the topmost folder of `file` that the output lacked before this build, or nothing if it had them all.

    `moved` are the folders that this build has moved there. Folders that exist otherwise are added to `here`.
    """
    end = file.find("/")
    while end >= 0:
        folder = file[:end]
        if folder not in here:
            if folder in moved or not os.path.lexists(f"{output}/{folder}"):
                return folder
            here.add(folder)
        end = file.find("/", end + 1)
    return ""


def refuse_links(output: Path, files: Iterable[str]) -> None:
    """Raise OutputError when a folder below the output is a symbolic link, which would lead out of it."""
    for folder in sorted(folders_of(files)):
        if os.path.islink(f"{output}/{folder}"):
            message = f"{output / folder} is a link to another place, so nothing was written."
            raise OutputError(Problem(folder, 0, message, "Delete the link."))


def in_the_way(planned: Collection[str], retired: Collection[str]) -> list[str]:
    """Return the `retired` files that are where a planned file needs a folder, or below a planned file."""
    if not retired:
        return []
    folders, files = folders_of(planned), set(planned)
    return [file for file in retired if file in folders or not files.isdisjoint(folders_of([file]))]


def is_foreign(output: Path, file: str, is_ours: Callable[[str], bool]) -> bool:
    """Tell whether something that Broadsheet didn't write is in the place of `file`."""
    if not os.path.lexists(f"{output}/{file}") or is_ours(file):
        return False
    place = output / file
    if not place.is_dir():
        return True
    below = (one for one in place.rglob("*") if not one.is_dir())
    return not any(place.iterdir()) or any(not is_ours(one.relative_to(output).as_posix()) for one in below)


def remove_files(output: Path, files: Iterable[str]) -> None:
    """Delete these files, and the folders that become empty."""
    for file in files:
        path = output / file
        if path.is_symlink() or not path.is_dir():
            with suppress(FileNotFoundError, NotADirectoryError):
                path.unlink()
        for folder in path.parents:
            if folder == output or not _remove_empty(folder):
                break


def _remove_empty(folder: Path) -> bool:
    try:
        folder.rmdir()
    except OSError:
        return False
    return True
