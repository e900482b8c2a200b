"""A server that one logs in to, by SFTP (version 3 with OpenSSH's extensions, openssh/PROTOCOL).

A file goes to a name of its own in `NOTES/incoming`, is written through to the server's disk, and then takes its
place in one step (posix-rename@openssh.com). Links that lie in the site's folder are never followed; the folder itself
may be one.
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
from asyncssh import SFTPAttrs, SFTPClient

from generator.config.settings import Target
from generator.delivery.hosts.contract import NOTES, Held, Note, Upload
from generator.delivery.hosts.files import check_name, open_source
from generator.delivery.hosts.parallel import put_each
from generator.delivery.hosts.sftp.notes import Notebook
from generator.delivery.hosts.sftp.ssh import READ_BYTES, Line
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
PIECE_BYTES = 64 << 10
"""So many bytes of a file are on their way at a time: on a slow line, too, some arrive every few seconds."""
BATCH = 64
"""So many files are deleted, or folders listed, at a time."""
LEFTOVER_S = 86_400
"""A file in INCOMING that is older was left by a deployer that was killed."""
STAYS = (asyncssh.SFTPFailure, asyncssh.SFTPNoSuchFile, asyncssh.SFTPPermissionDenied)
"""Answers for a folder that something is in, that went already, or that isn't ours to delete."""
NO_RENAME = (
    "This server can't replace a file in one step (its SFTP lacks posix-rename@openssh.com): "
    "each file that changes is missing for a moment."
)


def open_sftp(target: Target, name: str, paper: Path) -> "SftpHost":  # noqa: ARG001 (every kind is opened alike)
    """The server of `[deploy.NAME]`; the connection is made when it is first needed."""
    if not target.host or not target.folder:
        raise Misconfigured(
            f"[deploy.{name}] lacks `host` or `folder`.", "Name the server and the site's folder there."
        )
    return SftpHost(Line(target), Line(target), place_on_server(target.folder))


def place_on_server(folder: str) -> str:
    """`folder` without `/` at its end. It counts from the user's home when it begins with `~/`, or not with `/`."""
    return (folder.removeprefix("~").lstrip("/") or "." if folder.startswith("~") else folder).rstrip("/")


