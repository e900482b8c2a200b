"""Small steps over an sftp channel. What isn't there is a value here, not an error."""

import asyncio
from collections.abc import Awaitable, Iterable
from contextlib import suppress
from typing import TypeVar

import asyncssh
from asyncssh import SFTPAttrs, SFTPClient

Given = TypeVar("Given")


async def look(sftp: SFTPClient, path: str, *, follow: bool = False) -> SFTPAttrs | None:
    """What lies at `path`, a link as such unless `follow`; None for nothing."""
    try:
        return await (sftp.stat(path) if follow else sftp.lstat(path))
    except asyncssh.SFTPNoSuchFile:
        return None


async def entries(sftp: SFTPClient, folder: str) -> list[tuple[str, SFTPAttrs]]:
    """Name and attributes of all in a folder, links as such; nothing where there is no folder.

    Names that aren't UTF-8 are left out: none of ours is.
    """
    found = list[tuple[str, SFTPAttrs]]()
    try:
        async for entry in sftp.scandir(folder.encode()):
            with suppress(UnicodeDecodeError):
                name = entry.filename.decode() if isinstance(entry.filename, bytes) else entry.filename
                found.append((name, entry.attrs))
    except asyncssh.SFTPNoSuchFile:
        return []
    return [(name, attributes) for name, attributes in found if name not in {".", ".."}]


async def read_whole(sftp: SFTPClient, path: str, most: int = -1) -> bytes | None:
    """The bytes of a file, `most` of them; None when there is none."""
    try:
        async with sftp.open(path, "rb", encoding=None) as file:
            content: bytes = await file.read(most)
            return content
    except asyncssh.SFTPNoSuchFile:
        return None


async def write_whole(sftp: SFTPClient, path: str, pieces: Iterable[bytes]) -> None:
    """Write a new file, through to the server's disk where it can be told to (fsync@openssh.com)."""
    async with sftp.open(path, "xb", encoding=None) as file:
        for piece in pieces:
            await file.write(piece)
        with suppress(asyncssh.SFTPOpUnsupported):
            await file.fsync()


async def empty(sftp: SFTPClient, path: str) -> None:
    """Take away what is in a file, and leave its name."""
    with suppress(asyncssh.SFTPNoSuchFile):
        await sftp.truncate(path, 0)


async def remove_if_there(sftp: SFTPClient, path: str) -> None:
    """Delete a file that may be gone already."""
    with suppress(asyncssh.SFTPNoSuchFile):
        await sftp.remove(path)


async def discard(sftp: SFTPClient, path: str) -> None:
    """Delete a file that nobody misses when it stays."""
    with suppress(asyncssh.SFTPError):
        await sftp.remove(path)


async def together(works: Iterable[Awaitable[Given]]) -> list[Given]:
    """Do things at the same time and wait for all of them; then the first trouble, if there was any, is raised."""
    outcomes = await asyncio.gather(*works, return_exceptions=True)
    for outcome in outcomes:
        if isinstance(outcome, BaseException):
            raise outcome
    return [outcome for outcome in outcomes if not isinstance(outcome, BaseException)]
