"""Deploy by rclone, which reaches FTP servers, WebDAV and some seventy kinds of storage: https://rclone.org/docs/

Where the storage is and how to log in there stands in rclone's own settings, which `rclone config` writes. Each step
runs the program once, for many files.
"""

import hashlib
import os
import re
import subprocess
from collections.abc import Container, Iterator, Sequence
from functools import cached_property
from pathlib import Path

import msgspec

from generator.archive.addresses import folders_of
from generator.batches import batches_of
from generator.config.target_settings import Target
from generator.config.targets import REMOTE
from generator.delivery.hosts.contract import MOST_NOTE_BYTES, NOTES, HostedFile, Note, Upload
from generator.delivery.hosts.files import check_name, group_by_folder, in_light_batches, open_source
from generator.digests import digest_bytes
from generator.errors import Conflict, HostError, Misconfigured, TemporaryError

PROGRAM = "rclone"
BATCH = 500
"""The most files that one run sends, compares or deletes."""
LIMIT_S = 3_600
OPTIONS = (
    "--ask-password=false", "--retries=1", "--low-level-retries=3", "--contimeout=20s", "--timeout=60s", "--stats=0",
    "--log-level=NOTICE", "--color=NEVER",
)  # fmt: skip
NOT_FOUND = frozenset({3, 4})
"""The exit codes for a folder or file that isn't there."""
TEMPORARY = 5
BROKEN = re.compile(
    r"timeout|timed out|refused|reset|broken pipe|no such host|unreachable|EOF|(?:429|50[234]) ", re.IGNORECASE
)
"""What rclone says of connections that break and of servers that are busy."""
STAMP = re.compile(r"^\d{4}/\d\d/\d\d \d\d:\d\d:\d\d\s*(?:[A-Z]+\s*:?\s*)?")
CHECKSUM = "md5"
REMARK = (
    "rclone can't lock what it writes to, so that two deploys in the same second may not notice each other. Where the "
    "storage has no way to rename files, a page may be seen half written for a moment."
)


class _Listed(msgspec.Struct, frozen=True):
    """A file, as `rclone lsjson` describes it."""

    path: str = msgspec.field(name="Path")
    size: int = msgspec.field(name="Size")
    is_folder: bool = msgspec.field(name="IsDir")
    checksums: dict[str, str] = msgspec.field(name="Hashes", default_factory=dict)


class _Features(msgspec.Struct, frozen=True):
    """What `rclone backend features` tells."""

    name: str = msgspec.field(name="Name", default="")
    checksums: tuple[str, ...] | None = msgspec.field(name="Hashes", default=None)


def open_rclone(target: Target, name: str, paper: Path, state: Path) -> "RcloneHost":  # noqa: ARG001 (every kind is opened alike)
    """Return the host of `[deploy.NAME]`. It connects when it is first needed. Raises Misconfigured."""
    if not REMOTE.fullmatch(target.folder):
        raise Misconfigured(
            f"“{target.folder}” names no remote of rclone.", 'Write for example: folder = "courier:www"'
        )
    return RcloneHost(target.folder.rstrip("/"))


