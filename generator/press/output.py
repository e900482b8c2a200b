"""The output folder: whose it is, what in it is ours, and putting finished files in their places.

`.broadsheet-manifest` in it lists every file that Broadsheet wrote there, a line each, sorted. Nothing that
it does not list is ever overwritten or deleted, and a file is listed before it is put in place, so that a kill
at any instant leaves no file that nobody knows; until a build ends, what it adds stands after the sorted lines.
"""

import os
import secrets
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from io import BufferedWriter
from pathlib import Path

from generator.archive.addresses import folders_of
from generator.digests import digest_bytes
from generator.errors import OutputError
from generator.model import Problem

MANIFEST = ".broadsheet-manifest"
STAGING = ".broadsheet-staging"
BESIDE, WITHIN = "beside", "within"
"""Parts of the staging folder: files of folders that the site has, and folders that it hasn't."""
MIN_REMOVALS = 50
MAX_SHARE_REMOVED = 0.1
FEW_FILES = 64
"""So many are written through to the disk one by one; when there are more, all that any program wrote is."""


def check_output(output: Path, paper: Path) -> None:
    """Refuse an output folder that holds, or could hold, something else than a site of ours."""
    output, paper = output.resolve(), paper.resolve()
    guarded = [paper / name for name in ("content", "templates", "static", ".broadsheet")]
    home = Path.home().resolve()
    if paper.is_relative_to(output) or home.is_relative_to(output):
        raise _trouble(output, "that folder holds the paper itself or your home")
    if any(output.is_relative_to(folder) for folder in guarded):
        raise _trouble(output, "that is where the paper's own files are")
    if output.exists() and not output.is_dir():
        raise _trouble(output, "there is a file of that name")
    if output.is_dir() and not (output / MANIFEST).exists() and _foreign(output):
        raise _trouble(output, "that folder has other files in it")


def _foreign(folder: Path) -> bool:
    """Whether there is more in `folder` than hosting settles there on its own (.git, .well-known, CNAME)."""
    return any(not entry.name.startswith(".") and entry.name != "CNAME" for entry in folder.iterdir())


def _trouble(output: Path, reason: str) -> OutputError:
    message = f"The site can't be built into {output}: {reason}."
    return OutputError(Problem("--output", 0, message, "Name a new or empty folder with --output."))


def is_own_note(file: str) -> bool:
    """Whether `file`, relative to the output folder, is no part of the site but of how it is kept."""
    return file.partition("/")[0] in {MANIFEST, f"{MANIFEST}.new", STAGING}


def read_manifest(output: Path) -> set[str]:
    """The files in `output` that are ours, relative to it. A last line that doesn't end was never finished."""
    try:
        lines = (output / MANIFEST).read_text(encoding="utf-8").split("\n")[:-1]
    except FileNotFoundError:
        return set()
    return {line for line in lines if line and line[0] != "/" and ".." not in line.split("/")}


def write_manifest(output: Path, files: Iterable[str]) -> None:
    """List `files` as ours, and nothing else."""
    _replace_manifest(output, "".join(f"{file}\n" for file in sorted(files)).encode())


def correct_manifest(output: Path, files: Iterable[str]) -> None:
    """List `files` as ours, and nothing else, unless just that stands there."""
    content = "".join(f"{file}\n" for file in sorted(files)).encode()
    manifest = output / MANIFEST
    if not manifest.is_file() or manifest.read_bytes() != content:
        _replace_manifest(output, content)


def sort_manifest(output: Path, gone: Iterable[str]) -> None:
    """Put what was added in its place among the sorted lines, and leave out the files that are `gone`."""
    lines, left_out = (output / MANIFEST).read_bytes().split(b"\n")[:-1], {file.encode() for file in gone}
    lines.sort()  # bytes of UTF-8 have the order of the characters
    _replace_manifest(output, b"".join(line + b"\n" for line in lines if line not in left_out))


def _replace_manifest(output: Path, content: bytes) -> None:
    staged = output / f"{MANIFEST}.new"
    staged.write_bytes(content)
    write_through([str(staged)])
    staged.replace(output / MANIFEST)


def add_to_manifest(output: Path, files: Iterable[str]) -> None:
    """List `files` as ours beside those that are listed already, which there may be many of."""
    manifest = output / MANIFEST
    with open(manifest, "a", encoding="utf-8", newline="\n") as listed:
        listed.write("".join(f"{file}\n" for file in sorted(files)))
    write_through([str(manifest)])


def describe_manifest(output: Path) -> str:
    """Where the manifest is and by what it can be told from another; empty when there is none."""
    try:
        status = (output / MANIFEST).lstat()
    except OSError:
        return ""
    return f"{output} {status.st_size} {status.st_mtime_ns} {status.st_ino}"