class SftpHost:
    """The site's folder on the server."""

    at_once = False
    can_compare = True

    def __init__(self, line: Line, aside: Line, folder: str) -> None:
        """Files go over `line`; notes over `aside`, where they never wait behind files."""
        self.remarks: list[str] = []
        self._line, self._aside, self._root = line, aside, folder
        self._folders, self._new = set[str](), set[str]()
        self._notes = Notebook(aside, f"{self._root}/{NOTES}", self._stage)

    def put(self, uploads: Sequence[Upload], parallel: int) -> Iterator[str]:
        """Put files in place, `parallel` at a time."""
        return put_each(uploads, self._put_one, parallel)

    def remove(self, files: Sequence[str]) -> Iterator[str]:
        """Delete files, and then the folders that they leave empty."""
        for batch in _batches([check_name(file) for file in files]):
            self._line.do(partial(self._remove, files=batch), f"Deleting {batch[0]} and others")
            yield from batch
        self._remove_empty_folders({folder for file in files for folder in folders_above(file)} & self._folders)

    def listing(self) -> Iterator[Held]:
        """Every file, by walking through the folders, without those that are links."""
        waiting = [""]
        while waiting:
            batch, waiting = waiting[:BATCH], waiting[BATCH:]
            held, folders = self._line.do(partial(self._look_into, folders=batch), "Listing the site")
            yield from held
            waiting = folders + waiting

    def fingerprint(self, source: Path) -> str:  # noqa: ARG002
        """Empty: a listing tells sizes alone."""
        return ""

    def read(self, file: str) -> bytes | None:
        """The bytes of a file on the server."""
        place = self._place(file)
        return self._line.do(partial(read_whole, path=place), f"Reading {file}", READ_BYTES)

    def differing(self, uploads: Sequence[Upload]) -> Iterator[str]:
        """The server's own b2sum tells, where it lets one run it; else files of the right size are read."""
        sizes = {check_name(upload.file): upload.size for upload in uploads}
        digests = self._line.digests(self._root, list(sizes))
        for upload in uploads:
            if digests is not None:
                digest = digests.get(upload.file, "")
            else:
                look_at = partial(self._digest, file=upload.file, size=upload.size)
                digest = self._line.do(look_at, f"Reading {upload.file}", upload.size)
            if digest != upload.digest:
                yield upload.file

    async def _digest(self, sftp: SFTPClient, file: str, size: int) -> str:
        """The digest of a file's bytes; empty when it isn't there, is a link or has another size."""
        attributes = await look(sftp, self._place(file))
        if attributes is None or attributes.type != FILE or attributes.size != size:
            return ""
        content = await read_whole(sftp, self._place(file), size + 1)
        return digest_bytes(content) if content is not None else ""

    def note(self, name: str) -> Note | None:
        """The note as it stands."""
        return self._notes.read(check_name(name))

    def leave_note(self, name: str, content: bytes, seen: str | None) -> str:
        """Write a note, unless somebody else did since."""
        return self._notes.write(check_name(name), content, seen)

    def drop_note(self, name: str) -> None:
        """Delete a note."""
        self._notes.drop(check_name(name))

    def settle(self, message: str) -> None:  # noqa: ARG002
        """Nothing waits to be seen; what killed deployers left in INCOMING is cleared away."""
        with suppress(HostError):
            self._line.do(self._sweep, "Clearing away what was left half sent")

    def close(self) -> None:
        """End the connections."""
        self._line.close()
        self._aside.close()

    def make_way(self, files: Sequence[str]) -> None:
        """Make the folders for files that another program is going to put, and INCOMING; none may be a link."""
        folders = sorted({file.rpartition("/")[0] for file in files} | {INCOMING})
        for batch in _batches(folders):
            self._line.do(partial(self._make_ways, folders=batch), "Making folders")

    def _place(self, file: str) -> str:
        return f"{self._root}/{check_name(file)}"

    def _put_one(self, upload: Upload) -> None:
        check_name(upload.file)
        with open_source(upload) as body:
            self._line.do(partial(self._put, file=upload.file, body=body), f"Sending {upload.file}", upload.size)

    async def _put(self, sftp: SFTPClient, file: str, body: BinaryIO) -> None:
        await self._make_way(sftp, folders_above(file))
        staged = await self._stage(sftp, self._pieces(body))
        try:
            await self._move(sftp, staged, self._place(file))
        except asyncssh.SFTPNoSuchFile as missing:
            self._folders.difference_update(folders_above(file))
            self._new.difference_update(folders_above(file))
            raise TemporaryError(f"Sending {file}: its folder on the server was deleted meanwhile.") from missing
        except asyncssh.SFTPError:
            await discard(sftp, staged)
            await self._refuse_folder(sftp, file)
            raise

    def _pieces(self, body: BinaryIO) -> Iterator[bytes]:
        while piece := body.read(PIECE_BYTES):
            yield piece
            self._line.tick()

    async def _stage(self, sftp: SFTPClient, pieces: Iterable[bytes]) -> str:
        """Write a file whole to a name of its own; where it is."""
        await self._make_way(sftp, [NOTES, INCOMING])
        staged = f"{self._root}/{INCOMING}/{token_hex(12)}"
        try:
            await write_whole(sftp, staged, pieces)
        except asyncssh.SFTPError:
            await discard(sftp, staged)
            raise
        return staged

    async def _move(self, sftp: SFTPClient, staged: str, place: str) -> None:
        """Have a staged file take the place of what is there."""
        try:
            await sftp.posix_rename(staged, place)
        except asyncssh.SFTPOpUnsupported:
            await self._move_in_steps(sftp, staged, place)

    async def _move_in_steps(self, sftp: SFTPClient, staged: str, place: str) -> None:
        """The same where a rename replaces nothing: the old file steps aside, and back again when the new one fails."""
        aside = f"{staged}.old"
        try:
            await sftp.rename(place, aside)
        except asyncssh.SFTPNoSuchFile:
            await sftp.rename(staged, place)
            return
        if NO_RENAME not in self.remarks:
            self.remarks.append(NO_RENAME)
        try:
            await sftp.rename(staged, place)
        except asyncssh.SFTPError:
            await sftp.rename(aside, place)
            raise
        await discard(sftp, aside)

    async def _make_way(self, sftp: SFTPClient, folders: Sequence[str]) -> None:
        """See to it that these, each above the next, are folders of the site's own. Each is looked at once."""
        for folder in ["", *folders]:
            if folder in self._folders:
                continue
            above_is_new = bool(folder) and folder.rpartition("/")[0] in self._new
            if above_is_new or not await self._is_folder(sftp, folder):
                await self._make_folder(sftp, folder)
            self._folders.add(folder)

    async def _make_ways(self, sftp: SFTPClient, folders: Sequence[str]) -> None:
        await together(self._make_way(sftp, folders_above(f"{folder}/x")) for folder in folders)

    async def _is_folder(self, sftp: SFTPClient, folder: str) -> bool:
        """Whether there is such a folder; HostError when there is something else of that name."""
        attributes = await look(sftp, f"{self._root}/{folder}", follow=not folder)
        if attributes is not None:
            self._check_folder(folder, attributes)
        return attributes is not None

    def _check_folder(self, folder: str, attributes: SFTPAttrs) -> None:
        if attributes.type != FOLDER:
            raise HostError(
                f"On the server, {folder or self._root} is a file or a link, where the site needs a folder.",
                "Nothing was put there. Delete it there if it isn't needed, and deploy again.",
            )

    async def _make_folder(self, sftp: SFTPClient, folder: str) -> None:
        try:
            await sftp.mkdir(f"{self._root}/{folder}".rstrip("/"))
        except asyncssh.SFTPNoSuchFile as missing:
            raise HostError(
                f"There is no folder {self._root} on the server, nor one that it could be made in.",
                "Check `folder` in site.toml, or make it there.",
            ) from missing
        except asyncssh.SFTPFailure:  # somebody was quicker
            if not await self._is_folder(sftp, folder):
                raise
        else:
            self._new.add(folder)

    async def _refuse_folder(self, sftp: SFTPClient, file: str) -> None:
        """HostError when a folder stands where a file should."""
        attributes = await look(sftp, self._place(file))
        if attributes is not None and attributes.type == FOLDER:
            raise HostError(
                f"On the server, {file} is a folder, where the site needs a file.",
                "Delete it there if it isn't needed, and deploy again.",
            )

    async def _remove(self, sftp: SFTPClient, files: Sequence[str]) -> None:
        await together(self._remove_one(sftp, file) for file in files)

    async def _remove_one(self, sftp: SFTPClient, file: str) -> None:
        """Delete a file, unless the way to it isn't there; HostError when the way leads over a link."""
        for folder in folders_above(file):
            if folder in self._folders:
                continue
            attributes = await look(sftp, f"{self._root}/{folder}")
            if attributes is None or attributes.type == FILE:
                return
            self._check_folder(folder, attributes)
            self._folders.add(folder)
        await remove_if_there(sftp, self._place(file))

    def _remove_empty_folders(self, folders: set[str]) -> None:
        """The deepest first, so that one that holds but empty ones goes too."""
        for _, same_depth in groupby(sorted(folders, key=_depth, reverse=True), key=_depth):
            for batch in _batches(sorted(same_depth)):
                self._line.do(partial(self._remove_empty, folders=batch), "Deleting empty folders")

    async def _remove_empty(self, sftp: SFTPClient, folders: Sequence[str]) -> None:
        await together(self._remove_if_empty(sftp, folder) for folder in folders)

    async def _remove_if_empty(self, sftp: SFTPClient, folder: str) -> None:
        try:
            await sftp.rmdir(f"{self._root}/{folder}")
        except STAYS:
            return
        self._folders.discard(folder)
        self._new.discard(folder)

    async def _look_into(self, sftp: SFTPClient, folders: Sequence[str]) -> tuple[list[Held], list[str]]:
        """The files in these folders and the folders in them."""
        held, below = list[Held](), list[str]()
        inside = await together(entries(sftp, f"{self._root}/{folder}") for folder in folders)
        for folder, found in zip(folders, inside, strict=True):
            for name, attributes in found:
                file = f"{folder}/{name}".lstrip("/")
                if attributes.type == FILE:
                    held.append(Held(file, attributes.size or 0))
                elif attributes.type == FOLDER and file != NOTES:
                    below.append(file)
        return held, below

    async def _sweep(self, sftp: SFTPClient) -> None:
        """The folder's own time is when a file last came or went: the server's clock, not ours."""
        folder = f"{self._root}/{INCOMING}"
        status = await look(sftp, folder)
        if status is None:
            return
        for name, attributes in await entries(sftp, folder):
            if (status.mtime or 0) - (attributes.mtime or 0) > LEFTOVER_S:
                await discard(sftp, f"{folder}/{name}")


def _depth(folder: str) -> int:
    return folder.count("/")


def _batches(names: Sequence[str]) -> Iterator[Sequence[str]]:
    return (names[start : start + BATCH] for start in range(0, len(names), BATCH))


def folders_above(file: str) -> list[str]:
    """The folders on the way to `file`, from above: `a` and `a/b` for `a/b/c`."""
    parts = file.split("/")[:-1]
    return ["/".join(parts[: count + 1]) for count in range(len(parts))]
