"""Deploy to a server by SFTP (version 3 with OpenSSH's extensions, openssh/PROTOCOL).

A file is written to a temporary name in `NOTES/incoming`, flushed to the server's disk, and renamed into place
(posix-rename@openssh.com). Symbolic links in the site's folder are never followed; the folder itself may be one.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from itertools import groupby
from pathlib import Path
from secrets import token_hex
from typing import BinaryIO

import asyncssh
from asyncssh import FILEXFER_TYPE_DIRECTORY as FOLDER
from asyncssh import FILEXFER_TYPE_REGULAR as FILE
from asyncssh import SFTPClient

from generator.batches import batches_of
from generator.config.target_settings import Target
from generator.delivery.hosts.contract import NOTES, HostedFile, Note, Upload
from generator.delivery.hosts.files import check_name, open_source
from generator.delivery.hosts.parallel import put_each
from generator.delivery.hosts.sftp.folders import SiteFolders, folders_above
from generator.delivery.hosts.sftp.notes import SftpNotes
from generator.delivery.hosts.sftp.ssh import READ_BYTES, SshConnection
from generator.delivery.hosts.sftp.steps import (
    discard,
    entries,
    look,
    read_whole,
    remove_if_there,
    together,
    write_whole,
)
from generator.digests import digest_bytes
from generator.errors import HostError, Misconfigured, TemporaryError

INCOMING = f"{NOTES}/incoming"
CHUNK_BYTES = 64 << 10
"""The number of bytes that are written at a time: few enough that one chunk takes seconds on a slow connection."""
BATCH = 64
"""The number of files that are deleted, or folders that are listed, at a time."""
LEFTOVER_S = 86_400
"""A file in INCOMING that is older, in seconds, was left by a deployer that was killed."""
NO_RENAME = (
    "This server can't replace a file in one step (its SFTP lacks posix-rename@openssh.com): "
    "each file that changes is missing for a moment."
)


def open_sftp(target: Target, name: str, paper: Path, state: Path) -> "SftpHost":  # noqa: ARG001 (every kind is opened alike)
    """Return the host of `[deploy.NAME]`. It connects when it is first needed."""
    if not target.host or not target.folder:
        raise Misconfigured(
            f"[deploy.{name}] lacks `host` or `folder`.", "Name the server and the site's folder there."
        )
    return SftpHost(SshConnection(target), SshConnection(target), place_on_server(target.folder))


def place_on_server(folder: str) -> str:
    """Return `folder` without a final `/`; without `/` or with `~/` in front it is relative to the user's home."""
    return (folder.removeprefix("~").lstrip("/") or "." if folder.startswith("~") else folder).rstrip("/")