def write_through(paths: Sequence[str]) -> None:
    """Have the disk keep what was written to these files, before they take the place of others."""
    if len(paths) > FEW_FILES:
        os.sync()
        return
    for path in paths:
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def needs_word(files: int, removals: int, *, emptied: bool, confirmed: int | None) -> bool:
    """Whether so many removals are made only when their number is confirmed: many, or any from an `emptied` source."""
    large = removals > max(MIN_REMOVALS, files * MAX_SHARE_REMOVED)
    return confirmed != removals and (large or (emptied and removals > 0))


def check_removals(files: int, removals: int, *, emptied: bool, confirmed: int | None) -> None:
    """Refuse to remove a large part of the site, or all of it, unless exactly that number was confirmed.

    `emptied`: there is no copy in content/ at all, as when it isn't mounted.
    """
    if not needs_word(files, removals, emptied=emptied, confirmed=confirmed):
        return
    message = f"This would remove {removals:,} of the site's {files:,} files, so nothing was done."
    hint = f"Is the content folder there and complete? If you mean to remove them, add: --confirm-deletions {removals}"
    raise OutputError(Problem("content", 0, message, hint))


def sweep(output: Path) -> None:
    """Clear away what a build that was killed left unfinished."""
    if os.path.lexists(f"{output}/{STAGING}"):
        shutil.rmtree(output / STAGING, ignore_errors=True)


@contextmanager
def staging_folder(output: Path) -> Iterator[Path]:
    """An empty folder on the output's own file system for files that aren't finished; gone at the end.

    No two builds have the same: workers of a killed one may go on for a moment, and must not meet the next one's.
    """
    sweep(output)
    staging = output / STAGING / secrets.token_hex(8)
    staging.mkdir(parents=True)
    try:
        yield staging
    finally:
        sweep(output)


def staged_name(output: Path | str, file: str) -> str:
    """Where in the staging folder `file` is made: beside the others, or, for a folder that the site hasn't got, in it.

    Such a folder is put in place as a whole; making and removing one for each file that is replaced would cost as much
    as all else that is done to the file.
    """
    folder = file.rpartition("/")[0]
    if os.path.isdir(f"{output}/{folder}" if folder else output):
        return f"{BESIDE}/{digest_bytes(file.encode())}"
    return f"{WITHIN}/{file}"


def open_staged(staging: str, name: str) -> BufferedWriter:
    """The file called `name` in the staging folder, to be written; its folders are made there.

    Raises FileNotFoundError when the staging folder is gone, and its build with it.
    """
    path = f"{staging}/{name}"
    try:
        return open(path, "wb")
    except FileNotFoundError:
        os.stat(staging)
        _make_folder(path.rpartition("/")[0])
        return open(path, "wb")


def _make_folder(folder: str) -> None:
    """Make the folder, above which there mostly is one already."""
    try:
        os.mkdir(folder)
    except FileNotFoundError:
        os.makedirs(folder, exist_ok=True)
    except FileExistsError:
        return


def put_in_place(output: Path, staging: str, files: Mapping[str, str]) -> None:
    """Move finished files to their places, in the order given, each replacing what was there in one step.

    `files`: place -> where in the staging folder it is. A folder that the output hasn't got yet moves as a whole, with
    the first of its files: a new site takes a few steps.
    """
    here, moved = set[str](), set[str]()
    for file, name in files.items():
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
    """Move a file to its place, whose folder may have gone with what stood in the way of others."""
    try:
        os.replace(source, target)
    except FileNotFoundError:
        os.makedirs(target.rpartition("/")[0], exist_ok=True)
        os.replace(source, target)


def _new_folder(output: Path, file: str, here: set[str], moved: set[str]) -> str:
    """The uppermost folder of `file` that the output hasn't got or that was `moved` there now, or empty.

    Folders that are found there are put into `here`.
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
    """Refuse to write where a folder below the output is a link: it would lead out of it."""
    for folder in sorted(folders_of(files)):
        if os.path.islink(f"{output}/{folder}"):
            message = f"{output / folder} is a link to another place, so nothing was written."
            raise OutputError(Problem(folder, 0, message, "Delete the link."))


def in_the_way(planned: set[str], retired: Iterable[str]) -> list[str]:
    """Those of the `retired` files that stand where a planned one needs a folder, or lie below a planned one."""
    folders = folders_of(planned)
    return [file for file in retired if file in folders or not planned.isdisjoint(folders_of([file]))]


def is_foreign(output: Path, file: str, is_ours: Callable[[str], bool]) -> bool:
    """Whether something that Broadsheet didn't write stands where `file` belongs."""
    if not os.path.lexists(f"{output}/{file}") or is_ours(file):
        return False
    place = output / file
    if not place.is_dir():
        return True
    below = (one for one in place.rglob("*") if not one.is_dir())
    return not any(place.iterdir()) or any(not is_ours(one.relative_to(output).as_posix()) for one in below)


def remove_files(output: Path, files: Iterable[str]) -> None:
    """Delete files of ours and the folders that they leave empty."""
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
