"""Notes on a server that knows no conditional writes: each version is a file of its own, and no name is taken twice.

The note `ledger` is the file `ledger.000018` with the highest number. A new version is written whole under another
name and then linked to the next number (hardlink@openssh.com), which fails when that is taken. So of two deployers
that saw version 17 one alone makes 18; there is no lock that could go stale, and no clock is asked. The names of the
last versions stay, emptied: else one that was asleep could make 18 when that had come and gone.

An emptied version holds nothing, that of a deleted note DELETED, and every other one ends with END. The latest one is
emptied only when a newer one is there. So one that stays the latest and is none of these is damaged: it counts as a
note with what is left in it, and a newer version can take its place.
"""

from collections.abc import Awaitable, Callable, Iterable, Sequence
from functools import partial

import asyncssh
import msgspec
from asyncssh import SFTPClient

from generator.delivery.hosts.contract import MOST_NOTE_BYTES, Note
from generator.delivery.hosts.sftp.ssh import READ_BYTES, Line
from generator.delivery.hosts.sftp.steps import discard, empty, entries, read_whole
from generator.errors import Conflict, HostError

END = b"\n\n"
DELETED = b"-"
KEPT = 8
"""So many names of versions stay taken; who is further behind is told that others were quicker, whatever he wrote."""
TRIES = 5
"""Others may put a newer version in place between two looks; so often in a row is no chance."""

Stage = Callable[[SFTPClient, Iterable[bytes]], Awaitable[str]]
"""Writes a file whole under a name of its own and tells it."""


class Version(msgspec.Struct, frozen=True, order=True):
    """A version of a note, by its file's attributes."""

    number: int = 0
    size: int = 0
    modified_s: int = 0

    @property
    def tag(self) -> str:
        """What the deployers know it by; the number alone could come again when somebody cleared the folder."""
        return f"{self.number}-{self.size}-{self.modified_s}"


class Notebook:
    """The notes in a folder on the server."""

    def __init__(self, line: Line, folder: str, stage: Stage) -> None:
        self._line, self._folder, self._stage = line, folder, stage

    def read(self, name: str) -> Note | None:
        """The note as it stands."""
        return self._line.do(partial(self._read, name=name), f"Reading the note {name}", READ_BYTES)

    def write(self, name: str, content: bytes, seen: str | None) -> str:
        """Put the next version in place; Conflict when `seen` isn't the latest."""
        work = partial(self._write, name=name, content=content + END, seen=seen)
        return self._line.do(work, f"Writing the note {name}", len(content))

    def drop(self, name: str) -> None:
        """Have no note of that name."""
        self._line.do(partial(self._drop, name=name), f"Deleting the note {name}")

    async def _read(self, sftp: SFTPClient, name: str) -> Note | None:
        latest, content = await self._standing(sftp, name)
        return None if content is None else Note(content.removesuffix(END), latest.tag)

    async def _write(self, sftp: SFTPClient, name: str, content: bytes, seen: str | None) -> str:
        latest = _latest(await self._look(sftp, name))
        is_there = latest.number and not await self._is_deleted(sftp, name, latest)
        if (latest.tag if is_there else None) != seen:
            raise _overtaken(name)
        if not await self._add(sftp, name, latest.number + 1, content):
            raise _overtaken(name)
        return await self._settle(sftp, name, latest.number + 1)

    async def _standing(self, sftp: SFTPClient, name: str) -> tuple[Version, bytes | None]:
        """The latest version, and what it holds; None when there is no note."""
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
            former = latest  # it was emptied for a newer one while it was read, or is damaged
        raise _too_busy(name)

    async def _is_deleted(self, sftp: SFTPClient, name: str, version: Version) -> bool:
        if version.size != len(DELETED):
            return False
        return await read_whole(sftp, self._path(name, version.number)) == DELETED

    async def _settle(self, sftp: SFTPClient, name: str, number: int) -> str:
        """The tag of the version that we put in place; older ones are emptied.

        Its name was never taken before, unless so many came since that the names of old ones were given free.
        """
        versions = await self._versions(sftp, name)
        if _latest(versions).number > number + KEPT:
            raise _overtaken(name)
        await self._empty(sftp, name, [version for version in versions if version.number < number])
        return next((version.tag for version in versions if version.number == number), "")

    async def _empty(self, sftp: SFTPClient, name: str, older: Sequence[Version]) -> None:
        """Empty these versions; of those that are far behind even the names go."""
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
        """Put a version in place; False when there is one of that number."""
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
        """All versions as they stand. Where the last one is emptied, a newer one came while the folder was read."""
        former = Version()
        for _ in range(TRIES):
            versions = await self._versions(sftp, name)
            if not versions or versions[-1].size or versions[-1] == former:
                return versions
            former = versions[-1]
        raise _too_busy(name)

    async def _versions(self, sftp: SFTPClient, name: str) -> list[Version]:
        """All that are there, the latest at the end."""
        found = list[Version]()
        for file, attributes in await entries(sftp, self._folder):
            note, _, number = file.rpartition(".")
            if note == name and number.isdecimal():
                found.append(Version(int(number), attributes.size or 0, attributes.mtime or 0))
        return sorted(found)

    def _path(self, name: str, number: int) -> str:
        return f"{self._folder}/{name}.{number:06}"


async def _link(sftp: SFTPClient, staged: str, place: str) -> None:
    """Give a file another name, unless that is taken.

    Where there are no hard links: version 3 of SFTP has a rename fail when the new name is taken.
    """
    try:
        await sftp.link(staged, place)
    except asyncssh.SFTPOpUnsupported:
        await sftp.rename(staged, place)


def _latest(versions: Sequence[Version]) -> Version:
    return versions[-1] if versions else Version()


def _overtaken(name: str) -> Conflict:
    return Conflict(f"Another deployer wrote the note {name} meanwhile.", "Deploy again.")


def _too_busy(name: str) -> HostError:
    return HostError(f"Others write the note {name} all the time.", "Is there a deployer that runs without end?")