class SftpHost:
    """The site's folder on the server."""

    at_once = False
    can_compare = True

    def __init__(self, connection: SshConnection, notes_connection: SshConnection, folder: str) -> None:
        """Send files over `connection`, and notes over `notes_connection`, where they never wait for files."""
        self.remarks: list[str] = []
        self._connection, self._notes_connection, self._root = connection, notes_connection, folder
        self._folders = SiteFolders(folder)
        self._notes = SftpNotes(notes_connection, f"{self._root}/{NOTES}", self._stage)

    def put(self, uploads: Sequence[Upload], parallel: int) -> Iterator[str]:
        """Put files in place, `parallel` at a time."""
        return put_each(uploads, self._put_one, parallel)

    def remove(self, files: Sequence[str]) -> Iterator[str]:
        """Delete files, and then the folders that they leave empty."""
        for batch in batches_of([check_name(file) for file in files], BATCH):
            self._connection.do(partial(self._remove, files=batch), f"Deleting {batch[0]} and others")
            yield from batch
        self._remove_empty_folders({folder for file in files for folder in folders_above(file)} & self._folders.known)

    def listing(self) -> Iterator[HostedFile]:
        """Iterate over all files by walking through the folders. Links are left out."""
        waiting = [""]
        while waiting:
            batch, waiting = waiting[:BATCH], waiting[BATCH:]
            hosted, folders = self._connection.do(partial(self._look_into, folders=batch), "Listing the site")
            yield from hosted
            waiting = folders + waiting

    def fingerprint(self, source: Path) -> str:  # noqa: ARG002
        """Return an empty fingerprint: a listing has sizes only."""
        return ""

    def read(self, file: str) -> bytes | None:
        """Return the bytes of a file on the server; None when there is none."""
        place = self._place(file)
        return self._connection.do(partial(read_whole, path=place), f"Reading {file}", READ_BYTES)

    def differing(self, uploads: Sequence[Upload]) -> Iterator[str]:
        """Compare by the server's b2sum where we may run it; else files of the right size are read."""
        sizes = {check_name(upload.file): upload.size for upload in uploads}
        digests = self._connection.digests(self._root, list(sizes))
        for upload in uploads:
            if digests is not None:
                digest = digests.get(upload.file, "")
            else:
                work = partial(self._digest, file=upload.file, size=upload.size)
                digest = self._connection.do(work, f"Reading {upload.file}", upload.size)
            if digest != upload.digest:
                yield upload.file

    async def _digest(self, sftp: SFTPClient, file: str, size: int) -> str:
        """Return the digest of a file's bytes; empty when it is missing, is a link or has another size."""
        attributes = await look(sftp, self._place(file))
        if attributes is None or attributes.type != FILE or attributes.size != size:
            return ""
        content = await read_whole(sftp, self._place(file), size + 1)
        return digest_bytes(content) if content is not None else ""

    def note(self, name: str) -> Note | None:
        """Return the note."""
        return self._notes.read(check_name(name))

    def leave_note(self, name: str, content: bytes, seen: str | None) -> str:
        """Write a note. Raises Conflict when another deployer changed it."""
        return self._notes.write(check_name(name), content, seen)

    def drop_note(self, name: str) -> None:
        """Delete a note."""
        self._notes.drop(check_name(name))

    def commit(self, message: str) -> None:  # noqa: ARG002
        """Remove what killed deployers left in INCOMING. All else is visible already."""
        with suppress(HostError):
            self._connection.do(self._sweep, "Removing files that were left half sent")

    def close(self) -> None:
        """Close the connections."""
        self._connection.close()
        self._notes_connection.close()

    def make_folders(self, files: Sequence[str]) -> None:
        """Make INCOMING and the folders for files that another program will put. Raises HostError for a link."""
        folders = sorted({file.rpartition("/")[0] for file in files} | {INCOMING})
        for batch in batches_of(folders, BATCH):
            self._connection.do(partial(self._folders.make_all, folders=batch), "Making folders")

    def _place(self, file: str) -> str:
        return f"{self._root}/{check_name(file)}"

    def _put_one(self, upload: Upload) -> None:
        check_name(upload.file)
        with open_source(upload) as body:
            self._connection.do(partial(self._put, file=upload.file, body=body), f"Sending {upload.file}", upload.size)

    async def _put(self, sftp: SFTPClient, file: str, body: BinaryIO) -> None:
        await self._folders.make(sftp, folders_above(file))
        staged = await self._stage(sftp, self._chunks(body))
        try:
            await self._move(sftp, staged, self._place(file))
        except asyncssh.SFTPNoSuchFile as missing:
            self._folders.forget(folders_above(file))
            raise TemporaryError(f"Sending {file}: its folder on the server was deleted meanwhile.") from missing
        except asyncssh.SFTPError:
            await discard(sftp, staged)
            await self._refuse_folder(sftp, file)
            raise

    def _chunks(self, body: BinaryIO) -> Iterator[bytes]:
        while chunk := body.read(CHUNK_BYTES):
            yield chunk
            self._connection.tick()

    async def _stage(self, sftp: SFTPClient, chunks: Iterable[bytes]) -> str:
        """Write a whole file to a temporary name, and return its path."""
        await self._folders.make(sftp, [NOTES, INCOMING])
        staged = f"{self._root}/{INCOMING}/{token_hex(12)}"
        try:
            await write_whole(sftp, staged, chunks)
        except asyncssh.SFTPError:
            await discard(sftp, staged)
            raise
        return staged

    async def _move(self, sftp: SFTPClient, staged: str, place: str) -> None:
        """Rename a staged file into place."""
        try:
            await sftp.posix_rename(staged, place)
        except asyncssh.SFTPOpUnsupported:
            await self._move_in_steps(sftp, staged, place)

    async def _move_in_steps(self, sftp: SFTPClient, staged: str, place: str) -> None:
        """Move a file into place where a rename can't replace one: the old file is renamed first."""
        former = f"{staged}.old"
        try:
            await sftp.rename(place, former)
        except asyncssh.SFTPNoSuchFile:
            await sftp.rename(staged, place)
            return
        if NO_RENAME not in self.remarks:
            self.remarks.append(NO_RENAME)
        try:
            await sftp.rename(staged, place)
        except asyncssh.SFTPError:
            await sftp.rename(former, place)
            raise
        await discard(sftp, former)

    async def _refuse_folder(self, sftp: SFTPClient, file: str) -> None:
        """Raise HostError when there is a folder where the file should be."""
        attributes = await look(sftp, self._place(file))
        if attributes is not None and attributes.type == FOLDER:
            raise HostError(
                f"On the server, {file} is a folder, where the site needs a file.",
                "Delete it there if it isn't needed, and deploy again.",
            )

    async def _remove(self, sftp: SFTPClient, files: Sequence[str]) -> None:
        await together(self._remove_one(sftp, file) for file in files)

    async def _remove_one(self, sftp: SFTPClient, file: str) -> None:
        """Delete a file if it is there. A folder of its name stays. Raises HostError when one above it is a link."""
        if not await self._folders.exist_above(sftp, file):
            return
        try:
            await remove_if_there(sftp, self._place(file))
        except asyncssh.SFTPError:
            attributes = await look(sftp, self._place(file))
            if attributes is None or attributes.type != FOLDER:
                raise

    def _remove_empty_folders(self, folders: set[str]) -> None:
        """Delete empty folders, the deepest first, so that folders that hold only empty ones go too."""
        for _, same_depth in groupby(sorted(folders, key=_depth, reverse=True), key=_depth):
            for batch in batches_of(sorted(same_depth), BATCH):
                self._connection.do(partial(self._folders.remove_empty, folders=batch), "Deleting empty folders")

    async def _look_into(self, sftp: SFTPClient, folders: Sequence[str]) -> tuple[list[HostedFile], list[str]]:
        """Return the files in these folders, and the folders in them."""
        hosted, below = list[HostedFile](), list[str]()
        inside = await together(entries(sftp, f"{self._root}/{folder}") for folder in folders)
        for folder, found in zip(folders, inside, strict=True):
            for name, attributes in found:
                file = f"{folder}/{name}".lstrip("/")
                if attributes.type == FILE:
                    hosted.append(HostedFile(file, attributes.size or 0))
                elif attributes.type == FOLDER and file != NOTES:
                    below.append(file)
        return hosted, below

    async def _sweep(self, sftp: SFTPClient) -> None:
        """Remove old files from INCOMING. The time now is the folder's own mtime, by the server's clock."""
        folder = f"{self._root}/{INCOMING}"
        status = await look(sftp, folder)
        if status is None:
            return
        for name, attributes in await entries(sftp, folder):
            if (status.mtime or 0) - (attributes.mtime or 0) > LEFTOVER_S:
                await discard(sftp, f"{folder}/{name}")


def _depth(folder: str) -> int:
    return folder.count("/")