class RcloneHost:
    """The site's folder in a storage that rclone knows."""

    at_once = False
    can_compare = True

    def __init__(self, root: str) -> None:
        """`root`: the remote and the folder in it, such as `courier:www`."""
        self._root = root
        self.remarks = [REMARK]
        self._emptied = set[str]()

    def put(self, uploads: Sequence[Upload], parallel: int) -> Iterator[str]:
        """Put files in place, BATCH of them in each run. Names are yielded when their run has succeeded."""
        for upload in uploads:
            check_name(upload.file)
            with open_source(upload):
                pass
        self._remove_empty_folders(uploads)
        by_folder, others = group_by_folder(uploads)
        how = ("--no-traverse", "--ignore-times", f"--transfers={parallel}", f"--checkers={parallel}")
        for folder, files in by_folder.items():
            for batch in in_light_batches(files, BATCH):
                names = [upload.file for upload in batch]
                self._run("copy", *how, folder, self._root, names=names)
                yield from names
        for upload in others:
            self._run("copyto", "--ignore-times", upload.source, self._place(upload.file))
            yield upload.file

    def remove(self, files: Sequence[str]) -> Iterator[str]:
        """Delete files, BATCH of them in each run."""
        for names in batches_of([check_name(file) for file in files], BATCH):
            self._run("delete", self._root, names=names, allowed=NOT_FOUND)
            self._emptied |= folders_of(names)
            yield from names

    def _remove_empty_folders(self, uploads: Sequence[Upload]) -> None:
        """Delete folders that stand where these files belong, if the files in them were deleted in this deploy.

        rclone leaves other empty folders where they are: to ask about each would take a run of its own.
        """
        for upload in uploads:
            if upload.file in self._emptied:
                self._run("rmdirs", self._place(upload.file), allowed=NOT_FOUND)

    def listing(self) -> Iterator[HostedFile]:
        """Iterate over all files of the site's folder, with checksums where the storage keeps them."""
        for one in self._list("--recursive", f"--exclude=/{NOTES}/**"):
            yield HostedFile(one.path, one.size, one.checksums.get(CHECKSUM, ""))

    def fingerprint(self, source: Path) -> str:
        """Return the file's MD5, if the storage keeps such checksums; otherwise nothing: a listing has sizes only."""
        if not self._has_checksums:
            return ""
        with source.open("rb") as content:
            return hashlib.file_digest(content, lambda: hashlib.md5(usedforsecurity=False)).hexdigest()

    def differing(self, uploads: Sequence[Upload]) -> Iterator[str]:
        """Compare files by their checksums, or by their bytes where the storage keeps none."""
        by_folder, others = group_by_folder(uploads)
        for folder, files in by_folder.items():
            for names in batches_of([check_name(upload.file) for upload in files], BATCH):
                yield from self._compare(folder, names)
        for upload in others:
            content = self.read(upload.file)
            if content is None or digest_bytes(content) != upload.digest:
                yield upload.file

    def read(self, file: str) -> bytes | None:
        """Return the bytes of a file there; None when there is none."""
        return self._read(check_name(file))

    def note(self, name: str) -> Note | None:
        """Return the note, with a digest as its tag."""
        content = self._read(f"{NOTES}/{check_name(name)}", MOST_NOTE_BYTES + 1)
        return None if content is None else Note(content, digest_bytes(content))

    def leave_note(self, name: str, content: bytes, seen: str | None) -> str:
        """Write a note if it is still as it was seen, and look whether it stayed: the storage can't check that."""
        there, tag = self.note(name), digest_bytes(content)
        if (there.tag if there else None) != seen:
            raise Conflict(f"The note {name} was changed by another deploy.", "Deploy again.")
        self._run("rcat", self._place(f"{NOTES}/{name}"), content=content)
        kept = self.note(name)
        if kept is None or kept.tag != tag:
            raise Conflict(f"The note {name} was changed by another deploy.", "Deploy again.")
        return tag

    def drop_note(self, name: str) -> None:
        """Delete a note."""
        list(self.remove([f"{NOTES}/{check_name(name)}"]))

    def commit(self, message: str) -> None:
        """Do nothing: every file is visible already."""

    def close(self) -> None:
        """Do nothing: each run of the program closes its connections."""

    @cached_property
    def _has_checksums(self) -> bool:
        features = msgspec.json.decode(self._run("backend", "features", self._root).stdout, type=_Features)
        return CHECKSUM in (features.checksums or ())

    def _list(self, *words: str) -> list[_Listed]:
        """Return files in the site's folder; none where there is no such folder."""
        checksums = ("--hash", f"--hash-type={CHECKSUM}") if self._has_checksums else ()
        lean = ("--files-only", "--no-modtime", "--no-mimetype", *checksums)
        done = self._run("lsjson", *lean, *words, self._root, allowed=NOT_FOUND)
        return [] if done.returncode else msgspec.json.decode(done.stdout, type=list[_Listed])

    def _read(self, file: str, most: int = -1) -> bytes | None:
        """Return the bytes of a file, `most` at most if that isn't negative. A folder is none."""
        place = self._place(file)
        stat = self._run("lsjson", "--stat", "--no-modtime", "--no-mimetype", place, allowed=NOT_FOUND)
        found = msgspec.json.decode(stat.stdout or b"null", type=_Listed | None)
        if stat.returncode or found is None or found.is_folder:
            return None
        done = self._run("cat", f"--count={most}", place, allowed=NOT_FOUND)
        return None if done.returncode else done.stdout

    def _compare(self, folder: str, names: Sequence[str]) -> Iterator[str]:
        """Yield the files that differ or are missing there: rclone marks them `*` and `+`."""
        how = () if self._has_checksums else ("--download",)
        done = self._run(
            "check", "--one-way", "--combined=-", *how, folder, self._root, names=names, allowed={*NOT_FOUND, 1}
        )
        lines = [line.split(" ", 1) for line in done.stdout.decode().splitlines() if " " in line]
        told = {name: mark for mark, name in lines}
        if "!" in told.values():
            raise _host_error(done, self._root)
        yield from (name for name in names if told.get(name) != "=")

    def _place(self, file: str) -> str:
        return f"{self._root}{'' if self._root.endswith(':') else '/'}{file}"

    def _run(
        self,
        *words: str,
        names: Sequence[str] | None = None,
        content: bytes | None = None,
        allowed: Container[int] = (),
    ) -> "subprocess.CompletedProcess[bytes]":
        """Run rclone, on these files or with this content. Raises HostError for an exit code that isn't allowed."""
        listed = () if names is None else ("--files-from-raw=-",)
        if names is not None:
            content = "".join(f"{name}\n" for name in names).encode()
        try:
            done = subprocess.run(  # noqa: S603 (a list of arguments, no shell)
                [PROGRAM, *OPTIONS, *listed, *words],
                input=content or b"",
                capture_output=True,
                check=False,
                timeout=LIMIT_S,
                env=os.environ | {"LC_ALL": "C.UTF-8"},
            )
        except FileNotFoundError as missing:
            raise HostError(
                "There is no rclone program on this machine.", "Install it: https://rclone.org/install/"
            ) from missing
        except subprocess.TimeoutExpired:
            raise TemporaryError(f"rclone took longer than {LIMIT_S // 60} minutes, and was stopped.") from None
        if done.returncode and done.returncode not in allowed:
            raise _host_error(done, self._root)
        return done


def _host_error(done: "subprocess.CompletedProcess[bytes]", root: str) -> HostError:
    """Return the error for a run that failed."""
    lines = done.stderr.decode(errors="replace").splitlines()
    failures = [line for line in lines if re.search(r" (?:ERROR|CRITICAL) ?:|Failed|[Ee]rror", line)]
    said = STAMP.sub("", next(iter([*failures, *reversed(lines)]), "nothing")).strip()
    if failures and said.endswith(":"):  # a list of reasons follows
        said += " ".join(["", *lines[lines.index(failures[0]) + 1 :][:1]]).replace("\t* ", "")
    remote = root.partition(":")[0]
    if "didn't find section in config file" in "\n".join(lines):
        return Misconfigured(f"rclone doesn't know the remote “{remote}”.", "Set it up once: rclone config")
    if done.returncode == TEMPORARY or BROKEN.search("\n".join(lines)):
        return TemporaryError(f"“{remote}” doesn't answer, or the connection broke; rclone says: {said}")
    return HostError(
        f"“{remote}” didn't do what it was asked; rclone says: {said}", f"Try it by hand: rclone lsf {root}"
    )
