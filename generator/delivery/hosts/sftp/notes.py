"""Keep notes on a server without conditional writes: each version is a file, and no name is used twice.

The note `ledger` is the file `ledger.000018` with the highest number. A new version is written whole under another
name and then linked to the next number (hardlink@openssh.com), which fails when that exists. So of two deployers that
saw version 17 only one makes 18. No lock can go stale, and no clock is needed. The latest versions keep their names
when they are emptied: otherwise a deployer that was suspended could make 18 after another 18 had come and gone.

An emptied version holds nothing, that of a deleted note holds DELETED, and every other one ends with END. The latest
is emptied only after a newer one exists. So a version that stays the latest and is none of these is damaged: it counts
as a note with what is left in it, and a newer version can replace it.
"""

from collections.abc import Awaitable, Callable, Iterable, Sequence
from functools import partial

import asyncssh
import msgspec
from asyncssh import SFTPClient

from generator.delivery.hosts.contract import MOST_NOTE_BYTES, Note
from generator.delivery.hosts.sftp.ssh import READ_BYTES, SshConnection
from generator.delivery.hosts.sftp.steps import discard, empty, entries, read_whole
from generator.errors import Conflict, HostError

END = b"\n\n"
DELETED = b"-"
KEPT = 8
"""The number of old versions that keep their names. A deployer that is further behind always gets Conflict."""
TRIES = 5
"""The most reads of a note, when other deployers write newer versions meanwhile."""

Stage = Callable[[SFTPClient, Iterable[bytes]], Awaitable[str]]
"""A function that writes a whole file to a temporary name and returns its path."""


class Version(msgspec.Struct, frozen=True, order=True):
    """A version of a note, from its file's attributes."""

    number: int = 0
    size: int = 0
    modified_s: int = 0

    @property
    def tag(self) -> str:
        """Return the tag of this version. Numbers alone could repeat after somebody emptied the folder."""
        return f"{self.number}-{self.size}-{self.modified_s}"


class SftpNotes:
    """The notes in a folder on a server."""

    def __init__(self, connection: SshConnection, folder: str, stage: Stage) -> None:
        self._connection, self._folder, self._stage = connection, folder, stage

    def read(self, name: str) -> Note | None:
        """Return the note; None when there is none."""
        return self._connection.do(partial(self._read, name=name), f"Reading the note {name}", READ_BYTES)

    def write(self, name: str, content: bytes, seen: str | None) -> str:
        """Put the next version in place and return its tag. Raises Conflict when `seen` isn't the latest."""
        work = partial(self._write, name=name, content=content + END, seen=seen)
        return self._connection.do(work, f"Writing the note {name}", len(content))

    def drop(self, name: str) -> None:
        """Delete the note, if there is one."""
        self._connection.do(partial(self._drop, name=name), f"Deleting the note {name}")

    async def _read(self, sftp: SFTPClient, name: str) -> Note | None:
        latest, content = await self._find_latest(sftp, name)
        return None if content is None else Note(content.removesuffix(END), latest.tag)

    async def _write(self, sftp: SFTPClient, name: str, content: bytes, seen: str | None) -> str:
        latest = _latest(await self._look(sftp, name))
        is_there = latest.number and not await self._is_deleted(sftp, name, latest)
        if (latest.tag if is_there else None) != seen:
            raise _conflict(name)
        if not await self._add(sftp, name, latest.number + 1, content):
            raise _conflict(name)
        return await self._finish_write(sftp, name, latest.number + 1)

    async def _find_latest(self, sftp: SFTPClient, name: str) -> tuple[Version, bytes | None]:
        """Return the latest version and its content, which is None when there is no note."""
        former = Version()
        for _ in range(TRIES):
            latest = _latest(await self._look(sftp, name))
            if not latest.number:
                return latest, None
            content = await read_whole(sftp, self._path(name, latest.number), MOST_NOTE_BYTES + 1)
            if content is not None and (content.endswith(END) or latest == former):
                return latest, content
            if content == DELETED and latest.size == len(DELETED):
                return latest, None
            former = latest  # a newer one replaced it while it was read, or it is damaged
        raise _too_busy(name)

    async def _is_deleted(self, sftp: SFTPClient, name: str, version: Version) -> bool:
        if version.size != len(DELETED):
            return False
        return await read_whole(sftp, self._path(name, version.number)) == DELETED

    async def _finish_write(self, sftp: SFTPClient, name: str, number: int) -> str:
        """Empty older versions, and return the tag of version `number`, which we put in place.

        Raises Conflict when so many came since that its name may have been used before.
        """
        versions = await self._versions(sftp, name)
        if _latest(versions).number > number + KEPT:
            raise _conflict(name)
        await self._empty(sftp, name, [version for version in versions if version.number < number])
        return next((version.tag for version in versions if version.number == number), "")

    async def _empty(self, sftp: SFTPClient, name: str, older: Sequence[Version]) -> None:
        """Empty these versions, and delete those that are more than KEPT behind."""
        for version in older:
            if version.number < older[-1].number - KEPT:
                await discard(sftp, self._path(name, version.number))
            elif version.size:
                await empty(sftp, self._path(name, version.number))

    async def _drop(self, sftp: SFTPClient, name: str) -> None:
        for _ in range(TRIES):
            versions = await self._look(sftp, name)
            latest = _latest(versions)
            if not latest.number or await self._is_deleted(sftp, name, latest):
                return
            if await self._add(sftp, name, latest.number + 1, DELETED):
                await self._empty(sftp, name, versions)
                return
        raise _too_busy(name)

    async def _add(self, sftp: SFTPClient, name: str, number: int, content: bytes) -> bool:
        """Put a version in place; return False when there is one of that number already."""
        staged, place = await self._stage(sftp, [content]), self._path(name, number)
        try:
            await _link(sftp, staged, place)
        except asyncssh.SFTPFailure:
            await discard(sftp, staged)
            if _latest(await self._versions(sftp, name)).number < number:
                raise
            return False
        await discard(sftp, staged)
        return True

    async def _look(self, sftp: SFTPClient, name: str) -> list[Version]:
        """Return all versions. If the last one is empty, a newer one came meanwhile, and the folder is read again."""
        former = Version()
        for _ in range(TRIES):
            versions = await self._versions(sftp, name)
            if not versions or versions[-1].size or versions[-1] == former:
                return versions
            former = versions[-1]
        raise _too_busy(name)

    async def _versions(self, sftp: SFTPClient, name: str) -> list[Version]:
        """Return all versions that are there, the latest last."""
        found = list[Version]()
        for file, attributes in await entries(sftp, self._folder):
            note, _, number = file.rpartition(".")
            if note == name and number.isdecimal():
                found.append(Version(int(number), attributes.size or 0, attributes.mtime or 0))
        return sorted(found)

    def _path(self, name: str, number: int) -> str:
        return f"{self._folder}/{name}.{number:06}"


async def _link(sftp: SFTPClient, staged: str, place: str) -> None:
    """Link a file to another name. Raises SFTPFailure when that name exists.

    Without hard links it is renamed: in version 3 of SFTP that fails, too, when the new name exists.
    """
    try:
        await sftp.link(staged, place)
    except asyncssh.SFTPOpUnsupported:
        await sftp.rename(staged, place)


def _latest(versions: Sequence[Version]) -> Version:
    return versions[-1] if versions else Version()


def _conflict(name: str) -> Conflict:
    return Conflict(f"Another deployer wrote the note {name} meanwhile.", "Deploy again.")


def _too_busy(name: str) -> HostError:
    return HostError(f"Other deployers keep writing the note {name}.", "Check whether a deployer runs in a loop.")
