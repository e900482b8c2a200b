"""Small operations over an SFTP channel. For these a missing file is a value, not an error."""

import asyncio
from collections.abc import Awaitable, Iterable
from contextlib import suppress
from typing import TypeVar

import asyncssh
from asyncssh import SFTPAttrs, SFTPClient

Result = TypeVar("Result")


async def look(sftp: SFTPClient, path: str, *, follow: bool = False) -> SFTPAttrs | None:
    """Return the attributes of `path`, or None when nothing is there. Links are followed only if `follow`."""
    try:
        return await (sftp.stat(path) if follow else sftp.lstat(path))
    except asyncssh.SFTPNoSuchFile:
        return None


async def entries(sftp: SFTPClient, folder: str) -> list[tuple[str, SFTPAttrs]]:
    """Return the name and attributes of all that is in a folder; nothing when there is no such folder.

    Links aren't followed. Names that aren't UTF-8 are left out: none of ours is.
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
    """Return the bytes of a file, at most `most` of them unless that is -1; None when there is no such file."""
    try:
        async with sftp.open(path, "rb", encoding=None) as file:
            content: bytes = await file.read(most)
            return content
    except asyncssh.SFTPNoSuchFile:
        return None


async def write_whole(sftp: SFTPClient, path: str, chunks: Iterable[bytes]) -> None:
    """Write a new file, and flush it to the server's disk where the server can do that (fsync@openssh.com)."""
    async with sftp.open(path, "xb", encoding=None) as file:
        for chunk in chunks:
            await file.write(chunk)
        with suppress(asyncssh.SFTPOpUnsupported):
            await file.fsync()


async def empty(sftp: SFTPClient, path: str) -> None:
    """Empty a file, but keep it."""
    with suppress(asyncssh.SFTPNoSuchFile):
        await sftp.truncate(path, 0)


async def remove_if_there(sftp: SFTPClient, path: str) -> None:
    """Delete a file, if it is there."""
    with suppress(asyncssh.SFTPNoSuchFile):
        await sftp.remove(path)


async def discard(sftp: SFTPClient, path: str) -> None:
    """Try to delete a file that does no harm if it stays."""
    with suppress(asyncssh.SFTPError):
        await sftp.remove(path)


async def together(works: Iterable[Awaitable[Result]]) -> list[Result]:
    """Await all works at the same time and return their results. Raises the first error once all have ended."""
    outcomes = await asyncio.gather(*works, return_exceptions=True)
    for outcome in outcomes:
        if isinstance(outcome, BaseException):
            raise outcome
    return [outcome for outcome in outcomes if not isinstance(outcome, BaseException)]
